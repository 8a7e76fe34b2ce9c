"""What one document gave: its articles, its rejections, and its line in the load report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from toolkit.articles import Article, Rejection
from toolkit.articles.load_report import FileAccount, LoadReport
from toolkit.loading.building import build_counted
from toolkit.loading.lengths import differing
from toolkit.loading.records import Reading, Story

MOST_LINES = 40_000  # of one article: more is a file whose articles no reader can tell apart

_NUMBER = re.compile(r"(\d+)\s*$")


class Outcome(NamedTuple):
    """The articles of one document, what was set aside, and the account of both."""

    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]
    account: FileAccount

    @property
    def report(self) -> LoadReport:
        return LoadReport((self.account,))


def outcome(
    found: Reading,
    *,
    source: str,
    stem: str,
    tidy: bool = True,
    outlet: str | None = None,
    encoding: str | None = None,
    notes: Iterable[str] = (),
) -> Outcome:
    """The articles of a reading. `stem` begins the ids of articles that have none of their own.

    A story without any text is a rejection unless its reader says that the source has a headline only: headlines are
    evidence too. What the file promises and does not hold is a rejection as well.
    """
    articles: list[Article] = []
    rejections = list(found.rejections)
    hygiene: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    single = len(found.stories) + len(found.rejections) == 1
    for number, story in enumerate(found.stories, 1):
        if story.layout != "verbatim" and story.text.count("\n") > 2 * MOST_LINES:
            rejections.append(
                Rejection(source, story.locator, f"one article of more than {MOST_LINES:,} lines: split it")
            )
            continue
        identity = story.id or _identity(stem, story, number, single)
        literal = outlet if story.layout != "verbatim" else None
        article, counts = build_counted(story, id=identity, source=source, tidy=tidy, outlet=literal)
        if not article.text.strip() and not (article.headline and article.not_full_text):
            rejections.append(Rejection(source, story.locator, "the article has no text"))
            continue
        articles.append(article)
        hygiene.update(counts)
        removed.update(part.kind for part in article.removed)
    account = FileAccount(
        source=source,
        format=found.format,
        encoding=found.encoding or encoding,
        promised=found.promised,
        kept=len(articles),
        set_aside=len(rejections),
        notes=(*found.notes, *differing(found.stories), *notes),
        removed=dict(removed),
        hygiene=dict(hygiene),
    )
    if account.promised is not None and account.promised != account.found:
        said = f"the file promises {account.promised} articles and {account.found} were found"
        account = replace(account, notes=(*account.notes, said))
        if account.missing:
            rejections.append(Rejection(source, "", f"{said}: {account.missing} missing"))
    return Outcome(tuple(articles), tuple(rejections), account)


def refused(source: str, reason: str, *, format: str = "not read", locator: str = "") -> Outcome:
    """The outcome of what could not be read at all: one thing found, and set aside."""
    return Outcome((), (Rejection(source, locator, reason),), FileAccount(source=source, format=format, set_aside=1))


def _identity(stem: str, story: Story, number: int, single: bool) -> str:
    """Ids of articles without an id: the file, and the number in the file where it holds several or is a table."""
    if single and story.layout != "verbatim":
        return stem
    place = _NUMBER.search(story.locator)
    prefix = f"{stem}:" if stem else ""
    sheet = re.search(r"sheet '(.*?)'", story.locator)
    return f"{prefix}{sheet[1] + ':' if sheet else ''}{place[1] if place else number}"
