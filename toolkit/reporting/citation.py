"""How to cite a report, with the versions that made it."""

from __future__ import annotations

from toolkit.articles import Corpus
from toolkit.reporting.manifest import made_with


def citation(corpus: Corpus, title: str) -> str:
    """Plain text to put into a list of references, and what a method section needs."""
    made = made_with()
    packages = ", ".join(f"{name} {number}" for name, number in made["packages"].items())
    engine, lexicon = corpus.settings.key
    many = f"{len(corpus):,} article{'' if len(corpus) == 1 else 's'}"
    return (
        f"{title}. Report on {many}, made with media-analysis-toolkit {made['toolkit']}.\n\n"
        f"Articles: {many}, fingerprint {corpus.fingerprint}.\n"
        f"Analysis of voice: {engine}. Lexicon: {lexicon}.\n"
        f"Python {made['python']}; {packages}.\n"
        "The manifest beside this file holds the hash of every file; `toolkit verify` proves them.\n"
    )
