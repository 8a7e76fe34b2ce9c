"""The project's own files agree with each other, and say nothing they must not."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import ROOT, STORY

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENCODER_LOCK = (ROOT / "requirements-encoder.lock").read_text(encoding="utf-8")
APART = ("encoder", "train")  # extras that `make build` does not install: tests need neither, and PyTorch is large


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None, requirement
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout: there is no list of committed files")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def version_tuple(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def test_environment_and_project_name_the_same_packages() -> None:
    listed = re.findall(r"^  - ([a-z][\w.-]+>=[\d.]+)$", ENVIRONMENT, flags=re.MULTILINE)
    assert [item for item in listed if not item.startswith("python>=")] == PROJECT["dependencies"]
    assert f"python{PROJECT['requires-python']}" in ENVIRONMENT


def test_the_lock_pins_every_package_and_no_address() -> None:
    pins = dict(re.findall(r"^([A-Za-z0-9._-]+)==([\w.+]+)", LOCK + ENCODER_LOCK, flags=re.MULTILINE))
    pins = {name_of(name): version for name, version in pins.items()}
    optional = PROJECT["optional-dependencies"]
    extras = [requirement for name, extra in optional.items() if name not in APART for requirement in extra]
    for requirement in [*PROJECT["dependencies"], *extras, *optional["encoder"]]:
        least = requirement.partition(">=")[2]
        assert name_of(requirement) in pins, requirement
        assert version_tuple(pins[name_of(requirement)]) >= version_tuple(least), requirement
    for pin in (LOCK + ENCODER_LOCK).replace("\\\n", " ").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+]+( ; .+?)?(\s+--hash=sha256:[0-9a-f]{64})+", pin), pin


def test_the_build_installs_nothing_without_its_hash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import make

    asked: list[list[str]] = []

    def note(command: list[str | Path], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append([str(part) for part in command])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(make, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(make, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(make, "STAMP", tmp_path / "built-from")
    monkeypatch.setattr(make.venv.EnvBuilder, "create", lambda *_: None)
    monkeypatch.setattr(make.subprocess, "run", note)
    make.build()
    assert len(asked) == 3
    for command in asked:
        hashed, ours = "--require-hashes" in command, ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]
        assert hashed or command[-4:] == ours, command
    assert make.locked("uv").startswith("uv==")
    assert make.locked("uv").count("--hash=sha256:") > 5
    with pytest.raises(SystemExit, match=r"requirements.lock has no line for nothing; make it anew with make lock"):
        make.locked("nothing")


def test_every_short_form_of_make_has_its_command() -> None:
    import make

    short = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert short is not None
    assert sorted(short[1].split()) == sorted(make.COMMANDS)


def test_every_data_card_names_the_licence_of_what_was_learnt_from() -> None:
    cards = [path for path in (ROOT / "docs").glob("*.md") if re.match(r"# .*(card|labelled)", path.read_text("utf-8"))]
    cards.append(ROOT / "benchmarks" / "gold" / "README.md")
    assert len(cards) >= 5
    for path in cards:
        assert re.search(r"^(Licence:|\| licence)", path.read_text(encoding="utf-8"), flags=re.MULTILINE), path


def test_what_the_user_asked_for_is_there() -> None:
    names = {name_of(requirement) for requirement in PROJECT["dependencies"]}
    assert {"jupyterlab", "pandas", "nltk", "matplotlib", "scikit-learn", "nbval"} <= names
    for name in ("pyproject.toml", "environment.yml", "toolkit", "notebooks", "tests", "seeds"):
        assert (ROOT / name).exists()


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    extras = [requirement for extra in PROJECT["optional-dependencies"].values() for requirement in extra]
    for requirement in [*PROJECT["dependencies"], *extras]:
        assert re.search(rf"^\| {re.escape(name_of(requirement))} \| .{{15,}} \|$", reasons, flags=re.MULTILINE), (
            requirement
        )


def test_versions_agree() -> None:
    assert PROJECT["version"] == tk.__version__
    assert f"## {tk.__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    home = "/" + "(?:home|root|Users|work|tmp)/"
    registry = "(?i)" + "|".join(("pypi" + r"\.org", "python" + "hosted", "conda" + "-forge", "anaconda" + r"\.org"))
    for path in committed():
        if path == STORY or path.suffix in (".onnx", ".png"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")  # the weights of the voice model are no text
        assert not re.search(rf"(?<![\w.]){home}\w", text), path
        assert not re.search(registry, text), path


def test_modules_fit_in_a_head() -> None:
    for path in (ROOT / "toolkit").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path


def test_every_public_name_is_explained() -> None:
    for name in tk.__all__:
        thing = getattr(tk, name)
        if name != "__version__":
            assert thing.__doc__, name
            assert len(thing.__doc__) > 30, name
    with pytest.raises(AttributeError, match="toolkit has no 'frame'"):
        tk.frame  # noqa: B018


def test_tables_of_words_give_a_source_in_every_row() -> None:
    import csv

    for path in (ROOT / "toolkit" / "data").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        if path.parent.name == "codebooks":  # all of its rows have one source, which a row of its own names
            assert sum(row["kind"] == "source" for row in rows) == 1, path
            continue
        column = "sources" if "sources" in rows[0] else "source"
        assert all(row[column].strip() for row in rows), path


def test_the_build_script_works_without_our_packages() -> None:
    text = (ROOT / "make.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:import|from) (\w+)", text, flags=re.MULTILINE))
    standard = "__future__ hashlib os pathlib re shutil subprocess sys tempfile time venv"
    assert imported <= set(standard.split())
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
