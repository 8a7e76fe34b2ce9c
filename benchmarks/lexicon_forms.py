"""What each form of the lexicon finds in gold (train): `python -m benchmarks.lexicon_forms --gold FILE`.

Prints the forms with their places and how many of them people marked, lowest precision first, and the words that
people marked and no entry covers. For tuning entries and their contexts; the part that is scored is never read.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from toolkit.evaluation import read_gold
from toolkit.lexicon import Lexicon
from toolkit.text.tokens import is_word, term, tokenize


def form_places(rows: Sequence[dict[str, Any]], lexicon: Lexicon) -> list[tuple[str, str, str, int, int]]:
    """Category, id, form as found in lower case, its places, and how many of them people marked."""
    places: Counter[tuple[str, str, str]] = Counter()
    right: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        spans = [(span["start"], span["end"]) for span in row["spans"]]
        for match in lexicon.match(tokenize(row["text"])):
            key = match.entry.category, match.entry.id, match.text.lower()
            places[key] += 1
            right[key] += any(start < match.end and match.start < end for start, end in spans)
    return sorted(((*key, n, right[key]) for key, n in places.items()), key=lambda row: (row[4] / row[3], -row[3], row))


def uncovered(rows: Sequence[dict[str, Any]], lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """Words that people marked and no entry covers: how often so, and how often the word occurs; most first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        tokens = tokenize(row["text"])
        hits = [(match.start, match.end) for match in lexicon.match(tokens)]
        spans = [(span["start"], span["end"]) for span in row["spans"]]
        for lower, start, end, kind in zip(tokens.lowers, tokens.starts, tokens.ends, tokens.kinds, strict=True):
            if is_word(kind):
                counts[term(lower)][1] += 1
                marked = any(a < end and start < b for a, b in spans)
                counts[term(lower)][0] += marked and not any(a < end and start < b for a, b in hits)
    found = [(word, missed, all_) for word, (missed, all_) in counts.items() if missed]
    return sorted(found, key=lambda row: (-row[1], row[2], row[0]))


def main() -> None:
    """Prints both tables, tab-separated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, help="JSON lines with text, spans and split")
    parser.add_argument("--least", type=int, default=2, help="places below which a form is left out (2)")
    options = parser.parse_args()
    rows, lexicon = read_gold(options.gold, part="train"), Lexicon.default()
    for category, entry, form, places, right in form_places(rows, lexicon):
        if places >= options.least:
            print(f"{right / places:.2f}\t{right}/{places}\t{form}\t{entry}\t{category}")
    for word, missed, all_ in uncovered(rows, lexicon):
        if missed >= options.least:
            print(f"uncovered\t{missed}/{all_}\t{word}")


if __name__ == "__main__":
    main()
