"""The rules and the sequence model together: the model sets the bounds, the rules give reasons, sources and cues."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from toolkit.text.tokens import Tokens
from toolkit.voice.rules.attribution import BLOCK, CARRIED, KIND, P_CARRIED, Analysis, is_whole
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import cue_forms, is_measured
from toolkit.voice.rules.extents import is_outlets_tail
from toolkit.voice.rules.grammar import ENDS
from toolkit.voice.rules.subjects import whose_cue
from toolkit.voice.rules.transcripts import BY_LAYOUT
from toolkit.voice.sequence.model import Content, Tagged, contents, runs_of, token_range
from toolkit.voice.voice_records import Attribution, Span, numbered

_CLOSING = frozenset('”"’»“')
SAME = 0.5  # intersection over union from which a content of the model and one of the rules are the same
_Run = tuple[int, int]
Reason = Callable[[Content, _Run | None], str]

_CERTAIN = BY_LAYOUT | {BLOCK}


class Trust(NamedTuple):
    """How far a model is believed beside the rules, in probabilities.

    To overrule the bounds of a rule the words at stake need a mean of `takes_in`, or less than `leaves_out`. `believed`
    is the mean of a rule's confidence and the model's from which a content that only rules found is kept. A content
    that only the model found is kept from `alone` with a cue, and from `nobodys` without anybody to say it.
    """

    takes_in: float
    leaves_out: float
    believed: float
    alone: float
    nobodys: float


SEQUENCE = Trust(takes_in=0.7, leaves_out=0.5, believed=0.62, alone=0.5, nobodys=0.9)


def combine(rules: Analysis, tagged: Tagged, reason: Reason, trust: Trust) -> tuple[Attribution, ...]:
    """The attributions of a text, numbered in the order of their contents.

    A content that both found keeps the rule's reason, source and cue and gets the model's bounds; one that only the
    model found gets the nearest cue and source it labels; one that only the rules found is kept if it stands in
    quotation marks or if rule and model together believe it. `p` is the model's mean probability over the words.
    `reason` says for a content of the model alone, and its cue, what spoke for it.
    """
    tokens = rules.tokens
    found: list[Attribution] = []
    taken: set[int] = set()
    by_rule = [(_tokens_of(tokens, a), a) for a in rules.attributions]
    cues, sources = runs_of(tagged, "C"), runs_of(tagged, "S")
    # What the layout tells is certain, and the model hardly saw such a thing: it has no say there.
    found += [rule for _, rule in by_rule if rule.why in _CERTAIN]
    by_layout = {n for covered, rule in by_rule if rule.why in _CERTAIN for n in covered}
    for content in _apart(contents(tagged), by_rule):
        covered = {n for first, last in content.runs for n in range(first, last)}
        if not covered.isdisjoint(by_layout):
            continue
        best, match = _best(covered, by_rule, taken)
        spans = _spans(tokens, content.runs)
        p = _mean(tagged, covered)
        if match is not None and (best >= SAME or _same_cue(tokens, by_rule[match][1], content, cues)):
            taken.add(match)
            words, rule = by_rule[match]
            covered = _settled(rules, covered, words, tagged, trust)
            covered = covered - _own(tokens, rule) or words
            spans, p = _spans(tokens, _runs(covered)), _mean(tagged, covered)
            cue = rule.cue
            labelled = _nearest(tokens, content, cues)
            if labelled is not None and (cue is None or not _overlap(tokens, cue, cues)):
                cue = _spans(tokens, (labelled,))[0]
            source, why = rule.source, rule.why
            if source is None and labelled is not None and ": passive" not in why:
                source, carried = _by_the_cue(rules, labelled, spans)
                p, why = p * (P_CARRIED if carried else 1), why + (CARRIED if carried else "")
            found.append(replace(rule, contents=spans, source=source, cue=cue, p=round(p, 2), why=why))
        else:
            alone = _from_model(rules, content, spans, p, cues, sources, reason)
            if alone.p >= (trust.alone if alone.cue is not None else trust.nobodys):
                found.append(alone)
    claimed = {n for a in found for n in _tokens_of(tokens, a)}
    quoted = {n for q in rules.quotations if q.level == 0 for n in token_range(tokens, q.start, q.end)}
    for number, (covered, rule) in enumerate(by_rule):
        if number in taken or not covered or rule.why in _CERTAIN:
            continue
        inside = len(covered & claimed) / len(covered)
        if inside > 0.9 and rule.kind == "ascribed" and _is_narrower(covered, found, tokens):
            found.append(rule)  # a belief inside of what somebody says: "he said he hoped"
        elif inside < 0.5:
            p = (rule.p + _mean(tagged, covered)) / 2
            if not is_measured(rule.why):  # the gold has too few of it, so the model has no say
                found.append(rule)
            elif p >= trust.believed or len(covered & quoted) > 0.5 * len(covered):
                found.append(replace(rule, p=round(p, 2)))
    return numbered(found)


def _apart(found: list[Content], by_rule: list[tuple[set[int], Attribution]]) -> list[Content]:
    """Contents of one speaker each: a run behind an interruption that has a cue of its own is another content.

    “I stay,” Ruiz said. “Why?” Berg asked.
    """
    at: dict[int, list[int]] = {}  # the rules that cover a token
    for number, (covered, rule) in enumerate(by_rule):
        for token in covered if rule.cue is not None else ():
            at.setdefault(token, []).append(number)
    parted: list[Content] = []
    for content in found:
        kept = [content.runs[0]]
        for run in content.runs[1:]:
            words = set(range(*run))
            near = {number for token in words for number in at.get(token, ())}
            own = any(
                3 * len(words & covered) >= len(words) + len(covered)  # at least half of what both hold together
                and covered.isdisjoint(range(*kept[0]))
                for covered in (by_rule[number][0] for number in near)
            )
            if own:
                parted.append(content._replace(runs=tuple(kept)))
                kept = [run]
            else:
                kept.append(run)
        parted.append(content._replace(runs=tuple(kept)))
    return parted


def _tokens_of(tokens: Tokens, attribution: Attribution) -> set[int]:
    return {n for start, end in attribution.contents for n in token_range(tokens, start, end)}


def _best(covered: set[int], by_rule: list[tuple[set[int], Attribution]], taken: set[int]) -> tuple[float, int | None]:
    best, match = 0.0, None
    for number, (other, _) in enumerate(by_rule):
        if number not in taken and not covered.isdisjoint(other):
            both = len(covered & other)
            overlap = both / len(covered | other)
            if overlap > best:
                best, match = overlap, number
    return best, match


def _is_narrower(covered: set[int], found: list[Attribution], tokens: Tokens) -> bool:
    return any(covered < _tokens_of(tokens, a) for a in found)


def _spans(tokens: Tokens, runs: tuple[_Run, ...]) -> tuple[Span, ...]:
    return tuple(Span(tokens.starts[first], tokens.ends[last - 1]) for first, last in runs)


def _settled(rules: Analysis, model: set[int], rule: set[int], tagged: Tagged, trust: Trust) -> set[int]:
    """The words of a content on whose bounds model and rule differ: the model decides where it is sure enough."""
    settled = model & rule
    for first, last in _runs(model - rule):
        if sum(tagged.p[first:last]) >= trust.takes_in * (last - first) and not _is_outlets(rules, rule, first):
            settled.update(range(first, last))
    for first, last in _runs(rule - model):
        if sum(tagged.p[first:last]) > trust.leaves_out * (last - first):
            settled.update(range(first, last))
    return settled


def _same_cue(tokens: Tokens, rule: Attribution, content: Content, cues: list[_Run]) -> bool:
    """Whether a content of the model overlaps a judgement in the passive and the model labels the cue of it.

    The model takes "terrorists by Washington" in whole; the rule knows where the content ends.
    """
    if not rule.why.endswith(": by"):
        return False
    labelled = _nearest(tokens, content, cues)
    return labelled is not None and rule.cue is not None and _overlap(tokens, rule.cue, [labelled])


def _own(tokens: Tokens, rule: Attribution) -> set[int]:
    """The words of a rule's source, which are no content, and the "by" in front of it."""
    if rule.source is None:
        return set()
    places = token_range(tokens, *rule.source)
    by = places.start - 1
    return set(places) | ({by} if by >= 0 and tokens.lowers[by] == "by" else set())


