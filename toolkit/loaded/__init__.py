"""Loaded language with its voice: hits, rates, coverage, and the models that users train."""
