"""The command: what it prints, what it exits with, and that mistakes are one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import ROOT, SEEDS
from tests.loading.test_loading import bad_inputs
from toolkit.cli import main


def run(*arguments: object, text: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=text, env={**os.environ, **environment}, check=False,
        encoding="utf-8" if text else None,
    )  # fmt: skip


def test_scan_shows_words_voices_and_speakers_without_colour() -> None:
    shown = run("scan", SEEDS)
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    assert "“rise against the Crusaders{religion} and" in shown.stdout
    assert " indirect: Mustafa Bali" in shown.stdout
    assert "distanced  caliphate" in shown.stdout


def test_scan_has_colour_only_where_it_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[" in run("scan", SEEDS, "--color", "always").stdout
    assert "\x1b[" not in run("scan", SEEDS, NO_COLOR="1").stdout


def test_scan_survives_a_terminal_without_unicode() -> None:
    shown = run("scan", SEEDS, PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert "Crusaders" in shown.stdout


def test_scan_writes_words_for_other_programs() -> None:
    lines = run("scan", SEEDS, "--words", "--voice", "outlet").stdout.splitlines()
    assert len(lines) == len(tk.loaded_language(tk.load(SEEDS), voice="outlet", severity="all"))
    assert {line.split("\t")[3] for line in lines} == {"outlet"}
    assert all(len(line.split("\t")) == 7 for line in lines)


def test_control_characters_of_an_article_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text,title\n"Red \x1b[31mterrorists\x1b]0;x\x07 came.","\x1b[2J"\n', encoding="utf-8")
    shown = run("scan", path)
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    assert "\x07" not in shown.stdout


@pytest.mark.parametrize("options", ["", " --words", " --color always"])
def test_a_pipe_that_closes_is_no_error(options: str) -> None:
    script = f"{sys.executable} -m toolkit scan seeds{options} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_the_bare_command_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "toolkit report seeds/ -o report/" in capsys.readouterr().out


def test_scan_marks_one_voice_or_several(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(SEEDS), "--voice", "own"]) == 0
    own = capsys.readouterr().out
    assert "Crusaders{" not in own
    assert "{" in own
    assert main(["scan", str(SEEDS), "--voice", "unquoted", "--words"]) == 0
    voices = {line.split("\t")[3] for line in capsys.readouterr().out.splitlines()}
    assert "indirect" in voices
    assert not voices & {"direct", "partial"}
    assert main(["scan", str(SEEDS), "--voice", "mine"]) == 2
    assert "--voice mine is no voice" in capsys.readouterr().err


def test_scan_heeds_the_engine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    seen = []
    module = sys.modules["toolkit.analysis.one_article"]
    original = module.analyse_voice

    def noting(text: str, *, engine: str, **options: object) -> object:
        seen.append(engine)
        return original(text, engine=engine, **options)

    monkeypatch.setattr(module, "analyse_voice", noting)
    assert main(["scan", str(SEEDS), "--engine", "rules"]) == 0
    assert set(seen) == {"rules"}


def test_a_dash_reads_standard_input() -> None:
    table = 'body,paper\n"The thugs left, he said.",X\n'
    command = [sys.executable, "-m", "toolkit", "scan", "-", "--words", "--text", "body"]
    done = subprocess.run(command, cwd=ROOT, input=table, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "thugs" in done.stdout
    empty = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, check=False)
    assert empty.returncode == 2
    assert empty.stderr.startswith("toolkit: standard input: it is empty")


def test_advice_is_in_the_words_of_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("what,title\n1,Rain\n", encoding="utf-8")
    assert main(["scan", str(tmp_path / "a.csv")]) == 2
    said = capsys.readouterr().err
    assert "--text COLUMN" in said
    assert "--text 'title'" in said
    assert "text=" not in said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_is_completed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for word in ("report", "verify", "scan", "lab", "lexicon", "train", "benchmark", "coverage", "symmetry"):
        assert word in script
    assert ("-l no-text" if shell == "fish" else "--no-text") in script


def test_bash_completes() -> None:
    script = (
        f"source <({sys.executable} -m toolkit completion bash); COMP_WORDS=(toolkit report --no); COMP_CWORD=2; "
        "_toolkit; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["--notebooks", "--no-text"]


@pytest.mark.parametrize("mistake", range(10))
def test_a_bad_input_is_one_sentence_and_exit_code_2(
    tmp_path: Path, mistake: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path, options, said = list(bad_inputs(tmp_path).values())[mistake]
    code = main(["scan", str(path), *(part for name, value in options.items() for part in (f"--{name}", value))])
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert err.startswith("toolkit: ")
    assert err.count("\n") == 1
    assert said in err


def test_what_is_set_aside_is_told_and_counts_when_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Rain fell on the town.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    assert main(["scan", str(tmp_path)]) == 0
    assert "set aside 1:" in capsys.readouterr().err
    assert main(["scan", str(tmp_path), "--strict"]) == 1


def test_report_and_verify_from_the_shell(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("report", SEEDS, "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(out / "index.html")
    assert "ran analysis.ipynb" in done.stderr
    again = run("verify", out)
    assert again.returncode == 0
    assert "NOT THE SAME" not in again.stdout
    (out / "tables" / "voices.csv").write_text("changed", encoding="utf-8")
    assert run("verify", out).returncode == 1
    assert run("verify", tmp_path).returncode == 2


def test_the_lexicon_is_checked_with_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "check", str(ROOT / "toolkit" / "data" / "lexicon")]) == 0
    bad = tmp_path / "bad.csv"
    shipped = ROOT / "toolkit" / "data" / "lexicon" / "religious_war.csv"
    bad.write_text(shipped.read_text(encoding="utf-8").replace(",religious_war,", ",rude,", 1), encoding="utf-8")
    capsys.readouterr()
    assert main(["lexicon", "check", str(bad)]) == 1
    assert "row 2, category" in capsys.readouterr().out


def test_a_benchmark_prints_a_table_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    text = "The thugs attacked a devastating bridge."
    gold.write_text(json.dumps({"text": text, "spans": [{"start": 4, "end": 9}], "split": "dev"}), encoding="utf-8")
    assert main(["benchmark", "lexicon", "--gold", str(gold), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["systems"][0]["R"][0] == 100.0
    assert result["systems"][0]["P"][0] == 50.0
    assert main(["benchmark", "lexicon", "--gold", str(gold)]) == 0
    assert "precision" in capsys.readouterr().out
    assert main(["benchmark", "magic", "--gold", str(gold)]) == 2
    assert main(["benchmark", "lexicon", "--gold", str(tmp_path / "none")]) == 2


def test_flags_are_scored_against_lexical_bias_where_spans_say_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    spans = [{"start": 4, "end": 9, "bias": "lexical"}, {"start": 21, "end": 32, "bias": "informational"}]
    row = {"text": "The thugs attacked a devastating bridge.", "spans": spans, "split": "dev"}
    gold.write_text(json.dumps(row), encoding="utf-8")
    assert main(["benchmark", "lexicon", "--gold", str(gold), "--json"]) == 0
    first, *_, lexical = json.loads(capsys.readouterr().out)["systems"]
    assert (first["P"][0], lexical["P"][0], lexical["R"][0]) == (100.0, 50.0, 100.0)
    assert lexical["system"] == "flags against spans of lexical bias"


@pytest.mark.parametrize("arguments", [["scan"], ["report", "seeds"], ["fly"], ["scan", "seeds", "--color", "pink"]])
def test_a_wrong_call_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    assert "toolkit report seeds/ -o report/" in capsys.readouterr().out


@pytest.mark.parametrize("engine", ["rules", "model"])
def test_one_article_is_answered_without_the_data_stack(engine: str) -> None:
    code = (
        f"import sys; from toolkit.cli import main; main(['scan', 'seeds', '--engine', '{engine}']);"
        "stack = {'pandas', 'numpy', 'nltk', 'matplotlib', 'sklearn', 'scipy', 'lxml', 'trafilatura'};"
        "print(sorted(stack & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.strip() == "[]"
