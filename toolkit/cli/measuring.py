"""`toolkit train` and `toolkit benchmark`."""

from __future__ import annotations

import argparse
import os
import random
from typing import Any

from toolkit.cli.common import say, tell
from toolkit.errors import QueryError
from toolkit.evaluation import TASKS

SILVER = 2_000  # articles without annotation that are learnt from; with more, training takes hours
FURTHER = slice(3_000, 4_000)  # others, from which a trained model learns on


def add(commands: Any) -> None:
    """Add both commands."""
    train = commands.add_parser("train", help="train a model on annotated news")
    train.add_argument("task", choices=("voice", "words", "sentences", "frames"))
    train.add_argument(
        "--gold", required=True, metavar="FILE", help="JSON lines, plain or .gz; frames: or a coding sheet"
    )
    train.add_argument("-o", "--out", metavar="MODEL", help="where to write the model; for voice that of the toolkit")
    train.add_argument(
        "--silver", metavar="FILE", help="voice: news without annotation, which the encoder labels first"
    )
    train.add_argument("--pool", metavar="MODEL", help="voice: an earlier model, to take the mean of its weights with")
    train.add_argument("--start", metavar="MODEL", help="voice: an earlier model, to train its weights further")
    train.add_argument("--encoder", action="store_true", help="voice: train the encoder (docs/encoder.md)")
    train.add_argument("--base", metavar="FOLDER", help="encoder: the BERT encoder to begin with")
    train.add_argument("--epochs", type=int, metavar="N", help="encoder: how often the gold is read")
    train.add_argument("--seed", type=int, metavar="N", help="encoder: the seed of everything drawn by chance")
    train.set_defaults(run=_train)

    benchmark = commands.add_parser("benchmark", help="measure on annotated news (docs/benchmarks.md)")
    benchmark.add_argument("task", metavar="TASK", help=", ".join(sorted(TASKS)))
    benchmark.add_argument(
        "--gold", required=True, metavar="FILE", help="JSON lines, plain or .gz; a folder for loading"
    )
    benchmark.add_argument("--part", default="dev", help="the part of the gold to score (dev)")
    benchmark.add_argument("--articles", metavar="FILE", help="voice: the articles of a gold of resolved speakers")
    benchmark.add_argument("--json", action="store_true", help="the same figures as JSON")
    benchmark.set_defaults(run=_benchmark)


def _benchmark(options: argparse.Namespace) -> int:
    import json

    from toolkit.evaluation import print_result, run

    tell(f"measuring {options.task} on {os.path.basename(options.gold)}, part {options.part}")
    part = None if options.part == "all" else options.part
    result = run(options.task, options.gold, part=part, articles=options.articles)
    if options.json:
        say(json.dumps(result, indent=1))
    else:
        print_result(result, say)
    return 0


def _train(options: argparse.Namespace) -> int:
    from pathlib import Path

    from toolkit.evaluation import read_gold

    if options.encoder:
        return _train_encoder(options)
    if options.task == "frames":
        from toolkit.framing.model_training import train_frames

        if not options.out:
            raise QueryError("train frames: say where to write the model with -o MODEL.")
        train_frames(Path(options.gold), Path(options.out), told=tell)
        say(options.out)
        return 0
    if options.task != "voice":
        from toolkit.loaded.models.training import train_model

        if not options.out:
            raise QueryError(f"train {options.task}: say where to write the model with -o MODEL.")
        train_model(options.task, read_gold(options.gold, part="train"), Path(options.out), told=tell)
        say(options.out)
        return 0
    from toolkit.data import data_path

    if options.pool and options.start:
        raise QueryError("train voice: give --pool or --start, not both; each begins with an earlier model.")
    out = Path(options.out) if options.out else data_path("voice.tsv.gz")
    silver = [row["text"] for row in read_gold(options.silver, part=None)] if options.silver else []
    random.Random(1).shuffle(silver)  # noqa: S311 - which articles are learnt from, not a secret
    gold = read_gold(options.gold, part="train")
    if options.start:
        from toolkit.voice.sequence.fine_tuning import fine_tune

        fine_tune(Path(options.start), gold, silver[FURTHER], out, told=tell)
    else:
        from toolkit.voice.sequence.training import train

        train(gold, out, silver=silver[:SILVER], pool=Path(options.pool) if options.pool else None, told=tell)
    say(str(out))
    return 0


def _train_encoder(options: argparse.Namespace) -> int:
    from pathlib import Path

    from toolkit.articles import need_packages
    from toolkit.evaluation import read_gold

    if options.task != "voice":
        raise QueryError(f"--encoder belongs to the task voice, not to {options.task!r}.")
    if not options.base or not options.out:
        raise QueryError("train voice --encoder: name the encoder to begin with (--base) and the folder to write (-o).")
    need_packages("train", what="toolkit train voice --encoder")
    from toolkit.voice.encoder.training import Schedule, train

    chosen = {name: value for name in ("epochs", "seed") if (value := getattr(options, name)) is not None}
    rows = read_gold(options.gold, part="train")
    train(rows, Path(options.base), Path(options.out), schedule=Schedule(**chosen), told=tell)
    say(options.out)
    return 0
