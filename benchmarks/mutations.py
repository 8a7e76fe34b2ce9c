"""Damaged files of every format: each must end in articles or in a sentence, within seconds and megabytes.

    python -m benchmarks.mutations --rounds 5000 --seed 1

The files are those that the tests make. Each is damaged at random: cut, changed, shuffled, repeated, filled with signs
that formats use. Counted are exceptions, mistakes of a reader ("please tell the authors"), sentences of several lines,
sums that do not agree, and files that take more than 5 s or 500 MB.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.loading.reading import Settings, read_bytes

SECONDS = 5.0
MEGABYTES = 500
_SIGNS = (
    b"\0", b"\xff\xff\xff\xff", b"<", b">", b"&#x0;", b"]]>", b"{", b"}", b"[", b'"', b"\\u0000", b"\n\n", b"\r",
    b"\x1b[31m", b"\xed\xa0\x80", b"\xf0\x9f", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"9" * 40, b"-->", b"\t" * 30,
    b"=" * 20, b"'",
)  # fmt: skip


def seeds(folder: Path) -> dict[str, bytes]:
    """One whole file of every kind that the tests make, by name."""
    from tests import making, making_databases, making_formats, making_web, making_wires

    told = making_databases.ARTICLES
    uni = making_databases.nexis_uni(told)
    named = {
        "uni.docx": making_databases.docx(uni), "uni.rtf": making_databases.rtf([text for text, _ in uni]),
        "nexis.txt": making_databases.nexis_txt(told), "nexis.html": making_databases.nexis_html(told),
        "factiva.html": making_databases.factiva_html(told), "factiva.xml": making_databases.factiva_xml(told),
        "europresse.html": making_databases.europresse_new(told), "proquest.html": making_databases.proquest_html(told),
        "proquest.eml": making_databases.proquest_mail(told), "proquest.txt": making_databases.proquest_txt(told),
        "a.ris": making_databases.ris(told), "mediargus.txt": making_databases.mediargus(told),
        "bzk.html": making_databases.bzk(told), "kikuzo.html": making_databases.kikuzo(),
        "integrum.xlsx": making_databases.integrum(told), "apa.rtf": making_databases.apa(told),
        "a.odt": making_databases.odt(["A headline", "A paragraph of the story."]),
        "page.html": making_web.page(), "a.mhtml": making_web.saved(making_web.page()),
        "a.warc": making_web.archive(making_web.record("response", making_web.response(making_web.page()))),
        "a.warc.gz": making_web.archive(
            making_web.record("response", making_web.response(making_web.page())), packed=True
        ),
        "a.nitf": making_wires.nitf(), "a.newsml": making_wires.newsml(), "a.anpa": making_wires.anpa(),
        "a.rss": making_wires.rss("<item><title>A</title><description>Rain fell on Leeds.</description></item>"),
        "newsapi.json": making.newsapi(3), "guardian.json": making.guardian(),
        "a.zip": making.zip_bytes({"a.txt": making.BODY, "b.html": making_web.page()}),
    }  # fmt: skip
    plain = {name: data.encode() if isinstance(data, str) else data for name, data in named.items()}
    return plain | making_formats.everything(folder)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file with up to six wounds."""
    held = bytearray(data)
    for _ in range(chance.randrange(1, 7)):
        at = chance.randrange(len(held) + 1)
        end = min(len(held), at + chance.randrange(1, 200))
        kind = chance.randrange(7)
        if kind == 0:
            held = held[:at] if chance.random() < 0.3 else held[:at] + held[end:]
        elif kind == 1:
            for place in range(at, min(at + 8, len(held))):
                held[place] = chance.randrange(256)
        elif kind == 2:
            held[at:at] = chance.choice(_SIGNS) * chance.choice((1, 1, 1, 50))
        elif kind == 3:
            held[at:at] = held[at:end] * chance.choice((1, 2, 100))
        elif kind == 4:
            held[at:end] = held[at:end][::-1]
        elif kind == 5 and len(held) > 1:
            place = chance.randrange(len(held))
            held[place] ^= 1 << chance.randrange(8)
        else:
            held += held[at:end]
    return bytes(held)


def problem_of(data: bytes, name: str) -> str:
    """What goes wrong with a file; nothing where it ends in articles or in a sentence."""
    began, before = time.process_time(), _peak()  # other work of the machine does not count
    try:
        outcomes = list(read_bytes(data, source=name, stem="a", settings=Settings()))
    except BaseException as error:  # what this counts is that there is none
        return f"{type(error).__name__}: {str(error)[:200]}"
    seconds, megabytes = time.process_time() - began, _peak() - before
    for one in outcomes:
        if one.account.found != one.account.kept + one.account.set_aside or one.account.kept != len(one.articles):
            return "the sums do not agree"
        for rejection in one.rejections:
            if "please tell the authors" in rejection.reason:
                return rejection.reason
            if not rejection.reason.strip() or "\n" in rejection.reason or "Traceback" in rejection.reason:
                return f"no sentence: {rejection.reason[:200]!r}"
    if not any(one.articles or one.rejections for one in outcomes):
        return "neither an article nor a sentence"
    if seconds > SECONDS:
        return f"it took {seconds:.1f} s"
    return f"it took {megabytes:.0f} MB" if megabytes > MEGABYTES else ""


def _peak() -> float:
    """The most memory that this process has had so far, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def run(files: Mapping[str, bytes], *, rounds: int, seed: int) -> dict[str, Any]:
    """Damage the files in turn and look at what comes of each."""
    chance = random.Random(seed)  # noqa: S311  reproducible damage, no secret
    wrong: list[str] = []
    slowest = (0.0, "")
    ends: Counter[str] = Counter()
    names = sorted(files)
    began = time.perf_counter()
    for number in range(rounds):
        name = names[number % len(names)]
        data = mutated(files[name], chance)
        start = time.process_time()
        if said := problem_of(data, name):
            wrong.append(f"round {number}, {name}: {said}")
        slowest = max(slowest, (time.process_time() - start, name))
        ends["wrong" if said else "right"] += 1
    return {
        "rounds": rounds, "formats": len(names), "wrong": len(wrong), "first": wrong[:40],
        "slowest": f"{slowest[0]:.2f} s ({slowest[1]})", "seconds": round(time.perf_counter() - began),
        "peak MB": round(_peak()),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(seeds(Path(folder)), rounds=given.rounds, seed=given.seed)
    for name, value in found.items():
        print(f"{name}: {value}" if name != "first" else "\n".join(value))
    sys.exit(bool(found["wrong"]))


if __name__ == "__main__":
    main()
