"""What a report depends on beside its articles and their analysis."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.articles import Corpus
from toolkit.errors import QueryError, ReportError

Names = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """The field that articles are compared by, names of the reader's own, and whether texts may lie in the folder.

    `names` maps a person or thing to the words for it, `referents` are rows of a table of them; both are None where
    the table that ships serves.
    """

    by: str = "outlet"
    names: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    referents: tuple[tuple[tuple[str, str], ...], ...] | None = None
    full_text: bool = True

    @property
    def naming(self) -> dict[str, Any]:
        """The options of `naming_choices` and `compare_wording`."""
        if self.names is not None:
            return {"names": {about: list(words) for about, words in self.names}}
        if self.referents is not None:
            import pandas as pd

            return {"referents": pd.DataFrame([dict(row) for row in self.referents])}
        return {}

    def as_json(self) -> dict[str, Any]:
        """As the manifest records it."""
        return {
            "by": self.by,
            "names": None if self.names is None else {about: list(words) for about, words in self.names},
            "referents": None if self.referents is None else [dict(row) for row in self.referents],
            "full_text": self.full_text,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> ReportSettings:
        referents = said["referents"]
        return cls(
            by=said["by"],
            names=None if said["names"] is None else _names(said["names"]),
            referents=None if referents is None else tuple(tuple(row.items()) for row in referents),
            full_text=said["full_text"],
        )


def report_settings(
    corpus: Corpus, *, by: str, names: Names | str | os.PathLike[str] | None, full_text: bool
) -> ReportSettings:
    """Settings that are known to fit a corpus.

    Raises QueryError if articles have no field `by`, and ReportError for a file of names that cannot be read.
    """
    if len(corpus):
        corpus.by(by)  # a field that articles do not have is told now, not after minutes
    if names is None:
        return ReportSettings(by=by, full_text=full_text)
    if isinstance(names, Mapping):
        return ReportSettings(by=by, names=_names(names), full_text=full_text)
    if not isinstance(names, (str, os.PathLike)):
        raise QueryError(
            f'names={type(names).__name__}: give a mapping such as {{"attacker": ["attacker*", "assailant*"]}}, '
            "or a file of names."
        )
    path = Path(names)
    if path.suffix.lower() == ".json":
        return ReportSettings(by=by, names=_names(_from_json(path)), full_text=full_text)
    return ReportSettings(by=by, referents=_from_csv(path), full_text=full_text)


def _names(names: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from toolkit.text.queries import Query

    found = []
    for about, given in names.items():
        words = (given,) if isinstance(given, str) else given
        if not isinstance(words, (list, tuple)) or not words or not all(isinstance(word, str) for word in words):
            raise QueryError(f'names: {about!r} needs a list of words, such as ["attacker*", "assailant*"].')
        for word in words:
            Query(word)
        found.append((str(about), tuple(words)))
    if not found:
        raise QueryError('names is empty; give a mapping such as {"attacker": ["attacker*", "assailant*"]}.')
    return tuple(found)


def _from_json(path: Path) -> Mapping[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReportError(f"{path}: the file of names cannot be opened ({error.strerror or error}).") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path}: this is no JSON ({error}).") from error
    if not isinstance(said, dict):
        raise ReportError(f'{path}: names are a mapping such as {{"attacker": ["attacker*", "assailant*"]}}.')
    return said


def _from_csv(path: Path) -> tuple[tuple[tuple[str, str], ...], ...]:
    from toolkit.framing.naming import referent_rows

    return tuple(tuple(row.items()) for row in referent_rows(path))
