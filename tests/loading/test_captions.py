"""Captions: which of their lines are said, who says them, and where a paragraph begins."""

from __future__ import annotations

import pytest

from toolkit.errors import LoadError
from toolkit.loading.captions import read, recognises
from toolkit.loading.records import Document


def doc(text: str) -> Document:
    return Document(data=text.encode(), name="a.vtt")


def cue(start: float, end: float, *lines: str) -> str:
    def clock(seconds: float) -> str:
        return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"

    return "\n".join((f"{clock(start)} --> {clock(end)}", *lines)) + "\n\n"


def said(*cues: str) -> list[str]:
    (story,) = read(doc("WEBVTT\n\n" + "".join(cues))).stories
    return story.text.split("\n\n")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("WEBVTT\n", True),
        ("\ufeffWEBVTT - Title\n", True),
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n", True),
        ("00:01.000 --> 00:02.000\nA\n", True),
        ("0:00:01.000,0:00:02.000\nA\n", True),
        ("WEBVTTX\n", False),
        ("A\n00:00:01,000 --> 00:00:02,000\n", False),
        ("1\n00:00:01 to 00:00:02\n", False),
    ],
)
def test_captions_are_told_by_their_beginning(text: str, known: bool) -> None:
    assert recognises(doc(text)) is known


@pytest.mark.parametrize(
    ("cues", "paragraphs"),
    [
        ([cue(1, 2, "Rain fell"), cue(2, 3, "all day.")], ["Rain fell all day."]),
        ([cue(1, 2, "Rain <i>fell</i> &amp;"), cue(2, 3, "{\\an8}wind <00:01.000>blew.")], ["Rain fell & wind blew."]),
        ([cue(1, 2, "Rain fell."), cue(6, 7, "It stopped.")], ["Rain fell. It stopped."]),
        ([cue(1, 2, "Rain fell."), cue(6.1, 7, "It stopped.")], ["Rain fell.", "It stopped."]),
        ([cue(1, 2, "Rain fell"), cue(6.1, 7, "all day.")], ["Rain fell all day."]),
        ([cue(1, 9, "Rain fell."), cue(2, 3, "Sun."), cue(13, 14, "It stopped.")], ["Rain fell. Sun. It stopped."]),
        ([cue(1, 2, "x" * 499 + "."), cue(2, 3, "More.")], ["x" * 499 + ". More."]),
        ([cue(1, 2, "x" * 500 + "."), cue(2, 3, "More.")], ["x" * 500 + ".", "More."]),
        ([cue(1, 2, "Rain fell."), cue(2, 3, ">> Who says?"), cue(3, 4, "- I do.")],
         ["Rain fell.", "Who says?", "I do."]),
        ([cue(1, 2, "ANA: Rain fell."), cue(2, 3, "ANA: It stopped."), cue(3, 4, "JO: No.")],
         ["ANA: Rain fell. It stopped.", "JO: No."]),
        ([cue(1, 2, ">> Ana Ruiz: Rain fell."), cue(2, 3, ">> No."), cue(3, 4, "Ana Ruiz: Yes.")],
         ["Ana Ruiz: Rain fell.", "No.", "Ana Ruiz: Yes."]),
        ([cue(1, 2, "<v.loud Ana  Ruiz>Rain: fell.</v>"), cue(2, 3, "<v Ana Ruiz>It stopped.")],
         ["Ana Ruiz: Rain: fell. It stopped."]),
        ([cue(1, 2, "[music]", "Rain fell."), cue(2, 3, "(laughs) ♪"), cue(3, 4, "- [door]")], ["Rain fell."]),
        ([cue(1, 2, "Rain fell."), cue(2, 3, "Rain fell.", "It stopped.")], ["Rain fell. It stopped."]),
        ([cue(1, 2, "Yes."), cue(2.9, 3, "Yes.")], ["Yes."]),
        ([cue(1, 2, "Yes."), cue(3, 4, "Yes.")], ["Yes. Yes."]),
        ([cue(1, 2, "Rain fell."), cue(2, 2.5, " "), cue(2.5, 3, "Rain fell.")], ["Rain fell."]),
        ([cue(1, 2, "Rain fell all"), cue(2, 3, "Rain fell all day.")], ["Rain fell all day."]),
        ([cue(1, 2, "Rain fell on"), cue(2, 3, "Rain fell only here.")], ["Rain fell on Rain fell only here."]),
        ([cue(1, 2, "Rain fell a"), cue(2, 3, "Rain fell a lot.")], ["Rain fell a Rain fell a lot."]),
        ([cue(1, 2, "Rain fell aa"), cue(2, 3, "Rain fell aa lot.")], ["Rain fell aa lot."]),
        ([cue(1, 2, "And now: rain fell on us"), cue(2, 3, "rain fell on us and wind.")],
         ["And now: rain fell on us and wind."]),
        (["NOTE no words\nhere\n\n", cue(1, 2, "Rain fell."), "STYLE\n::cue {}\n\n"], ["Rain fell."]),
        (["1\n" + cue(1, 2, "Rain fell.").strip() + "\n2\n" + cue(2, 3, "It stopped.")], ["Rain fell. It stopped."]),
        (["a\nb\n" + cue(1, 2, "Rain fell.")], ["Rain fell."]),
    ],
)  # fmt: skip
def test_what_is_said_is_read_once_and_a_turn_is_a_paragraph(cues: list[str], paragraphs: list[str]) -> None:
    assert said(*cues) == paragraphs


def test_a_block_with_its_times_too_far_down_is_a_note() -> None:
    assert said("a\nb\nc\n" + cue(1, 2, "Rain fell."), cue(2, 3, "It stopped.")) == ["It stopped."]


def test_the_language_that_is_stated_and_the_number_of_captions_are_kept() -> None:
    reading = read(doc("WEBVTT\r\nKind: captions\r\nLanguage: de-AT\r\n\r\n" + cue(1, 2, "Regen.") + cue(2, 3, "Ja.")))
    assert reading.stories[0].language == "de-AT"
    assert reading.notes == ("2 captions, read without their times",)
    assert read(doc("WEBVTT\n\n" + cue(1, 2, "Rain."))).stories[0].language is None


def test_times_of_hours_are_counted() -> None:
    late = "WEBVTT\n\n01:00:00.000 --> 01:00:01,000\nRain fell.\n\n01:00:01.500 --> 01:00:02.000\nIt stopped.\n\n"
    later = "02:00:00.000 --> 02:00:01.000\nSun shone.\n"
    assert read(doc(late + later)).stories[0].text == "Rain fell. It stopped.\n\nSun shone."


def test_captions_without_words_are_refused() -> None:
    with pytest.raises(LoadError, match="these captions hold no words"):
        read(doc("WEBVTT\n\n" + cue(1, 2, "[music]")))
