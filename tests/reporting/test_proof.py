"""What verifying says of a report that is small: counts, copies, matches, and the first difference of two tables."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.reporting.test_verify import failed, found, say
from toolkit.articles import VoiceEdit
from toolkit.reporting.manifest import seal_of

TEXTS = [f"The thugs fled from pier {n}." for n in range(7)]
EDIT = VoiceEdit(0, 4, "direct", "Moor")


def corpus(*texts: str, headline: str = "H" * 61) -> tk.Corpus:
    given = enumerate(texts or TEXTS)
    return tk.Corpus(tk.Article(id=f"a{n}", text=text, outlet="Post", headline=headline) for n, text in given)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a corpus made in Python, with one correction."""
    corrected = tk.correct(corpus(), pd.DataFrame([{"article": "a1", **EDIT._asdict()}]))
    folder = tmp_path_factory.mktemp("whole") / "out"
    tk.report(corrected, folder)
    return folder


@pytest.fixture
def small(whole: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(whole, tmp_path / "out"))


def test_all_checks_of_a_whole_report_are_named(small: Path) -> None:
    checks = {check.item: (check.holds, check.found) for check in tk.verify(small)}
    assert all(holds for holds, _ in checks.values())
    said = {item: text for item, (_, text) in checks.items()}
    assert said["manifest.json"] == "as it was written"
    assert said["counts of the manifest"] == "they agree with its lists"
    assert said["versions"] == "the same as then"
    assert said["settings"] == "as recorded"
    assert said["copy of the articles"] == "7 articles"
    assert said["corrections"] == "1 as recorded"
    assert said["input"] == "the input was a corpus made in Python; checked against the copy inside"
    assert said["index.html"] == "as it was written"
    assert said["articles/"] == "8 files, as written"
    assert said["articles, computed anew"] == "7 rows"


def test_a_selection_may_come_from_a_larger_corpus_and_not_from_a_smaller_one(whole: Path) -> None:
    larger = corpus(*TEXTS, "One more boat came.")
    assert failed(whole, source=larger) == {}
    assert found(whole, "input", source=larger) == "7 articles of the corpus given say the same"
    wrong = failed(whole, source=corpus(*TEXTS[:6]))
    assert wrong["input"] == f"article 'a6' is gone (“{'H' * 60}”)"
    assert "the reason: the input has changed" in wrong["articles, computed anew"]


def test_articles_are_matched_by_what_they_say_whatever_their_ids(whole: Path) -> None:
    turned = tk.Corpus(replace(article, id=f"b{n}") for n, article in enumerate(reversed(list(corpus()))))
    assert failed(whole, source=turned) == {}


def test_changed_articles_are_told_with_their_headlines_and_the_first_five_of_many(whole: Path) -> None:
    changed = [text.replace("fled", "came") for text in TEXTS]
    first, *others = failed(whole, source=corpus(*changed))["input"].split("; ")
    assert first.startswith(f"article 'a0' has changed (“{'H' * 60}”): text, character 11: 'came")
    assert len(others) == 5
    assert others[-1] == "and 2 more"
    assert " more" not in failed(whole, source=corpus(*TEXTS[:2], *changed[2:]))["input"]


def test_corrections_other_than_those_recorded_are_told(small: Path) -> None:
    assert found(small, "corrections") == "1 as recorded"
    say(small, ("corrections",), [["a1", 0, 5, "direct", "Moor"]])
    assert failed(small)["corrections"] == "others than the manifest records"


@pytest.mark.parametrize(
    ("place", "value", "item", "said"),
    [
        (("counts", "corrections"), 2, "counts of the manifest", "corrections: 2 said, 1 listed"),
        (("counts", "articles"), 8, "counts of the manifest", "articles: 8 said, 7 listed"),
        (("counts", "set_aside"), 1, "counts of the manifest", "set aside: 1 said, 0 listed"),
        (("settings", "lexicon"), "none", "settings", "lexicon: another in the copy than recorded"),
        (("settings", "engine"), "rules", "settings", "engine: "),
        (("articles", 1, "sha256"), "0" * 64, "copy of the articles", "than the manifest records: a1"),
        (("articles", 1, "id"), "b1", "copy of the articles", "than the manifest records: a1, b1"),
        (("tables",), {}, "voices, computed anew", "the manifest records no such table"),
        (("seal",), "0" * 64, "manifest.json", "changed since it was written"),
    ],
)
def test_what_does_not_agree_is_told(small: Path, place: tuple[Any, ...], value: object, item: str, said: str) -> None:
    say(small, place, value)
    assert said in failed(small)[item]


