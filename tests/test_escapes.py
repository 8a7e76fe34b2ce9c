"""Nothing that an article, a name, a lexicon or a manifest holds is obeyed by the terminal."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.cli import main, parser_of_all
from toolkit.cli.completion import known_commands
from toolkit.data import data_path
from toolkit.text.printing import printable

ESC = "\x1b[2J\x1b]0;taken\x07\x9b31m\u202e"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(tmp_path: Path) -> SimpleNamespace:
    """Files whose names and contents hold escapes wherever a command may repeat them."""
    folder = tmp_path / f"news{ESC}"
    folder.mkdir()
    story = f"The terrorists {ESC} came, a {ESC} spokesman said. “Thugs {ESC},” said Ada {ESC} Moor."
    (folder / f"a{ESC}.txt").write_text(f"Headline {ESC}\n\n{story}\n", encoding="utf-8")
    (folder / f"b{ESC}.txt").write_bytes(b"")
    (folder / f"c{ESC}.csv").write_text(f"title{ESC},other{ESC}\nA{ESC},B{ESC}\n", encoding="utf-8")
    lexicon = tmp_path / f"lexicon{ESC}.csv"
    rows = (data_path("lexicon") / "violent_actor_label.csv").read_text(encoding="utf-8").splitlines()
    lexicon.write_text(f"{rows[0]}\n{rows[1].replace(',', ESC + ',', 2)}\n", encoding="utf-8")
    dictionary = tmp_path / "mine.yml"
    dictionary.write_text('"angry\\e[2J": ["terrorist*", "came\\e[31m"]\n', encoding="utf-8")
    gold = tmp_path / f"gold{ESC}.jsonl"
    gold.write_text(json.dumps({f"field{ESC}": ESC, "split": "train"}) + "\n", encoding="utf-8")
    report = tmp_path / f"report{ESC}"
    report.mkdir()
    manifest = {"format": ESC, "toolkit": ESC, "files": {f"x{ESC}": ESC}, "source": ESC, f"more{ESC}": ESC}
    (report / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return SimpleNamespace(news=folder, lexicon=lexicon, dictionary=dictionary, gold=gold, report=report)


def calls(files: SimpleNamespace, out: Path) -> Iterable[list[object]]:
    """Every command, also with arguments that are wrong."""
    yield from (["scan", files.news], ["scan", files.news, "--words"], ["scan", files.news, "--voice", ESC])
    yield from (["scan", files.news / ESC], ["scan", files.news, "--text", ESC], ["scan", files.news, ESC, f"--x{ESC}"])
    yield from (["report", files.news, "-o", out / ESC, "--title", ESC], ["report", ESC, "-o", out])
    yield from (["report", files.news, "-o", files.news], ["report", files.news, "-o", out / "r", "--by", ESC])
    yield from (["report", files.news, "-o", out / "r", "--names", files.gold], ["verify", out / ESC])
    yield from (["verify", files.report], ["verify", ESC], ["lab", out / f"lab{ESC}"], ["lab", files.lexicon])
    yield from (
        ["lexicon", "check", files.lexicon],
        ["lexicon", "check", ESC],
        ["lexicon", "symmetry", "--lexicon", ESC],
    )
    yield from (["lexicon", "coverage", files.news, "--lexicon", files.dictionary], ["lexicon", ESC])
    yield from (["lexicon", "symmetry", "--lexicon", files.dictionary],)
    yield from (["lexicon", "coverage", files.news, "--lexicon", files.dictionary, "--never"],)
    yield from (["train", "words", "--gold", files.gold, "-o", out / ESC], ["train", ESC, "--gold", files.gold])
    yield from (["benchmark", "voice", "--gold", files.gold], ["benchmark", ESC, "--gold", files.gold])
    yield from (
        ["benchmark", "lexicon", "--gold", files.gold, "--part", ESC],
        ["completion", "bash"],
        ["completion", ESC],
    )
    yield from (["codebook", "check", files.lexicon], ["codebook", "check", ESC], ["codebook", ESC])
    yield from (["codebook", "write", ESC, "-o", out / ESC], ["codebook", "write", "entman", "-o", out / f"e{ESC}.csv"])
    yield from (["workshop", "build", files.news], ["workshop", ESC], ["workshop", "build", ESC, ESC])
    yield from (["analyze", ESC, "-o", out / "at-scale"], ["analyze", files.news, "-o", out / f"at-scale{ESC}"])
    yield from ([ESC], ["--version"], ["--help"])


def test_no_command_hands_an_escape_to_the_terminal(
    hostile: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    ran, shown = set(), 0
    run = subprocess.run

    def no_lab(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        if "jupyterlab" in command:
            return subprocess.CompletedProcess(command, 0)
        return run(command, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "run", no_lab)
    for call in calls(hostile, tmp_path):
        try:
            code = main([str(part) for part in call])
        except SystemExit as left:  # the parser's own way to end
            code = int(left.code or 0)
        captured = capfd.readouterr()
        assert code in (0, 1, 2), call
        assert captured.out + captured.err, call
        assert not OBEYED.search(captured.out + captured.err), (call, captured)
        shown += "\ufffd" in captured.out + captured.err
        ran.add(str(call[0]))
    assert {command.name.split()[0] for command in known_commands(parser_of_all())} <= ran
    assert shown > 20  # they were there, and are seen as what they are


def test_every_print_of_the_shell_goes_through_one_filter() -> None:
    for path in (ROOT / "toolkit" / "cli").glob("*.py"):
        found = re.findall(r"(?<![\w.])print\((.*)", path.read_text(encoding="utf-8"))
        assert all(call.startswith("printable(") for call in found), (path.name, found)


def test_what_is_printed_keeps_its_lines() -> None:
    assert printable("a\tb\nc – “d” 語") == "a\tb\nc – “d” 語"
    assert printable("\ud83d \x00 \u2066") == "\ufffd \ufffd \ufffd"
    assert tk.__version__ == printable(tk.__version__)
