"""Reading a concordance: lines are found, chosen, ordered and grouped, and every step is code that can run again.

The strategies are those that the literature on reading concordances names: selecting, ordering and grouping lines
(Evert, Mahlberg and others, FlexiConc).
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
import numpy.typing as npt

from toolkit.analysis import token_index
from toolkit.analysis.token_columns import loaded_tokens, voiced_tokens
from toolkit.articles import UNKNOWN, Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.index import QuerySearch
from toolkit.lexicon import Lexicon
from toolkit.statistics.beside import Window, beside, collocates, lines_with, ordered_by_context, rare_words
from toolkit.statistics.terms import chosen_voices
from toolkit.text.queries import Query
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.index import TokenIndex

ORDERS = ("text", "left", "right", "node", "date", "outlet", "collocates", "rare")
GROUPS = ("left", "right", "beside", "node", "speaker", "voice", "outlet")
NOBODY = "(nobody)"  # the group of lines without a speaker
NO_REPEAT = "(nothing repeats)"  # the group of lines whose neighbours stand there once
Order = Literal["text", "left", "right", "node", "date", "outlet", "collocates", "rare"]
Group = Literal["left", "right", "beside", "node", "speaker", "voice", "outlet"]
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Lines:
    """Concordance lines as numbers, column by column: tokens, characters, voice (in `VOICES`), speaker."""

    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    voices: npt.NDArray[np.uint8]
    speakers: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.first)

    def take(self, which: npt.NDArray[Any]) -> Lines:
        """Some of the lines, in the order of `which`."""
        return Lines(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


@dataclass(frozen=True, eq=False)
class Reading:
    """Concordance lines in an order, with the path that led to them. Each step gives a new reading.

    `table` has the columns of `concordance`, and `group` after a grouping; `log` is the path as lines of Python.

    >>> found = reading(Article(id="a", text="Rain fell. Rain came. No rain stayed."), "rain")
    >>> found.order("right").table.right.str.strip().tolist()[0]
    'came. No rain stayed.'
    >>> print(found.sample(2, seed=1).log)
    import toolkit as tk
    reading = tk.reading(corpus, 'rain')
    reading = reading.sample(2, seed=1)
    """

    corpus: Corpus
    query: str
    window: int
    lines: Lines
    found: int  # by the query, before any selection
    path: tuple[str, ...]
    groups: tuple[str, ...] | None = None  # the names of the groups, the largest first
    _group_of: npt.NDArray[np.int64] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.lines)

    def __repr__(self) -> str:
        return f"Reading({self.caption})"

    @property
    def log(self) -> Log:
        """The path of this reading as Python lines, which give the same lines for the same `corpus`."""
        return Log(("import toolkit as tk", *self.path))

    @property
    def caption(self) -> str:
        """How many lines these are, in words."""
        whole = f"{self.found:,} occurrence{'' if self.found == 1 else 's'} of {self.query!r}"
        return whole if len(self) == self.found else f"{len(self):,} of {whole}"

    @property
    def index(self) -> TokenIndex:
        return token_index(self.corpus)

    @property
    def shown(self) -> Window:
        """The tokens that the lines show."""
        return Window(self.index, self.lines.first, self.lines.last, self.window)

    @property
    def table(self) -> pd.DataFrame:
        """All lines, with the columns of `concordance`; after a grouping also `group`."""
        return self.rows(0, len(self))

    def rows(self, low: int, high: int) -> pd.DataFrame:
        """The lines from `low` to before `high`, as in `table`."""
        import pandas as pd

        lines = self.lines.take(np.arange(low, min(high, len(self))))
        index, window = self.index, Window(self.index, lines.first, lines.last, self.window)
        names = voiced_tokens(self.corpus).names
        sentences = _sentences_of(index, lines.first)
        numbers = zip(
            index.articles[lines.first].tolist(), sentences, lines.starts.tolist(), lines.ends.tolist(),
            index.starts[window.low].tolist(), index.ends_of(window.high - 1).tolist(),
            lines.voices.tolist(), lines.speakers.tolist(), strict=True,
        )  # fmt: skip
        rows = []
        for number, sentence, start, end, begin, stop, voice, speaker in numbers:
            article = self.corpus[number]
            left = _SPACE.sub(" ", article.text[begin:start]) if self.window else ""
            right = _SPACE.sub(" ", article.text[end:stop]) if self.window else ""
            context = (left, article.text[start:end], right, VOICES[voice], names[speaker])
            rows.append((article.id, sentence, start, end, *context, article.outlet, article.published))
        types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "left": "str", "node": "str"}
        types |= {"right": "str", "voice": "str", "speaker": "str", "outlet": "str"}
        table = pd.DataFrame(rows, columns=[*types, "date"]).astype(types)
        table["date"] = pd.to_datetime(table["date"]).astype("datetime64[us]")
        if self.groups is not None and self._group_of is not None:
            of = self._group_of[low:high].tolist()
            table["group"] = pd.array([self.groups[number] for number in of], dtype="str")
        table.attrs["caption"] = self.caption
        return table

    @property
    def sizes(self) -> pd.DataFrame:
        """The groups. Columns: group, lines, share (of all lines of the reading)."""
        import pandas as pd

        if self.groups is None or self._group_of is None:
            raise QueryError(f"This reading has no groups; reading.group(by) makes them, by {', '.join(GROUPS)}.")
        counts = np.bincount(self._group_of, minlength=len(self.groups)).astype(np.int64)
        table = pd.DataFrame({"group": pd.array(self.groups, dtype="str"), "lines": counts})
        table["share"] = table["lines"] / max(len(self), 1)
        return table

    def select(
        self,
        *,
        voice: str | Collection[str] | None = None,
        speaker: str | Collection[str] | None = None,
        category: str | Collection[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        **fields: object,
    ) -> Reading:
        """The lines that agree with all that is given.

        `speaker` takes names as the column has them, without regard to capitals, `*` for any letters. `category` keeps
        lines that show a loaded word of the category, beside the key word or as the key word itself. `since` and
        `until` are days, both included; lines without a date agree with none. Any further name is a field of the
        articles, such as `outlet`, with one value or a list of them.
        Raises QueryError for a voice, a category, a day or a field that does not exist.
        """
        keep = np.ones(len(self), dtype=np.bool_)
        if voice is not None:
            numbers = [number for number, name in enumerate(VOICES) if name in chosen_voices(voice)]
            keep &= np.isin(self.lines.voices, np.array(numbers, dtype=np.uint8))
        if speaker is not None:
            keep &= self._spoken_by(_listed(speaker))
        if category is not None:
            keep &= self._shows(_listed(category))
        articles = self.index.articles[self.lines.first]
        if since is not None or until is not None:
            keep &= _between(self.corpus, since, until)[articles]
        for name, wanted in fields.items():
            values = {str(value) for value in _listed(wanted)}
            kept = self.corpus._kept.setdefault(("field", name), [])
            if not kept:
                kept.extend(str(article.get(name)) for article in self.corpus)
            agrees = np.array([value in values for value in kept], dtype=np.bool_)
            keep &= agrees[articles]
        given = {"voice": voice, "speaker": speaker, "category": category, "since": since, "until": until, **fields}
        said = ", ".join(f"{name}={value!r}" for name, value in given.items() if value is not None)
        return self._with(np.flatnonzero(keep), f"select({said})")

    def sample(self, size: int, *, seed: int = 0) -> Reading:
        """So many of the lines, chosen at random from `seed`, in the order in which they stand; at most all.

        Raises QueryError for a size below 1.
        """
        if size < 1:
            raise QueryError(f"sample={size}: give the number of occurrences to keep, 1 or more.")
        which = np.arange(len(self))
        if size < len(self):
            which = np.array(sorted(random.Random(seed).sample(range(len(self)), size)))  # noqa: S311
        return self._with(which, f"sample({size}, seed={seed})")

    def keep(self, places: Iterable[tuple[str, int]]) -> Reading:
        """The lines chosen by hand: pairs of the article's id and the start of the key word.

        Raises QueryError for a place where no line of this reading stands.
        """
        chosen = [(str(article), int(start)) for article, start in places]
        return self._with(self._at(chosen), f"keep({chosen!r})")

    def leave_out(self, places: Iterable[tuple[str, int]]) -> Reading:
        """All lines but those chosen by hand. Raises QueryError for a place where no line of this reading stands."""
        chosen = [(str(article), int(start)) for article, start in places]
        left = np.setdiff1d(np.arange(len(self)), self._at(chosen))
        return self._with(left, f"leave_out({chosen!r})")

    def order(self, by: Order, *, reverse: bool = False) -> Reading:
        """The lines in another order; equal ones stay as they stood.

        `left` and `right` order by the words on that side, the nearest first; `node` by the key word. `collocates`
        puts lines first that show many of the words which these lines have more often than the corpus (`collocates`
        of this reading), `rare` lines with many rare words; `reverse` turns the order round, so that `rare` begins
        with the plainest lines. Raises QueryError for another order.
        """
        if by not in ORDERS:
            raise QueryError(f"order={by!r}: choose from {', '.join(ORDERS)}.")
        which = self._order(by)
        if reverse:
            which = which[::-1]
        said = f"order({by!r}, reverse=True)" if reverse else f"order({by!r})"
        return self._with(which, said)

    def group(self, by: Group) -> Reading:
        """The lines in groups, the largest first; within a group they stay as they stood.

        `left`, `right` and `beside` group by what repeats directly beside the key word: before it, behind it, or on
        both sides where that repeats and otherwise on the side that repeats more; the others by what their column
        holds. Raises QueryError for another name.
        """
        if by not in GROUPS:
            raise QueryError(f"group={by!r}: choose from {', '.join(GROUPS)}.")
        codes, names = self._named(by)
        counts = np.bincount(codes, minlength=len(names)).tolist()
        used = [number for number, count in enumerate(counts) if count]
        used.sort(key=lambda number: (names[number] == NO_REPEAT, -counts[number], names[number]))
        rank = np.zeros(len(names), dtype=np.int64)
        rank[used] = np.arange(len(used))
        numbers = rank[codes]
        which = np.argsort(numbers, kind="stable")
        ordered = [names[number] for number in used]
        grouped = self._with(which, f"group({by!r})")
        return replace(grouped, groups=tuple(ordered), _group_of=numbers[which])

    @cached_property
    def collocates(self) -> list[str]:
        """The words that these lines show more often than the corpus has them, the strongest first; no stop words."""
        return collocates(self.shown)

    @property
    def places(self) -> list[tuple[str, int]]:
        """The article and the start of the key word of each line: what `keep` and `leave_out` take."""
        articles = self.index.articles[self.lines.first].tolist()
        return [
            (self.corpus[number].id, start) for number, start in zip(articles, self.lines.starts.tolist(), strict=True)
        ]

    def _with(self, which: npt.NDArray[Any], step: str) -> Reading:
        of = None if self._group_of is None else self._group_of[which]
        if of is not None and (np.diff(of) < 0).any():  # another order: the groups stay together
            together = np.argsort(of, kind="stable")
            which, of = which[together], of[together]
        path = (*self.path, f"reading = reading.{step}")
        return replace(self, lines=self.lines.take(which), path=path, _group_of=of)

    def _at(self, places: list[tuple[str, int]]) -> npt.NDArray[np.int64]:
        number_of = {place: number for number, place in enumerate(self.places)}
        for article, start in places:
            if (article, start) not in number_of:
                raise QueryError(f"No line of this reading stands at character {start} of article {article!r}.")
        return np.array(sorted({number_of[place] for place in places}), dtype=np.int64)

    def _spoken_by(self, wanted: list[object]) -> npt.NDArray[np.bool_]:
        patterns = [
            re.compile(".*".join(map(re.escape, str(name).split("*"))), re.IGNORECASE | re.DOTALL) for name in wanted
        ]
        names = voiced_tokens(self.corpus).names
        fits = [name is not None and any(pattern.fullmatch(name) for pattern in patterns) for name in names]
        return np.array(fits, dtype=np.bool_)[self.lines.speakers]

    def _shows(self, wanted: list[object]) -> npt.NDArray[np.bool_]:
        known = loaded_tokens(self.corpus)
        every = categories_of(self.corpus)
        keep = np.zeros(len(self), dtype=np.bool_)
        for name in map(str, wanted):
            if name not in every:
                raise QueryError(f"category={name!r} is no category of loaded words; choose from {', '.join(every)}.")
            if name in known:
                low, high = np.searchsorted(known[name], self.shown.low), np.searchsorted(known[name], self.shown.high)
                keep |= high > low
        return keep

    def _order(self, by: str) -> npt.NDArray[np.int64]:
        if by in ("left", "right"):
            if self.path[0].endswith("regex=True)"):  # may begin and end inside tokens
                rows = self.table[by].tolist()
                step = -1 if by == "left" else 1
                return _sorted_by([_WORD.findall(str(row).lower())[::step] for row in rows])
            return ordered_by_context(self.shown, by)
        if by == "collocates":
            return np.argsort(-lines_with(self.shown, self.collocates), kind="stable")
        if by == "rare":
            return np.argsort(-rare_words(self.shown), kind="stable")
        articles = self.index.articles[self.lines.first]
        if by == "node":
            codes, names = self._nodes()
            words = sorted({tuple(_WORD.findall(name)) for name in names})
            place = {key: number for number, key in enumerate(words)}
            ranks = np.array([place[tuple(_WORD.findall(name))] for name in names], dtype=np.int64)
            return np.argsort(ranks[codes], kind="stable")
        if by == "text":
            return np.lexsort((self.lines.starts, articles))
        values = [article.published if by == "date" else article.outlet for article in self.corpus]
        rank = {value: number for number, value in enumerate(sorted({str(v or "") for v in values}))}
        keys = np.array([len(rank) if v is None else rank[str(v or "")] for v in values], dtype=np.int64)
        return np.argsort(keys[articles], kind="stable")

    def _nodes(self) -> tuple[npt.NDArray[np.int64], list[str]]:
        """The key words in lower case on one line, as numbers, and what these mean."""
        index, lines = self.index, self.lines
        codes = np.full(len(self), -1, dtype=np.int64)
        whole = (lines.first == lines.last) & (lines.starts == index.starts[lines.first])
        whole &= lines.ends == index.ends_of(lines.last)
        types, which = np.unique(index.types[lines.first[whole]], return_inverse=True)
        numbers: dict[str, int] = {}
        of_type = [numbers.setdefault(_node(index.vocabulary[n].word), len(numbers)) for n in types.tolist()]
        codes[whole] = np.array(of_type, dtype=np.int64)[which]
        for place in np.flatnonzero(codes < 0).tolist():
            text = self.corpus[int(index.articles[lines.first[place]])].text
            node = _node(text[int(lines.starts[place]) : int(lines.ends[place])])
            codes[place] = numbers.setdefault(node, len(numbers))
        return codes, list(numbers)

    def _named(self, by: str) -> tuple[npt.NDArray[np.int64], list[str]]:
        """For each line the number of its group, and the names of the groups."""
        if by in ("left", "right", "beside"):
            codes, names = beside(self.shown, by)
            return codes, [name or NO_REPEAT for name in names]
        if by == "node":
            return self._nodes()
        if by == "voice":
            return self.lines.voices.astype(np.int64), list(VOICES)
        if by == "speaker":
            return _merged(self.lines.speakers, [name or NOBODY for name in voiced_tokens(self.corpus).names])
        outlets = [article.outlet or UNKNOWN for article in self.corpus]
        return _merged(self.index.articles[self.lines.first], outlets)


class Log(tuple[str, ...]):
    """Lines of Python; printed they are code to run."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(self)

    def __repr__(self) -> str:
        return str(self)


