"""A table that knows which result it is."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.articles.shown_table import ShownTable


class ResultTable(ShownTable):
    """A DataFrame whose `.attrs` say what was counted, and on which corpus. It shows itself short in JupyterLab.

    `.attrs` hold `result` (the kind), `corpus` (the fingerprint), `analysis` (voice engine and lexicon), `caption`, and
    `settings` (what is needed to open the rows). They stay with a selection of rows or columns, and with a sorted or
    extended table.
    """

    @property
    def _constructor(self) -> Callable[..., ResultTable]:
        return ResultTable
