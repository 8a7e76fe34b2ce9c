"""Attributions that the layout tells, where no sentence does: headlines, and signatures behind quotations."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.text.tokens import Tokens
from toolkit.voice.rules.cues import confidence, cue_forms
from toolkit.voice.rules.grammar import DASH
from toolkit.voice.rules.labels import opens_quotation, speaking_part, speaks_at_the_end
from toolkit.voice.voice_records import Attribution, Span

_LONGEST_HEADLINE = 25  # tokens
_SIGNATURE = re.compile(
    r"[ \t]*(?:―|—|–|--?)[ \t]*(?P<name>[A-ZÀ-Þ][\w.’'-]*(?: (?:of|de|van|von|al|bin|[A-ZÀ-Þ][\w.’'-]*)){0,5})"
    r"(?:,[^\n]{0,80})?[ \t]*(?=\n|$)"
)
_LABEL = "headline: speaker and colon"
_LAST = "headline: speaker and verb at the end"
_END = "headline: speaker at the end"
_SIGNED = "quotation: signed"


def told_by_layout(tokens: Tokens, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, with the speakers of signed quotations and, in a headline that has none, its speaker."""
    text = tokens.text
    signed = tuple(_signed(text, attribution) for attribution in found)
    if (headline := _headline(tokens)) is not None and all(a.source is None for a in signed):
        return (headline,)
    return signed


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
    words, lowers = tokens.words, tokens.lowers
    if ":" in words[1:-1]:
        colon = words.index(":")
        front, behind = words[:colon], words[colon + 1 :]
        quoted = opens_quotation(tokens.text[tokens.starts[colon] + 1 :])
        if words[0][0].isupper() and (speaker := speaking_part(front, quoted=quoted, claim=behind)):
            return _made(tokens, (0, speaker), (colon, colon + 1), (colon + 1, size), _LABEL)
    at = next((k for k in range(size - 2, 1, -1) if words[k] == ":" or _is_dash(tokens, k)), None)
    if at is not None and speaks_at_the_end(words[at + 1 :], words[:at]):
        return _made(tokens, (at + 1, size), (at, at + 1), (0, at), _END)
    if "," in words:
        comma = size - 1 - words[::-1].index(",")
        last = lowers[-1]
        verb = last in _HEARD or any(cue.category == "speech" for cue in cue_forms().get(last, ()))
        if verb and comma >= 2 and 1 <= size - 1 - (comma + 1) <= 5:
            return _made(tokens, (comma + 1, size - 1), (size - 1, size), (0, comma), _LAST)
    return None


_HEARD = frozenset(("hears", "heard", "told"))  # "Father was cruel, court hears"


def _is_dash(tokens: Tokens, position: int) -> bool:
    """A dash with spaces on both sides."""
    start, end = tokens.starts[position], tokens.ends[position]
    return tokens.words[position] in DASH and tokens.text[start - 1 : start] == " " == tokens.text[end : end + 1]


def _made(
    tokens: Tokens, source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int], why: str
) -> Attribution:
    def span(places: tuple[int, int]) -> Span:
        return Span(tokens.starts[places[0]], tokens.ends[places[1] - 1])

    named, said = span(source), span(content)
    marked = tokens.text[said.start] in "“\"‘'«„" and tokens.text[said.end - 1] in "”\"’'»“"
    return Attribution(
        kind="direct" if marked else "indirect", contents=(said,), source=named, cue=span(cue),
        speaker=tokens.text[named.start : named.end], p=confidence(why), why=why,
    )  # fmt: skip
