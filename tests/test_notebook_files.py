"""The notebooks that come with the toolkit, copied to a folder of the reader's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.cli import main
from toolkit.notebook_files import RECORD, copy_notebooks, shipped

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_all_notebooks_and_what_they_read_are_copied(tmp_path: Path) -> None:
    copied = copy_notebooks(tmp_path / "mine")
    assert copied.kept == ()
    assert sorted(path.name for path in (tmp_path / "mine" / "notebooks").glob("*.ipynb")) == NOTEBOOKS
    assert len(tk.load(tmp_path / "mine" / "notebooks" / ".." / "seeds")) == 1
    assert len(tk.load(tmp_path / "mine" / "notebooks" / "workshop" / "stories")) == 15
    for name in copied.written:
        assert (tmp_path / "mine" / name).read_bytes() == (ROOT / name).read_bytes()


def test_a_changed_file_is_kept_and_named_and_a_deleted_one_comes_back(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    changed, deleted = (tmp_path / "notebooks" / name for name in NOTEBOOKS[:2])
    changed.write_text("mine", encoding="utf-8")
    deleted.unlink()
    copied = copy_notebooks(tmp_path)
    assert copied.kept == (f"notebooks/{NOTEBOOKS[0]}",)
    assert copied.written == (f"notebooks/{NOTEBOOKS[1]}",)
    assert changed.read_text(encoding="utf-8") == "mine"


def test_a_file_of_an_older_version_is_replaced_only_if_the_reader_left_it_alone(tmp_path: Path) -> None:
    import hashlib
    import json

    (tmp_path / "notebooks").mkdir()
    old, other = (tmp_path / "notebooks" / name for name in NOTEBOOKS[:2])
    old.write_text("older version", encoding="utf-8")
    other.write_text("older version, and a thought of mine", encoding="utf-8")
    was = hashlib.sha256(b"older version").hexdigest()
    record = {f"notebooks/{path.name}": was for path in (old, other)}
    (tmp_path / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert copy_notebooks(tmp_path).kept == (f"notebooks/{other.name}",)
    assert old.read_bytes() == (ROOT / "notebooks" / old.name).read_bytes()


@pytest.mark.parametrize("record", ["", "[1]", "{", "\x00"])
def test_a_broken_record_overwrites_nothing(tmp_path: Path, record: str) -> None:
    copy_notebooks(tmp_path)
    mine = tmp_path / "notebooks" / NOTEBOOKS[0]
    mine.write_text("mine", encoding="utf-8")
    (tmp_path / RECORD).write_text(record, encoding="utf-8")
    assert copy_notebooks(tmp_path).kept == (f"notebooks/{NOTEBOOKS[0]}",)


def test_the_toolkit_itself_is_never_written_to(tmp_path: Path) -> None:
    for folder in (ROOT / "toolkit", ROOT / "toolkit" / "views" / "new", shipped("notebooks"), shipped("seeds")):
        with pytest.raises(tk.ReportError, match="belongs to the installed toolkit; give a folder of your own"):
            copy_notebooks(folder)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(tk.ReportError, match="this is a file"):
        copy_notebooks(tmp_path / "file")
    with pytest.raises(tk.ReportError, match="cannot be copied here"):
        copy_notebooks(tmp_path / "file" / "below")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_lab_opens_the_copy_and_hands_other_arguments_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port", "8899"]) == 0
    (command,) = started
    assert command[:4] == [sys.executable, "-m", "jupyterlab", "toolkit-notebooks"]
    assert command[-4:] == ["--no-browser", "--port=8899", "--allow-root", "--ip=127.0.0.1"]
    assert "--LabApp.default_url=/lab/tree/notebooks" in command
    assert (tmp_path / "toolkit-notebooks" / "notebooks" / NOTEBOOKS[0]).is_file()
    (tmp_path / "toolkit-notebooks" / "notebooks" / NOTEBOOKS[0]).write_text("mine", encoding="utf-8")
    main(["lab"])
    assert f"notebooks/{NOTEBOOKS[0]}: you have changed it, so it was left as it is" in capsys.readouterr().err


def test_lab_opens_a_folder_with_notebooks_of_its_own_as_it_is(tmp_path: Path, started: list[list[str]]) -> None:
    (tmp_path / "own.ipynb").write_text("{}", encoding="utf-8")
    main(["lab", str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir()] == ["own.ipynb"]
    assert started[0][3] == str(tmp_path)


def test_other_commands_refuse_arguments_that_they_do_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["scan", "seeds", "--allow-root"])
    assert stopped.value.code == 2
    assert "unrecognized arguments: --allow-root" in capsys.readouterr().err


def test_seeds_is_the_founding_story_wherever_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["scan", "seeds", "--words"]) == 0
    told = capsys.readouterr()
    assert "Crusaders" in told.out
    assert "the founding story that comes with the toolkit is read" in told.err
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A fiasco\n\nThe plan was a fiasco.\n", encoding="utf-8")
    assert main(["scan", "seeds", "--words"]) == 0
    assert "Crusaders" not in capsys.readouterr().out
