"""Words looked up: which forms a word may belong to, and what must stand beside it so that a phrase can be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from toolkit.lexicon.entries import Entry
from toolkit.lexicon.forms import Form, anchor_of, compile_form, expand
from toolkit.text.tokens import HYPHENS, is_word, term

HYPHEN = re.compile(f"[{HYPHENS}]")
REACH = 12  # tokens around an anchor in which the rest of a phrase is looked for before its sentence is
# "Anti-fascist" says little of fascists: a word with such a prefix is looked for whole.
_PREFIXES = frozenset(("anti", "counter", "pre", "so", "pro"))
_TYPES = 200_000  # words kept in memory

V = TypeVar("V")
Following = dict[str, frozenset[str] | None]  # a term, and the terms that may follow it; None: nothing need follow


class Beside(NamedTuple):
    """What must stand beside a word by which only phrases are looked up: one of these is enough."""

    behind: Following  # terms directly behind it
    before: Following  # terms directly before it, and those before them
    around: tuple[str, ...]  # letters in one of the tokens around


NOTHING = Beside({}, {}, ())  # a word alone is a hit


class LookedUp(NamedTuple):
    """What a lexicon knows of tokens.

    `terms` is the term of each as forms have it: nothing if it is no word, None if its parts between hyphens are words
    of their own. `at` are the tokens that forms are looked up by, in order.
    """

    terms: Sequence[str | None]
    at: Sequence[int]


class _Asked(dict[str, V], Generic[V]):
    """What is known of words, each asked once."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], V]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> V:
        answer = self._ask(word)
        if len(self) < _TYPES:
            self[word] = answer
        return answer


class Lookup:
    """The forms of many entries, looked up by their least common word. It keeps what it learnt about words seen."""

    __slots__ = ("_anchored", "_terms", "_whole", "_wild", "beside", "forms")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._anchored: dict[str, list[tuple[str, Entry]]] = {}  # as written: most words never meet their forms
        self._wild: dict[str, list[Form]] = {}  # by the letters before the `*`, at most three
        self._whole: set[str] = set()
        for entry in entries:
            written = (form for form in entry.forms if not form.startswith("!"))
            for form in (one for written_form in written for one in expand(written_form)):
                if "-" in form:
                    self._whole.update(part.word for part in compile_form(form, entry).parts if "-" in part.word)
                anchor = anchor_of(form)
                if "*" not in anchor:
                    self._anchored.setdefault(anchor, []).append((form, entry))
                else:
                    self._wild.setdefault(anchor.split("*")[0][:3], []).append(compile_form(form, entry))
        self.forms = _Asked(self._forms_at)  # whose anchor is this word
        self.beside = _Asked(self._beside)  # None if no form is looked up by this token
        self._terms: dict[str, str | None] = {}

    def look_up(self, lowers: Iterable[str], kinds: Iterable[str]) -> LookedUp:
        """What is known of tokens in lower case with straight apostrophes."""
        known, beside = self._terms, self.beside
        lowers = list(lowers)
        terms = [
            known[lower] if lower in known else self._term(lower, kind)
            for lower, kind in zip(lowers, kinds, strict=True)
        ]
        return LookedUp(terms, [place for place, lower in enumerate(lowers) if beside[lower] is not None])

    def _term(self, lower: str, kind: str) -> str | None:
        whole: str | None = term(lower) if is_word(kind) else ""
        if whole and HYPHEN.search(whole):
            whole = HYPHEN.sub("-", whole)
            if whole.split("-")[0] not in _PREFIXES and whole not in self._whole and not self._is_looked_up(whole):
                whole = None
        if len(self._terms) < _TYPES:
            self._terms[lower] = whole
        return whole

    def _is_looked_up(self, word: str) -> bool:
        """Whether a form has this word as it stands; a pattern in a phrase is meant for words without a hyphen."""
        return any(len(form.parts) == 1 or not form.parts[form.anchor].wild for form in self.forms[word])

    def _forms_at(self, word: str) -> list[Form]:
        known = [compile_form(form, entry) for form, entry in self._anchored.get(word, ())]
        for size in range(min(len(word), 3) + 1):
            known += [form for form in self._wild.get(word[:size], ()) if form.parts[form.anchor].fits(word)]
        return known

    def _beside(self, lower: str) -> Beside | None:
        whole = term(lower)
        parts = HYPHEN.split(whole)
        if len(parts) > 1:
            asked = (whole, "-".join(parts), *map(term, parts))
            return NOTHING if any(self.forms[word] for word in asked) else None
        forms = self.forms[whole]
        return _beside(forms) if forms else None


def _beside(forms: Iterable[Form]) -> Beside:
    """What must stand beside the anchor of these forms: their next word, where it is plain and follows at once."""
    behind: Following = {}
    before: Following = {}
    around: set[str] = set()
    for form in forms:
        parts, anchor = form.parts, form.anchor
        if len(parts) == 1:
            return NOTHING
        if anchor + 1 < len(parts) and not (parts[anchor + 1].wild or parts[anchor + 1].gap):
            more = parts[anchor + 2] if anchor + 2 < len(parts) else None
            _add(behind, parts[anchor + 1].word, None if more is None or more.wild or more.gap else more.word)
        elif anchor and not (parts[anchor - 1].wild or parts[anchor].gap):
            more = parts[anchor - 2] if anchor > 1 and not parts[anchor - 1].gap else None
            _add(before, parts[anchor - 1].word, None if more is None or more.wild else more.word)
        elif len(parts) + sum(part.gap for part in parts) > REACH - 2:
            return NOTHING
        else:
            around.add(_partner(form))
    return Beside(behind, before, tuple(sorted(around)))


def _add(to: Following, word: str, further: str | None) -> None:
    known = to.get(word, frozenset())
    to[word] = None if further is None or known is None else known | {further}


def _partner(form: Form) -> str:
    """The longest run of letters of a phrase beside its anchor; a `*` stands for no letters."""
    others = [part.word for number, part in enumerate(form.parts) if number != form.anchor]
    return max((piece for word in others for piece in re.split(r"[*-]", word)), key=len)
