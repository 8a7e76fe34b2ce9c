"""Media analysis toolkit: which words carry a judgement, and in whose voice they stand.

>>> import toolkit as tk
>>> corpus = tk.load("seeds/")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.articles import Article as Article
    from toolkit.articles import Corpus as Corpus
    from toolkit.tokens import tokens as tokens

__version__ = "0.1.0"

# Loaded when first used: one article is answered from the shell without importing the data stack.
_HOME = {
    "Article": "toolkit.articles",
    "Corpus": "toolkit.articles",
    "tokens": "toolkit.tokens",
}
__all__ = ["Article", "Corpus", "tokens"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"toolkit has no {name!r}; it offers {', '.join(sorted(_HOME))}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
