"""Sentences for rows that are no rate of a term: voices, names, entries, pairs, openings, texts, labels, places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from toolkit.articles.short_display import is_missing
from toolkit.results.sentence_parts import (
    FEW_ARTICLES,
    FEW_USES,
    Row,
    articles_of,
    as_clause,
    chosen,
    digits,
    few,
    in_marks,
    in_voice,
    percent,
    uses_of,
    whose,
    with_cautions,
)
from toolkit.voice import VOICES

_SURE = 0.7  # the confidence of a voice that needs no caution
_SHORT = 100  # words, below which figures of a text say little
_MOST = 5  # groups that a sentence lists
_DUPLICATES = {
    "exact": "has the same words as",
    "version": "has the same address as",
    "contained": "is a part of, or holds nearly all of,",
    "near": "shares much of its text with",
    "quotations": "quotes the same statements as",
}
_SUMMARY = frozenset({"voice", "hits", "words", "per_1000", "low", "high", "articles"})
_WORDING = frozenset({"kind", "about", "word", "all", "outlet_voice", "with_indirect"})


def rate_of_voice(row: Row) -> str:
    group = next((f" of {value}" for name, value in row.items() if name not in _SUMMARY), "")
    if not row["words"]:
        return f"No words stand {whose(row)}{group}."
    first = f"{uses_of(row['hits'], 'loaded word')} {whose(row)}{group}: {digits(row['per_1000'])} in 1,000 words"
    low, high = row["low"], row["high"]
    bounds = "no interval" if is_missing(low) else f"95 % interval {digits(low)} to {digits(high)}"
    cautions = few(row["hits"], row["articles"])
    return f"{first} ({bounds}), in {articles_of(int(row['articles']))}{with_cautions(cautions)}."


def share(row: Row) -> str:
    given = f"stand {whose(row)}" if "voice" in row else f"are given to {row['speaker']}"
    low, high = row["low"], row["high"]
    bounds = "no interval" if is_missing(low) else f"95 % interval {percent(low)} to {percent(high)}"
    cautions = [f"only {articles_of(int(row['articles']))}"] if row["articles"] < FEW_ARTICLES else []
    first = f"{uses_of(row['words'], 'word')} {given}: {percent(row['share'])} of all ({bounds})"
    return f"{first}, in {articles_of(int(row['articles']))}{with_cautions(cautions)}."


def counts_by_voice(row: Row) -> str:
    """A row of voice_table or naming_table, whose columns are voices."""
    if "category" in row:
        first = f"{uses_of(row['all'], 'loaded word')} of the category {row['category'].replace('_', ' ')}"
    else:
        first = f"{in_marks(row['name'])} for {row['referent']}: {uses_of(row['all'])}"
    said = _listed((f"{row[voice]} {in_voice(voice)}" for voice in VOICES if row.get(voice)), len(VOICES))
    cautions = [*few(row["all"], None), "a count has no interval"]
    return f"{first}, {said or 'without a voice'}{with_cautions(cautions)}."


def wording(row: Row) -> str:
    """A row of compare_wording, whose columns are groups."""
    groups = {name: value for name, value in row.items() if name not in _WORDING and value}
    order = sorted(groups, key=lambda name: -groups[name])
    said = _listed((f"{groups[name]} in {name}" for name in order), _MOST)
    first = f"{_about(row)}: {uses_of(row['all'])}{chosen(row)}, {said}."
    own = (
        f"{row['outlet_voice']} stand {in_voice('outlet')}, {row['with_indirect']} {in_voice('(outlet with indirect)')}"
    )
    return f"{first} {own}{with_cautions([*few(row['all'], None), 'a count has no interval'])}."


def wording_rate(row: Row) -> str:
    """A row of compare_wording with rates."""
    if not row["words"]:
        return f"{_about(row)}: no words were counted{chosen(row, row['group'])}."
    low, high = row["low"], row["high"]
    bounds = "no interval" if is_missing(low) else f"95 % interval {_rate(low)} to {_rate(high)}"
    first = f"{_about(row)}: {uses_of(row['count'])}{chosen(row, row['group'])}"
    where = f"It stands in {row['articles']} of {articles_of(row['of_articles'])}"
    cautions = with_cautions(few(row["count"], row["of_articles"]))
    return f"{first}, {_rate(row['per_10000'])} in 10,000 words ({bounds}). {where}{cautions}."


def _about(row: Row) -> str:
    kind = "for" if row["kind"] == "name" else "of the category"
    return f"{in_marks(row['word'])} {kind} {str(row['about']).replace('_', ' ')}"


def _rate(per_10000: float) -> str:
    return digits(float(per_10000)) if per_10000 else "0"


def entry(row: Row) -> str:
    """A row of lexicon_coverage."""
    first = f"{in_marks(row['term'])} ({row['category'].replace('_', ' ')}, {row['severity']})"
    if not row["hits"]:
        return f"{first} is not found in any article; caution: an entry finds only its own forms."
    found = f"is found {uses_of(row['hits'], 'time')} in all voices, in {articles_of(row['articles'])}"
    return f"{first} {found}{with_cautions([*few(row['hits'], None), 'a count has no interval'])}."


def repeat(row: Row) -> str:
    """A row of duplicates."""
    first = f"Article {row['article']} {_DUPLICATES[row['kind']]} article {row['duplicate_of']}"
    shared = f"{percent(row['containment'])} of the shorter text stands in both"
    run = "" if is_missing(row["evidence"]) else str(row["evidence"])
    longest = f", the longest run has {uses_of(len(run.split()), 'word')}: {in_marks(run)}" if run else ""
    cautions = {
        "quotations": ["what both quote is no repeat"],
        "version": ["the words may differ"],
        "near": ["read both before you leave one out"],
        "contained": ["read both before you leave one out"],
    }.get(row["kind"], [])
    return f"{first}. {shared}{longest}{with_cautions(cautions)}."


def opening(row: Row) -> str:
    """A row of headline_and_lead."""
    first = (
        f"The {row['part']} of article {row['article']} has {uses_of(row['words'], 'word')}: {in_marks(row['text'])}."
    )
    loaded = f"its loaded words are {as_clause(row['loaded'])}" if _said(row["loaded"]) else "it has no loaded words"
    voices = f"By voice its words are {as_clause(row['voices'])}" if _said(row["voices"]) else "No voice has words"
    few_words = [f"only {uses_of(row['words'], 'word')}"] if row["words"] < FEW_USES else []
    return f"{first} {voices}, and {loaded}{with_cautions(few_words)}."


def text_figures(row: Row) -> str:
    """A row of text_statistics."""
    size = f"{uses_of(row['words'], 'word')} in {uses_of(row['sentences'], 'sentence')}"
    first = f"Article {row['article']} has {size}, quotations included"
    if not row["words"]:
        return f"{first}; caution: there is nothing to measure."
    reading = f"Its reading ease is {row['flesch']:.0f} (Flesch; higher is easier)"
    variety = "" if is_missing(row["MATTR"]) else f", its words vary by {row['MATTR']:.2f} (MATTR; 1 is no repetition)"
    cautions = [f"only {uses_of(row['words'], 'word')}"] if row["words"] < _SHORT else []
    return f"{first}. {reading}{variety}{with_cautions([*cautions, 'one text has no interval'])}."


_SHARES = {
    "agreement": "share of equal pairs of labels",
    "precision": "share of the marked words of the tool that are marked by people",
    "recall": "share of the marked words of people that the tool marks",
    "f1": "precision and recall in one",
}


def score(row: Row) -> str:
    """A row of agreement."""
    measure = str(row["measure"]).partition(": ")[0]
    name = measure.replace("_", " ")
    name += f" for {as_clause(str(row['about']).replace('_', ' '))}" if _said(row.get("about")) else ""
    among = f"{row['coders']} people and {uses_of(row['units'], 'unit')}"
    if is_missing(row["value"]):
        return f"The {name} of {among} cannot be told; caution: only one label was used, or no unit has two labels."
    meaning = _SHARES.get(measure, "1 is perfect, 0 is chance")
    low, high = row["low"], row["high"]
    bounds = "no interval" if is_missing(low) else f"95 % interval {low:.2f} to {high:.2f}"
    cautions = [f"only {uses_of(row['units'], 'unit')}"] if row["units"] < FEW_USES else []
    cautions += ["chance is not taken out"] if measure in _SHARES else []
    if measure not in _SHARES and not is_missing(low) and low <= 0:
        cautions.append("the interval holds no better than chance")
    return f"The {name} of {among} is {row['value']:.2f} ({bounds}; {meaning}){with_cautions(cautions)}."


def disputed(row: Row) -> str:
    """A row of disputed."""
    readers = f"{row['marked']} of {row['coders']} people"
    first = f"In article {row['article']}, {readers} marked words of {in_marks(row['text'])}."
    pairs = f"{percent(row['disagreement'])} of pairs of people differ on them"
    codes = as_clause(str(row["codes"]).replace("_", " "))
    cautions = [f"only {row['coders']} people"] if row["coders"] < FEW_USES else []
    return f"{first} {pairs} (codes used: {codes}){with_cautions(cautions)}."


def loaded(row: Row) -> str:
    category = str(row["category"]).replace("_", " ")
    first = f"{in_marks(row['text'])} ({category}) stands {whose(row)} in article {row['article']}."
    return f"{first} It is flagged because: {as_clause(row['why'])}{_doubt(row)}."


def _doubt(row: Row) -> str:
    p = row.get("p")
    unsure = not is_missing(p) and p is not None and p < _SURE
    return with_cautions([f"the voice is not sure (p = {p:.2g})"] if unsure else [])


def position(row: Row) -> str:
    """A row of positions."""
    where = f"{digits(row['position']) if row['position'] else 0} % into its words"
    return f"{in_marks(row['text'])} stands {whose(row)} in article {row['article']}, {where}."


def ranked(row: Row) -> str:
    """A row of worth_a_look."""
    first = f"{in_marks(row['text'])} in article {row['article']} is number {row['rank']} of the sentences to read."
    words = f"Its words are {as_clause(row['words'])} (voice: {row['voices']})" if _said(row["words"]) else ""
    return f"{first} {words or 'No single word of it stands out'}; caution: a rank is no measure of bias."


def opened(row: Row) -> str:
    """A row of evidence."""
    place = f"characters {int(row['match_start'])} to {int(row['match_end'])}"
    return f"{in_marks(row['match'])} stands in article {row['article']}, {place}, in: {in_marks(row['text'])}."


def mark(row: Row) -> str:
    """A row of annotations."""
    who = f" by {row['person']}" if _said(row["person"]) else ""
    why = f"The reason given: {as_clause(row['note'])}" if _said(row["note"]) else "No reason is given"
    code = str(row["code"]).replace("_", " ")
    return f"{in_marks(row['text'])} in article {row['article']} is coded {code}{who}. {why}."


def place(row: Row) -> str:
    text = next(row[name] for name in ("text", "node", "content", "token") if name in row)
    by = f" {whose(row)}" if "voice" in row else f", said by {row['speaker']}," if _said(row.get("speaker")) else ""
    where = f"in article {row['article']}, characters {int(row['start'])} to {int(row['end'])}"
    return f"{in_marks(text)} stands{by} {where}{_doubt(row)}."


def _said(value: Any) -> bool:
    return not is_missing(value) and bool(str(value).strip())


def _listed(parts: Iterable[str], most: int) -> str:
    every = list(parts)
    rest = len(every) - most
    return ", ".join(every[:most]) + (f" and {rest} more" if rest > 0 else "")
