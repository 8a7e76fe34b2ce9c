"""The rules of attribution inside one sentence: from a cue to its source and the words it reports.

Each rule has a name; its confidence is measured (`data/voice_rules.csv`). No parser: a sentence is taken apart at
cues, commas, quotation marks and a few closed word classes.
"""

from __future__ import annotations

from toolkit.voice.rules.clauses import QUOTE, Unit
from toolkit.voice.rules.cues import Cue
from toolkit.voice.rules.draft_records import Draft, Hit
from toolkit.voice.rules.extents import (
    BEFORE_TIME,
    PREPOSITION_FRAMES,
    addressee_end,
    clause_end,
    looks_like_clause,
    phrase_end,
    quotation_end,
    source_behind_end,
    what_follows,
    words_in_front,
)
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    BE,
    CONNECTIVE,
    DETERMINER,
    ENDS,
    PREPOSITION,
    RELATIVE,
    SUBJECT_PRONOUN,
    TIME,
    group_start,
    is_adverb,
    is_name,
    is_verb,
)
from toolkit.voice.rules.labels import NO_SPEAKER, speaking_part
from toolkit.voice.rules.markers import MARKERS, according, as_put, marker_at
from toolkit.voice.rules.subjects import carried_subject, phrase_after, phrase_at, subject

_BEFORE_NOUNS = DETERMINER | (PREPOSITION - {"to", "after", "before", "by"})
_CHANNELS = frozenset("phone telephone email e-mail text satellite video".split())  # "residents said by phone"
_BEFORE_PARTICIPLES = DETERMINER - {"that", "all", "many", "some", "others", "both"}
_REACH = 250  # atoms: no sentence of news is longer, and a hostile one must not cost the square of its length
_CONJOINED = frozenset("and but while though although whereas or".split())


def drafts_of(unit: Unit, forms: dict[str, tuple[Cue, ...]]) -> list[Draft]:
    """The attributions of one sentence, in the order of their cues."""
    hits = _cue_hits(unit, forms)
    drafts: list[Draft] = []
    if unit.first and (label := _label(unit)) is not None:
        return [label]
    for number, hit in enumerate(hits):
        begin = max(hit.position - _REACH, 0)
        limit = min(_limit(unit, hits, number), hit.end + _REACH)
        if hit.cue.category == "according":
            draft = according(unit, hit.position, hit.end)
        elif hit.cue.category == "put it":
            draft = as_put(unit, hit.position, hit.end)
        else:
            draft = _reported(unit, hit, begin, limit)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _cue_hits(unit: Unit, forms: dict[str, tuple[Cue, ...]]) -> list[Hit]:
    hits: list[Hit] = []
    lowers = unit.lowers
    if forms.keys().isdisjoint(lowers) and MARKERS.isdisjoint(lowers):
        return hits  # most sentences of an outlet's own: they cost next to nothing
    places = [n for n, lower in enumerate(lowers) if lower in forms or lower in MARKERS]
    for position in places:
        lower = lowers[position]
        if lower in MARKERS and (marked := marker_at(unit, position)) is not None:
            hits.append(Hit(position, *marked))
            continue
        candidates = forms.get(lower)
        if candidates is None:
            continue
        readings = [cue for cue in candidates if _fits(unit, position, cue)]
        if readings:
            cue = readings[0]
            hits.append(Hit(position, position + (2 if cue.particle else 1), cue))
    return hits


def _fits(unit: Unit, position: int, cue: Cue) -> bool:
    lowers, words = unit.lowers, unit.words
    if cue.particle and (position + 1 >= len(unit) or lowers[position + 1] != cue.particle):
        return False
    before = lowers[position - 1] if position else ""
    nominal = before in _BEFORE_NOUNS or before.endswith("'s")
    if cue.category == "noun":
        # only "the claim that" announces words; "the AP reports" is a verb
        return (
            nominal or (cue.shape == "noun" and lowers[position].endswith("s") and before not in SUBJECT_PRONOUN)
        ) and lowers[position + 1 : position + 2] == ["that"]
    if is_name(words[position]) and position and cue.category != "adjective":
        return False
    if cue.shape == "s" and not position:
        return False  # "Champions of the league": no sentence of news begins with its verb
    if cue.shape in ("base", "s") and nominal and before not in ("that", "all", "many", "some", "few", "others"):
        return False
    if cue.shape in ("base", "s") and before.endswith("ing") and lowers[max(position - 2, 0)] == ",":
        return False  # ", prompting protests": what it prompted
    if cue.shape == "past" and (before in _BEFORE_PARTICIPLES):
        return False
    # "reported by the group": the passive participle of a relative clause announces no words
    by = cue.shape == "past" and lowers[position + 1 : position + 2] == ["by"]
    return not by or not _CHANNELS.isdisjoint(lowers[position + 2 : position + 3]) or _is_judging(cue)


