"""The tokens of a corpus as numbers: made once, then counted and searched as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.index.building import Builder
from toolkit.index.querying import Forms, find
from toolkit.index.searching import Tree
from toolkit.text.queries import Query
from toolkit.text.tokens import Tokens, cut, is_word, line_ends, lower_form, sentence_ends, sentences_to, term, turns

if TYPE_CHECKING:
    import pandas as pd
    import scipy.sparse as sp

Integers = npt.NDArray[np.int32]
Booleans = npt.NDArray[np.bool_]


class TokenType(NamedTuple):
    """A token without its place: its letters, and what it is."""

    word: str
    kind: str


class TokenIndex:
    """All tokens of a corpus, column by column: the same as `tokenizer.tokenize` finds, article after article.

    `types` numbers the distinct tokens of `vocabulary`, `starts` are characters into `Article.text`; the tokens of
    article n are those from `first[n]` to `first[n + 1]`. `term_of[types]` numbers the terms under which words are
    counted (`tokenizer.term`), which `terms` holds.

    `tokens`, `term_frequency`, `document_feature_matrix` and `concordance` take an index in place of its corpus, and
    then read no text twice.

    >>> index = TokenIndex([Article(id="a", text="Rain fell. Rain!"), Article(id="b", text="No rain.")])
    >>> counts = index.counts()
    >>> counts.matrix.toarray().tolist(), counts.terms
    ([[2, 1, 0], [1, 0, 1]], ['rain', 'fell', 'no'])
    """

    def __init__(self, corpus: Corpus | Article | Iterable[Article]) -> None:
        self.corpus: Corpus = as_corpus(corpus)
        builder = Builder()
        builder.read(article.text for article in self.corpus)
        self._words, self._kinds = builder.words, builder.kinds
        self.types: Integers = _joined(builder.types, np.int32)
        self.starts: Integers = _joined(builder.starts, np.int32)
        self.first: npt.NDArray[np.int64] = np.concatenate(([0], np.cumsum(builder.sizes, dtype=np.int64)))
        self._breaks: Booleans = _joined(builder.breaks, np.bool_)
        self.corpus._kept.setdefault("index", self)

    def __len__(self) -> int:
        return len(self.types)

    @cached_property
    def vocabulary(self) -> list[TokenType]:
        """The distinct tokens, which `types` numbers."""
        return list(map(TokenType, self._words, self._kinds))

    @cached_property
    def lengths(self) -> Integers:
        """The characters of each type."""
        return np.fromiter(map(len, self._words), dtype=np.int32, count=len(self._words))

    @property
    def ends(self) -> Integers:
        """Where each token ends, in characters of its article."""
        return self.starts + self.lengths[self.types]

    def ends_of(self, tokens: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Where some tokens end."""
        found: npt.NDArray[np.int64] = self.starts[tokens].astype(np.int64) + self.lengths[self.types[tokens]]
        return found

    @cached_property
    def type_counts(self) -> npt.NDArray[np.int64]:
        """How often each type stands in the corpus."""
        counts: npt.NDArray[np.int64] = np.bincount(self.types, minlength=len(self._words)).astype(np.int64)
        return counts

    @cached_property
    def word_types(self) -> Booleans:
        """For each type whether it counts as a word: words, numbers, hashtags and handles."""
        counted = {kind: is_word(kind) for kind in set(self._kinds)}
        return np.fromiter(map(counted.__getitem__, self._kinds), dtype=np.bool_, count=len(self._kinds))

    @cached_property
    def _terms(self) -> tuple[list[str], Integers]:
        import pandas as pd

        joined = "\0".join(self._words)
        names = joined.lower().split("\0")
        letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        if len(names) != len(self._words) or np.count_nonzero(letters == 0) + 1 != len(names):
            names = list(self._words)  # a token holds the character that parts them
            odd = np.arange(len(names))
        else:
            odd = np.searchsorted(np.flatnonzero(letters == 0), np.flatnonzero((letters > 127) | (letters == ord("'"))))
        for number in np.unique(odd).tolist():
            names[number : number + 1] = [term(lower_form(self._words[number]))]
        numbers, distinct = pd.factorize(np.array(names, dtype=object))
        return distinct.tolist(), numbers.astype(np.int32)

    @property
    def terms(self) -> list[str]:
        """The distinct terms: lower case without possessive endings, in the order of their first type."""
        return self._terms[0]

    @property
    def term_of(self) -> Integers:
        """For each type the number of its term."""
        return self._terms[1]

    @cached_property
    def articles(self) -> Integers:
        """For each token the number of its article."""
        return np.repeat(np.arange(len(self.corpus), dtype=np.int32), np.diff(self.first))

    @cached_property
    def sentences(self) -> Integers:
        """For each token the number of its sentence, from 0 in each article."""
        begins = np.zeros(len(self) + 1, dtype=np.int32)
        for article in range(len(self.corpus)):
            begins[self._sentence_ends(article)] = 1
        running = np.cumsum(begins[:-1], dtype=np.int32)
        sizes = np.diff(self.first)
        return running - np.repeat(running[self.first[:-1][sizes > 0]], sizes[sizes > 0])

    @cached_property
    def _turn_types(self) -> Booleans:
        return np.fromiter(turns(self._words), dtype=np.bool_, count=len(self._words))

    @cached_property
    def _turns(self) -> npt.NDArray[np.int64]:
        """The tokens at which `sentence_ends` must look."""
        return np.flatnonzero(self._turn_types[self.types] | self._breaks)

    def _sentence_ends(self, article: int) -> npt.NDArray[np.int64]:
        """The tokens behind the sentences of an article but the last one."""
        low = self.first[article]
        *_, found = self._spelled(article)
        behind: npt.NDArray[np.int64] = np.asarray(found[:-1], dtype=np.int64) + low
        return behind

    def _spelled(self, article: int) -> tuple[list[int], list[str], list[int], list[int], list[int]]:
        """The types of an article as lists: numbers, words, starts, ends, and the tokens behind its sentences."""
        low, high = self.first[article : article + 2].tolist()
        types, starts = self.types[low:high], self.starts[low:high]
        begin, end = np.searchsorted(self._turns, (low, high))
        numbers, begins, ends = types.tolist(), starts.tolist(), (starts + self.lengths[types]).tolist()
        words = list(map(self._words.__getitem__, numbers))
        turning = (self._turns[begin:end] - low).tolist()
        return numbers, words, begins, ends, sentence_ends(self.corpus[article].text, words, begins, ends, turning)

    @property
    def kinds(self) -> list[str]:
        """What each type is: word, number, punctuation and so on."""
        return self._kinds

    @cached_property
    def lowers(self) -> list[str]:
        """The lower case of each type, with straight apostrophes."""
        return list(map(lower_form, self._words))

    def tokens_of(self, article: int) -> Tokens:
        """The tokens of an article as `tokenize` gives them.

        >>> TokenIndex([Article(id="a", text="Rain fell.")]).tokens_of(0).words
        ['Rain', 'fell', '.']
        """
        numbers, words, starts, ends, behind = self._spelled(article)
        lowers, kinds = (list(map(of.__getitem__, numbers)) for of in (self.lowers, self._kinds))
        sentences, spans = sentences_to(behind, starts, ends)
        return Tokens(self.corpus[article].text, words, lowers, starts, ends, kinds, sentences, spans)

    def _goes_on(self, tokens: npt.NDArray[np.int64]) -> Booleans:
        """Whether the token behind each of these, which are words of phrases, is in the same sentence.

        A sentence ends behind full stops and the like, at line breaks, and behind what closes these; only articles in
        which a phrase goes over one of them need their sentences.
        """
        same: Booleans = self.articles[tokens] == self.articles[np.minimum(tokens + 1, len(self) - 1)]
        same &= tokens + 1 < len(self)
        types = self.types[tokens]
        lines = same & self._breaks[tokens] & self.word_types[types] & ~self._turn_types[types]
        same[lines] = list(map(self._line_goes_on, tokens[lines].tolist()))
        doubtful = np.flatnonzero(same & (self._turn_types[types] | ~self.word_types[types]))
        for article in np.unique(self.articles[tokens[doubtful]]).tolist():
            here = doubtful[self.articles[tokens[doubtful]] == article]
            same[here] = ~np.isin(tokens[here] + 1, self._sentence_ends(article))
        return same

    def _line_goes_on(self, token: int) -> bool:
        """Whether the sentence of a word at the end of a line goes on in the next line."""
        low, high = self.starts[token : token + 2].tolist()
        gap = self.corpus[int(self.articles[token])].text[low + self.lengths[self.types[token]] : high]
        return not line_ends(gap, self._words[self.types[token + 1]])

    def table(self) -> pd.DataFrame:
        """The tokens as `tokens(corpus)` gives them. Columns: article, sentence, token, lower, start, end, kind."""
        import pandas as pd

        words = pd.array(self._words, dtype="str")
        lowers = pd.array(list(map(lower_form, self._words)), dtype="str")
        kinds = pd.array(self._kinds, dtype="str")
        ids = pd.array([article.id for article in self.corpus], dtype="str")
        return pd.DataFrame(
            {
                "article": ids.take(self.articles),
                "sentence": self.sentences.astype("int64"),
                "token": words.take(self.types),
                "lower": lowers.take(self.types),
                "start": self.starts.astype("int64"),
                "end": self.ends.astype("int64"),
                "kind": kinds.take(self.types),
            }
        )

    @cached_property
    def _forms(self) -> Forms:
        return Forms(self._words)

    def find_query(self, query: Query) -> npt.NDArray[np.int64]:
        """The first token of every match of a query of words, phrases or wildcards, as `Query.find` gives them."""
        return find(query, self._forms, self.types, self._goes_on)

    def sentence_of(self, tokens: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The numbers of the sentences of some tokens, given in their order; only their articles are looked at."""
        owners = self.articles[tokens]
        numbers = np.zeros(len(tokens), dtype=np.int64)
        begins = np.flatnonzero(np.diff(owners, prepend=-1))
        for begin, end in pairwise([*begins.tolist(), len(tokens)]):
            behind = self._sentence_ends(int(owners[begin]))
            numbers[begin:end] = np.searchsorted(behind, tokens[begin:end], side="right")
        return numbers

    def find(self, terms: Sequence[str]) -> pd.DataFrame:
        """Where each of many words and phrases stands. The longest one wins, and none overlap.

        Columns: article, start, end (characters into `Article.text`), term (as given). Words are compared as terms:
        lower case, no possessive endings; a phrase stays in one sentence, and nothing stands between its words.

        >>> TokenIndex([Article(id="a", text="New York is not York.")]).find(["york", "new york"]).term.tolist()
        ['new york', 'york']
        """
        import pandas as pd

        numbers = {name: number for number, name in enumerate(self.terms)}
        phrases = [tuple(numbers.get(term(lower_form(word)), -1) for word in cut(phrase)[0]) for phrase in terms]
        tree = Tree((() if -1 in phrase else phrase for phrase in phrases), words=max(len(self.terms), 1))
        found = tree.find(self.types, self.term_of, self._goes_on)
        names = pd.array(list(terms), dtype="str")
        ids = pd.array([article.id for article in self.corpus], dtype="str")
        return pd.DataFrame(
            {
                "article": ids.take(self.articles[found.first]),
                "start": self.starts[found.first].astype("int64"),
                "end": self.ends_of(found.first + found.sizes - 1),
                "term": names.take(found.terms),
            }
        )

    def counts(
        self,
        *,
        keep: Booleans | None = None,
        name: Callable[[str], str] | None = None,
        order: Literal["first use", "alphabet"] = "first use",
    ) -> Counts:
        """How often each term stands in each article.

        `keep` says for each token whether it is counted at all (None: all words); `name` gives the term another name
        under which it is counted, such as its stem. Terms are in the order in which the corpus first uses them, or in
        that of their letters.
        """
        terms, of = self.terms, self.term_of
        if name is not None:
            merged: dict[str, int] = {}
            new = np.fromiter(
                (merged.setdefault(name(t), len(merged)) for t in terms), dtype=np.int32, count=len(terms)
            )
            terms, of = list(merged), new[of]
        types = self.types if keep is None else self.types[keep]
        first = self.first if keep is None else np.concatenate(([0], np.cumsum(keep)))[self.first]
        used = np.zeros(len(terms), dtype=np.bool_)
        used[of[self.word_types & (np.bincount(types, minlength=len(of)) > 0)]] = True
        order_of = np.flatnonzero(used)
        if order == "alphabet":
            order_of = np.array(sorted(order_of.tolist(), key=terms.__getitem__), dtype=np.int64)
        else:
            order_of = order_of[np.argsort(_first_uses(types, of, len(terms))[order_of])]
        place = np.full(len(terms), len(order_of), dtype=np.int32)
        place[order_of] = np.arange(len(order_of), dtype=np.int32)
        columns = np.where(self.word_types, place[of], np.int32(len(order_of)))[types]
        return Counts(_matrix(columns, first, len(order_of)), [terms[n] for n in order_of.tolist()])

    def grams(self, size: int, *, keep: Booleans | None = None, leave_out: Booleans | None = None) -> Counts:
        """How often each run of `size` words stands in each article, within a sentence and with nothing in between.

        `keep` says for each token whether a run may go over it; runs with a token of `leave_out` are not counted.
        Terms are in the order of their letters.
        """
        words = self.word_types[self.types] if keep is None else self.word_types[self.types] & keep
        at: npt.NDArray[np.int64] = np.flatnonzero(words)
        at = at[at + size <= len(self)]
        for step in range(1, size):
            at = at[words[at + step]]
            at = at[self._goes_on(at + step - 1)]
        if leave_out is not None:
            for step in range(size):
                at = at[~leave_out[at + step]]
        order = sorted(range(len(self.terms)), key=self.terms.__getitem__)
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        of = ranks[self.term_of][self.types] if len(self) else np.zeros(0, dtype=np.int64)
        codes = of[at]
        parts: list[npt.NDArray[np.int64]] = []  # for each run so far: the one before it, and its last word
        for step in range(1, size):
            pairs, codes = np.unique(codes * max(len(order), 1) + of[at + step], return_inverse=True)
            parts.append(pairs)
        names = [self.terms[n] for n in order]
        for pairs in parts:
            first, last = np.divmod(pairs, max(len(order), 1))
            names = [f"{names[a]} {self.terms[order[b]]}" for a, b in zip(first.tolist(), last.tolist(), strict=True)]
        counts = Counts(_matrix(codes, np.searchsorted(at, self.first), len(names)), names)
        if all(a < b for a, b in pairwise(names)):
            return counts
        by_letters = sorted(range(len(names)), key=names.__getitem__)  # a term with a space or a control in it
        return Counts(counts.matrix[:, by_letters], [names[n] for n in by_letters])


class Counts(NamedTuple):
    """How often each term stands in each article: a sparse matrix, one row per article, one column per term."""

    matrix: sp.csr_matrix
    terms: list[str]


_STRETCH = 100_000  # tokens that are looked at together


def _first_uses(types: Integers, of: Integers, size: int) -> npt.NDArray[np.int64]:
    """The first token of each of the numbers `of[types]`; after few stretches hardly any type is new."""
    none = len(types)
    first = np.full(len(of), none, dtype=np.int64)
    for begin in range(0, none, _STRETCH):
        stretch = types[begin : begin + _STRETCH]
        new = np.flatnonzero(first[stretch] == none)[::-1]
        first[stretch[new]] = begin + new
    found = np.full(size, none, dtype=np.int64)
    np.minimum.at(found, of, first)
    return found


def _matrix(columns: npt.NDArray[Any], first: npt.NDArray[np.int64], width: int) -> sp.csr_matrix:
    """How often each column comes in each row, whose columns begin at `first`; what is beyond `width` is not counted.

    One number for row and column is sorted, which NumPy does faster than a matrix is added up.
    """
    import scipy.sparse as sp

    rows = len(first) - 1
    kind = np.uint32 if rows * (width + 1) < 1 << 32 else np.uint64
    below: npt.NDArray[Any] = (np.arange(rows) * (width + 1)).astype(kind)  # the first key that a row may have
    keys = columns.astype(kind) + np.repeat(below, np.diff(first))
    keys.sort()
    ends = np.append(np.flatnonzero(keys[1:] != keys[:-1]) + 1, len(keys)) if len(keys) else first[:0]
    keys = keys[ends - 1]
    counts = np.diff(ends, prepend=0).astype(np.int32)
    low, high = np.searchsorted(keys, below), np.searchsorted(keys, below + kind(width))
    places: npt.NDArray[Any] = keys - np.repeat(below, np.diff(low, append=len(keys)))
    counted = places < width
    starts = np.concatenate(([0], np.cumsum(high - low))).astype(np.int32)
    return sp.csr_matrix((counts[counted], places[counted].astype(np.int32), starts), shape=(rows, width))


def _joined(pieces: list[Any], dtype: type) -> npt.NDArray[Any]:
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=dtype)