def _is_outlets(rules: Analysis, rule: set[int], first: int) -> bool:
    """Whether the words from here on are the outlet's, however sure the model is of them."""
    tokens = rules.tokens
    if _is_gloss(tokens, first):
        return True
    if tokens.words[first] != ",":
        return False
    unit = _unit_at(rules.units, tokens.starts[first])
    begin = bisect_left(unit.starts, tokens.starts[min(rule)]) if rule else 0
    comma, end = bisect_left(unit.starts, tokens.starts[first]), len(unit)
    while end and unit.lowers[end - 1] in ENDS:
        end -= 1
    return comma < end and is_outlets_tail(unit, begin, comma, end)


def _is_gloss(tokens: Tokens, first: int) -> bool:
    """ "...,” which is jargon for": what follows a quotation in this way is the outlet's, however people mark it."""
    here = first + (tokens.words[first] == ",")
    return 0 < here < len(tokens) and tokens.lowers[here] in ("which", "who") and tokens.words[first - 1] in _CLOSING


def _runs(covered: set[int]) -> tuple[_Run, ...]:
    found: list[_Run] = []
    for n in sorted(covered):
        if found and found[-1][1] == n:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return tuple(found)


def _overlap(tokens: Tokens, span: Span, runs: list[_Run]) -> bool:
    """Whether the model labels any of a span as one of its runs."""
    places = token_range(tokens, *span)
    return any(first < places.stop and places.start < last for first, last in runs)


