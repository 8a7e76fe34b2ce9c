"""Who acts and who is acted on: actions from a table of words, with their actors where the sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis import analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.framing.action_readings import read
from toolkit.framing.action_words import Span, forms, plain, sense
from toolkit.text.tokens import Tokens
from toolkit.voice.rules.clauses import Unit, units

if TYPE_CHECKING:
    import pandas as pd

FORMS = ("active", "passive", "passive without actor", "noun", "not finite")
_MARKS = frozenset('“”„‟«»‹›"')
_NO_MARKS = dict.fromkeys(map(ord, _MARKS))
_GLUED = re.compile(r"[a-z]{3}[A-Z][a-z]{3}")
_ENDING = re.compile(r"(?:['’](?:s|ve|re|m|d|ll)?)$")


class _Found(NamedTuple):
    """An action at a place of the text."""

    start: int
    end: int
    action: str
    kind: str
    form: str
    actor: str | None
    acted_on: str | None


def actions(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """Actions, who does them and to whom: one row per action.

    Found with the word table `data/frames/actions.csv`, its senses (`action_senses.csv`) and small word classes,
    without a parser: read a row before you count it. Sentences written like headlines are left out.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: of the action, characters of `Article.text`
    - text: the action as it stands
    - action: the verb it belongs to
    - kind: force, control, movement or politics
    - form: active ("troops shelled the town"), passive ("was shelled by troops"), passive without actor ("was
      shelled"), noun ("the shelling of the town", which needs no actor) or not finite ("to shell", without an actor)
    - actor, acted_on: words of the article; missing where the clause names nobody or leaves it in doubt
    - voice, speaker: whose words the action stands in
    - cue: the word that shows the voice; missing where there is no such word

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> found = actions(Article(id="a", text="Troops shelled the town. Two people were killed."))
    >>> found[["action", "form", "actor", "acted_on"]].fillna("").values.tolist()
    [['shell', 'active', 'Troops', 'the town'], ['kill', 'passive without actor', '', 'Two people']]
    """

    rows = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="actions"):
        article, text, tokens = one.article, one.text, one.tokens
        if not tokens.spans:
            continue
        voices = one.voices
        sentence = 0
        for found in _found(tokens):
            while sentence + 1 < len(tokens.spans) and tokens.spans[sentence][1] <= found.start:
                sentence += 1
            voice = voices.at(found.start, found.end)
            what = (text[found.start : found.end], found.action, found.kind, found.form, found.actor, found.acted_on)
            whose = (voice.voice, voice.speaker, voice.cue)
            rows.append((article.id, sentence, found.start, found.end, *what, *whose))
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64"}
    types |= dict.fromkeys(("text", "action", "kind", "form", "actor", "acted_on", "voice", "speaker", "cue"), "str")
    return result_table("actions", rows, types, corpus=whole, with_fields=with_fields)


def _found(tokens: Tokens) -> Iterator[_Found]:
    sentences = [_without_marks(unit) for unit in units(tokens, ())]
    known = forms()
    words = [frozenset(map(plain, unit.lowers)) for unit in sentences]
    for number, unit in enumerate(sentences):
        if words[number].isdisjoint(known) or _is_title(unit):
            continue
        near = words[number].union(*words[max(number - 1, 0) : number], *words[number + 1 : number + 2])
        for at, lower in enumerate(unit.lowers):
            form = known.get(lower)
            reading = read(unit, at, form) if form is not None else None
            if form is None or reading is None:
                continue
            who, whom = reading.actor, reading.acted_on
            kind = sense(form.verb, unit, at, noun=reading.form == "noun", actor=who, acted_on=whom, near=near)
            if kind is not None:
                start, end = unit.starts[at], unit.ends[at]
                yield _Found(start, end, form.verb.name, kind, reading.form, _words(unit, who), _words(unit, whom))


def _is_title(unit: Unit) -> bool:
    """Whether a sentence is written like a headline: its verbs cannot be told from names."""
    if any(_GLUED.search(word) for word in unit.words):
        return True  # "Trump MoreFederal judge": lines of a page run together
    long = [word for word in unit.words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _without_marks(unit: Unit) -> Unit:
    """The sentence without its quotation marks: who acts does not depend on who says so."""
    keep = [n for n, word in enumerate(unit.words) if word not in _MARKS]
    if len(keep) == len(unit.words):
        return unit
    return Unit(
        unit.text,
        unit.paragraph,
        unit.first,
        [unit.words[n] for n in keep],
        [unit.lowers[n] for n in keep],
        [unit.starts[n] for n in keep],
        [unit.ends[n] for n in keep],
        [None] * len(keep),
        [],
    )


def _words(unit: Unit, span: Span | None) -> str | None:
    """The words of a span as they stand, without quotation marks, a contracted verb or a possessive ending."""
    if span is None:
        return None
    words = unit.text[unit.starts[span[0]] : unit.ends[span[1] - 1]].translate(_NO_MARKS)
    return _ENDING.sub("", words)
