"""Which analysis answers: the rules alone, or the rules with the sequence model."""

from __future__ import annotations

from dataclasses import replace

from toolkit.articles import Engine
from toolkit.text.tokens import Tokens
from toolkit.voice.rules.attribution import Analysis
from toolkit.voice.rules.attribution import analyse as analyse_by_rules
from toolkit.voice.rules.layouts import is_headline, told_by_layout
from toolkit.voice.speakers import Speakers, named
from toolkit.voice.voice_records import Attribution, Span, numbered


def analyse(text: str, *, engine: Engine = "model", arrays: bool = False, tokens: Tokens | None = None) -> Analysis:
    """The attributions of a text and its sentences.

    `engine` is "model" (the rules with the sequence model), "encoder" (the rules with the encoder) or "rules" alone.
    Raises QueryError where the encoder is asked for and its packages are not installed. With `arrays` the model is
    decoded in NumPy: the same result, several times faster for many texts, slower for one, because NumPy must be
    imported first. `tokens` are those of the text, where they are known already.
    """
    rules = analyse_by_rules(text, tokens=tokens)
    found = rules.attributions
    if engine != "rules" and not is_headline(rules.tokens):
        found = _with_encoder(rules) if engine == "encoder" else _with_model(rules, arrays)
    told = told_by_layout(rules.tokens, _untangled(found))
    if any(a.source is not None and a.speaker is None for a in told):
        told = named(told, Speakers(rules.tokens.text, rules.units))
    return rules._replace(attributions=_nested(told))


def _with_model(rules: Analysis, arrays: bool) -> tuple[Attribution, ...]:
    from toolkit.voice.sequence.combining import SEQUENCE, combine
    from toolkit.voice.sequence.model import explain, tag
    from toolkit.voice.sequence.token_features import sequences

    paragraphs = sequences(rules)
    if not paragraphs:
        return rules.attributions
    tagged = tag(rules.tokens, paragraphs, arrays=arrays)
    return combine(rules, tagged, lambda content, _: explain(paragraphs, tagged, content), SEQUENCE)


def _with_encoder(rules: Analysis) -> tuple[Attribution, ...]:
    from toolkit.voice.encoder.tagging import reason, shipped
    from toolkit.voice.sequence.combining import combine

    encoder = shipped()
    tagged = encoder.tag(rules)
    if tagged is None:
        return rules.attributions
    return combine(rules, tagged, lambda content, cue: reason(rules.tokens, content, cue), encoder.trust)


def attribute(text: str, *, engine: Engine = "model") -> tuple[Attribution, ...]:
    """All attributions of a text, in the order of their contents.

    `engine` is "model" (the rules with the sequence model), "encoder" (the rules with the encoder, an extra) or "rules"
    alone. Raises QueryError where the encoder is asked for and its packages are not installed.

    >>> text = "The town fell, according to the group. “We left,” said Argish al-Deiri, a commander."
    >>> for found in attribute(text, engine="rules"):
    ...     print([text[start:end] for start, end in found.contents], found.speaker, found.kind)
    ['The town fell'] the group indirect
    ['“We left,”'] Argish al-Deiri direct
    """
    return analyse(text, engine=engine).attributions


def _untangled(found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Contents that are nested or apart: one that begins inside another and runs past it ends with it."""
    spans = sorted((start, -end, number) for number, a in enumerate(found) for start, end in a.contents)
    kept: dict[int, list[Span]] = {}
    open_ends: list[int] = []
    for start, minus_end, number in spans:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        end = min(-minus_end, open_ends[-1]) if open_ends else -minus_end
        kept.setdefault(number, []).append(Span(start, end))
        open_ends.append(end)
    whole = [(a, tuple(kept[number])) for number, a in enumerate(found) if number in kept]
    return numbered(a if a.contents == contents else replace(a, contents=contents) for a, contents in whole)


def _nested(found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Each attribution knows the one that it stands inside of: what somebody hopes in what he says."""
    result = []
    open_: list[Attribution] = []
    for attribution in found:  # in the order of their beginnings, the wider first
        start, end = attribution.contents[0].start, attribution.contents[-1].end
        open_ = [other for other in open_ if other.contents[-1].end > start]
        holding = [o for o in open_ if any(s <= start and end <= e for s, e in o.contents)]
        inside = holding[-1].number if holding else None
        result.append(attribution if attribution.inside == inside else replace(attribution, inside=inside))
        open_.append(attribution)
    return tuple(result)
