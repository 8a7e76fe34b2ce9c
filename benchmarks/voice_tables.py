"""Fills the measured columns of `data/cues.csv` and `data/voice_rules.csv` from gold attributions.

    python -m benchmarks.voice_tables --gold attributions.jsonl.gz

The part named train is read and nothing else, so that dev stays fit to choose on.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from toolkit.evaluation import read_gold
from toolkit.evaluation.voice import benchmark_voice
from toolkit.text.tokens import tokenize
from toolkit.voice import scan_quotations

FEWEST = 20  # contents: a rule seen less often is not measured
SOURCE = "share of its words that people attribute too, PolNeAR train, 2026-11"


def rule_rows(rows: list[dict[str, Any]]) -> list[list[object]]:
    """rule, p, n, source of each rule met at least twenty times."""
    rules = benchmark_voice(rows, samples=0)["rules"]
    return [
        [rule, f"{found['right']:.2f}", found["contents"], SOURCE]
        for rule, found in sorted(rules.items())
        if found["contents"] >= FEWEST
    ]


def cue_shares(rows: list[dict[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    """How often each word and each pair of words stands outside quotation marks, and how often in a gold cue."""
    uses: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for row in rows:
        text = row["text"]
        tokens = tokenize(text)
        quoted, in_cue = bytearray(len(text) + 1), bytearray(len(text) + 1)
        for quote in scan_quotations(text):
            quoted[quote.start : quote.end] = b"\1" * (quote.end - quote.start)
        for attribution in row["attributions"]:
            for start, end in attribution["cue"]:
                in_cue[start:end] = b"\1" * (end - start)
        for position, (word, start) in enumerate(zip(tokens.lowers, tokens.starts, strict=True)):
            if quoted[start]:
                continue
            for form in (word, " ".join(tokens.lowers[position : position + 2])):
                uses[form] += 1
                cues[form] += in_cue[start]
    return uses, cues


def main() -> None:
    """Rewrites the two tables in place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, help="JSON lines with text, split and attributions")
    rows = read_gold(parser.parse_args().gold, part="train")
    data = Path(str(files("toolkit").joinpath("data")))
    _write(data / "voice_rules.csv", [["rule", "p", "n", "source"], *rule_rows(rows)])
    with (data / "cues.csv").open(encoding="utf-8", newline="") as table:
        entries = list(csv.DictReader(table))
    uses, cues = cue_shares(rows)
    for entry in entries:
        forms = entry["forms"].split("|" if "|" in entry["forms"] else " ")
        n = sum(uses[form] for form in forms)
        entry["measured_share"] = f"{sum(cues[form] for form in forms) / n:.2f}" if n else ""
        entry["measured_n"] = str(n)
    _write(data / "cues.csv", [list(entries[0]), *(list(entry.values()) for entry in entries)])


def _write(path: Path, rows: list[list[Any]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
