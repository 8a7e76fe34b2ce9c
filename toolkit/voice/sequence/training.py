"""Train the sequence model on gold attributions: `toolkit train voice --gold FILE`.

The part named train is read and nothing else. The same gold, version of python-crfsuite and settings give the same
file, byte for byte. With `silver` the model also learns from news that nobody annotated: the encoder labels them, and
paragraphs of which it is sure are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.errors import QueryError
from toolkit.voice.rules.attribution import Analysis, analyse
from toolkit.voice.sequence.labels import labels
from toolkit.voice.sequence.token_features import Sequence, sequences
from toolkit.voice.sequence.weights import write_weights

# Chosen on the part dev (docs/benchmarks.md#voice): strong L1 keeps the model small, early stopping keeps its recall.
SETTINGS = {
    "c1": 1.3,
    "c2": 0.05,
    "max_iterations": 150,
    "feature.minfreq": 4,
    "feature.possible_transitions": True,
}


SURE = 0.9  # how sure the encoder must be of the words of a paragraph, in the mean, for the paragraph to be learnt from


def train(
    rows: Iterable[dict[str, Any]],
    out: Path,
    *,
    silver: Iterable[str] = (),
    told: Callable[[str], None] | None = None,
) -> int:
    """Write the weights to `out`; gives the number of annotated articles. Rows have `text` and `attributions`.

    `silver` are texts that nobody annotated: the encoder labels them. Raises QueryError where python-crfsuite is not
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
        say(f"labelled {learnt} paragraphs by the encoder")
    say("training, some minutes")
    trainer.set_params(SETTINGS)
    with TemporaryDirectory() as folder:
        trained = Path(folder, "weights")
        trainer.train(str(trained))
        write_trained(trained, out)
    say(f"wrote {out}")
    return count


def _features(sequence: Sequence) -> list[list[str]]:
    return [sequence.features(offset) for offset in range(sequence.last - sequence.first)]


def labelled(rules: Analysis) -> list[tuple[Sequence, list[str]]]:
    """The paragraphs of a text of whose words the encoder is sure, with its labels."""
    from toolkit.voice.encoder.tagging import shipped

    tagged = shipped().tag(rules)
    if tagged is None:
        return []
    found = []
    for sequence in sequences(rules):
        p = tagged.p[sequence.first : sequence.last]
        if sum(max(one, 1 - one) for one in p) >= SURE * len(p):
            found.append((sequence, tagged.labels[sequence.first : sequence.last]))
    return found


def write_trained(trained: Path, out: Path) -> None:
    """Writes the weights of a file of CRFsuite's in the form that the toolkit reads."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    found = tagger.info()
    tagger.close()
    write_weights(out, found.labels, found.transitions, found.state_features)
