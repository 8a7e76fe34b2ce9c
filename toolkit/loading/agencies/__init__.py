"""Formats in which news agencies and sites hand on their stories: one module a format, listed in formats.READERS."""
