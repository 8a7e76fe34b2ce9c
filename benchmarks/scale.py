"""Many articles in parts, as whole processes: Parquet in, tables out; time, memory of each process, and peers.

`python -m benchmarks scale --gold news.jsonl.gz --part all` runs a small size. `python -m benchmarks.scale --gold FILE
--articles 300000` runs any other, and `--generated 1000000` runs inputs of all kinds. Articles are those of the gold,
replicated with ids of their own and with words exchanged, so that no two are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ARTICLES = 2_000
EXCHANGED = 0.1  # of the words of four letters or more
_WORD = re.compile(r"\b[a-z]{4,}\b")
_OURS = "import sys, toolkit.cli; sys.exit(toolkit.cli.main(sys.argv[1:]))"
_MATRIX = (
    "import sys, toolkit as tk; c = tk.open(sys.argv[1]); "
    "tk.document_feature_matrix(c) if sys.argv[2] == 'matrix' else tk.term_frequency(c) if sys.argv[2] == 'terms' "
    "else tk.loaded_summary(c)"
)
_SKLEARN = (
    "import sys, pyarrow.parquet as pq, scipy.sparse as sp; "
    "from sklearn.feature_extraction.text import CountVectorizer; "
    "v = CountVectorizer(); m = v.fit_transform(pq.read_table(sys.argv[1], columns=['text'])['text'].to_pylist()); "
    "sp.save_npz(sys.argv[2], m, compressed=False)"
)
_NLTK = (
    "import sys, pyarrow as pa, pyarrow.parquet as pq; from nltk.tokenize import NLTKWordTokenizer; "
    "t = NLTKWordTokenizer(); texts = pq.read_table(sys.argv[1], columns=['text'])['text'].to_pylist(); "
    "pq.write_table(pa.table({'tokens': [t.tokenize(x) for x in texts]}), sys.argv[2])"
)
_SPACY = (
    "import sys, pyarrow as pa, pyarrow.parquet as pq, spacy; n = spacy.blank('en'); "
    "texts = pq.read_table(sys.argv[1], columns=['text'])['text'].to_pylist(); "
    "pq.write_table(pa.table({'tokens': [[t.text for t in d] for d in n.pipe(texts, n_process=2)]}), sys.argv[2])"
)
_MATCHER = (
    "import sys, pyarrow as pa, pyarrow.parquet as pq, spacy; from spacy.matcher import PhraseMatcher; "
    "n = spacy.blank('en'); m = PhraseMatcher(n.vocab, attr='LOWER'); "
    "m.add('words', list(n.pipe(open(sys.argv[3], encoding='utf-8').read().splitlines()))); "
    "texts = pq.read_table(sys.argv[1], columns=['text'])['text'].to_pylist(); "
    "rows = [([t.text for t in d], [t.idx for t in d], [s for _, s, _ in m(d)]) for d in n.pipe(texts, n_process=2)]; "
    "pq.write_table(pa.table(dict(zip(('tokens', 'starts', 'hits'), map(list, zip(*rows))))), sys.argv[2])"
)
_PEERS = {
    "CountVectorizer": _SKLEARN,
    "NLTK": _NLTK,
    "spaCy, 2 processes": _SPACY,
    "spaCy and PhraseMatcher with the words of the lexicon, 2 processes": _MATCHER,
}


def benchmark_scale(rows: list[dict[str, Any]], *, articles: int = ARTICLES, peers: bool = True) -> dict[str, Any]:
    """Seconds, processor seconds, MB a second and the peak of each process; half the size, one and two workers."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sizes = {count: _replicated(rows, count, place / f"{count}.parquet") for count in (articles // 2, articles)}
        source = place / f"{articles}.parquet"
        runs: dict[str, dict[str, Any]] = {}
        for count in sizes:
            for workers in (2, 1) if count == articles else (2,):
                name = f"{count:,} articles, voice by rules, {workers} workers"
                call = ["analyze", f"{place}/{count}.parquet", "-o", f"{place}/{count}-{workers}", "--engine", "rules"]
                runs[name] = _run([_OURS, *call, "--workers", str(workers), "--text", "text"], sizes[count])
        call = ["analyze", str(source), "-o", f"{place}/counted", "--without-voice", "--text", "text"]
        runs["tokens and lexicon, no voice, 2 workers"] = _run([_OURS, *call, "--workers", "2"], sizes[articles])
        for what in ("matrix", "terms", "summary"):
            runs[f"{what} of the folder"] = _run([_MATRIX, f"{place}/{articles}-2", what], sizes[articles])
        missing = []
        if peers:
            (place / "words").write_text("\n".join(_plain_forms()), encoding="utf-8")
            for name, code in _PEERS.items():
                try:
                    runs[name] = _run([code, str(source), f"{place}/peer", f"{place}/words"], sizes[articles])
                except subprocess.CalledProcessError:
                    missing.append(name)
        studies = [place / f"{articles}-{workers}" for workers in (1, 2)]
        hashes = {json.loads((one / "corpus.json").read_text(encoding="utf-8"))["content_hash"] for one in studies}
        disk = sum(path.stat().st_size for path in studies[0].rglob("*") if path.is_file()) / 1e6
    return {
        "articles": articles,
        "megabytes": round(sizes[articles], 1),
        "runs": runs,
        "same_tables_with_1_and_2_workers": len(hashes) == 1,
        "megabytes_on_disk": round(disk, 1),
        "missing": missing,
    }


