"""Captions and credits: what is said of a picture, and who made it. They go together, away from the body."""

from __future__ import annotations

import re

from toolkit.articles import Caption

_HOLDER = (
    r"(?:AP|Reuters|REUTERS|AFP|EPA|PA|UPI|Getty(?: Images)?|Pool|Xinhua|Bloomberg|Shutterstock"
    r"|iStock|Alamy|USA TODAY Network"
    r"|Zuma Press|CQ Roll Call|Rex Features|Magnum|Corbis|SIPA)"
)
_IN_BRACKETS = (
    r"(?:(?:File )?[Pp]hoto(?:graph)?s?(?: by|:| courtesy(?: of)?)? ?[^()]{2,120}"
    r"|(?:AP|EPA|AFP|Reuters|PA|UPI) [Pp]hoto[^()]{0,120}"
    r"|[Cc]redit: ?[^()]{2,120}|Courtesy (?:of )?[^()]{2,120}"
    rf"|[^()]{{2,100}}/ ?{_HOLDER}\b[^()]{{0,60}}"
    r"|[^()]{0,100}\bGetty Images\s*"
    r"|[^()]{2,100} via (?:AP|Reuters|AFP|EPA|Getty|USA TODAY)\b[^()]{0,60}"
    r"|[^()]{2,100}/ ?AP Photo|[^()]{2,100} [Ff]ile [Pp]hoto)"
)
_CREDIT = re.compile(rf"\(\s*(?P<credit>{_IN_BRACKETS}?)\s*\)\s*$")
_CREDIT_LINE = re.compile(
    r"(?:Photo(?:graph)?s?(?: ?[Cc]redit| by)?|PHOTO|Credit|CREDIT|Image(?: [Cc]redit)?"
    r"|Illustration(?: by)?|Picture) ?: ?"
    r"(?P<credit>.{2,120})"
)
_FILE_PHOTO = re.compile(r"FILE(?: PHOTO)?(?: ?[-–—:]) ?.{10,700}")
_IMAGE_COPYRIGHT = re.compile(
    r"Image (?:copyright|source|credit) (?P<credit>.{2,80}?) Image caption (?P<text>.{3,600})"
)
_GETTY = re.compile(r"[A-Z][A-Z ,.’'-]{3,60} - [A-Z]+ \d{1,2}(?:, \d{4})?: .{10,700}")


def read_caption(line: str) -> tuple[Caption, int] | None:
    """The caption that a line is, and where in it the credit begins (the length of the line without one).

    >>> read_caption("Rain falls on Leeds, March 1, 2019. (Ana Ruiz/Reuters)")
    (Caption(text='Rain falls on Leeds, March 1, 2019.', credit='Ana Ruiz/Reuters'), 36)
    """
    if match := _IMAGE_COPYRIGHT.fullmatch(line):
        return Caption(match["text"], match["credit"]), len(line)
    if match := _CREDIT.search(line):
        return Caption(line[: match.start()].strip(), match["credit"].strip()), match.start()
    if _FILE_PHOTO.fullmatch(line) or _GETTY.fullmatch(line):
        return Caption(line), len(line)
    return None


def read_credit(line: str) -> str | None:
    """Who made a picture, where a whole line says nothing else ("Photo: Ana Ruiz")."""
    match = _CREDIT_LINE.fullmatch(line)
    return match["credit"].strip() if match else None
