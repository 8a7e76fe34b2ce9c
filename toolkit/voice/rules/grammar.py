"""Small closed word classes, and noun phrases found with them: enough grammar for rules of attribution."""

from __future__ import annotations

import re

from toolkit.voice.rules.clauses import Unit

BE = frozenset("is are was were be been being am 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't 've".split())
MODAL = frozenset(
    "will would can could may might must shall should do does did won't wouldn't can't cannot couldn't shouldn't don't"
    " doesn't didn't 'd 'll".split()
)
AUXILIARY = BE | HAVE | MODAL
ADVERB = frozenset(
    "also then later often never ever always still even just once now again instead already soon earlier recently not"
    " first further once more twice only further long since".split()
)
PRONOUN = frozenset("he she they it we i you who".split())
SUBJECT_PRONOUN = frozenset("he she they it we i you".split())
CONTRACTED = frozenset("he's she's they've i've we've it's he'd she'd they'd we'd i'd they're we're i'm".split())
OBJECT_PRONOUN = frozenset("him her them us me it you himself herself themselves".split())
DETERMINER = frozenset(
    "the a an this that these those his her its their our my your some any no every each one two three four five six"
    " several many most both all another other few dozens hundreds thousands".split()
)
PREPOSITION = frozenset(
    "of in on at by for with from to into about against over under after before during between among through via"
    " across around near behind beyond within without toward towards upon since until despite amid per".split()
)
SUBORDINATOR = frozenset(
    "as while when whenever although though if because unless whereas where after before since until that whether why"
    " how what than".split()
)
CONJUNCTION = frozenset("and but or nor yet so".split())
TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january february march"
    " april may june july august september october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. late"
    " early last week month year night morning afternoon evening earlier ago recently this next".split()
)
ENDS = frozenset(". ! ? … ... ; :".split())
DASH = frozenset("— – -- -".split())
# Words that end a noun phrase to the left of a verb, besides punctuation.
_STOP_LEFT = (AUXILIARY | SUBORDINATOR | frozenset("but or nor yet so and which where there then".split())) - {"may"}
_NO_NAME = TIME | PREPOSITION | DETERMINER | SUBORDINATOR  # whatever their first letter
_LONGEST = 60  # atoms of a noun phrase
_WITH_CLAUSES = frozenset(  # nouns whose `that` begins what they hold, not a relative clause
    "argument assertion assumption belief chance claim concern evidence fact fear feeling hope idea impression news"
    " notion possibility probability promise proof report rumour rumor sense sign statement suggestion view warning"
    " word".split()
)
_PAST = frozenset(
    "became began bought broke brought built came caught chose cut did drew drove fell fought found gave got had held"
    " hit kept knew led left let lost made met paid put ran rose saw sent set shot sold spent stole struck swept took"
    " went won wore wrote".split()
)
_RELATIVE = frozenset(("who", "which", "that"))
_BEGINS_ROLE = DETERMINER | frozenset(("who", "whose", "which", "now", "then", "formerly"))


