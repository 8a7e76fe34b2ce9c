"""Entman's four functions of a frame, as words that point to them, each with the voice that performs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from toolkit.analysis import analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.data import read_rows
from toolkit.text.phrases import Phrases

if TYPE_CHECKING:
    import pandas as pd

FUNCTIONS = ("problem", "cause", "judgement", "remedy")


def entman(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """Words that point to a problem, a cause, a judgement or a remedy, and who it is that speaks of it.

    One row per word. The four functions are those of R. Entman, "Framing: Toward clarification of a fractured
    paradigm", Journal of Communication 43 (4), 1993. The words are a list of our own (`data/frames/entman.csv`). A word
    is a place to read, no proof: nothing here classifies a story.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: characters of `Article.text`
    - text: the words as they stand
    - function: problem, cause, judgement or remedy
    - why: what the words say
    - voice, speaker: whose words they are
    - cue: the word that shows the voice; missing where there is no such word

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> found = entman(Article(id="a", text="The flood was caused by rain. “The mayor must resign,” Ruiz said."))
    >>> found[["function", "text", "voice"]].values.tolist()
    [['cause', 'caused by', 'outlet'], ['remedy', 'must', 'direct']]
    """

    rows, phrases = _table()
    found = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="entman"):
        article, tokens, voices = one.article, one.tokens, one.voices
        for sentence, start, end, row in phrases.find(tokens):
            if article.text[start:end].isupper():
                continue  # "MUST WATCH": lines of a page, and headlines
            voice = voices.at(start, end)
            place = (article.id, sentence, start, end, article.text[start:end])
            why = (rows[row]["function"], rows[row]["why"])
            found.append((*place, *why, voice.voice, voice.speaker, voice.cue))
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "text": "str", "function": "str"}
    types |= dict.fromkeys(("why", "voice", "speaker", "cue"), "str")
    return result_table("entman", found, types, corpus=whole, with_fields=with_fields)


@cache
def _table() -> tuple[list[dict[str, str]], Phrases]:
    rows = read_rows("frames/entman.csv")
    return rows, Phrases([row["words"]] for row in rows)
