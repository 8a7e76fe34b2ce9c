"""What pages say of themselves: names, times, JSON-LD and meta tags, each at its edges."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from toolkit.loading.web import linked_data
from toolkit.loading.web.metadata import Facts, facts
from toolkit.loading.web.people import key, names, plain
from toolkit.loading.web.stamps import read_stamp

# ---- names


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("A &amp; B", "A & B"), ("A &amp;amp; B", "A & B"), ("a <b>c</b>", "a c"), (" a\u00ad\u200bb  c ", "ab c"),
        (7, "7"),
        ("a &lt;i&gt;b", "a b"),
    ],
)  # fmt: skip
def test_a_value_of_a_page_is_plain_text(printed: object, text: str) -> None:
    assert plain(printed) == text


def test_names_are_compared_without_case_article_and_marks() -> None:
    assert key("The Valley Post!") == key("valleypost") == "valleypost"


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("By Ana Ruiz and Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Ana Ruiz (Leeds), Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Ben Cole, Jr., Ana Ruiz", ("Ben Cole, Jr.", "Ana Ruiz")),
        ("Jr.", ("Jr.",)),
        ("Ana Ruiz, Leeds", ("Ana Ruiz",)),
        ("Ana Ruiz, Leeds Town", ("Ana Ruiz", "Leeds Town")),
        ("Ana, Ben", ("Ana", "Ben")),
        ("Ana Ruiz, Reuters", ("Ana Ruiz", "Reuters")),
        ("Ana Ruiz, 田中", ("Ana Ruiz", "田中")),
        ("Ana Ruiz, the sports team", ("Ana Ruiz",)),
        ("The sports team", ("The sports team",)),
        ("Ana Ruiz; ana ruiz", ("Ana Ruiz",)),
        ("https://a.example/ana", ()),
        ("Ana Ruiz https://a.example/ana", ()),
        ("ana@a.example", ()),
        ("Al", ("Al",)),
        ("A", ()),
        ("x" * 60, ("x" * 60,)),
        ("x" * 61, ()),
        ("a b c d e f g", ("a b c d e f g",)),
        ("a b c d e f g h", ()),
        ("Agent 123", ("Agent 123",)),
        ("Agent 1234", ()),
        ("007", ()),
        ("Note: Ana", ()),
        ("Staff writer", ()),
        ("admin", ()),
        ("!!", ()),
        ("Ana Ruiz for the Valley Post", ("Ana Ruiz",)),
    ],
)
def test_a_byline_is_its_persons(printed: str, found: tuple[str, ...]) -> None:
    assert names([printed]) == found


def test_the_outlet_and_its_initials_are_no_persons_and_agencies_are_kept() -> None:
    outlets = ["Valley Evening Post", "Hill Post", "Reuters", ""]
    said = ["Valley evening-post", "VEP", "HP", "Reuters", "Ana Ruiz"]
    assert names(said, outlets=outlets) == ("HP", "Reuters", "Ana Ruiz")


# ---- times


def stamp(printed: object) -> tuple[datetime, str | None, bool] | None:
    found = read_stamp(printed)
    return None if found is None else (found.moment, found.zone, found.has_time)


@pytest.mark.parametrize(
    ("printed", "moment", "zone", "has_time"),
    [
        ("2024-05-03", datetime(2024, 5, 3), None, False),
        ("2024-05-03 +01:00", datetime(2024, 5, 3), None, False),
        ("2024-05-03T15:47:42.389+02:00", datetime(2024, 5, 3, 15, 47, 42), "+02:00", True),
        ("2024/5/3 15:47", datetime(2024, 5, 3, 15, 47), None, True),
        ("2024-05-03 05:30 PM", datetime(2024, 5, 3, 17, 30), None, True),
        ("2024-05-03 05:30 a.m.", datetime(2024, 5, 3, 5, 30), None, True),
        ("2024-05-03 12:30 pm", datetime(2024, 5, 3, 12, 30), None, True),
        ("2024-05-03 12:30 am", datetime(2024, 5, 3, 0, 30), None, True),
        ("2024-05-03 13:30 pm", datetime(2024, 5, 3, 13, 30), None, True),
        ("2024-05-03T24:00", datetime(2024, 5, 3), None, True),
        ("20240503", datetime(2024, 5, 3), None, False),
        ("20240503T154742Z", datetime(2024, 5, 3, 15, 47, 42), "Z", True),
        ("1714751262", datetime(2024, 5, 3, 15, 47, 42), "Z", True),
        (1714751262, datetime(2024, 5, 3, 15, 47, 42), "Z", True),
        ("1714751262389", datetime(2024, 5, 3, 15, 47, 42), "Z", True),
        ("Stand: 3. 5. 2024 um 17.40 Uhr", datetime(2024, 5, 3, 17, 40), None, True),
        ("3.5.2024, 17:40 GMT", datetime(2024, 5, 3, 17, 40), "GMT", True),
        ("03.05.2024", datetime(2024, 5, 3), None, False),
        ("April 28, 2023 at 5:40 p.m.", datetime(2023, 4, 28, 17, 40), None, True),
        ("Fri, 28 Apr 2023 17:40:08.5 GMT", datetime(2023, 4, 28, 17, 40, 8), "GMT", True),
        ("28 Apr 2023", datetime(2023, 4, 28), None, False),
        ("28 Apr 2023 00:00", datetime(2023, 4, 28), None, True),
        ("2024-05-03" + " x" * 55, datetime(2024, 5, 3), None, False),
    ],
)
def test_a_time_is_read_as_it_is_printed(printed: object, moment: datetime, zone: str | None, has_time: bool) -> None:
    assert stamp(printed) == (moment, zone, has_time)


@pytest.mark.parametrize(
    "printed",
    [
        None, True, [], "", " ", "2024-05-03" + " x" * 55 + "x", "2024-13-03", "3.13.2024", "April 2023", "Apr 28",
        "2023",
        "28 2023", "nothing in 2023", "20241303", "April 31, 2023",
    ],
)  # fmt: skip
def test_what_tells_no_full_date_is_no_time(printed: object) -> None:
    assert stamp(printed) is None


# ---- JSON-LD


def tree(*scripts: str, head: str = "", body: str = "", lang: str = "") -> HtmlElement:
    given = "".join(f"<script type='Application/LD+json'>{script}</script>" for script in scripts)
    attribute = f" lang='{lang}'" if lang else ""
    return html.fromstring(f"<html{attribute}><head>{head}{given}</head><body>{body}</body></html>")


def nodes(*scripts: str) -> list[Any]:
    return linked_data.nodes(tree(*scripts))


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('[{"a": 1}, {"b": 2}]', [{"a": 1}, {"b": 2}]),
        ('{"a": 1};', [{"a": 1}]),
        ("//<![CDATA[\n", []),
        ('{"a": [1,],}', [{"a": [1]}]),
        ("{&quot;a&quot;: 1}", [{"a": 1}]),
        ('{"a": 1} {"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1},\n;{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1} x', [{"a": 1}]),
        ('{"headline": "Late", "headline": "Again", broken', [{"@type": "NewsArticle", "headline": "Late"}]),
        ('{"datePublished": "2024-05-03", "inLanguage": "en" "x',
         [{"@type": "NewsArticle", "datePublished": "2024-05-03", "inLanguage": "en"}]),
        ('{"inLanguage": "en" "x', []),
        ("  ", []),
        ("1", []),
    ],
)  # fmt: skip
def test_json_of_a_page_is_mended_where_that_is_possible(script: str, found: list[object]) -> None:
    assert [node for node in nodes(script) if node] == found


def test_nodes_stand_in_graphs_and_in_each_other() -> None:
    inner = {"@type": "Article", "hasPart": [{"n": 1}, {"n": 2}]}
    script = json.dumps({"@graph": [{"mainEntity": inner}, {"item": {"n": 3}}], "other": {"n": 4}})
    assert [node.get("n") for node in nodes(script)] == [None, None, None, 1, 2, None, 3]
    assert nodes("{}", '{"n": 1}')[1:] == [{"n": 1}]


@pytest.mark.parametrize(("depth", "read"), [(11, True), (12, True), (13, False)])
def test_nodes_are_opened_to_a_depth(depth: int, read: bool) -> None:
    script = '{"item":' * depth + '{"n": 1}' + "}" * depth
    assert any("n" in node for node in nodes(script)) is read
    assert any("n" in node for node in nodes("[" * depth + '{"n": 1}' + "]" * depth)) is read


def test_a_script_of_another_kind_or_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    root = html.fromstring('<html><script>{"a": 1}</script><script type="text/x">{"a": 1}</script></html>')
    assert linked_data.nodes(root) == []
    monkeypatch.setattr(linked_data, "LARGEST", 8)
    assert nodes('{"a": 1}') == [{"a": 1}]
    assert nodes('{"a": 12}') == []


@pytest.mark.parametrize(
    ("kinds", "chosen"),
    [
        (["WebPage", "NewsArticle"], 1), (["Article", "ReportageNewsArticle"], 1), (["Review", "Report"], 1),
        (["VideoObject", "Review"], 1), (["WebPage", "VideoObject"], 1), (["OpinionArticle", "NewsArticle"], 1),
        (["Article", "Article"], 0), (["Person", "WebPage"], 1), (["SocialMediaPosting", "BlogPosting"], 1),
        (["Review", "MyArticle"], 1),
    ],
)  # fmt: skip
def test_the_surest_kind_is_the_article(kinds: Sequence[str], chosen: int) -> None:
    found = [{"@type": kind, "number": number} for number, kind in enumerate(kinds)]
    assert linked_data.article_node(found)["number"] == chosen


@pytest.mark.parametrize(
    "kinds",
    [
        ("MyArticle", "LiveBlogPosting", "BlogPosting"), ("SocialMediaPosting", "Report"),
        ("VideoObject", "AudioObject", "PodcastEpisode", "MedicalWebPage"), ("WebPage", "ItemPage"),
        ("NewsArticle", "OpinionNewsArticle"),
    ],
)  # fmt: skip
def test_of_kinds_that_are_as_sure_the_first_is_the_article(kinds: Sequence[str]) -> None:
    for one in kinds:
        for other in kinds:
            assert linked_data.article_node([{"@type": one, "n": 1}, {"@type": other, "n": 2}])["n"] == 1


def test_of_two_of_a_kind_the_fuller_is_the_article() -> None:
    found = [{"@type": "Article"}, {"@type": "Article", "headline": "Late"}, {"@type": "Article", "author": "A"}]
    assert linked_data.article_node(found) is found[1]
    assert linked_data.article_node([{"@type": "Person"}, {}]) == {}


@pytest.mark.parametrize(
    ("kinds", "front", "article"),
    [
        (["CollectionPage"], True, False), (["CollectionPage", "Review"], True, True),
        (["CollectionPage", "Report"], False, True), (["WebPage"], False, False),
        ([["http://schema.org/NewsArticle", 3]], False, True),
        (["schema:Article"], False, True), (["ProfilePage", "VideoObject"], True, False), ([None], False, False),
    ],
)  # fmt: skip
def test_a_list_of_others_is_told_from_an_article(kinds: Sequence[object], front: bool, article: bool) -> None:
    found = [{"@type": kind} for kind in kinds]
    assert linked_data.is_front(found) is front
    assert any(linked_data.is_article(node) for node in found) is article


def test_the_fullest_node_of_an_id_counts() -> None:
    first, fuller, third = {"@id": "a"}, {"@id": "a", "name": "A"}, {"@id": "a", "url": "u"}
    assert linked_data.by_id([first, fuller, third, {"@id": 3}, {}]) == {"a": fuller}


# ---- facts


def metas(**contents: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in contents.items())


def of(article: dict[str, object] | None = None, *more: object, url: str | None = None, **page: str) -> Facts:
    given = [] if article is None else [json.dumps([{"@type": "NewsArticle", **article}, *more])]
    return facts(tree(*given, **page), url=url)


def test_json_ld_says_what_kind_of_page_it_is() -> None:
    said = of(
        {
            "headline": "Flood in town", "articleSection": ["News", "Local"], "description": "Rain",
            "wordCount": " 120 ",
            "isAccessibleForFree": "http://schema.org/False", "articleBody": "Rain fell.",
            "inLanguage": {"name": "de-DE"},
            "keywords": "rain, flood; rain", "publisher": {"@id": "#p"}, "url": "/flood",
        },
        {"@id": "#p", "name": "VALLEY POST"}, {"@type": "WebSite", "name": "Valley Post"},
        url="https://www.valley.example/x",
    )  # fmt: skip
    assert (said.title, said.section, said.description, said.language) == ("Flood in town", "News", "Rain", "de")
    assert (said.words_promised, said.is_free, said.body) == (120, False, "Rain fell.")
    assert (said.keywords, said.outlet, said.url) == (
        ("rain", "flood"),
        "Valley Post",
        "https://www.valley.example/flood",
    )
    assert (said.kind, said.is_article, said.is_front) == ("newsarticle", True, False)


def test_a_page_that_says_nothing_has_no_facts() -> None:
    said = of()
    assert said == Facts()
    assert of(url="https://www.valley.example/x").outlet == "valley.example"


@pytest.mark.parametrize(
    ("count", "words"),
    [("0", None), (1, 1), ("999999", 999_999), ("1000000", None), ("many", None), (None, None), ("-3", None)],
)
def test_a_count_of_words_is_a_number_in_bounds(count: object, words: int | None) -> None:
    assert of({"wordCount": count}).words_promised == words


@pytest.mark.parametrize(
    ("said", "free"), [(True, True), (False, False), ("true", True), ("False", False), ("yes", None)]
)
def test_whether_a_page_is_free_is_a_truth(said: object, free: bool | None) -> None:
    assert of({"isAccessibleForFree": said}).is_free is free


@pytest.mark.parametrize(
    ("lang", "stated", "meta", "language"),
    [
        ("EN-GB", "de", "fr_FR", "en"), ("", "de", "fr_FR", "de"), ("", "", "fr_FR", "fr"), ("english", "", "sv", "sv"),
        ("fil", "", "", "fil"), ("", "", "", None),
    ],
)  # fmt: skip
def test_the_language_is_that_of_the_page_then_of_its_article(
    lang: str, stated: str, meta: str, language: str | None
) -> None:
    said = of({"inLanguage": stated}, lang=lang, head=metas(og__locale=meta))
    assert said.language == language


@pytest.mark.parametrize(
    ("head", "stated", "url", "found"),
    [
        ("<link rel='Canonical' href='/a'>", {"url": "/b"}, "https://v.example/x", "https://v.example/a"),
        ("<link rel='alternate' href='/a'>", {"url": "/b"}, "https://v.example/x", "https://v.example/b"),
        (metas(og__url="https://v.example/o"), {"url": "/b"}, "https://v.example/x", "https://v.example/o"),
        ("", {"mainEntityOfPage": "/m"}, "https://v.example/x", "https://v.example/m"),
        ("", {"mainEntityOfPage": {"@id": "/m"}}, "https://v.example/x", "https://v.example/x"),
        ("<link rel='canonical' href='https://v.example/'>", {}, "https://v.example/x", "https://v.example/x"),
        ("<link rel='canonical' href='https://v.example/?id=3'>", {}, None, "https://v.example/?id=3"),
        ("<link rel='canonical' href='http://[broken/a'>", {}, "https://v.example/x", "https://v.example/x"),
        ("<link rel='canonical' href='mailto:a@v.example'>", {}, None, None),
        ("<link rel='canonical' href='/a'>", {}, None, None),
        ("", {}, "https://web.archive.org/web/20190312031400/https://v.example/a", "https://v.example/a"),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_the_page_gives_itself(
    head: str, stated: dict[str, object], url: str | None, found: str | None
) -> None:
    assert of(stated, url=url, head=head).url == found


@pytest.mark.parametrize(
    ("sites", "outlet"),
    [
        (metas(og__site_name="The valley post", twitter__app__name__iphone="The Valley Post"), "The Valley Post"),
        (metas(og__site_name="VALLEYPOST", twitter__app__name__iphone="valley post"), "valley post"),
        (metas(twitter__app__name__iphone="App"), "Publisher"),
        (metas(og__site_name="Site", twitter__app__name__iphone="Other"), "Site"),
    ],
)
def test_the_outlet_is_the_first_name_in_its_best_spelling(sites: str, outlet: str) -> None:
    assert of({"publisher": {"name": "Publisher"}}, head=sites).outlet == outlet


@pytest.mark.parametrize(
    ("stated", "head", "body", "title"),
    [
        ({"headline": "Flood"}, metas(og__title="Rain"), "<h1>Heading</h1>", "Flood"),
        ({}, metas(og__title="Rain"), "<h1>Heading</h1>", "Rain"),
        ({"name": "Named"}, metas(og__title="Rain"), "", "Named"),
        ({}, metas(dc__title="Rain") + "<title>Page</title>", "<h1>Heading</h1>", "Heading"),
        ({}, "<meta name='dc.title' content='Rain'><title>Page</title>", "", "Rain"),
        ({}, "<title>Page</title>", "<h1 class='site-name'>Valley</h1><h1>Abc</h1>", "Page"),
        ({}, "<title>Page</title>", "<h1>Abcd</h1>", "Abcd"),
        ({}, "", "<h1>" + "x" * 499 + "</h1>", "x" * 499),
        ({}, "<title>Page</title>", "<h1>" + "x" * 500 + "</h1>", "Page"),
        ({"headline": "x" * 501}, "<title>Page</title>", "", "Page"),
        ({"headline": "x" * 500}, "<title>Page</title>", "", "x" * 500),
        ({}, "<title>Flood in town | Valley Post</title>" + metas(og__site_name="Valley Post"), "", "Flood in town"),
        ({}, "<title>Valley Post: - Flood in town</title>" + metas(og__site_name="Valley Post"), "", "Flood in town"),
        ({}, "<title>Flood in town | Valley Post News</title>" + metas(og__site_name="Valley Post"), "",
         "Flood in town"),
        ({}, "<title>Flood in town | Local | Valley</title>" + metas(og__site_name="Valley.com"), "",
         "Flood in town | Local"),
        ({}, "<title>Valley Post</title>" + metas(og__site_name="Valley Post"), "<h1>Flood today</h1>", "Flood today"),
        ({"headline": "Valley Post"}, "<title>Page</title>" + metas(og__site_name="Valley Post"), "", "Page"),
        ({}, "<title>Flood in the town | A Strange Tail</title>", "<h1>Flood in the town</h1>", "Flood in the town"),
        ({}, metas(og__title="Flood in town x | Tail"), "<h1>Flood in town x</h1>", "Flood in town x"),
        ({}, metas(og__title="Flood in town | Tail"), "<h1>Flood in town</h1>", "Flood in town | Tail"),
        ({"headline": "Flood in the old town…"}, "<title>Flood in the old town is over</title>", "",
         "Flood in the old town is over"),
        ({"headline": "Flood in the ol…"}, "<title>Flood in the old town</title>", "", "Flood in the ol…"),
        ({"headline": "Flood in the old..."}, "<title>Flood in the old town…</title>", "", "Flood in the old..."),
        ({"headline": "Flood in the old town..."}, "<title>Flood in the old town</title>", "",
         "Flood in the old town..."),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_the_outlet(
    stated: dict[str, object], head: str, body: str, title: str
) -> None:
    assert of(stated, head=head, body=body).title == title


def test_a_title_of_a_page_that_is_no_article_is_no_name_of_its_node() -> None:
    root = tree('{"@type": "WebPage", "name": "Home"}', head="<title>Page title</title>")
    assert facts(root).title == "Page title"
    said = facts(tree(head=metas(og__type="Article:news")))
    assert (said.is_article, facts(root).is_article) == (True, False)


PRINTED = "<p class='byline'>By Kim Lund</p>"


@pytest.mark.parametrize(
    ("stated", "body", "authors", "organisation"),
    [
        ({"author": [{"name": "Ana Ruiz"}, {"givenName": "Ben", "familyName": "Cole"}]}, PRINTED,
         ("Ana Ruiz", "Ben Cole"), None),
        ({"author": {"@id": "#k"}}, PRINTED, ("Kay Known",), None),
        ({"author": {"@id": "#lost"}}, PRINTED, ("Kim Lund",), None),
        ({"creator": "Ben Cole"}, PRINTED, ("Ben Cole",), None),
        ({"author": "Valley Post", "creator": "Ben Cole"}, PRINTED, ("Ben Cole",), None),
        ({"author": "Valley Post"}, PRINTED, ("Kim Lund",), None),
        ({"author": "Valley Post"}, "<p class='byline'>Kim Lund</p>", (), "Valley Post"),
        ({"author": "Valley Post"}, "<p class='byline'>KimLund</p>", ("KimLund",), None),
        ({}, "<p class='byline'>Kim Lund</p>", ("Kim Lund",), None),
        ({}, "<p data-testid='author-name'>Kim Lund</p>", ("Kim Lund",), None),
        ({"author": "Valley Post"}, "<p class='author-bio'>By Kim Lund</p>", (), "Valley Post"),
        ({"author": "Valley Post"}, f"<aside>{PRINTED}</aside>", (), "Valley Post"),
        ({"author": "Valley Post"}, f"<div class='sidebar'>{PRINTED}</div>", (), "Valley Post"),
        ({}, "<p class='byline'>Kim</p><p class='byline'>Ben Cole</p>", ("Ben Cole",), None),
        ({}, f"<p class='byline'>{'Kim ' * 26}</p><p class='byline'>Ben Cole</p>", ("Ben Cole",), None),
        ({}, "<span itemprop='author'>Ana Ruiz</span><a rel='author'>Ben Cole</a>" + PRINTED, ("Ana Ruiz",), None),
        ({}, "<a rel='author'>Ben Cole</a><a rel='author'>Ana Ruiz</a>", ("Ben Cole", "Ana Ruiz"), None),
        ({}, "<div itemprop='author'><i>x</i><b itemprop='name'>Ana Ruiz</b></div>", ("Ana Ruiz",), None),
        ({}, "<span itemprop='author' content='Ana Ruiz'></span>", ("Ana Ruiz",), None),
        ({}, "<span itemprop='author'>Ana</span>" + PRINTED, ("Kim Lund",), None),
        ({}, "".join(f"<a rel='author'>Name{n} Ruiz</a>" for n in range(8)),
         tuple(f"Name{n} Ruiz" for n in range(6)), None),
    ],
)  # fmt: skip
def test_authors_come_from_the_first_source_that_names_a_person(
    stated: dict[str, object], body: str, authors: tuple[str, ...], organisation: str | None
) -> None:
    known = {"@id": "#k", "name": "Kay Known"}
    said = of(stated, known, head=metas(og__site_name="Valley Post"), body=body)
    assert (said.authors, said.organisation) == (authors, organisation)


@pytest.mark.parametrize(
    ("stated", "head", "body", "published"),
    [
        ({"datePublished": "2024-05-03T07:30"}, metas(pubdate="2024-05-03T09:00"), "", datetime(2024, 5, 3, 7, 30)),
        ({"dateCreated": "2024-05-03T07:30"}, "", "", datetime(2024, 5, 3, 7, 30)),
        ({"uploadDate": "2024-05-03T07:30"}, "", "", datetime(2024, 5, 3, 7, 30)),
        ({"datePublished": "2024-05-03"}, metas(pubdate="2024-05-03T09:00"), "", datetime(2024, 5, 3, 9)),
        ({"datePublished": "2024-05-03"}, "", "<time datetime='2024-05-03T10:00'>now</time>", datetime(2024, 5, 3, 10)),
        ({"datePublished": "2024-05-03"}, "", "<aside><time>2024-05-03 10:00</time></aside>", datetime(2024, 5, 3)),
        ({"datePublished": "2024-05-03"}, "", "<time>2024-05-04 00:00</time>", datetime(2024, 5, 3)),
        ({}, "", "<p itemprop='datePublished' content='2024-05-03T11:00'>x</p>", datetime(2024, 5, 3, 11)),
        ({}, "", "<p itemprop='datePublished'>2024-05-03 11:00</p>", datetime(2024, 5, 3, 11)),
        ({}, "", "<time itemprop='datePublished' datetime='2024-05-03 12:00'>x</time>", datetime(2024, 5, 3, 12)),
        ({}, "", "<time>2024-05-03 13:00</time>", datetime(2024, 5, 3, 13)),
        ({"datePublished": "2024-05-03T07:30"}, metas(pubdate="2024-05-04T07:30"), "", datetime(2024, 5, 3, 7, 30)),
    ],
)  # fmt: skip
def test_the_time_is_the_first_one_with_a_clock(
    stated: dict[str, object], head: str, body: str, published: datetime
) -> None:
    said = of(stated, head=head, body=body)
    assert said.published is not None
    assert said.published.moment == published


def test_a_time_that_another_node_states_counts_unless_it_is_of_a_picture() -> None:
    for kind, found in (("WebPage", True), ("ImageObject", False), ("VideoObject", False)):
        said = of({}, {"@type": kind, "datePublished": "2024-05-03T07:30"})
        assert (said.published is not None) is found


def test_a_change_is_told_from_the_first_source() -> None:
    item = "<p itemprop='dateModified'>2024-05-06 07:30</p>"
    meta = metas(lastmod="2024-05-05T07:30")
    days = [
        of(stated, head=head, body=item).modified
        for stated, head in (({"dateModified": "2024-05-04T07:30"}, meta), ({}, meta), ({}, ""))
    ]
    assert [day.moment.day if day else None for day in days] == [4, 5, 6]


def test_keywords_of_meta_tags_count_if_json_ld_has_none() -> None:
    head = metas(news_keywords="rain", keywords="flood, ,mud")
    assert of({}, head=head).keywords == ("rain", "flood", "mud")
    assert of({"keywords": ["a", "b"]}, head=head).keywords == ("a", "b")


@pytest.mark.parametrize("attribute", ["property", "name", "itemprop"])
def test_a_meta_tag_is_named_by_any_of_three_attributes(attribute: str) -> None:
    head = f"<meta {attribute}=' OG:Title ' content=' Rain &amp;amp; mud '><meta {attribute}='og:title' content=' '>"
    assert of({}, head=head).title == "Rain & mud"
