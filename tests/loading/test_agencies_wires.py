"""Messages of teleprinters: what their controls divide, and what the lines of the desk tell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import toolkit as tk
from tests.reading_wires import extra, read, reader, reasons, story
from toolkit.loading.records import Aside, Document

IPTC = "eca062 4 i 37 ccccb   dpa 061\n\nEngland/weather/\n"
ANPA = "z1234\x1f-----\nr i\x13\x11 BC-EU--Harbour 1stLd-Writethru   03-04 0037\n"


def wire(body: str, header: str = IPTC, footer: str = "041015 GMT Mar 24\n") -> bytes:
    return f"\x01{header}\x02{body}\x03{footer}\x04".encode("latin-1")


def known(data: bytes, name: str) -> Any:
    found = story("teleprinter", data)
    return getattr(found, name) if hasattr(found, name) else extra(found).get(name)


@pytest.mark.parametrize(
    ("data", "name", "value"),
    [
        (wire("Rain\n\nIt fell."), "headline", "Rain"),
        (wire("Rain\n\nIt fell."), "text", "It fell."),
        (wire("Rain\n\nIt fell."), "locator", ""),
        (wire("\n\nRain\nfalls =\nBy now it fell."), "headline", "Rain falls"),
        (wire("\n\nRain\nfalls =\nBy now it fell."), "text", "By now it fell."),
        (wire("1ST LEAD\nCORRECTED: York\nRain\nVon Jan Maas =\nIt fell."), "headline", "Rain"),
        (wire("1ST LEAD\nCORRECTED: York\nRain\nVon Jan Maas =\nIt fell."), "version", "1ST LEAD; CORRECTED: York"),
        (wire("1ST LEAD\nCORRECTED: York\nRain\nVon Jan Maas =\nIt fell."), "notices", ("CORRECTED: York",)),
        (wire("1ST LEAD\nCORRECTED: York\nRain\nVon Jan Maas =\nIt fell."), "byline", "Jan Maas"),
        (wire("By Ana\nBy Jo =\nIt fell."), "byline", "Ana"),
        (wire("By Ana\nBy Jo =\nIt fell."), "headline", None),
        (wire("Rain =\nIt fell."), "byline", None),
        (wire("Rain =\nIt fell."), "version", None),
        (wire("a\nb\nc\nd\ne\n\nIt fell."), "headline", "a b c d e"),
        (wire("a\nb\nc\nd\ne\nf\n\nIt fell."), "headline", None),
        (wire("a\nb\nc\nd\ne\nf\n\nIt fell."), "text", "a\nb\nc\nd\ne\nf\n\nIt fell."),
        (wire("Rain\n   It fell."), "headline", None),
        (wire("   Rain\n\nIt fell."), "headline", "Rain"),
        (wire("Rain\r\n\r\nIt fell.\rIt stopped."), "text", "It fell.\nIt stopped."),
        (wire("Rain\n\nIt\x0e fell."), "text", "It fell."),
        (wire("Rain\n\nThe ``sea'' _ it rose 2{."), "text", "The ``sea'' _ it rose 2{."),
        (wire("Rain\n\nThe ``sea'' _ it rose 2{."), "dateline", None),
        (wire("Rain\n\nYork (EFE) - It fell."), "dateline", "York"),
        (wire("Rain\n\nYork (EFE) - It fell."), "agency", "EFE"),
        (wire("Rain\n\nYork (EFE) - It fell."), "outlet", "dpa"),
        (wire("Rain\n\nYork (EFE) - It fell.", IPTC.replace("dpa", "xyz")), "outlet", "EFE"),
        (wire("Rain\n\nIt fell."), "agency", "dpa"),
        (wire("Rain\n\nIt fell.", "eca062 4 i 37\n"), "agency", None),
        (wire("Rain\n\nIt fell."), "words_promised", 37),
        (wire("Rain\n\nIt fell."), "slug", "England/weather"),
        (wire("Rain\n\nIt fell.", "eca062 4 i 37 dpa\n"), "slug", None),
        (wire("Rain\n\nIt fell."), "urgency", "4"),
        (wire("Rain\n\nIt fell."), "category", "i"),
        (wire("Rain\n\nIt fell.", "other words\nEngland/weather/\n"), "slug", None),
        (wire("Rain\n\nIt fell.", "other words\n"), "urgency", None),
        (wire("Rain\n\nIt fell.", "other words\n"), "category", None),
        (wire("^Rain<\n\tIt fell.", ANPA), "slug", "BC-EU--Harbour"),
        (wire("^Rain<\n\tIt fell.", ANPA), "version", "1stLd-Writethru"),
        (wire("^Rain<\n\tIt fell.", ANPA), "urgency", "r"),
        (wire("^Rain<\n\tIt fell.", ANPA), "category", "i"),
        (wire("^Rain<\n\tIt fell.", ANPA, "AP-WF-03-04-24 1015GMT<\n"), "agency", "AP"),
        (wire("^Rain<\n\tIt fell.", ANPA, "XX-WF-03-04-24 1015GMT<\n"), "agency", None),
        (wire("^Rain<\n\tThe ``sea'' _ it rose 2{ feet.", ANPA), "text",
         "The \u201csea\u201d \u2014 it rose 2\u00bd feet."),
        (wire("Rain\n\nIt fell.", IPTC, "041015 GMT Mar 24"), "published", datetime(2024, 3, 4, 10, 15)),
        (wire("Rain\n\nIt fell.", IPTC, "041015 GMT Mar 24"), "published_zone", "GMT"),
        (wire("Rain\n\nIt fell.", IPTC, "040910 MESZ Okt 69"), "published", datetime(2069, 10, 4, 9, 10)),
        (wire("Rain\n\nIt fell.", IPTC, "040910 MESZ Dez 70"), "published", datetime(1970, 12, 4, 9, 10)),
        (wire("Rain\n\nIt fell.", IPTC, "311015 GMT Feb 24"), "published", None),
        (wire("Rain\n\nIt fell.", IPTC, "041015 GMT Xyz 24"), "published", None),
        (wire("Rain\n\nIt fell.", IPTC, "041015 GMT Xyz 24"), "published_zone", None),
        (wire("Rain\n\nIt fell.", IPTC, "soon"), "published", None),
        (wire("Rain\n\nIt fell.", IPTC, "AP-03-04-24 1015GMT"), "published", datetime(2024, 3, 4, 10, 15)),
    ],
)  # fmt: skip
def test_a_field_of_a_wire_is_read_from_its_line(data: bytes, name: str, value: object) -> None:
    assert known(data, name) == value


@pytest.mark.parametrize(("month", "number"), [
    ("Jan", 1), ("FEB", 2), ("M\u00e4r", 3), ("mrz", 3), ("Mar", 3), ("April", 4), ("Mai", 5), ("June", 6), ("Jul", 7),
    ("Aug", 8), ("Sept", 9), ("Oct", 10), ("Nov", 11), ("Dec", 12),
])  # fmt: skip
def test_months_are_read_in_english_and_german(month: str, number: int) -> None:
    assert known(wire("Rain\n\nIt fell.", IPTC, f"041015 GMT {month} 24"), "published").month == number


LONG = "Schools stay closed and trains stand still until Wednesday noon."  # 64 characters, and a sentence


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        ("^BC-Rain,37<\n^Rain<\n^By ANA RUIZ=\n^AP Writer=\n\tIt fell.", "headline", "Rain"),
        ("^BC-Rain,37<\n^Rain<\n^By ANA RUIZ=\n^AP Writer=\n\tIt fell.", "byline", "ANA RUIZ, AP Writer"),
        ("^BC-Rain,37<\n^Rain<\n^By ANA RUIZ=\n^AP Writer=\n\tIt fell.", "text", "It fell."),
        ("^BC-Rain,37<\n^Rain<\n^By ANA RUIZ=\n^AP Writer=\n\tIt fell.", "words_promised", 37),
        ("^BC-Rain,37<\n^Rain<\n^By ANA RUIZ=\n^AP Writer=\n\tIt fell.", "asides",
         (Aside("furniture", "BC-Rain,37", "line of the desk"),)),
        ("^Rain<\n^By ANA RUIZ=\n^In the harbour=\n\tIt fell.", "byline", "ANA RUIZ"),
        ("^Rain<\n^By ANA RUIZ=\n^In the harbour=\n\tIt fell.", "text", "In the harbour\n\nIt fell."),
        ("^Rain<\n^By ANA RUIZ=\n^AP Writer=\n^One=\n^Two=\n\tIt fell.", "text", "One\n\nTwo\n\nIt fell."),
        ("^Rain<\n^By ANA RUIZ=\n^By JO LEE=\n\tIt fell.", "byline", "ANA RUIZ"),
        ("^Rain<\n^By ANA RUIZ=\n\tIt fell.", "byline", "ANA RUIZ"),
        ("^Rain<\n\tIt fell.", "byline", None),
        ("^Rain<\n\tIt fell.", "words_promised", None),
        ("^Rain<\n\tIt fell.", "asides", ()),
        ("^By ANA RUIZ=\n\tIt fell.", "headline", None),
        ("\n^Rain<\n\n^By ANA RUIZ=\n\tIt fell.", "byline", "ANA RUIZ"),
        ("^Rain<\n^Eds: New.<\n^EDITOR'S NOTE<\n^Editor: see\n\tIt fell.", "notices",
         ("Eds: New.", "EDITOR'S NOTE", "Editor: see")),
        ("^AP Photo X1<\n^Rain<\n^AFP Graphic<\n^Second line<\n\tIt fell.", "headline", "Rain"),
        ("^AP Photo X1<\n^Rain<\n^AFP Graphic<\n^Second line<\n\tIt fell.", "asides",
         (Aside("furniture", "AP Photo X1", "line of the desk"), Aside("furniture", "AFP Graphic", "line of the desk"),
          Aside("deck", "Second line", "line before the body"))),
        ("^BC-Rain<\n^AP Photo X1<\n^Rain<\n\tIt fell.", "asides",
         (Aside("furniture", "BC-Rain", "line of the desk"), Aside("furniture", "AP Photo X1", "line of the desk"))),
        ("^Rain<\n^BC-Rain,37<\n\tIt fell.", "words_promised", None),
        (f"^Rain<\n^{LONG[3:]}<\n\tIt fell.", "summary", LONG[3:]),
        (f"^Rain<\n^{LONG[3:]}<\n\tIt fell.", "asides", ()),
        (f"^Rain<\n^{LONG[4:]}<\n\tIt fell.", "summary", None),
        (f"^Rain<\n^{LONG[:-1]}<\n\tIt fell.", "summary", None),
        (f"^{LONG}<\n^Rain<\n\tIt fell.", "summary", None),
        (f"^Rain<\n^Second<\n^{LONG}<\n\tIt fell.", "summary", LONG),
        ("^Rain<\n\tIt fell.\n^A heading<\n\tIt stopped.", "text", "It fell.\nA heading\n\nIt stopped."),
        ("^Rain<\n^By ANA RUIZ=", "text", None),
    ],
)  # fmt: skip
def test_lines_with_carets_before_the_body_are_those_of_the_desk(lines: str, name: str, value: object) -> None:
    if value is None and name == "text":
        assert reasons("teleprinter", wire(lines, ANPA)) == [("", "the message holds no text between its controls")]
    else:
        assert known(wire(lines, ANPA), name) == value


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One.\nTwo.\n\nThree.", "One.\nTwo.\n\nThree."),
        ("One.\n\tTwo.\n  Three.", "One.\n\nTwo.\n\nThree."),
        ("One.\n- Two.\n* Three.\n# Four", "One.\n\n- Two.\n\n* Three.\n\n# Four"),
        ("a;b;c;d\ne;f;g;h\nNot a row", "a\tb\tc\td\ne\tf\tg\th\n\nNot a row"),
        ("One.\na;b;c;d", "One.\n\na\tb\tc\td"),
        ("One; two; three.", "One; two; three."),
        ("a;b;c;d\n\ne;f;g;h", "a\tb\tc\td\n\ne\tf\tg\th"),
        ("One<\n<\nTwo<", "One\n\nTwo"),
    ],
)
def test_paragraphs_begin_after_an_empty_line_or_with_an_indent_and_rows_stay_lines(body: str, text: str) -> None:
    assert known(wire(f"Rain =\n{body}"), "text") == text


def test_rows_that_anpa_marks_stay_lines() -> None:
    assert known(wire("^Rain<\n\tIt fell.\n\x08^Leeds 4<\n\x08York 7<\n\tIt stopped.", ANPA), "text") == (
        "It fell.\n\nLeeds 4\nYork 7\n\nIt stopped."
    )
    wide = "Leeds 4 and a long remark about the harbour there"
    assert known(wire(f"^Rain<\n\x08{wide}<\n\x08York 7<", ANPA), "text") == f"{wide}\nYork 7"


NOTEBOOK = "# Notebook\n\n## Note to editors\n- One\n\n- Two\n\ndpa ab cd\n\n## Contacts\nCall us\n\n* * *"


def test_the_notebook_of_the_desk_is_kept_apart_and_its_notes_are_notices() -> None:
    data = wire(f"Rain =\nIt fell.\n\n{NOTEBOOK}")
    assert known(data, "text") == "It fell."
    assert known(data, "notices") == ("One", "Two")
    asides = known(data, "asides")
    assert {aside.rule for aside in asides} == {"notebook of the desk"}
    assert [aside.text for aside in asides] == [
        "# Notebook", "## Note to editors", "- One", "- Two", "dpa ab cd", "## Contacts\nCall us",
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["## Redaktionelle Hinweise", "* Note to editors", "## NOTE TO EDITORS"])
def test_notes_stand_under_their_heading_in_english_and_german(heading: str) -> None:
    assert known(wire(f"Rain =\nIt fell.\n\n# dpa-Notizblock\n# Notizblock\n{heading}\n- One"), "notices") == ("One",)
    assert known(wire("Rain =\nIt fell.\n\n# Notizblock\n## Orte\n- One"), "notices") == ()


def test_notices_and_asides_of_the_heading_come_before_those_of_the_body_and_the_notebook() -> None:
    data = wire(f"^BC-Rain<\n^Rain<\n^Eds: New.<\n\tYork (EFE) - It fell.\n\nends\n\n{NOTEBOOK}", ANPA)
    assert known(data, "notices") == ("Eds: New.", "One", "Two")
    assert [aside.text for aside in known(data, "asides")][:4] == ["BC-Rain", "York (EFE) -", "ends", "# Notebook"]


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"\x16\n\0\x01head\x02text", True),
        (b"\x01\x02text", False),
        (b"head\x02text", False),
        (b"text \x01head\x02text", False),
        (b"\x01" + b"h" * 500 + b"\x02", True),
        (b"\x01" + b"h" * 501 + b"\x02", False),
        (b" " * 1994 + b"\x01head\x02", True),
        (b" " * 1995 + b"\x01head\x02", False),
    ],
)
def test_a_wire_is_told_by_the_controls_at_its_start(data: bytes, known: bool) -> None:
    assert reader("teleprinter").recognises(Document(data=data, name="a.txt")) is known


def test_messages_are_counted_and_one_that_is_cut_or_empty_says_so() -> None:
    cut = wire("Rain =\nIt fell.").partition(b"\x03")[0]
    assert read("teleprinter", cut).notes == ("the message has no end of text; it may be cut short",)
    reading = read("teleprinter", wire("Rain =\nIt fell.") + wire(" \n") + cut)
    assert [one.locator for one in reading.stories] == ["message 1", "message 3"]
    assert [one.locator for one in reading.rejections] == ["message 2"]
    two = read("teleprinter", wire("Rain =\nIt fell.") * 2).stories
    assert [one.locator for one in two] == ["message 1", "message 2"]
    assert reading.notes == ("message 3 has no end of text; it may be cut short",)
    assert read("teleprinter", wire("Rain =\nIt fell.")).notes == ()


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("Caf\u00e9", "utf-8", None),
        ("Caf\u00e9 \u2013", "cp1252", None),
        ("Caf\u00e9 \x81", "latin-1", None),
        ("\u0416", "koi8-r", "koi8-r"),
    ],
)
def test_a_wire_is_read_in_the_encoding_that_was_said_or_that_fits(text: str, encoding: str, said: str | None) -> None:
    data = f"\x01{IPTC}\x02Rain =\n{text}.\x03".encode(encoding)
    reading = reader("teleprinter").read(Document(data=data, name="a.txt", encoding=said))
    assert reading.encoding == encoding
    assert reading.stories[0].text == f"{text}."


def test_a_file_without_a_message_is_refused() -> None:
    with pytest.raises(tk.LoadError, match="there is no start of text in this teleprinter file"):
        reader("teleprinter").read(Document(data=b"text", name="a.txt"))
