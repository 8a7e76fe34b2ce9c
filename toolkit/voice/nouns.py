"""What a noun tells about whom it stands for: a woman, a man, several, a body, a thing. Closed classes and endings."""

from __future__ import annotations

from functools import cache

from toolkit.data import read_rows
from toolkit.voice.rules.grammar import is_name

# What may stand for whom: m and f for persons, p a person of unknown gender, pl several, org a body of people, thing,
# ? a name that tells nothing.
MAN, WOMAN, PERSON, SEVERAL, BODY, THING, UNKNOWN = "m", "f", "p", "pl", "org", "thing", "?"
_FITS = {
    "he": {MAN: 0.0, PERSON: 0.3, UNKNOWN: 0.7},
    "she": {WOMAN: 0.0, PERSON: 0.3, UNKNOWN: 0.7},
    "they": {SEVERAL: 0.0, BODY: 0.4},
    "it": {BODY: 0.0, THING: 0.2, UNKNOWN: 0.8},
}
_PRONOUNS = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "they": "they", "their": "they",
             "them": "they", "it": "it", "its": "it"}  # fmt: skip

PARTICLES = frozenset("de la del van von der den bin ibn al el da di dos du le ben abu ter te".split())
TITLES = frozenset(
    "mr mrs ms miss dr sen rep gov gen col maj capt cmdr lt sgt adm prof rev sens reps mx pres president senator"
    " representative governor general colonel major captain commander professor reverend secretary minister chancellor"
    " king queen prince princess pope judge justice mayor sheriff chief officer detective attorney republican democrat"
    " democratic former vice prime speaker congressman congresswoman councilman councilwoman ambassador sir dame lord"
    " lady cardinal bishop archbishop imam rabbi sheikh ayatollah us u.s uk u.k un u.n eu gop state house senate deputy"
    " leader foreign defense defence treasury interior home security national press white then-president ex-president"
    " sergeant lieutenant corporal inspector constable superintendent coach doctor director chairman chairwoman"
    " spokesman spokeswoman councillor councilor commissioner premier executive candidate nominee majority minority"
    " first lady acting assistant".split()
)
_TITLE_NOUNS = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative", "gov": "governor",
    "gen": "general", "pres": "president", "prof": "professor", "dr": "doctor", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "sgt": "sergeant", "adm": "admiral", "rev": "reverend",
}  # fmt: skip
_FEMALE = frozenset(
    "mrs ms miss she her spokeswoman congresswoman councilwoman chairwoman businesswoman woman mother daughter wife"
    " sister queen princess girl actress waitress widow lady dame grandmother aunt niece girlfriend bride policewoman"
    " saleswoman nun madam".split()
)
_MALE = frozenset(
    "mr he his spokesman congressman councilman chairman businessman man father son husband brother king prince boy"
    " gunman sir lord widower grandfather uncle nephew boyfriend groom policeman fireman salesman priest pope imam"
    " monk".split()
)
_PERSONS = frozenset(
    "chief judge coach aide guard pilot nurse boss cop clerk guest host rebel suspect witness victim driver expert"
    " critic ally rival relative friend colleague neighbour neighbor survivor resident citizen person patient fan"
    " athlete chef dean don envoy heir hero juror lawyer migrant militant monarch nominee official parent passenger"
    " patriarch president student teacher veteran vet voter worker youth adult child teenager teen baby candidate"
    " diplomat bureaucrat democrat technocrat aristocrat republican politician cleric mechanic academic pastor"
    " chancellor architect cadet sergeant recruit refugee spokesperson chairperson salesperson chair premier"
    " lieutenant secretary deputy laureate delegate advocate graduate magistrate associate pundit bandit tourist"
    " economist therapist farmer baker mayor governor senator minister professor doctor captain general colonel"
    " commander sheriff officer detective attorney ambassador bishop archbishop rabbi sheikh ayatollah author".split()
)
_PERSON_ENDINGS = ("ist", "ian", "ologist", "woman", "man", "eer", "person", "wright", "smith", "grapher")
_THINGS = frozenset(
    "recording report statement poll study survey data document video letter release paper article story website"
    " post tweet email book memo analysis review filing lawsuit complaint indictment plan bill law deal vote"
    " election war storm attack fire number computer order offer matter river water weather winter summer power"
    " tower center centre theater theatre chapter quarter border corner error factor motor sector tenor vector door"
    " floor labor labour color colour honor honour humor humour rumor rumour terror horror mirror harbor harbour"
    " answer cover danger dinner disaster disorder encounter finger folder gender hammer hunger layer ladder lever"
    " liver meter murder pepper poster rubber shelter shoulder shower soccer sticker supper surrender timber"
    " transfer trailer trigger wonder anger banner barrier buffer carrier cluster copper corridor counter crater"
    " cylinder december november october september filter fiber fibre frontier hangover monitor newspaper outlier"
    " prayer printer register remainder reminder rigor roller rooster sensor server skyscraper slider takeover"
    " temper thunder tremor tumor vapor voucher whisper wrapper".split()
)
_BODIES = frozenset(
    "company party committee council court department ministry agency institute association union bank group firm"
    " campaign commission bureau office board league army police government administration congress senate parliament"
    " house team club church university school hospital organisation organization network newspaper magazine paper"
    " outlet foundation coalition alliance federation panel jury crowd family cabinet force service authority"
    " watchdog regime militia embassy staff majority minority opposition".split()
)
_ORG_WORDS = frozenset(
    "university council party department committee court house senate congress ministry agency institute association"
    " union bank group company inc inc. corp corp. ltd co co. post times news journal street county states police"
    " foundation campaign center centre commission bureau office board league army guard forces force service services"
    " school college church hospital club society fund network museum federation alliance coalition administration"
    " authority organization organisation nations parliament government democrats republicans project international"
    " watch press tribune herald gazette guardian review magazine media studios industries systems airlines airways"
    " motors oil energy capital partners llc plc team cabinet pentagon kremlin".split()
)
_PLURALS = frozenset(
    "people men women children police both many others some several few most all two three four five six seven eight"
    " nine ten dozens hundreds thousands parents media".split()
)
_NOT_PLURAL = ("ss", "us", "is", "'s")
# Names of places stand for governments at most: no "he" and no "she".
_PLACES = frozenset(
    "afghanistan africa albania algeria america angola argentina armenia asia australia austria azerbaijan bahrain"
    " bangladesh belarus belgium bolivia bosnia brazil britain bulgaria burma cambodia cameroon canada chad chile"
    " china colombia congo croatia cuba cyprus denmark ecuador egypt england estonia ethiopia europe finland france"
    " georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq ireland israel"
    " italy japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon liberia libya lithuania luxembourg"
    " malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands"
    " nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar"
    " romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden"
    " switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam"
    " wales yemen zambia zimbabwe washington moscow beijing london paris berlin brussels tehran jerusalem kiev kyiv"
    " tokyo rome madrid ankara cairo riyadh damascus baghdad kabul delhi islamabad pyongyang seoul vienna geneva"
    " dublin athens texas california florida ohio iowa virginia nevada michigan pennsylvania wisconsin arizona"
    " colorado illinois massachusetts alabama kansas kentucky louisiana maryland minnesota mississippi missouri"
    " montana nebraska oregon tennessee utah vermont oklahoma arkansas hawaii alaska idaho indiana maine wyoming"
    " delaware connecticut chicago boston houston dallas detroit miami atlanta seattle denver philadelphia baltimore"
    " cleveland manhattan brooklyn hollywood twitter facebook google apple amazon microsoft youtube instagram fox"
    " cnn nbc abc cbs msnbc npr bbc reuters breitbart politico bloomberg congress parliament wall downing brexit"
    " islam christianity medicare medicaid obamacare christmas easter thanksgiving ramadan korea hampshire jersey"
    " york carolina dakota zealand arabia emirates kingdom angeles francisco city county island islands english"
    " french german chinese russian american british republicans democrats".split()
)


