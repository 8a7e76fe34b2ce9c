"""The key of an activity: marks to compare one's own with, from the toolkit's own results or from the author."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.analysis import Hit
from toolkit.articles import Article
from toolkit.errors import QueryError
from toolkit.framing import naming_choices
from toolkit.teaching.activities import Activity, Mark
from toolkit.teaching.checks import PLAIN_VOICE
from toolkit.teaching.places import hits_in, places, speaker_at, voices_at
from toolkit.views.highlighting import family_of


def key_of(activity: Activity) -> tuple[Mark, ...]:
    """The marks of the key, story by story, in the order of the text."""
    make = KEYS[activity.page.key]
    found = [mark for article in activity.stories for mark in make(activity, article)]
    order = {name: number for number, name in enumerate(activity.story_ids)}
    return tuple(sorted(found, key=lambda mark: (order[mark.article], mark.start)))


def targets_of(activity: Activity) -> tuple[Mark, ...]:
    """Words that wait for a code from the start. Raises QueryError if a story lacks them or has them twice."""
    found = []
    for name, phrases in activity.page.targets.items():
        article = activity.stories[name]
        found += [_mark(article, *_only(article, phrase), "") for phrase in phrases]
    return tuple(sorted(found, key=lambda mark: mark.start))


def shown_of(activity: Activity) -> tuple[Mark, ...]:
    """The marks of the tool that stand in the text from the start, if the activity wants them."""
    if not activity.page.shown:
        return ()
    return tuple(_of_hit(article, hit, "tool") for article in activity.stories for hit in hits_in(article))


def _loaded(activity: Activity, article: Article) -> Iterator[Mark]:
    yield from (_of_hit(article, hit, family_of(hit)) for hit in hits_in(article))


def _judges(activity: Activity, article: Article) -> Iterator[Mark]:
    yield from (_of_hit(article, hit, "judges") for hit in hits_in(article))


def _voices(activity: Activity, article: Article) -> Iterator[Mark]:
    for phrase in activity.page.targets.get(article.id, ()):
        start, end = _only(article, phrase)
        yield _mark(article, start, end, PLAIN_VOICE[voices_at(article, start, end)])


def _naming(activity: Activity, article: Article) -> Iterator[Mark]:
    """What people are called, as `naming_choices` has it; other loaded words beside them."""
    taken: list[tuple[int, int]] = []
    for row in naming_choices(article).to_dict("records"):
        taken.append((row["start"], row["end"]))
        yield _mark(article, *taken[-1], "name", f"About {row['referent']}: {row['why']}.")
    for hit in hits_in(article):
        if not any(hit.start < end and start < hit.end for start, end in taken):
            yield _of_hit(article, hit, "judge")


def _guides(activity: Activity, article: Article) -> Iterator[Mark]:
    """The plea of the tool: replace a flag in the outlet's voice, leave a word of a speaker there, keep the rest."""
    for phrase in activity.page.targets.get(article.id, ()):
        start, end = _only(article, phrase)
        hits = [hit for hit in hits_in(article) if hit.start < end and start < hit.end]
        voice = PLAIN_VOICE.get(voices_at(article, start, end), "unsure")
        flagged = voice == "outlet" and any(hit.entry.severity == "flag" for hit in hits)
        code = "speaker" if voice in ("quoted", "retold") else "replace" if flagged else "keep"
        sources = [source for hit in hits for source in hit.entry.sources if source.organisation != "own judgement"]
        guides = [f"{source.organisation} ({source.date}): {source.position}" for source in sources]
        said = f"Style guide, in our words: {'; '.join(guides)}." if guides else "No style guide is known to us."
        why = " ".join(f"{hit.entry.why} Plainer: {hit.entry.alternative}." for hit in hits)
        yield _mark(article, start, end, code, f"{why} {said}".strip())


def _author(activity: Activity, article: Article) -> Iterator[Mark]:
    for row in activity.author_key:
        if row["story"] == article.id:
            yield _mark(article, *_only(article, row["words"]), row["code"], row["why"])


def _of_hit(article: Article, hit: Hit, code: str) -> Mark:
    return _mark(article, hit.start, hit.end, code, f"{hit.entry.why} Plainer: {hit.entry.alternative}.")


def _mark(article: Article, start: int, end: int, code: str, note: str = "") -> Mark:
    voice = PLAIN_VOICE.get(voices_at(article, start, end), "unsure")
    words = article.text[start:end]
    return Mark(article.id, start, end, words, code, note, voice, speaker_at(article, start, end))


def _only(article: Article, phrase: str) -> tuple[int, int]:
    found = places(article.text, phrase)
    if len(found) != 1:
        raise QueryError(f"The words {phrase!r} stand {len(found)} times in the story {article.id}; name them once.")
    return found[0]


KEYS: dict[str, Callable[[Activity, Article], Iterator[Mark]]] = {
    "loaded": _loaded,
    "judges": _judges,
    "voices": _voices,
    "naming": _naming,
    "guides": _guides,
    "author": _author,
}
