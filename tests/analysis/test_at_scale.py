"""Many articles in parts: whatever ends a run, the same call goes on, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from benchmarks.scale import benchmark_generated
from tests.analysis.poison import texts
from tests.conftest import ROOT
from toolkit.analysis import engines, one_part
from toolkit.analysis.at_scale import analyse_into
from toolkit.analysis.journal import NAME, Journal
from toolkit.articles.storage import MANIFEST
from toolkit.cli import main


def hash_of(folder: Path) -> str:
    found: str = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["content_hash"]
    return found


def table(path: Path, count: int = 40) -> Path:
    pd.DataFrame(texts(count)).to_parquet(path)
    return path


def serially(source: Any, folder: Path, **options: Any) -> tk.Corpus:
    return tk.analyse(source, to=folder, **{"on": "serial", "engine": "rules", "part": 7} | options)


def test_killed_at_twenty_seeded_moments_it_goes_on_and_the_tables_are_the_same(tmp_path: Path) -> None:
    source = table(tmp_path / "news.parquet")
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "analysis" / "poison.py"), str(source), str(work)],
        capture_output=True, text=True, check=False, cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kills, folders = map(int, done.stdout.split())
    assert kills == 20
    hashes = {hash_of(work / name) for name in ("undisturbed", *(f"killed{n}" for n in range(folders)))}
    assert len(hashes) == 1
    for name in ("undisturbed", "killed0"):
        assert not (work / name / NAME).exists()
        assert not (work / name / "incoming").exists()
        assert len(tk.open(work / name)) == 40


def test_parts_processes_and_order_do_not_change_the_tables(tmp_path: Path) -> None:
    corpus = tk.from_table(texts(40), text="body", id="id", outlet="outlet", headline="headline")
    serially(corpus, tmp_path / "a")
    serially(corpus, tmp_path / "b", part=13)
    serially(corpus, tmp_path / "c", on="processes", workers=2, part=11)
    assert hash_of(tmp_path / "a") == hash_of(tmp_path / "b") == hash_of(tmp_path / "c")
    serially(tk.Corpus([*corpus][1:]), tmp_path / "d")
    assert hash_of(tmp_path / "d") != hash_of(tmp_path / "a")


def test_what_is_opened_equals_what_load_and_the_tables_in_memory_give(tmp_path: Path) -> None:
    source = table(tmp_path / "news.parquet")
    loaded = tk.load(source).with_settings(engine="rules")
    opened = serially(source, tmp_path / "study")
    assert opened == loaded
    assert opened.in_parts
    assert opened.fingerprint == loaded.fingerprint
    assert opened.settings == loaded.settings
    assert tk.loaded_language(opened).equals(tk.loaded_language(loaded))
    assert tk.attributions(opened).equals(tk.attributions(loaded))
    assert [report.kept for report in opened.load_report.files] == [40]


def test_articles_that_raise_hang_or_eat_memory_are_set_aside_and_all_others_analysed(tmp_path: Path) -> None:
    rows = texts(30)
    for number, what in ((3, "raise"), (4, "hang"), (12, "allocate"), (20, "end")):
        rows[number]["body"] += f" POISON {what} now."
    corpus = tk.from_table(rows, text="body", id="id")
    opened = analyse_into(
        corpus, tmp_path / "study", settings=tk.Settings(engine="rules"), workers=1, on="processes",
        tables=("tokens", "attributions", "voices", "hits"), seconds=4, megabytes=1024, part=8, progress=False,
        reading={}, prepare="tests.analysis.poison:install",
    )  # fmt: skip
    assert len(opened) + len(opened.rejections) == 30
    assert [article.id for article in opened] == [f"n{n}" for n in range(30) if n not in (3, 4, 12, 20)]
    told = {one.reason.partition(": ")[0]: one.reason for one in opened.rejections}
    assert "ZeroDivisionError: no such voice" in told["article 'n3'"]
    assert "longer than 4 seconds" in told["article 'n4'"]
    assert "more memory than the 1,024 MB" in told["article 'n12'"]
    assert "ended the process (code 7)" in told["article 'n20'"]
    assert all(reason.endswith("it was set aside after 2 tries") for reason in told.values())
    report = opened.load_report
    assert (report.found, report.kept, report.set_aside) == (30, 26, 4)
    expected = tk.from_table([row for row in rows if "POISON" not in row["body"]], text="body", id="id")
    expected = expected.with_settings(engine="rules")
    assert tk.loaded_language(opened).equals(tk.loaded_language(expected))


def test_what_hangs_or_fails_for_all_articles_together_is_done_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tk.from_table(texts(20), text="body", id="id").with_settings(engine="rules")
    serially(corpus, tmp_path / "undisturbed")
    hung = analyse_into(
        corpus, tmp_path / "hung", settings=corpus.settings, workers=1, on="processes",
        tables=("tokens", "attributions", "voices", "hits"), seconds=2, megabytes=1024, part=20, progress=False,
        reading={}, prepare="tests.analysis.poison:install_hanging_together",
    )  # fmt: skip
    assert len(hung) == 20
    assert not hung.rejections
    assert hash_of(tmp_path / "hung") == hash_of(tmp_path / "undisturbed")

    def fail(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(one_part, "together", fail)
    assert not serially(corpus, tmp_path / "failed").rejections
    assert hash_of(tmp_path / "failed") == hash_of(tmp_path / "undisturbed")


def test_a_second_run_into_a_folder_is_refused_while_the_first_one_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = table(tmp_path / "news.parquet")
    whole = engines._serial

    def meanwhile(*given: Any) -> Any:
        with pytest.raises(tk.ToolkitError, match="another run is writing this folder"):
            serially(source, tmp_path / "study")
        yield from whole(*given)

    monkeypatch.setitem(engines._ENGINES, "serial", meanwhile)
    assert len(serially(source, tmp_path / "study")) == 40


def test_a_full_disk_is_one_sentence_and_the_same_call_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = table(tmp_path / "news.parquet")
    module = sys.modules["toolkit.analysis.one_part"]
    whole, written = module.write_table, []

    def full(made: Any, path: Path) -> None:
        written.append(path)
        if len(written) > 12:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(made, path)

    monkeypatch.setattr(module, "write_table", full)
    with pytest.raises(tk.LoadError, match=r"No space left on device.*the same call goes on"):
        serially(source, tmp_path / "study")
    with pytest.raises(tk.LoadError, match="unfinished"):
        tk.open(tmp_path / "study")
    before = {line["part"] for line in Journal(tmp_path / "study").lines if "part" in line}
    assert before == {0, 1}
    monkeypatch.setattr(module, "write_table", whole)
    serially(source, tmp_path / "study")
    serially(source, tmp_path / "whole")
    assert hash_of(tmp_path / "study") == hash_of(tmp_path / "whole")


def test_what_was_taken_out_of_a_part_lies_on_the_disk_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    line = {"part": 0, "articles": 7, "furniture": [["Post", "read more", "Read more", 3]]}
    journal.add(line)
    assert journal.lines == Journal(tmp_path).lines == [{"part": 0, "articles": 7}]
    assert list(journal.read()) == [line]


def test_lines_taken_out_of_several_parts_are_counted_together(tmp_path: Path) -> None:
    towns = [f"{first}{second}ham" for first in "BDFGHL" for second in "aeiouy"]
    told = "reopened on Monday after two years, and the mayor said that the work had taken long."
    rows = [
        {"id": town, "outlet": "Post", "body": f"The bridge of {town} {told}\n\nMore about our café in the old mill"}
        for town in towns
    ]
    source = tmp_path / "news.parquet"
    pd.DataFrame(rows).to_parquet(source)
    whole, parted = tk.load(source), serially(source, tmp_path / "study", part=5)
    assert whole.load_report.furniture == parted.load_report.furniture
    assert [(one.outlet, one.articles) for one in parted.load_report.furniture] == [("Post", 36)]


def test_a_line_of_the_journal_that_was_cut_off_is_none(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add({"part": 0})
    with (tmp_path / NAME).open("ab") as opened:
        opened.write(b'{"part": 1, "arti')
    assert Journal(tmp_path).lines == [{"part": 0}]
    Journal(tmp_path).add({"part": 1})
    assert Journal(tmp_path).lines == [{"part": 0}, {"part": 1}]
    (tmp_path / NAME).write_bytes(b'{"part"\n{}\n')
    with pytest.raises(tk.LoadError, match="the journal is damaged"):
        Journal(tmp_path)


def test_what_was_asked_otherwise_or_holds_something_else_is_refused(tmp_path: Path) -> None:
    source = table(tmp_path / "news.parquet", 10)
    serially(source, tmp_path / "study")
    assert len(serially(source, tmp_path / "study")) == 10  # done: opened
    with pytest.raises(tk.LoadError, match="another analysis"):
        serially(source, tmp_path / "study", engine="model")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(tk.LoadError, match="holds something that is no analysis"):
        serially(source, tmp_path / "full")
    assert (tmp_path / "full" / "notes.txt").read_text() == "mine"
    (tmp_path / "file").write_text("")
    with pytest.raises(tk.LoadError, match="cannot go on"):
        serially(source, tmp_path / "file" / "study")
    with pytest.raises(tk.QueryError, match="no such place to compute"):
        serially(source, tmp_path / "other", on="moon")
    with pytest.raises(tk.QueryError, match="no such table"):
        serially(source, tmp_path / "other", tables=("verbs",))
    with pytest.raises(tk.LoadError, match="no such file"):
        serially(tmp_path / "none.csv", tmp_path / "other")


def test_an_unfinished_analysis_that_was_asked_otherwise_is_refused(tmp_path: Path) -> None:
    source = table(tmp_path / "news.parquet", 10)
    folder = tmp_path / "study"
    folder.mkdir()
    Journal(folder).add({"asked": {"source": "files other", "settings": {}, "tables": [], "reading": {}, "code": ""}})
    with pytest.raises(tk.LoadError, match="unfinished analysis that was asked otherwise"):
        serially(source, folder)


def test_a_part_that_was_changed_is_refused(tmp_path: Path) -> None:
    opened = serially(table(tmp_path / "news.parquet", 10), tmp_path / "study")
    hits = tmp_path / "study" / "hits-shipped" / "000000.parquet"
    hits.write_bytes(hits.read_bytes() + b" ")
    with pytest.raises(tk.LoadError, match="not the table that was saved"):
        tk.loaded_language(tk.open(tmp_path / "study"))
    articles = tmp_path / "study" / "articles" / "000001.parquet"
    articles.write_bytes(articles.read_bytes()[:-9])
    with pytest.raises(tk.LoadError):
        tk.open(tmp_path / "study")[8]
    assert opened[0].id == "n0"


def test_the_command_stops_at_ctrl_c_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = table(tmp_path / "news.parquet")
    call = ["analyze", str(source), "-o", str(tmp_path / "study"), "--on", "serial", "--engine", "rules"]
    whole = engines._serial

    def stopped(*given: Any) -> Any:
        yield next(whole(*given))
        raise KeyboardInterrupt

    monkeypatch.setitem(engines._ENGINES, "serial", stopped)
    assert main([*call, "--text", "body"]) == 130
    assert "the same command goes on" in capsys.readouterr().err
    monkeypatch.setitem(engines._ENGINES, "serial", whole)
    assert main([*call, "--text", "body"]) == 0
    assert "40 articles analysed" in capsys.readouterr().err
    assert main([*call, "--text", "bodies"]) == 2


def test_processes_end_when_the_run_that_started_them_is_killed(tmp_path: Path) -> None:
    source = table(tmp_path / "news.parquet", 60)
    code = (
        "import sys, toolkit as tk\n"
        "tk.analyse(sys.argv[1], to=sys.argv[2], workers=1, part=2, engine='rules', text='body')"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(source), str(tmp_path / "study")], cwd=ROOT)
    while run.poll() is None and not any((tmp_path / "study" / "articles").glob("*.parquet")):
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    if not (tmp_path / "study" / MANIFEST).exists():
        done = [line for line in Journal(tmp_path / "study").lines if "part" in line]
        assert len(done) < 30
    serially(source, tmp_path / "study", text="body", part=2)
    serially(source, tmp_path / "whole", text="body")
    assert hash_of(tmp_path / "study") == hash_of(tmp_path / "whole")


def test_without_voice_words_and_loaded_words_are_there(tmp_path: Path) -> None:
    corpus = tk.from_table(texts(10), text="body", id="id")
    opened = serially(corpus, tmp_path / "study", tables=("tokens", "hits"))
    assert sorted(p.name for p in (tmp_path / "study").iterdir() if p.is_dir()) == [
        "articles",
        "hits-shipped",
        "tokens",
    ]
    assert tk.lexicon_coverage(opened).hits.sum() == tk.lexicon_coverage(corpus).hits.sum() > 0


def test_a_worker_of_a_cluster_that_is_killed_changes_nothing(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    source = table(tmp_path / "news.parquet")
    local = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(**local, silence_logs=50) as cluster:
        assert cluster.scheduler_address.startswith("tcp://127.0.0.1:")
        killed: list[int] = []

        def kill() -> None:
            while not any((tmp_path / "study" / "articles").glob("*.parquet")):
                time.sleep(0.01)
            killed.append(cluster.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        serially(source, tmp_path / "study", on=cluster.scheduler_address, part=2)
        killer.join()
        assert cluster.workers[0].pid not in killed
    serially(source, tmp_path / "whole")
    assert hash_of(tmp_path / "study") == hash_of(tmp_path / "whole")


def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(tk.QueryError, match=r"media-analysis-toolkit\[cluster\]"):
        serially(table(tmp_path / "news.parquet", 10), tmp_path / "study", on="dask")


def test_of_generated_inputs_none_is_lost(tmp_path: Path) -> None:
    found = benchmark_generated(400, workers=1)
    assert found["lost"] == 0
    assert found["analysed"] > 300
    assert not [reason for reason in found["reasons"] if "analysis" in reason or "process" in reason]