def _is_judging(cue: Cue) -> bool:
    """Whether the passive of a cue tells what somebody thinks of its subject: "accused by his rival of fraud"."""
    return cue.category in ("naming", "stance") or cue.lemma in _JUDGING


_JUDGING = frozenset("describe characterize characterise depict portray consider deem regard view see".split())


def _by_agent(unit: Unit, hit: Hit, passive: bool, limit: int) -> Draft | None:
    """ "labelled terrorists by Washington", "praised as a hero by his party", "accused by his rival of fraud"."""
    lowers = unit.lowers
    before = lowers[hit.position - 1] if hit.position else ""
    if not _is_judging(hit.cue) or not (passive or before == "," or (before and is_name(unit.words[hit.position - 1]))):
        return None
    limit = min(limit, hit.end + 14)
    by = next((k for k in range(hit.end, limit) if lowers[k] == "by"), None)
    if by is None or by + 1 >= limit or any(k == "," for k in lowers[hit.end : by]):
        return None
    if lowers[by + 1] not in DETERMINER and not is_name(unit.words[by + 1]) and not lowers[by + 1].endswith("s"):
        return None
    stop = phrase_after(unit, by + 1, limit)
    stop = next((k for k in range(by + 2, stop) if lowers[k] in ("of", "for", "as") and by == hit.end), stop)
    stop = next((k for k in range(by + 2, stop) if lowers[k] in TIME or lowers[k] in ("in", "on", "at", "after")), stop)
    content = (hit.end + (lowers[hit.end] == "as"), by)
    if by == hit.end:
        start = stop + (stop < limit and lowers[stop] in ("of", "for", "as"))
        content = (start, phrase_end(unit, start, limit)) if start > stop else (start, start)
    if content[1] <= content[0]:
        return None
    return Draft("by", hit.cue.category, (content,), (by + 1, stop), (hit.position, hit.end))


def _limit(unit: Unit, hits: list[Hit], number: int) -> int:
    """Where the words after a cue end at the latest: before the clause of the next cue that stands beside it."""
    end = len(unit)
    while unit.lowers[end - 1] in ENDS:
        end -= 1
    for later in hits[number + 1 : number + 9]:
        cut = _beside(unit, hits[number], later)
        if cut is not None and cut > hits[number].end:
            return cut
    return end


def _beside(unit: Unit, hit: Hit, later: Hit) -> int | None:
    lowers = unit.lowers
    at = later.position
    if later.cue.category == "according":
        return at - 1 if lowers[at - 1] == "," else at
    if later.cue.category in ("noun", "adjective"):
        return None
    if later.cue.shape == "ing":
        return at - 1 if lowers[at - 1] == "," else None
    left = subject(unit, at, hit.end)
    if left is None:
        before = at - 1
        while before > hit.end and (is_adverb(lowers[before]) or lowers[before] in AUXILIARY):
            before -= 1
        if lowers[before] in ("and", "but") and later.cue.shape == hit.cue.shape:
            return before - (lowers[before - 1] == ",")
        return None
    start = left[0]
    if lowers[start - 1] in _CONJOINED and lowers[start - 2] == ",":
        return start - 2
    if lowers[start - 1] == ";":
        return start - 1
    return None


