"""`annotate`: marking articles in JupyterLab."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from toolkit.annotation.tables import annotation_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.views.annotator.session import Session

if TYPE_CHECKING:
    import pandas as pd


def annotate(
    articles: Corpus | Article | Iterable[Article],
    codebook: object,
    file: str | os.PathLike[str] = "marks.jsonl",
    *,
    person: str = "",
) -> AnnotatorView:
    """Mark words of articles in JupyterLab: choose a code, say why, by mouse, touch or keyboard.

    `codebook` is a `Codebook`, a list of names, or a dictionary of names and their definitions. Every mark is written
    into `file` at once (`.jsonl`, or `.csv`) and then acknowledged. What is not acknowledged stays in the browser and
    is sent again, also after the kernel was restarted and the cell is run again. In the next cell, `view.table` is the
    table of this person's marks; `read_annotations(file)` reads those of everybody.

    Raises:
        QueryError: without an article, and for a codebook without codes.
        AnnotationError: if the file is no file of marks, or cannot be opened.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     view = annotate(Article(id="a", text="Rain fell."), ["weather"], f"{folder}/marks.jsonl", person="Ada")
    ...     len(view.table)
    0
    """
    whole = as_corpus(articles)
    if not isinstance(person, str):
        raise QueryError(f"person={person!r}: give the name of who marks, as a text.")
    if not isinstance(file, (str, os.PathLike)):
        raise QueryError(f"file={file!r}: give the name of the file for the marks, such as 'marks.jsonl'.")
    return AnnotatorView(Session(whole, codebook, file, person))


class AnnotatorView:
    """What `annotate` gives: it shows itself in JupyterLab, and answers in Python what was marked."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._widget: Any = None

    def __repr__(self) -> str:
        count = len(self.session.marks)
        who = f" by {self.session.person}" if self.session.person else ""
        return f"Annotator({count} {'mark' if count == 1 else 'marks'}{who} in {self.session.file.path.name})"

    @property
    def table(self) -> pd.DataFrame:
        """The marks of this person, as `read_annotations` gives them."""
        return annotation_table(self.session.marks, corpus=self.session.corpus)

    @property
    def widget(self) -> Any:
        """The widget itself, for layouts of one's own."""
        if self._widget is None:
            from toolkit.views.annotator.widget import AnnotatorWidget

            self._widget = AnnotatorWidget(self.session)
        return self._widget

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget)  # type: ignore[no-untyped-call]
