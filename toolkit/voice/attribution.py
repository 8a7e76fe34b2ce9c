"""Rules of attribution: which words of a text are given to somebody, to whom, and by which cue. Text only.

Each rule has a name (`why`) and a confidence (`p`): the share of the words it attributes that people attribute too,
measured on PolNeAR train (docs/benchmarks.md). Text, no parser: sentences are taken apart at cues, commas, quotation
marks and a few closed word classes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from toolkit.tokens import Tokens, tokenize
from toolkit.voice.clauses import QUOTE, Unit, units
from toolkit.voice.cues import Cue, confidence, cue_forms
from toolkit.voice.grammar import (
    AUXILIARY,
    BE,
    CONTRACTED,
    DASH,
    DETERMINER,
    ENDS,
    OBJECT_PRONOUN,
    PREPOSITION,
    SUBJECT_PRONOUN,
    TIME,
    is_adverb,
    is_name,
    phrase_after,
    subject,
)
from toolkit.voice.quotations import Quotation, scan_quotations
from toolkit.voice.records import Attribution, Span
from toolkit.voice.speakers import Speakers

KIND = {
    "speech": "indirect",
    "document": "indirect",
    "noun": "indirect",
    "naming": "indirect",
    "belief": "ascribed",
    "stance": "ascribed",
    "adjective": "ascribed",
}
_WH = frozenset("whether if why how what when where who which".split())
_PREPOSITION_FRAMES = frozenset("of for about on with against at in over like".split())
_CONJOINED = frozenset("and but while though although whereas or".split())
_ADJUNCT = frozenset("on in at during after before via through from late early last this earlier shortly by".split())


class Draft(NamedTuple):
    """An attribution in atoms of its unit, before speakers are known."""

    rule: str
    category: str
    contents: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None


class _Hit(NamedTuple):
    position: int
    end: int
    cue: Cue


class QuoteContext(NamedTuple):
    """A quotation of the outer level, and the sentence it stands in."""

    quotation: Quotation
    unit: Unit
    position: int


class Analysis(NamedTuple):
    """The attributions of a text, with what the decision on short quotations needs besides."""

    attributions: tuple[Attribution, ...]
    quotes: tuple[QuoteContext, ...]
    tokens: Tokens


def attribute(text: str) -> tuple[Attribution, ...]:
    """All attributions of a text, in the order of their contents.

    >>> text = "The town fell, according to the group. “We left,” said Argish al-Deiri, a commander."
    >>> for found in attribute(text):
    ...     print([text[start:end] for start, end in found.contents], found.speaker, found.kind)
    ['The town fell'] the group indirect
    ['“We left,”'] Argish al-Deiri direct
    """
    return analyse(text).attributions


def analyse(text: str) -> Analysis:
    """The attributions of a text and the surroundings of its quotations."""
    tokens = tokenize(text)
    quotations = scan_quotations(text)
    forms = cue_forms()
    speakers = Speakers(tokens)
    found: list[Attribution] = []
    contexts: list[QuoteContext] = []
    chain: Attribution | None = None  # whose words go on in the next quotation
    chain_paragraph = -1
    for unit in units(tokens, quotations):
        if unit.lengths:
            contexts += [QuoteContext(q, unit, k) for k, q in enumerate(unit.quotes) if q is not None]
        drafts = _drafts(unit, forms)
        made = [_attribution(unit, draft, speakers) for draft in drafts]
        rest = _quotes_outside(unit, drafts)
        if rest:
            made += _left_over(unit, rest, made, chain, chain_paragraph, found)
        found += made
        speaking = [a for a in made if a.source is not None and a.kind in ("direct", "indirect", "partial")]
        if speaking:
            chain, chain_paragraph = speaking[-1], unit.paragraph
        elif made and made[-1].why.startswith("quotation") and made[-1].source is not None:
            chain_paragraph = unit.paragraph
        elif any(a.why == GOES_ON for a in found[-1:]) and rest:
            chain_paragraph = unit.paragraph
    return Analysis(_in_order(found), tuple(contexts), tokens)


def _in_order(found: list[Attribution]) -> tuple[Attribution, ...]:
    ordered = sorted(found, key=lambda a: (a.contents[0].start, -a.contents[-1].end))
    return tuple(replace(attribution, number=number) for number, attribution in enumerate(ordered))


def _drafts(unit: Unit, forms: dict[str, tuple[Cue, ...]]) -> list[Draft]:
    hits = _cue_hits(unit, forms)
    drafts: list[Draft] = []
    if unit.first and (label := _label(unit)) is not None:
        return [label]
    begin = 0
    for number, hit in enumerate(hits):
        limit = _limit(unit, hits, number)
        draft = _according(unit, hit) if hit.cue.category == "according" else _reported(unit, hit, begin, limit)
        if draft is not None:
            drafts.append(draft)
    return drafts


_ACCORDING = Cue("according to", "according", frozenset(), "base", "to")


def _cue_hits(unit: Unit, forms: dict[str, tuple[Cue, ...]]) -> list[_Hit]:
    hits = []
    lowers = unit.lowers
    for position, lower in enumerate(lowers):
        if lower == "according" and position + 1 < len(unit) and lowers[position + 1] == "to":
            hits.append(_Hit(position, position + 2, _ACCORDING))
            continue
        candidates = forms.get(lower)
        if candidates is None:
            continue
        readings = [cue for cue in candidates if _fits(unit, position, cue)]
        if readings:
            cue = readings[0]
            hits.append(_Hit(position, position + (2 if cue.particle else 1), cue))
    return hits


def _fits(unit: Unit, position: int, cue: Cue) -> bool:
    lowers, words = unit.lowers, unit.words
    if cue.particle and (position + 1 >= len(unit) or lowers[position + 1] != cue.particle):
        return False
    before = lowers[position - 1] if position else ""
    nominal = before in DETERMINER or before.endswith("'s") or before in PREPOSITION - {"to", "after", "before", "by"}
    if cue.category == "noun":
        return nominal or cue.shape == "noun" and lowers[position].endswith("s") and before not in SUBJECT_PRONOUN
    if is_name(words[position]) and position and cue.category != "adjective":
        return False
    if cue.shape in ("base", "s") and nominal and before not in ("that", "all", "many", "some", "few", "others"):
        return False
    if cue.shape == "past" and (before in DETERMINER - {"that", "all", "many", "some", "others", "both"}):
        return False
    # "reported by the group": the passive participle of a relative clause announces no words
    return not (cue.shape == "past" and position + 1 < len(unit) and lowers[position + 1] == "by")


def _limit(unit: Unit, hits: list[_Hit], number: int) -> int:
    """Where the words after a cue end at the latest: before the clause of the next cue that stands beside it."""
    end = len(unit)
    while end and unit.lowers[end - 1] in ENDS:
        end -= 1
    for later in hits[number + 1 :]:
        cut = _beside(unit, hits[number], later)
        if cut is not None and cut > hits[number].end:
            return min(cut, end)
    return end


def _beside(unit: Unit, hit: _Hit, later: _Hit) -> int | None:
    lowers = unit.lowers
    at = later.position
    if later.cue.category == "according":
        return at - 1 if at and lowers[at - 1] == "," else at
    if later.cue.category in ("noun", "adjective"):
        return None
    if later.cue.shape == "ing":
        return at - 1 if at and lowers[at - 1] == "," else None
    left = subject(unit, at, hit.end)
    if left is None:
        before = at - 1
        while before > hit.end and (is_adverb(lowers[before]) or lowers[before] in AUXILIARY):
            before -= 1
        if lowers[before] in ("and", "but") and later.cue.shape == hit.cue.shape:
            return before - (lowers[before - 1] == ",")
        return None
    start = left[0]
    if start - 1 <= hit.end:
        return None
    if lowers[start - 1] in _CONJOINED and start - 2 > hit.end and lowers[start - 2] == ",":
        return start - 2
    if lowers[start - 1] == ";":
        return start - 1
    if lowers[start - 1] == "," and _parenthetical(unit, later):
        return None
    return None


def _parenthetical(unit: Unit, hit: _Hit) -> bool:
    return hit.end >= len(unit) or unit.lowers[hit.end] in (",", ".", QUOTE)


def _reported(unit: Unit, hit: _Hit, begin: int, limit: int) -> Draft | None:
    cue = hit.cue
    if cue.category == "noun":
        return _noun(unit, hit, limit)
    if cue.category == "adjective":
        return _adjective(unit, hit, limit)
    lowers = unit.lowers
    who = subject(unit, hit.position, begin)
    group = who[2] if who else _group(unit, hit.position, begin)
    passive = cue.shape == "past" and any(lowers[k] in BE for k in range(group, hit.position))
    source = (who[0], who[1]) if who else None
    cue_span = (group, hit.end)
    frame, at = _after(unit, hit.end, limit, cue)
    # in front of the cue: “Q,” he said / The town fell, he said / “Q,” said Bali
    edge = who[0] if who else group
    if not passive and cue.frames & {"par", "quote"} and cue.shape != "ing" and edge > begin and frame != "that":
        front = _front(unit, edge, begin)
        if front is not None:
            if who is not None and frame in ("end", "comma", "quote", "adjunct"):
                return _around(unit, "in front", front, source, cue_span, at, frame, limit, cue)
            if who is None and frame in ("x", "end") and cue.shape in ("past", "s", "base"):
                stop = _right_source(unit, hit.end, limit)
                if stop > hit.end:
                    after = stop
                    frame = "comma" if after < limit and lowers[after] == "," else "end"
                    return _around(
                        unit, "in front, inverted", front, (hit.end, stop), (hit.position, hit.end), after, frame,
                        limit, cue,
                    )  # fmt: skip
    if passive:
        if frame in ("that", "to") and cue.frames & {"that", "to", "obj-to", "obj-that"}:
            return Draft("passive", cue.category, ((at, limit),), None, cue_span)
        return None
    infinitive = hit.position > 0 and lowers[hit.position - 1] == "to"
    if infinitive:
        source = None
    elif cue.shape == "base" and group == hit.position and not (who and _plural(unit, who)):
        return None
    return _behind(unit, hit, frame, at, limit, source, cue_span, infinitive)


_PLURAL = frozenset("they we i you who people men women police children some many most others both all".split())


def _plural(unit: Unit, who: tuple[int, int, int]) -> bool:
    """Whether a verb without ending can have this subject: "they say", not "the state"."""
    last = unit.lowers[who[1] - 1].rstrip("'")
    return (
        last in _PLURAL or last.endswith("s") or "and" in unit.lowers[who[0] : who[1]] or unit.lowers[who[1] - 1] == ")"
    )


def _group(unit: Unit, verb: int, begin: int) -> int:
    group = verb
    while group - 1 >= begin and (unit.lowers[group - 1] in AUXILIARY or is_adverb(unit.lowers[group - 1])):
        group -= 1
    return group


def _after(unit: Unit, position: int, limit: int, cue: Cue) -> tuple[str, int]:
    """What follows a cue, and where: that, wh, quote, colon, comma, end, to, a preposition, or x (anything else)."""
    lowers = unit.lowers
    skipped = False
    while position < limit:
        lower = lowers[position]
        if unit.quotes[position] is not None:
            return "quote", position
        if lower == "that":
            return "that", position
        if lower == ":":
            return "colon", position + 1
        if lower == ",":
            if position + 1 < limit and unit.quotes[position + 1] is not None:
                return "quote", position + 1
            return "comma", position + 1
        if lower in _WH:
            return "wh", position
        if lower == "to":
            return "to", position
        if lower in TIME and not lower == "may":
            position += 1
            skipped = True
            continue
        if lower in _PREPOSITION_FRAMES and lower in cue.frames and not skipped:
            return lower, position
        if lower in _ADJUNCT or (lower in _PREPOSITION_FRAMES and lower not in cue.frames) or is_adverb(lower):
            stop = position + 1
            while (
                stop < limit
                and stop - position < 12
                and lowers[stop] not in (",", "that", ":")
                and (unit.quotes[stop] is None)
            ):
                stop += 1
            if stop >= limit:
                return "adjunct", limit
            if lowers[stop] in ("that", ":") or unit.quotes[stop] is not None:
                position = stop
                continue
            if lowers[stop] == ",":
                position = stop
                skipped = True
                continue
            position += 1
            skipped = True
            continue
        return "x", position
    return "end", limit


def _front(unit: Unit, edge: int, begin: int) -> tuple[int, int] | None:
    """The words in front of "he said": up to a comma or a quotation that ends there."""
    end = edge - 1
    if unit.quotes[end] is None and unit.lowers[end] != ",":
        return None
    if unit.lowers[end] == ",":
        if end - 1 < begin:
            return None
        end -= 1
    if end + 1 - begin < 3 and all(unit.quotes[k] is None for k in range(begin, end + 1)):
        return None
    words = unit.lowers[begin : end + 1]
    # "In a statement Tuesday, he said ..." and "But, he said": no content of its own
    if words[0] in PREPOSITION and QUOTE not in words and len(words) <= 7:
        return None
    if words[0] in ("but", "and", "so") and len(words) > 3:
        begin += 0
    return begin, end + 1


def _around(
    unit: Unit,
    rule: str,
    front: tuple[int, int],
    source: tuple[int, int] | None,
    cue: tuple[int, int],
    at: int,
    frame: str,
    limit: int,
    entry: Cue,
) -> Draft:
    contents = [front]
    begins = unit.quotes[front[0]] is not None
    ends = unit.quotes[front[1] - 1] is not None
    if begins and front[1] - front[0] > 1 and not ends:
        ends = False
    if frame == "quote" and at < limit:
        contents.append((at, _quotes_end(unit, at, limit)))
        rule += ", and behind"
    elif frame == "comma" and at < limit and not ends:
        contents.append((at, limit))
        rule += ", and behind"
    return Draft(rule, entry.category, tuple(contents), source, cue)


def _quotes_end(unit: Unit, at: int, limit: int) -> int:
    """The end of what a quotation begins: itself, and the sentence it is woven into."""
    end = at + 1
    if end < limit and unit.lowers[end] not in (",", *DASH) and unit.quotes[at] is not None:
        return _clause_end(unit, at, limit)
    return end


def _right_source(unit: Unit, start: int, limit: int) -> int:
    """Where the speaker of an inverted cue ends: "said Bali, a spokesman for the group, ..." includes the role."""
    stop = phrase_after(unit, start, limit)
    if stop < limit and stop > start and unit.lowers[stop] == ",":
        inner = stop + 1
        if (
            inner < limit
            and unit.quotes[inner] is None
            and (unit.lowers[inner] in DETERMINER or unit.words[inner][:1].islower() or unit.words[inner][:1].isdigit())
        ):
            role = phrase_after(unit, inner, limit)
            if role >= limit or unit.lowers[role] == ",":
                return role
    return stop


def _behind(
    unit: Unit,
    hit: _Hit,
    frame: str,
    at: int,
    limit: int,
    source: tuple[int, int] | None,
    cue_span: tuple[int, int],
    infinitive: bool,
) -> Draft | None:
    cue, lowers = hit.cue, unit.lowers
    frames = cue.frames

    def made(rule: str, start: int, end: int) -> Draft | None:
        rule += ", infinitive" if infinitive else ""
        return Draft(rule, cue.category, ((start, end),), source, cue_span) if end > start else None

    addressed = any(name.startswith("obj") for name in frames)
    direct_object = at
    if addressed and frame in ("x", "that", "quote"):
        if frame == "x":
            frame, at = _after(unit, _addressee(unit, at, limit), limit, cue)
        if frame == "that" and frames & {"obj-that", "that"}:
            return made("told that", at, _clause_end(unit, at, limit))
        if frame == "quote":
            return made("told, quotation", at, _quotes_end(unit, at, limit))
        if frame == "to" and "obj-to" in frames:
            return made("urged to", hit.end, _clause_end(unit, at, limit))
        if frame == "x" and frames & {"obj-zero", "zero"}:
            return made("told, clause", at, _clause_end(unit, at, limit))
        if frame in ("wh", "about"):
            return made("asked about", at, _clause_end(unit, at, limit))
        if frames & {"np", "obj-to"}:
            return made("object", direct_object, _phrase_end(unit, direct_object, limit))
    if frame == "that" and ("that" in frames or "obj-that" in frames):
        return made("that", at, _clause_end(unit, at, limit))
    if frame == "colon" and frames & {"colon", "quote", "par"}:
        return made("colon", at, limit)
    if frame == "quote" and (frames & {"quote", "par", "np", "that", "np-quote"} or cue.category == "naming"):
        return made("quotation behind", at, _quotes_end(unit, at, limit))
    if frame == "wh" and frames & {"whether", "that", "np", "zero"}:
        return made("whether", at, _clause_end(unit, at, limit))
    if frame == "to" and "to" in frames:
        return made("to", at, _clause_end(unit, at, limit))
    if frame in frames and frame in _PREPOSITION_FRAMES:
        return made("preposition", at, _phrase_end(unit, at, limit))
    if frame == "x" and "zero" in frames and _looks_like_clause(unit, at, limit):
        return made("clause", at, _clause_end(unit, at, limit))
    if frame == "x" and frames & {"np", "obj-to"}:
        return made("object", at, _phrase_end(unit, at, limit))
    if frame == "x" and "np-as" in frames and "as" in lowers[at:limit]:
        return made("object", at, _phrase_end(unit, at, limit))
    if frame == "x" and "np-quote" in frames and QUOTE in lowers[at:limit]:
        return made("object", at, _phrase_end(unit, at, limit))
    return None


def _addressee(unit: Unit, at: int, limit: int) -> int:
    lowers, words = unit.lowers, unit.words
    if at < limit and lowers[at] in OBJECT_PRONOUN:
        return at + 1
    begin = at
    while at < limit:
        lower = lowers[at]
        if unit.quotes[at] is not None or lower in (",", "that", "to", "about", ":") or lower in TIME:
            break
        if at > begin and (lower in DETERMINER or lower in SUBJECT_PRONOUN or lower in CONTRACTED):
            break
        if at > begin and lower in ("in", "on", "at", "during", "after", "by", "for", "if", "when", "how", "what"):
            break
        if at > begin and is_name(words[at]) and words[at - 1][:1].islower() and lowers[at - 1] not in PREPOSITION:
            break
        at += 1
    return at


def _looks_like_clause(unit: Unit, at: int, limit: int) -> bool:
    """Whether "said X" goes on with a clause rather than an object: a clause has a subject and more than two words."""
    return limit - at >= 3 or unit.lowers[at] in SUBJECT_PRONOUN or unit.lowers[at] in CONTRACTED


def _clause_end(unit: Unit, start: int, limit: int) -> int:
    """Where reported words end in the outlet's sentence."""
    lowers = unit.lowers
    position = start + 1
    while position < limit:
        lower = lowers[position]
        if lower == ";" or (lower in DASH and position - start > 2):
            return position
        if lower == "," and position + 1 < limit:
            after = lowers[position + 1]
            if after == "and" and position + 2 < limit and lowers[position + 2] in SUBJECT_PRONOUN:
                return position
            if after in ("which", "who"):
                return position
            # “...,” which is jargon for: the gloss is the outlet's
            if unit.quotes[position - 1] is not None and after in ("a", "an"):
                return position
        if (
            unit.quotes[position] is not None
            and unit.words[position - 1] != ","
            and position + 1 < limit
            and lower == QUOTE
            and lowers[position + 1] in ("which", "who")
        ):
            return position + 1
        position += 1
    return limit


