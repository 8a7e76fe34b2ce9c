"""Attributions by rules: which words are given to somebody, to whom, and by which cue."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from toolkit.text.tokens import Tokens, tokenize
from toolkit.voice.quotations import Quotation, scan_quotations
from toolkit.voice.rules.clauses import Unit, units
from toolkit.voice.rules.cues import confidence, cue_forms
from toolkit.voice.rules.drafts import Draft, drafts_of
from toolkit.voice.rules.grammar import DASH, DETERMINER, ENDS, PREPOSITION
from toolkit.voice.speakers import Speakers
from toolkit.voice.voice_records import Attribution, Span, numbered

KIND = {
    "speech": "indirect",
    "document": "indirect",
    "noun": "indirect",
    "naming": "indirect",
    "belief": "ascribed",
    "stance": "ascribed",
    "adjective": "ascribed",
}


class Analysis(NamedTuple):
    """The attributions of a text, and the sentences, tokens, quotations and names they were found with."""

    attributions: tuple[Attribution, ...]
    units: list[Unit]
    tokens: Tokens
    quotations: tuple[Quotation, ...]
    speakers: Speakers


def analyse(text: str) -> Analysis:
    """The attributions that the rules find in a text, and its sentences."""
    tokens = tokenize(text)
    quotations = scan_quotations(text)
    sentences = units(tokens, quotations)
    forms = cue_forms()
    speakers = Speakers(tokens)
    found: list[Attribution] = []
    chain: Attribution | None = None  # whose words go on in the next quotation
    chain_paragraph = -1
    for unit in sentences:
        drafts = drafts_of(unit, forms)
        made = [_attribution(unit, draft, speakers) for draft in drafts]
        rest = _quotes_outside(unit, drafts)
        if rest:
            made += _left_over(unit, rest, chain, chain_paragraph, found)
        found += made
        speaking = [a for a in made if a.source is not None and a.kind in ("direct", "indirect", "partial")]
        if speaking:
            chain, chain_paragraph = speaking[-1], unit.paragraph
        if rest and found and found[-1].source is not None and found[-1].source == (chain and chain.source):
            chain_paragraph = unit.paragraph  # the speech went on: it may go on in the next paragraph too
    return Analysis(numbered(found), sentences, tokens, quotations, speakers)


def _quotes_outside(unit: Unit, drafts: list[Draft]) -> list[int]:
    if not unit.lengths:  # no quotation stands in this sentence
        return []
    inside = {k for draft in drafts for start, end in draft.contents for k in range(start, end)}
    return [k for k, quote in enumerate(unit.quotes) if quote is not None and k not in inside]


GOES_ON = "quotation goes on"


def _left_over(
    unit: Unit,
    rest: list[int],
    chain: Attribution | None,
    chain_paragraph: int,
    found: list[Attribution],
) -> list[Attribution]:
    """Quotations without a cue of their own: they go on with the speaker before, or stand without one.

    Fragments of one to four words are left to the decision list of short quotations.
    """
    whole = [k for k in rest if is_utterance(unit, k)]
    if not whole:
        return []
    spans = tuple(Span(unit.starts[k], unit.ends[k]) for k in whole)
    first = unit.quotes[whole[0]]
    near = chain_paragraph == unit.paragraph or (
        first is not None and first.continues and chain_paragraph == unit.paragraph - 1
    )
    alone = all(k in whole or unit.lowers[k] in ENDS for k in range(len(unit)))
    if chain is not None and near:
        if alone and whole[0] == 0 and found and _can_go_on(found[-1], chain):
            # the same speech, interrupted only by "he said": one attribution
            found[-1] = replace(found[-1], contents=found[-1].contents + spans)
            return []
        return [_echo(chain, spans, GOES_ON)]
    if chain is not None and alone and chain_paragraph == unit.paragraph - 1:
        return [_echo(chain, spans, "quotation after its speaker's paragraph")]
    why = "quotation without a speaker"
    return [Attribution(number=0, kind="direct", contents=spans, p=confidence(why), why=why)]


def _can_go_on(last: Attribution, chain: Attribution) -> bool:
    return last.source == chain.source and last.source is not None and "in front" in last.why


def _echo(chain: Attribution, spans: tuple[Span, ...], rule: str) -> Attribution:
    return Attribution(
        number=0, kind="direct", contents=spans, source=chain.source, speaker=chain.speaker,
        p=confidence(rule), why=rule,
    )  # fmt: skip


def is_utterance(unit: Unit, position: int) -> bool:
    """Whether a quotation is something said, not a fragment of one to four words woven into the outlet's sentence."""
    if unit.long_quote(position):
        return True
    after = unit.lowers[position + 1] if position + 1 < len(unit) else "."
    return unit.opens_utterance(position) and (after in (".", ",", *DASH) or unit.inner(position)[-1:] in ".,!?…")


def is_whole(unit: Unit, position: int) -> bool:
    """Whether a quotation is set as speech of its own (direct), not woven into the outlet's sentence (partial)."""
    quote = unit.quotes[position]
    if quote is None:
        return False
    before = unit.lowers[position - 1] if position else "."
    follows_cue = before.isalpha() and unit.inner(position)[:1].isupper() and before not in DETERMINER | PREPOSITION
    if not (unit.opens_utterance(position) or (follows_cue and unit.long_quote(position))):
        return False
    after = unit.lowers[position + 1] if position + 1 < len(unit) else "."
    return unit.inner(position)[-1:] in ".,!?…—–;:" or not after[0].isalnum()


def _attribution(unit: Unit, draft: Draft, speakers: Speakers) -> Attribution:
    contents = tuple(Span(unit.starts[start], unit.ends[end - 1]) for start, end in draft.contents)
    source = Span(unit.starts[draft.source[0]], unit.ends[draft.source[1] - 1]) if draft.source else None
    cue = Span(unit.starts[draft.cue[0]], unit.ends[draft.cue[1] - 1]) if draft.cue else None
    atoms = [k for start, end in draft.contents for k in range(start, end)]
    kind = KIND[draft.category]
    if all(unit.quotes[k] is not None for k in atoms):
        kind = "direct" if any(is_whole(unit, k) for k in atoms) else "partial"
    why = f"{draft.category}: {draft.rule}"
    speaker = speakers.name(unit, *draft.source) if draft.source else None
    return Attribution(
        number=0, kind=kind, contents=contents, source=source, cue=cue, speaker=speaker, p=confidence(why), why=why
    )
