"""Loaded language with its voice: every hit of the lexicon says why it is flagged and whose word it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from toolkit.analysis import Analysed, Hit, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, Settings, as_corpus
from toolkit.errors import QueryError
from toolkit.lexicon import Lexicon
from toolkit.statistics.terms import chosen_voices

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from toolkit.loaded.models.words import LoadedWordModel


def hits(article: Article, *, lexicon: Lexicon | None = None) -> tuple[Hit, ...]:
    """The loaded words of one article, in the order of the text. `lexicon` is the shipped one unless given.

    >>> article = Article(id="a", text="The “Crusaders” bombed us, the militant said.")
    >>> for hit in hits(article):
    ...     if hit.entry.category == "religious_war":
    ...         print(hit.text, hit.voice.voice, hit.voice.speaker)
    Crusaders partial the militant
    """
    return Analysed(article, Settings(lexicon=lexicon)).hits


_COLUMNS = {
    "article": "str",
    "sentence": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "term": "str",
    "category": "str",
    "layer": "str",
    "severity": "str",
    "negated": "bool",
    "why": "str",
    "alternative": "str",
    "voice": "str",
    "speaker": "str",
    "cue": "str",
    "p": "float64",
    "entry": "str",
}


Severity = Literal["flag", "note", "all"]


def chosen_severities(severity: str) -> frozenset[str]:
    """The severities a `severity=` option names. Raises QueryError for another one."""
    if severity not in ("flag", "note", "all"):
        raise QueryError(f"severity={severity!r}: choose flag, note or all.")
    return frozenset({"flag", "note"} if severity == "all" else {severity})


def loaded_language(
    corpus: Corpus | Article | Iterable[Article],
    *,
    lexicon: Lexicon | None = None,
    voice: str | Collection[str] | None = None,
    severity: Severity = "flag",
    model: LoadedWordModel | str | Path | None = None,
    with_fields: Sequence[str] = (),
) -> pd.DataFrame:
    """Every loaded word of a corpus, with the reason, a neutral wording and the voice it stands in: one row per word.

    Rows are flags: words that are worth a second thought in nearly every use. `severity="all"` gives the notes, too,
    which are often good practice; `severity="note"` only them. `voice` keeps only the hits in one voice or several.

    `model` adds, whatever the severity, with the category "model", the words of a trained model (or of its file) that
    no entry covers. Without a model the lexicon works alone. `toolkit train words --gold FILE -o MODEL` trains one.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: characters of `Article.text`
    - text: the word as it stands
    - term: of the entry, or the word of the entry that stands here
    - category
    - layer: framing or epistemic
    - severity: flag, or note (worth a look and often good practice)
    - negated: whether it is denied ("not a terrorist")
    - why: the reason it is flagged
    - alternative: a neutral wording
    - voice: outlet, direct, partial, indirect, ascribed, distanced, mention or unsure
    - speaker: missing where the voice is that of the outlet, or nobody is named
    - cue: the word that shows the voice; missing where there is no such word
    - p: confidence of the voice, 0 to 1
    - entry: its id

    Raises:
        QueryError: for a voice or severity that does not exist, and if `lexicon` is no lexicon.
        LoadError: if the file of `model` cannot be read.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> article = Article(id="a", text="The “Crusaders” bombed us, the militant said.")
    >>> loaded_language(article, voice="outlet").category.isin(["religious_war"]).any()
    np.False_
    """

    wanted, severities = chosen_voices(voice), chosen_severities(severity)
    whole = as_corpus(corpus).with_settings(lexicon=lexicon)
    rows: list[tuple[object, ...]] = [
        (
            *(hit.article, hit.sentence, hit.start, hit.end, hit.text),
            *(hit.term, hit.entry.category, hit.entry.layer, hit.entry.severity, hit.negated),
            *(hit.entry.why, hit.entry.alternative),
            *(hit.voice.voice, hit.voice.speaker, hit.voice.cue, hit.voice.p, hit.entry.id),
        )
        for one in analysed(whole, english="loaded_language")
        for hit in one.hits
        if hit.voice.voice in wanted and hit.entry.severity in severities
    ]
    if model is not None:
        from toolkit.loaded.models.looking import beside

        rows = beside(rows, whole, model, voice=wanted)
    return result_table("loaded_language", rows, _COLUMNS, corpus=whole, with_fields=with_fields)
