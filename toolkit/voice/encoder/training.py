"""Train the encoder on gold attributions: `toolkit train voice --encoder --gold FILE --base FOLDER`.

The part named train is read and nothing else. The same gold, base, settings and version of PyTorch on a machine of the
same kind give the same weights. Every epoch is saved, so that nothing is lost.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from toolkit.errors import LoadError
from toolkit.voice.encoder.exporting import export
from toolkit.voice.encoder.inputs import EDGE, NO_RULE, RULE, Pieces, Window, Words, windows_of, words_of
from toolkit.voice.encoder.network import Network, Shape, chain_loss
from toolkit.voice.encoder.pieces import BEHIND, FRONT, PAD, cut, read_pieces
from toolkit.voice.rules.attribution import analyse
from toolkit.voice.sequence.combining import Trust
from toolkit.voice.sequence.labels import LABELS, labels

# Chosen on the part dev (docs/benchmarks.md#voice): how far the encoder is believed beside the rules, and by what its
# scores are divided before they are made probabilities.
ENCODER = Trust(takes_in=0.5, leaves_out=0.9, believed=0.75, alone=0.5, nobodys=0.8)
FLATTER = 1.25


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How the encoder is trained. `without_rules` is the share of windows that do not see the rules' labels."""

    epochs: int = 4
    seed: int = 1
    longest: int = 384
    batch: int = 8
    rate: float = 1.5e-4
    rate_of_heads: float = 1e-3
    rate_of_steps: float = 5e-3
    decay_of_layers: float = 0.9
    weight_decay: float = 0.01
    warm: float = 0.06
    dropout: float = 0.1
    without_rules: float = 0.1
    vocabulary: int = 12_000


class Example(NamedTuple):
    """An article as the encoder sees it, and the number of each word's gold label."""

    words: Words
    gold: np.ndarray[Any, np.dtype[np.int64]]


class Batch(NamedTuple):
    """Windows side by side. Of each paragraph: its window, where its words begin there, their gold, their number."""

    pieces: Tensor
    numbers: Tensor
    mask: Tensor
    rows: Tensor
    columns: Tensor
    gold: Tensor
    sizes: Tensor


def read_base(folder: Path) -> tuple[Shape, dict[str, Tensor]]:
    """The sizes and weights of a BERT encoder in a folder with config.json and model.safetensors."""
    from safetensors.torch import load_file

    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        if not (folder / name).is_file():
            raise LoadError(
                f"{folder}: no {name} in it; --base needs the folder of a BERT encoder, as packages ship it."
            )
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "bert":
        raise LoadError(
            f"{folder}: its config.json names a {config.get('model_type')!r} model; the trainer reads 'bert'."
        )
    stored = load_file(str(folder / "model.safetensors"))
    return Shape(**{f.name: config[f.name] for f in fields(Shape)}), {
        name.removeprefix("bert."): weights for name, weights in stored.items()
    }


