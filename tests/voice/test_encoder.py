"""The encoder: what it sees, a small one made here from start to end, the one that ships, and life without it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from tests.voice.test_voice_model import ROWS, TEXT
from toolkit.cli import main
from toolkit.data import data_path
from toolkit.voice import attribute
from toolkit.voice.encoder.inputs import MOST_PIECES, NO_RULE, RULE, SIZES, windows_of, words_of
from toolkit.voice.encoder.tagging import FILES, FOLDER, reason
from toolkit.voice.rules.attribution import analyse
from toolkit.voice.sequence.labels import LABELS
from toolkit.voice.sequence.model import Content

HIDDEN, HEADS, WIDE, PLACES = 16, 2, 32, 64
PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "we", "left", "said", "##s", "town", "the", "would", "hold", ".", ",")
LETTERS = tuple("abcdefghijklmnopqrstuvwxyz“”") + tuple(f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
LONG = "\n\n".join(["The town would hold, the mayor said. He left. “We stay,” she told voters."] * 9)


def as_lengths(words: Sequence[str]) -> list[list[int]]:
    return [[7] * min(len(word), MOST_PIECES) for word in words]


@given(st.integers(20, 60), st.integers(0, 10), st.integers(1, 6))
def test_windows_hold_every_word_once_and_no_more_than_they_may(most: int, begin: int, paragraphs: int) -> None:
    words = words_of(analyse("\n\n".join(LONG.split("\n\n")[:paragraphs])), as_lengths)
    windows = windows_of(words, most, begin=begin)
    assert [n for window in windows for n in window.places] == list(range(len(words.pieces)))
    for window in windows:
        assert len(window.pieces) + 2 <= most
        assert len(window.numbers) == len(window.pieces) + 2
        assert [window.pieces[at - 1] for at in window.begins] == [words.pieces[n][0] for n in window.places]
        assert (window.numbers[window.begins] == words.numbers[window.places]).all()


def test_windows_end_with_sentences_and_leave_out_what_is_not_asked_for() -> None:
    words = words_of(analyse(LONG), as_lengths)
    for window in windows_of(words, 200)[:-1]:
        assert words.sentences[window.places[-1]] != words.sentences[window.places[-1] + 1]
    first, last = words.paragraphs[2]
    (only,) = windows_of(words, 200, parts=[words.paragraphs[2]])
    assert only.places.tolist() == list(range(first, last))


def test_numbers_tell_what_pieces_do_not() -> None:
    rules = analyse("He said: “NATO left in 2019.”\n\nNobody asked.")
    words = words_of(rules, as_lengths)
    seen = dict(zip(rules.tokens.words, words.numbers.tolist(), strict=False))
    assert [seen[word][0] for word in ("left", "He", "NATO", "2019", ":")] == [0, 1, 2, 3, 4]
    assert (seen["NATO"][1], seen["said"][1]) == (1, 0)
    assert (LABELS[seen["said"][RULE]], LABELS[seen["He"][RULE]], LABELS[seen["left"][RULE]]) == ("C", "S", "IA")
    assert (seen["Nobody"][3], seen["asked"][3]) == (2, 1)
    assert seen["said"][4] > 0 == seen["left"][4]
    assert all((words.numbers < SIZES).all(1))
    assert SIZES[RULE] > NO_RULE


def test_without_its_packages_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("toolkit.articles.settings"), "find_spec", lambda name: None)
    corpus = tk.Corpus([tk.Article(id="a", text=TEXT)])
    with pytest.raises(tk.QueryError, match=r"needs onnxruntime, tokenizers: pip install '.*\[encoder\]'"):
        corpus.with_settings(engine="encoder")
    importlib.import_module("toolkit.voice.encoder.tagging").shipped.cache_clear()
    with pytest.raises(tk.QueryError, match="needs onnxruntime"):
        attribute(TEXT, engine="encoder")
    assert corpus.with_settings(engine="rules").settings.engine == "rules"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["train", "words", "--encoder", "--gold", "g", "--base", "b", "-o", "o"], "belongs to the task voice"),
        (["train", "voice", "--encoder", "--gold", "g", "-o", "o"], "the encoder to begin with"),
        (["train", "voice", "--encoder", "--gold", "g", "--base", "b"], "the folder to write"),
    ],
)
def test_the_command_says_what_is_missing(options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(options) == 2
    assert told in capsys.readouterr().err


def test_the_reason_is_what_can_be_seen() -> None:
    tokens = analyse("Taxes fall, she hopes. Taxes rise, she deadpans.").tokens
    content = Content(((0, 2),), "F")
    assert reason(tokens, content, (4, 5)) == "encoder: in front of a belief cue"
    assert reason(tokens, content, None) == "encoder: no cue near it"
    place = tokens.lowers.index("deadpans")
    assert "cue" in reason(tokens, content, (place, place + 1))


def weights(chance: np.random.Generator) -> dict[str, Any]:
    """Those of a network with two layers, drawn by chance."""
    sizes = {
        "pieces.weight": (len(PIECES + LETTERS), HIDDEN), "places.weight": (PLACES, HIDDEN),
        "labels.weight": (len(LABELS), HIDDEN), "labels.bias": (len(LABELS),), "steps": (len(LABELS), len(LABELS)),
        **{f"numbers.{n}.weight": (size, HIDDEN) for n, size in enumerate(SIZES)},
    }  # fmt: skip
    dense = {
        "attention": (3 * HIDDEN, HIDDEN),
        "out": (HIDDEN, HIDDEN),
        "wide": (WIDE, HIDDEN),
        "narrow": (HIDDEN, WIDE),
    }
    for layer in ("layers.0", "layers.1"):
        for name, size in dense.items():
            sizes[f"{layer}.{name}.weight"], sizes[f"{layer}.{name}.bias"] = size, size[:1]
    made: dict[str, Any] = {name: chance.normal(0, 0.3, size).astype(np.float32) for name, size in sizes.items()}
    for name in ("norm", *(f"layers.{n}.norm_{of}" for n in (0, 1) for of in ("attention", "dense"))):
        made[f"{name}.weight"], made[f"{name}.bias"] = np.ones(HIDDEN, np.float32), np.zeros(HIDDEN, np.float32)
    return made


def tokenizer() -> str:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(PIECES + LETTERS)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.add_special_tokens(list(PIECES[:4]))
    return str(made.to_str())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an encoder with weights drawn by chance."""
    for package in ("onnx", "onnxruntime", "tokenizers"):
        pytest.importorskip(package, reason="the extra encoder and onnx are not installed")
    from toolkit.voice.encoder.exporting import export

    folder = tmp_path_factory.mktemp("small")
    export(weights(np.random.default_rng(3)), tokenizer(), folder, heads=HEADS, longest=PLACES)
    return folder


