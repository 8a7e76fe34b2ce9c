"""What a person gets who installs the wheel and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    # A clean environment: no folder of this checkout is on the path of the command.
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    clean = {name: value for name, value in os.environ.items() if name not in hidden}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=folder, env=clean, capture_output=True, text=True, check=False, timeout=900)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of a fresh environment that has the wheel, with the packages of the lock."""
    folder = tmp_path_factory.mktemp("wheel")
    venv.EnvBuilder(with_pip=True).create(folder / "env")
    inside = folder / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [inside, "-m", "pip", "--disable-pip-version-check", "-q"]
    if run(*pip, "install", "--retries", "1", "uv", folder=folder).returncode:
        pytest.skip("no package registry can be reached: the wheel cannot be built and installed")
    for step in (
        ["build", "-q", "--sdist", "--wheel", "-o", folder / "dist", ROOT],
        ["pip", "install", "-q", "--python", inside, "-c", ROOT / "requirements.lock"],
    ):
        wheels = list((folder / "dist").glob("*.whl")) if step[0] == "pip" else []
        done = run(inside, "-m", "uv", *step, *wheels, folder=folder)
        assert done.returncode == 0, done.stderr
    return inside


def toolkit(python: Path, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return run(python.with_name("toolkit"), *arguments, folder=folder)


def test_it_reports_from_another_folder(python: Path, tmp_path: Path) -> None:
    done = toolkit(python, "report", "seeds", "-o", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Islamic State" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    again = toolkit(python, "verify", "out", folder=tmp_path)
    assert again.returncode == 0, again.stdout


def test_its_lab_explains_itself_and_writes_nothing_then(python: Path, tmp_path: Path) -> None:
    done = toolkit(python, "lab", "--help", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "toolkit-notebooks" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_its_notebooks_are_those_of_the_project(python: Path, tmp_path: Path) -> None:
    code = "from toolkit.notebook_files import copy_notebooks; print(*copy_notebooks('mine').written, sep='\\n')"
    done = run(python, "-c", code, folder=tmp_path)
    names = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "notebooks").rglob("*.*")) if path.is_file()]
    assert set(names) - set(done.stdout.splitlines()) == set()
    for name in names:
        assert (tmp_path / "mine" / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize("editable", [False, True], ids=["wheel", "editable"])
def test_types_are_known_to_those_who_import_it(python: Path, tmp_path: Path, editable: bool) -> None:
    """`py.typed` is found by mypy in both kinds of install; this comes last, for it replaces the wheel."""
    how = ["--no-deps", "-e", ROOT] if editable else []
    done = run(python, "-m", "uv", "pip", "install", "-q", "--python", python, "mypy", *how, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (tmp_path / "user.py").write_text("import toolkit\nreveal_type(toolkit.load)\n", encoding="utf-8")
    done = run(python, "-m", "mypy", "--follow-imports=silent", "user.py", folder=tmp_path)
    assert "missing library stubs or py.typed" not in done.stdout, done.stdout
    assert "toolkit.articles.corpus.Corpus" in done.stdout, done.stdout
