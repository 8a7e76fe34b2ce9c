"""The language of a text: by its letters where a script has one language, else by its function words.

A text that is too short, or whose words are those of no language, has none (None): it is never guessed.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import ascii_letters
from typing import Protocol

TABLE = Path(__file__).parents[1] / "data" / "function_words.csv"
UNSPACED = frozenset(("zh", "ja", "th", "lo", "km", "my", "bo"))  # languages written without spaces between words

_LOOKED_AT = 4_000  # characters of a text
_LEAST_WORDS = 6  # words: fewer tell nothing
_LEAST_SHARE = 0.12  # of the words must be function words; news has 30 to 50 %
_SURE = 3  # function words of the best language
_WORD, _ASCII_WORD = re.compile(r"[^\W\d_]+"), re.compile(r"[A-Za-z]+")  # the second is faster
# Scripts by their letters, and the language of those that have one.
_SCRIPTS = (
    ("kana", re.compile("[\u3041-\u30ff]"), "ja"),
    ("hangul", re.compile("[\u1100-\u11ff\uac00-\ud7a3]"), "ko"),
    ("han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"), "zh"),
    ("cyrillic", re.compile("[\u0400-\u052f]"), None),
    ("arabic", re.compile("[\u0620-\u06ff]"), None),
    ("hebrew", re.compile("[\u05d0-\u05ea]"), "he"),
    ("greek", re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), "el"),
    ("devanagari", re.compile("[\u0900-\u097f]"), "hi"),
    ("bengali", re.compile("[\u0980-\u09ff]"), "bn"),
    ("gurmukhi", re.compile("[\u0a00-\u0a7f]"), "pa"),
    ("gujarati", re.compile("[\u0a80-\u0aff]"), "gu"),
    ("tamil", re.compile("[\u0b80-\u0bff]"), "ta"),
    ("telugu", re.compile("[\u0c00-\u0c7f]"), "te"),
    ("kannada", re.compile("[\u0c80-\u0cff]"), "kn"),
    ("malayalam", re.compile("[\u0d00-\u0d7f]"), "ml"),
    ("sinhala", re.compile("[\u0d80-\u0dff]"), "si"),
    ("thai", re.compile("[\u0e00-\u0e7f]"), "th"),
    ("lao", re.compile("[\u0e80-\u0eff]"), "lo"),
    ("tibetan", re.compile("[\u0f00-\u0fff]"), "bo"),
    ("burmese", re.compile("[\u1000-\u109f]"), "my"),
    ("georgian", re.compile("[\u10a0-\u10ff]"), "ka"),
    ("amharic", re.compile("[\u1200-\u137f]"), "am"),
    ("khmer", re.compile("[\u1780-\u17ff]"), "km"),
    ("armenian", re.compile("[\u0530-\u058f]"), "hy"),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"), None),
)
_OF_SCRIPTS = re.compile(r"[^\x00-\x7f\u2000-\u206f]+")  # quotation marks and dashes belong to none
_NO_LETTERS = bytes(set(range(128)) - set(ascii_letters.encode()))
_OF_SCRIPT = {  # languages that are told apart by words, and letters that only one of them has
    "cyrillic": {"uk": "іїєґ", "be": "ўі", "ru": "ыэё", "sr": "ђјљњћџ", "mk": "ѓѕќј", "bg": ""},
    "arabic": {"fa": "پچژگ", "ur": "ٹڈڑےں", "ar": "ةىي"},
}


class _Told(Protocol):
    @property
    def language(self) -> str | None: ...


def is_english(article: _Told) -> bool:
    """Whether functions for English may be used on an article: its language is English, or nothing tells it.

    A dialect counts ("en-GB"). A short text without a language is taken for English, as nothing speaks against it.

    >>> from toolkit.articles import Article
    >>> is_english(Article(id="a", text="Rain.", language="en-GB"))
    True
    >>> is_english(Article(id="b", text="Regen.", language="de"))
    False
    """
    language = (article.language or "en").strip().lower()
    return language == "english" or re.split(r"[-_ ]", language)[0] in ("en", "eng")


def tell_language(text: str) -> str | None:
    """The code of a text's language; None where too little tells it.

    >>> tell_language("The council voted on Monday to close the library, and the mayor said that it was sad.")
    'en'
    >>> tell_language("Der Rat beschloss am Montag, die Bücherei zu schließen, und das ist nicht gut.")
    'de'
    >>> tell_language("市议会周一投票决定关闭图书馆。"), tell_language("Rain.")
    ('zh', None)
    """
    head = text[:_LOOKED_AT]
    others = "".join(_OF_SCRIPTS.findall(head))
    script, language = _script(head, others)
    if language is not None or script is None:
        return language
    words = (_WORD if others else _ASCII_WORD).findall(head)
    total = len(words)
    if total < _LEAST_WORDS:
        return None
    letters = _OF_SCRIPT.get(script, {})
    small = head.lower()
    counts: Counter[str] = Counter()
    of = _languages_of()
    for word, times in Counter(filter(of.__contains__, map(str.lower, words))).items():
        for code in of[word]:
            counts[code] += times
    scored = []
    for code, count in counts.items():
        if (script == "latin") == (code in _NOT_LATIN) or (script != "latin" and code not in letters):
            continue
        own = sum(small.count(letter) for letter in letters.get(code, ""))
        scored.append((count / total + (0.5 * min(own, total / 4) / total if letters.get(code) else 0.0), count, code))
    scored.sort(reverse=True)
    if not scored:
        return None
    share, count, code = scored[0]
    clear = len(scored) < 2 or share > 1.05 * scored[1][0]
    return code if share >= _LEAST_SHARE and count >= _SURE and clear else None


_NOT_LATIN = frozenset(("ru", "uk", "bg", "mk", "sr", "be", "el", "ar", "fa", "ur", "he"))


def _script(text: str, others: str) -> tuple[str | None, str | None]:
    """The script in which most letters are written, and its language where it has one; `others` are beyond ASCII."""
    latin = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if not others:
        return ("latin" if latin else None), None
    counts = {name: len(pattern.findall(others)) for name, pattern, _ in _SCRIPTS}
    counts["latin"] += latin
    total = sum(counts.values())
    if not total:
        return None, None
    counts["han"] += counts["kana"] if counts["kana"] * 20 > counts["han"] else 0
    name = max(counts, key=lambda one: counts[one])
    if name in ("han", "kana"):
        return name, "ja" if counts["kana"] * 20 > counts["han"] else "zh"
    # a word of Chinese has fewer letters
    if name == "latin" and 3 * (counts["han"] + counts["hangul"]) > counts["latin"]:
        name = "han" if counts["han"] >= counts["hangul"] else "hangul"
        return name, ("ja" if counts["kana"] else "zh") if name == "han" else "ko"
    return name, next(language for script, _, language in _SCRIPTS if script == name)


@lru_cache(maxsize=1)
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    """The languages in which a word is a function word."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in function_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found


@lru_cache(maxsize=1)
def function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language, by its code."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(lines)}
