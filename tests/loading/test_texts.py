"""Which text files are no articles: programs, settings, shortcuts and descriptions, by name or beginning."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit as tk
from toolkit.loading import texts

PROSE = "The lighthouse was sold. Its keeper moved to the village."
PROGRAM, SHORTCUT, ABOUT = "a program or a file of settings", "a shortcut to a page", "a description of files"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scrape.PY", PROSE, PROGRAM),
        ("Makefile", PROSE, PROGRAM),
        ("requirements.txt", PROSE, PROGRAM),
        ("a.txt", f"#!/bin/sh\n{PROSE}", PROGRAM),
        ("a.txt", f"\n[Desktop Entry]\n{PROSE}", PROGRAM),
        ("a.url", PROSE, SHORTCUT),
        ("a.txt", f"[InternetShortcut]\n{PROSE}", SHORTCUT),
        ("license", PROSE, ABOUT),
        ("LICENSE-MIT.txt", PROSE, ABOUT),
        ("codebook_2019.md", PROSE, ABOUT),
        ("readme.de.txt", PROSE, ABOUT),
        ("py", PROSE, None),  # no suffix
        ("map", PROSE, None),
        ("url", PROSE, None),
        ("my-readme.txt", PROSE, None),
        ("makefile of laws.txt", PROSE, None),
        ("a.txt", f"{PROSE}\n#!/bin/sh", None),
    ],
)
def test_what_people_keep_beside_articles_is_told_apart(
    name: str, content: str, said: str | None, tmp_path: Path
) -> None:
    folder = tmp_path / "readme.py"  # the names of folders say nothing
    folder.mkdir()
    (folder / name).write_text(content, encoding="utf-8")
    if said is None:
        assert PROSE in tk.load(folder / name)[0].text
        return
    with pytest.raises(tk.LoadError, match=f"this is {said}, not an article; pass format='plain text'"):
        tk.load(folder / name)
    assert PROSE in tk.load(folder / name, format="plain text")[0].text


def test_a_text_may_be_as_long_as_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    monkeypatch.setattr(texts, "LARGEST", len(PROSE))
    assert tk.load(tmp_path / "a.txt")[0].text == PROSE
    monkeypatch.setattr(texts, "LARGEST", len(PROSE) - 1)
    with pytest.raises(tk.LoadError, match="a plain text is one article, and this one is larger than"):
        tk.load(tmp_path / "a.txt")
