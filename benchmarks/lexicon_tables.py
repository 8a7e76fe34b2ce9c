"""Rebuild the measured columns of the lexicon: `python -m benchmarks.lexicon_tables --gold FILE`.

For every entry: in how many places the train part of the gold has it, and in how many of them people marked it.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

from toolkit.evaluation import read_gold
from toolkit.evaluation.lexicon import judged
from toolkit.lexicon import COLUMNS, Lexicon

LEAST = 3  # places; fewer say nothing about an entry


def rebuild(gold: str | Path, folder: Path) -> int:
    """Write measured_precision and measured_n into every table of the folder; gives the number of measured entries."""
    places: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for entry, agreed in judged(read_gold(gold, part="train"), Lexicon.read(folder)):
        places[entry.id] += 1
        right[entry.id] += agreed
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for row in rows:
            count = places[row["id"]]
            measured = count >= LEAST
            row["measured_precision"] = f"{right[row['id']] / count:.2f}" if measured else ""
            row["measured_n"] = str(count) if measured else ""
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return sum(count >= LEAST for count in places.values())


def main() -> None:
    """Rewrites the tables of the shipped lexicon in place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, help="JSON lines with text, spans and split")
    gold = parser.parse_args().gold
    print(rebuild(gold, Path(str(files("toolkit").joinpath("data/lexicon")))), "entries measured")


if __name__ == "__main__":
    main()
