"""Train the sequence model on gold attributions: `toolkit train voice --gold FILE`.

The part named train is read and nothing else. The same gold, version of python-crfsuite and settings give the same
file, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.errors import QueryError
from toolkit.text.tokens import Tokens
from toolkit.voice.rules.attribution import analyse
from toolkit.voice.sequence.model import token_range
from toolkit.voice.sequence.token_features import sequences
from toolkit.voice.sequence.weights import write_weights

# Chosen on the part dev (docs/benchmarks.md#voice): strong L1 keeps the model small, early stopping keeps its recall.
SETTINGS = {
    "c1": 1.3,
    "c2": 0.05,
    "max_iterations": 150,
    "feature.minfreq": 4,
    "feature.possible_transitions": True,
}


def labels(tokens: Tokens, attributions: Iterable[dict[str, Any]]) -> list[str]:
    """The label of each token: contents over cues over sources, a wider content over one inside it."""
    found = ["O"] * len(tokens)
    listed = list(attributions)
    for role, name in (("S", "source"), ("C", "cue")):
        for attribution in listed:
            for start, end in attribution[name]:
                for n in token_range(tokens, start, end):
                    found[n] = role
    for attribution in sorted((a for a in listed if a["content"]), key=_width):
        spans = sorted(attribution["content"])
        cue = min((start for start, _ in attribution["cue"]), default=None)
        direction = "N" if cue is None else "A" if cue < spans[0][0] else "F"
        for number, (start, end) in enumerate(spans):
            for offset, n in enumerate(token_range(tokens, start, end)):
                found[n] = ("I" if offset else "J" if number else "B") + direction
    return found


def _width(attribution: dict[str, Any]) -> int:
    ends = [end for _, end in attribution["content"]]
    return int(max(ends) - min(start for start, _ in attribution["content"]))


def train(rows: Iterable[dict[str, Any]], out: Path, *, told: Callable[[str], None] | None = None) -> int:
    """Write the weights to `out`; gives the number of articles. Rows have `text` and `attributions`.

    Raises QueryError where python-crfsuite is not installed.
    """
    try:
        import pycrfsuite
    except ImportError as error:
        raise QueryError("Training needs python-crfsuite: pip install 'media-analysis-toolkit[voice]'.") from error
    say = told or (lambda step: None)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    count = 0
    for row in rows:
        text = row["text"]
        rules = analyse(text)
        gold = labels(rules.tokens, row["attributions"])
        for sequence in sequences(rules):
            size = sequence.last - sequence.first
            features = [sequence.features(offset) for offset in range(size)]
            trainer.append(features, gold[sequence.first : sequence.last])
        count += 1
    say(f"read {count} articles; training, some minutes")
    trainer.set_params(SETTINGS)
    with TemporaryDirectory() as folder:
        trained = Path(folder, "weights")
        trainer.train(str(trained))
        write_trained(trained, out)
    say(f"wrote {out}")
    return count


def write_trained(trained: Path, out: Path) -> None:
    """Writes the weights of a file of CRFsuite's in the form that the toolkit reads."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    found = tagger.info()
    tagger.close()
    write_weights(out, found.labels, found.transitions, found.state_features)