def reading(
    corpus: Corpus | Article | Iterable[Article] | TokenIndex, query: str, *, window: int = 8, regex: bool = False
) -> Reading:
    """The occurrences of a query as lines that can be selected, ordered and grouped, step after step.

    Query, window and regular expressions are those of `concordance`, and the first lines are its lines. The texts are
    read once per corpus, every further query is quick. Raises QueryError naming the part that cannot be read.

    >>> found = reading(Article(id="a", text="The so-called “caliphate” fell. The caliphate!"), "caliphate")
    >>> found.select(voice="outlet").table.node.tolist()
    ['caliphate']
    """
    if isinstance(window, bool) or not isinstance(window, int) or window < 0:
        raise QueryError(f"window={window!r}: give the number of tokens on each side, 0 or more.")
    if not isinstance(query, str):
        raise QueryError(f"query={query!r}: give a word, a phrase or a wildcard such as 'militant*'.")
    whole = as_corpus(corpus)
    asked = Query(query, regex=regex)
    index = token_index(whole)
    if "query_search" not in whole._kept:
        whole._kept["query_search"] = QuerySearch(index)
    first, last, starts, ends = whole._kept["query_search"].find(asked)
    voices, speakers = voiced_tokens(whole).at(whole, index, first, starts, ends)
    given = f", window={window}" if window != 8 else ""
    given += ", regex=True" if regex else ""
    path = (f"reading = tk.reading(corpus, {query!r}{given})",)
    return Reading(whole, query, window, Lines(first, last, starts, ends, voices, speakers), len(first), path)


