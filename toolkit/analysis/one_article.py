"""One article and all that is known of it: computed when it is first asked for, kept with the article, never twice."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from toolkit.analysis.hits import Hit
from toolkit.analysis.packing import (
    PackedAttributions,
    PackedHits,
    PackedTokens,
    PackedVoices,
    compact,
    words_by_stretch,
)
from toolkit.analysis.voice_edits import edited
from toolkit.articles import Article, Corpus, Settings, as_corpus
from toolkit.articles.article_tables import table_name
from toolkit.errors import LanguageWarning
from toolkit.lexicon import Lexicon, LookedUp
from toolkit.text.languages import is_english
from toolkit.text.tokens import Tokens, tokenize
from toolkit.voice import Attribution, Voice, VoiceMap
from toolkit.voice.engine import analyse as analyse_voice
from toolkit.voice.stretches import voices_in

OTHER_LANGUAGE = "not in English: the voice of its words is not analysed"
FEW = 5  # articles, from which the import of NumPy pays for decoding the voice model


class _Packed(Protocol):
    @classmethod
    def from_columns(cls, columns: Any) -> Self: ...


_P = TypeVar("_P", bound=_Packed)


class Analysed:
    """An article under some settings: its tokens, attributions, voices and loaded words.

    >>> one = Analysed(Article(id="a", text="The “Crusaders” bombed us, the militant said."))
    >>> [(hit.text, hit.voice.voice, hit.voice.speaker) for hit in one.hits if hit.entry.category == "religious_war"]
    [('Crusaders', 'partial', 'the militant')]
    """

    __slots__ = ("_arrays", "_hits", "_looked_up", "_tokens", "_voices", "article", "settings")

    def __init__(
        self,
        article: Article,
        settings: Settings | None = None,
        *,
        arrays: bool = False,
        tokens: Tokens | None = None,
        known: LookedUp | None = None,
    ) -> None:
        """`tokens` of the text, and what the lexicon knows of them, if they are known already."""
        self.article = article
        self.settings = settings or Settings()
        self._arrays = arrays
        self._tokens = tokens
        self._looked_up = known
        self._voices: VoiceMap | None = None
        self._hits: tuple[Hit, ...] | None = None

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def tokens(self) -> Tokens:
        """The tokens of the text, with the sentence each stands in."""
        if self._tokens is None:
            packed = self._known(("tokens",), PackedTokens)
            self._tokens = self._tokenized() if packed is None else packed.tokens(self.text)
        return self._tokens

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences, in characters."""
        if self._tokens is not None:
            return self._tokens.spans
        packed = self._known(("tokens",), PackedTokens)
        return self.tokens.spans if packed is None else packed.spans(*packed.places)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, with the corrections made by hand."""
        return self._packed_attributions().attributions()

    @property
    def voices(self) -> VoiceMap:
        """The voice of every character of the text, with the corrections made by hand."""
        if self._voices is None:
            self._voices = VoiceMap(self.packed_voices().stretches())
        return self._voices

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The loaded words, in the order of the text."""
        if self._hits is None:
            self._hits = self._unpacked(self.packed_hits())
        return self._hits

    def packed_voices(self) -> PackedVoices:
        """The voices as they are kept: enough for counting words."""
        packed = self._known(("voices", self.settings.engine), PackedVoices)
        return self._voiced()[1] if packed is None else packed

    def packed_hits(self) -> PackedHits:
        """The loaded words as they are kept."""
        key = ("hits", self.settings.key[1])
        packed = self._known(key, PackedHits)
        if packed is None:
            found = []
            if is_english(self.article):
                found = self.lexicon.match(self.tokens, rest=self._rest, known=self._looked_up)
            packed = self.article._kept[key] = PackedHits(
                compact(match.start for match in found),
                compact(match.end - match.start for match in found),
                tuple(intern(match.entry.id) for match in found),
                bytes(match.negated for match in found),
            )
        return packed

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon in use."""
        return Lexicon.default() if self.settings.lexicon is None else self.settings.lexicon

    def complete(self) -> None:
        """Compute all that is not known yet."""
        self.packed_voices()
        self._packed_attributions()
        self.packed_hits()

    @property
    def is_complete(self) -> bool:
        engine, lexicon = self.settings.key
        return {
            ("tokens",),
            ("voices", engine),
            ("attributions", engine),
            ("hits", lexicon),
        } <= self.article._kept.keys()

    @property
    def is_stored(self) -> bool:
        """Whether all of it lies on disk with the article."""
        engine, lexicon = self.settings.key
        keys = (("tokens",), ("voices", engine), ("attributions", engine), ("hits", lexicon))
        stored = self.article._kept.get("stored")
        return stored is not None and {table_name(key) for key in keys} <= stored.known

    def _known(self, key: tuple[str, ...], kind: type[_P]) -> _P | None:
        """What is kept under a key, or was stored on disk with the corpus."""
        kept = self.article._kept
        if key not in kept and "stored" in kept:
            columns = kept["stored"].columns(*key)
            if columns is not None:
                kept[key] = kind.from_columns(columns)
        found: _P | None = kept.get(key)
        return found

    def packed_tokens(self) -> PackedTokens:
        """The tokens as they are kept."""
        packed = self._known(("tokens",), PackedTokens)
        return self._keep(self.tokens) if packed is None else packed

    def _tokenized(self) -> Tokens:
        tokens = tokenize(self.text)
        self._keep(tokens)
        return tokens

    def _keep(self, tokens: Tokens) -> PackedTokens:
        packed = self.article._kept["tokens",] = PackedTokens.of(tokens)
        return packed

    def _packed_attributions(self) -> PackedAttributions:
        packed = self._known(("attributions", self.settings.engine), PackedAttributions)
        return self._voiced()[0] if packed is None else packed

    def _voiced(self) -> tuple[PackedAttributions, PackedVoices]:
        """The one place where voices are computed."""
        engine, kept = self.settings.engine, self.article._kept
        attributions: tuple[Attribution, ...]
        if is_english(self.article):
            found = analyse_voice(self.text, engine=engine, arrays=self._arrays, tokens=self._tokens)
            tokens = found.tokens
            attributions, stretches = found.attributions, voices_in(found).stretches
        else:
            tokens = self.tokens
            attributions = ()
            stretches = (Voice(0, len(self.text), "unsure", None, None, 0.0, OTHER_LANGUAGE, None),)
        if self.article.voice_edits:
            attributions, stretches = edited(attributions, stretches, self.article.voice_edits)
        if ("tokens",) not in kept:
            self._keep(tokens)
        words = words_by_stretch(tokens, stretches)
        packed = PackedAttributions.of(attributions), PackedVoices.of(stretches, words)
        kept["attributions", engine], kept["voices", engine] = packed
        return packed

    def _rest(self) -> Tokens | None:
        """What else the story says, which tells names from words: the text of a headline, the headline of a text."""
        article = self.article
        if "story" in article._kept:
            story: Article = article._kept["story"]
            return Analysed(story, self.settings).tokens
        if not article.headline or article.headline == article.text:
            return None
        if "headline" in article._kept:
            return Analysed(article.headline_article, self.settings).tokens
        return tokenize(article.headline)

    def _unpacked(self, packed: PackedHits) -> tuple[Hit, ...]:
        if not packed.entries:
            return ()
        article, voices, by_id = self.article, self.voices, self.lexicon.by_id
        begins = [start for start, _ in self.sentences]
        found = []
        for start, length, entry, negated in zip(*packed, strict=True):
            end = start + length
            sentence = max(bisect_right(begins, start) - 1, 0)
            voice = voices.at(start, end)
            found.append(
                Hit(article.id, sentence, start, end, self.text[start:end], by_id[entry], voice, bool(negated))
            )
        return tuple(found)


def analysis_of(article: Article, settings: Settings | None = None) -> Analysed:
    """One article, ready to be asked."""
    return Analysed(article, settings)


def analysed(corpus: Corpus | Article | Iterable[Article], *, english: str = "") -> Iterator[Analysed]:
    """The articles of a corpus under its settings, in their order.

    `english` names what is asked for, if it is for English only: articles in other languages are then told in one
    warning. Their words stand in the voice "unsure", and they have no attributions and no loaded words.
    """
    whole = as_corpus(corpus)
    if english:
        _warn_of_languages(whole, english)
    return _each(whole)


class _Language(NamedTuple):
    language: Any


def _warn_of_languages(corpus: Corpus, what: str) -> None:
    languages = Counter(corpus._values("language"))
    others = Counter({name: count for name, count in languages.items() if not is_english(_Language(name))})
    if others:
        listed = ", ".join(f"{language} {count}" for language, count in sorted(others.items(), key=str))
        warnings.warn(
            f"{what} is for English: {others.total()} of {len(corpus)} articles are in other languages ({listed}). "
            'They are not analysed; their words count as "unsure". Choose with corpus.where(language="en").',
            LanguageWarning,
            stacklevel=4,
        )


def _each(whole: Corpus) -> Iterator[Analysed]:
    arrays = len(whole) >= FEW
    for article in whole:
        yield Analysed(article, whole.settings, arrays=arrays)
