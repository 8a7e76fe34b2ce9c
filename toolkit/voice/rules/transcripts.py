"""Interviews and transcripts: runs of paragraphs that each begin with a label, "Q:", "Guardian:", "RUIZ:"."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import confidence
from toolkit.voice.rules.labels import NO_SPEAKER
from toolkit.voice.voice_records import Attribution, Span

RULE = "speech: label"
_LABEL = re.compile(
    r"(?:(?P<letter>[QA])(?=\s*[:.]\s)|"
    r"(?P<name>[A-ZÀ-Þ][\w.’'&-]*"
    r"(?:,? (?:\([A-Z][\w. -]{0,20}\)|of|the|for|and|de|van|von|al|bin|[A-ZÀ-Þ][\w.’'&-]*)){0,9}"
    r"(?: \([^()\n]{1,30}\))?)(?=\s*:\s))\s*[:.]\s+"
)
_BOLD = re.compile(r"\*\*(?P<text>[^*\n]+\?)\*\*$")
_INNER = re.compile(r"(?<=[.!?…”\"] )(?=[A-ZÀ-Þ])")
_LONGEST_LABEL = 60


class Turn(NamedTuple):
    """What one speaker says in a paragraph: the label, and the words behind it."""

    label: Span
    content: Span


def turns(units: list[Unit]) -> dict[int, list[Turn]]:
    """The turns of each paragraph that belongs to a transcript, by the number of its paragraph."""
    first: dict[int, list[Unit]] = {}
    for unit in units:
        first.setdefault(unit.paragraph, []).append(unit)
    found: dict[int, list[Turn]] = {}
    run: list[tuple[int, list[Turn]]] = []
    for paragraph, inside in first.items():
        text = inside[0].text
        start, end = inside[0].starts[0], inside[-1].ends[-1]
        here = (
            _turns(text, start, end)
            if ":" in text[start : start + 90] or text[start : start + 2] in ("Q.", "A.")
            else []
        )
        if here and (not run or paragraph - run[-1][0] <= 2):
            run.append((paragraph, here))
            continue
        if run and not here and paragraph - run[-1][0] == 1:
            continue  # an answer of several paragraphs, or a stage direction: the run may go on
        _keep(run, found)
        run = [(paragraph, here)] if here else []
    _keep(run, found)
    return found


def _keep(run: list[tuple[int, list[Turn]]], found: dict[int, list[Turn]]) -> None:
    if sum(len(here) for _, here in run) >= 2:
        found.update(run)


def _turns(text: str, start: int, end: int) -> list[Turn]:
    """The turns of one paragraph; a second label inside it begins another turn, if it looks like the first."""
    match = _LABEL.match(text, start, end)
    if match is None or not _is_speaker(text, match):
        return []
    labels = [match]
    if match["name"] and match["name"].isupper():
        for place in _INNER.finditer(text, match.end(), end):
            inner = _LABEL.match(text, place.start(), end)
            if inner is not None and inner["name"] and inner["name"].isupper() and _is_speaker(text, inner):
                labels.append(inner)
    found = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start() if following is not None else end
        while stop > label.end() and text[stop - 1].isspace():
            stop -= 1
        name = "letter" if label["letter"] else "name"
        if stop > label.end():
            found.append(Turn(Span(label.start(name), label.end(name)), Span(label.end(), stop)))
    return found


def _is_speaker(text: str, match: re.Match[str]) -> bool:
    if match["letter"]:
        return True
    name = match["name"]
    words = name.lower().replace(",", " ").split()
    if len(name) > _LONGEST_LABEL or words[0] in NO_SPEAKER or words[-1] in NO_SPEAKER:
        return False
    line = text[match.end() : match.end() + 400].split("\n", 1)[0].strip()
    # something said is a sentence: it ends like one, or is a question, or goes on for long
    return line[-1:] in '.!?…”"' or len(line) > 120


def attributions_of(here: list[Turn]) -> list[Attribution]:
    """The turns of one paragraph as attributions: the label stands for quotation marks."""
    p = confidence(RULE)
    return [
        Attribution(number=0, kind="direct", contents=(turn.content,), source=turn.label, p=p, why=RULE)
        for turn in here
    ]


def speaker_of(label: str) -> str:
    """The speaker that a label names: "JAKE TAPPER, ANCHOR" is JAKE TAPPER, "SEN. MARK HILL (R-OH)" SEN. MARK HILL."""
    return re.sub(r"\s*\([^)]*\)", "", label).partition(",")[0].strip()
