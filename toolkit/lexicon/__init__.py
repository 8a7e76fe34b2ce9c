"""The lexicon of loaded language: read, check, choose from, and match."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from toolkit.data import data_path
from toolkit.errors import LexiconError
from toolkit.lexicon.entries import CATEGORIES, COLUMNS, SEPARATOR, VERSION, Context, Entry, Problem, Source, entry_of
from toolkit.lexicon.lookup import LookedUp
from toolkit.lexicon.matching import Match, Matcher
from toolkit.lexicon.names import Rest
from toolkit.lexicon.reading import parse, read_entries
from toolkit.text.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CATEGORIES",
    "COLUMNS",
    "SEPARATOR",
    "VERSION",
    "Context",
    "Entry",
    "Lexicon",
    "LookedUp",
    "Match",
    "Problem",
    "Source",
    "check",
]


class Lexicon:
    """Entries in the order of their ids. It never changes: `only`, `without` and `merge` give new ones.

    >>> from toolkit.text.tokens import tokenize
    >>> lexicon = Lexicon.default().only(categories=["religious_war"])
    >>> [match.text for match in lexicon.match(tokenize("They fought the Crusaders near the city."))]
    ['Crusaders']
    """

    __slots__ = ("_by_id", "_fingerprint", "_matcher", "entries")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.id))
        ids = [entry.id for entry in self.entries]
        if twice := sorted({name for name in ids if ids.count(name) > 1} if len(set(ids)) != len(ids) else ()):
            raise LexiconError(f"Two entries have the id {twice[0]!r}; leave one out with without(ids=[{twice[0]!r}]).")
        self._matcher: Matcher | None = None
        self._fingerprint: str | None = None
        self._by_id: dict[str, Entry] | None = None

    @staticmethod
    def default() -> Lexicon:
        """The lexicon that ships with the toolkit (`data/lexicon/`, described in `docs/lexicon.md`)."""
        return _shipped()

    @staticmethod
    def read(path: str | Path) -> Lexicon:
        """A lexicon from a `.csv` file or a folder of them, a spreadsheet (`.xlsx`, `.ods`), or a word list of LIWC
        (`.dic`), quanteda (`.yml`) or Lexicoder (`.lc3`, `.lcd`). Raises LexiconError naming file, row, field and fix.
        """
        return Lexicon(read_entries(path))

    @staticmethod
    def from_records(records: Iterable[Mapping[str, Any]]) -> Lexicon:
        """A lexicon from entries as plain dictionaries, as JSON holds them; all fields as in `Entry`."""
        return Lexicon(entry_of(record) for record in records)

    @property
    def fingerprint(self) -> str:
        """A hash of all entries: lexicons that find the same for the same reasons have the same one."""
        if self._fingerprint is None:
            self._fingerprint = sha256("\n".join(map(repr, self.entries)).encode("utf-8", "replace")).hexdigest()
        return self._fingerprint

    @property
    def by_id(self) -> dict[str, Entry]:
        """The entries by their ids."""
        if self._by_id is None:
            self._by_id = {entry.id: entry for entry in self.entries}
        return self._by_id

    def match(self, tokens: Tokens, *, rest: Rest = None, known: LookedUp | None = None) -> list[Match]:
        """The hits in the tokens of a text, in its order, none overlapping; the longest match wins.

        A name is no hit (Mr Savage, the Radical Party). Where a capital alone does not tell, in headlines and at the
        beginning of sentences, the text is asked, and `rest`: what else belongs to the story, such as the tokens of the
        text for a headline, or a function that gives them. `known` is what `look_up` says of the tokens, if that is
        known already.
        """
        return self._ready.match(tokens, rest=rest, known=known)

    def look_up(self, lowers: Iterable[str], kinds: Iterable[str]) -> LookedUp:
        """What the lexicon knows of tokens, given in lower case with straight apostrophes, and by their kinds.

        Whoever has many texts asks once for each word of their vocabulary.

        >>> Lexicon.default().look_up(["thug", "table", "."], ["word", "word", "punctuation"])
        LookedUp(terms=['thug', 'table', ''], at=[0])
        """
        return self._ready.look_up(lowers, kinds)

    @property
    def _ready(self) -> Matcher:
        if self._matcher is None:
            self._matcher = Matcher(self.entries)
        return self._matcher

    def only(self, *, categories: Collection[str]) -> Lexicon:
        """The entries of some categories. Raises LexiconError for a category that does not exist."""
        known = [*CATEGORIES, *sorted({entry.category for entry in self.entries} - set(CATEGORIES))]
        if unknown := sorted(set(categories) - set(known)):
            raise LexiconError(f"There is no category {unknown[0]!r}; choose from {', '.join(known)}.")
        return Lexicon(entry for entry in self.entries if entry.category in categories)

    def without(self, *, ids: Collection[str] = (), terms: Collection[str] = ()) -> Lexicon:
        """All entries but some. Raises LexiconError for an id or term that is not there."""
        if unknown := sorted(set(ids) - {entry.id for entry in self.entries}):
            raise LexiconError(f"There is no entry {unknown[0]!r}; lexicon.table lists the ids.")
        if missing := sorted(set(terms) - {entry.term for entry in self.entries}):
            raise LexiconError(f"There is no entry for the term {missing[0]!r}; lexicon.table lists the terms.")
        return Lexicon(e for e in self.entries if e.id not in ids and e.term not in terms)

    def add(
        self,
        term: str,
        category: str,
        *,
        why: str,
        alternative: str = "",
        forms: Iterable[str] = (),
        severity: Literal["flag", "note"] = "flag",
    ) -> Lexicon:
        """The lexicon with one more entry: a word or a phrase of your own, and the reason why it is loaded.

        `category` is one of `CATEGORIES`, `forms` are further forms that count as the term. The entry's id is the term,
        and its source says that it is your own judgement. Raises LexiconError for an unknown category, a missing
        reason, or a term that is there already.

        >>> mine = Lexicon([]).add("foothold", "war_metaphor", why="Makes a place the edge of something.")
        >>> from toolkit.text.tokens import tokenize
        >>> [match.text for match in mine.match(tokenize("It was their last foothold."))]
        ['foothold']
        """
        if category not in CATEGORIES:
            raise LexiconError(f"There is no category {category!r}; choose from {', '.join(CATEGORIES)}.")
        if not term.strip() or not why.strip():
            raise LexiconError("An entry needs a term, and why= with the reason in one sentence.")
        identity = "-".join(term.lower().split())
        if identity in self.by_id:
            raise LexiconError(
                f"There is an entry {identity!r} already; leave it out with without(ids=[{identity!r}])."
            )
        entry = Entry(
            id=identity, term=term, forms=tuple(dict.fromkeys((term, *forms))),
            match="phrase" if " " in term.strip() else "word", case="any", category=category, why=why,
            alternative=alternative, target="", used_by="", polarity="neutral", when_loaded=(), when_not=(),
            sources=(Source("own judgement", "", "", ""),), disagreement="", confidence="medium", examples=(),
            counterexamples=(), chosen_severity=severity,
        )  # fmt: skip
        return Lexicon((*self.entries, entry))

    def merge(self, other: Lexicon) -> Lexicon:
        """Both together; where an id is in both, the entry of `other` stands."""
        return Lexicon({entry.id: entry for entry in (*self.entries, *other.entries)}.values())

    @property
    def table(self) -> pd.DataFrame:
        """One row an entry. Columns: id, term, category, layer, severity, why, alternative, target, polarity,
        confidence, forms, sources, disagreement, measured_precision, measured_n."""
        import pandas as pd

        fields = (
            "id",
            "term",
            "category",
            "layer",
            "severity",
            "why",
            "alternative",
            "target",
            "polarity",
            "confidence",
        )
        rows = [
            {field: getattr(entry, field) for field in fields}
            | {"forms": ", ".join(entry.forms), "sources": "; ".join(source.organisation for source in entry.sources)}
            | {"disagreement": entry.disagreement}
            | {"measured_precision": entry.measured_precision, "measured_n": entry.measured_n}
            for entry in self.entries
        ]
        columns = [*fields, "forms", "sources", "disagreement", "measured_precision", "measured_n"]
        types = dict.fromkeys(columns[:-2], "str") | {"measured_precision": "float64", "measured_n": "Int64"}
        return pd.DataFrame(rows, columns=columns).astype(types)

    def symmetry(self, *, by: str = "target") -> pd.DataFrame:
        """How many entries speak of whom (`by="target"`), or are whose words (`by="used_by"`): is one camp spared?

        One row a group, most entries first, those without one last. Columns: the group, entries, flag, note (severity),
        forms, negative, positive (by polarity). Raises LexiconError for another `by`.

        >>> from toolkit.lexicon import Lexicon
        >>> table = Lexicon.default().only(categories=["ideology_label"]).symmetry()
        >>> bool((table.flag + table.note == table.entries).all())
        True
        """
        import pandas as pd

        if by not in ("target", "used_by"):
            raise LexiconError(f"symmetry(by={by!r}): choose target or used_by.")
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            groups.setdefault(getattr(entry, by) or "(not said)", []).append(entry)
        rows = [
            {
                by: name,
                "entries": len(group),
                "flag": sum(entry.severity == "flag" for entry in group),
                "note": sum(entry.severity == "note" for entry in group),
                "forms": sum(len(entry.forms) for entry in group),
                "negative": sum(entry.polarity == "negative" for entry in group),
                "positive": sum(entry.polarity == "positive" for entry in group),
            }
            for name, group in sorted(groups.items(), key=lambda item: (item[0][0] == "(", -len(item[1]), item[0]))
        ]
        columns = [by, "entries", "flag", "note", "forms", "negative", "positive"]
        return pd.DataFrame(rows, columns=columns).astype({by: "str"} | dict.fromkeys(columns[1:], "int64"))

    def __reduce__(self) -> tuple[type[Lexicon], tuple[tuple[Entry, ...]]]:
        return Lexicon, (self.entries,)  # what it learnt while matching stays behind

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, item: object) -> bool:
        return any(item in (entry.id, entry.term) for entry in self.entries)

    def __repr__(self) -> str:
        return f"Lexicon({len(self)} entries, {len({entry.category for entry in self.entries})} categories)"


@cache
def _shipped() -> Lexicon:
    return Lexicon(read_entries(data_path("lexicon"), checked=False))


def check(path: str | Path) -> list[Problem]:
    """Every mistake in a lexicon file or folder, with row, field and fix; an empty list if there is none.

    Raises LexiconError where there is no table to check.
    """
    return parse(path)[1]
