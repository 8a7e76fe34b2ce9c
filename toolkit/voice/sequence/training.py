"""Train the sequence model on gold attributions: `toolkit train voice --gold FILE`.

The part named train is read and nothing else. The same gold, version of python-crfsuite and settings give the same
file, byte for byte. With `silver` the model also learns from news that nobody annotated: the encoder labels them.
With `pool` its weights are then the mean of its own and those of an earlier model, which knows what the gold alone
taught. Method: D. A. Smith, T. Cohn, M. Osborne, "Logarithmic opinion pools for conditional random fields", ACL 2005.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.errors import QueryError
from toolkit.voice.rules.attribution import Analysis, analyse
from toolkit.voice.sequence.labels import labels
from toolkit.voice.sequence.token_features import Sequence, sequences
from toolkit.voice.sequence.weights import read_weights, write_weights

# Chosen on the part dev (docs/benchmarks.md#voice): strong L1 keeps the model small, early stopping keeps its recall.
SETTINGS = {
    "c1": 1.3,
    "c2": 0.05,
    "max_iterations": 150,
    "feature.minfreq": 4,
    "feature.possible_transitions": True,
}


# With silver there is more text: as much L1 as keeps the model small, and fewer rare features.
SETTINGS_SILVER = {**SETTINGS, "c1": 2.0, "max_iterations": 100, "feature.minfreq": 6}


def train(
    rows: Iterable[dict[str, Any]],
    out: Path,
    *,
    silver: Iterable[str] = (),
    pool: Path | None = None,
    told: Callable[[str], None] | None = None,
) -> int:
    """Write the weights to `out`; gives the number of annotated articles. Rows have `text` and `attributions`.

    `silver` are texts that nobody annotated: the encoder labels them. `pool` is the file of an earlier model.
    Raises QueryError where python-crfsuite is not
    installed, or the packages of the encoder are not and there is silver.
    """
    try:
        import pycrfsuite
    except ImportError as error:
        raise QueryError("Training needs python-crfsuite: pip install 'media-analysis-toolkit[voice]'.") from error
    say = told or (lambda step: None)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    count = 0
    for row in rows:
        rules = analyse(row["text"])
        gold = labels(rules.tokens, row["attributions"])
        for sequence in sequences(rules):
            trainer.append(_features(sequence), gold[sequence.first : sequence.last])
        count += 1
    say(f"read {count} articles")
    learnt = 0
    for text in silver:
        rules = analyse(text)
        for sequence, found in labelled(rules):
            trainer.append(_features(sequence), found)
        learnt += 1
    if learnt:
        say(f"labelled {learnt} articles by the encoder")
    say("training, some minutes")
    trainer.set_params(SETTINGS_SILVER if learnt else SETTINGS)
    with TemporaryDirectory() as folder:
        trained = Path(folder, "weights")
        trainer.train(str(trained))
        write_trained(trained, out)
    if pool is not None:
        write_mean(out, pool, out)
    say(f"wrote {out}")
    return count


def _features(sequence: Sequence) -> list[list[str]]:
    return [sequence.features(offset) for offset in range(sequence.last - sequence.first)]


def labelled(rules: Analysis) -> list[tuple[Sequence, list[str]]]:
    """The paragraphs of a text with the labels of the encoder."""
    from toolkit.voice.encoder.tagging import shipped

    tagged = shipped().tag(rules)
    if tagged is None:
        return []
    return [(sequence, tagged.labels[sequence.first : sequence.last]) for sequence in sequences(rules)]


def write_mean(one: Path, other: Path, out: Path) -> None:
    """The mean of the weights of two models, each weight that a model lacks being 0, rounded to four places."""
    steps: Counter[tuple[str, str]] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    names: set[str] = set()
    for path in (one, other):
        weights = read_weights.__wrapped__(path)
        names.update(weights.labels)
        for label, row in zip(weights.labels, weights.steps, strict=True):
            steps.update({(label, after): step / 2 for after, step in zip(weights.labels, row, strict=True)})
        for feature in weights.state.written:
            states.update({(feature, weights.labels[label]): weight / 2 for label, weight in weights.state[feature]})
    write_weights(out, names, steps, {key: round(weight, 4) for key, weight in states.items()})


def write_trained(trained: Path, out: Path) -> None:
    """Writes the weights of a file of CRFsuite's in the form that the toolkit reads."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    found = tagger.info()
    tagger.close()
    write_weights(out, found.labels, found.transitions, found.state_features)
