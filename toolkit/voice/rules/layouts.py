"""Attributions that the layout tells, where no sentence does: headlines, and signatures behind quotations."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.text.tokens import Tokens
from toolkit.voice.rules.cues import confidence, cue_forms
from toolkit.voice.voice_records import Attribution, Span

_LONGEST_HEADLINE = 25  # tokens
_SIGNATURE = re.compile(
    r"[ \t]*(?:―|—|–|--?)[ \t]*(?P<name>[A-ZÀ-Þ][\w.’'-]*(?: (?:of|de|van|von|al|bin|[A-ZÀ-Þ][\w.’'-]*)){0,5})"
    r"(?:,[^\n]{0,80})?[ \t]*(?=\n|$)"
)
# What stands before a colon in a headline without speaking.
_NO_SPEAKER = frozenset(
    "breaking opinion analysis watch live update updated exclusive video photos review editorial column explainer"
    " correction fact check q&a recap listen poll sport sports weather obituary series part commentary".split()
)
_LABEL = "headline: speaker and colon"
_LAST = "headline: speaker and verb at the end"
_SIGNED = "quotation: signed"


def told_by_layout(tokens: Tokens, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, with the speakers of signed quotations and, in a headline that has none, its speaker."""
    text = tokens.text
    if not found and (headline := _headline(tokens)) is not None:
        return (headline,)
    return tuple(_signed(text, attribution) for attribution in found)


def _signed(text: str, attribution: Attribution) -> Attribution:
    """ "Success is not final." ― Winston Churchill"""
    if attribution.source is not None or attribution.kind != "direct":
        return attribution
    match = _SIGNATURE.match(text, attribution.contents[-1].end)
    if match is None:
        return attribution
    source = Span(match.start("name"), match.end("name"))
    return replace(attribution, source=source, speaker=match["name"], p=confidence(_SIGNED), why=_SIGNED)


def is_headline(tokens: Tokens) -> bool:
    """Whether a text is one short line without a full stop: the model was not trained on such."""
    return (
        3 <= len(tokens) <= _LONGEST_HEADLINE
        and "\n" not in tokens.text.strip()
        and tokens.words[-1] not in (".", "!", "?", "…", "”", '"')
    )


def _headline(tokens: Tokens) -> Attribution | None:
    """ "Mayor: Bridge unsafe" and "Bridge unsafe, mayor says"."""
    size = len(tokens)
    if not is_headline(tokens):
        return None
    if ":" in tokens.words[1:4]:
        colon = tokens.words.index(":")
        label = tokens.lowers[:colon]
        if colon + 1 < size and tokens.words[0][0].isupper() and _NO_SPEAKER.isdisjoint(label):
            return _made(tokens, (0, colon), (colon, colon + 1), (colon + 1, size), _LABEL)
    if "," in tokens.words:
        comma = size - 1 - tokens.words[::-1].index(",")
        verb = [cue for cue in cue_forms().get(tokens.lowers[-1], ()) if cue.category == "speech"]
        if verb and comma >= 2 and 1 <= size - 1 - (comma + 1) <= 5:
            return _made(tokens, (comma + 1, size - 1), (size - 1, size), (0, comma), _LAST)
    return None


def _made(
    tokens: Tokens, source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int], why: str
) -> Attribution:
    def span(places: tuple[int, int]) -> Span:
        return Span(tokens.starts[places[0]], tokens.ends[places[1] - 1])

    named = span(source)
    return Attribution(
        number=0, kind="indirect", contents=(span(content),), source=named, cue=span(cue),
        speaker=tokens.text[named.start : named.end], p=confidence(why), why=why,
    )  # fmt: skip
