"""Voices that a person has corrected: overrides by offsets that go with the article into every result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.articles import Article, Corpus, VoiceEdit, as_corpus
from toolkit.errors import TableError
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd


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
    if not hasattr(table, "to_dict"):
        shown = "None" if table is None else type(table).__name__
        raise TableError(f"corrections: a table is needed, this is {shown}; it has article, start, end and voice.")
    for column in ("article", "start", "end", "voice"):
        if column not in table.columns:
            have = ", ".join(map(str, table.columns))
            raise TableError(
                f"corrections: no column {column!r}; needed are article, start, end, voice; there is {have}."
            )
    ids = frozenset(map(str, whole._values("id")))
    found: dict[str, list[VoiceEdit]] = {}
    for number, row in enumerate(table.to_dict("records"), 1):
        identity = str(row["article"])
        found.setdefault(identity, []).append(_checked(whole, ids, identity, row, number))

    def edited(article: Article) -> Article:
        edits = found.get(article.id)
        return replace(article, voice_edits=(*article.voice_edits, *edits)) if edits else article

    return whole.replacing(whole._changed(edited))


def _checked(corpus: Corpus, ids: frozenset[str], identity: str, row: dict[Any, Any], number: int) -> VoiceEdit:
    where = f"corrections: row {number}"
    if identity not in ids:
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
    return VoiceEdit(start, end, str(row["voice"]), speaker if isinstance(speaker, str) and speaker else None)
