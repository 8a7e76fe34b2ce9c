"""From anything people keep articles in to a corpus; what cannot be read is listed with its reason."""

from toolkit.articles.load_report import FileAccount, LoadReport
from toolkit.loading.archives import Limits
from toolkit.loading.sources import load
from toolkit.loading.tables import from_table

__all__ = ["FileAccount", "Limits", "LoadReport", "from_table", "load"]
