"""From any number back to the sentences behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import as_table, result_table, unpacked_places
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.articles.short_display import is_missing
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError
from toolkit.loaded.summary import VIEWS
from toolkit.results.registry import KINDS, Kind, kind_of
from toolkit.statistics.terms import Occurrence, chosen_voices, found_by_query, group_of, occurrences
from toolkit.text.tokens import is_word

if TYPE_CHECKING:
    import pandas as pd

Place = tuple[str, int, int]
Place4 = tuple[str, int, int, str]
_TEXTS = ("content", "node", "token", "text")  # the columns in which rows say what stands at their place
_UNKNOWN = object()
_MARKS = " \n\"'“”„‟«»‹›‘’‚‛`´「」『』"
_READ_AS_MISSING = frozenset({"NA", "N/A", "n/a", "NULL", "null", "NaN", "nan", "None", "<NA>"})  # by a CSV reader
_WORDS = re.compile(r"[^\W_]+")
Key = tuple[str, ...]


def evidence(corpus: Corpus | Article | Iterable[Article], rows: pd.DataFrame) -> pd.DataFrame:
    """The sentences behind rows of a result: as many as the rows count.

    Rows with article, start and end open into one sentence each, from their own columns: also from a CSV file, a merge
    or another corpus that holds the same texts. Rows that count open into as many sentences as their count says
    (`toolkit.results.registry.KINDS` names the column), on the corpus they were counted on. Rows of `voices` open into
    their `stretches`, `duplicates` into the words shared by both articles (two rows, zero without such words),
    `text_statistics` into all sentences of the article, also from a CSV file, `genealogy` into the paragraph in the
    article and in the text that it repeats. A headline of `headline_and_lead` opens
    into the headline: its offsets are characters of the headline.

    Columns:

    - article
    - sentence: its number; the first one if the span runs through several
    - start, end: of the sentence or sentences, in characters of `Article.text`
    - text: the sentence or sentences
    - match_start, match_end, match: the span itself
    - headline

    Raises:
        QueryError: if rows name no place, were counted on other articles or with another lexicon, or say another text
            than stands at their place.

    >>> from toolkit.statistics.term_frequency import term_frequency
    >>> article = Article(id="a", text="Rain fell. Then more rain came.")
    >>> rain = term_frequency(article).query("term == 'rain'")
    >>> evidence(article, rain).text.tolist()
    ['Rain fell.', 'Then more rain came.']
    """
    rows = as_table(rows, "rows", (), made_by="any function of the toolkit that counts or lists")
    whole = as_corpus(corpus)
    kind = kind_of(rows)
    rows = rows.reset_index() if any(name is not None for name in rows.index.names) else rows
    reader = _Reader(whole)
    if {"article", "start", "end"} <= set(rows.columns) and kind not in _RESULTS:
        found = [_own_place(reader, row) for row in _places_in(rows)]
    elif kind is not None and "places" in rows.attrs:
        found = _carried(reader, rows, KINDS[kind])
    elif kind is not None and kind in _RESULTS and "settings" in rows.attrs:
        _same_corpus(whole, rows, kind)
        found = [reader.sentence(*place) for place in _places(whole, rows, rows.attrs["settings"], kind)]
    elif kind is not None and kind in _BY_ROW:
        found = [line for row in rows.to_dict("records") for line in _BY_ROW[kind](reader, row)]
    elif kind == "agreement":
        raise QueryError("Rows of agreement speak of labels, and no sentence stands behind them.")
    else:
        raise QueryError(
            "These rows name no place in an article and have lost what they were counted with (.attrs), so they cannot"
            " be opened; evidence needs rows with article, start and end, or rows as the functions of the toolkit give"
            f" them. Columns are {', '.join(map(str, rows.columns))}."
        )
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "text": "str"}
    types |= {"match_start": "int64", "match_end": "int64", "match": "str", "headline": "str"}
    return result_table("evidence", found, types, corpus=whole)


class _Reader:
    """The sentences of articles, each article read once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._ids = frozenset(article.id for article in corpus)
        self._known: dict[str, tuple[Article, list[tuple[int, int]], list[int]]] = {}

    def article(self, identity: object) -> Article:
        name = str(identity)
        if isinstance(identity, float) and identity.is_integer() and not self._has(name):
            name = str(int(identity))  # a number that went through a table with gaps
        return self.corpus[name]

    def _has(self, name: str) -> bool:
        return name in self._ids

    def sentence(self, identity: str, start: int, end: int) -> _Line:
        if identity not in self._known:
            article = self.article(identity)
            spans = Analysed(article, self.corpus.settings).sentences
            self._known[identity] = article, spans, [begin for begin, _ in spans]
        article, spans, begins = self._known[identity]
        return _line(article, spans, begins, start, end)


