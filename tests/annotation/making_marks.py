"""Articles and marks for the tests of annotation: by hand, and drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

import toolkit as tk
from toolkit.annotation.records import Annotation, marked_in

TEXT = "Thugs of the “regime” fled 🌧 to Leeds.\n\nRain fell, Ada Moor said. Nobody was hurt."
ARTICLE = tk.Article(id="a", text=TEXT, headline="Rain")
STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = STRINGS.filter(str.strip)


@st.composite
def marks(draw: st.DrawFn, article: tk.Article) -> Annotation:
    start = draw(st.integers(0, len(article.text) - 1))
    end = draw(st.integers(start + 1, len(article.text)))
    given = {name: draw(STRINGS) for name in ("note", "person", "time", "id")}
    return marked_in(article, start, end, draw(NAMES), **given)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[tk.Corpus, list[Annotation]]:
    """Some articles with any text, and any marks in them."""
    ids = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    texts = [draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)) for _ in ids]
    corpus = tk.Corpus(tk.Article(id=name, text=text) for name, text in zip(ids, texts, strict=True))
    found = [draw(marks(draw(st.sampled_from(list(corpus))))) for _ in range(draw(st.integers(0, 5)))]
    return corpus, found


def mark(text: str, code: str, person: str = "Ada", *, article: tk.Article = ARTICLE, **given: str) -> Annotation:
    start = article.text.index(text)
    return marked_in(article, start, start + len(text), code, person=person, **given)
