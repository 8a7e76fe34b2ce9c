"""The features of a model in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.lexicon import CATEGORIES
from toolkit.loaded.models.seeing import OUTSIDE

_NAMES = {
    "word": "the word “{}”", "stem": "words on “{}”", "part": "the part “{}”", "prefix": "words that begin with {}-",
    "suffix": "words that end with -{}", "class": "word class: {}", "length": "{} letters",
    "shape": "written with {}", "shape-1": "the word before is written with {}",
    "shape+1": "the word after is written with {}", "word-2": "“{}” two words before", "word-1": "“{}” before it",
    "word+1": "“{}” after it", "word+2": "“{}” two words after", "class-2": "{} two words before",
    "class-1": "{} before it", "class+1": "{} after it", "class+2": "{} two words after",
    "classes around": "between {}", "class before and suffix": "word class and ending {}",
    "suffix and class after": "ending and word class {}", "pair": "“{}”", "pair before": "“{}”",
    "place": "place in the sentence: {}", "quoted": "inside quotation marks", "after mark": "after a mark ({})",
    "before mark": "before a mark ({})", "sentence hits": "{} entries of the lexicon in its sentence",
    "sentence size": "length of its sentence", "sentence speech": "somebody speaks in its sentence",
    "sentence persons": "“I” or “we” in its sentence", "sentence number": "a number in its sentence",
    "sentence end": "its sentence ends with {}", "seen": "how common it was in training",
    "entry": "it is in the lexicon", "entry seen": "it is in the lexicon",
    "odds word": "people marked this word often", "odds stem": "people marked forms of this word often",
    "odds context": "it stands in loaded sentences", "odds sentence": "its sentence has words of loaded sentences",
    "odds others": "other words of its sentence are often marked", "odds before": "the word before is often marked",
    "odds after": "the word after is often marked", "odds entry": "people marked this entry of the lexicon often",
}  # fmt: skip
_SELDOM = {name: said.replace("often", "seldom") for name, said in _NAMES.items() if name.startswith("odds")} | {
    "odds context": "it stands in sober sentences",
    "odds sentence": "its sentence has few words of loaded sentences",
}
_SHAPES = {
    "small": "small letters", "capital": "a capital", "capitals": "capitals alone", "digits": "digits",
    "hyphen": "a hyphen", "first word": "the capital of a first word",
}  # fmt: skip


def in_words(feature: str, value: float = 1.0) -> str:
    """What a feature means.

    >>> in_words("suffix=ish"), in_words("lexicon=euphemism"), in_words("word-1=the")
    ('words that end with -ish', 'in the lexicon: euphemism', '“the” before it')
    """
    name, _, given = feature.partition("=")
    if name.startswith("lexicon"):
        where = {"lexicon": "in the lexicon", "lexicon-1": "before it", "lexicon+1": "after it"}
        label = CATEGORIES.get(given, given)
        return f"{where.get(name, 'two words away')}: {label}"
    if name.startswith("shape"):
        given = _SHAPES.get(given, given)
    if given == OUTSIDE:
        given = "no word"
    if name.startswith("class") and given.isalpha() and len(given) <= 3 and given not in ("open",):
        given = f"a word on -{given}"
    said = _SELDOM[name] if value < 0 and name in _SELDOM else _NAMES.get(name, feature)
    return said.format(given)


_SILENT = ("seen", "length", "sentence size", "shape", "class", "entry seen")  # true, but no reason to a reader


def reasons(weighed: Iterable[tuple[float, str, float]], counted: Mapping[str, str], most: int) -> str:
    """The features that speak most for a word, strongest first, each thing said once.

    `counted` says a learnt feature in numbers.
    """
    found: list[str] = []
    for weight, name, value in sorted(weighed, key=lambda one: (-one[0], one[1])):
        if weight <= 0 or len(found) == most:
            break
        if name.partition("=")[0] in _SILENT:
            continue
        if (said := counted.get(name) or in_words(name, value)) not in found:
            found.append(said)
    return "; ".join(found) or "no single feature stands out"