def _reported(unit: Unit, hit: Hit, begin: int, limit: int) -> Draft | None:
    cue = hit.cue
    if cue.category == "noun":
        return _noun(unit, hit, limit)
    if cue.category == "adjective":
        return _adjective(unit, hit, limit)
    lowers = unit.lowers
    who = subject(unit, hit.position, begin)
    group = who[2] if who else group_start(unit, hit.position, begin)
    passive = cue.shape == "past" and any(lowers[k] in BE for k in range(group, hit.position))
    source = (who[0], who[1]) if who else None
    cue_span = (group, hit.end)
    if who is not None and lowers[group] in RELATIVE:
        source, cue_span = (group, group + 1), (group + 1, hit.end)  # "Ruiz, who said": who she is tells the speaker
    frame, at = what_follows(unit, hit.end, limit, cue)
    # in front of the cue: “Q,” he said / The town fell, he said / “Q,” said Bali
    edge = who[0] if who else group
    if not passive and cue.frames & {"par", "quote"} and cue.shape != "ing" and edge > begin and frame != "that":
        least = 2 if frame == "comma" else 3  # "The storm, he said, has passed"
        if who is None and frame == "x":
            least = 1 if _inserted(unit, hit, limit) else 3  # "Gone, promised the mayor, are the days of plenty"
        front = words_in_front(unit, edge, begin, least)
        if front is not None:
            if who is not None and any(name.startswith("obj") for name in cue.frames):
                frame, at = _behind_addressee(unit, hit, frame, at, limit)
            if frame in ("x", "wh") and lowers[at] in _WHILE:
                frame = "end"  # “...,” Ruiz said as the polls closed
            if frame == "x" and at > hit.end and lowers[hit.end] in BEFORE_TIME:
                frame = "adjunct"  # “...,” Ruiz said on Monday outside the court
            if who is not None and frame in ("end", "comma", "quote", "adjunct"):
                return _around(unit, "in front", front, source, cue_span, at, frame, limit, cue)
            if who is None and frame in ("x", "end") and cue.shape in ("past", "s", "base"):
                stop = source_behind_end(unit, hit.end, limit)
                if stop > hit.end and not _begins_with_clause(unit, hit.end, limit):
                    frame = "comma" if stop < limit and lowers[stop] == "," else "end"
                    after = stop + (frame == "comma")
                    return _around(
                        unit, "in front, inverted", front, (hit.end, stop), (hit.position, hit.end), after, frame,
                        limit, cue,
                    )  # fmt: skip
        elif who is not None and frame == "comma" and at < limit and lowers[edge - 1] == ",":
            return Draft(
                "between commas", cue.category, _around_insertion(unit, begin, edge, at, limit), source, cue_span
            )
    if cue.shape == "past" and (agent := _by_agent(unit, hit, passive, limit)) is not None:
        return agent
    if who is not None and lowers[hit.end : hit.end + 2] == ["it", ","] and cue.lemma in _SEEN:
        frame, at = "comma", hit.end + 2  # "As Ruiz saw it, ..."
    if who is not None and frame in ("comma", "end") and (said := _as_says(unit, hit, who, at, limit)) is not None:
        return said
    if passive:
        if frame in ("that", "to") and cue.frames & {"that", "to", "obj-to", "obj-that"} and cue.lemma != "suppose":
            return Draft("passive", cue.category, ((at, limit),), None, cue_span)
        if cue.category == "stance" and frame in ("of", "for") and frame in cue.frames:
            end = phrase_end(unit, at + 1, limit)  # "was accused of lying": nobody's words, and not the outlet's
            return Draft("passive of", cue.category, ((at + 1, end),), None, cue_span) if end > at + 1 else None
        return None
    if frame == "colon" and not hit.position:
        return None  # "REVEALED: ..." announces a text
    infinitive = hit.position > 0 and lowers[hit.position - 1] == "to"
    if infinitive:
        source = None
    elif cue.shape == "base" and group == hit.position and not (who and _plural(unit, who)):
        return None
    draft = _behind(unit, hit, frame, at, limit, source, cue_span, infinitive)
    if draft is not None and draft.source is None:
        carried = carried_subject(unit, hit.position, begin)
        return draft if carried is None else draft._replace(source=carried, carried=True)
    return draft


_SEEN = frozenset(("see", "tell", "put"))  # as Ruiz sees it, as Ruiz tells it


def _as_says(unit: Unit, hit: Hit, who: tuple[int, int, int], at: int, limit: int) -> Draft | None:
    """ "As Ruiz notes, the path was steep" and "The path, as Ruiz notes, was steep"."""
    start = who[0] - 1
    tells = "par" in hit.cue.frames or hit.cue.lemma in _SEEN
    if start < 0 or unit.lowers[start] != "as" or not tells or hit.position - start > 14:
        return None
    behind = ((at, limit),) if at < limit and unit.lowers[at - 1] == "," else ()
    front: tuple[tuple[int, int], ...] = ()
    if start >= 3 and unit.lowers[start - 1] == ",":
        begin = next((k + 1 for k in range(start - 2, -1, -1) if unit.lowers[k] in (",", ";")), 0)
        front = ((begin, start - 1),) if start - 1 - begin >= 2 else ()
    contents = (*front, *behind)
    opens = not start or unit.lowers[start - 1] == "," or (start == 1 and unit.lowers[0] in CONNECTIVE)
    if not contents or (not front and not opens):
        return None
    return Draft("as somebody says", hit.cue.category, contents, (who[0], who[1]), (hit.position, hit.end))


