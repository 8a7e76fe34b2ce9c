"""The comparison of `test_in_parts` on many real articles, which takes minutes, so it is asked for by hand:

`python -m tests.analysis.many_parts news.jsonl.gz --articles 2000 --part 137`
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import toolkit as tk
from tests.analysis.test_in_parts import ALL, VOICES, same
from toolkit.evaluation import read_gold

OUTLETS = ("Courier", "Herald", "Post")  # those that the questions name


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.analysis.many_parts", description=__doc__)
    parser.add_argument("gold", help="news as JSON lines with the field text")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--part", type=int, default=137)
    parser.add_argument("--only", nargs="+", choices=sorted(ALL), default=sorted(ALL), help="questions that are asked")
    options = parser.parse_args()
    rows = read_gold(options.gold, part=None)[: options.articles]
    whole = tk.Corpus(
        tk.Article(
            id=f"n{number}", text=row["text"], outlet=OUTLETS[number % 3], headline=row.get("headline") or None,
            published=datetime(2026, 1 + number % 4, 1 + number % 27),
        )
        for number, row in enumerate(rows)
    ).with_settings(engine="rules")  # fmt: skip
    differ = []
    with tempfile.TemporaryDirectory() as folder:
        parted = tk.analyse(whole, to=Path(folder) / "study", on="serial", part=options.part)
        whole = tk.analyse(whole)
        for name in options.only:
            if name == "corrected" and len(whole["n7"].text) < VOICES[0]["end"]:
                continue
            began = time.process_time()
            try:
                same(ALL[name](parted), ALL[name](whole))
            except AssertionError as error:
                differ.append(name)
                print(f"{name}: {error}", flush=True)
            else:
                print(f"{name}: the same, {time.process_time() - began:.0f} s", flush=True)
    asked = f"{len(options.only)} questions, {len(whole)} articles in parts of {options.part}"
    print(f"{asked}: {len(differ)} differ {differ}")
    return len(differ) > 0


if __name__ == "__main__":
    sys.exit(main())