@cache
def _given_names() -> dict[str, str]:
    genders = {"m": MAN, "f": WOMAN, "both": PERSON}
    return {row["name"]: genders[row["gender"]] for row in read_rows("given_names.csv")}


def given_name(word: str) -> str | None:
    """Whose a given name is: m, f or p (both); None where the list does not have it."""
    found = _given_names().get(word)
    if found is None and "-" in word:
        return _given_names().get(word.partition("-")[0])
    return found


def pronoun(lower: str) -> str | None:
    """he, she, they or it: the pronoun that a form belongs to."""
    return _PRONOUNS.get(lower)


def fits(pronoun_: str, sort: str) -> float | None:
    """What it costs to take a sort of noun phrase for the one a pronoun stands for; None where it cannot be."""
    return _FITS[pronoun_].get(sort)


def is_title(word: str) -> bool:
    """Whether a word may stand in front of a name as a title."""
    return word.lower().rstrip(".") in TITLES


def title_noun(word: str) -> str:
    """The noun for a title: "senator" for "Sen."."""
    lower = word.lower().rstrip(".")
    return _TITLE_NOUNS.get(lower, lower)


def is_place(word: str) -> bool:
    """Whether a name is that of a country, a city or a firm that the news knows by one word."""
    return word.lower() in _PLACES


def is_body_name(words: list[str]) -> bool:
    """Whether a name is that of a body: it holds "Council", "University", or is in capitals throughout."""
    return not _ORG_WORDS.isdisjoint([word.lower().rstrip(".") for word in words]) or (
        len(words) == 1 and len(words[0]) > 1 and words[0].replace(".", "").isupper() and len(words[0]) <= 6
    )


def gender_of(lowers: list[str]) -> str | None:
    """m or f, if one of the words tells: a title, a spokeswoman, a wife."""
    words = {lower.removesuffix("'s").rstrip(".") for lower in lowers}
    if words & _FEMALE:
        return WOMAN
    return MAN if words & _MALE else None


def is_person_noun(lower: str) -> bool:
    """Whether the list has a noun for a person; an ending like -er alone does not count."""
    return lower in _PERSONS or lower in _FEMALE or lower in _MALE


def sort_of_head(lower: str) -> str:
    """What a noun phrase with this head stands for."""
    head = lower.removesuffix("'s").rstrip("'")
    told = gender_of([head])
    if told:
        return told
    if head in _PERSONS:
        return PERSON
    if head in _PLURALS:
        return SEVERAL
    if head in _BODIES:
        return BODY
    if head in _THINGS:
        return THING
    if head.endswith("s") and not head.endswith(_NOT_PLURAL) and len(head) > 3:
        single = head[:-1]
        return THING if single in _THINGS else SEVERAL
    if head.endswith(_PERSON_ENDINGS) and len(head) > 5:
        return PERSON
    if head.endswith(("er", "or")) and len(head) > 4 and head not in _THINGS:
        return PERSON
    return THING


def sort_of_name(words: list[str]) -> str:
    """What a name stands for, by its own words: m, f or p where its first word is a given name."""
    if is_body_name(words):
        return BODY
    given = given_name(words[0])
    if given and len(words) > 1:
        return given
    if any(is_place(word) for word in words):
        return BODY
    return UNKNOWN if all(is_name(word) or word in PARTICLES for word in words) else THING
