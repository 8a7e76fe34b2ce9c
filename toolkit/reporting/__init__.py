"""A report that anyone can repeat: notebooks run on a corpus, one page, its tables, and a manifest that proves it."""

from toolkit.reporting.verifying import Check, verify
from toolkit.reporting.writing import report

__all__ = ["Check", "report", "verify"]
