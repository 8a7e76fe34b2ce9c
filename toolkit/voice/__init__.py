"""Whose voice: quotation marks and rules of attribution give every stretch of a text its voice."""

from toolkit.voice.records import VOICES, Attribution, Span, Voice, VoiceMap

__all__ = ["VOICES", "Attribution", "Span", "Voice", "VoiceMap"]
