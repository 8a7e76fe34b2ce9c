"""A loaded word in an article, with the voice it stands in."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.lexicon import Entry
from toolkit.lexicon.forms import headword
from toolkit.voice import Voice


class Hit(NamedTuple):
    """A loaded word in an article: where it stands, which entry flags it, and in whose voice."""

    article: str
    sentence: int
    start: int
    end: int
    text: str
    entry: Entry
    voice: Voice
    negated: bool = False

    @property
    def term(self) -> str:
        """The entry's term, or the one of its words that stands here."""
        return headword(self.entry, self.text)