_Line = tuple[object, ...]


def _line(article: Article, spans: list[tuple[int, int]], begins: list[int], start: int, end: int) -> _Line:
    text = article.text
    if not spans or not 0 <= start < end <= len(text):
        raise QueryError(f"Article {article.id!r} has no characters {start} to {end}; was it loaded differently?")
    first = max(bisect_right(begins, start) - 1, 0)
    last = max(bisect_left(begins, end) - 1, first)
    begin, stop = spans[first][0], spans[last][1]
    return article.id, first, begin, stop, text[begin:stop], start, end, text[start:end], article.headline


def _places_in(rows: pd.DataFrame) -> Iterable[tuple[object, int, int, object]]:
    """Article, start, end and the text that the row itself says stands there (`_UNKNOWN` if it says nothing)."""
    named = next((name for name in _TEXTS if name in rows.columns), None)
    texts = rows[named].tolist() if named else [_UNKNOWN] * len(rows)
    try:
        starts, ends = ([int(value) for value in rows[name].tolist()] for name in ("start", "end"))
    except (TypeError, ValueError) as error:
        raise QueryError("A row has no whole number for start or end; such rows cannot be opened.") from error
    return zip(rows["article"].tolist(), starts, ends, texts, strict=True)


def _own_place(reader: _Reader, row: tuple[object, int, int, object]) -> _Line:
    identity, start, end, said = row
    line = reader.sentence(reader.article(identity).id, start, end)
    there = str(line[7])
    if said is _UNKNOWN or said == there or str(said).strip(_MARKS) == there.strip(_MARKS):
        return line
    if is_missing(said) and there in _READ_AS_MISSING:
        return line
    raise QueryError(
        f"At the characters {start} to {end} of article {identity!r} stands {there[:60]!r}, and the row says"
        f" {str(said)[:60]!r}; open rows on the corpus they come from."
    )


def _same_corpus(corpus: Corpus, rows: pd.DataFrame, kind: str) -> None:
    if rows.attrs.get("corpus") not in (None, corpus.fingerprint):
        raise QueryError(
            f"These rows of {kind} were counted on other articles than these {len(corpus)}; open them on the corpus"
            " they were counted on" + (", the target." if rows.attrs.get("reference") else ".")
        )
    lexicon = rows.attrs.get("analysis", [None, None])[1]
    if KINDS[kind].needs_lexicon and lexicon not in (None, corpus.settings.key[1]):
        raise QueryError(
            f"These rows of {kind} were counted with another lexicon; open them on corpus.with_settings(lexicon=...)."
        )


def _carried(reader: _Reader, rows: pd.DataFrame, kind: Kind) -> list[_Line]:
    """The places that a table carries, by its keys and its columns; without the column `all`, those of the others."""
    known = unpacked_places(rows.attrs["places"])
    if missing := [name for name in kind.keys if name not in rows.columns]:
        raise QueryError(f"These rows of {kind.name} have no {missing[0]!r} any more, so they cannot be opened.")
    depth = len(kind.keys)
    of_row: dict[Key, list[tuple[Key, list[Place4]]]] = {}
    for key, places in known.items():
        of_row.setdefault(key[:depth], []).append((key[depth:], places))
    found: list[_Line] = []
    for row in rows.to_dict("records"):
        cells = of_row.get(tuple(str(row[name]) for name in kind.keys), [])
        total = kind.counted in row
        chosen = [places for column, places in cells if total or all(name in row for name in column)]
        places = [place for each in chosen for place in each]
        counted = (
            row[kind.counted] if total else sum(row[name] for column, _ in cells for name in column if name in row)
        )
        _as_counted(len(places), counted, row, kind.name)
        found += [_own_place(reader, place) for place in places]
    return found


