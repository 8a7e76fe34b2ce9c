"""The measured part of the lexicon's data card: `python -m benchmarks.lexicon_card` prints it as Markdown."""

from __future__ import annotations

from collections import defaultdict

from toolkit.lexicon import VERSION, Entry, Lexicon

_SHOWN, _PLACES = 20, 5


def card(lexicon: Lexicon) -> str:
    """Precision by category, and the twenty best and worst entries of five places or more, as measured."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in lexicon:
        groups[entry.category].append(entry)
    lines = [f"Version {VERSION}: {len(lexicon)} entries.", ""]
    lines += ["| category | entries | flags | places | precision |", "|---|---|---|---|---|"]
    for name, entries in sorted(groups.items()):
        places = sum(entry.measured_n or 0 for entry in entries)
        right = sum((entry.measured_precision or 0) * (entry.measured_n or 0) for entry in entries)
        share = f"{right / places:.2f}" if places else "not measured"
        flags = sum(entry.severity == "flag" for entry in entries)
        lines.append(f"| {name} | {len(entries)} | {flags} | {places} | {share} |")
    known = [entry for entry in lexicon if (entry.measured_n or 0) >= _PLACES]
    known.sort(key=lambda entry: (-(entry.measured_precision or 0), -(entry.measured_n or 0), entry.id))
    for title, chosen in (("Best", known[:_SHOWN]), ("Worst", known[::-1][:_SHOWN])):
        named = (f"{entry.term} {entry.measured_precision:.2f} ({entry.measured_n})" for entry in chosen)
        lines += ["", f"{title} twenty of at least {_PLACES} places: {', '.join(named)}."]
    return "\n".join(lines)


if __name__ == "__main__":
    print(card(Lexicon.default()))
