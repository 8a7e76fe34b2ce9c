"""What one document gave: its articles, its rejections, and its line in the load report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from toolkit.articles import Article, Rejection
from toolkit.articles.load_report import FileAccount, LoadReport
from toolkit.loading.building import build_counted
from toolkit.loading.entering import entered_line, entered_rejection
from toolkit.loading.lengths import differing
from toolkit.loading.records import Reading, Story
from toolkit.loading.refusing import no_article

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
    languages: Counter[str] = Counter()
    lost: dict[int, int] = {}
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
        if story.layout != "verbatim" and (reason := no_article(article.text, article.headline)):
            rejections.append(Rejection(source, story.locator, reason))
            continue
        articles.append(article)
        hygiene.update(counts)
        languages[article.language or "unknown"] += 1
        if marks := article.text.count("\ufffd"):
            lost[number] = marks
        removed.update(part.kind for part in article.removed)
    account = FileAccount(
        source=source,
        format=found.format,
        encoding=found.encoding or encoding,
        promised=found.promised,
        kept=len(articles),
        set_aside=len(rejections),
        notes=(*found.notes, *differing(found.stories), *_lost(lost), *notes),
        removed=dict(removed),
        hygiene=dict(hygiene),
        languages=dict(languages),
    )
    if account.promised is not None and account.promised != account.found:
        said = f"the file promises {account.promised} articles and {account.found} were found"
        account = replace(account, notes=(*account.notes, said))
        if account.missing:
            rejections.append(Rejection(source, "", f"{said}: {account.missing} missing"))
    return _entered(articles, rejections, account)


def _lost(lost: Mapping[int, int]) -> list[str]:
    """A note on texts with replacement characters: what stood there is lost, quotation marks mostly."""
    if not lost:
        return []
    texts = f"{len(lost)} text{'' if len(lost) == 1 else 's'}"
    return [
        f"{sum(lost.values())} replacement characters (\ufffd) in {texts}: letters or quotation marks were lost before "
        "the file was made, and quotations may not be found"
    ]


def refused(source: str, reason: str, *, format: str = "not read", locator: str = "") -> Outcome:
    """The outcome of what could not be read at all: one thing found, and set aside."""
    account = FileAccount(source=source, format=format, set_aside=1)
    return _entered([], [Rejection(source, locator, reason)], account)


def _entered(articles: Iterable[Article], rejections: Iterable[Rejection], account: FileAccount) -> Outcome:
    """The outcome with its names and reasons in one line each; articles have passed the same way (`building`)."""
    plain = replace(
        account, source=entered_line(account.source), notes=tuple(entered_line(note) for note in account.notes)
    )
    return Outcome(tuple(articles), tuple(map(entered_rejection, rejections)), plain)


def _identity(stem: str, story: Story, number: int, single: bool) -> str:
    """Ids of articles without an id: the file, and the number in the file where it holds several or is a table."""
    if single and story.layout != "verbatim":
        return stem
    place = _NUMBER.search(story.locator)
    prefix = f"{stem}:" if stem else ""
    sheet = re.search(r"sheet '(.*?)'", story.locator)
    return f"{prefix}{sheet[1] + ':' if sheet else ''}{place[1] if place else number}"
