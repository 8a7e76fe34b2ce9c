"""Counting over whole corpora on numbers instead of words: the tokens of `toolkit.text.tokens`, many times faster."""

from toolkit.index.token_index import Counts, TokenIndex

__all__ = ["Counts", "TokenIndex"]
