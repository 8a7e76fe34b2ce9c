"""Counting over whole corpora on numbers instead of words: the tokens of `toolkit.text.tokens`, many times faster."""

from toolkit.index.query_search import Found, QuerySearch
from toolkit.index.token_index import Counts, TokenIndex

__all__ = ["Counts", "Found", "QuerySearch", "TokenIndex"]
