"""A concordance to type into, in JupyterLab: the rows are those of the function."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from toolkit.articles import Article, Corpus
from toolkit.errors import QueryError
from toolkit.index import TokenIndex
from toolkit.statistics.concordance import SORTS, concordance
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd
    from ipywidgets import VBox

ROWS = 50  # rows that are shown; the table has them all
_SHOWN = ("article", "left", "node", "right", "voice", "speaker")


class ConcordanceView:
    """Fields for the query, the voice, the window and the order above the lines that `concordance` finds.

    `table` is the DataFrame behind what is shown, the same that `concordance` gives for the same settings; it changes
    when a field changes. In JupyterLab the view shows itself.

    >>> view = explore_concordance(Article(id="a", text="The so-called “caliphate” fell."), "caliph*")
    >>> view.table.node.tolist(), view.voice.options[:2]
    (['caliphate'], ('all voices', 'outlet'))
    """

    def __init__(self, index: TokenIndex, query: str) -> None:
        from ipywidgets import HTML, Dropdown, HBox, IntSlider, Text, VBox

        self._index = index
        self.query = Text(value=query, description="query", continuous_update=False)
        self.voice = Dropdown(options=("all voices", *VOICES), description="voice")
        self.window = IntSlider(value=8, min=0, max=20, description="window", continuous_update=False)
        self.sort = Dropdown(options=SORTS, description="order")
        self.lines = HTML()
        self.table: pd.DataFrame | None = None
        fields = (self.query, self.voice, self.window, self.sort)
        for one in fields:
            one.observe(self._update, names="value")
        self.box: VBox = VBox([HBox(fields[:2]), HBox(fields[2:]), self.lines])
        self._update(None)

    def _update(self, change: object) -> None:
        voice = None if self.voice.value == "all voices" else self.voice.value
        try:
            table = concordance(
                self._index, self.query.value, window=self.window.value, voice=voice, sort=self.sort.value
            )
        except QueryError as error:
            self.table, self.lines.value = None, f"<p>{escape(str(error))}</p>"
            return
        self.table = table
        caption = str(table.attrs["caption"])
        if len(table) > ROWS:
            caption += f"; the first {ROWS} are shown"
        shown = table[list(_SHOWN)].head(ROWS).to_html(index=False, escape=True, na_rep="")
        self.lines.value = f"<p>{escape(caption)}</p>{shown}"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.box)  # type: ignore[no-untyped-call]


def explore_concordance(
    corpus: Corpus | Article | Iterable[Article] | TokenIndex, query: str = "said"
) -> ConcordanceView:
    """A concordance with fields to type into, for JupyterLab. The texts are read once, every further query is quick.

    The result is a `ConcordanceView`; its `table` holds what `concordance` would give. A query that cannot be read is
    told in a sentence below the fields.
    """
    return ConcordanceView(corpus if isinstance(corpus, TokenIndex) else TokenIndex(corpus), query)