def _mean(tagged: Tagged, covered: set[int]) -> float:
    return sum(tagged.p[n] for n in covered) / len(covered)


def _from_model(
    rules: Analysis,
    content: Content,
    spans: tuple[Span, ...],
    p: float,
    cues: list[_Run],
    sources: list[_Run],
    reason: Reason,
) -> Attribution:
    """A content that no rule has: its cue and source are the nearest that the model labels in its sentences."""
    tokens = rules.tokens
    cue = _nearest(tokens, content, cues)
    source = _nearest(tokens, content, sources, cue)
    kind = "indirect"
    if cue is not None:
        classes = [c.category for n in range(*cue) for c in cue_forms().get(tokens.lowers[n], ())]
        kind = KIND.get(classes[0], "indirect") if classes else "indirect"
    unit = _unit_at(rules.units, spans[0].start)
    atoms = _atoms(unit, spans[0])
    if atoms and all(unit.quotes[k] is not None for k in atoms):
        kind = "direct" if any(is_whole(unit, k) for k in atoms) else "partial"
    why = reason(content, cue)
    by, carried = _by_the_cue(rules, cue, spans) if cue is not None else (None, False)
    if by is None and source is not None and not _crosses(_spans(tokens, (source,))[0], spans):
        by = _spans(tokens, (source,))[0]
    return Attribution(
        kind=kind,
        contents=spans,
        source=by,
        cue=_spans(tokens, (cue,))[0] if cue else None,
        p=round(p * (P_CARRIED if carried else 1), 2),
        why=why + (CARRIED if carried else ""),
    )


def _crosses(span: Span, contents: tuple[Span, ...]) -> bool:
    """Whether a source stands inside the words it is to have said ("that" of "that he fled")."""
    return any(span.start < end and start < span.end for start, end in contents)


def _by_the_cue(rules: Analysis, cue: _Run, contents: tuple[Span, ...]) -> tuple[Span | None, bool]:
    """The source outside of `contents` that the rules have for a cue, and whether its subject is carried along."""
    tokens = rules.tokens
    for attribution in rules.attributions:
        if attribution.cue is not None and attribution.source is not None and _overlap(tokens, attribution.cue, [cue]):
            return attribution.source, attribution.why.endswith(CARRIED)
    place = Span(tokens.starts[cue[0]], tokens.ends[cue[1] - 1])
    unit = _unit_at(rules.units, place.start)
    atoms = _atoms(unit, place)
    if not len(atoms) or any(unit.quotes[k] is not None for k in atoms):
        return None, False
    found = whose_cue(unit, atoms.start, atoms.stop)
    if found is None:
        return None, False
    (start, end), carried = found
    source = Span(unit.starts[start], unit.ends[end - 1])
    return (None, False) if _crosses(source, contents) else (source, carried)


def _nearest(tokens: Tokens, content: Content, runs: list[_Run], cue: _Run | None = None) -> _Run | None:
    """The run nearest to the content, or to its cue, in a sentence that the content touches."""
    first, last = content.runs[0][0], content.runs[-1][1]
    touched = range(tokens.sentences[first], tokens.sentences[last - 1] + 1)
    near = [run for run in runs if tokens.sentences[run[0]] in touched]
    if cue is not None:
        return min(near, key=lambda run: min(abs(run[1] - cue[0]), abs(run[0] - cue[1])), default=None)
    before = [run for run in near if run[1] <= first]
    after = [run for run in near if run[0] >= content.runs[0][1]]
    if content.direction == "A" and before:
        return before[-1]
    if content.direction == "F" and after:
        return after[0]
    return min(near, key=lambda run: min(abs(run[1] - first), abs(run[0] - last)), default=None)


def _unit_at(units: list[Unit], start: int) -> Unit:
    return units[max(bisect_right(units, start, key=lambda unit: unit.starts[0]) - 1, 0)]


def _atoms(unit: Unit, span: Span) -> range:
    return range(bisect_left(unit.starts, span.start), bisect_left(unit.starts, span.end))