def _plain_forms() -> list[str]:
    """The forms of the shipped lexicon that are words and phrases and nothing else."""
    import toolkit as tk

    forms = {form for entry in tk.Lexicon.default() for form in entry.forms}
    return sorted(form for form in forms if not form.startswith("!") and "*" not in form and "..." not in form)


def benchmark_run(
    rows: list[dict[str, Any]], folder: Path, *, articles: int, workers: int, voice: bool = True
) -> dict[str, Any]:
    """One analysis alone: what `benchmark_scale` says of a run, and how memory went from one tenth of it to the next.

    The folder keeps articles and tables: a run that was ended goes on there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source, target = folder / f"{articles}.parquet", folder / f"{articles}-{'voice' if voice else 'counted'}-{workers}"
    size = _replicated(rows, articles, source) if not source.exists() else _megabytes(source)
    call = ["analyze", str(source), "-o", str(target), "--engine", "rules", "--workers", str(workers), "--text", "text"]
    held: list[tuple[float, float]] = []
    run = _run([_OURS, *call, *([] if voice else ["--without-voice"])], size, held)
    told = json.loads((target / "corpus.json").read_text(encoding="utf-8"))
    tenths = [max((mb for at, mb in held if n <= 10 * at / held[-1][0] <= n + 1), default=0) for n in range(10)]
    return {
        "articles": told["articles"],
        "rejected": told["content"]["rejected"][0],
        "megabytes": round(size, 1),
        **run,
        "largest_process_MB_by_tenths_of_the_time": list(map(round, tenths)),
        "content_hash": told["content_hash"],
        "megabytes_on_disk": round(sum(p.stat().st_size for p in target.rglob("*") if p.is_file()) / 1e6, 1),
    }


def _megabytes(path: Path) -> float:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    groups = pq.ParquetFile(path)
    return (
        sum(pc.sum(pc.binary_length(batch["text"])).as_py() or 0 for batch in groups.iter_batches(columns=["text"]))
        / 1e6
    )


def benchmark_generated(count: int, *, workers: int = 2) -> dict[str, Any]:
    """Inputs of all kinds through loading, tokens, voice and lexicon: none is lost, none ends the run."""
    import toolkit as tk

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "generated.parquet"
        size = _write(source, generated(count))
        began = time.monotonic()
        corpus = tk.analyse(source, to=Path(folder) / "study", engine="rules", workers=workers, text="text", id="id")
        seconds = time.monotonic() - began
        words = int(tk.voices(corpus).words.sum())
        aside = [one.reason for one in corpus.rejections]
    return {
        "inputs": count,
        "megabytes": round(size, 2),
        "seconds": round(seconds, 1),
        "analysed": len(corpus),
        "rejected": len(aside),
        "reasons": sorted(set(aside))[:20],
        "words": words,
        "lost": count - len(corpus) - len(aside),
    }


def generated(count: int) -> Iterator[dict[str, str]]:
    """Small inputs, drawn with a seed: prose with quotations, marks without order, any characters, and nothing."""
    drawn = random.Random(1)  # noqa: S311
    words = (
        "the a thugs so-called terrorists said he who militants Mr. Weber U.S. not regime 3.5 brutal ministry".split()
    )
    marks = ["“", "”", "‘", "’", '"', "'", "«", "»", ". ", "? ", "! ", "\n\n", "\n", "—", "...", ", ", "(", ")"]
    for number in range(count):
        kind = number % 4
        size = drawn.randint(0, 60)
        if kind == 0:
            pieces = [f"{drawn.choice(words)} " if drawn.random() < 0.85 else drawn.choice(marks) for _ in range(size)]
        elif kind == 1:
            pieces = drawn.choices(marks + words, k=size)
        elif kind == 2:
            ranges = ((1, 0x2FF), (1, 0xD7FF), (0xE000, 0x1FFFF))
            pieces = [chr(drawn.randint(*drawn.choice(ranges))) for _ in range(size)]
        else:
            pieces = [
                drawn.choice(["“", "", "(", "'"]) * drawn.randint(0, 9),
                " ".join(drawn.choices(words, k=size)),
                "”",
            ]
        yield {"id": f"g{number}", "text": "".join(pieces), "outlet": f"outlet {number % 7}"}


def _replicated(rows: list[dict[str, Any]], count: int, path: Path) -> float:
    return _write(path, _copies(rows, count))


def _copies(rows: list[dict[str, Any]], count: int) -> Iterator[dict[str, str]]:
    drawn = random.Random(0)  # noqa: S311
    words = sorted({word for row in rows[:500] for word in _WORD.findall(row["text"])})

    def other(found: re.Match[str]) -> str:
        return drawn.choice(words) if drawn.random() < EXCHANGED else found.group()

    for number in range(count):
        copy, row = number // len(rows), rows[number % len(rows)]
        text = _WORD.sub(other, row["text"]) if copy else row["text"]
        yield {
            "id": f"a{number}",
            "text": text,
            "outlet": str(row.get("outlet")),
            "headline": row.get("headline") or "",
        }


def _write(path: Path, rows: Iterator[dict[str, str]]) -> float:
    """Rows as a Parquet file, some at a time; the megabytes of their texts."""
    from itertools import islice

    import pyarrow as pa
    import pyarrow.parquet as pq

    size, writer = 0, None
    while batch := list(islice(rows, 5_000)):
        size += sum(len(row["text"].encode("utf-8")) for row in batch)
        table = pa.Table.from_pylist(batch)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    if writer is not None:
        writer.close()
    return size / 1e6


def _run(arguments: list[str], megabytes: float, held: list[tuple[float, float]] | None = None) -> dict[str, Any]:
    """One program as a process: seconds, processor seconds of it and of all that it starts, the peak of each.

    `held` takes what the largest process held, by the second.
    """
    before = os.times()
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", *arguments], stderr=subprocess.DEVNULL)  # noqa: S603
    peaks: dict[int, float] = {}
    watching = threading.Thread(target=_watch, args=(process, peaks, held))
    watching.start()
    code = process.wait()
    seconds = time.monotonic() - began
    watching.join()
    if code:
        raise subprocess.CalledProcessError(code, arguments[:1])
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    first = peaks.pop(process.pid, 0.0)
    return {
        "seconds": round(seconds, 1),
        "processor_seconds": round(used, 1),
        "MB_per_processor_second": round(megabytes / used, 2) if used else None,
        "peak_MB": [round(first), *sorted(map(round, peaks.values()))],
    }


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, float], held: list[tuple[float, float]] | None) -> None:
    began = time.monotonic()
    while process.poll() is None:
        now = []
        for one in [process.pid, *_children(process.pid)]:
            try:
                told = Path(f"/proc/{one}/status").read_text(encoding="ascii", errors="replace")
            except OSError:  # it has ended since
                continue
            if found := re.search(r"VmHWM:\s+(\d+) kB", told):
                peaks[one] = int(found[1]) / 1024
            if found := re.search(r"VmRSS:\s+(\d+) kB", told):
                now.append(int(found[1]) / 1024)
        if held is not None and now:
            held.append((time.monotonic() - began, max(now)))
        time.sleep(0.2)


def _children(parent: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()] + [
            int(one)
            for task in Path(f"/proc/{parent}/task").iterdir()
            if task.name != str(parent)
            for one in (task / "children").read_text().split()
        ]
    except OSError:  # no such system, or it has ended since
        return []


def main() -> int:
    from benchmarks import read_gold

    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--gold", metavar="FILE", help="news as JSON lines with the field text")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--generated", type=int, metavar="N", help="so many generated inputs instead")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--one", choices=("voice", "counted"), help="one analysis alone, in --folder")
    parser.add_argument("--workers", type=int, default=2, help="of that one")
    parser.add_argument("--folder", type=Path, help="where articles and tables of that one lie")
    options = parser.parse_args()
    if options.generated:
        result = benchmark_generated(options.generated)
    elif options.one and options.gold and options.folder:
        result = benchmark_run(
            read_gold(options.gold, part=None), options.folder, articles=options.articles, workers=options.workers,
            voice=options.one == "voice",
        )  # fmt: skip
    elif options.gold:
        result = benchmark_scale(
            read_gold(options.gold, part=None), articles=options.articles, peers=not options.without_peers
        )
    else:
        parser.error("give --gold FILE (with --one also --folder), or --generated N")
    print(json.dumps(result, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
