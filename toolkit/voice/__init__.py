"""Whose voice: quotation marks and rules of attribution give every stretch of a text its voice."""

from toolkit.annotation.corrections import article_voices, correct
from toolkit.voice.engine import attribute
from toolkit.voice.quotations import Quotation, scan_quotations
from toolkit.voice.voice_records import VOICES, Attribution, Span, Voice, VoiceMap
from toolkit.statistics.voices import voices
from toolkit.voice.stretches import voices_of
from toolkit.statistics.attributions import attributions, quotations

__all__ = [
    "VOICES",
    "Attribution",
    "Quotation",
    "Span",
    "Voice",
    "VoiceMap",
    "article_voices",
    "attribute",
    "attributions",
    "correct",
    "quotations",
    "scan_quotations",
    "voices",
    "voices_of",
]
