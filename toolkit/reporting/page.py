"""The page of a report and the pages beside it: no network, no script."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from toolkit.articles import Corpus
from toolkit.reporting.analysis_notebook import NAME, cell_id
from toolkit.reporting.citation import citation
from toolkit.reporting.figures import Figure
from toolkit.reporting.openers import Opener
from toolkit.reporting.sections import sections
from toolkit.reporting.sentences import about
from toolkit.reporting.settings import ReportSettings
from toolkit.views.highlighting import VOICE_NOTES, marked

if TYPE_CHECKING:
    import pandas as pd

_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)
_PARAGRAPH = '<div class="tkh-par">'


def write_pages(
    made: Path,
    corpus: Corpus,
    tables: dict[str, pd.DataFrame],
    drawn: Sequence[Figure],
    settings: ReportSettings,
    *,
    title: str,
    lessons: Sequence[Path],
) -> None:
    """index.html, articles/ and sentences/ in the folder of a report."""
    links = _articles(made, corpus, title) if settings.full_text else {}
    opener = Opener(corpus, links, full_text=settings.full_text)
    parts = sections(corpus, tables, settings, opener)
    pictures = {one.table: _picture(one) for one in drawn}
    page = template("report.html.j2").render(
        title=title,
        style=style(),
        sections=parts,
        pictures=pictures,
        voices=VOICE_NOTES,
        tables=list(tables),
        lessons=[(path.name, path.stem) for path in lessons],
        citation=citation(corpus, title),
        full_text=settings.full_text,
        notebook=NAME,
        engine=corpus.settings.engine,
        word=len(corpus) > 0,
    )
    (made / "index.html").write_text(page, encoding="utf-8", errors="replace")
    opener.write(made, lambda heading, body: _page(heading, body))


def _articles(made: Path, corpus: Corpus, title: str) -> dict[str, str]:
    """A page for each article, marked, and a page that lists them all."""
    (made / "articles").mkdir()
    links: dict[str, str] = {}
    for number, article in enumerate(corpus, 1):
        name = f"{number:05d}-{_UNSAFE.sub('-', article.id)[:60]}.html"
        links[article.id] = f"articles/{name}"
        piece = marked(article, corpus.settings).to_html(standalone=False)
        head, *rest = piece.split(_PARAGRAPH)
        anchored = "".join(f'<div class="tkh-par" id="p{n}">{one}' for n, one in enumerate(rest, 1))
        body = Markup('<p><a href="../index.html">Back to the report</a></p>{}').format(
            Markup(head + anchored)  # noqa: S704  made by `highlight`, which escapes every text
        )
        heading = article.headline or article.id
        (made / "articles" / name).write_text(_page(heading, body), encoding="utf-8", errors="replace")
    items = (
        Markup('<li><a href="{}">{}</a> <small>{}</small></li>').format(
            links[article.id].removeprefix("articles/"),
            article.headline or article.id,
            about(article),
        )
        for article in corpus
    )
    body = Markup('<h1>{}</h1><p><a href="../index.html">Back to the report</a></p><ol>{}</ol>').format(
        "All articles", Markup("").join(items)
    )
    (made / "articles" / "index.html").write_text(_page("All articles", body), encoding="utf-8", errors="replace")
    return links


def _picture(figure: Figure) -> dict[str, Any]:
    return {
        "source": "data:image/png;base64," + base64.b64encode(figure.chart.png()).decode("ascii"),
        "alt": figure.chart.alt,
        "name": figure.name,
        "cell": f"{NAME}#{cell_id(figure.table, 'figure')}",
    }


def _page(title: str, body: Markup) -> str:
    page: str = template("report_beside.html.j2").render(title=title, style=style(), body=body)
    return page


@cache
def template(name: str) -> Any:
    """A template of the package, which escapes every text."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_text(name))


def style(name: str = "report.css") -> Markup:
    """A style sheet of the package."""
    return Markup(_text(name))  # noqa: S704  a file of the package


@cache
def _text(name: str) -> str:
    return files("toolkit").joinpath("templates", name).read_text(encoding="utf-8")
