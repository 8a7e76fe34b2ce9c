"""The bridge between a session and JupyterLab: messages in, answers out, each with the number of its question."""

from __future__ import annotations

from typing import Any

import anywidget

from toolkit.views.explorer.assets import script, style
from toolkit.views.explorer.session import Session


class ExplorerWidget(anywidget.AnyWidget):
    """A widget that hands every message on to its session, and its answer back."""

    _esm = script()
    _css = style()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.on_msg(self._answer)

    def _answer(self, widget: object, message: dict[str, Any], buffers: object) -> None:
        self.send({**self._session.act(message), "number": message.get("number")})


def widget_of(session: Session) -> ExplorerWidget:
    """The widget of a session."""
    return ExplorerWidget(session)
