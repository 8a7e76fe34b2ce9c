"""Real exports, where they are at hand: TOOLKIT_SAMPLES names their folder (see docs/benchmarks.md)."""

from __future__ import annotations

import json

import pytest

import toolkit as tk
from benchmarks.loading import benchmark_loading, python_name
from benchmarks.loading_gold import expectations
from tests.conftest import gold, sample
from toolkit.text.decoding import decode
from toolkit.text.hygiene import clean

pytestmark = pytest.mark.slow
WESTERN = ("iso-8859-1__", "iso-8859-2", "iso-8859-9", "windows-1250", "windows-1252", "windows-1254", "MacRoman")


def test_the_text_of_old_encodings_is_exact() -> None:
    folder = sample("encodings")
    wrong, western = [], 0
    for expected in expectations(folder.parent):
        if expected.encoding is None:
            continue
        name = python_name(expected.encoding)
        data = expected.path.read_bytes()
        try:
            found = decode(data, source=expected.file).text.lstrip("\ufeff")
        except tk.LoadError:
            found = None
        if name is None or found != data.decode(name).lstrip("\ufeff"):
            wrong.append(expected.path.name)
        elif expected.path.name.startswith(WESTERN):
            western += 1
    assert western == 25
    assert all(name.startswith("EUC-TW") for name in wrong), wrong  # for which Python has no codec


def test_mojibake_is_mended_and_quotation_marks_stay_curly() -> None:
    pairs = [
        pair
        for path in sorted(sample("mojibake").glob("*.json"))
        for pair in json.loads(path.read_text(encoding="utf-8"))
        if pair.get("expect") == "pass"
    ]
    assert len(pairs) > 50
    wrong = [
        pair["label"]
        for pair in pairs
        if clean(pair["original"]).text != clean(pair.get("fixed-encoding", pair["fixed"])).text
    ]
    assert wrong == []


def test_clean_news_is_not_touched_by_the_mending() -> None:
    import gzip

    marks = "“”‘’«»\"'‚„‹›"
    read = changed = 0
    with gzip.open(gold("news.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 4:
                continue
            text = json.loads(line)["text"]
            cleaned = clean(text)
            read += 1
            broken = "â€" in text or any("\x80" <= char <= "\x9f" for char in text)
            if not broken and [c for c in text if c in marks] != [c for c in cleaned.text if c in marks]:
                changed += 1
    assert read > 2000
    assert changed == 0


@pytest.mark.parametrize("name", ["api_json", "mediacloud", "office_tabular"])
def test_tables_and_answers_of_interfaces_hold_what_is_expected(name: str) -> None:
    folder = sample(name)
    for expected in expectations(folder.parent):
        if expected.path.parent != folder or expected.path.suffix not in (
            ".json",
            ".csv",
            ".xlsx",
            ".ods",
            ".zip",
            ".gz",
        ):
            continue
        corpus = tk.load(expected.path)
        assert corpus.load_report.found == corpus.load_report.kept + corpus.load_report.set_aside
        if expected.count is not None:
            assert len(corpus) == expected.count, expected.file
        for wanted in expected.fields:
            assert corpus[0].headline == wanted.get("headline", corpus[0].headline)
        if expected.cut:
            assert corpus[0].not_full_text, expected.file


def test_empty_files_are_named_as_such() -> None:
    for path in sample("office_tabular").iterdir():
        if path.stat().st_size == 0:
            with pytest.raises(tk.LoadError, match="the file is empty"):
                tk.load(path)


def test_hostile_samples_end_in_a_sentence_and_expand_nothing() -> None:
    for path in sorted(sample("hostile").iterdir()):
        corpus, said = tk.Corpus(), ""
        try:
            corpus = tk.load(path)
        except tk.LoadError as error:
            said = str(error)
        assert len(corpus) or path.name in said
        assert "please tell the authors" not in said
        assert sum(len(article.text) for article in corpus) < 10 * path.stat().st_size + 1000
        for article in corpus[:600]:
            assert "<script" not in tk.highlight(article).to_html().lower()


def test_each_format_is_read_as_well_as_its_gold_can_tell() -> None:
    found = benchmark_loading(sample("nexis_docx").parent)
    right = {row["format"]: int(row["files right"].split("/")[0]) for row in found["formats"]}
    fields = {row["format"]: int(row["fields right"].split("/")[0]) for row in found["formats"]}
    floors = {
        "feeds": 535,
        "html_fundus": 150,
        "nexis_docx": 10,
        "ninjs": 21,
        "newsmlg2": 8,
        "ris": 11,
        "rtf": 11,
        "warc": 13,
    }
    assert {name: right[name] for name, least in floors.items() if right[name] < least} == {}
    assert fields["html_fundus"] >= 330
    assert all(row["counts right"].split("/")[0] == row["counts right"].split("/")[1] for row in found["formats"])
