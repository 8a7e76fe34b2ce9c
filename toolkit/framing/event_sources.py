"""Who speaks where when outlets tell one event, how quotations are cut, what only one has, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

import numpy as np

from toolkit.analysis import analysed, token_index
from toolkit.analysis.table_making import Place
from toolkit.framing.event_parts import Event, Line
from toolkit.stories.alignment import bag, common
from toolkit.stories.nearness import Stories
from toolkit.text.tokens import count_words
from toolkit.voice.quotations import scan_quotations

SAME_RUN = 5  # words in a row that two cuts of one quotation share; all of a shorter one
SPOKEN = 4  # words; a quotation of fewer is no statement
ONLY = 0.3  # the share of a sentence that may stand in one sentence elsewhere, if only this outlet has it
LEAST = 5.0  # content words of a sentence that says something
SHARED = 8  # names and numbers whose order is shown
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ARTICLE = re.compile(r"(?i)(?:the|a|an|some|one)\s+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]*")


def sources(event: Event) -> Iterator[Line]:
    """Who speaks, in how many words, for each outlet: also where an outlet lets somebody speak in none."""
    said: dict[str, dict[str, list[tuple[Place, int]]]] = {}
    full = _full_names([one.speaker or "" for each in analysed(event.corpus) for one in each.attributions])
    outlet_of = {article.id: outlet for outlet, corpus in event.outlets.items() for article in corpus}
    for one in analysed(event.corpus):
        for attribution in one.attributions:
            if attribution.speaker is None or attribution.inside is not None or attribution.kind == "ascribed":
                continue
            by_outlet = said.setdefault(full[attribution.speaker], {})
            for start, end in attribution.contents:
                text = one.text[start:end]
                place = (one.article.id, start, end, text)
                by_outlet.setdefault(outlet_of[one.article.id], []).append((place, count_words(text)))
    total = {name: sum(n for stretches in by.values() for _, n in stretches) for name, by in said.items()}
    for name in sorted(said, key=lambda one: (-total[one], one)):
        for outlet in event.outlets:
            stretches = said[name].get(outlet, [])
            length = sum(n for _, n in stretches)
            note = None if stretches else "does not speak here"
            first = stretches[0][0][3] if stretches else None
            yield Line(
                "source", name, outlet, first, total[name] - length, float(length), note, [at for at, _ in stretches]
            )


def _full_names(names: list[str]) -> dict[str, str]:
    """The fullest form of each name: "Vos" is "interior minister Dana Vos", if only one such person speaks."""
    known = sorted({name for name in names if name}, key=lambda name: (-len(_CAPITAL.findall(name)), -len(name), name))
    full: dict[str, str] = {}
    for name in known:
        parts = _CAPITAL.findall(name)
        if " and " in name:  # several speakers are nobody's fuller name
            full[name] = name
            continue
        if not parts or (_ARTICLE.match(name) and len(parts) == 1 and name.split()[-1] != parts[-1]):
            key = _ARTICLE.sub("", name).lower()
            full[name] = next((other for other in full.values() if _ARTICLE.sub("", other).lower() == key), name)
            continue
        fits = {
            other
            for other in full.values()
            if " and " not in other and parts[-1] in (theirs := _CAPITAL.findall(other)) and set(parts) <= set(theirs)
        }
        full[name] = fits.pop() if len(fits) == 1 else name
    return full


class _Quoted(NamedTuple):
    outlet: str
    place: Place
    words: list[str]


def quotations(event: Event) -> Iterator[Line]:
    """Quotations that several outlets print, and what each leaves out of the longest cut or changes in it."""
    found: list[_Quoted] = []
    for outlet, corpus in event.outlets.items():
        for article in corpus:
            for quote in scan_quotations(article.text):
                text = article.text[quote.inner_start : quote.inner_end]
                words = [word.lower() for word in _WORD.findall(text)]
                if len(words) >= SPOKEN and quote.level == 0:
                    found.append(_Quoted(outlet, (article.id, quote.inner_start, quote.inner_end, text), words))
    groups = list(range(len(found)))
    for one, other in combinations(range(len(found)), 2):
        if _same(found[one].words, found[other].words):
            old, new = groups[other], groups[one]
            groups = [new if group == old else group for group in groups]
    number = 0
    for group in dict.fromkeys(groups):
        members = [quote for quote, of in zip(found, groups, strict=True) if of == group]
        if len({quote.outlet for quote in members}) < 2:
            continue
        number += 1
        cuts = {outlet: [one for one in members if one.outlet == outlet] for outlet in event.outlets}
        joined = {outlet: [word for one in cut for word in one.words] for outlet, cut in cuts.items() if cut}
        longest = max(joined.values(), key=len)
        same = all(words == longest for words in joined.values())
        for outlet, words in joined.items():
            text = " … ".join(one.place[3] for one in cuts[outlet])
            places = [one.place for one in cuts[outlet]]
            note = "the same words in all" if same else _difference(longest, words)
            yield Line("quotation", f"quotation {number}", outlet, text, None, float(len(words)), note, places)


def _same(one: list[str], other: list[str]) -> bool:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size >= min(SAME_RUN, len(one), len(other))


def _difference(longest: list[str], words: list[str]) -> str:
    """What a cut leaves out of the longest one, and what it has instead."""
    gone, come = [], []
    for kind, low, high, start, end in SequenceMatcher(None, longest, words, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += [" ".join(longest[low:high])] if high > low else []
            come += [" ".join(words[start:end])] if end > start else []
    told = [f"without: {' / '.join(gone)}"] if gone else []
    told += [f"other words: {' / '.join(come)}"] if come else []
    return "; ".join(told) or "the longest cut"


def only_here(event: Event) -> Iterator[Line]:
    """Sentences of which no other outlet has much in any sentence, those that stand most alone first."""
    bags = {
        one.article.id: [(span, bag(one.text[slice(*span)])) for span in one.sentences]
        for one in analysed(event.corpus)
    }
    for outlet, corpus in event.outlets.items():
        others = [other for n in event.others(outlet) for _, other in bags[event.corpus[n].id]]
        alone = []
        for article in corpus:
            for (start, end), words in bags[article.id]:
                if words.weight < LEAST:
                    continue
                shared = max((common(words, other) / words.weight for other in others), default=0.0)
                if shared < ONLY:
                    alone.append((round(shared, 3), (article.id, start, end, article.text[start:end])))
        for number, (shared, place) in enumerate(sorted(alone), start=1):
            yield Line("only here", f"{number}", outlet, place[3], None, shared, None, [place])


def order(event: Event) -> Iterator[Line]:
    """How far into its text each outlet first has a name or number that most of them have."""
    stories, index = Stories(event.corpus), token_index(event.corpus)
    found, numbers, _ = stories.shared(list(range(len(event.corpus))), most=SHARED)
    for name in [*found, *numbers]:
        wanted = index.terms.index(name)
        for outlet, corpus in event.outlets.items():
            article = corpus[0]
            number = next(n for n, one in enumerate(event.corpus) if one.id == article.id)
            low, high = index.first[number : number + 2].tolist()
            at = np.flatnonzero(index.term_of[index.types[low:high]] == wanted)
            if not len(at):
                yield Line("order", name, outlet, None, None, float("nan"), "not here", [])
                continue
            token = low + int(at[0])
            start, end = int(index.starts[token]), int(index.ends[token])
            place = (article.id, start, end, article.text[start:end])
            share = round(100 * int(at[0]) / (high - low), 1)
            yield Line("order", name, outlet, place[3], None, share, None, [place])
