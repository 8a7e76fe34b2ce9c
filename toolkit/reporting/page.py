"""The page of a report: one HTML file that needs no network and no script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import Corpus
from toolkit.views.highlighting import VOICE_NOTES, highlight

if TYPE_CHECKING:
    import pandas as pd

MOST_ARTICLES = 12  # shown in full on the page; all are in articles/
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def render(
    corpus: Corpus, *, title: str, notebooks: Sequence[tuple[Path, Any]], tables: dict[str, pd.DataFrame]
) -> str:
    """The page: what was read, loaded words by voice, the marked articles, then the notebooks with all outputs."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from toolkit.loaded.by_voice import voice_table
    from toolkit.views.plots.words import plot_voices

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_text("report.html.j2"))
    loaded = tables["loaded_language"]
    chart = plot_voices(loaded)
    return page.render(
        title=title,
        style=Markup(_text("report.css")),  # noqa: S704  a file of the package
        articles=[_overview(row) for row in corpus.table.to_dict("records")],
        rejected=tables["rejected"].to_dict("records"),
        loaded_count=len(loaded),
        own_count=int((loaded["voice"] == "outlet").sum()),
        voices=VOICE_NOTES,
        by_voice=Markup(voice_table(loaded).to_html(escape=True)) if len(loaded) else "",  # noqa: S704  escaped
        chart=(_inline(chart.png()), chart.alt),
        shown=[(article, Markup(highlight(article).to_html(standalone=False))) for article in corpus[:MOST_ARTICLES]],  # noqa: S704
        more=max(len(corpus) - MOST_ARTICLES, 0),
        notebooks=[_notebook(path, notebook) for path, notebook in notebooks],
        tables=list(tables),
    )


def _overview(row: dict[Any, Any]) -> dict[str, str]:
    columns = ("id", "headline", "outlet", "published", "agency", "words")
    shown = {name: "" if row[name] is None or row[name] != row[name] else str(row[name]) for name in columns}
    return shown | {"published": shown["published"].removesuffix(" 00:00:00")}  # a date alone has no time to show


def _notebook(path: Path, notebook: Any) -> dict[str, Any]:
    from markupsafe import Markup
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    cells: list[dict[str, Any]] = []
    title = path.stem
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            source = cell.source
            if source.startswith("# "):
                first, _, source = source.partition("\n")
                title = first.removeprefix("# ").strip()
            # Headings go down two levels: the page has one title, and each notebook is a section of it.
            lowered = re.sub(r"^(#+ )", r"##\1", source, flags=re.MULTILINE)
            cells.append({"prose": Markup(markdown2html_mistune(lowered))})  # noqa: S704  the notebook's own prose
        elif cell.cell_type == "code":
            cells.append({"code": cell.source, "outputs": [o for o in map(_output, cell.outputs) if o]})
    return {"name": path.stem, "title": title, "cells": cells}


def _output(output: Any) -> dict[str, Any] | None:
    from markupsafe import Markup

    if output.output_type == "stream":
        return {"text": _ANSI.sub("", output.text)}
    data = output.get("data", {})
    if "image/png" in data:
        alt = output.metadata.get("image/png", {}).get("alt") or data.get("text/plain", "")
        return {"image": "data:image/png;base64," + "".join(data["image/png"].split()), "alt": alt}
    if "text/html" in data:
        return {"html": Markup("".join(data["text/html"]))}  # noqa: S704  made by pandas or highlight, both escape
    if "text/plain" in data:
        return {"text": _ANSI.sub("", "".join(data["text/plain"]))}
    return None


def _inline(png: bytes) -> str:
    import base64

    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def _text(name: str) -> str:
    return files("toolkit").joinpath("templates", name).read_text(encoding="utf-8")