def begin(shape: Shape, stored: dict[str, Tensor], kept: list[int], *, dropout: float) -> Network:
    """A network with the weights of the base, its pieces cut to `kept`."""
    network = Network(Shape(**{**asdict(shape), "vocab_size": len(kept)}), dropout=dropout)
    with torch.no_grad():
        network.pieces.weight.copy_(stored["embeddings.word_embeddings.weight"][kept])
        # every text is of one type, so the embedding of that type is part of each place
        places = stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
        network.places.weight.copy_(places)
        _copy(network.norm, stored, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            base = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [stored[f"{base}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.attention, kind).copy_(torch.cat(parts))
            for module, name in (
                (layer.out, "attention.output.dense"), (layer.norm_attention, "attention.output.LayerNorm"),
                (layer.wide, "intermediate.dense"), (layer.narrow, "output.dense"),
                (layer.norm_dense, "output.LayerNorm"),
            ):  # fmt: skip
                _copy(module, stored, base + name)
    return network


def _copy(module: Any, stored: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(stored[f"{name}.weight"])
    module.bias.copy_(stored[f"{name}.bias"])


def examples(rows: Iterable[dict[str, Any]], pieces: Pieces) -> list[Example]:
    """The articles of a gold with the number of each word's label."""
    number_of = {label: n for n, label in enumerate(LABELS)}
    found = []
    for row in rows:
        rules = analyse(row["text"])
        gold = [number_of[label] for label in labels(rules.tokens, row["attributions"])]
        found.append(Example(words_of(rules, pieces), np.array(gold)))
    return found


def collate(windows: Sequence[tuple[Window, Example]], without_rules: Sequence[bool]) -> Batch:
    """Windows padded to the longest, and their paragraphs as rows of words."""
    count, length = len(windows), max(len(w.pieces) for w, _ in windows) + 2
    pieces = torch.full((count, length), PAD)
    numbers = torch.tensor(EDGE).repeat(count, length, 1)
    mask = torch.zeros(count, length)
    parts: list[tuple[int, Any, Any]] = []
    for row, ((window, example), blind) in enumerate(zip(windows, without_rules, strict=True)):
        size = len(window.pieces) + 2
        pieces[row, 0], pieces[row, size - 1] = FRONT, BEHIND
        pieces[row, 1 : size - 1] = torch.from_numpy(window.pieces)
        numbers[row, :size] = torch.from_numpy(window.numbers)
        if blind:
            numbers[row, :, RULE] = NO_RULE
        mask[row, :size] = 1
        starts = np.flatnonzero(example.words.numbers[window.places, 3] == 2)
        for begins, places in zip(np.split(window.begins, starts), np.split(window.places, starts), strict=True):
            if len(begins):
                parts.append((row, begins, example.gold[places]))
    longest = max(len(begins) for _, begins, _ in parts)
    columns, gold = (
        torch.zeros(len(parts), longest, dtype=torch.long),
        torch.zeros(len(parts), longest, dtype=torch.long),
    )
    for n, (_, begins, right) in enumerate(parts):
        columns[n, : len(begins)], gold[n, : len(begins)] = torch.from_numpy(begins), torch.from_numpy(right)
    rows = torch.tensor([row for row, _, _ in parts])
    sizes = torch.tensor([len(begins) for _, begins, _ in parts])
    return Batch(pieces, numbers, mask, rows, columns, gold, sizes)


def _batches(given: list[Example], schedule: Schedule, chance: random.Random) -> list[list[tuple[Window, Example]]]:
    """An epoch: windows cut anew, those of about the same length side by side."""
    windows = [
        (window, example)
        for example in given
        for window in windows_of(
            example.words, schedule.longest, begin=chance.randrange(0, max(schedule.longest - 64, 1))
        )
    ]
    chance.shuffle(windows)
    apart = 20 * schedule.batch
    stretches = [sorted(windows[n : n + apart], key=lambda w: len(w[0].pieces)) for n in range(0, len(windows), apart)]
    found = [s[n : n + schedule.batch] for s in stretches for n in range(0, len(s), schedule.batch)]
    chance.shuffle(found)
    return found


def _groups(network: Network, schedule: Schedule) -> list[dict[str, Any]]:
    """The layers near the words learn more slowly than those near the labels."""
    depth = len(network.layers)

    def at(distance: int) -> float:
        return schedule.rate * schedule.decay_of_layers**distance

    groups: list[dict[str, Any]] = [
        {"params": layer.parameters(), "lr": at(depth - 1 - n)} for n, layer in enumerate(network.layers)
    ]
    words = [*network.pieces.parameters(), *network.places.parameters(), *network.norm.parameters()]
    heads = [*network.numbers.parameters(), *network.labels.parameters()]
    groups.append({"params": words, "lr": at(depth)})
    groups.append({"params": heads, "lr": schedule.rate_of_heads})
    groups.append({"params": [network.steps], "lr": schedule.rate_of_steps, "weight_decay": 0.0})
    return groups


def train(
    rows: Sequence[dict[str, Any]],
    base: Path,
    out: Path,
    *,
    schedule: Schedule | None = None,
    told: Callable[[str], None] | None = None,
) -> None:
    """Trains on rows with `text` and `attributions`, and writes the folder that `Encoder` reads to `out`.

    Raises LoadError where `base` holds no BERT encoder.
    """
    plan = schedule or Schedule()
    say = told or (lambda step: None)
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)  # noqa: S311 - an order of articles, not a secret
    shape, stored = read_base(base)
    analyses = [analyse(row["text"]).tokens.words for row in rows]
    tokenizer, kept = cut(base / "tokenizer.json", analyses, plan.vocabulary)
    out.mkdir(parents=True, exist_ok=True)
    (out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    given = examples(rows, read_pieces(out / "tokenizer.json"))
    network = begin(shape, stored, kept, dropout=plan.dropout)
    network.start_steps(_seen(given))
    epochs = [_batches(given, plan, chance) for _ in range(plan.epochs)]
    total = sum(map(len, epochs))
    say(f"{len(rows)} articles, {len(kept)} pieces, {total} steps")
    optimizer = torch.optim.AdamW(_groups(network, plan), weight_decay=plan.weight_decay, fused=True)
    warm = max(1, round(plan.warm * total))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
    )
    step = 0
    for number, batches in enumerate(epochs, 1):
        network.train()
        lost, words = 0.0, 0
        for windows in batches:
            batch = collate(windows, [chance.random() < plan.without_rules for _ in windows])
            loss, size = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            lost, words, step = lost + float(loss.detach()) * size, words + size, step + 1
            if step % 100 == 0:
                say(f"step {step} of {total}: loss a word {lost / words:.3f}")
        say(f"epoch {number} of {plan.epochs}: loss a word {lost / words:.3f}")
        torch.save({"shape": asdict(network.shape), "weights": network.state_dict()}, out / f"epoch{number}.pt")
    export(
        {name: weights.numpy() for name, weights in network.state_dict().items()}, tokenizer, out,
        heads=shape.num_attention_heads, longest=plan.longest, flatter=FLATTER, trust=ENCODER,
    )  # fmt: skip


def _loss(network: Network, batch: Batch) -> tuple[Tensor, int]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.pieces, batch.numbers, batch.mask)
    at = scores[batch.rows[:, None], batch.columns]
    size = int(batch.sizes.sum())
    return chain_loss(at, batch.gold, batch.sizes, network.steps) / size, size


def _seen(given: Iterable[Example]) -> Tensor:
    """How often one label follows another inside a paragraph."""
    counts = torch.zeros(len(LABELS), len(LABELS))
    for example in given:
        for first, last in example.words.paragraphs:
            gold = torch.from_numpy(example.gold[first:last])
            counts.index_put_((gold[:-1], gold[1:]), torch.ones(len(gold) - 1), accumulate=True)
    return counts
