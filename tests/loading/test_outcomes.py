"""What becomes of the stories of a document: ids, rejections, and the line of the load report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading import front_matter
from toolkit.loading.outcomes import MOST_LINES, Outcome, outcome, refused
from toolkit.loading.reading import Item, Settings, read_bytes, read_item, with_own_ids, without_suffix
from toolkit.loading.records import Aside, Document, Layout, Reading, Story

TEXT = "Rain fell all day in the old harbour."


def told(
    *stories: Story, rejections: tuple[Rejection, ...] = (), promised: int | None = None, **options: Any
) -> Outcome:
    reading = Reading(format="f", stories=stories, rejections=rejections, promised=promised, notes=("first",))
    return outcome(reading, source="a.txt", stem="a", **options)


def story(text: str = TEXT, locator: str = "", layout: Layout = "body", **fields: Any) -> Story:
    return Story(text=text, locator=locator, layout=layout, **fields)


@pytest.mark.parametrize(
    ("stories", "ids"),
    [
        ([story()], ["a"]),
        ([story(id="x")], ["x"]),
        ([story(layout="verbatim")], ["a:1"]),
        ([story(), story()], ["a:1", "a:2"]),
        ([story(locator="row 7"), story(locator="article 9 ")], ["a:7", "a:9"]),
        ([story(locator="sheet 'March', row 7", layout="verbatim")], ["a:March:7"]),
    ],
)
def test_an_article_without_an_id_is_named_by_its_file_and_its_place(stories: list[Story], ids: list[str]) -> None:
    assert [article.id for article in told(*stories).articles] == ids


def test_a_file_of_one_story_and_a_rejection_holds_several() -> None:
    aside = Rejection("a.txt", "article 2", "no")
    assert [article.id for article in told(story(), rejections=(aside,)).articles] == ["a:1"]
    assert (
        outcome(Reading(format="f", stories=(story(locator="row 3"), story())), source="a", stem="").articles[0].id
        == "3"
    )


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (story(" "), "the article has no text"),
        (story("", headline="Rain"), "the article has no text"),
        (story("", not_full_text="a headline only"), "the article has no text"),
        (story("", headline="Rain", not_full_text="a headline only"), None),
        (story("x\n" * (2 * MOST_LINES + 1) + "x"), "one article of more than 40,000 lines: split it"),
        (story("You don't have permission to access this page."), "this is an error page"),
        (story("You don't have permission to access this page.", layout="verbatim"), None),
    ],
)
def test_a_story_without_a_text_of_an_article_is_set_aside(one: Story, reason: str | None) -> None:
    found = told(replace(one, locator="article 4"))
    assert len(found.articles) == (reason is None)
    for rejection in found.rejections:
        assert rejection.reason.startswith(str(reason))
        assert rejection.locator == "article 4"
    assert (found.account.kept, found.account.set_aside) == (len(found.articles), len(found.rejections))


def test_the_outlet_that_was_asked_for_is_that_of_texts_and_names_a_column_of_tables() -> None:
    found = told(story(outlet="Post"), story(outlet="Post", layout="verbatim"), outlet="Daily")
    assert [article.outlet for article in found.articles] == ["Daily", "Post"]


def test_the_account_counts_languages_lost_letters_and_the_encoding() -> None:
    german = "Der Regen fiel den ganzen Tag auf die Stadt, und niemand ging aus dem Haus."
    found = told(story(language="en"), story(german, language="de"), story(language="en"), encoding="cp1252")
    assert found.account.languages == {"en": 2, "de": 1}
    assert (found.account.encoding, found.account.format, found.account.kept) == ("cp1252", "f", 3)
    assert found.account.notes == ("first",)
    lost = "replacement characters (\ufffd) in {}: letters or quotation marks were lost before the file was made"
    one = told(story(f"{TEXT} \ufffdNo\ufffd."), notes=["last"]).account.notes
    assert one[1].startswith("2 " + lost.format("1 text"))
    assert (one[0], one[-1]) == ("first", "last")
    two = told(story(f"{TEXT} \ufffd"), story(), story(f"{TEXT} \ufffd\ufffd")).account.notes
    assert two[1].startswith("3 " + lost.format("2 texts"))


@pytest.mark.parametrize(
    ("promised", "note", "missing"),
    [
        (None, None, None),
        (2, None, None),
        (1, "the file promises 1 articles and 2 were found", None),
        (5, "the file promises 5 articles and 2 were found",
         "the file promises 5 articles and 2 were found: 3 missing"),
    ],
)  # fmt: skip
def test_what_a_file_promises_and_does_not_hold_is_said(
    promised: int | None, note: str | None, missing: str | None
) -> None:
    found = told(story(), rejections=(Rejection("a.txt", "article 2", "no"),), promised=promised)
    assert found.account.notes == (("first", note) if note else ("first",))
    assert [one.reason for one in found.rejections[1:]] == ([missing] if missing else [])


def test_what_could_not_be_read_is_one_thing_set_aside() -> None:
    found = refused("a\nb.txt", "no\nreason", locator="x")
    assert (found.articles, found.account.set_aside, found.account.format) == ((), 1, "not read")
    assert found.rejections == (Rejection("a b.txt", "x", "no reason"),)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("news.csv.gz", "news"), ("news.BZ2", "news"), ("news.txt.xz", "news"), ("a.warc.lz4", "a"),
        ("v1.2 notes", "v1.2 notes"), ("a.12345678", "a"), ("a.123456789", "a.123456789"), ("news", "news"),
        (".hidden", ".hidden"), ("a.b c", "a.b c"),
    ],
)  # fmt: skip
def test_a_name_loses_its_suffix_and_that_of_its_compression(name: str, plain: str) -> None:
    assert without_suffix(name) == plain


def test_ids_that_come_again_are_counted() -> None:
    outcomes = [told(story(id="x"), story(id="x")), told(story(id="x"), story(id="x-2"), story(id="y"))]
    names = [article.id for one in with_own_ids(outcomes) for article in one.articles]
    assert names == ["x", "x-2", "x-3", "x-2-2", "y"]


def test_a_file_that_cannot_be_opened_or_is_too_large_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    (found,) = read_item(Item(path, "a"), Settings())
    assert [one.reason for one in found.rejections] == ["this is a device or a pipe, not a file."]
    path.write_text("Rain fell. " * 10, encoding="utf-8")
    for size, kept in ((110, 1), (109, 0)):
        (found,) = read_item(Item(path, "a"), Settings(limits=tk.loading.Limits(file_bytes=size)))
        assert len(found.articles) == kept
        (found,) = read_item(Item(path, "a"), Settings(limits=tk.loading.Limits(file_bytes=size), format="plain text"))
        assert len(found.articles) == kept


def read(data: bytes, **settings: Any) -> list[Outcome]:
    return list(read_bytes(data, source="a.txt", stem="a", settings=Settings(**settings)))


def test_a_format_that_is_named_is_read_as_such() -> None:
    page = b"<p>Rain fell.</p>"
    assert read(page)[0].articles[0].text == "Rain fell."
    assert "<p>" in read(page, format="plain text")[0].articles[0].text
    assert read(b"title,text\nA,Rain fell.\n", format="csv")[0].articles[0].headline == "A"


def test_an_encoding_that_was_guessed_is_said() -> None:
    said = "encoding guessed: {}; pass encoding=... if letters are wrong"
    data = "Das Café öffnet früh, und der Kellner grüßt die Gäste.".encode("cp1252")
    (found,) = read(data)
    assert found.account.encoding is not None
    assert said.format(found.account.encoding) in found.account.notes
    (found,) = read(data, encoding="cp1252")
    assert not any("guessed" in note for note in found.account.notes)
    assert found.account.encoding == "cp1252"


def head(fields: str, body: str = TEXT, mark: str = "---") -> Document:
    return Document(data=f"{mark}\n{fields}\n{mark}\n{body}".encode(), name="a.md")


@pytest.mark.parametrize(
    ("document", "known"),
    [
        (head("title: A"), True),
        (head('title = "A"', mark="+++"), True),
        (head("title: A", ""), False),
        (head("just words"), False),
        (head("- a"), False),
        (head("title = A", mark="+++"), False),
        (head("a: &b c\nd: *b"), False),
        (head("title: [a"), False),
        (head(f"title: {'x' * (20_000 - 7)}"), True),
        (head(f"title: {'x' * (20_001 - 7)}"), False),
        (Document(data=b"Rain fell.", name="a.md"), False),
    ],
)
def test_front_matter_is_told_by_fields_above_a_text(document: Document, known: bool) -> None:
    assert front_matter.recognises(document) is known


def test_the_fields_of_front_matter_fill_the_story() -> None:
    fields = (
        "title: A\ndate: 2019-03-12\nmodified: 2019-03-13\nauthor: [Ana, Jo]\nsection: Home\nlang: en\nurl: u\n"
        "source: Daily\nsummary: s\nsubtitle: Flood\ntags: [x]\nempty:"
    )
    reading = front_matter.read(head(fields, "# A\n\nRain fell."))
    (found,) = reading.stories
    assert (found.headline, found.byline, found.section, found.language) == ("A", "Ana, Jo", "Home", "en")
    assert (found.url, found.outlet, found.deck, found.layout) == ("u", "Daily", "Flood", "body")
    assert found.published is not None
    assert found.modified is not None
    assert (found.published.day, found.modified.day) == (12, 13)
    assert found.asides == (Aside("headline", "# A", "the headline again"),)
    assert found.text.strip() == "Rain fell."
    assert found.extra == (("summary", "s"), ("tags", '["x"]'))
    assert reading.notes[0].startswith(
        "fields of the head: headline from title, outlet from source, published from date"
    )
    assert len(reading.notes) == 1


def test_front_matter_without_a_headline_leaves_it_to_the_text() -> None:
    reading = front_matter.read(head("tags: x\ndate: soon", "# Rain\n\nRain fell."))
    (found,) = reading.stories
    assert (found.layout, found.headline, found.published) == ("story", None, None)
    assert found.text.startswith("# Rain")
    assert ("date", "soon") in found.extra
    assert any("could not be read" in note for note in reading.notes)
    other = front_matter.read(head("title: Sun", "# Rain\n\nRain fell.")).stories[0]
    assert (other.asides, other.text) == ((), "# Rain\n\nRain fell.")
    assert front_matter.read(head("tags: x")).notes == ()
    assert front_matter.read(Document(data=TEXT.encode(), name="a.md")).stories[0].text == TEXT


def test_archives_inside_archives_are_opened_once(tmp_path: Path) -> None:
    import gzip
    import io
    import zipfile

    def zipped(name: str, data: bytes) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(name, data)
        return held.getvalue()

    one = zipped("a.txt", TEXT.encode())
    two = zipped("b.zip", one)
    assert [article.id for article in read(one)[0].articles] == ["a/a"]
    assert [article.id for article in read(two)[0].articles] == ["a/b/a"]
    assert [one.reason for one in read(zipped("c.zip", two))[0].rejections] == [
        "an archive inside an archive inside an archive is not opened; unpack it first"
    ]
    packed = TEXT.encode()
    for _ in range(3):
        packed = gzip.compress(packed, mtime=0)
    assert [article.text for article in read(packed)[0].articles] == [TEXT]
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    assert [one.reason for one in read(held.getvalue())[0].rejections] == ["the archive holds no file"]


@pytest.mark.parametrize("source", [None, b"x", 5, {"text": "a"}, [{"text": "a"}], "", " ", "https://a.example/1",
                                    "s3://a/b", "mysql+x://a/b", "www.a.example"])  # fmt: skip
def test_what_is_no_source_says_what_to_do(source: Any) -> None:
    with pytest.raises(LoadError, match=r"load\(\) was given|load\(\) reads files|no network is opened"):
        tk.load(source)


def test_columns_of_a_list_of_files_and_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    assert [article.id for article in tk.load(str(tmp_path / "*.txt"))] == ["a", "b"]
    assert [article.id for article in tk.load([tmp_path / "c.md", str(tmp_path / "a.txt")])] == ["c", "a"]
    corpus = tk.load([tmp_path / "c.md", tmp_path / "none.txt", 5])  # type: ignore[list-item]
    assert [article.id for article in corpus] == ["c"]
    assert [one.reason.partition(";")[0] for one in corpus.rejections] == [
        "there is no such file or folder",
        "a list for load() holds paths only",
    ]
    with pytest.raises(LoadError, match="no file matches this pattern"):
        tk.load(str(tmp_path / "*.xyz"))
    with pytest.raises(LoadError, match="there is no such file or folder"):
        tk.load(tmp_path / "none.txt")
    with pytest.raises(LoadError, match=r"the list: nothing could be read: there are no files in it"):
        tk.load([])


@pytest.mark.parametrize(("lines", "kept"), [(5, 1), (6, 0)])
def test_an_article_may_have_twice_as_many_lines_as_the_limit(
    lines: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.loading.outcomes.MOST_LINES", 2)
    assert len(told(story("\n".join(["Rain fell all day."] * lines))).articles) == kept


@pytest.mark.parametrize(
    ("error", "said"), [(PermissionError(13, "Permission denied"), "Permission denied"), (OSError("odd"), "odd")]
)
@pytest.mark.parametrize("step", ["read_bytes", "stat"])
def test_a_file_that_cannot_be_opened_is_told_with_the_reason_of_the_system(
    step: str, error: OSError, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def fails(*given: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(Path, "is_file", lambda self: True)
    monkeypatch.setattr(Path, step, fails)
    (found,) = read_item(Item(path, "a"), Settings())
    assert found.rejections[0].reason == f"the file cannot be opened: {said}."
