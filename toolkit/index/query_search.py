"""A query found in all tokens of a corpus at once: the matches of `toolkit.text.queries`, without reading a text."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.index.token_index import TokenIndex
from toolkit.text.queries import Query
from toolkit.text.tokens import Tokens, lower_form, term

Places = npt.NDArray[np.int64]


class Found(NamedTuple):
    """Where a query stands: the first and the last token of each match, and its characters in the article."""

    first: Places
    last: Places
    starts: Places
    ends: Places


class QuerySearch:
    """The words of an index, laid out so that the parts of a query are looked up and not compared one by one.

    >>> from toolkit.articles import Article
    >>> search = QuerySearch(TokenIndex([Article(id="a", text="The militants’ leader met a militant.")]))
    >>> search.find(Query("militant*")).starts.tolist()
    [4, 28]
    """

    def __init__(self, index: TokenIndex) -> None:
        self.index = index
        self._forms: dict[bool, _Forms] = {}

    def prepare(self) -> None:
        """Lay out the forms now, for queries with and without capitals."""
        for cased in (False, True):
            self._forms_for(cased=cased)

    def _forms_for(self, *, cased: bool) -> _Forms:
        if cased not in self._forms:
            self._forms[cased] = _Forms(self.index._words, cased=cased)
        return self._forms[cased]

    def find(self, query: Query) -> Found:
        """All matches in the order of the corpus; they do not overlap."""
        if not query.size:
            return self._find_expression(query)
        index, size = self.index, query.size
        cased = query.text != query.text.lower()
        forms = self._forms_for(cased=cased)
        parts = query.text.replace("’", "'").split()
        fits = [forms.types(part) for part in parts]
        rarest = min(range(size), key=lambda part: int(index.type_counts[fits[part]].sum()))
        first: Places = np.flatnonzero(fits[rarest][index.types]) - rarest
        first = first[(first >= 0) & (first + size <= len(index))]
        for step in range(size):
            if step != rarest:
                first = first[fits[step][index.types[first + step]]]
        for step in range(size - 1):
            first = first[index._goes_on(first + step)]
        if size > 1 and len(first) > 1 and (np.diff(first) < size).any():
            first = _apart(first, size)
        last = first + size - 1
        return Found(first, last, index.starts[first].astype(np.int64), index.ends_of(last))

    def _find_expression(self, query: Query) -> Found:
        index = self.index
        rows = []
        for number, article in enumerate(index.corpus):
            if query.occurs_in(article.text):
                low, high = index.first[number : number + 2].tolist()
                starts, types = index.starts[low:high], index.types[low:high]
                words = list(map(index._words.__getitem__, types.tolist()))
                ends = (starts + index.lengths[types]).tolist()
                matches = query.find(Tokens(article.text, words, [], starts.tolist(), ends, [], [], []))
                rows += [(low + first, low + last, start, end) for start, end, first, last in matches]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        return Found(*columns)


class _Forms:
    """The forms of the vocabulary that a part of a query is compared with, each with its types."""

    def __init__(self, words: list[str], *, cased: bool) -> None:
        self._size = len(words)
        forms = [word.replace("’", "'") if cased else lower_form(word) for word in words]
        known: dict[str, list[int]] = {}
        for number, form in enumerate(forms):
            known.setdefault(form, []).append(number)
            if (bare := term(form)) != form:
                known.setdefault(bare, []).append(number)
        self._known = known
        self._joined = "\n".join(known)

    def types(self, part: str) -> npt.NDArray[np.bool_]:
        """For each type whether it may stand where this part of the query stands."""
        fits = np.zeros(self._size, dtype=np.bool_)
        if "*" in part:
            inside = r"[^\n]*".join(re.escape(piece) for piece in part.split("*"))
            forms = re.findall(rf"^{inside}$", self._joined, flags=re.MULTILINE)
        else:
            forms = [part]
        for form in forms:
            fits[self._known.get(form, [])] = True
        return fits


def _apart(first: Places, size: int) -> Places:
    """The matches that are left when each begins behind the one before."""
    kept, free = [], -1
    for place in first.tolist():
        if place >= free:
            kept.append(place)
            free = place + size
    return np.array(kept, dtype=np.int64)
