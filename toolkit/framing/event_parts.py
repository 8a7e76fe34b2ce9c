"""What two outlets can differ in when they tell one event: headlines, words, names, frames, numbers.

Each part is a function from the event to its lines. A line is what one outlet has on one matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from toolkit.analysis import Analysed, analysed, token_index
from toolkit.analysis.table_making import Place
from toolkit.articles import Corpus
from toolkit.codebooks import Codebook
from toolkit.framing.frames import measure
from toolkit.framing.naming import naming_choices
from toolkit.measures.comparison import log_odds_prior
from toolkit.statistics.terms import stop_word_list
from toolkit.stories.duplicates import QUOTED, repeats
from toolkit.stories.events import by_time
from toolkit.text.tokens import Tokens, is_word, term

WORDS = 8  # that an outlet is shown to use more than the others
LEAST_USES = 2
LEAST_Z = 1.0
PRINTED = 0.5  # so much of the shorter text in both, and one prints the text of the other; below, it may be reworked
_BIG = frozenset("hundred thousand million billion trillion percent per cent pct %".split())
_PLURALS = frozenset("people men women children police dead feet teeth sheep fish troops percent".split())
REACH = 3  # words behind a number in which what it counts is looked for
_SPELT = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        start=2,
    )
}


class Line(NamedTuple):
    """What one outlet has on one matter, and where it stands."""

    part: str
    about: str
    outlet: str
    text: str | None
    others: int | None
    value: float
    note: str | None
    places: list[Place]


class Event(NamedTuple):
    """The articles of one event, and those of each outlet; `family` names articles that print one text."""

    corpus: Corpus
    outlets: dict[str, Corpus]
    family: dict[str, str]

    @classmethod
    def of(cls, corpus: Corpus, by: str) -> Event:
        corpus = corpus.subset(sorted(corpus, key=by_time))  # so that the order of the corpus decides nothing
        copies = {
            one.article: one.duplicate_of
            for one in repeats(corpus)
            if one.kind != QUOTED and one.containment >= PRINTED
        }
        family = {article.id: copies.get(article.id, article.id) for article in corpus}
        return cls(corpus, dict(corpus.by(by)), family)

    def others(self, outlet: str) -> list[int]:
        """The numbers of the articles an outlet is compared with: not its own, and no other print of the same text."""
        own = {article.id for article in self.outlets[outlet]}
        printed = {self.family[id] for id in own}
        return [n for n, one in enumerate(self.corpus) if one.id not in own and self.family[one.id] not in printed]


def headlines(event: Event) -> Iterator[Line]:
    """The headlines, with the words that no other headline has, and the loaded ones."""
    said = {article.id: Analysed(article.headline_article, event.corpus.settings) for article in event.corpus}
    told = {id: list(dict.fromkeys(_terms(one))) for id, one in said.items()}
    for outlet, corpus in event.outlets.items():
        own = {article.id for article in corpus}
        elsewhere = set[str]().union(*(told[one.id] for one in event.corpus if one.id not in own)) | stop_word_list()
        for article in corpus:
            if not article.headline:
                continue
            only = [word for word in told[article.id] if word not in elsewhere]
            loaded = [hit.text for hit in said[article.id].hits]
            notes = [f"only here: {', '.join(only)}"] if only else []
            notes += [f"loaded: {', '.join(loaded)}"] if loaded else []
            size = float(len(_terms(said[article.id])))
            yield Line("headline", article.id, outlet, article.headline, None, size, "; ".join(notes) or None, [])


def words(event: Event) -> Iterator[Line]:
    """The words that each outlet uses more than the others, by log odds under a prior; not the words of one print."""
    index = token_index(event.corpus)
    counts = index.counts(order="alphabet")
    kept = [n for n, name in enumerate(counts.terms) if name not in stop_word_list()]
    names = [counts.terms[n] for n in kept]
    matrix = counts.matrix[:, kept].toarray()
    number = {article.id: n for n, article in enumerate(event.corpus)}
    for outlet, corpus in event.outlets.items():
        mine = matrix[[number[article.id] for article in corpus]].sum(axis=0)
        theirs = matrix[event.others(outlet)].sum(axis=0)
        if not mine.sum() or not theirs.sum():
            continue
        z = log_odds_prior(mine, theirs, mine.sum(), theirs.sum(), prior=mine + theirs + 0.01)
        order = sorted(np.flatnonzero((mine >= LEAST_USES) & (z >= LEAST_Z)).tolist(), key=lambda n: (-z[n], names[n]))
        for n in order[:WORDS]:
            places = _places_of(event, corpus, names[n])
            yield Line("word", names[n], outlet, None, int(theirs[n]), round(float(z[n]), 2), None, places)


def _places_of(event: Event, corpus: Corpus, name: str) -> list[Place]:
    index = token_index(event.corpus)
    wanted = index.terms.index(name)
    places = []
    for article in corpus:
        number = next(n for n, one in enumerate(event.corpus) if one.id == article.id)
        low, high = index.first[number : number + 2].tolist()
        for token in (np.flatnonzero(index.term_of[index.types[low:high]] == wanted) + low).tolist():
            start, end = int(index.starts[token]), int(index.ends[token])
            places.append((article.id, start, end, article.text[start:end]))
    return places


def names(event: Event) -> Iterator[Line]:
    """Which name each outlet uses for the same people or thing."""
    table = naming_choices(event.corpus)
    outlet_of = _outlet_of(event)
    found: dict[tuple[str, str], dict[str, list[Place]]] = {}
    own = Counter[tuple[str, str, str]]()
    columns = ("referent", "name", "article", "start", "end", "text", "voice")
    for referent, name, article, start, end, text, voice in zip(*(table[c] for c in columns), strict=True):
        outlet = outlet_of[article]
        found.setdefault((referent, name), {}).setdefault(outlet, []).append((article, start, end, text))
        own[referent, name, outlet] += voice == "outlet"
    for (referent, name), by_outlet in sorted(found.items()):
        total = sum(map(len, by_outlet.values()))
        for outlet in event.outlets:
            places = by_outlet.get(outlet, [])
            said = f"{own[referent, name, outlet]} in its own voice" if places else None
            yield Line(
                "name", f"{referent}: {name}", outlet, None, total - len(places), float(len(places)), said, places
            )


def frames(event: Event, codebook: Codebook) -> Iterator[Line]:
    """How strongly each frame of a codebook stands in each outlet."""
    measured = measure(event.corpus, codebook)
    number = {article.id: n for n, article in enumerate(event.corpus)}
    where = measured.found
    for column, code in enumerate(measured.codes):
        total = int(measured.hits[:, column].sum())
        for outlet, corpus in event.outlets.items() if total else ():
            rows = [number[article.id] for article in corpus]
            places = [
                (article.id, start, end, article.text[start:end])
                for n in np.flatnonzero((where.code == column) & np.isin(where.articles, rows)).tolist()
                for article in [event.corpus[int(where.articles[n])]]
                for start, end in [(int(where.starts[n]), int(where.ends[n]))]
            ]
            strength = float(np.nan_to_num(measured.strength[rows, column]).mean())
            own = int(measured.outlet[rows, column].sum())
            note = f"{own} in its own voice" if places else None
            yield Line("frame", code.name, outlet, None, total - len(places), round(strength, 3), note, places)


def numbers(event: Event) -> Iterator[Line]:
    """Numbers with what they count, where outlets give different ones, or only one outlet gives any."""
    found: dict[str, dict[str, dict[str, list[Place]]]] = {}  # what is counted, outlet, number
    outlet_of = _outlet_of(event)
    for one in analysed(event.corpus):
        for what, value, start, end in _numbered(one.tokens):
            place = (one.article.id, start, end, one.text[start:end])
            by_outlet = found.setdefault(what, {}).setdefault(outlet_of[one.article.id], {})
            by_outlet.setdefault(value, []).append(place)
    for what, told in sorted(found.items()):
        every = {value for values in told.values() for value in values}
        if len(told) > 1 and all(set(values) == every for values in told.values()):
            continue  # all that tell it tell the same
        for outlet in event.outlets:
            values = told.get(outlet, {})
            places = [place for at in values.values() for place in at]
            elsewhere = sorted({value for name in told if name != outlet for value in told[name]} - set(values))
            note = None
            if places:
                note = "only here" if len(told) == 1 else f"others: {', '.join(elsewhere)}" if elsewhere else None
            shown = "; ".join(dict.fromkeys(place[3] for place in places)) or None
            others = sum(len(at) for name in told if name != outlet for at in told[name].values())
            yield Line("number", what, outlet, shown, others, float(len(values)), note, places)


def _numbered(tokens: Tokens) -> Iterator[tuple[str, str, int, int]]:
    """What is counted (the plural behind the number), the number, and where both stand."""
    for n, kind in enumerate(tokens.kinds):
        value = tokens.lowers[n] if kind == "number" else _SPELT.get(tokens.lowers[n])
        if value is None:
            continue
        last = n
        while last + 1 < len(tokens) and tokens.lowers[last + 1] in _BIG:
            last += 1
            value = f"{value} {tokens.lowers[last]}"
        for noun in range(last + 1, min(last + 1 + REACH, len(tokens))):
            if tokens.kinds[noun] != "word" or tokens.sentences[noun] != tokens.sentences[n]:
                break
            word = tokens.words[noun]
            if word in stop_word_list() or not word.islower():
                break
            if word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
                yield word, value, tokens.starts[n], tokens.ends[noun]
                break


def _terms(one: Analysed) -> list[str]:
    tokens = one.tokens
    return [term(low) for low, kind in zip(tokens.lowers, tokens.kinds, strict=True) if is_word(kind)]


def _outlet_of(event: Event) -> dict[str, str]:
    return {article.id: outlet for outlet, corpus in event.outlets.items() for article in corpus}
