"""Rows of framing on real news, judged by reading: actions, words of Entman's functions, names.

The gold has the id of an article and offsets, and no text; the articles are given beside it. A row of the gold without
a kind, a function or a referent is one that should not be found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import toolkit as tk
from toolkit.errors import LoadError
from toolkit.measures.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd

_ALIKE = 0.5  # share of words that two phrases have in common, from which one stands for the other
_SMALL = frozenset("the a an".split())


def benchmark_actions(rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The share of rows that are right in kind, form, actor and acted on; and of actions, how many are found.

    Rows with `action` are forms drawn from the text, for recall; the others are rows of `actions` with kind, form and
    the offsets of actor and acted on. A phrase is right if it has half of all words in common with the labelled one.
    """
    texts, found = _found(rows, articles, tk.actions)
    if "action" in rows[0]:
        wanted = [row for row in rows if row["action"]]
        hits = [(row["article"], row["start"]) in found for row in rows if row["action"]]
        return {"forms": len(rows), "actions": len(wanted), "found": _share(sum(hits), len(wanted))}
    tests: dict[str, int] = dict.fromkeys(("kind", "form", "actor", "acted_on", "all"), 0)
    met = 0
    for row in rows:
        ours = found.get((row["article"], row["start"]))
        if ours is None:
            continue
        met += 1
        text = texts[row["article"]]
        right = {"kind": ours["kind"] == row["kind"], "form": ours["form"] == row["form"]}
        for name in ("actor", "acted_on"):
            right[name] = row["kind"] is not None and _alike(text, row[name], ours[name])
        for name, value in right.items():
            tests[name] += value
        tests["all"] += all(right.values())
    return {"rows": len(rows), "found": met, **{name: _share(count, met) for name, count in tests.items()}}


def benchmark_entman(rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The share of rows of `entman` whose words do what their function says in their sentence."""
    return _labelled(rows, articles, tk.entman, "function")


def benchmark_naming(rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The share of rows of `naming_choices` whose name stands for its referent."""
    return _labelled(rows, articles, tk.naming_choices, "referent")


def _labelled(
    rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]], made_by: Callable[..., pd.DataFrame], label: str
) -> dict[str, Any]:
    _, found = _found(rows, articles, made_by)
    met = [(row[label], found[row["article"], row["start"]][label]) for row in rows if _key(row) in found]
    right = sum(wanted == ours for wanted, ours in met)
    return {"rows": len(rows), "found": len(met), "right": _share(right, len(met))}


def _key(row: dict[str, Any]) -> tuple[str, int]:
    return row["article"], row["start"]


def _found(
    rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]], made_by: Callable[..., pd.DataFrame]
) -> tuple[dict[str, str], dict[tuple[str, int], dict[str, Any]]]:
    """The texts of the articles that the gold names, and the rows of the toolkit by article and offset."""
    wanted = {row["article"] for row in rows}
    texts = {str(one["id"]): str(one["text"]) for one in articles if one["id"] in wanted}
    missing = wanted - texts.keys()
    if missing:
        raise LoadError(f"--articles: {len(missing)} articles of the gold are not there, the first is {min(missing)}.")
    corpus = tk.Corpus(tk.Article(id=id, text=text) for id, text in texts.items()).with_settings(engine="rules")
    table = made_by(corpus)
    return texts, {(row["article"], int(row["start"])): row for row in table.to_dict("records")}


def _alike(text: str, wanted: list[int] | None, ours: object) -> bool:
    if wanted is None or not isinstance(ours, str):
        return wanted is None and not isinstance(ours, str)
    labelled, given = _words(text[wanted[0] : wanted[1]]), _words(ours)
    return len(labelled & given) >= _ALIKE * len(labelled | given)


def _words(phrase: str) -> set[str]:
    return {word.strip("“”\"'’.,").removesuffix("’re").removesuffix("'re") for word in phrase.lower().split()} - _SMALL


def _share(part: int, of: int) -> dict[str, Any]:
    if not of:
        return {"right": 0, "of": 0}
    low, high = wilson(part, of)
    return {
        "right": part,
        "of": of,
        "percent": round(100 * part / of, 1),
        "interval_95": [round(100 * low), round(100 * high)],
    }
