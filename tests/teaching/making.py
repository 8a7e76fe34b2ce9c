"""Files of marks as the page saves them, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

import toolkit as tk
from toolkit.annotation.own_files import FORMAT, VERSION


def marks_file(path: Path, lesson: Any, person: str, marks: list[tuple[str, str, str]]) -> Path:
    """A file with marks: id of the story, words that stand in it once, code."""
    listed = []
    for story, words, code in marks:
        text = lesson.stories[story].text
        start = text.index(words)
        listed.append(
            {"article": story, "start": start, "end": start + len(words), "text": words, "code": code, "person": person}
        )
    said = {"format": FORMAT, "version": VERSION, "activity": lesson.name, "person": person, "marks": listed}
    path.write_text(json.dumps({**said, "open": [], "answers": {}}), encoding="utf-8")
    return path


def word_labels(lesson: Any, story: str, paths: list[Path]) -> pd.DataFrame:
    """One row per word of a story and person: the code of the mark over it, or none."""
    marks = tk.read_annotations(paths, articles=lesson.stories)
    words = tk.tokens(lesson.stories[story]).query("kind != 'punctuation' and kind != 'symbol'")
    rows = []
    for person, given in marks.groupby("person"):
        given = given[given.article == story]
        for word in words.itertuples():
            over = given[(given.start < word.end) & (given.end > word.start)]
            code = over.code.iloc[0] if len(over) else "none"
            rows.append((word.start, word.sentence, person, code))
    return pd.DataFrame(rows, columns=["unit", "sentence", "coder", "label"])