def is_adverb(lower: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return lower in ADVERB or (lower.endswith("ly") and len(lower) > 4)


_ARTICLE_NAME = re.compile(r"(?:al|el|an|ar|as|at|ad|bin|ibn|ash|ben|abu)-[A-ZÀ-Þ]")


def is_name(word: str) -> bool:
    """Whether a word is written like a part of a name: "Bali", "al-Deiri"."""
    return word[:1].isupper() or ("-" in word and _ARTICLE_NAME.match(word) is not None)


def subject(unit: Unit, verb: int, begin: int) -> tuple[int, int, int] | None:
    """The noun phrase that is the subject of a verb: (start, end, last) in atoms, or None where none stands left of it.

    `last` is where the verb group begins, auxiliaries and adverbs included. Appositions belong to the subject: "X,
    director of Y, said Z".
    """
    lowers, words = unit.lowers, unit.words
    group = verb
    while group - 1 >= begin and (lowers[group - 1] in AUXILIARY or is_adverb(lowers[group - 1])):
        group -= 1
    end = group
    if end - 1 < begin:
        return None
    if lowers[end - 1] == "to":  # decided to announce: the subject is that of the first verb
        return None
    if lowers[end - 1] in CONTRACTED:
        return end - 1, end, group
    if lowers[end - 1] in _RELATIVE:
        stop = end - 1 - (end - 2 >= begin and lowers[end - 2] == ",")
        start = _phrase_start(unit, stop, begin)
        return (start, stop, end - 1) if start < stop else None
    if lowers[end - 1] == ",":
        return _apposition(unit, end - 1, begin, group)
    if lowers[end - 1] in (")", "]"):
        opening = end - 1
        while opening > begin and lowers[opening] not in ("(", "["):
            opening -= 1
        start = _phrase_start(unit, opening, begin)
        return (start, end, group) if start < opening else None
    start = _phrase_start(unit, end, begin)
    if start >= end:
        return None
    start = _before_relative(unit, start, end, begin)
    # "Argish al-Deiri, a commander in Baghouz who identified himself by his nom de guerre told": no second comma
    if (
        start - 2 >= begin
        and lowers[start - 1] == ","
        and lowers[start] in ("a", "an", "the", "who")
        and is_name(words[start - 2])
        and end - start >= 2
    ):
        earlier = _phrase_start(unit, start - 1, begin)
        if _is_name_alone(unit, earlier, start - 1, begin):  # not "It fell on Tuesday, the mayor said"
            start = earlier
    # "The recording, released by supporters and reported by a group on Monday said"
    while start - 2 >= begin and lowers[start - 1] in (",", "and") and _participle(lowers[start]) and end - start >= 3:
        start = _phrase_start(unit, start - 1, begin)
    if (
        start - 3 == begin
        and end - start >= 2
        and lowers[start - 1] == ","
        and lowers[begin] in DETERMINER
        and lowers[start] not in DETERMINER
        and not is_name(words[start])
        and lowers[verb + 1 : verb + 2] != [","]
    ):
        start = begin  # "The brief, shaky recording said", not "it flooded the town, police said"
    return start, end, group


def _before_relative(unit: Unit, start: int, end: int, begin: int) -> int:
    """ "A group that calls itself an army said": what stands between `that` and the verb is a clause about the subject.

    It is one if a verb follows `that`, and an object the verb; "he hoped that residents said so" has neither.
    """
    lowers = unit.lowers
    first = start
    while first - 1 > begin and lowers[first - 1] in AUXILIARY:
        first -= 1
    if first - 2 < begin or lowers[first - 1] != "that" or lowers[first - 2] in _WITH_CLAUSES:
        return start
    verb = lowers[start]
    has_object = start + 1 < end and (lowers[start + 1] in DETERMINER or lowers[start + 1].endswith(("self", "selves")))
    if first < start or _participle(verb) or (has_object and (verb.endswith("s") or verb in _PAST)):
        earlier = _phrase_start(unit, first - 1, begin)
        if earlier < first - 1 and (lowers[earlier] in DETERMINER or is_name(unit.words[earlier])):
            return earlier
    return start


def _is_name_alone(unit: Unit, start: int, end: int, begin: int) -> bool:
    """Whether atoms are the name of a person or body, with nothing in front that it hangs on."""
    named = all(is_name(unit.words[n]) and unit.lowers[n] not in _NO_NAME for n in range(start, end))
    return named and (start == begin or unit.lowers[start - 1] not in PREPOSITION)


def _participle(lower: str) -> bool:
    return lower.endswith("ed") or lower in ("led", "held", "made", "known", "born", "sent", "written", "taken", "seen")


def _apposition(unit: Unit, comma: int, begin: int, group: int) -> tuple[int, int, int] | None:
    lowers, words = unit.lowers, unit.words
    opening = comma - 1
    while opening > begin and lowers[opening] != "," and comma - opening < 28 and unit.quotes[opening] is None:
        opening -= 1
    if opening <= begin or lowers[opening] != "," or opening + 1 >= comma:
        return None
    inside = words[opening + 1]
    role = (
        lowers[opening + 1] in _BEGINS_ROLE
        or inside[:1].islower()
        or inside[:1].isdigit()
        or (is_name(words[opening - 1]) and comma - opening <= 8)
    )
    if lowers[opening + 1] in CONJUNCTION or lowers[opening + 1] in SUBJECT_PRONOUN or not role:
        return None
    start = _phrase_start(unit, opening, begin)
    if start >= opening:
        return None
    return start, comma, group


def _phrase_start(unit: Unit, end: int, begin: int) -> int:
    """Where the noun phrase that ends before `end` begins."""
    lowers = unit.lowers
    if end - 1 < begin:
        return end
    if lowers[end - 1] in PRONOUN:
        return end - 1
    start = end
    begin = max(begin, end - _LONGEST)
    while start > begin:
        lower = lowers[start - 1]
        if unit.quotes[start - 1] is not None or not (lower[0].isalnum() or lower[0] in "#@$") or lower in _STOP_LEFT:
            # "Smith and Jones said", "men and women said": the conjunction joins two phrases, no clauses
            if lower == "and" and begin <= start - 2 and start < end and _joins(unit, start - 1, begin):
                start -= 1
                continue
            break
        if lower in SUBJECT_PRONOUN:
            break
        start -= 1
    return _without_adjunct(unit, start, end)


def _joins(unit: Unit, conjunction: int, begin: int) -> bool:
    left, right = unit.words[conjunction - 1], unit.words[conjunction + 1]
    if left.endswith("s") and right.islower() and unit.lowers[conjunction + 1] not in DETERMINER:
        # "Residents and aid workers said", "the town fell, residents and aid workers said"
        return conjunction - 1 == begin or unit.lowers[conjunction - 2] == ","
    return is_name(left) and is_name(right) and conjunction - 1 > begin


def _without_adjunct(unit: Unit, start: int, end: int) -> int:
    """ "In a statement Bali said": the prepositional phrase at the front is not the speaker."""
    if start < end and (unit.lowers[start] in PREPOSITION or unit.lowers[start] == "according"):
        name = end
        while name > start and is_name(unit.words[name - 1]) and unit.lowers[name - 1] not in TIME:
            name -= 1
        if name < end and name > start:
            return name
        for position in range(end - 1, start, -1):
            if unit.lowers[position] in DETERMINER:
                return position
    while start < end and (is_adverb(unit.lowers[start]) or unit.lowers[start] in TIME) and start + 1 < end:
        start += 1
    return start


def phrase_after(unit: Unit, start: int, end: int) -> int:
    """Where the noun phrase that begins at `start` ends: up to a comma, verb, quotation or clause word."""
    position = start
    while position < end:
        lower = unit.lowers[position]
        if unit.quotes[position] is not None or not (lower[0].isalnum() or lower[0] in "#@$("):
            break
        if position > start and (lower in _STOP_LEFT or lower in SUBJECT_PRONOUN) and lower != "and":
            break
        position += 1
    return position
