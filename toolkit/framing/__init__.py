"""Framing: frames and issues, how a story opens, who acts, what things are called, who is responsible."""

from toolkit.framing.actions import actions
from toolkit.framing.entman import entman
from toolkit.framing.frame_actors import frame_actors
from toolkit.framing.frame_summary import frame_summary
from toolkit.framing.frames import frames
from toolkit.framing.issues import mark_issues
from toolkit.framing.naming import naming_choices, naming_table
from toolkit.framing.openings import headline_and_lead
from toolkit.framing.prevalence import validated_prevalence
from toolkit.framing.responsibility import responsibility

__all__ = [
    "actions", "entman", "frame_actors", "frame_summary", "frames", "headline_and_lead", "mark_issues",
    "naming_choices", "naming_table", "responsibility", "validated_prevalence",
]  # fmt: skip
