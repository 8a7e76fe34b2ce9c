"""An article for the terminal: marked words and voices in plain characters, colour on top where it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from toolkit.analysis import Analysed, Hit
from toolkit.articles import Article, Settings
from toolkit.text.printing import printable
from toolkit.views.highlighting import family_of, summary
from toolkit.views.marks import Paragraph, mark
from toolkit.voice import VOICES

if TYPE_CHECKING:
    from rich.text import Text

_COLOURS = {
    "direct": "blue", "partial": "cyan", "indirect": "green", "ascribed": "magenta", "distanced": "yellow",
    "mention": "bright_black", "unsure": "red",
}  # fmt: skip


def scan(
    article: Article, *, settings: Settings | None = None, voices: Collection[str] | None = None
) -> Iterator[Text]:
    """The lines of one article: its marked text, then its loaded words by voice.

    A stretch that is not the outlet's own stands in brackets with a number, which the line below explains; a loaded
    word is followed by its label in braces. Colour repeats both and is never the only sign. `voices` leaves loaded
    words in other voices unmarked.
    """
    from rich.text import Text

    paragraphs = mark(Analysed(article, settings))
    if voices is not None:
        paragraphs = tuple(_only(paragraph, voices) for paragraph in paragraphs)
    found = [s.hit for p in paragraphs for stretch in p.stretches for s in stretch.segments if s.hit]
    yield Text(printable(article.headline or article.id), style="bold")
    facts = [article.byline, article.outlet, article.dateline, article.agency]
    facts += [f"{article.published:%Y-%m-%d %H:%M}"] if article.published else []
    if any(facts):
        yield Text(printable(" · ".join(fact for fact in facts if fact)))
    yield Text(summary(found), style="bold")
    for paragraph in paragraphs:
        yield Text()
        yield _paragraph(paragraph, article.text)
        yield from _notes(paragraph)
    if found:
        yield Text()
        yield from _by_voice(found)


def words(
    article: Article, *, settings: Settings | None = None, voices: Collection[str] | None = None
) -> Iterator[str]:
    """One line a loaded word, tab-separated for other programs: article, start, text, voice, speaker, category, why."""
    for hit in Analysed(article, settings).hits:
        if voices is None or hit.voice.voice in voices:
            cells = (article.id, str(hit.start), hit.text, hit.voice.voice, hit.voice.speaker or "")
            yield "\t".join(_one_line(cell) for cell in (*cells, hit.entry.category, hit.entry.why))


def _only(paragraph: Paragraph, voices: Collection[str]) -> Paragraph:
    """The paragraph with loaded words in these voices alone."""
    stretches = []
    for stretch in paragraph.stretches:
        segments = (
            one if one.hit is None or one.hit.voice.voice in voices else one._replace(hit=None, number=None)
            for one in stretch.segments
        )
        stretches.append(stretch._replace(segments=tuple(segments)))
    return paragraph._replace(stretches=tuple(stretches))


def _paragraph(paragraph: Paragraph, text: str) -> Text:
    from rich.text import Text

    line = Text()
    for stretch in paragraph.stretches:
        colour = _COLOURS.get(stretch.voice.voice, "")
        if stretch.number is not None:
            line.append(f"[{stretch.number} ", style=f"bold {colour}")
        for segment in stretch.segments:
            shown = printable(text[segment.start : segment.end])
            if segment.hit is None:
                line.append(shown, style=colour)
            else:
                line.append(shown, style=f"bold underline {colour}".strip())
                line.append(f"{{{family_of(segment.hit)}}}", style="bold")
        if stretch.number is not None:
            line.append("]", style=f"bold {colour}")
    return line


def _notes(paragraph: Paragraph) -> Iterator[Text]:
    from rich.text import Text

    for stretch in paragraph.stretches:
        if stretch.number is not None:
            speaker = f": {_one_line(stretch.voice.speaker)}" if stretch.voice.speaker else ""
            note = f"    {stretch.number} {stretch.voice.voice}{speaker}"
            yield Text(note, style=_COLOURS.get(stretch.voice.voice, ""))


def _by_voice(found: list[Hit]) -> Iterator[Text]:
    from rich.text import Text

    for voice in VOICES:
        counted = Counter(hit.text for hit in found if hit.voice.voice == voice)
        if counted:
            listed = ", ".join(_one_line(word) + (f" ×{n}" if n > 1 else "") for word, n in counted.items())
            yield Text(f"{voice:<10} {listed}", style=_COLOURS.get(voice, ""))


def _one_line(text: str | None) -> str:
    return " ".join(printable(text or "").split())
