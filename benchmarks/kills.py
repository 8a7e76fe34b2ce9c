"""Runs of a report that are killed: the folder must be whole, old or new, and the next start must leave nothing hidden.

    python -m benchmarks.kills --rounds 20 --seed 7

Two reports on different articles take turns in one folder. Each run is killed (SIGKILL, which no program can catch):
`--rounds` of them at a random moment, the others at a place: before the first rename, between the two renames (five
times), after the second, while the old folder is removed, and before the lock is removed. Between the renames the
folder is away; it must be whole again at the next start, which fails on purpose once it has put back what it found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parent.parent
BETWEEN = "between the renames"
PLACES = (
    "before the first rename", *[BETWEEN] * 5, "after the second rename", "while the old one is removed",
    "before the lock is removed",
)  # fmt: skip
# A child that makes a report and kills itself at a place; with no place it runs to its end.
_RUN = """
import os, pathlib, shutil, signal, sys
import toolkit as tk
news, out, place = sys.argv[1:]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

rename, unlink, rmtree = pathlib.Path.rename, pathlib.Path.unlink, shutil.rmtree

def renaming(path, target):
    first = path.name == "out"
    if first and place == "before the first rename":
        die()
    done = rename(path, target)
    second = path.name == ".out.partial"
    if (first and place == "between the renames") or (second and place == "after the second rename"):
        die()
    return done

def unlinking(path, **options):
    if path.name == ".out.lock" and place == "before the lock is removed":
        die()
    return unlink(path, **options)

def removing(path, *given, **options):
    if pathlib.Path(path).name == ".out.old" and place == "while the old one is removed":
        rmtree(pathlib.Path(path) / "tables")
        die()
    return rmtree(path, *given, **options)

pathlib.Path.rename, pathlib.Path.unlink, shutil.rmtree = renaming, unlinking, removing
tk.report(news, out, text="body", outlet="source", progress=False)
"""
_NEXT = """
import pathlib, sys
from toolkit.folders import written_whole
try:
    with written_whole(pathlib.Path(sys.argv[1])):
        raise OSError("on purpose")
except OSError as error:
    assert str(error) == "on purpose", error
"""


def kills(rounds: int, seed: int, articles: int) -> Counter[str]:
    """What the folder was after each kill and after the next start, counted."""
    chance = random.Random(seed)  # noqa: S311  no secret
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "out"
        whole, seconds = [], 0.0
        for number in range(2):
            _write(folder / f"{number}.csv", number, articles)
            began = time.monotonic()
            _report(folder / f"{number}.csv", out).wait()
            seconds = time.monotonic() - began
            whole.append(_hash(out))
        if len(set(whole)) != 2 or "" in whole:
            sys.exit("kills: the two reports could not be made, or are the same.")
        last = 1
        for number, place in enumerate([*[""] * rounds, *PLACES], 1):
            process = _report(folder / f"{1 - last}.csv", out, place)
            if not place:
                time.sleep(chance.uniform(0.0, seconds))
                process.kill()
            killed = process.wait() == -9
            state = _state(out, whole, last)
            restarted = _start(_NEXT, str(out)).wait()
            after = _state(out, whole, last)
            hidden = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
            print(
                f"{number:3} {place or 'at random'}: {state}; after the next start {after}"
                f"{', hidden: ' + ' '.join(hidden) if hidden else ''}{'' if killed else ' (it had ended)'}",
                flush=True,
            )
            found["runs"] += 1
            found["killed"] += killed
            found[f"after the kill: {state}"] += 1
            found[f"after the next start: {after}"] += 1
            found["something hidden is left"] += bool(hidden)
            found["the next start failed"] += restarted != 0
            found["wrong"] += (
                bool(hidden)
                or restarted != 0
                or after not in ("old", "new")
                or state not in (("away",) if place == BETWEEN else ("old", "new", "away"))
                or (bool(place) and not killed)
            )
            if after == "new":
                last = 1 - last
    return found


def _write(path: Path, number: int, articles: int) -> None:
    rows = [
        {
            "body": f"The thugs left pier {n}. “It is a disgrace,” Ilse Brandt said on day {number}. Rain fell.",
            "source": ("Reef Courier", "Pier Post")[n % 2],
        }
        for n in range(articles)
    ]
    pd.DataFrame(rows).to_csv(path, index=False)


def _report(news: Path, out: Path, place: str = "") -> subprocess.Popen[bytes]:
    return _start(_RUN, str(news), str(out), place)


def _start(program: str, *given: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, *given], cwd=ROOT)  # noqa: S603  a program of this file


def _state(out: Path, whole: list[str], last: int) -> str:
    if not out.exists():
        return "away"
    found = _hash(out)
    return "old" if found == whole[last] else "new" if found == whole[1 - last] else "neither"


def _hash(folder: Path) -> str:
    """One hash of all names and bytes of a folder; the same for the same report."""
    if not folder.is_dir():
        return ""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(os.fsencode(path.relative_to(folder)) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="kills at random moments")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=int, default=6)
    options = parser.parse_args()
    found = kills(options.rounds, options.seed, options.articles)
    for name, count in sorted(found.items()):
        print(f"{name}: {count}")
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
