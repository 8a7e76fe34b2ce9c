"""Models that users train on annotated sentences: loaded words, and sentences worth a look. Nothing learnt ships."""

from __future__ import annotations

from toolkit.loaded.models.looking import worth_a_look
from toolkit.loaded.models.sentences import LoadedSentenceModel
from toolkit.loaded.models.words import LoadedWordModel

__all__ = ["LoadedSentenceModel", "LoadedWordModel", "worth_a_look"]
