"""What became of a text on its way from an agency, or from its first version, to the outlets that print it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis import Analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.stories.alignment import Link, align
from toolkit.stories.duplicates import QUOTED, Repeat, repeats

if TYPE_CHECKING:
    import pandas as pd

VERBS = ("kept", "moved", "reworded", "cut", "added")  # of paragraphs; a headline may also be "changed"
_TYPES = {
    "article": "str", "outlet": "str", "original": "str", "original_outlet": "str", "repeats": "str",
    "contained": "float64", "part": "str", "verb": "str", "moved": "bool", "paragraph": "Int64",
    "original_paragraph": "Int64", "text": "str", "original_text": "str", "shared": "float64", "loaded_gone": "str",
    "loaded_come": "str", "sources_gone": "str", "sources_come": "str", "attribution": "str",
}  # fmt: skip


def genealogy(corpus: Corpus | Article | Iterable[Article]) -> pd.DataFrame:
    """What each article that repeats another kept, cut, moved, reworded and added: one row per paragraph or headline.

    The original is the agency's own text, or the earliest version (`duplicates`). Articles that only quote the same
    statements are no copies and have no rows. The rows of an article are in its order; what was cut stands where it
    stood. The caption says how many articles repeat another one: counts over a corpus count their words again, unless
    you leave them out with `mark_duplicates(corpus).where(duplicate_of=None)`.

    Columns:

    - article, outlet: the later text
    - original, original_outlet: the text that it repeats
    - repeats, contained: how it repeats it, and how much of the shorter text stands in both, as in `duplicates`: of
      "near" below one half read both, for they may tell the same facts in the same phrases
    - part: headline or paragraph
    - verb: kept (the same words), moved (the same words in another place), reworded (at least 30 % of the words of both
      in common, function words counted little), cut (only in the original) or added (only in the article); a headline
      with other words is changed
    - moved: whether the paragraph stands in another place, also a reworded one
    - paragraph, original_paragraph: its number in either text, from 0; missing for headlines, and for the text in
      which it does not stand
    - text, original_text: its text; missing where it does not stand
    - shared: the share of words that both have, function words counted little
    - loaded_gone, loaded_come: loaded words that only the original has, and only the article
    - sources_gone, sources_come: who speaks in the original paragraph and nowhere in the article, and the other way
      round
    - attribution: "gone" where the original gives words of the paragraph to a source and the article gives none of it
      to anybody, "come" for the opposite

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    >>> rain = "Rain flooded nine streets, police said."
    >>> trains = "Trains stood still for six hours, and hundreds of passengers slept in cold carriages until dawn."
    >>> wire = Article(id="wire", text=f"{rain}\\n\\n{trains}", headline="Flood in Leeds")
    >>> copy = Article(id="copy", text=trains, headline="Chaos in Leeds")
    >>> genealogy([wire, copy])[["part", "verb", "sources_gone"]].fillna("").values.tolist()
    [['headline', 'changed', ''], ['paragraph', 'cut', 'police'], ['paragraph', 'kept', '']]
    """
    whole = as_corpus(corpus)
    found = [repeat for repeat in repeats(whole) if repeat.kind != QUOTED]
    rows = [row for one in found for row in _rows(whole, one)]
    originals = len({one.duplicate_of for one in found})
    caption = f"{len(found)} of {len(whole)} articles repeat one of {originals} others"
    return result_table("genealogy", rows, _TYPES, corpus=whole, caption=caption, settings={})


class Paragraphs(NamedTuple):
    """The paragraphs of a text, with what is found in each."""

    texts: list[str]
    loaded: list[Counter[str]]
    sources: list[set[str]]
    given: list[bool]  # whether words of it are given to somebody


def paragraphs_of(one: Analysed) -> Paragraphs:
    """The paragraphs of an article: their texts, loaded words, sources, and whether they give words to anybody."""
    spans = one.article.paragraphs
    loaded: list[Counter[str]] = [Counter() for _ in spans]
    sources: list[set[str]] = [set() for _ in spans]
    given = [False] * len(spans)
    for number, (start, end) in enumerate(spans):
        loaded[number].update(hit.text.lower() for hit in one.hits if start <= hit.start < end)
        for stretch in one.voices.stretches:
            if stretch.attribution is not None and stretch.start < end and stretch.end > start:
                given[number] = True
                if stretch.speaker:
                    sources[number].add(stretch.speaker)
    return Paragraphs([one.text[start:end] for start, end in spans], loaded, sources, given)


def _rows(corpus: Corpus, repeat: Repeat) -> Iterator[tuple[object, ...]]:
    article, original = corpus[repeat.article], corpus[repeat.duplicate_of]
    new, old = (paragraphs_of(Analysed(each, corpus.settings)) for each in (article, original))
    who = (article.id, article.outlet, original.id, original.outlet, repeat.kind, repeat.containment)
    if article.headline or original.headline:
        yield (*who, *_headline(corpus, article, original))
    links = align(old.texts, new.texts)
    for number, link in enumerate(links):
        yield (*who, *_paragraph(link, links[:number], links, old, new))


def _headline(corpus: Corpus, article: Article, original: Article) -> tuple[object, ...]:
    now, then = article.headline or None, original.headline or None
    (link,) = align([then], [now])[:1] if now and then else [None]
    same = link is not None and link.verb == "kept"
    verb = "added" if then is None else "cut" if now is None else "kept" if same else "changed"
    words = [
        Counter(hit.text.lower() for hit in Analysed(each.headline_article, corpus.settings).hits)
        for each in (original, article)
    ]
    shared = link.shared if link is not None else 0.0
    texts = ("headline", verb, False, None, None, now, then, shared)
    return (*texts, _listed(words[0] - words[1]), _listed(words[1] - words[0]), None, None, None)


def _paragraph(
    link: Link, before: list[Link], links: list[Link], old: Paragraphs, new: Paragraphs
) -> tuple[object, ...]:
    """A row; what is gone or has come is told once where a paragraph has several partners."""
    at, was = link.copy, link.original
    gone, come = Counter[str](), Counter[str]()
    lost, won = set[str](), set[str]()
    if was is not None and was not in {one.original for one in before}:
        partners = [one.copy for one in links if one.original == was and one.copy is not None]
        gone = old.loaded[was] - sum((new.loaded[n] for n in partners), Counter[str]())
        lost = old.sources[was].difference(*new.sources)
    if at is not None and at not in {one.copy for one in before}:
        partners = [one.original for one in links if one.copy == at and one.original is not None]
        come = new.loaded[at] - sum((old.loaded[n] for n in partners), Counter[str]())
        won = new.sources[at].difference(*old.sources)
    attribution = None
    if at is not None and was is not None and new.given[at] != old.given[was]:
        attribution = "gone" if old.given[was] else "come"
    texts = (None if at is None else new.texts[at], None if was is None else old.texts[was])
    return (
        "paragraph", link.verb, link.moved, at, was, *texts, link.shared,
        _listed(gone), _listed(come), _listed(lost), _listed(won), attribution,
    )  # fmt: skip


def _listed(found: Counter[str] | set[str]) -> str | None:
    words = sorted(found.elements() if isinstance(found, Counter) else found)
    return ", ".join(words) or None
