"""Framing: its frames, how a story opens, who acts, what things are called, Entman's four questions."""

from toolkit.framing.actions import actions
from toolkit.framing.entman import entman
from toolkit.framing.frame_summary import frame_summary
from toolkit.framing.frames import frames
from toolkit.framing.naming import naming_choices, naming_table
from toolkit.framing.openings import headline_and_lead

__all__ = [
    "actions", "entman", "frame_summary", "frames", "headline_and_lead", "naming_choices", "naming_table",
]  # fmt: skip
