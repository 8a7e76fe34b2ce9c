"""How a corpus is analysed: chosen in the open, recorded in every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from toolkit.errors import QueryError
from toolkit.lexicon import Lexicon

Engine = Literal["model", "rules"]
ENGINES: tuple[str, ...] = get_args(Engine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the analysis of an article depends on, beside the article.

    `engine` names the analysis of voice: "model" (the rules with the sequence model) or "rules" alone. `lexicon` is
    the list of loaded words; None is the one that ships. Raises QueryError for another engine, and
    for what is no lexicon.

    >>> Settings(engine="rules").engine
    'rules'
    """

    engine: Engine = "model"
    lexicon: Lexicon | None = None

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise QueryError(
                f"engine={self.engine!r}: there is no such analysis of voice; choose from {', '.join(ENGINES)}."
            )
        if self.lexicon is not None and not isinstance(self.lexicon, Lexicon):
            raise QueryError(
                f"lexicon={self.lexicon!r}: a lexicon is needed; toolkit.Lexicon.read(path) reads one from a file."
            )

    @property
    def key(self) -> tuple[str, str]:
        """What tells two settings apart: the engine and the fingerprint of the lexicon."""
        return self.engine, "shipped" if self.lexicon is None else self.lexicon.fingerprint