def _inserted(unit: Unit, hit: Hit, limit: int) -> bool:
    """Whether an inverted cue stands between commas: ", says Mr Holt, "."""
    stop = source_behind_end(unit, hit.end, limit)
    return hit.end < stop < limit and unit.lowers[stop] == "," and unit.lowers[hit.position - 1] == ","


def _begins_with_clause(unit: Unit, start: int, end: int) -> bool:
    """Whether a pronoun and its verb stand where the speaker of an inverted cue would: "Ruiz, 43, said it fell"."""
    return unit.lowers[start] in SUBJECT_PRONOUN and start + 1 < end and is_verb(unit, start + 1)


def _behind_addressee(unit: Unit, hit: Hit, frame: str, at: int, limit: int) -> tuple[str, int]:
    """What follows the one who is spoken to: "“...,” Ruiz told reporters on Monday."."""
    if frame == "quote" and at == hit.end and not unit.long_quote(at) and unit.inner(at)[:1].isupper():
        frame, at = what_follows(unit, at + 1, limit, hit.cue)
        return ("end" if frame == "x" else frame), at  # told “Morning Show,” a programme
    if frame != "x":
        return frame, at
    stop = at
    while stop < limit and unit.lowers[stop] not in _BEHIND_ADDRESSEE and unit.quotes[stop] is None:
        if unit.lowers[stop] in TIME or unit.lowers[stop] in SUBJECT_PRONOUN:
            break
        stop += 1
    return what_follows(unit, stop, limit, hit.cue) if stop > at else (frame, at)


_WHILE = frozenset(("as", "when", "while"))
_BEHIND_ADDRESSEE = frozenset(", ; that to about in on at during after before for as when while — –".split())


_PLURAL = frozenset("they we i you who people men women police children some many most others both all".split())


def _plural(unit: Unit, who: tuple[int, int, int]) -> bool:
    """Whether a verb without ending can have this subject: "they say", not "the state"."""
    last = unit.lowers[who[1] - 1].rstrip("'")
    return (
        last in _PLURAL or last.endswith("s") or "and" in unit.lowers[who[0] : who[1]] or unit.lowers[who[1] - 1] == ")"
    )


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
    ends = unit.quotes[front[1] - 1] is not None
    if frame == "quote" and at < limit:
        contents.append((at, quotation_end(unit, at, limit)))
        rule += ", and behind"
    elif frame == "comma" and at < limit and not ends:
        contents.append((at, limit))
        rule += ", and behind"
    return Draft(rule, entry.category, tuple(contents), source, cue)


def _judged_as(unit: Unit, at: int, limit: int) -> int:
    """Where "Republicans as cowards" ends; zero where "as" begins a clause ("cast ballots as the polls closed")."""
    end = phrase_end(unit, at, limit)
    place = next((k for k in range(at + 1, end) if unit.lowers[k] == "as"), None)
    if place is None or place + 1 >= end or unit.lowers[place + 1] in SUBJECT_PRONOUN:
        return 0
    verb = any(unit.quotes[k] is None and is_verb(unit, k) for k in range(place + 1, min(place + 8, end)))
    return 0 if verb else end


def _around_insertion(unit: Unit, begin: int, edge: int, at: int, limit: int) -> tuple[tuple[int, int], ...]:
    """The words around ", he said,": those behind it, and those in front that say when or where.

    "In the end, he said, they won" holds all; "But, he said, they won" and "In a statement, he said, ..." only the end.
    """
    front = unit.lowers[begin : edge - 1]
    mine = (
        len(front) > 1 and front[0] in PREPOSITION and not any(lower in TIME or lower in _OCCASION for lower in front)
    )
    return ((begin, edge - 1), (at, limit)) if mine else ((at, limit),)


_OCCASION = frozenset(
    "statement interview interviews speech email e-mail letter tweet post posts message briefing conference call memo"
    " testimony remarks address report note comment comments news television radio court video filing monday tuesday"
    " wednesday thursday friday saturday sunday".split()
)


