"""Texts that interfaces give in pieces: lists of strings, of formatted pieces, of blocks, of segments of speech."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Under which name a piece holds its text, most telling first.
_HELD = (
    "text content body value bodyhtml bodytextsummary html articlebody rendered plain_text paragraph children items "
    "data insert message caption"
).split()
# Pieces of one line of text, as Telegram, Slack, Notion, Quill and others name them; other pieces are paragraphs.
_INLINE = frozenset(
    "plain bold italic underline strikethrough link text_link mention mention_name hashtag cashtag bot_command email "
    "phone code spoiler custom_emoji text emoji user channel broadcast url em strong span".split()
)
_SPOKEN = ("start", "end", "seek", "timestamp")
_DEEPEST = 12


def text_of(value: object, depth: int = 0) -> str | None:
    """The text of a value of JSON; None where it holds none.

    >>> text_of(["The council ", {"type": "bold", "text": "closes"}, " it."])
    'The council closes it.'
    >>> text_of([{"type": "paragraph", "text": "One."}, {"type": "paragraph", "text": "Two."}])
    'One.\\n\\nTwo.'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth > _DEEPEST:
        return None
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, Mapping):
        return _of_record(value, depth)
    if isinstance(value, Sequence):
        return _of_list(value, depth)
    return str(value)


def _of_record(value: Mapping[object, object], depth: int) -> str | None:
    names = {str(name).lower(): name for name in value}
    for wanted in _HELD:
        if wanted in names and (held := text_of(value[names[wanted]], depth + 1)):
            heading = value[names["title"]] if "title" in names and wanted != "caption" else None
            return f"{heading}\n\n{held}" if isinstance(heading, str) and heading.strip() else held
    return None


def _of_list(value: Sequence[object], depth: int) -> str | None:
    pieces = [(one, held) for one in value if (held := text_of(one, depth + 1))]
    if not pieces:
        return None
    records = [one for one, _ in pieces if isinstance(one, Mapping)]
    if are_spoken(value):
        return _of_speech([(one, held) for one, held in pieces if isinstance(one, Mapping)])
    inline = bool(records) and all(str(one.get("type", "text")).lower() in _INLINE for one in records)
    if inline and (len(records) < len(pieces) or any("type" in one for one in records)):
        return "".join(held for _, held in pieces)
    return "\n\n".join(held for _, held in pieces)


def are_spoken(value: object) -> bool:
    """Whether a value is a list of segments of speech, each with its text and its time."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return False
    return all(isinstance(one, Mapping) and isinstance(one.get("text"), str) and _has_time(one) for one in value)


def _has_time(record: Mapping[str, object]) -> bool:
    """Whether a record says when its text is spoken, in seconds, and is nothing else (an article, a finding)."""
    if any(name in record for name in ("article", "title", "headline", "published", "date", "url")):
        return False
    times = [record[name] for name in _SPOKEN if name in record]
    return bool(times) and all(isinstance(one, (int, float, list, tuple)) for one in times)


def _of_speech(pieces: Sequence[tuple[Mapping[str, object], str]]) -> str:
    """Segments of speech as running text; a speaker begins a paragraph."""
    paragraphs: list[str] = []
    last: object = None
    for record, held in pieces:
        speaker = record.get("speaker")
        if not paragraphs or (speaker is not None and speaker != last):
            paragraphs.append(f"{speaker}: {held.strip()}" if speaker is not None else held.strip())
        else:
            paragraphs[-1] += f" {held.strip()}"
        last = speaker
    return "\n\n".join(paragraphs)
