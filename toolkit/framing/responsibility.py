"""Who is named as the cause, who is asked to act, who is judged, and by whom: Entman's functions with their people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.data import read_rows
from toolkit.framing.entman import entman
from toolkit.voice.rules.clauses import Unit, units
from toolkit.voice.rules.grammar import BE, CONJUNCTION, OBJECT_PRONOUN, PREPOSITION, TIME, is_adverb
from toolkit.voice.rules.subjects import phrase_after, subject

if TYPE_CHECKING:
    import pandas as pd

ROLES = ("cause", "asked", "judged")
_LONGEST = 12  # words of a name: longer ones run into the next clause
_MARKS = dict.fromkeys(map(ord, '“”„‟«»‹›"'))
_STOPS = (PREPOSITION - {"of"}) | TIME | CONJUNCTION | BE | {"to"}


def responsibility(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """Who is named as the cause, who is asked to act, and who is judged, each with the voice that says so.

    One row per word of `entman` that asks for such a name (`data/frames/responsibility.csv` says which, and on which
    side the name stands). The words that name somebody are found with small word classes, without a parser: read a row
    before you count it. Where the sentence names nobody, `who` is missing: that is a choice, too.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: of the word, characters of `Article.text`
    - text: the word as it stands
    - role: cause (who or what brought it about), asked (who is to act), judged (who or what is judged)
    - who: words of the article; missing where the sentence names nobody
    - by: who says so: the speaker, "outlet" for the outlet itself; missing where the speaker is not known
    - voice: whose words it stands in
    - why: what the word says

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> article = Article(id="a", text="The flood was caused by a broken dam. “The mayor must resign,” Ruiz said.")
    >>> responsibility(article)[["role", "who", "by"]].values.tolist()
    [['cause', 'a broken dam', 'outlet'], ['asked', 'The mayor', 'Ruiz']]
    """
    whole = as_corpus(corpus)
    found = entman(whole)
    by_article: dict[str, list[tuple[int, int, str, int, str, str | None]]] = {}
    columns = (found[name] for name in ("article", "start", "end", "text", "sentence", "voice", "speaker"))
    for article, start, end, text, sentence, voice, speaker in zip(*columns, strict=True):
        said = " ".join(text.lower().split())
        if said in _table():
            place = (int(start), int(end), text, int(sentence), voice, speaker if isinstance(speaker, str) else None)
            by_article.setdefault(article, []).append(place)
    rows = [row for one in analysed(whole) for row in _rows(one, by_article.get(one.article.id, []))]
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64"}
    types |= dict.fromkeys(("text", "role", "who", "by", "voice", "why"), "str")
    return result_table("responsibility", rows, types, corpus=whole, with_fields=with_fields)


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["words"]: row for row in read_rows("frames/responsibility.csv")}


def _rows(one: Analysed, places: Sequence[tuple[int, int, str, int, str, str | None]]) -> Iterable[tuple[object, ...]]:
    if not places:
        return
    listed = [_without_marks(unit) for unit in units(one.tokens, ())]
    begins = [unit.starts[0] if unit.starts else 0 for unit in listed]
    for start, end, text, sentence, voice, speaker in places:
        row = _table()[" ".join(text.lower().split())]
        unit = listed[max(bisect_left(begins, start + 1) - 1, 0)]
        who = _who(unit, start, end, row["who"])
        by = speaker or ("outlet" if voice == "outlet" else None)
        yield one.article.id, sentence, start, end, text, row["role"], who, by, voice, row["why"]


def _without_marks(unit: Unit) -> Unit:
    """The sentence without its quotation marks: who is meant does not depend on who says so."""
    keep = [n for n, word in enumerate(unit.words) if word.translate(_MARKS)]
    return Unit(
        unit.text, unit.paragraph, unit.first, [unit.words[n] for n in keep], [unit.lowers[n] for n in keep],
        [unit.starts[n] for n in keep], [unit.ends[n] for n in keep], [None] * len(keep), [],
    )  # fmt: skip


def _who(unit: Unit, start: int, end: int, side: str) -> str | None:
    first = bisect_left(unit.starts, start)
    if first >= len(unit.starts) or unit.starts[first] != start:
        return None
    after = bisect_left(unit.starts, end)
    if side == "before":
        known = subject(unit, first, 0)
        span = (known[0], known[1]) if known else None
    else:
        stop = _end_of_name(unit, after)
        before = first - 1
        while before >= 0 and is_adverb(unit.lowers[before]):
            before -= 1
        passive = before >= 0 and unit.lowers[before] in BE and unit.lowers[first].endswith("ed")
        if passive and after - first == 1:  # "was condemned": judged is the subject
            known = subject(unit, first, 0)
            span = (known[0], known[1]) if known else None
        else:
            span = (after, stop) if stop > after else None
    if span is None or not 0 < span[1] - span[0] <= _LONGEST:
        return None
    return unit.text[unit.starts[span[0]] : unit.ends[span[1] - 1]].translate(_MARKS)


def _end_of_name(unit: Unit, begin: int) -> int:
    """Where the words that begin behind the cue end: before a place, a time, an adverb; a pronoun stands alone."""
    stop = phrase_after(unit, begin, len(unit.lowers))
    if begin < stop and unit.lowers[begin] in OBJECT_PRONOUN:
        return begin + 1  # "accused him of misconduct"
    for position in range(begin, stop):
        if unit.lowers[position] in _STOPS or (position > begin and is_adverb(unit.lowers[position])):
            return position
    return stop
