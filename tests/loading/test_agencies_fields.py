"""What the formats of agencies share: times, datelines, bylines, ends of stories, and paragraphs out of mark-up."""

from __future__ import annotations

from datetime import datetime

import pytest
from lxml import etree

from toolkit.loading.agencies import fields, prose

MARCH = datetime(2024, 3, 4, 10, 15)
RFC = "Mon, 04 Mar 2024 10:15:00 +0000 "


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2024-03-04T10:15:00Z", (MARCH, "Z")),
        ("2024-03-04 10:15 CET", (MARCH, "CET")),
        ("  Mon, 4 Mar 2024\n 10:15:00 GMT ", (MARCH, "GMT")),
        ("March 2024", (datetime(2024, 3, 1), None)),
        ("2024", (datetime(2024, 1, 1), None)),
        ("-99", (None, None)),
        (RFC + "(" + "x" * (80 - len(RFC) - 2) + ")", (MARCH, None)),
        (RFC + "(" + "x" * (81 - len(RFC) - 2) + ")", (None, None)),
        ("1600-01-01", (datetime(1600, 1, 1), None)),
        ("1599-12-31", (None, None)),
        ("4 March", (None, None)),
        ("2024-13-45", (None, None)),
        ("no date at all", (None, None)),
        (None, (None, None)),
    ],
)
def test_a_time_is_read_where_it_is_a_full_date(printed: str | None, read: tuple[datetime | None, str | None]) -> None:
    assert fields.moment(printed) == read


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Leeds Daily", "Reuters", "AFP"), "Reuters"),
        ((None, " Deutsche Presse-Agentur GmbH "), "dpa"),
        (("ana-mpa",), "ANA"),
        (("Leeds Daily",), None),
        ((), None),
    ],
)
def test_the_first_agency_among_names_is_told(names: tuple[str | None, ...], found: str | None) -> None:
    assert fields.agency(*names) == found


@pytest.mark.parametrize(
    ("dateline", "read"),
    [
        ("Leeds, March 4, 2024 (AFP) -", ("Leeds", "AFP")),
        ("Leeds, Monday", ("Leeds", None)),
        ("Leeds (wire desk) -", ("Leeds", "wire desk")),
        ("(AFP)", (None, "AFP")),
        ("Leeds (Agence France-Presse)", ("Leeds", "AFP")),
        ("Area 51", ("Area 51", None)),
        ("A1 Camp", ("A1 Camp", None)),
        ("\u00c5", ("\u00c5", None)),
        ("4 March", (None, None)),
        (None, (None, None)),
    ],
)
def test_a_dateline_is_a_place_and_the_agency_in_brackets(
    dateline: str | None, read: tuple[str | None, str | None]
) -> None:
    assert fields.place(dateline) == read


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Von Jan von Maas =<", "Jan von Maas"),
        ("by Ana by Night", "Ana by Night"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("dpa jw ab", None),
        ("jw/ab", None),
        (" ", None),
        (None, None),
    ],
)
def test_a_byline_loses_its_opening_word_and_initials_are_none(printed: str | None, name: str | None) -> None:
    assert fields.byline_name(printed) == name


@pytest.mark.parametrize(
    ("blocks", "text", "dateline", "asides"),
    [
        (["Rain fell.", "", "It stopped."], "Rain fell.\n\nIt stopped.", None, []),
        (["ends"], "ends", None, []),
        (["Rain fell.", "ends"], "Rain fell.", None, ["ends"]),
        (["ends", "Rain fell."], "ends\n\nRain fell.", None, []),
        (["Rain.", "###", "dpa aa bb", "-30-", "jw/ab"], "Rain.", None, ["###", "dpa aa bb", "-30-", "jw/ab"]),
        (["Rain.", "dpa aa bb", "dpa cc dd", "dpa ee ff"], "Rain.", None, ["dpa aa bb", "dpa cc dd", "dpa ee ff"]),
        (["Rain.", "ends", "###", "-30-"], "Rain.", None, ["ends", "###", "-30-"]),
        (["Leeds (EFE) - Rain.", "###", "ends"], "Rain.", "Leeds", ["Leeds (EFE) -", "###", "ends"]),
        (["Leeds (nobody) - Rain."], "Leeds (nobody) - Rain.", None, []),
        ([], "", None, []),
    ],
)
def test_a_body_leaves_its_dateline_and_the_marks_of_its_end_as_asides_in_their_order(
    blocks: list[str], text: str, dateline: str | None, asides: list[str]
) -> None:
    found = fields.body_of(blocks)
    assert (found.text, found.dateline, [aside.text for aside in found.asides]) == (text, dateline, asides)
    assert (found.agency is None) == (dateline is None)


