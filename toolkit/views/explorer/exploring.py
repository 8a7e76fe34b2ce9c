"""`explore`: the explorer in JupyterLab, and its page without a kernel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.statistics.reading import Log, Reading, prepare
from toolkit.views.explorer.assets import script, style
from toolkit.views.explorer.session import Place, Session, row_records

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.index import TokenIndex

EXPORTED = 2000  # lines on a page without a kernel


def explore(
    corpus: Corpus | Article | Iterable[Article] | TokenIndex, query: str = "", *, window: int = 8
) -> ExplorerView:
    """A concordance to read in JupyterLab: search while typing, filter, order, group, sample, choose lines.

    The corpus is read once, before the first search. In the next cell, `view.selection` is the table of the chosen
    lines, `view.table` that of all lines, `view.log` the path of the reading as Python, `view.to_html(path)` a page
    that needs no kernel. Every action is a step of `reading`, with the same lines.

    >>> view = explore(Article(id="a", text="The so-called “caliphate” fell."), "caliph*")
    >>> view.table.node.tolist(), len(view.selection)
    (['caliphate'], 0)
    """
    whole = as_corpus(corpus)
    if not isinstance(query, str):
        raise QueryError(f"query={query!r}: give a word, a phrase or a wildcard such as 'militant*'.")
    prepare(whole)
    return ExplorerView(Session(whole, query, window=window))


class ExplorerView:
    """What `explore` gives: it shows itself in JupyterLab, and answers what is seen there in Python."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._widget: Any = None

    def __repr__(self) -> str:
        return f"Explorer({self.session.shown()['caption'] or 'no query yet'})"

    @property
    def reading(self) -> Reading:
        """The lines as a `reading`, to go on with in Python."""
        return self.session.reading

    @property
    def table(self) -> pd.DataFrame:
        """All lines of the reading."""
        return self.session.reading.table

    @property
    def selection(self) -> pd.DataFrame:
        """The chosen lines."""
        return self.session.selection

    @property
    def log(self) -> Log:
        """The path of the reading: Python that runs again."""
        return self.session.log

    @property
    def widget(self) -> Any:
        """The widget itself, for layouts of one's own."""
        if self._widget is None:
            from toolkit.views.explorer.widget import widget_of

            self._widget = widget_of(self.session)
        return self._widget

    def act(self, action: str, **given: object) -> ExplorerView:
        """What a person does in the explorer, done from Python: `act("order", by="left")`. Raises QueryError.

        Actions: search (query, regex), filter (name, value), order (by, reverse), group (by), sample (size, seed),
        choose (places, chosen), keep, leave_out, page (page), undo, anew.
        """
        answer = self.session.act({**given, "action": action})
        if answer.get("error"):
            raise QueryError(str(answer["error"]))
        if self._widget is not None:
            self._widget.send(answer)
        return self

    def to_html(self, path: str | None = None, *, links: Mapping[str, str] | None = None, limit: int = EXPORTED) -> str:
        """The lines as a page that needs neither kernel nor network: searched, filtered, ordered, grouped, sampled.

        `limit` is the number of lines that go onto the page, the first ones. `links` gives addresses of articles by
        their ids; a line opens there, otherwise its sentence is shown. With `path` the page is also written there.
        """
        page = static_page(self.session.reading, links=links, limit=limit)
        if path is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(page)
        return page

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget)  # type: ignore[no-untyped-call]


def static_page(
    lines: Reading, *, links: Mapping[str, str] | None = None, limit: int = EXPORTED, title: str = ""
) -> str:
    """A page with the lines of a reading, which a browser searches and sorts without a kernel."""
    from toolkit.results.evidence import evidence
    from toolkit.statistics.beside import lines_with, neighbours_of, rare_words

    shown = lines.keep(lines.places[:limit]) if len(lines) > limit else lines
    table = shown.table
    rows = row_records(table, set())
    sentences = evidence(lines.corpus, table).text.tolist() if len(table) else []
    scores = zip(
        lines_with(shown.shown, shown.collocates).tolist(), rare_words(shown.shown).tolist(), sentences,
        *neighbours_of(shown.shown), strict=True,
    )  # fmt: skip
    for row, (collocates, rare, sentence, before, behind) in zip(rows, scores, strict=True):
        row.update(collocates=collocates, rare=rare, text=sentence, before=before, behind=behind)
        row.update(href=(links or {}).get(str(row["article"])))
    data = {
        "rows": rows, "caption": shown.caption, "query": lines.query, "log": str(lines.log), "window": lines.window,
        "collocates": shown.collocates,
    }  # fmt: skip
    name = escape(title or f"Concordance of {lines.query!r}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>{name}</title><style>body{{margin:0 auto;max-width:84rem;padding:1rem}}\n'
        f'{style()}</style></head><body class="tkx-page"><main><h1>{name}</h1><div id="explorer"></div>'
        "<noscript>This page needs a browser that runs scripts; nothing is loaded from a network.</noscript></main>"
        f'<script type="application/json" id="rows">{safe_json(data)}</script>'
        f'<script type="module">{script()}\nshowRows(document.getElementById("explorer"), '
        'JSON.parse(document.getElementById("rows").textContent));</script></body></html>\n'
    )


def safe_json(data: object) -> str:
    """JSON that can stand inside a script tag: no character in it can end the tag or begin another."""
    text = json.dumps(data, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


__all__ = ["ExplorerView", "Place", "explore", "safe_json", "static_page"]
