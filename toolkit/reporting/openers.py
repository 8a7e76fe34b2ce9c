"""From a count to its sentences: in the page where there are few articles, in pages beside it where there are many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from toolkit.articles import Corpus
from toolkit.reporting.sentences import about as say_about
from toolkit.reporting.sentences import number
from toolkit.views.highlighting import VOICE_NOTES

if TYPE_CHECKING:
    import pandas as pd

INLINE = 5  # articles, up to which the sentences stand in the page itself
A_PAGE = 500  # sentences on one page
_UNSAFE = re.compile(r"[^\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the words that were counted in it, and whose they are."""

    article: str
    before: str
    match: str
    after: str
    note: str
    paragraph: int


class Opener:
    """Makes each count a link to its sentences, or a part of the page that opens.

    Without texts (`full_text=False`) a count is a plain number.
    """

    def __init__(self, corpus: Corpus, links: dict[str, str], *, full_text: bool) -> None:
        self._corpus, self._links, self._full_text = corpus, links, full_text
        self._inline = len(corpus) <= INLINE
        self._pages: dict[str, tuple[str, list[Sentence]]] = {}
        self._names: set[str] = set()
        self._paragraphs: dict[str, list[tuple[int, int]]] = {}

    def sentences(self, rows: pd.DataFrame) -> list[Sentence]:
        """One sentence per row that has article, start and end."""
        from toolkit.results.evidence import evidence

        if not self._full_text or not len(rows):
            return []
        columns = ["article", "start", "end"]
        found = evidence(self._corpus, rows[columns])
        voices = rows["voice"].tolist() if "voice" in rows else [""] * len(rows)
        speakers = rows["speaker"].tolist() if "speaker" in rows else [None] * len(rows)
        return self._of(found, voices, speakers)

    def _of(self, found: pd.DataFrame, voices: Sequence[Any], speakers: Sequence[Any]) -> list[Sentence]:
        made = []
        values = zip(
            found["article"], found["start"], found["text"], found["match_start"], found["match_end"], voices, speakers,
            strict=True,
        )  # fmt: skip
        for article, start, text, first, last, voice, speaker in values:
            a, b = first - start, last - start
            who = f"{voice}: {speaker}" if isinstance(speaker, str) and speaker else str(voice)
            made.append(Sentence(article, text[:a], text[a:b], text[b:], who, self._paragraph(article, first)))
        return made

    def evidence_of(self, corpus: Corpus, rows: pd.DataFrame, counts: Iterable[int]) -> list[list[Sentence]]:
        """The sentences of each row of a result that was counted on `corpus` (`term_frequency`, `keyness`)."""
        from toolkit.results.evidence import evidence

        if not self._full_text or not len(rows):
            return [[] for _ in range(len(rows))]
        found = evidence(corpus, rows)
        made = self._of(found, [""] * len(found), [None] * len(found))
        parts, at = [], 0
        for count in counts:
            parts.append(made[at : at + count])
            at += count
        return parts

    def count(self, count: int, title: str, found: Callable[[], list[Sentence]] | list[Sentence]) -> Markup:
        """A count that opens."""
        shown = number(count)
        if not count or not self._full_text:
            return escape(shown)
        sentences = found if isinstance(found, list) else found()
        if not sentences:
            return escape(shown)
        if self._inline:
            return Markup("<details><summary>{}</summary>{}</details>").format(shown, self._list(sentences, ""))
        name = self._name(title)
        self._pages[name] = (title, sentences)
        return Markup('<a href="sentences/{}.html">{}</a>').format(name, shown)

    def article(self, identity: str, shown: str, *, here: str = "") -> Markup:
        """A link to the marked article, or its name alone where no texts are kept."""
        if identity not in self._links:
            return escape(shown)
        return Markup('<a href="{}{}">{}</a>').format(here, self._links[identity], shown)

    def write(self, folder: Path, page: Callable[[str, Markup], str]) -> None:
        """The pages of sentences that were linked to."""
        if not self._pages:
            return
        (folder / "sentences").mkdir()
        for name, (title, sentences) in self._pages.items():
            parts = [sentences[n : n + A_PAGE] for n in range(0, len(sentences), A_PAGE)]
            files = [f"{name}.html", *(f"{name}-{n}.html" for n in range(2, len(parts) + 1))]
            for n, part in enumerate(parts):
                ways = Markup("")
                if len(parts) > 1:
                    links = (
                        Markup('<a href="{}"{}>{}</a>').format(
                            file, Markup(' aria-current="page"') if m == n else "", m + 1
                        )
                        for m, file in enumerate(files)
                    )
                    ways = Markup('<nav class="pages" aria-label="Pages">Pages: {}</nav>').format(
                        Markup(" ").join(links)
                    )
                body = Markup('<h1>{}</h1><p>{} in all. <a href="../index.html">Back to the report</a></p>{}{}{}')
                text = body.format(title, number(len(sentences)), ways, self._list(part, "../", start=n * A_PAGE), ways)
                (folder / "sentences" / files[n]).write_text(page(title, text), encoding="utf-8")

    def _list(self, sentences: list[Sentence], here: str, *, start: int = 0) -> Markup:
        items = []
        for one in sentences:
            article = self._corpus[one.article]
            about = say_about(article)
            link = Markup('<a href="{}{}#p{}">{}</a>').format(
                here, self._links[one.article], one.paragraph, article.headline or article.id
            )
            note = f"{one.note} · " if one.note else ""
            items.append(
                Markup("<li>{}<mark>{}</mark>{} <small>{}{}{}</small></li>").format(
                    one.before, one.match, one.after, note, link, f", {about}" if about else ""
                )
            )
        return Markup('<ol class="sentences" start="{}">{}</ol>').format(start + 1, Markup("").join(items))

    def _paragraph(self, article: str, place: int) -> int:
        if article not in self._paragraphs:
            self._paragraphs[article] = list(self._corpus[article].paragraphs)
        return next((n for n, (_, end) in enumerate(self._paragraphs[article], 1) if place < end), 1)

    def _name(self, title: str) -> str:
        base = _UNSAFE.sub("-", title.lower()).strip("-")[:60] or "sentences"
        name, again = base, 1
        while name in self._names:
            again += 1
            name = f"{base}_{again}"
        self._names.add(name)
        return name


def voice_note(voice: str) -> str:
    """What a voice means, in a few words."""
    return VOICE_NOTES.get(voice, "")