def test_a_table_of_another_version_is_named(small: Path) -> None:
    path = small / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["tables"]["ages"] = manifest["tables"]["voices"]
    manifest["made_with"] |= {"python": "2.7", "code": "0" * 64, "toolkit": "0"}
    manifest["made_with"]["packages"] |= {"abacus": "1"}
    del manifest["made_with"]["packages"]["numpy"]
    manifest["seal"] = seal_of(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert failed(small) == {"ages, computed anew": "there is no such table in this version"}
    versions = found(small, "versions").split("; ")
    assert versions[0].startswith("toolkit 0 then, ")
    assert versions[1].startswith("python 2.7 then, ")
    assert versions[2] == "abacus 1 then, not recorded now"
    assert versions[3].startswith("numpy not recorded then, ")
    assert versions[-1] == "the code of the analysis is another"
    assert len(versions) == 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: ["voice,wörds" + rows[0][11:], *rows[1:]], "the head, column 'words': 'words' computed, 'wörds'"),
        (lambda rows: [*rows, rows[1]], "2 rows computed, 3 in the file"),
        (lambda rows: rows[:1], "2 rows computed, 0 in the file"),
        (lambda rows: [rows[0], "indirect" + rows[1][6:], rows[2]], "row 1, column 'voice': 'outlet' computed, 'ind"),
        (lambda rows: [*rows[:2], rows[2].replace("direct,1", "direct,9")], "row 2, column 'words': '1' computed, '9'"),
        (lambda rows: [rows[0], rows[1] + ",1", rows[2]], "row 1, column '': '7' computed, '8' in the file"),
        (lambda rows: [rows[0], '"outlet"' + rows[1][6:], rows[2]], "the same rows, written otherwise"),
        (lambda rows: [rows[0], "x" * 50 + rows[1], rows[2]], f"'outlet' computed, '{'x' * 40}' in the file"),
    ],
)
def test_the_first_difference_of_a_table_is_told(small: Path, change: Any, said: str) -> None:
    path = small / "tables" / "voices.csv"
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("".join(f"{row}\n" for row in change(rows)), encoding="utf-8-sig")
    wrong = failed(small)
    assert set(wrong) == {"tables/voices.csv", "tables/voices.csv, row by row"}
    assert said in wrong["tables/voices.csv, row by row"]


def test_a_table_computed_otherwise_is_told_by_row_then_and_now(small: Path) -> None:
    path = small / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    table = small / "tables" / "voices.csv"
    table.write_bytes(table.read_bytes().replace(b"outlet,41", b"outlet,42"))
    from toolkit.folders import sha256_of

    for name in (("tables", "voices", "sha256"), ("files", "tables/voices.csv")):
        inner = manifest
        for step in name[:-1]:
            inner = inner[step]
        inner[name[-1]] = sha256_of(table)
    manifest["seal"] = seal_of(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert failed(small) == {"voices, computed anew": "row 1, column 'words': '42' then, '41' now"}


def test_without_texts_the_input_is_all_that_can_prove_the_tables(tmp_path: Path) -> None:
    tk.report(corpus(), tmp_path / "out", full_text=False)
    assert failed(tmp_path / "out", source=corpus()) == {}
    items = {check.item for check in tk.verify(tmp_path / "out")}
    assert not [item for item in items if item.endswith("computed anew")]
    assert "copy of the articles" not in items
    said = failed(tmp_path / "out")["input"]
    assert said == "the input was a corpus made in Python; and the folder holds no copy of the articles"
    wrong = failed(tmp_path / "out", source=corpus(TEXTS[0], "Snow fell.", *TEXTS[2:]))
    assert wrong["input"] == "article 'a1' has changed"


def test_what_is_no_path_is_told() -> None:
    with pytest.raises(tk.ReportError, match="verify takes the folder of a report, this is int"):
        tk.verify(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(("texts", "said"), [(("Rain.",), "1 article"), (("Rain.", "Snow."), "2 articles")])
def test_a_citation_counts_articles(tmp_path: Path, texts: tuple[str, ...], said: str) -> None:
    from toolkit.reporting.citation import citation

    assert citation(corpus(*texts), "Harbours").startswith(f"Harbours. Report on {said}, made with")
