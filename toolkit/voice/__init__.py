"""Whose voice: quotation marks, rules of attribution and a sequence model give every stretch of a text its voice."""

from toolkit.voice.engine import attribute
from toolkit.voice.quotations import Quotation, scan_quotations
from toolkit.voice.stretches import voices_of
from toolkit.voice.voice_records import VOICES, Attribution, Span, Voice, VoiceMap

__all__ = [
    "VOICES",
    "Attribution",
    "Quotation",
    "Span",
    "Voice",
    "VoiceMap",
    "attribute",
    "scan_quotations",
    "voices_of",
]
