"""One function draws any result that can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import signature
from typing import TYPE_CHECKING, Any

from toolkit.analysis.table_making import as_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.results.registry import kind_of
from toolkit.views.plots.charts import Chart
from toolkit.views.plots.coding import plot_agreement
from toolkit.views.plots.comparisons import plot_keyness, plot_timeline
from toolkit.views.plots.framing import plot_frame_summary, plot_frames
from toolkit.views.plots.one_event import plot_compare_event, plot_within_events
from toolkit.views.plots.spreads import plot_collocations, plot_dispersion
from toolkit.views.plots.stories import plot_events, plot_genealogy
from toolkit.views.plots.words import plot_positions, plot_terms, plot_voices

if TYPE_CHECKING:
    import pandas as pd

DRAWN: dict[str, Callable[..., Chart]] = {
    "agreement": plot_agreement,
    "collocations": plot_collocations,
    "compare_event": plot_compare_event,
    "dispersion": plot_dispersion,
    "events": plot_events,
    "frame_summary": plot_frame_summary,
    "frames": plot_frames,
    "genealogy": plot_genealogy,
    "keyness": plot_keyness,
    "loaded_language": plot_voices,
    "positions": plot_positions,
    "term_frequency": plot_terms,
    "timeline": plot_timeline,
    "within_events": plot_within_events,
}


def plot(result: pd.DataFrame, corpus: Corpus | Article | Iterable[Article] | None = None, **options: Any) -> Chart:
    """The figure of a result, with the table it draws and its finding in words.

    - `agreement`: each measure with its interval (`measure`, `top`)
    - `collocations`: the strongest collocates around their node (`measure`, `top`)
    - `compare_event`: one part of an event, matters by outlets (`part`, `top`)
    - `dispersion`: one stroke per use over the length of the corpus; needs the corpus: `plot(result, corpus)`
    - `events`: which outlets tell which events (`top`)
    - `frame_summary`: a heat table of frames by groups (`alpha`, `most`)
    - `frames`: which frames stand together, or with `show="time"` small charts over time (`show`, `every`, `least`)
    - `genealogy`: what became of the paragraphs of each original (`top`)
    - `keyness`: the terms that set a group apart (`group`, `top`, `alpha`)
    - `loaded_language`: loaded words by category and voice
    - `positions`: where loaded words fall in their article
    - `term_frequency`: the most frequent terms (`top`)
    - `timeline`: the rate in each period
    - `within_events`: differences of groups with intervals over events (`top`, `alpha`)

    Raises:
        QueryError: if there is no figure of this kind of result, for an option that the figure does not have, and for
            a dispersion without the corpus it was counted on.

    >>> from toolkit.statistics.term_frequency import term_frequency
    >>> plot(term_frequency(Article(id="a", text="Rain and rain.")), top=1).table.term.tolist()
    ['rain']
    """
    table = as_table(result, "result", (), made_by="any function of the toolkit that counts or lists")
    kind = kind_of(table)
    if kind not in DRAWN:
        shown = "a table that does not say what it is (.attrs)" if kind is None else kind
        raise QueryError(f"There is no figure of {shown}; plot draws results of {', '.join(DRAWN)}.")
    draw = DRAWN[kind]
    known = [name for name, one in signature(draw).parameters.items() if one.kind is one.KEYWORD_ONLY]
    if unknown := [name for name in options if name not in known]:
        has = ", ".join(known) or "none"
        raise QueryError(f"{unknown[0]}= is no option of the figure of {kind}; its options are: {has}.")
    if kind != "dispersion":
        return draw(table, **options)
    if corpus is None:
        raise QueryError("The figure of dispersion shows every use in its place; give it: plot(result, corpus).")
    whole = as_corpus(corpus)
    if table.attrs.get("corpus") != whole.fingerprint:
        raise QueryError("This dispersion was counted on other articles; plot it with the corpus it was counted on.")
    return draw(table, whole)
