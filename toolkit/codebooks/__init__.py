"""Codebooks: what people code in articles, such as frames; definitions, questions, indicators and examples."""

from toolkit.codebooks.codebook import Codebook, check, shipped_names
from toolkit.codebooks.records import Code, Found, Indicator

__all__ = ["Code", "Codebook", "Found", "Indicator", "check", "shipped_names"]
