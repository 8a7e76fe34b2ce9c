"""What is known of each file of a folder of real exports: counts and fields that its makers state.

Gold is a folder with a table `MANIFEST.tsv` (columns file and expected) beside folders of files, one a format. The
cell `expected` has words of a few shapes ("50 articles", "first title '...'", "not full text", "true encoding = ...",
"0 bytes"). Gold stands beside some files besides: `NAME.gold.json` (`articles`, `fields`), the text of an RTF document
in the `.txt` of its name, titles and dates of pages in the `.json` of theirs or of their publisher, the assertion in
the first comment of a feed. Files that are gold, and no export, are inputs.

What a file holds is also told here, by other means than those of the readers: an archive of a crawl has as many
articles as it has pages answered with 200, and a news item without a body has none.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from toolkit.errors import LoadError

_COUNT = re.compile(r"\b(\d+) (?:articles?|records|stor(?:y|ies)|documents)\b(?!,? \d+ of them)")
_TITLE = re.compile(r"(?:first title|heading) (['\"])(?P<title>.*?)\1(?=[;,\s]|$)")
_AUTHOR = re.compile(r"author '(?P<byline>[^']+)', (?P<published>\d{4}-\d\d-\d\d)")
_REFUSAL = re.compile(r"\b0 bytes\b|no articles: must", re.I)
_HOSTILE = re.compile(r"never expands entities", re.I)  # a sentence, or a text in which nothing is expanded
_ENCODING = re.compile(r"true encoding = directory name: (\S+)")
_SENTENCE = re.compile(r"^[A-Z][\w,' ]{8,120}\.?$")
_EXPECT = re.compile(rb"Expect:\s*(.*?)\s*(?:-->|\r?\n)", re.S)
_ENTRY = re.compile(r"^entries\[0\]\['(title|summary|description|content|link|updated_parsed|published_parsed)'\]")
_ANSWERED = re.compile(rb"(?:^|\n)HTTP/1\.[01] 200[^\n]*\n((?:[^\r\n]+\r?\n)*?)\r?\n(.{0,12})", re.S)
_LONGEST_TITLE = 5  # words: a document of fewer than six without the end of a sentence is a title


@dataclass(slots=True)
class Expectation:
    """What is known of one file.

    `count` are its articles, those that are set aside with a reason included. `refused`: a sentence is right and an
    article is not; `hostile`: either is right. `why` says how that is known. In `fields`, one dictionary an article,
    a tuple of values means any of them. `is_input`: the file is gold, or a list of addresses, and no export.
    """

    file: str
    path: Path
    count: int | None = None
    refused: bool = False
    hostile: bool = False
    why: str = ""
    encoding: str | None = None
    cut: bool = False
    is_input: bool = False
    fields: list[dict[str, Any]] = field(default_factory=list)


def expectations(folder: Path) -> Iterator[Expectation]:
    """What the manifest of a folder, and gold beside its files, say of each file that is there.

    Raises LoadError without a manifest.
    """
    manifest = folder / "MANIFEST.tsv"
    if not manifest.is_file():
        raise LoadError(f"{folder}: there is no MANIFEST.tsv with the columns file and expected.")
    with manifest.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            path = folder / row["file"]
            if path.is_file():
                expected = _of_words(row["file"], path, row["expected"] or "")
                for add in (_gold_beside, _BY_FORMAT.get(path.parent.name)):
                    if add is not None:
                        add(expected)
                yield expected


def _of_words(file: str, path: Path, words: str) -> Expectation:
    count = _COUNT.search(words)
    encoding = _ENCODING.search(words)
    fields: dict[str, Any] = {}
    if title := _TITLE.search(words):
        fields["headline"] = title["title"]
    if author := _AUTHOR.search(words):
        fields |= author.groupdict()
    if _SENTENCE.match(words) and path.parent.name == "office_tabular" and path.suffix not in (".csv", ".zip"):
        fields["text starts"] = words.rstrip(".")
    if "is AP copy" in words:
        fields["agency"] = ("AP", "Associated Press", "The Associated Press")
    return Expectation(
        file,
        path,
        count=int(count[1]) if count else None,
        refused=bool(_REFUSAL.search(words)) and not count and not encoding,
        hostile=bool(_HOSTILE.search(words)),
        encoding=encoding[1] if encoding else None,
        cut="not full text" in words,
        is_input=words.startswith("gold"),
        fields=[fields] if fields else [],
    )


def _gold_beside(expected: Expectation) -> None:
    beside = expected.path.with_name(expected.path.name + ".gold.json")
    if beside.is_file():
        gold = json.loads(beside.read_text(encoding="utf-8"))
        expected.count = gold.get("articles", expected.count)
        expected.fields += gold.get("fields", [])


def _rtf(expected: Expectation) -> None:
    gold = expected.path.with_suffix(".txt")
    expected.is_input = expected.path == gold
    if not expected.is_input and gold.is_file():
        text = gold.read_text(encoding="utf-8")
        if len(text.split()) <= _LONGEST_TITLE and len(text.split("\n\n")) == 1 and text.count("\n") < 2:
            expected.refused, expected.why = True, "a document of a title or a table alone"
        else:
            expected.fields.append({"original": text})


def _pages_of_publishers(expected: Expectation) -> None:
    """Gold is given by publisher and version of its pages, so that a page has the title of one of them."""
    name = expected.path.name
    expected.is_input = not name.endswith(".html.gz")
    if expected.is_input:
        return
    gold = expected.path.with_name(re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", ".json", name))
    if gold.is_file():
        read = json.loads(gold.read_text(encoding="utf-8"))
        versions = [one for one in read.values() if isinstance(one, dict) and one.get("title")] or [read]
        titles = tuple(one["title"] for one in versions if one.get("title"))
        days = tuple(str(one["publishing_date"])[:10] for one in versions if one.get("publishing_date"))
        expected.fields.append({name: held for name, held in (("headline", titles), ("day", days)) if held})


def _pages_with_gold(expected: Expectation) -> None:
    expected.is_input = expected.path.suffix != ".html"
    gold = expected.path.with_suffix(".json")
    if not expected.is_input and gold.is_file():
        read = json.loads(gold.read_text(encoding="utf-8"))
        day = str(read.get("publish_date") or "")[:10]
        fields = {"headline": read.get("title"), "day": day}
        expected.fields.append({name: value for name, value in fields.items() if value})


def _feeds(expected: Expectation) -> None:
    """The assertion of a feed's first comment, where it concerns what an article holds.

    All other feeds of this kind have an item without title and text, or none: an article or a sentence is right.
    """
    found = _EXPECT.search(expected.path.read_bytes())
    fields = _asserted(found[1].decode("utf-8", "replace")) if found else {}
    if fields.keys() & {"headline", "text words"}:
        expected.fields.append(fields)
    else:
        expected.hostile, expected.why = True, "what is asserted is no field of an article"
        expected.fields += [fields] if fields else []


def _asserted(expression: str) -> dict[str, Any]:
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError:
        return {}
    fields: dict[str, Any] = {}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq)):
            continue
        named = _ENTRY.match(ast.unparse(node.left))
        try:
            value = ast.literal_eval(node.comparators[0])
        except ValueError:
            continue
        if not named or not ast.unparse(node.left).endswith((f"['{named[1]}']", "[0]['value']")):
            continue
        if isinstance(value, str) and value:
            key = {"title": "headline", "link": "url"}.get(named[1], "text words")
            plain = " ".join(value.split())  # a value may be HTML, or a text that speaks of it
            words = _words_of_html(value)
            if words:
                fields[key] = value if key == "url" else (words, plain)
        elif isinstance(value, tuple):
            fields["moment"] = datetime(*value[:6]).replace(tzinfo=UTC).isoformat()
    return {key: value for key, value in fields.items() if value}


def _words_of_html(value: str) -> str:
    import lxml.html

    if not re.search(r"<\w|&#?\w+;", value):
        return " ".join(value.split())
    root = lxml.html.fromstring(f"<div>{value}</div>")
    return " ".join(" ".join(root.itertext()).split())


def _crawls(expected: Expectation) -> None:
    """How many pages were answered with 200, counted in the bytes."""
    data = expected.path.read_bytes()
    if data.startswith(b"\x1f\x8b"):
        data = _unzipped(data)
    elif data.startswith(b"\x04\x22\x4d\x18"):
        from fastwarc.stream_io import Lz4Reader

        stream = Lz4Reader(io.BytesIO(data))
        data = b"".join(iter(lambda: stream.read(1 << 20), b""))
    pages = sum(b"text/html" in head[1].lower() and b"WARC/" not in head[2] for head in _ANSWERED.finditer(data))
    expected.count = pages or None
    expected.why = "no page answered with 200 is in it"
    expected.refused = not pages


def _unzipped(data: bytes) -> bytes:
    import zlib

    found = []
    while data.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            found.append(unpacker.decompress(data))
        except zlib.error:
            break
        data = unpacker.unused_data
    return b"".join(found)


def _saved_pages(expected: Expectation) -> None:
    """The subject of a saved page is its title; a page whose text is links is a list, and no article."""
    message = message_from_bytes(expected.path.read_bytes(), policy=default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        return
    import lxml.html

    root = lxml.html.fromstring(page.get_content())
    if not any(len(one.text_content().split()) > 12 for one in root.iter("p") if one.find(".//a") is None):
        expected.refused, expected.why = True, "a front or list page: it has no paragraph of more than twelve words"
    else:
        title = root.find(".//h1")
        expected.fields.append({"headline": title.text_content().strip()} if title is not None else {})


def _ninjs(expected: Expectation) -> None:
    read = json.loads(expected.path.read_text(encoding="utf-8"))
    if not _has_a_body(read):
        expected.refused, expected.why = True, "the item has no body"
    elif isinstance(read.get("headline"), str):
        expected.fields.append({"headline": _words_of_html(read["headline"])})


def _has_a_body(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_has_a_body, value))
    if not isinstance(value, dict):
        return False
    return any((held and key.startswith(("body", "bodies"))) or _has_a_body(held) for key, held in value.items())


def _newsml_g2(expected: Expectation) -> None:
    text = expected.path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    if not re.search(r"<(?:\w+:)?(inlineXML|inlineData)\b[^>]*>(?!\s*</)", text):
        expected.refused, expected.why = True, "no item holds a text"
    else:
        _headline(expected, text, "headline")


def _marked_headline(expected: Expectation) -> None:
    _headline(expected, expected.path.read_text(encoding="utf-8", errors="replace"), "hl1|HeadLine")


def _headline(expected: Expectation, text: str, names: str) -> None:
    found = [
        words
        for value in re.findall(rf"<(?:\w+:)?(?:{names})\b[^>]*>(.*?)</", text, re.S)
        if (words := _words_of_html(value))
    ]
    if found:
        expected.fields.append({"headline": tuple(found)})


def _references(expected: Expectation) -> None:
    """Records that have a title or a text, by their tags."""
    text = expected.path.read_text(encoding="utf-8-sig", errors="replace")
    records = re.split(r"^\s*TY  - .*$", text, flags=re.M)[1:]
    expected.count = sum(bool(re.search(r"^(?:T[I123]|CT|BT|AB|N2)  - \S", record, re.M)) for record in records)
    if not expected.count:
        expected.count, expected.refused, expected.why = None, True, "no record has a title or a text"


def _inputs(expected: Expectation) -> None:
    expected.is_input = True


def _pdf_text(expected: Expectation) -> None:
    gold = expected.path.with_suffix(".txt")
    if expected.path.suffix == ".pdf" and gold.is_file():
        expected.fields.append({"words start": " ".join(gold.read_text(encoding="utf-8").split()[:200])})


_BY_FORMAT = {
    "feeds": _feeds,
    "html_fundus": _pages_of_publishers,
    "html_newspaper4k": _pages_with_gold,
    "mhtml": _saved_pages,
    "newsml12": _marked_headline,
    "newsmlg2": _newsml_g2,
    "ninjs": _ninjs,
    "nitf": _marked_headline,
    "office_tabular": _pdf_text,
    "ris": _references,
    "rtf": _rtf,
    "warc": _crawls,
    "zotero_testcases": _inputs,
    "mojibake": _inputs,
}
