"""Anatomy of a news story as people keep it: headline, byline, stamps, captions, body, taglines, notices, menus."""

from toolkit.anatomy.bylines import read_byline
from toolkit.anatomy.datelines import read_dateline
from toolkit.anatomy.dissecting import Anatomy, dissect

__all__ = ["Anatomy", "dissect", "read_byline", "read_dateline"]
