"""From a story that a reader found to an article: hygiene, then the anatomy of what the reader left in the text."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from toolkit.anatomy import Anatomy, dissect, read_byline
from toolkit.articles import Article, Part, Person
from toolkit.loading.entering import entered_article
from toolkit.loading.languages import language_code
from toolkit.loading.records import Aside, Story
from toolkit.text.hygiene import clean, unwrap
from toolkit.text.languages import tell_language


class Built(NamedTuple):
    """An article, and how many characters each step of the hygiene changed in its source."""

    article: Article
    hygiene: Counter[str]


_STAYS = frozenset({"body", "blank"})
_MANY_BREAKS = re.compile(r"\n(?:[ \t]*\n){2,}")


def build(story: Story, *, id: str, source: str) -> Article:
    """The article of a story, without the counts."""
    return build_counted(story, id=id, source=source).article


def build_counted(story: Story, *, id: str, source: str, tidy: bool = True, outlet: str | None = None) -> Built:
    """The article of a story, and what the hygiene changed. What the reader knows stands before what the anatomy finds.

    `Article.original` is the text as the reader found it, so that offsets lead back to the file. The lines that the
    reader kept out of the text follow it, so that every one of them is a part with a place, a kind and a rule.
    """
    found, counts = _cell(story, tidy) if story.layout == "verbatim" else _dissected(story)
    original, parts = _with_asides(story.text, found.parts, story.asides)
    article = Article(
        id=id,
        text=found.text,
        headline=story.headline or found.headline,
        deck=story.deck or found.deck,
        outlet=outlet or story.outlet,
        published=story.published or found.published,
        modified=story.modified or found.modified,
        byline=story.byline or found.byline,
        authors=story.authors or _authors(story.byline) or found.authors,
        dateline=story.dateline or found.dateline,
        dateline_date=found.dateline_date,
        agency=story.agency or found.agency,
        agency_evidence="a field of the source" if story.agency else found.agency_evidence,
        section=story.section,
        language=language_code(story.language) or tell_language(found.text),
        captions=(*story.captions, *found.captions),
        taglines=(*story.taglines, *found.taglines),
        notices=(*story.notices, *found.notices),
        not_full_text=story.not_full_text,
        url=story.url,
        source=source,
        locator=story.locator,
        extra=story.extra,
        original=original,
        parts=parts,
    )
    return Built(entered_article(article), counts)


def _authors(byline: str | None) -> tuple[Person, ...]:
    """The persons of a byline that stands in a field of its own, with or without its "By"."""
    if not byline:
        return ()
    return read_byline(byline) or read_byline(f"By {byline}") or (Person(byline.strip()),)


def _dissected(story: Story) -> tuple[Anatomy, Counter[str]]:
    """The anatomy of a tidy text; its parts are led back to the offsets of the text as it was found."""
    cleaned = clean(story.text)
    joined = unwrap(cleaned.text)
    found = dissect(joined.text, headline=story.layout == "story")

    def origin(offset: int) -> int:
        return cleaned.mapping(joined.mapping(offset))

    last, end = len(joined.text), len(story.text)
    parts = tuple(
        Part(
            part.kind, origin(part.start) if part.start else 0, end if part.end == last else origin(part.end), part.rule
        )
        for part in found.parts
    )
    return found._replace(parts=parts), cleaned.counts + joined.counts


def _cell(story: Story, tidy: bool) -> tuple[Anatomy, Counter[str]]:
    """The text of a table's cell: its lines stay as they stand, but what is no body of a story leaves it."""
    parts = (Part("body", 0, len(story.text), "as it stands"),)
    if not tidy:
        return Anatomy(story.text, parts=parts), Counter()
    cleaned = clean(story.text)
    whole = Anatomy(cleaned.text, parts=parts)
    found = dissect(cleaned.text, headline=False, known_headline=story.headline)
    if not found.text or all(part.kind in _STAYS for part in found.parts):
        return whole, cleaned.counts
    kept = "".join(cleaned.text[part.start : part.end] for part in found.parts if part.kind in _STAYS)
    last = len(cleaned.text)
    led_back = tuple(
        part._replace(
            start=cleaned.mapping(part.start) if part.start else 0,
            end=len(story.text) if part.end == last else cleaned.mapping(part.end),
        )
        for part in found.parts
    )
    return found._replace(text=_MANY_BREAKS.sub("\n\n", kept).strip(), parts=led_back), cleaned.counts


def _with_asides(original: str, parts: tuple[Part, ...], asides: tuple[Aside, ...]) -> tuple[str, tuple[Part, ...]]:
    pieces, listed, at = [original], list(parts), len(original)
    for aside in asides:
        listed.append(Part("blank", at, at + 2, "space between lines"))
        listed.append(Part(aside.kind, at + 2, at + 2 + len(aside.text), aside.rule))
        pieces += ["\n\n", aside.text]
        at += 2 + len(aside.text)
    return "".join(pieces), tuple(listed)
