"""How many sentences a second the lexicon reads on one core, beside other tools on the same text in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

from toolkit.articles import Article, Corpus
from toolkit.lexicon import Lexicon
from toolkit.lexicon.forms import expand
from toolkit.loaded.loaded_language import hits, loaded_language
from toolkit.text.tokens import tokenize

_ARTICLES = 100
_ROUNDS = 3  # the fastest counts: the others waited for somebody else


def benchmark_lexicon_speed(rows: Sequence[dict[str, Any]], *, lexicon: Lexicon | None = None) -> dict[str, Any]:
    """Sentences a second of process time over the first 100 texts, the fastest of three rounds.

    Systems: our tokens; the lexicon with phrases and contexts on tokens at hand; both; both and the voice of every hit,
    of a corpus and of one article after the other (a lone article is decoded without arrays); NLTK's word tokenizer on
    sentences at hand; spaCy's PhraseMatcher with the lexicon's forms that have no wildcard or gap, tokenizing included,
    if spaCy is installed (it checks no context and knows no voice).
    """
    chosen = Lexicon.default() if lexicon is None else lexicon
    texts = [str(row["text"]) for row in rows[:_ARTICLES]]
    read = [tokenize(text) for text in texts]
    sentences = [text[start:end] for text, tokens in zip(texts, read, strict=True) for start, end in tokens.spans]
    systems: dict[str, Callable[[], object]] = {
        "tokens": lambda: [tokenize(text) for text in texts],
        "lexicon on tokens": lambda: [chosen.match(tokens) for tokens in read],
        "tokens and lexicon": lambda: [chosen.match(tokenize(text)) for text in texts],
        "tokens, lexicon and voice, a corpus": lambda: loaded_language(Corpus(_unread(texts)), lexicon=chosen),
        "tokens, lexicon and voice, one by one": lambda: [hits(one, lexicon=chosen) for one in _unread(texts)],
        "NLTK tokens": _nltk(sentences),
    }
    if find_spec("spacy"):
        systems["spaCy PhraseMatcher"] = _spacy(sentences, chosen)
    figures = [
        {"system": name, "sentences_a_second": round(len(sentences) / _seconds(run))} for name, run in systems.items()
    ]
    found = sum(len(chosen.match(tokens)) for tokens in read)
    return {"texts": len(texts), "sentences": len(sentences), "entries": len(chosen), "hits": found, "systems": figures}


def _unread(texts: list[str]) -> list[Article]:
    """An article keeps its analysis: every round needs articles that keep none yet."""
    return [Article(id=str(number), text=text) for number, text in enumerate(texts)]


def _seconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best


def _nltk(sentences: list[str]) -> Callable[[], object]:
    from nltk.tokenize import NLTKWordTokenizer

    tokenizer = NLTKWordTokenizer()
    return lambda: [tokenizer.tokenize(sentence) for sentence in sentences]


def _spacy(sentences: list[str], lexicon: Lexicon) -> Callable[[], object]:
    import spacy
    from spacy.matcher import PhraseMatcher

    english = spacy.blank("en")
    matcher = PhraseMatcher(english.vocab, attr="LOWER")
    forms = {form for entry in lexicon for written in entry.forms for form in expand(written)}
    exact = [form for form in sorted(forms) if not set(form) & set("*!…") and "..." not in form]
    matcher.add("forms", [english.make_doc(form) for form in exact])
    return lambda: [matcher(english.make_doc(sentence)) for sentence in sentences]
