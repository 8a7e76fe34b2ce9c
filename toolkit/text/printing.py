"""What may be printed: the control characters of a text are shown, not obeyed."""

from __future__ import annotations

import re

# They could move the cursor, recolour the screen or turn the direction of the line.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """A text for a terminal: each control character but tab and line feed becomes U+FFFD.

    >>> printable("Red \\x1b[31mline")
    'Red �[31mline'
    """
    return _CONTROL.sub("\ufffd", text)
