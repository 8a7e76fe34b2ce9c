"""Who says it, resolved: is the speaker of an attribution the one that readers named?

Gold files are JSON lines without any text: `article` (the id of an article), `content`, `cue` and `source` (offsets
into its text; source is null where only the name was noted), `pronoun` (whether the source is a pronoun), `speaker`
(names that are right) and perhaps `never` (words that a right name does not hold, for two people of one surname). The
articles themselves are given beside it, with `id` and `text`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from toolkit.voice import Attribution
from toolkit.voice.noun_phrases import is_noun_phrase

_WORD = re.compile(r"[\w’'-]+")
SHOWN = 100  # mistakes that are listed


def benchmark_speakers(
    rows: Sequence[dict[str, Any]], texts: Mapping[str, str], find: Callable[[str], Sequence[Attribution]]
) -> dict[str, Any]:
    """The share of attributions whose speaker is right: of all, of those behind pronouns and of the others.

    An attribution of the gold is that of the toolkit with the same cue, else the one that shares most characters with
    its content. One that the toolkit does not find counts as wrong. `no_noun_phrase` counts speakers, of all
    attributions of these articles, that are no noun phrase. `wrong` lists the mistakes by article and offset.
    """
    found: dict[str, Sequence[Attribution]] = {}
    count: Counter[str] = Counter()
    wrong: list[str] = []
    missing = sorted({row["article"] for row in rows} - set(texts))
    for row in rows:
        article = row["article"]
        if article not in texts:
            continue
        if article not in found:
            found[article] = find(texts[article])
            told = [a.speaker for a in found[article] if a.speaker is not None]
            count.update(speakers=len(told), no_noun_phrase=sum(not is_noun_phrase(speaker) for speaker in told))
        attribution = _match(row, found[article])
        speaker = attribution.speaker if attribution is not None else None
        right = speaker is not None and is_right(speaker, row["speaker"], row.get("never", ()))
        kind = "pronoun" if row["pronoun"] else "named"
        count.update({"all": 1, kind: 1, "all right": right, f"{kind} right": right})
        count.update({"all found": attribution is not None, "all named": speaker is not None})
        if not right:
            wrong.append(f"{article} at {row['cue'][0]}: {row['speaker'][0]}, not {speaker or 'nobody'}")
    return {
        "attributions": count["all"],
        "articles_missing": len(missing),
        "found": _share(count["all found"], count["all"]),
        "with_speaker": _share(count["all named"], count["all"]),
        "speaker_right": _share(count["all right"], count["all"]),
        "behind_pronouns": _part(count, "pronoun"),
        "others": _part(count, "named"),
        "no_noun_phrase": count["no_noun_phrase"],
        "of_speakers": count["speakers"],
        "mistakes": len(wrong),
        "wrong": wrong[:SHOWN],
    }


def _part(count: Counter[str], kind: str) -> dict[str, Any]:
    return {"attributions": count[kind], "right": _share(count[f"{kind} right"], count[kind])}


def _match(row: dict[str, Any], found: Sequence[Attribution]) -> Attribution | None:
    start, end = row["cue"]
    for attribution in found:
        if attribution.cue is not None and attribution.cue.start < end and start < attribution.cue.end:
            return attribution
    first, last = row["content"]
    best, shared = None, 0
    for attribution in found:
        both = sum(max(0, min(last, span.end) - max(first, span.start)) for span in attribution.contents)
        if both > shared:
            best, shared = attribution, both
    return best


def is_right(speaker: str, names: Iterable[str], never: Iterable[str] = ()) -> bool:
    """Whether a speaker has all words of one of the names, and none of those that belong to somebody else."""
    words = {word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(speaker)}
    if any(word.lower() in words for word in never):
        return False
    return any(
        {w.lower().removesuffix("’s").removesuffix("'s") for w in _WORD.findall(name)} <= words for name in names
    )


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
