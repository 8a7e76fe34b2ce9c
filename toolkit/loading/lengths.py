"""The length that a source states of an article against the length of its text: a cut or a merged article shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.loading.records import Story

# Sources count what stands between spaces, some with headlines and captions: a cut or a merged article differs by more
# than both of these.
TOLERATED_SHARE = 0.25
TOLERATED_WORDS = 30
_NAMED = 20  # articles named in one note
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # scripts whose words no source counts as we do


def differing(stories: Sequence[Story]) -> list[str]:
    """A note on the articles whose text is longer or shorter than their source states; none where all agree.

    What says itself that it is not the full text is left out: its length is no surprise.
    """
    found = []
    for number, story in enumerate(stories, 1):
        promised = story.words_promised
        if promised is None or story.not_full_text or len(_NO_SPACES.findall(story.text)) * 3 > len(story.text):
            continue
        words = sum(len(text.split()) for text in (story.text, *(caption.text for caption in story.captions)))
        if abs(words - promised) > max(TOLERATED_WORDS, TOLERATED_SHARE * promised):
            found.append(f"{story.locator or f'article {number}'} ({promised} stated, {words} found)")
    if not found:
        return []
    limit = f"{TOLERATED_SHARE:.0%} and {TOLERATED_WORDS} words"
    return [
        f"{len(found)} of {len(stories)} articles differ by more than {limit} from the length they state: "
        f"{listed(found)}"
    ]


def listed(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
