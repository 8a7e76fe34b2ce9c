"""How a corpus is analysed: chosen in the open, recorded in every result."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, get_args

from toolkit.errors import QueryError
from toolkit.lexicon import Lexicon

Engine = Literal["model", "rules", "encoder"]
ENGINES: tuple[str, ...] = get_args(Engine)
# Packages that an extra has beside those of every install.
_NEEDED = {
    "encoder": ("onnxruntime", "tokenizers"),
    "train": ("onnx", "onnxruntime", "safetensors", "tokenizers", "torch"),
}


def need_packages(extra: str, *, what: str) -> None:
    """Raises QueryError if packages of an extra are not installed, which `what` needs."""
    missing = [name for name in _NEEDED[extra] if find_spec(name) is None]
    if missing:
        raise QueryError(f"{what} needs {', '.join(missing)}: pip install 'media-analysis-toolkit[{extra}]'.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the analysis of an article depends on, beside the article.

    `engine` names the analysis of voice: "model" (the rules with the sequence model), "encoder" (the rules with a small
    transformer; the extra `encoder` has its packages) or "rules" alone. `lexicon` is the list of loaded words; None is
    the one that ships. Raises QueryError for another engine, and for what is no lexicon.

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
