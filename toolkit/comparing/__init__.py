"""Comparing groups of articles: which terms one uses more than another, and how sure that is."""

from toolkit.statistics.keyness import keyness

__all__ = ["keyness"]
