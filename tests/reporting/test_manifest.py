"""What a manifest must say: each field of its kind, names that stay in the folder, values that are one of a few."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from toolkit.reporting.manifest import NAME, files_in, is_report, made_with, read_manifest, seal_of, write_manifest

HASH = "0123456789abcdef" * 4
SAID: dict[str, Any] = {
    "title": "Harbours",
    "made_with": {"toolkit": "1", "python": "3", "packages": {"numpy": "2"}, "code": HASH},
    "settings": {
        "engine": "rules", "lexicon": "x", "by": "outlet", "names": {"boat": ["ferr*"]},
        "referents": [{"word": "ferry"}], "full_text": True,
    },
    "input": {"kind": "files", "path": ["a.txt", "b.txt"], "options": {"text": None}, "files": {"a.txt": HASH}},
    "counts": {"articles": 0, "set_aside": 0, "corrections": 1},
    "articles": [{"id": "a", "sha256": HASH}, {"id": "b", "sha256": HASH}],
    "corrections": [["a", 0, 4, "direct", None], ["b", 1, 2, "outlet", "Ruiz"]],
    "tables": {"voices": {"rows": 1, "columns": ["voice"], "sha256": HASH}},
}  # fmt: skip


def written(folder: Path, *place: Any, value: object = None, gone: bool = False) -> Path:
    """A folder with this manifest, but for one place of it."""
    said = {"format": "media-analysis-toolkit report 2", **copy.deepcopy(SAID), "files": {"a/b.txt": HASH}}
    said["seal"] = HASH
    inner: Any = said
    for step in place[:-1]:
        inner = inner[step]
    if gone:
        del inner[place[-1]]
    elif place:
        inner[place[-1]] = value
    (folder / NAME).write_text(json.dumps(said), encoding="utf-8")
    return folder


def test_a_manifest_that_says_all_of_it_is_read(tmp_path: Path) -> None:
    assert read_manifest(written(tmp_path))["title"] == "Harbours"
    assert is_report(tmp_path)


LONGEST = "/".join(["d" * 199] * 5)  # 999 characters


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("input", "path"), "a.txt"),
        (("settings", "names"), None),
        (("settings", "names"), {}),
        (("settings", "referents"), None),
        (("settings", "referents"), []),
        (("corrections",), []),
        (("counts", "articles"), 1),
        (("files", LONGEST + "x"), HASH),
        (("files", "x" * 255), HASH),
        (("files", "é" * 127), HASH),
        (("files", "..a/b..c"), HASH),
        (("files", "a b-ü.txt"), HASH),
        (("articles",), []),
        (("tables",), {}),
        (("input", "options"), {"text": ["a", 1]}),
    ],
)
def test_what_a_report_may_say_is_read(tmp_path: Path, place: tuple[Any, ...], value: object) -> None:
    assert read_manifest(written(tmp_path, *place, value=value))


def test_a_corpus_made_in_python_has_no_path(tmp_path: Path) -> None:
    given = {"kind": "corpus", "path": None, "options": {}, "files": {}}
    assert read_manifest(written(tmp_path, "input", value=given))["input"] == given


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("title",), 7, "the field 'title' must be a text"),
        (("counts", "articles"), "1", "the field 'counts', 'articles' must be a whole number"),
        (("counts", "articles"), True, "the field 'counts', 'articles' must be a whole number"),
        (("counts", "set_aside"), -1, "must be a whole number"),
        (("settings", "full_text"), 1, "must be true or false"),
        (("articles",), {}, "the field 'articles' must be a list"),
        (("articles", 1), [], "the field 'articles', item 2 must be an object"),
        (("articles", 1, "id"), 5, "the field 'articles', item 2, 'id' must be a text"),
        (("articles", 0, "sha256"), HASH[:-1], "item 1, 'sha256' is no hash"),
        (("articles", 0, "sha256"), HASH.upper(), "is no hash"),
        (("articles", 0, "sha256"), 5, "is no hash"),
        (("articles", 1, "id"), "a", "names an article twice"),
        (("tables", "voices", "columns"), "voice", "the field 'tables', 'voices', 'columns' must be a list"),
        (("tables", "voices", "columns"), [1], "'columns', item 1 must be a text"),
        (("made_with", "packages"), {"numpy": 2}, "'packages', 'numpy' must be a text"),
        (("files",), [], "the field 'files' must be an object"),
        (("files", ""), HASH, "leaves the folder or cannot be a name"),
        (("files", "a//b"), HASH, "leaves the folder"),
        (("files", "a/../b"), HASH, "leaves the folder"),
        (("files", "./a"), HASH, "leaves the folder"),
        (("files", "a:b"), HASH, "leaves the folder"),
        (("files", LONGEST + "xy"), HASH, r"is too long \(1,001 characters\)"),
        (("files", "x" * 256), HASH, r"is too long \(256 characters\)"),
        (("files", "é" * 128), HASH, r"is too long \(128 characters\)"),
        (("input", "kind"), "folder", "'kind' is 'folder', not files or corpus"),
        (("input", "path"), [], "must be a text or a list of texts"),
        (("input", "path"), None, "must be a text or a list of texts"),
        (("input", "path"), ["a", 1], "must be a text or a list of texts"),
        (("input", "path"), "a\0b", "must be a text or a list of texts"),
        (("settings", "engine"), "magic", "'engine' is 'magic', no voice engine"),
        (("settings", "engine"), "m" * 61, f"'engine' is '{'m' * 57}...', no voice engine"),
        (("settings", "engine"), "m" * 60, f"'engine' is '{'m' * 60}', no voice engine"),
        (("settings", "names"), [], "must be an object of lists of words"),
        (("settings", "names"), {"a": []}, "must be an object of lists of words"),
        (("settings", "names"), {"a": "b"}, "must be an object of lists of words"),
        (("settings", "names"), {"a": ["b", 1]}, "must be an object of lists of words"),
        (("settings", "referents"), {}, "must be a list of rows"),
        (("settings", "referents"), ["a"], "must be a list of rows"),
        (("settings", "referents"), [{"a": 1}], "must be a list of rows"),
        (("corrections", 1), ["b", 1, 2, "outlet"], "the field 'corrections', item 2 must be id, start"),
        (("corrections", 1), ["b", 1, 2, "outlet", None, 1], "item 2 must be id, start"),
        (("corrections", 0), [1, 1, 2, "outlet", None], "item 1 must be id, start"),
        (("corrections", 0), ["a", "1", 2, "outlet", None], "item 1 must be id, start"),
        (("corrections", 0), ["a", 1, True, "outlet", None], "item 1 must be id, start"),
        (("corrections", 0), ["a", 1, 2, None, None], "item 1 must be id, start"),
        (("corrections", 0), ["a", 1, 2, "outlet", 5], "item 1 must be id, start"),
        (("corrections", 0), "a", "'corrections', item 1 must be a list"),
        (("seal",), "x", "the field 'seal' is no hash"),
    ],
)
def test_the_first_field_that_is_wrong_is_named(
    tmp_path: Path, place: tuple[Any, ...], value: object, said: str
) -> None:
    with pytest.raises(tk.ReportError, match=said) as caught:
        read_manifest(written(tmp_path, *place, value=value))
    assert str(caught.value).endswith("; make the report again.")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("title",), ": the field 'title' is missing"),
        (("counts", "articles"), ": the field 'counts', the field 'articles' is missing"),
        (("tables", "voices", "rows"), "the field 'tables', 'voices', the field 'rows' is missing"),
        (("articles", 1, "id"), "the field 'articles', item 2, the field 'id' is missing"),
    ],
)
def test_a_field_that_is_missing_is_named(tmp_path: Path, place: tuple[Any, ...], said: str) -> None:
    with pytest.raises(tk.ReportError, match=said):
        read_manifest(written(tmp_path, *place, gone=True))


def test_a_manifest_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (written(tmp_path) / NAME).stat().st_size
    monkeypatch.setattr("toolkit.reporting.manifest.MOST_BYTES", size)
    assert read_manifest(tmp_path)
    monkeypatch.setattr("toolkit.reporting.manifest.MOST_BYTES", size - 1)
    with pytest.raises(tk.ReportError, match="is larger than"):
        read_manifest(tmp_path)


def test_reasons_stand_on_one_line_and_name_the_folder(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(tk.ReportError, match=r"cannot be read \(Is a directory\)"):
        read_manifest(tmp_path)
    with pytest.raises(tk.ReportError, match="there is no such folder"):
        read_manifest(tmp_path / NAME / "x")
    (tmp_path / "other").mkdir()
    with pytest.raises(tk.ReportError, match=r"other: there is no manifest\.json"):
        read_manifest(tmp_path / "other")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('{"format": "media-analysis-toolkit report 1"}', True),
        ('{"format": "media-analysis-toolkit results 1"}', False),
        ('{"title": "x"}', False),
        ('["media-analysis-toolkit report 1"]', False),
        ("{", False),
        ("[" * 100_000, False),
    ],
)
def test_a_report_is_told_by_its_format(tmp_path: Path, text: str, holds: bool) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert is_report(tmp_path) is holds
    assert not is_report(tmp_path / "none")


def test_files_are_listed_in_a_fixed_order_without_what_a_desktop_leaves(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "z/b.txt", "c/y.txt", ".DS_Store", "z/.ipynb_checkpoints/x", f"z/{NAME}"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "linked").symlink_to(tmp_path / "z")
    expected = ["a.txt", "b.txt", "linked", "c/y.txt", "z/b.txt", f"z/{NAME}"]
    assert list(files_in(tmp_path)) == expected


def test_the_seal_is_over_all_else_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    write_manifest(tmp_path, dict(SAID))
    said = read_manifest(tmp_path)
    assert said["files"].keys() == {"a.txt"}
    assert seal_of(said) == said["seal"] == seal_of({**said, "seal": "x"})
    assert seal_of({**said, "title": "Piers"}) != said["seal"]
    assert seal_of(dict(reversed(said.items()))) == said["seal"]


def test_versions_of_packages_that_are_not_there_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.reporting.manifest.PACKAGES", ("numpy", "no-such-thing-here"))
    assert made_with()["packages"]["no-such-thing-here"] == "not installed"
    assert made_with()["packages"]["numpy"][0].isdigit()
