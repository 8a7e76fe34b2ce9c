"""The notebooks are stored as they were run, and a changed output makes their test fail."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.reporting.running import leave_out_other_stories, run_notebooks

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def test_the_path_through_them_is_whole() -> None:
    assert [path.stem for path in PATHS] == [
        "01_load_articles", "02_term_frequency", "03_loaded_language", "04_whose_voice", "05_framing",
        "06_your_own_corpus", "07_compare_outlets", "08_one_event_many_outlets", "09_wire_copy", "10_key_terms",
    ]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_it_is_stored_as_it_ran(path: Path) -> None:
    book = read(path)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    silent = [
        cell.source for cell in code[1:] if not cell.outputs and "parameters" not in cell.metadata.get("tags", [])
    ]
    assert silent == []
    for cell in code:
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_its_outputs_stand_alone(path: Path) -> None:
    for cell in read(path).cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert not re.search(
                r"https?://|<script|/(?:home|root|work|tmp)/", str(data.get("text/html", "")) + output.get("text", "")
            )
            if "image/png" in data:
                assert len(output.metadata["image/png"]["alt"]) > 20
                assert output.metadata["image/png"]["alt"] == data["text/plain"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_it_is_written_for_a_reader(path: Path) -> None:
    book = read(path)
    kinds = [cell.cell_type for cell in book.cells]
    assert kinds[0] == kinds[-1] == "markdown"
    assert re.match(r"# .+\?|# Your own corpus", book.cells[0].source)
    assert "You will have at the end" in book.cells[0].source
    assert "What this does not tell you" in book.cells[-1].source
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert all("import " not in cell.source for cell in code[1:])
    (parameters,) = [cell for cell in code if "parameters" in cell.metadata.get("tags", [])]
    stories = "workshop/stories" if path.stem.startswith(("07", "08", "09", "10")) else "../seeds"
    assert f'SOURCE = "{stories}"' in parameters.source
    prose = sum(len(cell.source.split()) for cell in book.cells if cell.cell_type == "markdown")
    assert prose >= 15 * len(code)
    assert not re.search(r"nbval-(?:ignore|skip)", path.read_text(encoding="utf-8"), flags=re.IGNORECASE)


@pytest.mark.slow
def test_a_tampered_output_makes_the_test_fail(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "samples").symlink_to(ROOT / "notebooks" / "samples")
    book = read(PATHS[0])
    changed = tmp_path / "notebooks" / "tampered.ipynb"
    target = next(o for cell in book.cells for o in cell.get("outputs", []) if "text/html" in o.get("data", {}))
    target.data["text/html"] = target.data["text/html"].replace("388", "389")
    nbformat.write(book, changed)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider", str(changed)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert "389" in done.stdout


@pytest.mark.slow
def test_outlets_are_compared_on_a_readers_own_table(tmp_path: Path) -> None:
    stories = tk.load(ROOT / "notebooks" / "workshop" / "stories")
    names = {name: f"Reader's outlet {number}" for number, name in enumerate(stories.by("outlet"))}
    table = tmp_path / "mine.csv"
    rows = [{"id": one.id, "body": one.text, "outlet": names[str(one.outlet)]} for one in stories]
    pd.DataFrame(rows).to_csv(table, index=False)
    for stem in ("07_compare_outlets", "08_one_event_many_outlets", "09_wire_copy", "10_key_terms"):
        (path,) = (path for path in PATHS if path.stem == stem)
        ((_, book),) = run_notebooks([path], table, told=str)
        errors = [output for cell in book.cells for output in cell.get("outputs", []) if output.output_type == "error"]
        assert errors == []
        assert "Reader's outlet 4" in str(book.cells)


@pytest.mark.slow
def test_they_run_on_a_folder_of_parts(tmp_path: Path) -> None:
    stories = tk.load(ROOT / "notebooks" / "workshop" / "stories")
    study = tmp_path / "study"
    assert tk.analyse(stories, to=study, on="serial", part=4).in_parts
    asked = [path for path in PATHS if "02" <= path.stem[:2] <= "08"]
    assert len(asked) == 7
    done = run_notebooks(asked, study, told=str)
    for _, book in done:
        kinds = {output.output_type for cell in book.cells for output in cell.get("outputs", [])}
        assert "error" not in kinds
    assert "15 articles" in str(done[0][1].cells)


def test_prose_about_other_stories_is_left_out_on_a_readers_own_text(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("The ferry sank on Monday. Nobody was hurt.", encoding="utf-8")
    for path in PATHS:
        kept, cut = read(path), read(path)
        own = ROOT / "notebooks" / ("workshop/stories" if path.stem[:2] in ("07", "08", "09", "10") else "../seeds")
        leave_out_other_stories(kept, own, path)
        leave_out_other_stories(cut, tmp_path / "mine.txt", path)
        assert len(kept.cells) == len(read(path).cells)
        left = "\n".join(cell.source for cell in cut.cells if cell.cell_type == "markdown")
        for words in ("founding story", "written for teaching", "Baghouz", "County Tribune", "farmer"):
            assert words not in left, (path.stem, words)
