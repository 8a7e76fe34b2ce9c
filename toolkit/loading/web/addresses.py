"""Addresses of pages, which files print in every state: what is none has no parts."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NONE = SplitResult("", "", "", "", "")


def parts_of(address: str | None) -> SplitResult:
    """The parts of an address; all of them empty where it is none.

    >>> parts_of("https://a.example/x").path, parts_of("http://[broken").path
    ('/x', '')
    """
    try:
        return urlsplit(address or "")
    except ValueError:
        return _NONE


def host_of(address: str | None) -> str:
    """The host of an address without its www; empty where there is none.

    >>> host_of("https://www.a.example/x"), host_of("http://[broken")
    ('a.example', '')
    """
    try:
        return (parts_of(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
