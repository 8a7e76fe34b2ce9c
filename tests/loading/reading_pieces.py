"""A source read piece by piece in this process."""

from __future__ import annotations

from collections import Counter
from typing import Any

from toolkit.loading.outcomes import Outcome
from toolkit.loading.ranges import Range, ended
from toolkit.loading.streaming import PieceReading, asked


def outcomes_of(source: Any, **options: Any) -> list[Outcome]:
    """The outcomes of all pieces, each range of a table read after those before it."""
    wanted = asked(source, **options)
    found: list[Outcome] = []
    used: set[str] = set()
    said: Counter[str] = Counter()
    for piece in wanted.pieces():
        reading = PieceReading(piece, wanted.settings, used=used)
        found += reading
        if isinstance(piece, Range):
            used |= reading.given
            said += reading.said
            if piece.is_last:
                found.append(ended(piece, said))
    return found
