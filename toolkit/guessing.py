"""Which encoding a text without mark or declaration has: a guess, said in the load report."""

from __future__ import annotations


def guess(data: bytes) -> str | None:
    """The most likely encoding, or None where the bytes are no text."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return best.encoding if best else "cp1252"
