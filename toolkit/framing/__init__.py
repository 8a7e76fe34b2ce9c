"""Framing in one story: how it opens, who acts and who is acted on, what things are called, Entman's four questions."""

from toolkit.framing.actions import actions
from toolkit.framing.entman import entman
from toolkit.framing.naming import naming_choices, naming_table
from toolkit.framing.openings import headline_and_lead

__all__ = ["actions", "entman", "headline_and_lead", "naming_choices", "naming_table"]