def _as_counted(found: int, counted: object, row: dict[Any, Any], kind: str) -> None:
    """A count that differs is an error and never a wrong number of sentences."""
    if counted is not None and found != counted:
        raise QueryError(
            f"A row of {kind} counts {counted}, and {found} places stand behind it now; open the rows as they were"
            " counted, on the corpus they were counted on."
        )


def _places(corpus: Corpus, rows: pd.DataFrame, settings: dict[str, Any], kind: str) -> list[Place]:
    """The places of each row, row by row: every result has a key of its rows, and keyed places of an article."""
    key_of, keyed_places = _RESULTS[kind]
    engine = rows.attrs.get("analysis", [None])[0]
    listed = rows.to_dict("records")
    try:
        keys = [key_of(row, settings) for row in listed]
    except KeyError as error:
        raise QueryError(f"These rows of {kind} have no column {error} any more, so they cannot be opened.") from error
    wanted: dict[Key, list[Place]] = {key: [] for key in keys}
    for one in analysed(corpus.with_settings(engine=engine)):
        for key, place in keyed_places(one, settings, set(wanted)):
            if key in wanted:
                wanted[key].append(place)
    for key, row in zip(keys, listed, strict=True):
        _as_counted(len(wanted[key]), row.get(KINDS[kind].counted or ""), row, kind)
    return [place for key in keys for place in wanted[key]]


def _of_term(row: dict[Any, Any], settings: dict[str, Any]) -> Key:
    by = settings["by"]
    return (str(row[by]) if by else "", str(row["term"]))


def _of_key_term(row: dict[Any, Any], settings: dict[str, Any]) -> Key:
    return (str(row["group"]) if settings["by"] else "", str(row["term"]))


