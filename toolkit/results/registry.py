"""One registry of results: what kind of result a table is, what a row of it counts, how it is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Kind(NamedTuple):
    """A kind of result.

    `counted` is the column that says how many places stand behind a row; None means one, or what `evidence` documents.
    `keys` name a row of a table that carries its places. `needs_lexicon` is true if a row is found again with the
    lexicon it was counted with. `told_by` are columns by which a table without `.attrs` is known, if its rows open
    from their own columns.
    """

    name: str
    counted: str | None = None
    keys: tuple[str, ...] = ()
    needs_lexicon: bool = False
    told_by: frozenset[str] = frozenset()


_ALL = (
    *map(Kind, (
        "tokens", "concordance", "attributions", "quotations", "loaded_language", "worth_a_look", "positions",
        "naming_choices", "actions", "responsibility", "entman", "agreement", "annotations", "evidence",
    )),
    *(Kind(name, "count") for name in ("term_frequency", "keyness", "dispersion", "collocations", "timeline")),
    Kind("text_statistics", "sentences", told_by=frozenset({"article", "sentences", "words", "types"})),
    Kind("voices", "stretches"),
    Kind("disputed"),
    Kind("loaded_summary", "hits", needs_lexicon=True),
    Kind("lexicon_coverage", "hits", needs_lexicon=True),
    Kind("voice_table", "all", keys=("category",)),
    Kind("naming_table", "all", keys=("referent", "name")),
    Kind("compare_wording", "all", keys=("kind", "about", "word")),
    Kind("compare_wording_rates", "count", keys=("kind", "about", "word", "group")),
    Kind("events"),
    Kind("compare_event", "count", keys=("part", "about", "outlet")),
    Kind("within_events", "count", keys=("measure", "group", "reference")),
    Kind("genealogy", told_by=frozenset({"article", "original", "verb", "original_paragraph"})),
    Kind("duplicates", told_by=frozenset({"article", "duplicate_of", "evidence"})),
    Kind("frames", "hits"),
    Kind("frame_summary", "hits"),
    Kind("frame_actors", "hits", keys=("actor", "frame")),
    Kind("headline_and_lead", told_by=frozenset({"article", "part", "text", "words"})),
)  # fmt: skip
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}


def kind_of(rows: pd.DataFrame) -> str | None:
    """The kind of result that rows are of; None for rows that do not say it any more."""
    named = rows.attrs.get("result")
    if named in KINDS:
        return str(named)
    have = set(map(str, rows.columns))
    return next((kind.name for kind in _ALL if kind.told_by and kind.told_by <= have), None)