def prepare(corpus: Corpus) -> None:
    """Read a corpus for all later readings: what would otherwise make the first search and the first order slow."""
    first = reading(corpus, "the").order("left").order("rare")
    corpus._kept["query_search"].prepare()
    loaded_tokens(corpus)
    first.rows(0, 1)


def categories_of(corpus: Corpus) -> list[str]:
    """The categories of loaded words in the lexicon of a corpus."""
    lexicon = Lexicon.default() if corpus.settings.lexicon is None else corpus.settings.lexicon
    return sorted({entry.category for entry in lexicon.by_id.values()})


def _listed(value: object) -> list[object]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(value, key=str) if isinstance(value, (set, frozenset)) else list(value)
    return [value]


def _node(text: str) -> str:
    return _SPACE.sub(" ", text.lower().replace("’", "'"))


def _merged(codes: npt.NDArray[Any], names: list[str]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """The same numbers for the same names."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)[codes], list(numbers)


def _sorted_by(keys: list[Any]) -> npt.NDArray[np.int64]:
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def _between(corpus: Corpus, since: str | None, until: str | None) -> npt.NDArray[np.bool_]:
    low = datetime.min if since is None else _day(since, "since")
    high = (
        datetime.max
        if until is None
        else _day(until, "until").replace(hour=23, minute=59, second=59, microsecond=999_999)
    )
    return np.array(
        [article.published is not None and low <= article.published <= high for article in corpus], dtype=np.bool_
    )


def _day(given: str, name: str) -> datetime:
    try:
        return datetime.strptime(str(given), "%Y-%m-%d")
    except ValueError:
        raise QueryError(f"{name}={given!r}: give a day, such as '2019-03-12'.") from None


def _sentences_of(index: TokenIndex, tokens: npt.NDArray[np.int64]) -> list[int]:
    """The sentence of each token in its article; only the articles that are asked for are read."""
    if "sentences" in vars(index):
        return cast("list[int]", index.sentences[tokens].tolist())
    kept: dict[int, npt.NDArray[np.int64]] = index.corpus._kept.setdefault("sentence_ends", {})
    found = []
    for token, article in zip(tokens.tolist(), index.articles[tokens].tolist(), strict=True):
        if article not in kept:
            kept[article] = index._sentence_ends(article)
        found.append(int(np.searchsorted(kept[article], token, side="right")))
    return found
