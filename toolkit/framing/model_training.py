"""Train a frame model from a file of codings: `toolkit train frames --gold FILE -o MODEL`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.annotation.codings import PLAIN, read_codings
from toolkit.errors import LoadError, QueryError
from toolkit.framing.frame_features import Pair
from toolkit.framing.frame_model import FrameModel

_JSON = (".jsonl", ".gz", ".json", ".ndjson")


def train_frames(gold: Path, out: Path, *, told: Callable[[str], None]) -> FrameModel:
    """Write a model learnt from a coding sheet (.csv, .xlsx, .ods) or from JSON lines.

    A line has `text`, perhaps `headline`, and `frame` (one) or `frames` (several); of lines with a `split` those of the
    part train are learnt from. Raises LoadError or QueryError naming what is missing.
    """
    if not out.parent.is_dir():
        raise LoadError(f"{out}: there is no folder {out.parent}; make it first.")
    is_json = gold.name.lower().endswith(_JSON)
    pairs, frames = _of_lines(gold) if is_json else _of_sheet(gold)
    several = any(len(one) != 1 for one in frames)
    told(f"training on {len(pairs)} articles, {'several frames' if several else 'one frame'} each; a minute or less")
    model = FrameModel(several=several)
    model.fit(pairs, frames if several else [one[0] for one in frames])
    model.save(out)
    if model.left_out_:
        told(f"left out, because only one article has it: {', '.join(model.left_out_)}")
    told(f"learnt {len(model.classes_)} frames: {', '.join(map(str, model.classes_))}")
    return model


def _of_sheet(path: Path) -> tuple[list[Pair], list[tuple[str, ...]]]:
    """Each article once; of several coders the majority decides, and a frame on which they are divided counts."""
    table = read_codings(path)
    if not table["text"].str.strip().any():
        raise LoadError(f"{path}: no row has a text to learn from; keep the column text of the coding sheet.")
    names = [name for name in table.columns if name not in PLAIN]
    grouped = table.groupby("article", sort=False)
    means, first = grouped[names].mean(), grouped[["headline", "text"]].first()
    pairs = list(zip(first["headline"], first["text"], strict=True))
    return pairs, [tuple(name for name in names if row[name] >= 0.5) for row in means.to_dict("records")]


def _of_lines(path: Path) -> tuple[list[Pair], list[tuple[str, ...]]]:
    pairs: list[Pair] = []
    frames: list[tuple[str, ...]] = []
    for number, row in _rows(path):
        given = row.get("frames", row.get("frame"))
        if not isinstance(row.get("text"), str) or given is None:
            lacks = "text" if not isinstance(row.get("text"), str) else "frame"
            raise LoadError(f"{path}: line {number} has no field {lacks!r}; it has {', '.join(sorted(row))}.")
        headline, text = row.get("headline") or "", row["text"]
        pairs.append((row["text"], row["lead3"] or "") if "lead3" in row else (str(headline), text))
        frames.append((given,) if isinstance(given, str) else tuple(map(str, given)))
    if not pairs:
        raise QueryError(f"{path}: no line is of the part train; leave the field split out, or name lines train.")
    return pairs, frames


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        raise LoadError(f"{path}: no such file; give a coding sheet, or JSON lines with text and frame.")
    opened = gzip.open if path.suffix == ".gz" else open
    rows = []
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    rows.append((number, json.loads(line)))
    except json.JSONDecodeError as error:
        raise LoadError(f"{path}: line {len(rows) + 1} is no JSON ({error.msg}); give JSON lines.") from error
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise LoadError(f"{path}: this is no text of JSON lines ({error}).") from error
    if wrong := next((number for number, row in rows if not isinstance(row, dict)), None):
        raise LoadError(f"{path}: line {wrong} is no object of JSON; write fields in braces.")
    return [(number, row) for number, row in rows if row.get("split", "train") == "train"]
