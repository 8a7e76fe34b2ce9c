"""Words in pieces: the tokenizer of the encoder, cut to the pieces that the texts need."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from toolkit.voice.encoder.inputs import MOST_PIECES, Pieces

_MOST_KEPT = 50_000
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
PAD, UNKNOWN, FRONT, BEHIND = range(len(_SPECIAL))


class PiecesOf:
    """The pieces of words, the first eight of each; those of words seen before are kept."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._kept: dict[str, list[int]] = {}

    def __call__(self, words: Sequence[str]) -> list[list[int]]:
        kept = self._kept
        new = list({word for word in words if word not in kept})
        if new:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
                new = list(set(words))
            for word, found in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
                kept[word] = found.ids[:MOST_PIECES] or [UNKNOWN]
        return [kept[word] for word in words]


def read_pieces(path: Path) -> Pieces:
    """The pieces of a tokenizer's file."""
    from tokenizers import Tokenizer

    return PiecesOf(Tokenizer.from_file(str(path)))


def cut(path: Path, texts: Iterable[Sequence[str]], most: int) -> tuple[str, list[int]]:
    """A tokenizer of `most` pieces, as the text of its file, and which pieces of the old one they are, in their order.

    Kept are the special pieces, every single letter or mark (so that any word still falls into pieces), then what the
    words of the texts are made of most often, then what stands first in the old list.
    """
    from tokenizers import Tokenizer

    old = Tokenizer.from_file(str(path))
    old.no_padding()
    old.no_truncation()
    names = {number: piece for piece, number in old.get_vocab().items()}
    counts: Counter[int] = Counter()
    for words in texts:
        for encoding in old.encode_batch(list(words), add_special_tokens=False):
            counts.update(encoding.ids)
    first = [old.token_to_id(piece) for piece in _SPECIAL]
    single = [n for n in sorted(names) if len(names[n].removeprefix("##")) == 1 and names[n].isascii()]
    common = sorted(names, key=lambda n: (-counts[n], n))
    ranked = [n for n in [*first, *single, *common] if n in set(first) or not _is_special(names[n])]
    kept = list(dict.fromkeys(ranked))[:most]
    written = json.loads(old.to_str())
    written["model"]["vocab"] = {names[n]: place for place, n in enumerate(kept)}
    written["added_tokens"] = [
        {**token, "id": kept.index(token["id"])} for token in written["added_tokens"] if token["id"] in kept
    ]
    written["post_processor"] = None
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")), kept


def _is_special(piece: str) -> bool:
    return piece.startswith("[") and piece.endswith("]") and len(piece) > 1
