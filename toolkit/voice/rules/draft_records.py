"""What a rule finds in one sentence, in atoms of its unit, before anybody knows who the speaker is."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.voice.rules.cues import Cue


class Draft(NamedTuple):
    """An attribution in atoms of its unit. `carried`: the source is the subject of a verb further left."""

    rule: str
    category: str
    contents: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    carried: bool = False


class Hit(NamedTuple):
    """A cue where it stands in a sentence."""

    position: int
    end: int
    cue: Cue
