"""Attributions by rules: which words are given to somebody, to whom, and by which cue."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from toolkit.text.tokens import Tokens, tokenize
from toolkit.voice.quotations import Quotation, scan_quotations
from toolkit.voice.rules.beside_quotations import cue_beside, introduced_by
from toolkit.voice.rules.clauses import Unit, is_title_case, units
from toolkit.voice.rules.cues import confidence, cue_forms
from toolkit.voice.rules.draft_records import Draft
from toolkit.voice.rules.drafts import drafts_of
from toolkit.voice.rules.grammar import AUXILIARY, DASH, DETERMINER, ENDS, PREPOSITION, is_verb
from toolkit.voice.rules.transcripts import attributions_of, turns
from toolkit.voice.voice_records import Attribution, Span, numbered

CARRIED = "; subject carried along"
P_CARRIED = 0.9  # of the confidence: the source is inferred

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
    """The attributions of a text, and the sentences, tokens and quotations they were found with."""

    attributions: tuple[Attribution, ...]
    units: list[Unit]
    tokens: Tokens
    quotations: tuple[Quotation, ...]


def analyse(text: str, *, tokens: Tokens | None = None) -> Analysis:
    """The attributions that the rules find in a text, and its sentences; `tokens` are those of the text, if known."""
    tokens = tokenize(text) if tokens is None else tokens
    quotations = scan_quotations(text)
    sentences = units(tokens, quotations)
    forms = cue_forms()
    told = turns(sentences)
    last = {unit.paragraph: unit for unit in sentences}
    quoting = {unit.paragraph for unit in sentences if unit.lengths}
    block = -1  # the paragraph that is somebody's words as a whole
    found: list[Attribution] = []
    chain: Attribution | None = None  # whose words go on in the next quotation
    chain_paragraph = -1
    announced: Attribution | None = None  # whose words the last paragraph announced with a colon
    for unit in sentences:
        if unit.paragraph in told:
            if unit.first:
                found += attributions_of(told[unit.paragraph])
            chain, announced = None, None
            continue
        if unit.paragraph == block:
            continue
        if unit.first and announced is not None:
            end = last[unit.paragraph] if unit.paragraph not in quoting else unit
            chain, announced = _set_apart(unit, end, announced, found) or chain, None
            if found and found[-1].why in (ANNOUNCED, BLOCK):
                chain_paragraph = unit.paragraph
                block = unit.paragraph if found[-1].why == BLOCK and end is not unit else -1
                continue
        drafts = drafts_of(unit, forms)
        made = [_attribution(unit, draft) for draft in drafts]
        rest = _quotes_outside(unit, drafts)
        if rest:
            made += _left_over(unit, rest, chain, chain_paragraph, found)
        found += made
        speaking = [a for a in made if a.source is not None and a.kind in ("direct", "indirect", "partial")]
        if speaking:
            chain, chain_paragraph = speaking[-1], unit.paragraph
        if rest and found and found[-1].source is not None and found[-1].source == (chain and chain.source):
            chain_paragraph = unit.paragraph  # the speech went on: it may go on in the next paragraph too
        announced = _announced(unit) if unit.lowers[-1] == ":" else None
    return Analysis(numbered(found), sentences, tokens, quotations)


def _quotes_outside(unit: Unit, drafts: list[Draft]) -> list[int]:
    if not unit.lengths:  # no quotation stands in this sentence
        return []
    inside = {k for draft in drafts for start, end in draft.contents for k in range(start, end)}
    return [k for k, quote in enumerate(unit.quotes) if quote is not None and k not in inside]


GOES_ON = "quotation goes on"


ANNOUNCED = "quotation behind a colon"
BLOCK = "paragraph behind a colon"


def _announced(unit: Unit) -> Attribution | None:
    """Whose words follow a paragraph that ends with a colon: an attribution without contents yet."""
    who = introduced_by(unit)
    if who is None:
        return None
    source = Span(unit.starts[who[0]], unit.ends[who[1] - 1])
    told = _tells_at_the_end(unit)
    return Attribution(kind="direct" if told else "", contents=(source,), source=source, why=ANNOUNCED)


def _tells_at_the_end(unit: Unit) -> bool:
    """Whether the last verb of a sentence is one of saying: "Post says this:", not "Here is what he found:"."""
    lowers = unit.lowers
    if lowers[0] in ("here", "here's", "here’s"):
        return False
    for position in range(len(unit) - 1, 0, -1):
        if lowers[position] in ("read", "reads", "according") or (
            position > len(unit) - 6 and lowers[position] in _TOLD_IN
        ):
            return True
        if unit.quotes[position] is None and is_verb(unit, position) and lowers[position] not in AUXILIARY:
            cues = cue_forms().get(lowers[position], ())
            return any(cue.category in ("speech", "document") and cue.shape in ("s", "past", "base") for cue in cues)
    return False


_TOLD_IN = frozenset("statement tweet post letter email e-mail memo note message".split())


def _set_apart(unit: Unit, end: Unit, announced: Attribution, found: list[Attribution]) -> Attribution | None:
    """The words of a paragraph that the one before announced: its quotations, or all of it behind a verb of saying.

    `end` is the sentence up to which the paragraph may be all somebody's.
    """
    whole = [k for k, quote in enumerate(unit.quotes) if quote is not None]
    p = confidence(ANNOUNCED)
    if whole and whole[0] == 0:
        own = frozenset(whole)
        outside = [k for k in range(len(unit)) if k not in own and unit.lowers[k] not in ENDS]
        if outside:
            return None  # “...,” she said: the sentence has a cue of its own
        contents = tuple(Span(unit.starts[k], unit.ends[k]) for k in whole)
        made = replace(announced, kind="direct", contents=contents, p=p)
    elif announced.kind == "direct" and not whole and unit.lowers[-1] in ENDS and unit.words[0][:1].isupper():
        contents = (Span(unit.starts[0], end.ends[-1]),)
        made = replace(announced, kind="indirect", contents=contents, p=confidence(BLOCK), why=BLOCK)
    else:
        return None
    found.append(made)
    return made


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
    beside = [(k, draft) for k in whole if (draft := cue_beside(unit, k)) is not None]
    if beside:
        made = [_attribution(unit, draft) for _, draft in beside]
        spoken = {k for k, _ in beside}
        others = tuple(Span(unit.starts[k], unit.ends[k]) for k in whole if k not in spoken)
        return made + ([_echo(made[-1], others, GOES_ON)] if others else [])
    first = unit.quotes[whole[0]]
    near = chain_paragraph == unit.paragraph or (
        first is not None and first.continues and chain_paragraph == unit.paragraph - 1
    )
    own = frozenset(whole)
    alone = all(k in own or unit.lowers[k] in ENDS for k in range(len(unit)))
    if chain is not None and near:
        if alone and whole[0] == 0 and found and _can_go_on(found[-1], chain):
            # the same speech, interrupted only by "he said": one attribution
            found[-1] = replace(found[-1], contents=found[-1].contents + spans)
            return []
        return [_echo(chain, spans, GOES_ON)]
    if chain is not None and alone and chain_paragraph == unit.paragraph - 1:
        return [_echo(chain, spans, "quotation after its speaker's paragraph")]
    why = "quotation without a speaker"
    return [Attribution(kind="direct", contents=spans, p=confidence(why), why=why)]


def _can_go_on(last: Attribution, chain: Attribution) -> bool:
    return last.source == chain.source and last.source is not None and "in front" in last.why


def _echo(chain: Attribution, spans: tuple[Span, ...], rule: str) -> Attribution:
    return Attribution(
        kind="direct", contents=spans, source=chain.source,
        p=confidence(rule), why=rule,
    )  # fmt: skip


def is_utterance(unit: Unit, position: int) -> bool:
    """Whether a quotation is something said, not a fragment of one to four words woven into the outlet's sentence."""
    if unit.long_quote(position):
        return not (position and unit.lowers[position - 1].isalnum() and is_title_case(unit, position))
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


def _attribution(unit: Unit, draft: Draft) -> Attribution:
    contents = tuple(Span(unit.starts[start], unit.ends[end - 1]) for start, end in draft.contents)
    source = Span(unit.starts[draft.source[0]], unit.ends[draft.source[1] - 1]) if draft.source else None
    cue = Span(unit.starts[draft.cue[0]], unit.ends[draft.cue[1] - 1]) if draft.cue else None
    atoms = [k for start, end in draft.contents for k in range(start, end)]
    kind = KIND[draft.category]
    if all(unit.quotes[k] is not None for k in atoms):
        kind = "direct" if any(is_whole(unit, k) for k in atoms) else "partial"
    why = f"{draft.category}: {draft.rule}"
    p = confidence(why)
    if draft.carried:
        why, p = why + CARRIED, round(p * P_CARRIED, 2)
    return Attribution(kind=kind, contents=contents, source=source, cue=cue, p=p, why=why)
