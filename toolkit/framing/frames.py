"""Frames of articles by the words of a codebook: how strongly, where in the story, and in whose voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Code, Codebook
from toolkit.errors import CodebookError
from toolkit.framing.indicators import Indicated, as_codebook, indicated
from toolkit.statistics.terms import chosen_voices
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

OTHERS = frozenset({"direct", "partial", "indirect", "ascribed", "distanced"})  # what somebody else says
_SHOWN = 4  # words that the column `evidence` names
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def frames(
    corpus: Corpus | Article | Iterable[Article],
    *,
    codebook: Codebook | str | Path = "policy",
    voice: str | Collection[str] | None = None,
    with_fields: Sequence[str] = (),
) -> pd.DataFrame:
    """How strongly each frame of a codebook stands in each article: one row per article and frame.

    A frame is told by the indicators of the codebook, which are words that point to it. The longest indicator counts
    at every place. Codes without indicators have no rows. `codebook` is the name of one that ships (policy, generic,
    entman, issues), a `Codebook`, or a file of your own. A frame that a source brings is not the outlet's: `voice`
    counts only some voices ("own", "quoted", or names of voices), and the columns `outlet` and `others` divide all.

    Columns:

    - article
    - frame: the name of the code
    - strength: indicators in 100 words, each as often as its weight says; missing where no word was counted
    - rank: 1 is the strongest frame of the article; missing for frames without an indicator. Strengths are compared
      in units of the threshold of each code, because some frames have more frequent words than others
    - present: whether the strength reaches the threshold of the code; for a code without one, whether it has an
      indicator at all
    - hits: how many indicators
    - sentences, share: that hold an indicator; their share of all sentences of the article
    - headline, lead: indicators in the headline (not counted in hits) and in the first paragraph
    - outlet: indicators in the outlet's own voice
    - others: indicators in what others say: quoted, paraphrased, ascribed or held at a distance
    - evidence: the most frequent of these words

    Raises:
        CodebookError: for a codebook that is not there, has mistakes, or has no indicators.
        QueryError: for an unknown voice, and if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> article = Article(id="a", text="The tax will cost jobs. “It is a sin,” the preacher said.")
    >>> found = frames(article)
    >>> found[found.hits > 0][["frame", "hits", "outlet", "others"]].values.tolist()
    [['economic', 2, 2, 0], ['morality', 1, 0, 1]]
    """
    whole = as_corpus(corpus)
    book = as_codebook(codebook)
    measured = measure(whole, book, voice=voice, english="frames")
    codes = measured.codes
    shape = (len(whole), len(codes))
    rows = np.repeat(np.arange(len(whole)), len(codes))
    columns = {
        "article": [whole[int(n)].id for n in rows],
        "frame": [code.name for _ in whole for code in codes],
        "strength": measured.strength.ravel(),
        "rank": [None if rank == 0 else int(rank) for rank in measured.ranks.ravel()],
        "present": measured.present.ravel(),
        "hits": measured.hits.ravel(),
        "sentences": measured.sentences.ravel(),
        "share": measured.shares.ravel(),
        "headline": measured.headline.ravel(),
        "lead": measured.lead.ravel(),
        "outlet": measured.outlet.ravel(),
        "others": measured.others.ravel(),
        "evidence": _shown(whole, measured, shape),
    }
    types = {"article": "str", "frame": "str", "strength": "float64", "rank": "Int64", "present": "bool"}
    types |= dict.fromkeys(("hits", "sentences"), "int64") | {"share": "float64"}
    types |= dict.fromkeys(("headline", "lead", "outlet", "others"), "int64") | {"evidence": "str"}
    whose = "all voices" if voice is None else "voice: " + ", ".join(sorted(chosen_voices(voice)))
    caption = f"codebook {book.name} ({len(codes)} codes with indicators); {whose}; strength in 100 words"
    settings = {"codebook": book.as_text(), "voice": voice}
    return result_table(
        "frames", columns, types, corpus=whole, caption=caption, settings=settings, with_fields=with_fields
    )


class Measured(NamedTuple):
    """The frames of a corpus as numbers: articles x codes."""

    codes: tuple[Code, ...]
    found: Indicated
    chosen: npt.NDArray[np.bool_]  # of the places of `found`: those in the chosen voices
    words: Integers  # of each article, in the chosen voices
    hits: Integers
    strength: Floats
    ranks: Integers  # 0 for none
    present: npt.NDArray[np.bool_]
    sentences: Integers
    shares: Floats
    headline: Integers
    lead: Integers
    outlet: Integers
    others: Integers


def measure(
    corpus: Corpus, book: Codebook, *, voice: str | Collection[str] | None = None, english: str = ""
) -> Measured:
    """The numbers behind `frames`. Raises CodebookError for a codebook without indicators."""
    wanted = frozenset(VOICES) if voice is None else chosen_voices(voice)
    if not any(code.indicators for code in book):
        raise CodebookError(
            f"The codebook {book.name!r} has no indicators, so no frame can be found; add rows of them."
        )
    found = indicated(corpus, book, english=english)
    numbers = [n for n, name in enumerate(VOICES) if name in wanted]
    chosen = np.isin(found.voices, numbers)
    shape = (len(corpus), len(found.codes))

    def counted(which: npt.NDArray[np.bool_], weights: Floats | None = None) -> npt.NDArray[np.float64]:
        keys = found.articles[which] * shape[1] + found.code[which]
        counts = np.bincount(keys, weights, minlength=shape[0] * shape[1])
        return counts.reshape(shape).astype(np.float64)

    words = found.words[:, numbers].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        strength = np.where(words[:, None] > 0, 100 * counted(chosen, found.weights[chosen]) / words[:, None], np.nan)
        hits = counted(chosen).astype(np.int64)
        sentences = _distinct_sentences(found, chosen, shape)
        shares = np.where(found.sentences_of[:, None] > 0, sentences / found.sentences_of[:, None], np.nan)
    thresholds = np.array([np.nan if code.threshold is None else code.threshold for code in found.codes])
    in_units = np.nan_to_num(strength / np.where(np.isnan(thresholds), 1.0, thresholds))
    in_others = [n for n, name in enumerate(VOICES) if name in OTHERS]
    return Measured(
        found.codes, found, chosen, words, hits, strength,
        ranks=_ranks(in_units, hits),
        present=(hits > 0) & (np.isnan(thresholds) | (np.nan_to_num(strength) >= np.nan_to_num(thresholds))),
        sentences=sentences,
        shares=shares,
        headline=found.headlines,
        lead=counted(chosen & found.in_lead).astype(np.int64),
        outlet=counted(chosen & (found.voices == VOICES.index("outlet"))).astype(np.int64),
        others=counted(chosen & np.isin(found.voices, in_others)).astype(np.int64),
    )  # fmt: skip


def _distinct_sentences(found: Indicated, chosen: npt.NDArray[np.bool_], shape: tuple[int, int]) -> Integers:
    codes = max(shape[1], 1)
    pairs = np.unique(found.sentences[chosen] * codes + found.code[chosen])
    article_of = np.repeat(np.arange(shape[0]), np.maximum(found.sentences_of, 1))
    sentence, code = np.divmod(pairs, codes)
    return np.bincount(article_of[sentence] * codes + code, minlength=shape[0] * shape[1]).reshape(shape)


def _ranks(strength: Floats, hits: Integers) -> Integers:
    order = np.argsort(-strength, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, strength.shape[1] + 1)[None, :].repeat(len(strength), axis=0), axis=1)
    return np.where(hits > 0, ranks, 0)


def _shown(corpus: Corpus, measured: Measured, shape: tuple[int, int]) -> list[str]:
    """The most frequent words of each cell, with how often they stand there."""
    found, chosen = measured.found, measured.chosen
    cells: list[Counter[str] | None] = [None] * (shape[0] * shape[1])
    keys = (found.articles * shape[1] + found.code)[chosen].tolist()
    places = zip(
        keys, found.articles[chosen].tolist(), found.starts[chosen].tolist(), found.ends[chosen].tolist(), strict=True
    )
    texts = [article.text for article in corpus]
    for key, article, start, end in places:
        cell = cells[key]
        if cell is None:
            cell = cells[key] = Counter()
        cell[texts[article][start:end].lower()] += 1
    return ["" if cell is None else _listed(cell) for cell in cells]


def _listed(cell: Counter[str]) -> str:
    first = sorted(cell.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    return ", ".join(word if count == 1 else f"{word} ({count})" for word, count in first)
