"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

import re

from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story

NAME = "plain text"
LARGEST = 10_000_000  # bytes; one article is never so long

# Names of files that hold no prose, and the texts that such files begin with.
_PROGRAMS = frozenset(
    "py pyw js mjs cjs ts jsx tsx css scss less r rmd jl rb pl php java c h cpp cs go rs swift kt lua sh bash zsh bat "
    "cmd ps1 sql ipynb ini cfg conf toml yml yaml properties env lock gitignore map wasm tex sty cls do ado sps "
    "sas m vb vbs".split()
)
_SETTINGS = frozenset("desktop.ini thumbs.db makefile dockerfile requirements.txt".split())
_ABOUT_FILES = frozenset("readme liesmich lisezmoi license licence changelog contributing copying codebook".split())
_SHORTCUTS = frozenset("url webloc desktop lnk website".split())
_BEGINS = re.compile(
    r"\ufeff?\s*(?:#!\s*/|\[InternetShortcut\]|\[\.ShellClassInfo\]|\[Desktop Entry\]|<\?php\b|// ==UserScript==)"
)


def recognises(document: Document) -> bool:
    """Any text that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """The article of a text that somebody kept or pasted; its anatomy is taken apart later (`toolkit.anatomy`)."""
    if kind := _program(document):
        raise LoadError(
            f"{document.name}: this is {kind}, not an article; pass format='plain text' to read it all the same."
        )
    if len(document.data) > LARGEST:
        raise LoadError(
            f"{document.name}: a plain text is one article, and this one is larger than {LARGEST // 1_000_000} MB; "
            "split it, or name its format with format=..."
        )
    return Reading(format=NAME, stories=(Story(text=document.text, locator="", layout="story"),))


def _program(document: Document) -> str | None:
    """What a text is that people keep beside their articles: a program, settings, a shortcut; None for prose."""
    if document.forced:
        return None
    name = re.split(r"[/!\\]", document.name)[-1].lower()
    suffix = name.rpartition(".")[2] if "." in name else ""
    shortcut = suffix in _SHORTCUTS or "[InternetShortcut]" in document.text[:200]
    if shortcut:
        return "a shortcut to a page"
    if re.split(r"[._-]", name)[0] in _ABOUT_FILES:
        return "a description of files"
    if name in _SETTINGS or suffix in _PROGRAMS or _BEGINS.match(document.text[:200]):
        return "a program or a file of settings"
    return None