def _behind(
    unit: Unit,
    hit: Hit,
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
            frame, at = what_follows(unit, addressee_end(unit, at, limit), limit, cue)
        if frame == "that" and frames & {"obj-that", "that"}:
            return made("told that", at, clause_end(unit, at, limit))
        if frame == "quote":
            return made("told, quotation", at, quotation_end(unit, at, limit))
        if frame == "colon":
            return made("colon", at, limit)
        if frame == "to" and "obj-to" in frames:
            return made("urged to", hit.end, phrase_end(unit, at, limit))
        if frame == "x" and frames & {"obj-zero", "zero"}:
            return made("told, clause", at, clause_end(unit, at, limit))
        if frame in ("wh", "about"):
            return made("asked about", at, clause_end(unit, at, limit))
        if frames & {"np", "obj-to"}:
            return made("object", direct_object, phrase_end(unit, direct_object, limit))
    if frame == "that" and ("that" in frames or "obj-that" in frames):
        return made("that", at, clause_end(unit, at, limit))
    if frame == "colon" and frames & {"colon", "quote", "par"}:
        return made("colon", at, limit)
    if frame == "quote" and (frames & {"quote", "par", "np", "that", "np-quote"} or cue.category == "naming"):
        return made("quotation behind", at, quotation_end(unit, at, limit))
    if frame == "wh" and frames & {"whether", "that", "np", "zero"}:
        return made("whether", at, clause_end(unit, at, limit))
    if frame == "to" and "to" in frames:
        return made("to", at, clause_end(unit, at, limit))
    if frame in frames and frame in PREPOSITION_FRAMES:
        return made("preposition", at, phrase_end(unit, at, limit))
    if frame == "x" and "zero" in frames and looks_like_clause(unit, at, limit):
        return made("clause", at, clause_end(unit, at, limit))
    if frame == "x" and frames & {"np", "obj-to"}:
        return made("object", at, phrase_end(unit, at, limit))
    if frame == "x" and "np-as" in frames and (end := _judged_as(unit, at, limit)):
        return made("object", at, end)
    if frame == "x" and "np-quote" in frames and QUOTE in lowers[at:limit]:
        return made("object", at, phrase_end(unit, at, limit))
    return None


def _noun(unit: Unit, hit: Hit, limit: int) -> Draft | None:
    frame, at = what_follows(unit, hit.end, limit, hit.cue)
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
    return Draft("noun that", "noun", ((at, clause_end(unit, at, limit)),), owner, (hit.position, hit.end))


def _adjective(unit: Unit, hit: Hit, limit: int) -> Draft | None:
    frame, at = what_follows(unit, hit.end, limit, hit.cue)
    bare = frame == "x" and "that" in hit.cue.frames and at == hit.end and _is_clause(unit, at, limit)
    known = hit.cue.frames | ({"wh"} if "whether" in hit.cue.frames else set())
    if at != hit.end or not (bare or frame in known):
        return None
    who = subject(unit, hit.position, 0)
    if who is None or who[2] == hit.position:
        return None
    whole = bare or frame in ("that", "to", "wh")
    end = clause_end(unit, at, limit) if whole else phrase_end(unit, at, limit)
    return Draft("adjective", "adjective", ((at, end),), (who[0], who[1]), (who[2], hit.end))


def _is_clause(unit: Unit, at: int, limit: int) -> bool:
    """Whether a subject and its verb follow: "is sure the dam held", not "is sure signs of age help"."""
    if unit.lowers[at] not in SUBJECT_PRONOUN | (DETERMINER - {"that"}) and not is_name(unit.words[at]):
        return False
    end = phrase_at(unit, at, limit)
    return end is not None and end < limit and (unit.lowers[end] in AUXILIARY or is_verb(unit, end))


def _label(unit: Unit) -> Draft | None:
    """ "BALI: We left." as transcripts set it."""
    stop = 0
    while stop < min(len(unit), 8) and (is_name(unit.words[stop]) or unit.lowers[stop] in ("of", "the", "(", ")", ",")):
        stop += 1
    if not 0 < stop < len(unit) - 1 or unit.lowers[stop] != ":":
        return None
    quoted = unit.quotes[stop + 1] is not None
    sentence = unit.lowers[-1] in ENDS and unit.words[0].isupper() and len(unit.words[0]) > 1
    if not (quoted or sentence):
        return None
    speaker = speaking_part(unit.words[:stop], quoted=quoted, claim=unit.words[stop + 1 :])
    if not speaker and (quoted or unit.lowers[0] in NO_SPEAKER or unit.lowers[stop - 1] in NO_SPEAKER):
        return None
    return Draft("label", "speech", ((stop + 1, len(unit)),), (0, speaker or stop), (stop, stop + 1))
