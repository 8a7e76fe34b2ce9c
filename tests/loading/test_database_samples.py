"""Real exports, where they are at hand (TOOLKIT_SAMPLES names their folder): counts and fields that makers state."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.conftest import sample
from tests.reading_databases import document, reader
from toolkit.errors import LoadError
from toolkit.loading.documents import rtf_paragraphs as rtf
from toolkit.loading.records import Reading


def reading(module: str, name: str, *, encoding: str | None = None) -> Reading:
    file = document(sample(name).read_bytes(), encoding=encoding)
    assert reader(module).recognises(file)
    result = reader(module).read(file)
    assert isinstance(result, Reading)
    return result


# reader, file, articles, what the file states, fields that every article has
ALL = ("headline", "outlet", "published", "text", "words_promised")
COUNTS = [
    ("nexis_docx", "nexis_docx/JBGruber__sample.DOCX", 10, 10, (*ALL, "byline", "section")),
    ("nexis_docx", "nexis_docx/koheiw__nyt1.docx", 50, 50, ("headline", "outlet", "text", "words_promised", "section")),
    ("nexis_docx", "nexis_docx/koheiw__washington-post.docx", 50, 50, (*ALL, "section")),
    ("nexis_docx", "nexis_docx/koheiw__usa-today.docx", 7, 7, (*ALL, "section", "captions")),
    ("nexis_docx", "nexis_docx/koheiw__guardian2.docx", 1, None, (*ALL, "section", "byline")),
    ("nexis_docx", "nexis_docx/koheiw__guardian3.docx", 62, None, ("headline", "outlet", "text", "words_promised")),
    ("nexis_html", "nexis_html/koheiw__afp_2013-03-12_0501.html", 74, 74, (*ALL, "dateline", "language")),
    ("nexis_html", "nexis_html/koheiw__guardian_1986-01-01_0001.html", 262, 262, (*ALL, "language")),
    ("nexis_html", "nexis_html/quanteda__sun_2000-11-01_0001.html", 32, 32, (*ALL, "language")),
    ("nexis_html", "nexis_html/cran__lexisnexis_test_en.html", 2, 146, (*ALL, "section", "language")),
    ("nexis_txt", "nexis_txt/JBGruber__sample.TXT", 10, 10, (*ALL, "language")),
    ("nexis_txt", "nexis_txt/amcat__test2.txt", 1, 1, (*ALL, "byline", "language")),
    ("nexis_txt", "other_aggregators/amcat__abc.txt", 9, 240, ("outlet", "published", "text", "section")),
    ("factiva_html", "factiva_html/koheiw__irish-independence_1_2017-11-14.html", 44, None, (*ALL, "section")),
    ("factiva_html", "factiva_html/koheiw__chosun_ilbo_1_2018-05-28.html", 59, None, (*ALL, "language")),
    ("factiva_html", "factiva_html/koheiw__german-ui.html", 100, None, (*ALL, "language")),
    ("factiva_html", "factiva_html/cran__factiva_test.html", 2, None, (*ALL, "language")),
    ("factiva_html", "factiva_html/amcat__az01.htm", 100, None, ALL),
    ("factiva_html", "factiva_html/amcat__SO00.htm", 100, None, ALL),
    ("factiva_html", "factiva_html/amcat__zt04.htm", 55, None, ALL),
    ("factiva_xml", "factiva_xml/cran__factiva_test.xml", 3, 3, ALL),
    ("europresse", "europresse_html/cran__europresse_test1.html", 3, None, ("headline", "outlet", "published", "id")),
    ("proquest_html", "proquest_html/pmyteh__sample-1.html", 1, None, (*ALL, "byline", "section", "id", "url")),
    ("proquest_html", "proquest_eml/pmyteh__sample.eml", 100, None, (*ALL, "byline", "id", "url")),
    ("ris", "ris/MrTango__example_extraneous_data.ris", 2, 2, ("headline", "byline", "outlet", "text")),
    ("ris", "ris/MrTango__example_full.ris", 2, None, ("headline", "byline", "outlet", "text")),
    ("ris", "ris/MrTango__example_urls.ris", 4, None, ("headline", "byline", "outlet", "url")),
    ("ris", "ris/MrTango__example_utf_chars.ris", 1, None, ("headline", "byline", "outlet", "text")),
    ("bzk", "other_aggregators/amcat__test.html", 45, None, ("headline", "outlet", "published", "not_full_text")),
    ("japanese", "other_aggregators/koheiw__kikuzo_1985-01-01_001.html", 100, None, ("headline", "published")),
    ("japanese", "other_aggregators/koheiw__yomidasu_2009-01-01_001.html", 40, None, ("headline", "published", "text")),
    ("japanese", "other_aggregators/koheiw__yomidasu_2018-01-01_001.html", 27, None, ("headline", "published", "text")),
    ("integrum", "other_aggregators/koheiw__channel1_20050201-20050228_0001-0059_0059.xlsx", 59, None, ("text",)),
    ("integrum", "other_aggregators/koheiw__ntv_20121201-20121231_0001-0100_0190.xlsx", 100, None, ("text",)),
    ("apa", "rtf_apa/amcat__online.rtf", 38, None, ("headline", "outlet", "published", "text")),
]  # fmt: skip


@pytest.mark.parametrize(("module", "name", "articles", "promised", "fields"), COUNTS, ids=[row[1] for row in COUNTS])
def test_an_export_gives_the_articles_and_fields_that_are_in_it(
    module: str, name: str, articles: int, promised: int | None, fields: tuple[str, ...]
) -> None:
    result = reading(f"databases.{module}", name)
    assert len(result.stories) == articles
    assert result.rejections == ()
    assert result.promised == promised
    for field in fields:
        assert [story.locator for story in result.stories if not getattr(story, field)] == []


def test_the_belgian_list_and_its_texts() -> None:
    result = reading("databases.mediargus", "other_aggregators/amcat__mediargus.txt", encoding="cp1252")
    assert result.promised == len(result.stories) == 100
    assert all(story.text and story.not_full_text is None for story in result.stories)


def test_a_document_of_a_database_without_an_article_says_so() -> None:
    file = document(sample("nexis_docx/JBGruber__test.DOCX").read_bytes())
    assert not reader("databases.nexis_docx").recognises(file)
    with pytest.raises(LoadError, match="No articles found"):
        reader("documents.docx").read(file)


def test_the_fields_of_one_article_are_exact() -> None:
    story = reading("databases.proquest_html", "proquest_html/pmyteh__sample-1.html").stories[0]
    assert (story.byline, story.outlet) == ("Olivarez-Giles, Nathan", "Los Angeles Times; Los Angeles, Calif.")
    assert (story.published, story.words_promised, story.id) == (datetime(2010, 5, 8), 239, "MSTAR_251439970")
    assert dict(story.extra)["pages"] == "AA.2"


@pytest.mark.parametrize(
    "name",
    "Example_text ansicpg1250 bytes calcium_score french issue_15 issue_38 issue_55 issue_63 line_break_textedit_mac "
    "mac_textedit_hyperlink nbsp".split(),
)
def test_rtf_texts_equal_their_gold(name: str) -> None:
    path = sample(f"rtf/joshy__{name}.rtf")
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as gold:
        assert rtf.text(path.read_bytes(), source=name) == gold.read()


def test_records_of_reference_managers() -> None:
    cases = json.loads(sample("zotero_testcases/RIS.testcases.json").read_text(encoding="utf-8"))
    titles = right = 0
    for case in cases:
        stories = reader("databases.ris").read(document(case["input"])).stories
        assert len(stories) == len(case["items"])
        for story, item in zip(stories, case["items"], strict=True):
            if item.get("publicationTitle"):
                assert story.outlet == item["publicationTitle"]
            if item.get("title"):
                titles += 1
                right += story.headline == item["title"].strip()
    assert right == titles > 80
