"""What is made from the sources: notebooks, pages, handouts, slides, plans, and the folder for a class."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.cli import main
from toolkit.teaching import Activity, activities, activity
from toolkit.teaching.building import MARKER
from toolkit.teaching.classroom import classroom_page, page_data
from toolkit.teaching.notebooks import facilitator_notebook, learner_notebook
from toolkit.teaching.printing import handout, plan, slide

WORKSHOP = ROOT / "notebooks" / "workshop"
ALL = activities()
FOLDERS = {"learner": learner_notebook, "facilitator": facilitator_notebook}
EACH = pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)


def stored(one: Activity, folder: str) -> Any:
    return nbformat.read(WORKSHOP / folder / f"{one.number}_{one.name}.ipynb", as_version=4)


def printed(book: Any) -> list[str]:
    """What the code cells show, as text."""
    shown = [[out.get("text", "") or out.data["text/plain"] for out in cell.get("outputs", [])] for cell in book.cells]
    return ["\n".join(one) for one, cell in zip(shown, book.cells, strict=True) if cell.cell_type == "code"]


@pytest.mark.parametrize("folder", FOLDERS)
@EACH
def test_a_stored_notebook_is_the_one_of_its_source_run_in_order(one: Activity, folder: str) -> None:
    book, made = stored(one, folder), FOLDERS[folder](one)
    stale = "run `python make.py workshop`"
    both = [[(cell.cell_type, cell.source) for cell in one.cells] for one in (book, made)]
    assert both[0] == both[1], stale
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [cell.source for cell in code if not cell.outputs] == []
    for cell in code:
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            text = str(output.get("data", {}).get("text/html", "")) + output.get("text", "")
            assert not re.search(r"https?://|<script|/(?:home|root|work|tmp)/", text)
    assert not re.search(r"nbval-(?:ignore|skip)", str(book), flags=re.IGNORECASE)
    assert all("import " not in cell.source for cell in code[1:])
    assert "You will have at the end" in book.cells[0].source
    assert "What this does not tell you" in book.cells[-1].source


@EACH
def test_a_learner_is_told_what_is_missing_and_a_facilitator_has_all_right(one: Activity) -> None:
    empty, full = printed(stored(one, "learner")), printed(stored(one, "facilitator"))
    for task in one.tasks:
        assert f"Still empty. {task.ask}" in empty
        assert f"Right. {task.after}" in full
    count = len(one.tasks)
    assert f"0 of {count} tasks are right." in "\n".join(empty)
    assert f"{count} of {count} tasks are right." in full
    assert "Right. " not in "\n".join(empty)


@EACH
def test_the_stored_page_is_the_one_of_this_version(one: Activity) -> None:
    page = (WORKSHOP / "learner" / f"{one.number}_{one.name}.html").read_text(encoding="utf-8")
    assert page == classroom_page(one), "run `python make.py workshop`"


def test_the_key_is_not_beside_the_stories_that_learners_get(tmp_path: Path) -> None:
    page = tk.build_workshop(tmp_path / "class")
    learner = page.parent
    assert page == tmp_path / "class" / "learner" / "index.html"
    names = sorted(path.relative_to(learner).as_posix() for path in learner.rglob("*") if path.is_file())
    assert len([name for name in names if re.fullmatch(r"\d_\w+\.html", name)]) == 8
    assert len([name for name in names if re.fullmatch(r"handouts/\d_\w+\.html", name)]) == 8
    assert len([name for name in names if re.fullmatch(r"notebooks/\d_\w+\.ipynb", name)]) == 8
    assert not [name for name in names if "key" in name]
    with (WORKSHOP / "facilitator" / "key.csv").open(encoding="utf-8", newline="") as lines:
        notes = [row["note"] for row in csv.DictReader(lines)]
    texts = [path.read_text(encoding="utf-8") for path in learner.rglob("*") if path.suffix in (".csv", ".ipynb")]
    assert not [note for note in notes if any(note in text for text in texts)]
    facilitator = tmp_path / "class" / "facilitator"
    assert len(tk.load(facilitator / "stories")) == len(tk.load(learner / "stories")) == 15
    assert (facilitator / "key.csv").is_file()
    for folder in ("plans", "slides", "notebooks"):
        assert len(list((facilitator / folder).iterdir())) == 8


def test_a_workshop_is_built_again_and_nothing_else_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "class"
    assert main(["workshop", "build", str(folder)]) == 0
    assert "give to learners" in capsys.readouterr().err
    (folder / "learner" / "old.html").write_text("x", encoding="utf-8")
    assert main(["workshop", "build", str(folder)]) == 0
    assert not (folder / "learner" / "old.html").exists()
    assert (folder / MARKER).is_file()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("x", encoding="utf-8")
    assert main(["workshop", "build", str(mine)]) == 2
    assert "holds something that is no workshop" in capsys.readouterr().err
    with pytest.raises(tk.ReportError, match="this is a file"):
        tk.build_workshop(mine / "thesis.txt")
    with pytest.raises(tk.ReportError, match="got NoneType"):
        tk.build_workshop(None)  # type: ignore[arg-type]
    with pytest.raises(tk.ReportError, match="cannot be written"):
        tk.build_workshop(mine / "thesis.txt" / "below")


class Seen(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@EACH
def test_pages_ask_for_nothing_and_say_where_their_stories_come_from(one: Activity) -> None:
    for page in (classroom_page(one), handout(one), slide(one), plan(one)):
        seen = Seen(page)
        (policy,) = (attrs["content"] for tag, attrs in seen.tags if attrs.get("http-equiv"))
        assert str(policy).startswith("default-src 'none';")
        assert "connect-src" not in str(policy)
        assert not [attrs for tag, attrs in seen.tags if {"src", "srcset", "style", "onclick"} & set(attrs)]
        assert not [tag for tag, _ in seen.tags if tag in ("iframe", "img", "link", "object", "embed")]
        assert "http://" not in page
        assert "https://" not in page
    for page in (classroom_page(one), handout(one), plan(one)):
        assert "written for teaching" in page
        assert ("The Associated Press" in page) == ("000_1d320a6ac0f990c6" in one.story_ids)


def test_text_of_a_story_never_becomes_markup() -> None:
    nasty = "</script><script>alert(1)</script> <b>Thugs</b> & “co” <!-- \u2028 said Ann."
    story = tk.Article(id="x<y", text=nasty, headline="<i>Head</i>", outlet="<u>Out</u>")
    page = replace(activity(2).page, shown=True)
    one = replace(activity(2), own_story=story, story_ids=("x<y", "port-wire"), page=page, author_key=())
    made = classroom_page(one)
    for part in ("</script><script>alert", "<b>Thugs", "<i>Head", "<u>Out"):
        assert part not in made
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', made, flags=re.DOTALL)
    assert json.loads(data)["stories"][0]["text"] == nasty
    assert json.loads(data) == json.loads(json.dumps(page_data(one)))
    assert "<b>Thugs" not in plan(one)
    assert "<u>Out" not in plan(one)


def test_the_plan_has_the_key_and_the_handout_has_not() -> None:
    one = activity("audit_the_tool")
    for row in one.author_key:
        assert row["why"] in plan(one).replace("&#39;", "'")
        assert row["why"] not in handout(one).replace("&#39;", "'")


def test_binder_finds_the_lock_and_a_python_that_the_project_supports() -> None:
    """What repo2docker does with the folder `binder`, as its version 2026.4 was seen to."""
    binder = ROOT / "binder"
    assert not (ROOT / ".binder").exists()  # there may be one of the two
    # with a Dockerfile, an environment.yml or a Pipfile in it, Binder would not read requirements.txt
    assert {path.name for path in binder.iterdir()} == {"requirements.txt", "runtime.txt", "postBuild"}
    (line,) = (binder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    option, named = line.split()
    assert option == "-r"  # a file beside it, so Binder copies the whole project before it installs
    assert (binder / named).resolve() == ROOT / "requirements.lock"
    version = re.fullmatch(r"python-3\.(\d+)\n", (binder / "runtime.txt").read_text(encoding="utf-8"))
    assert version is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert (
        int(project["project"]["requires-python"].removeprefix(">=3.")) <= int(version[1]) <= 14
    )  # 3.15 is not offered
    script = (binder / "postBuild").read_text(encoding="utf-8")
    assert script.startswith("#!/bin/bash\n")
    assert "--no-deps --no-build-isolation -e ." in script
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for needed in [*project["build-system"]["requires"], "editables", "jupyterlab"]:
        name = re.split(r"[^\w-]", needed)[0]
        assert re.search(rf"^{name}==", lock, flags=re.MULTILINE)
    assert (binder / "postBuild").stat().st_mode & 0o100
    (opened,) = re.findall(r"\?labpath=([\w/]+)", (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8"))
    assert len(list((ROOT / opened).glob("*.ipynb"))) == len(ALL)