def test_marks_of_the_end_signatures_and_datelines_are_told_apart() -> None:
    found = fields.body_of(["Leeds, Jan 2 (EFE).- Rain fell.", "dpa aa bb", "ends"])
    assert [(aside.kind, aside.rule) for aside in found.asides] == [
        ("dateline", "dateline of an agency"),
        ("furniture", "signature of the desk"),
        ("furniture", "mark of the end"),
    ]


def test_extra_fields_are_those_with_a_value_and_lists_are_one_string_without_repeats() -> None:
    found = fields.extras(a=None, b="", c=0, d=["x", None, "y", "x"], e=("z",), f=[], g="text")
    assert found == (("c", 0), ("d", "x; y"), ("e", "z"), ("g", "text"))


@pytest.mark.parametrize(("printed", "count"), [(" 37 ", 37), (37, 37), ("1234567", 1234567), ("12345678", None),
                                                ("37 words", None), ("", None), (None, None)])  # fmt: skip
def test_a_count_of_words_is_a_number_of_up_to_seven_digits(printed: object, count: int | None) -> None:
    assert fields.whole(printed) == count


def test_initials_of_the_desk_are_a_signature_and_a_name_is_none() -> None:
    assert fields.is_signature(" dpa wsz jln npr ")
    assert not fields.is_signature("Ana Ruiz")


def xml(inside: str) -> etree._Element:
    root = '<!DOCTYPE div SYSTEM "elsewhere.dtd">' + f"<div>{inside}</div>"
    return etree.fromstring(root, etree.XMLParser(resolve_entities=False, load_dtd=False))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Rain <b>fell</b> today", "Rain fell today"),
        ("Rain<p>fell</p>today", "Rain fell today"),
        ("Rain<br/>fell", "Rain fell"),
        ("caf<i>\u00e9</i>", "caf\u00e9"),
        ("a<!-- no -->b<?page 2?>c", "abc"),
        ("a<!--&eacute;-->b", "ab"),
        ("caf&eacute; closed", "caf\u00e9 closed"),
        ("it\u0092s  \n shut", "it\u2019s shut"),
        (" \n ", None),
    ],
)
def test_all_text_of_an_element_stands_on_one_line(inside: str, text: str | None) -> None:
    assert prose.line(xml(inside)) == text


def test_no_element_has_no_line() -> None:
    assert prose.line(None) is None


def test_elements_are_found_by_their_local_name_below_another() -> None:
    root = etree.fromstring('<a:Div xmlns:a="urn:a"><!-- a --><a:P>one</a:P><div><p>two</p></div></a:Div>')
    assert [prose.local(one) for one in root.iter()] == ["div", "", "p", "div", "p"]
    assert [one.text for one in prose.named(root, "p")] == ["one", "two"]
    assert [prose.line(one) for one in prose.named(root, "div")] == ["two"]
    found = prose.first(root, "p", "div")
    assert found is not None
    assert found.text == "one"
    assert prose.first(root, "table") is None


ROWS = "<tr><td>Leeds</td><td>4</td></tr><tr><td>York</td><td>7</td></tr>"


