"""Paragraphs whose speaker the layout names: labels ("Q:", "RUIZ:"), names on lines of their own, signed posts.

A post is a paragraph that its author signs with a handle: "We won. — Ana Ruiz (@anaruiz) May 3, 2021".
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from toolkit.voice.nouns import given_name
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import confidence
from toolkit.voice.rules.grammar import is_name
from toolkit.voice.rules.labels import NO_SPEAKER
from toolkit.voice.voice_records import Attribution, Span

RULE = "speech: label"
POST = "speech: signed post"
BY_LAYOUT = frozenset((RULE, POST))
_LABEL = re.compile(
    r"(?:(?P<letter>[QA])(?=\s*[:.]\s)|"
    r"(?P<name>[A-ZÀ-Þ][\w.’'&-]*"
    r"(?:,? (?:\([A-Z][\w. -]{0,20}\)|of|the|for|and|de|van|von|al|bin|[A-ZÀ-Þ][\w.’'&-]*)){0,9}"
    r"(?: \([^()\n]{1,30}\))?)(?=\s*:\s))\s*[:.]\s+"
)
_BOLD = re.compile(r"\*\*(?P<text>[^*\n]+\?)\*\*$")
_INNER = re.compile(r"(?<=[.!?…”\"] )(?=[A-ZÀ-Þ])")
_LONGEST_LABEL = 60


_POST = re.compile(
    r"[ \t]*(?:―|—|–|--?)[ \t]*(?P<name>[^\n()@―—–\"“”]{2,50}?)[ \t]*\(@\w{1,30}\)"
    r"(?:[ \t]+(?:[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2}|\d{1,2}[ \t]+[A-Z][a-z]{2,8}\.?),?[ \t]+\d{4}|[ \t]*(?=\n|$))"
)


class Turn(NamedTuple):
    """What one speaker says in a paragraph: the label, the words behind it, and the rule."""

    label: Span
    content: Span
    why: str = RULE


def turns(units: list[Unit]) -> dict[int, list[Turn]]:
    """The turns of each paragraph whose speaker the layout names, by the number of its paragraph."""
    first: dict[int, list[Unit]] = {}
    for unit in units:
        first.setdefault(unit.paragraph, []).append(unit)
    return _labelled(first) | _under_names(first) | _posts(first)


def _posts(paragraphs: dict[int, list[Unit]]) -> dict[int, list[Turn]]:
    """Posts that their author signs behind the text, one or several in a paragraph."""
    found: dict[int, list[Turn]] = {}
    for number, inside in paragraphs.items():
        text, start, end = inside[0].text, inside[0].starts[0], inside[-1].ends[-1]
        if "(@" not in text[start:end]:
            continue
        here = []
        for signature in _POST.finditer(text, start, end):
            content = _trimmed(text, start, signature.start())
            if content is not None:
                here.append(Turn(Span(signature.start("name"), signature.end("name")), content, POST))
            start = signature.end()
        if here:
            found[number] = here
    return found


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _under_names(paragraphs: dict[int, list[Unit]]) -> dict[int, list[Turn]]:
    """Interviews whose speakers stand on lines of their own: each name twice or more, two speakers or more."""
    lines = {number: name for number, inside in paragraphs.items() if (name := _name_line(inside))}
    often = {name for name, count in Counter(lines.values()).items() if count > 1}
    if len(often) < 2 or not any(given_name(name.split()[0]) for name in often):
        return {}
    found: dict[int, list[Turn]] = {}
    label: Span | None = None
    length, longest = 0, 1
    last = max(number for number, name in lines.items() if name in often)
    for number, inside in paragraphs.items():
        if lines.get(number) in often:
            label = Span(inside[0].starts[0], inside[0].ends[-1])
            found[number] = []
            longest, length = max(longest, length), 0
        elif label is not None and (number < last or length < longest):  # who knows where the last answer ends
            found[number] = [Turn(label, Span(inside[0].starts[0], inside[-1].ends[-1]))]
            length += 1
    return found


def _name_line(inside: list[Unit]) -> str | None:
    unit = inside[0]
    if len(inside) > 1 or not 2 <= len(unit) <= 4 or not all(is_name(word) for word in unit.words):
        return None
    return " ".join(unit.words)


def _labelled(first: dict[int, list[Unit]]) -> dict[int, list[Turn]]:
    """Transcripts whose paragraphs begin with a label and a colon."""
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
        if here:
            run.append((paragraph, here))
        elif run and paragraph - run[-1][0] > 1:  # one is an answer of several paragraphs, or a stage direction
            _keep(run, found, text)
            run = []
    _keep(run, found, next(iter(first.values()))[0].text if first else "")
    return _going_on(first, found)


def _going_on(paragraphs: dict[int, list[Unit]], found: dict[int, list[Turn]]) -> dict[int, list[Turn]]:
    """In a text that is a transcript as a whole, paragraphs without a label go on with the speaker before.

    Such a text says so at its beginning, or has a label in capitals on most of its paragraphs.
    """
    labels = [number for number, here in found.items() if here and here[0].label.end - here[0].label.start > 1]
    if len(labels) < 2 or not paragraphs:
        return found
    text = next(iter(paragraphs.values()))[0].text
    capitals = all(
        text[turn.label.start : turn.label.end].split()[0].isupper() for n in labels for turn in found[n][:1]
    )
    says_so = "transcript" in text[: found[labels[0]][0].label.start].lower()
    if not capitals or not (says_so or 2 * len(labels) > len(paragraphs)):
        return found
    whole = dict(found)
    speaker: Span | None = None
    for number, inside in paragraphs.items():
        start, end = inside[0].starts[0], inside[-1].ends[-1]
        here = found.get(number) or _turns(text, start, end)
        if here:
            speaker, whole[number] = here[-1].label, here
        elif speaker is not None:
            whole[number] = [Turn(speaker, Span(start, end))]
    return whole


def _keep(run: list[tuple[int, list[Turn]]], found: dict[int, list[Turn]], text: str) -> None:
    if sum(len(here) for _, here in run) >= 2 or any(_is_someones(here[0], text) for _, here in run):
        found.update(run)


def _is_someones(turn: Turn, text: str) -> bool:
    """Whether a label in capitals alone is a name of the story: "RUIZ: ..." where the story knows a Ruiz."""
    name = speaker_of(text[turn.label.start : turn.label.end]).split()[-1]
    return len(name) > 2 and name.isupper() and re.search(rf"\b{re.escape(name.title())}\b", text) is not None


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
    return [
        Attribution(kind="direct", contents=(turn.content,), source=turn.label, p=confidence(turn.why), why=turn.why)
        for turn in here
    ]


def speaker_of(label: str) -> str:
    """The speaker that a label names: "JAKE TAPPER, ANCHOR" is JAKE TAPPER, "SEN. MARK HILL (R-OH)" SEN. MARK HILL."""
    return re.sub(r"\s*\([^)]*\)", "", label).partition(",")[0].strip()