def _terms(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    group = group_of(one.article, settings["by"]) if settings["by"] else ""
    for found in _counted(one, settings):
        yield (group, found.term), (found.article, found.start, found.end)


def _counted(one: Analysed, settings: dict[str, Any]) -> list[Occurrence]:
    if settings.get("terms") is not None:
        return found_by_query(one, settings["terms"], voice=settings["voice"])[0]
    options = {name: settings[name] for name in ("unit", "stop_words", "voice")}
    return occurrences(one, **options)[0]


def _collocates(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    from toolkit.statistics.collocations import neighbours

    for found in neighbours(one, settings):
        yield (found.term,), (found.article, found.start, found.end)


def _in_period(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    from toolkit.statistics.timeline import period_of

    published = one.article.published
    if published is not None:
        period = str(period_of(published, settings["every"]))
        for found in _counted(one, settings):
            yield (period,), (found.article, found.start, found.end)


def _stretches(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    packed, start = one.packed_voices(), 0
    for (name, words), end in zip(packed.counted(settings["by"]), packed.ends, strict=True):
        if name and words:
            yield (name,), (one.article.id, *_trimmed(one.text, start, end))
        start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the spaces at its ends, which belong to no sentence."""
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _loaded_in_voice(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    group = group_of(one.article, settings["by"]) if settings["by"] else ""
    for hit in one.hits:
        if settings["severity"] in ("all", hit.entry.severity):
            place = (hit.article, hit.start, hit.end)
            yield (group, hit.voice.voice), place
            for view, voices in VIEWS.items():
                if hit.voice.voice in voices:
                    yield (group, view), place


def _entries(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    for hit in one.hits:
        yield (hit.entry.id,), (hit.article, hit.start, hit.end)


def _repeated(reader: _Reader, row: dict[Any, Any]) -> list[_Line]:
    """The run of words that both texts share: in the article, then in the one it repeats."""
    words = _WORDS.findall(str(row.get("evidence") or ""))
    if not words or is_missing(row.get("evidence")):
        return []
    run = re.compile(r"[\W_]*".join(map(re.escape, words)), re.IGNORECASE)
    found = []
    for identity in (row["article"], row["duplicate_of"]):
        article = reader.article(identity)
        match = run.search(article.text)
        if match is None:
            raise QueryError(
                f"The words that a row of duplicates shows do not stand in article {identity!r}; open the rows on the"
                " corpus they come from."
            )
        found.append(reader.sentence(article.id, *match.span()))
    return found


def _opening(reader: _Reader, row: dict[Any, Any]) -> list[_Line]:
    article = reader.article(row["article"])
    source = article.headline_article if row["part"] == "headline" else article
    start, end = (0, len(source.text)) if row["part"] == "headline" else (article.paragraphs or ((0, 0),))[0]
    if source.text[start:end] != row.get("text", source.text[start:end]):
        raise QueryError(
            f"The {row['part']} of article {article.id!r} is not that of the row; open it on its own corpus."
        )
    spans = Analysed(source, reader.corpus.settings).sentences
    return [_line(source, spans, [begin for begin, _ in spans], start, end)]


def _descended(reader: _Reader, row: dict[Any, Any]) -> list[_Line]:
    """A paragraph or headline where it stands: in the article, then in the one that the article repeats."""
    found = []
    for side, number, said in (("article", "paragraph", "text"), ("original", "original_paragraph", "original_text")):
        if is_missing(row.get(said)):
            continue
        article = reader.article(row[side])
        source = article.headline_article if row["part"] == "headline" else article
        spans = ((0, len(source.text)),) if row["part"] == "headline" else source.paragraphs
        at = 0 if row["part"] == "headline" else int(row[number])
        if at >= len(spans) or source.text[slice(*spans[at])] != row[said]:
            raise QueryError(
                f"Article {article.id!r} has no such {row['part']} as the row says; open it on its own corpus."
            )
        sentences = Analysed(source, reader.corpus.settings).sentences
        found.append(_line(source, sentences, [begin for begin, _ in sentences], *spans[at]))
    return found


def _all_sentences(reader: _Reader, row: dict[Any, Any]) -> list[_Line]:
    article = reader.article(row["article"])
    one = Analysed(article, reader.corpus.settings)
    _as_counted(len(one.sentences), row.get("sentences"), row, "text_statistics")
    words = sum(map(is_word, one.tokens.kinds))
    if row.get("words", words) != words:
        raise QueryError(
            f"A row of text_statistics counts {row['words']} words, and article {article.id!r} has {words}; open the"
            " rows on the corpus they were counted on."
        )
    return [reader.sentence(article.id, start, end) for start, end in one.sentences]


def _indicators(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    """The indicators of a codebook by article, or by group, and code."""
    by = settings.get("by")
    whose = one.article.id if settings["result"] == "frames" else group_of(one.article, by) if by else ""
    voices = None if settings["voice"] is None else chosen_voices(settings["voice"])
    for found in _codebook(settings["codebook"]).find(one.tokens):
        if voices is None or one.voices.at(found.start, found.start + 1).voice in voices:
            yield (whose, found.code), (one.article.id, found.start, found.end)


@lru_cache(maxsize=4)
def _codebook(text: str) -> Codebook:
    return Codebook.from_text(text)


_KeyOf = Callable[[dict[Any, Any], dict[str, Any]], Key]
_Keyed = Callable[[Analysed, dict[str, Any], set[Key]], Iterable[tuple[Key, Place]]]
_RESULTS: dict[str, tuple[_KeyOf, _Keyed]] = {
    "term_frequency": (_of_term, _terms),
    "keyness": (_of_key_term, _terms),
    "dispersion": (_of_term, _terms),
    "collocations": (lambda row, settings: (str(row["term"]),), _collocates),
    "timeline": (lambda row, settings: (str(row["period"]),), _in_period),
    "voices": (lambda row, settings: (str(row[settings["by"]]),), _stretches),
    "loaded_summary": (
        lambda row, settings: (str(row[settings["by"]]) if settings["by"] else "", str(row["voice"])),
        _loaded_in_voice,
    ),
    "frames": (lambda row, settings: (str(row["article"]), str(row["frame"])), _indicators),
    "frame_summary": (
        lambda row, settings: (str(row[settings["by"]]) if settings["by"] else "", str(row["frame"])),
        _indicators,
    ),
    "lexicon_coverage": (lambda row, settings: (str(row["entry"]),), _entries),
}
_BY_ROW: dict[str, Callable[[_Reader, dict[Any, Any]], list[_Line]]] = {
    "text_statistics": _all_sentences,
    "duplicates": _repeated,
    "genealogy": _descended,
    "headline_and_lead": _opening,
}