def test_an_exported_encoder_labels_every_word_that_may_be_told(small: Path) -> None:
    from toolkit.voice.encoder.tagging import Encoder

    assert {path.name for path in small.iterdir()} == set(FILES)
    encoder = Encoder(small)
    rules = analyse(f"Rain fell.\n\n{LONG}")
    tagged, blind = encoder.tag(rules), encoder.tag(rules, asks_rules=False)
    assert tagged is not None
    assert blind is not None
    assert len(tagged.labels) == len(tagged.p) == len(rules.tokens)
    assert set(tagged.labels) <= set(LABELS)
    assert all(0 <= p <= 1 for p in tagged.p)
    assert tagged.labels[:3] == ["O"] * 3
    assert tagged.p[:3] == [0.0] * 3
    assert tagged.p != blind.p
    assert encoder.tag(rules) == tagged == Encoder(small).tag(rules)
    assert encoder.tag(analyse("Rain fell.")) is None


def test_eight_bits_stay_near_the_weights_they_were_made_of(small: Path) -> None:
    """The network written out once more in NumPy, in floating point."""
    from toolkit.voice.encoder.pieces import BEHIND, FRONT, read_pieces
    from toolkit.voice.encoder.tagging import Encoder

    w = weights(np.random.default_rng(3))
    words = words_of(analyse(LONG), read_pieces(small / "tokenizer.json"))
    window = windows_of(words, PLACES)[0]
    pieces = np.concatenate([[FRONT], window.pieces, [BEHIND]])

    def norm(x: Any, name: str) -> Any:
        centred = x - x.mean(1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(1, keepdims=True) + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(x: Any, name: str) -> Any:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    from scipy.special import erf, softmax

    x = w["pieces.weight"][pieces] + w["places.weight"][: len(pieces)]
    x = norm(x + sum(w[f"numbers.{n}.weight"][window.numbers[:, n]] for n in range(len(SIZES))), "norm")
    for layer in ("layers.0", "layers.1"):
        split = dense(x, f"{layer}.attention").reshape(len(pieces), 3, HEADS, HIDDEN // HEADS).transpose(1, 2, 0, 3)
        query, key, value = split
        seen = softmax(query @ key.transpose(0, 2, 1) / np.sqrt(HIDDEN // HEADS), axis=-1) @ value
        x = norm(
            x + dense(seen.transpose(1, 0, 2).reshape(len(pieces), HIDDEN), f"{layer}.out"), f"{layer}.norm_attention"
        )
        wide = dense(x, f"{layer}.wide")
        x = norm(x + dense(wide * (1 + erf(wide / np.sqrt(2))) / 2, f"{layer}.narrow"), f"{layer}.norm_dense")
    expected = dense(x[window.begins], "labels")
    scores = Encoder(small)._scores(words, words.paragraphs)[window.places]
    assert np.abs(scores - expected).mean() < 0.05 * expected.std()


def make_base(folder: Path) -> Path:
    """A BERT encoder of two layers with weights drawn by chance, as packages ship one."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(5)
    sizes = {
        "embeddings.word_embeddings.weight": (len(PIECES + LETTERS), HIDDEN),
        "embeddings.position_embeddings.weight": (PLACES, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
        "embeddings.LayerNorm.weight": (HIDDEN,),
    }
    for n in (0, 1):
        layer = f"encoder.layer.{n}."
        sizes |= {f"{layer}attention.self.{part}.weight": (HIDDEN, HIDDEN) for part in ("query", "key", "value")}
        sizes |= {
            f"{layer}attention.output.dense.weight": (HIDDEN, HIDDEN),
            f"{layer}attention.output.LayerNorm.weight": (HIDDEN,),
            f"{layer}intermediate.dense.weight": (WIDE, HIDDEN),
            f"{layer}output.dense.weight": (HIDDEN, WIDE),
            f"{layer}output.LayerNorm.weight": (HIDDEN,),
        }
    stored = {}
    for name, size in sizes.items():
        stored[name] = torch.ones(size) if "LayerNorm" in name else torch.randn(size) * 0.2
        if not name.startswith("embeddings") or "LayerNorm" in name:
            stored[name.replace(".weight", ".bias")] = torch.zeros(size[0])
    folder.mkdir()
    save_file(stored, str(folder / "model.safetensors"))
    config = {
        "model_type": "bert", "vocab_size": len(PIECES + LETTERS), "hidden_size": HIDDEN, "num_hidden_layers": 2,
        "num_attention_heads": HEADS, "intermediate_size": WIDE, "max_position_embeddings": PLACES,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tokenizer(), encoding="utf-8")
    return folder


def test_training_twice_gives_the_same_encoder_and_it_learns(tmp_path: Path) -> None:
    for package in ("torch", "safetensors", "onnx", "onnxruntime", "tokenizers"):
        pytest.importorskip(package, reason="the extra train is not installed")
    import torch

    from toolkit.voice.encoder.tagging import Encoder
    from toolkit.voice.encoder.training import Schedule, train

    torch.set_num_threads(1)  # a network this small only waits for a second one
    base = make_base(tmp_path / "base")
    plan = Schedule(epochs=12, longest=PLACES, batch=3, rate=3e-3, rate_of_heads=1e-2, dropout=0.0, vocabulary=60)
    told: list[str] = []
    for name in ("one", "two"):
        train(ROWS, base, tmp_path / name, schedule=plan, told=told.append)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert (tmp_path / "one" / "epoch12.pt").is_file()
    losses = [float(line.rpartition(" ")[2]) for line in told if "loss" in line]
    assert losses[11] < 0.3 < losses[0]
    tagged = Encoder(tmp_path / "one").tag(analyse(TEXT))
    assert tagged is not None
    assert tagged.labels[0] == "BF"
    assert "C" in tagged.labels


def test_a_base_of_another_kind_is_told(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the extra train is not installed")
    from toolkit.voice.encoder.training import read_base

    with pytest.raises(tk.LoadError, match=r"no config\.json in it"):
        read_base(tmp_path)
    base = make_base(tmp_path / "base")
    (base / "config.json").write_text('{"model_type": "t5"}', encoding="utf-8")
    with pytest.raises(tk.LoadError, match="'t5' model"):
        read_base(base)


@pytest.fixture
def installed() -> None:
    """The encoder that ships, where its packages are installed."""
    for package in ("onnxruntime", "tokenizers"):
        pytest.importorskip(package, reason="the extra encoder is not installed")
    if not data_path(FOLDER).is_dir():
        pytest.skip("no encoder ships with this version")


@pytest.mark.usefixtures("installed")
def test_the_shipped_encoder_gives_the_same_records(corpus: tk.Corpus) -> None:
    assert next((a.speaker, a.kind) for a in attribute(TEXT, engine="encoder")) == ("Bali", "direct")
    whole = corpus.with_settings(engine="encoder")
    table, by_model = tk.attributions(whole), tk.attributions(corpus)
    assert list(table.columns) == list(by_model.columns)
    assert table.p.between(0, 1).all()
    assert not any(why.startswith("model:") for why in table.why)
    assert {"the group", "Argish al-Deiri"} & set(table.speaker.dropna()) == {"the group", "Argish al-Deiri"} & set(
        by_model.speaker.dropna()
    )


@pytest.mark.usefixtures("installed")
def test_what_is_saved_and_what_is_cited_name_the_engine(tmp_path: Path) -> None:
    from toolkit.reporting.citation import citation

    whole = tk.analyse(tk.Corpus([tk.Article(id="a", text=LONG)]).with_settings(engine="encoder"))
    whole.save(tmp_path / "study")
    assert (
        json.loads((tmp_path / "study" / "corpus.json").read_text(encoding="utf-8"))["settings"]["engine"] == "encoder"
    )
    assert "Analysis of voice: encoder." in citation(whole, "Study")
    again = tk.open(tmp_path / "study")
    assert again.settings.engine == "encoder"
    assert tk.attributions(again).equals(tk.attributions(whole))


@pytest.mark.usefixtures("installed")
def test_the_shipped_encoder_stays_small_enough_for_the_package() -> None:
    folder = data_path(FOLDER)
    assert set(FILES) <= {path.name for path in folder.iterdir()}
    assert sum(path.stat().st_size for path in folder.iterdir()) < 16_000_000


@pytest.mark.usefixtures("installed")
def test_the_sequence_model_learns_from_what_the_encoder_labels(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite", reason="the extra voice is not installed")
    from toolkit.voice.sequence.training import labelled, train
    from toolkit.voice.sequence.weights import read_weights

    rules = analyse(LONG)
    for sequence, found in labelled(rules):
        assert len(found) == sequence.last - sequence.first
        assert "C" in found
    told: list[str] = []
    train(ROWS, tmp_path / "weights", silver=[LONG, "Rain fell."], told=told.append)
    assert "labelled 2 articles by the encoder" in told
    assert "BA" in read_weights(tmp_path / "weights").labels
