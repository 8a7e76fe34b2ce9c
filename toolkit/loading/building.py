"""From a story that a reader found to an article: hygiene, then the anatomy of what the reader left in the text."""

from __future__ import annotations

from toolkit.articles import Article, Part, Person
from toolkit.clean import hygiene
from toolkit.loading.records import Aside, Story
from toolkit.wire import Anatomy, dissect, read_byline


def build(story: Story, *, id: str, source: str, clean: bool = True) -> Article:
    """The article of a story. What the reader knows stands before what the anatomy finds.

    The lines that the reader kept out of the text follow it in `Article.original`, so that every one of them is a part
    with a place, a kind and a rule.
    """
    found = _as_it_stands(story.text, clean) if story.layout == "verbatim" else _dissected(story)
    original = story.text if story.layout != "verbatim" else found.text
    original, parts = _with_asides(original, found.parts, story.asides)
    return Article(
        id=id,
        text=found.text,
        headline=story.headline or found.headline,
        deck=story.deck or found.deck,
        outlet=story.outlet,
        published=story.published or found.published,
        modified=story.modified or found.modified,
        byline=story.byline or found.byline,
        authors=story.authors or _authors(story.byline) or found.authors,
        dateline=story.dateline or found.dateline,
        dateline_date=found.dateline_date,
        agency=story.agency or found.agency,
        agency_evidence="a field of the source" if story.agency else found.agency_evidence,
        section=story.section,
        language=story.language,
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


def _authors(byline: str | None) -> tuple[Person, ...]:
    """The persons of a byline that stands in a field of its own, with or without its "By"."""
    if not byline:
        return ()
    return read_byline(byline) or read_byline(f"By {byline}") or (Person(byline.strip()),)


def _dissected(story: Story) -> Anatomy:
    return dissect(story.text, headline=story.layout == "story")


def _as_it_stands(text: str, clean: bool) -> Anatomy:
    body = hygiene(text)[0] if clean else text
    return Anatomy(body, parts=(Part("body", 0, len(body), "as it stands"),))


def _with_asides(original: str, parts: tuple[Part, ...], asides: tuple[Aside, ...]) -> tuple[str, tuple[Part, ...]]:
    pieces, listed, at = [original], list(parts), len(original)
    for aside in asides:
        listed.append(Part("blank", at, at + 2, "space between lines"))
        listed.append(Part(aside.kind, at + 2, at + 2 + len(aside.text), aside.rule))
        pieces += ["\n\n", aside.text]
        at += 2 + len(aside.text)
    return "".join(pieces), tuple(listed)
