"""Models that users train on annotated sentences: loaded words, and sentences worth a look. Nothing learnt ships."""

from __future__ import annotations

from toolkit.models.looking import worth_a_look
from toolkit.models.sentences import LoadedSentenceModel
from toolkit.models.words import LoadedWordModel

__all__ = ["LoadedSentenceModel", "LoadedWordModel", "worth_a_look"]
