"""Prices stay prices in JupyterLab: no HTML that the toolkit shows is open to MathJax."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import toolkit as tk

MONEY = "from $5 million to $6 million"


def shown_classes() -> dict[str, type[Any]]:
    """Every class of the package that shows itself as HTML of ours; those of scikit-learn show names of options."""
    names = [one.name for one in pkgutil.walk_packages(tk.__path__, "toolkit.") if one.name != "toolkit.__main__"]
    modules = [module for name in names if (module := imported(name)) is not None]
    return {
        name: thing
        for module in modules
        for name, thing in inspect.getmembers(module, inspect.isclass)
        if thing.__module__ == module.__name__ and any(_has_ours(base) for base in thing.__mro__)
    }


def imported(name: str) -> ModuleType | None:
    """A module; nothing where it needs a package of an extra that is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "toolkit").startswith("toolkit"):
            raise
        return None


def _has_ours(base: type[Any]) -> bool:
    return base.__module__.startswith("toolkit.") and "_repr_html_" in vars(base)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder: Path = tmp_path_factory.mktemp(MONEY)
    story = f"The terrorists raised the price {MONEY}, officials said. It rose {MONEY} again."
    (folder / f"{MONEY}.txt").write_text(f"{MONEY}\n\n{story}\n", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    corpus = tk.load(folder)
    return {
        "Article": [corpus[0]],
        "Corpus": [corpus, tk.Corpus([])],
        "LoadReport": [corpus.load_report],
        "Highlight": [tk.highlight(corpus[0])],
        "ShownTable": [corpus.table, corpus.table[["headline"]], corpus.rejected, corpus.load_report.table],
        "ResultTable": [tk.loaded_language(corpus), tk.concordance(corpus, "million"), tk.attributions(corpus)],
    }


def test_every_class_that_shows_html_has_an_example(examples: dict[str, list[Any]]) -> None:
    assert set(shown_classes()) == set(examples)


def test_every_html_output_is_closed_to_mathjax(examples: dict[str, list[Any]]) -> None:
    priced = 0
    for name, things in examples.items():
        for thing in things:
            assert isinstance(thing, shown_classes()[name])
            html = thing._repr_html_()
            assert re.match(r'<(?:div|article) class="[^"]*\bmathjax_ignore\b', html), (name, html[:200])
            assert _is_one_element(html), name
            priced += "$5 million" in html
    assert priced >= 8


def _is_one_element(html: str) -> bool:
    """Whether all of it stands inside the element that closes it to MathJax."""
    from lxml import html as pages

    return len(pages.fragments_fromstring(html)) == 1
