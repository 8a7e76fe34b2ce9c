"""Small closed word classes: enough grammar to take a sentence apart without a parser."""

from __future__ import annotations

import re

from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import finite_cues

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
CONNECTIVE = CONJUNCTION | frozenset(  # what begins a sentence and hangs it on the one before
    "however meanwhile moreover nevertheless nonetheless besides indeed overall perhaps though otherwise rather".split()
)
TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january february march"
    " april may june july august september october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. late"
    " early last week month year night morning afternoon evening earlier ago recently this next".split()
)
ENDS = frozenset(". ! ? … ... ; :".split())
DASH = frozenset("— – -- -".split())
# Words that end a noun phrase to the left of a verb, besides punctuation.
STOP_LEFT = (AUXILIARY | SUBORDINATOR | frozenset("but or nor yet so and which where there then".split())) - {"may"}
NO_NAME = TIME | PREPOSITION | DETERMINER | SUBORDINATOR  # whatever their first letter
WITH_CLAUSES = frozenset(  # nouns whose `that` begins what they hold, not a relative clause
    "argument assertion assumption belief chance claim concern evidence fact fear feeling hope idea impression news"
    " notion possibility probability promise proof report rumour rumor sense sign statement suggestion view warning"
    " word".split()
)
PAST = frozenset(
    "arose ate became began bent blew bore bought broke brought built burst came caught chose clung cut dealt did"
    " drank drew drove fell felt fled flew forbade forgot fought found froze gave got grew had heard held hid hit"
    " hung kept knew laid lay led left lent let lit lost made meant met overcame paid put ran rang rode rose sang"
    " sank sat saw sent set shook shot shut slept slid sold spat sped spent spoke spun stole stood struck stuck"
    " swept swore swung taught threw told took tore understood undertook underwent upheld went wept withdrew woke"
    " won wore wrote".split()
)
# "..., prompting protests": what came of the words is told by the outlet
CONSEQUENCE = frozenset(
    "prompting sparking drawing triggering angering infuriating fuelling fueling stoking unleashing provoking earning"
    " alarming stunning surprising shocking delighting irritating enraging inflaming reviving reigniting".split()
)
RELATIVE = frozenset(("who", "which", "that"))
BEGINS_ROLE = DETERMINER | frozenset(("who", "whose", "which", "now", "then", "formerly"))


def is_adverb(lower: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return lower in ADVERB or (lower.endswith("ly") and len(lower) > 4)


_ARTICLE_NAME = re.compile(r"(?:al|el|an|ar|as|at|ad|bin|ibn|ash|ben|abu)-[A-ZÀ-Þ]")


def is_name(word: str) -> bool:
    """Whether a word is written like a part of a name: "Bali", "al-Deiri"."""
    return word[:1].isupper() or ("-" in word and _ARTICLE_NAME.match(word) is not None)


def is_participle(lower: str) -> bool:
    """Whether a word may be a past participle."""
    return (len(lower) > 3 and lower.endswith("ed")) or lower in _PARTICIPLES


_PARTICIPLES = frozenset("led held made known born sent written taken seen given drawn based".split())
PURPOSE = frozenset("meant intended designed supposed".split())  # of what a thing is made to do
_NO_VERB = frozenset("need seed feed speed hundred sacred indeed weed breed deed greed reed shed red bed".split())


def is_verb(unit: Unit, position: int) -> bool:
    """Whether a word looks like a finite verb: an irregular past, a word in -ed, or the s- or past form of a cue."""
    lower, word = unit.lowers[position], unit.words[position]
    if not word[:1].islower() or lower in _NO_VERB:
        return False
    if lower in AUXILIARY or lower in PAST:
        return True
    before = unit.lowers[position - 1] if position else ""
    if len(lower) > 3 and lower.endswith("ed"):
        return before not in DETERMINER and before not in PREPOSITION
    return before not in DETERMINER and before not in PREPOSITION and lower in finite_cues()


def is_consequence(unit: Unit, start: int, end: int) -> bool:
    """ "He said it fell, prompting protests": a clause of what came of it, no subject."""
    lower = unit.lowers[start]
    return lower in CONSEQUENCE or (end - start == 1 and lower.endswith("ing") and unit.words[start].islower())


def group_start(unit: Unit, verb: int, begin: int) -> int:
    """Where the verb group begins: auxiliaries and adverbs in front of the verb belong to it, the month of May not."""
    lowers = unit.lowers
    group = verb
    while group - 1 >= begin and (lowers[group - 1] in AUXILIARY or is_adverb(lowers[group - 1])):
        if is_month(unit, group - 1):
            break
        group -= 1
    return group


def is_month(unit: Unit, position: int) -> bool:
    """ "Ruiz in May said": a month, no auxiliary."""
    before = unit.lowers[position - 1] if position else ""
    return unit.words[position] == "May" and before in ("in", "since", "last", "late")
