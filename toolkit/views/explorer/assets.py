"""The script and the style sheet of the explorer, which ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def script() -> str:
    """The ES module of the explorer."""
    return files("toolkit").joinpath("views/explorer/explorer.js").read_text(encoding="utf-8")


@cache
def style() -> str:
    """Its style sheet."""
    return files("toolkit").joinpath("views/explorer/explorer.css").read_text(encoding="utf-8")
