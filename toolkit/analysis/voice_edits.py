"""Voices set by hand, laid over what was found: every result of the article sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.articles import VoiceEdit
from toolkit.voice import Attribution, Span, Voice

WHY = "corrected by hand"
ATTRIBUTED = frozenset({"direct", "partial", "indirect", "ascribed"})


def edited(
    attributions: Sequence[Attribution], stretches: Sequence[Voice], edits: Iterable[VoiceEdit]
) -> tuple[tuple[Attribution, ...], tuple[Voice, ...]]:
    """The attributions and the stretches of a text with its corrections; later ones win over earlier ones.

    A corrected stretch leaves the attributions that held it. One in the voice of somebody else becomes an attribution
    of its own.
    """
    kept: list[tuple[int, Attribution]] = [(a.number, a) for a in attributions]
    laid = list(stretches)
    for number, edit in enumerate(edits, 1):
        kept = [(key, cut) for key, a in kept for cut in _without(a, edit)]
        key = None
        if edit.voice in ATTRIBUTED:
            key = -number  # until all are numbered
            span = (Span(edit.start, edit.end),)
            made = Attribution(number=0, kind=edit.voice, contents=span, speaker=edit.speaker, p=1.0, why=WHY)
            kept.append((key, made))
        laid = _lay_over(laid, edit, key)
    kept.sort(key=lambda pair: (pair[1].contents[0].start, -pair[1].contents[-1].end))
    number_of = {key: number for number, (key, _) in enumerate(kept)}
    return (
        tuple(
            replace(a, number=n, inside=None if a.inside is None else number_of.get(a.inside))
            for n, (_, a) in enumerate(kept)
        ),
        tuple(v if v.attribution is None else v._replace(attribution=number_of.get(v.attribution)) for v in laid),
    )


def _without(attribution: Attribution, edit: VoiceEdit) -> list[Attribution]:
    """The attribution with the corrected characters cut out of its contents; nothing if no content is left."""
    contents = []
    for start, end in attribution.contents:
        if start < min(end, edit.start):
            contents.append(Span(start, min(end, edit.start)))
        if max(start, edit.end) < end:
            contents.append(Span(max(start, edit.end), end))
    if tuple(contents) == attribution.contents:
        return [attribution]
    return [replace(attribution, contents=tuple(contents))] if contents else []


def _lay_over(stretches: list[Voice], edit: VoiceEdit, attribution: int | None) -> list[Voice]:
    start, end, voice, speaker = edit
    kept: list[Voice] = []
    for stretch in stretches:
        if stretch.start < start:
            kept.append(stretch._replace(end=min(stretch.end, start)))
        if stretch.start <= start < stretch.end:
            kept.append(Voice(start, end, voice, speaker, None, 1.0, WHY, attribution))
        if stretch.end > end:
            kept.append(stretch._replace(start=max(stretch.start, end)))
    return kept
