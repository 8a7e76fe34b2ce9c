"""What recurs in the articles of each outlet, learnt from articles on disk, for some outlets at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.analysis.disk import write_text
from toolkit.anatomy.furniture import Furniture, learnt
from toolkit.parallel import in_processes, processes_can_start

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

NAME = "furniture.json"
SAMPLE = 3_000  # articles of an outlet, from which it is learnt which of its lines recur
AT_ONCE = 50_000_000  # characters of samples that a process looks at
OPEN = 64  # groups of outlets that are written at once, each to a file


def learn(files: Sequence[Path], folder: Path, *, workers: int) -> None:
    """Write down what recurs in the first articles of each outlet."""
    outlets, codes = _outlets(files)
    groups = list(_groups(_sizes(files, codes, len(outlets))))
    samples = [
        path for at in range(0, len(groups), OPEN) for path in _sampled(files, codes, groups[at : at + OPEN], at)
    ]
    if len(samples) > 1 and workers > 1 and processes_can_start():
        found = list(in_processes(_learnt, samples, workers=min(workers, len(samples))))
    else:
        found = list(map(_learnt, samples))
    rules = {outlets[int(code)]: sets for path in found for code, sets in json.loads(path.read_text("utf-8")).items()}
    write_text(json.dumps(dict(sorted(rules.items()))), folder / NAME)
    for path in (*samples, *found):
        path.unlink()


def known_furniture(folder: Path) -> dict[str, Furniture]:
    """What was learnt, by outlets."""
    path = folder / NAME
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {outlet: Furniture(*map(frozenset, sets)) for outlet, sets in found.items()}


def _outlets(files: Sequence[Path]) -> tuple[list[str], list[Numbers]]:
    """All outlets, and for each article of each file the number of its outlet; -1 where the sample is full."""
    import numpy as np
    import pyarrow.parquet as pq

    numbers: dict[str, int] = {}
    seen: list[int] = []
    codes = []
    for path in files:
        of = []
        for outlet in pq.read_table(path, columns=["outlet"])["outlet"].to_pylist():
            number = numbers.setdefault(outlet or "", len(numbers))
            seen += [0] * (number + 1 - len(seen))
            seen[number] += 1
            of.append(number if seen[number] <= SAMPLE else -1)
        codes.append(np.array(of, dtype=np.int64))
    return list(numbers), codes


def _sizes(files: Sequence[Path], codes: Sequence[Numbers], outlets: int) -> Numbers:
    """The characters of the sample of each outlet."""
    import numpy as np
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    sizes = np.zeros(outlets, dtype=np.int64)
    for path, of in zip(files, codes, strict=True):
        lengths = pc.utf8_length(pq.read_table(path, columns=["text"])["text"]).to_numpy()
        np.add.at(sizes, of[of >= 0], lengths[of >= 0])
    return sizes


def _groups(sizes: Numbers) -> Iterator[list[int]]:
    """Outlets that are looked at together, by their numbers."""
    group: list[int] = []
    held = 0
    for outlet, size in enumerate(sizes.tolist()):
        if group and held + size > AT_ONCE:
            yield group
            group, held = [], 0
        group.append(outlet)
        held += size
    if group:
        yield group


def _sampled(files: Sequence[Path], codes: Sequence[Numbers], groups: Sequence[list[int]], first: int) -> list[Path]:
    """The texts of the samples, those of each group in a file of their own."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("outlet", pa.int64()), ("text", pa.large_string())])
    group_of = {outlet: number for number, group in enumerate(groups) for outlet in group}
    paths = [files[0].parent / f"sample-{first + number:06d}.arrow" for number in range(len(groups))]
    with ExitStack() as stack:
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        writers = [stack.enter_context(pa.ipc.new_stream(str(path), schema, options=options)) for path in paths]
        for path, of in zip(files, codes, strict=True):
            number_of = np.array([group_of.get(code, -1) for code in of.tolist()])
            if not (number_of >= 0).any():
                continue
            texts = pq.read_table(path, columns=["text"])["text"]
            for number in np.unique(number_of[number_of >= 0]).tolist():
                rows = np.flatnonzero(number_of == number)
                writers[number].write_table(pa.table([pa.array(of[rows]), texts.take(pa.array(rows))], schema=schema))
    return paths


def _learnt(sample: Path) -> Path:
    """What recurs in the texts of a sample, written beside it, by the numbers of outlets."""
    import pyarrow as pa

    with pa.OSFile(str(sample)) as opened:
        table: pa.Table = pa.ipc.open_stream(opened).read_all()
    texts: dict[int, list[str]] = {}
    for outlet, text in zip(table["outlet"].to_pylist(), table["text"].to_pylist(), strict=True):
        texts.setdefault(outlet, []).append(text)
    rules: dict[int, Mapping[str, list[str]] | list[list[str]]] = {}
    for outlet, of in texts.items():
        if (found := learnt(of)) is not None and any(found):
            rules[outlet] = [sorted(one) for one in found]
    path = sample.with_suffix(".json")
    write_text(json.dumps(rules), path)
    return path