@pytest.mark.parametrize(
    ("inside", "blocks"),
    [
        ("<p>Rain <b>fell</b>\n today.</p><p>It stopped.</p>", ["Rain fell today.", "It stopped."]),
        ("Before<p>Rain.</p>after<p>Sun.</p>", ["Before", "Rain.", "after", "Sun."]),
        ("<p>Rain.<br/>Sun.</p>", ["Rain.\nSun."]),
        ("<p>Rain<!-- no -->, caf&eacute; <i>shut</i> all \n day.</p>", ["Rain, caf\u00e9 shut all day."]),
        (f"<table>{ROWS}</table>", ["Leeds\t4\nYork\t7"]),
        (f"<p>Rain.</p><table><tr><td/><td/></tr></table><table>{ROWS}</table>", ["Rain.", "Leeds\t4\nYork\t7"]),
        ("<pre>a  b\n  c<b>d</b>  e</pre><p>f  g</p>", ["a  b\nc" + "d  e", "f g"]),
        ("<pre>a<i>b  c</i></pre>", ["ab  c"]),
        ("<p>Rain.</p><script>no()</script><style>p {}</style>", ["Rain."]),
        ("<p>Rain.</p><note>no</note>", ["Rain."]),
        ("<note>no</note> goes on", ["goes on"]),
        ("<p>it\u0092s</p>", ["it\u2019s"]),
        ("<p> </p>", []),
    ],
)
def test_blocks_become_paragraphs_and_rows_stay_lines_with_tabs(inside: str, blocks: list[str]) -> None:
    assert prose.paragraphs(xml(inside), without=frozenset({"note"})) == blocks


def of(length: int, end: str = "") -> str:
    """A line of text with this length."""
    return ("ab cd " * 30)[: length - len(end)].rstrip(" ").ljust(length - len(end), "x") + end


def joined(*lines: str) -> bool:
    return "\n" not in prose.unwrapped("\n".join(lines))


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        ((of(39), "goes on"), False),
        ((of(40), "goes on"), True),
        ((of(100), "goes on"), True),
        ((of(101), "goes on"), False),
        ((of(60, "."), "Goes on"), False),
        ((of(60, ".\u201d"), "Goes on"), False),
        ((of(30) + "\t" + of(30), "goes on"), False),
        # three lines of a typewriter, most of them open: a sentence may end at the margin, and not before it
        ((of(60), of(60, "."), of(60), of(20)), True),
        ((of(60), of(49, "."), of(60), of(20)), True),
        ((of(60), of(48, "."), of(60), of(20)), False),
        ((of(60), of(60, "."), of(20)), False),  # one of two is open, which is no more than half
        ((of(60), of(60), of(60, "."), of(101)), False),  # wider than a typewriter's line
        ((of(60), of(60), of(60, "."), of(100)), False),  # 60 is far from the margin of 100
        ((of(95), of(95), of(95, "."), of(100)), True),
        ((of(95), of(95), of(95, "."), of(101)), False),
        ((of(60, "."), of(50)), False),
    ],
)
def test_lines_broken_at_a_typewriters_margin_are_one_paragraph(lines: tuple[str, ...], one: bool) -> None:
    assert joined(*lines) is one


def test_joined_lines_have_one_space_between_them() -> None:
    assert prose.unwrapped(f"  {of(50)}  \n\n{of(45)}\nend") == f"{of(50)} {of(45)} end"
    assert prose.unwrapped(" \n ") == ""


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Rain.\n \n\nSun.", ["Rain.", "Sun."]),
        ("A & B, 3 < 4", ["A & B, 3 < 4"]),
        ("<p>Rain.</p>Sun.", ["Rain.", "Sun."]),
        ("caf&eacute;", ["caf\u00e9"]),
        ("it\u0092s", ["it\u2019s"]),
        ("<b>a</b>\0b", ["ab"]),
        ("<!-- nothing -->", []),
        (" ", []),
    ],
)
def test_a_string_with_or_without_mark_up_is_read_as_paragraphs(text: str, blocks: list[str]) -> None:
    assert prose.html_paragraphs(text) == blocks
    assert prose.html_line(text) == (" ".join(blocks) or None)


def test_what_is_no_string_has_no_line() -> None:
    assert prose.html_line(5) is None
    assert prose.html_paragraphs("<p>a</p><aside>b</aside>", without=frozenset({"aside"})) == ["a"]
