"""The tables of a report, by name: the same corpus always gives the same files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.articles import Corpus

if TYPE_CHECKING:
    import pandas as pd

NAMES = (
    "articles", "rejected", "loaded_language", "loaded_by_voice", "voices", "speakers", "attributions",
    "term_frequency", "naming_choices", "actions", "entman",
)  # fmt: skip


def tables(corpus: Corpus, *, root: str = "") -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table of a report, in the order of `NAMES`, one at a time; paths are shown as seen from `root`."""
    from toolkit.framing import actions, entman, naming_choices
    from toolkit.loaded.by_voice import voice_table
    from toolkit.loaded.loaded_language import loaded_language
    from toolkit.statistics.attributions import attributions
    from toolkit.statistics.term_frequency import term_frequency
    from toolkit.statistics.voices import voices

    loaded = loaded_language(corpus)
    yield "articles", corpus.table.drop(columns="source")
    yield "rejected", _seen_from(root, corpus.rejected)
    yield "loaded_language", loaded
    yield "loaded_by_voice", voice_table(loaded).reset_index()
    yield "voices", voices(corpus)
    yield "speakers", voices(corpus, by="speaker")
    yield "attributions", attributions(corpus)
    yield "term_frequency", term_frequency(corpus)
    yield "naming_choices", naming_choices(corpus)
    yield "actions", actions(corpus)
    yield "entman", entman(corpus)


def _seen_from(root: str, rejected: pd.DataFrame) -> pd.DataFrame:
    """Where a report lies must not change its tables."""
    if not root:
        return rejected
    shown = rejected.copy()
    folder, name = os.path.join(root, ""), os.path.basename(os.path.normpath(root))
    for column in ("source", "reason"):
        shown[column] = [text.replace(folder, "").replace(root, name) for text in shown[column]]
    return shown


def as_csv(table: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with the mark that spreadsheets need, numbers to six significant places."""
    return table.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode("utf-8-sig", "replace")


def sha256(data: bytes) -> str:
    """The hash that the manifest records."""
    return hashlib.sha256(data).hexdigest()