def _phrase_end(unit: Unit, start: int, limit: int) -> int:
    """Where the object of a cue ends: the next comma or conjunction with a verb, not inside a quotation."""
    position = start
    while position < limit:
        lower = unit.lowers[position]
        if lower in (",", ";") or lower in DASH:
            return position
        if lower == "and" and position + 1 < limit and unit.lowers[position + 1].endswith("ed"):
            return position
        position += 1
    return limit


def _according(unit: Unit, hit: _Hit) -> Draft | None:
    lowers = unit.lowers
    end = len(unit)
    while end and lowers[end - 1] in ENDS:
        end -= 1
    stop = hit.end
    while stop < end and lowers[stop] not in (",", ";", *DASH) and unit.quotes[stop] is None:
        stop += 1
    if stop <= hit.end:
        return None
    source = (hit.end, stop)
    cue = (hit.position, hit.end)
    before = hit.position
    if before and lowers[before - 1] in (",", "—", "–"):
        before -= 1
    if before >= 3 or (before and unit.quotes[0] is not None):
        return Draft("according to", "speech", ((0, before),), source, cue)
    if stop + 1 < end:
        return Draft("according to", "speech", ((stop + 1, end),), source, cue)
    return None


def _noun(unit: Unit, hit: _Hit, limit: int) -> Draft | None:
    frame, at = _after(unit, hit.end, limit, hit.cue)
    if not (frame == "that" and at == hit.end and "that" in hit.cue.frames):
        return None
    owner = None
    before = hit.position - 1
    if before >= 0 and unit.lowers[before].endswith(("'s", "s'")):
        start = before
        while start > 0 and is_name(unit.words[start - 1]):
            start -= 1
        owner = (start, before + 1)
    elif before >= 0 and unit.lowers[before] in ("his", "her", "their", "its", "my", "our"):
        owner = (before, before + 1)
    return Draft("noun that", "noun", ((at, _clause_end(unit, at, limit)),), owner, (hit.position, hit.end))


