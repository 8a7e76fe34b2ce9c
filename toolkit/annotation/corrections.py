"""Voices that a person has corrected: overrides by offsets that go with the article into every count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.articles import Article, Corpus, Correction, as_corpus
from toolkit.errors import TableError
from toolkit.voice.voice_records import VOICES, Voice, VoiceMap
from toolkit.voice.stretches import voices_of

if TYPE_CHECKING:
    import pandas as pd

WHY = "corrected by hand"


def article_voices(article: Article) -> VoiceMap:
    """The voices of an article: those of its text, with its corrections laid over them.

    >>> by_hand = (Correction(4, 15, "partial", "the group"),)
    >>> article = Article(id="a", text="The “caliphate” fell.", corrections=by_hand)
    >>> article_voices(article).at(5, 14)[2:4]
    ('partial', 'the group')
    """
    found = voices_of(article.text)
    for correction in article.corrections:
        found = _lay_over(found, correction)
    return found


def correct(corpus: Corpus | Article | Iterable[Article], table: pd.DataFrame) -> Corpus:
    """The corpus with voices corrected by hand.

    `table` has the columns article, start, end (characters into `Article.text`), voice, and perhaps speaker: rows of
    any result will do, with the voice changed. Later rows win over earlier ones. All results of the new corpus use the
    corrections, with p = 1 and why = "corrected by hand", and a report's manifest records them. The articles given
    are not changed. Raises TableError naming the row, the field and the fix.

    >>> corpus = Corpus([Article(id="a", text="The “caliphate” fell.")])
    >>> fixed = correct(corpus, table)  # doctest: +SKIP
    """
    whole = as_corpus(corpus)
    for column in ("article", "start", "end", "voice"):
        if column not in table.columns:
            have = ", ".join(map(str, table.columns))
            raise TableError(
                f"corrections: no column {column!r}; needed are article, start, end, voice; there is {have}."
            )
    found: dict[str, list[Correction]] = {}
    for number, row in enumerate(table.to_dict("records"), 1):
        identity = str(row["article"])
        found.setdefault(identity, []).append(_checked(whole, identity, row, number))
    return Corpus(
        (replace(a, corrections=(*a.corrections, *found[a.id])) if a.id in found else a for a in whole),
        whole.rejections,
    )


def _checked(corpus: Corpus, identity: str, row: dict[Any, Any], number: int) -> Correction:
    where = f"corrections: row {number}"
    if identity not in {article.id for article in corpus}:
        raise TableError(f"{where}: no article has the id {identity!r}; corpus.table lists the ids.")
    try:
        start, end = int(row["start"]), int(row["end"])
    except (TypeError, ValueError) as error:
        raise TableError(f"{where}: start and end must be whole numbers of characters.") from error
    if not 0 <= start < end <= len(corpus[identity].text):
        raise TableError(f"{where}: article {identity!r} has no characters {start} to {end}.")
    if row["voice"] not in VOICES:
        raise TableError(f"{where}: {row['voice']!r} is no voice; choose from {', '.join(VOICES)}.")
    speaker = row.get("speaker")
    return Correction(start, end, str(row["voice"]), speaker if isinstance(speaker, str) and speaker else None)


def _lay_over(voices: VoiceMap, correction: Correction) -> VoiceMap:
    start, end, voice, speaker = correction
    kept: list[Voice] = []
    for stretch in voices.stretches:
        if stretch.start < start:
            kept.append(stretch._replace(end=min(stretch.end, start)))
        if stretch.start <= start < stretch.end:
            kept.append(Voice(start, end, voice, speaker, None, 1.0, WHY, None))
        if stretch.end > end:
            kept.append(stretch._replace(start=max(stretch.start, end)))
    return VoiceMap(tuple(kept))
