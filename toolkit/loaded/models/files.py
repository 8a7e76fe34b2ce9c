"""Model files: an .npz of numbers and of names as UTF-8 lines, with a header that says what it is. No pickle."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from toolkit.errors import LoadError

if TYPE_CHECKING:
    from toolkit.loaded.models.sentences import LoadedSentenceModel
    from toolkit.loaded.models.words import LoadedWordModel

VERSION = 1
_LARGEST = 500_000_000  # bytes unpacked; a model of 3,000 sentences has 8 MB
_KINDS = ("term", "stem", "entry", "context")
_NUMBERS = ("intercept", "threshold", "precise_threshold", "rate", "sentence_rate", "words_seen", "texts_seen")
Arrays = dict[str, npt.NDArray[Any]]


def write_words(model: LoadedWordModel, path: Path) -> None:
    """The file of a word model."""
    header, arrays = _of_words(model)
    _write(path, {"kind": "words", **header}, arrays)


def read_words(path: Path) -> LoadedWordModel:
    """The word model of a file."""
    header, arrays = _read(path, "words")
    try:
        return _words(header, arrays)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise _damaged(path, f"a part is missing or does not fit ({error})") from error


def write_sentences(model: LoadedSentenceModel, path: Path) -> None:
    """The file of a sentence model, its word model inside."""
    header: dict[str, Any] = {"kind": "sentences", "classes": model.classes_.tolist(), "words": None}
    arrays: Arrays = {}
    if model.words_ is not None:
        header["words"], within = _of_words(model.words_)
        arrays |= {f"words {name}": array for name, array in within.items()}
    for name, vectorizer in (("terms", model.terms_), ("letters", model.letters_)):
        arrays[f"{name} names"] = _lines(vectorizer.get_feature_names_out().tolist())
        arrays[f"{name} idf"] = vectorizer.idf_
    arrays |= {"mean": model.scale_.mean_, "scale": model.scale_.scale_, "coefficients": model.model_.coef_[0]}
    arrays["intercept"] = model.model_.intercept_
    _write(path, header, arrays)


def read_sentences(path: Path) -> LoadedSentenceModel:
    """The sentence model of a file."""
    header, arrays = _read(path, "sentences")
    try:
        return _sentences(header, arrays)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise _damaged(path, f"a part is missing or does not fit ({error})") from error


def _of_words(model: LoadedWordModel) -> tuple[dict[str, Any], Arrays]:
    counts = model.counts_
    settings = {k: v for k, v in model.get_params(deep=False).items() if k != "lexicon"}
    numbers = {
        "intercept": model.intercept_, "threshold": model.threshold_, "precise_threshold": model.precise_threshold_,
        "rate": counts.rate, "sentence_rate": counts.sentence_rate, "words_seen": model.words_seen_,
        "texts_seen": model.texts_seen_,
    }  # fmt: skip
    arrays: Arrays = {
        "features": _lines(list(model.weights_)),
        "weights": np.array(list(model.weights_.values()), dtype=np.float64),
    }
    for kind in _KINDS:
        if kind in counts.keys:
            arrays[f"{kind} keys"] = _lines(counts.keys[kind])
        arrays[f"{kind} seen"], arrays[f"{kind} marked"] = counts.seen[kind], counts.marked[kind]
    return {"settings": settings, **numbers}, arrays


def _words(header: Mapping[str, Any], arrays: Arrays) -> LoadedWordModel:
    from toolkit.loaded.models.matrices import Counts
    from toolkit.loaded.models.words import LoadedWordModel

    model = LoadedWordModel(**header["settings"])
    numbers = {name: float(header[name]) for name in _NUMBERS}
    keys = {kind: _names(arrays[f"{kind} keys"]) for kind in _KINDS[:3]}
    seen = {kind: arrays[f"{kind} seen"] for kind in _KINDS}
    marked = {kind: arrays[f"{kind} marked"] for kind in _KINDS}
    for kind in _KINDS:
        size = len(keys["stem" if kind == "context" else kind])
        if not size == len(seen[kind]) == len(marked[kind]) or (marked[kind] > seen[kind]).any():
            raise ValueError(f"the counts of {kind}")
    model.counts_ = Counts(keys, seen, marked, numbers["rate"], numbers["sentence_rate"])
    names, weights = _names(arrays["features"]), arrays["weights"]
    if len(names) != len(weights) or not np.isfinite(weights).all():
        raise ValueError("the weights")
    model.weights_ = dict(zip(names, weights.tolist(), strict=True))
    model.intercept_ = numbers["intercept"]
    model.threshold_, model.precise_threshold_ = numbers["threshold"], numbers["precise_threshold"]
    model.words_seen_, model.texts_seen_ = int(numbers["words_seen"]), int(numbers["texts_seen"])
    return model


def _sentences(header: Mapping[str, Any], arrays: Arrays) -> LoadedSentenceModel:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    from toolkit.loaded.models.sentences import NAMES, LoadedSentenceModel, vectorizers

    model = LoadedSentenceModel()
    model.classes_ = np.array(header["classes"])
    within = {name.removeprefix("words "): array for name, array in arrays.items() if name.startswith("words ")}
    model.words_ = None if header["words"] is None else _words(header["words"], within)
    terms, letters = vectorizers(1, vocabularies=(_names(arrays["terms names"]), _names(arrays["letters names"])))
    terms.idf_, letters.idf_ = arrays["terms idf"], arrays["letters idf"]
    model.terms_, model.letters_ = terms, letters
    model.scale_ = StandardScaler()
    model.scale_.mean_, model.scale_.scale_ = arrays["mean"], arrays["scale"]
    model.scale_.n_features_in_ = len(NAMES)
    model.model_ = LogisticRegression()
    model.model_.coef_, model.model_.intercept_ = arrays["coefficients"][np.newaxis], arrays["intercept"]
    model.model_.classes_ = np.array([False, True])
    width = len(terms.idf_) + len(letters.idf_) + len(NAMES)
    if len(model.classes_) != 2 or model.model_.coef_.shape[1] != width or len(arrays["mean"]) != len(NAMES):
        raise ValueError("the weights")
    return model


def _lines(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _names(array: npt.NDArray[Any]) -> list[str]:
    text = array.tobytes().decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def _write(path: Path, header: Mapping[str, Any], arrays: Arrays) -> None:
    described = json.dumps({"toolkit model": VERSION, **header}, sort_keys=True)
    try:
        with path.open("wb") as out:
            np.savez_compressed(out, allow_pickle=False, **{"header": _lines([described]), **arrays})
    except OSError as error:
        raise LoadError(f"{path}: the model cannot be written ({error.strerror}); choose another place.") from error


def _read(path: Path, kind: str) -> tuple[dict[str, Any], Arrays]:
    if not path.is_file():
        raise LoadError(f"{path}: no such model; make one with: toolkit train {kind} --gold FILE -o {path.name}")
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise _damaged(path, "it unpacks to more than 500 MB")
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        header = json.loads(_names(arrays.pop("header"))[0])
        found, version = header["kind"], header["toolkit model"]
    except (OSError, EOFError, KeyError, ValueError, TypeError, IndexError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(path, str(error) or type(error).__name__) from error
    if version != VERSION:
        raise LoadError(f"{path}: a model of version {version}, and this toolkit reads {VERSION}; train it anew.")
    if found != kind:
        raise LoadError(f"{path}: this is a model of {found}, where one of {kind} is needed.")
    return header, arrays


def _damaged(path: Path, what: str) -> LoadError:
    return LoadError(f"{path}: this is no whole model file: {what}. Train it anew with toolkit train.")