def _adjective(unit: Unit, hit: _Hit, limit: int) -> Draft | None:
    frame, at = _after(unit, hit.end, limit, hit.cue)
    if at != hit.end or frame not in hit.cue.frames | ({"wh"} if "whether" in hit.cue.frames else set()):
        return None
    who = subject(unit, hit.position, 0)
    if who is None or who[2] == hit.position:
        return None
    end = _clause_end(unit, at, limit) if frame in ("that", "to", "wh") else _phrase_end(unit, at, limit)
    return Draft("adjective", "adjective", ((at, end),), (who[0], who[1]), (who[2], hit.end))


def _label(unit: Unit) -> Draft | None:
    """ "BALI: We left." as transcripts set it."""
    stop = 0
    while stop < min(len(unit), 8) and (is_name(unit.words[stop]) or unit.lowers[stop] in ("of", "the", "(", ")", ",")):
        stop += 1
    if not 0 < stop < len(unit) - 1 or unit.lowers[stop] != ":":
        return None
    if unit.quotes[stop + 1] is None and not (unit.words[0].isupper() and len(unit.words[0]) > 1):
        return None
    return Draft("label", "speech", ((stop + 1, len(unit)),), (0, stop), (stop, stop + 1))


def _quotes_outside(unit: Unit, drafts: list[Draft]) -> list[int]:
    inside = {k for draft in drafts for start, end in draft.contents for k in range(start, end)}
    return [k for k, quote in enumerate(unit.quotes) if quote is not None and k not in inside]


GOES_ON = "quotation goes on"


def _left_over(
    unit: Unit,
    rest: list[int],
    made: list[Attribution],
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
    return unit.opens_utterance(position) and (after in (".", ",", *DASH) or position == 0)


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
