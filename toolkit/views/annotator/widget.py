"""The bridge between a session and JupyterLab: messages in, answers out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import anywidget

from toolkit.views.annotator.session import Session


@cache
def asset(name: str) -> str:
    """The script or the style sheet, which ship with the package."""
    return files("toolkit").joinpath(f"views/annotator/{name}").read_text(encoding="utf-8")


class AnnotatorWidget(anywidget.AnyWidget):
    """A widget that hands every message on to its session, and its answer back."""

    _esm = asset("annotator.js")
    _css = asset("annotator.css")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.on_msg(self._answer)

    def _answer(self, widget: object, message: dict[str, Any], buffers: object) -> None:
        self.send({**self._session.act(message), "number": message.get("number")})
