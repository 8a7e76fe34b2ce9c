"""A corpus for NLTK: its reader's methods, its statistics, its sentence splitter - with no data to download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from toolkit.errors import QueryError
from toolkit.text.tokens import ABBREVIATIONS, is_word, tokenize

if TYPE_CHECKING:
    from nltk import FreqDist
    from nltk.collocations import BigramCollocationFinder
    from nltk.text import Text
    from nltk.tokenize.punkt import PunktSentenceTokenizer


class NltkCorpus:
    """The methods of an NLTK corpus reader over texts by name; tokens are the toolkit's.

    >>> NltkCorpus({"a": "Rain fell. It stopped."}).sents()
    [['Rain', 'fell', '.'], ['It', 'stopped', '.']]
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._by_name = dict(texts)

    def fileids(self) -> list[str]:
        """The ids of the articles."""
        return list(self._by_name)

    def raw(self, fileids: str | Iterable[str] | None = None) -> str:
        """The bodies, joined by an empty line."""
        return "\n\n".join(self._texts(fileids))

    def words(self, fileids: str | Iterable[str] | None = None) -> list[str]:
        """All tokens, punctuation included."""
        return [word for text in self._texts(fileids) for word in tokenize(text).words]

    def sents(self, fileids: str | Iterable[str] | None = None) -> list[list[str]]:
        """The tokens of each sentence."""
        found = []
        for text in self._texts(fileids):
            tokens = tokenize(text)
            pairs = zip(tokens.sentences, tokens.words, strict=True)
            found += [[word for _, word in group] for _, group in groupby(pairs, key=lambda pair: pair[0])]
        return found

    def paras(self, fileids: str | Iterable[str] | None = None) -> list[list[list[str]]]:
        """The sentences of each paragraph."""
        found = []
        for text in self._texts(fileids):
            for block in text.split("\n\n"):
                tokens = tokenize(block)
                pairs = zip(tokens.sentences, tokens.words, strict=True)
                found.append([[word for _, word in group] for _, group in groupby(pairs, key=lambda pair: pair[0])])
        return [paragraph for paragraph in found if paragraph]

    def text(self) -> Text:
        """An `nltk.Text` of all tokens, for its concordances and dispersion plots."""
        from nltk.text import Text

        return Text(self.words())

    def freq_dist(self) -> FreqDist:
        """NLTK's frequency distribution of the words, lower case, no punctuation."""
        from nltk import FreqDist

        return FreqDist(word for sentence in self._word_sentences() for word in sentence)

    def bigrams(self) -> BigramCollocationFinder:
        """NLTK's collocation finder over pairs of neighbours; no pair crosses the end of a sentence."""
        from nltk.collocations import BigramCollocationFinder

        return BigramCollocationFinder.from_documents(self._word_sentences())

    def _word_sentences(self) -> list[list[str]]:
        found: list[list[str]] = []
        for text in self._by_name.values():
            tokens = tokenize(text)
            columns = zip(tokens.sentences, tokens.lowers, tokens.kinds, strict=True)
            for _, group in groupby(columns, key=lambda column: column[0]):
                found.append([lower for _, lower, kind in group if is_word(kind)])
        return found

    def _texts(self, fileids: str | Iterable[str] | None) -> list[str]:
        if fileids is None:
            return list(self._by_name.values())
        names = [fileids] if isinstance(fileids, str) else list(fileids)
        if unknown := [name for name in names if name not in self._by_name]:
            raise QueryError(f"No article has the id {unknown[0]!r}; fileids() lists the ids.")
        return [self._by_name[name] for name in names]


def punkt_tokenizer() -> PunktSentenceTokenizer:
    """NLTK's Punkt with the toolkit's news abbreviations, and without the trained data that would be downloaded.

    `span_tokenize` gives exact offsets. The toolkit itself splits with `toolkit.text.tokens.sentences`, without NLTK
    and knows quotation marks; this is for comparing, and for work that stays in NLTK.
    """
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters: Any = PunktParameters()
    parameters.abbrev_types = {abbreviation.lower() for abbreviation in ABBREVIATIONS}
    return PunktSentenceTokenizer(parameters)
