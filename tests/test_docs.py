"""The documentation: every public name has its place, every link leads somewhere, the site asks nothing of the net."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import ROOT

REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def names_of(reference: str) -> list[str]:
    cells = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", reference, flags=re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def test_every_public_name_has_its_place_in_the_reference_once() -> None:
    assert sorted(names_of(REFERENCE)) == sorted(tk.__all__)


def test_every_command_has_its_place_in_the_reference() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    commands = re.findall(r"^    (\w+)(?: |$)", done.stdout, flags=re.MULTILINE)
    assert len(commands) >= 7
    assert [name for name in commands if f"| `toolkit {name} " not in REFERENCE] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_files_leads_somewhere(page: Path) -> None:
    staged = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}  # index.md is read where these lie beside it
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists() or target in staged, target


def test_every_page_of_the_docs_is_in_the_contents() -> None:
    trees = [re.findall(r"```{toctree}\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL) for page in PAGES]
    listed = {name for tree in trees for text in tree for name in text.split()}
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} - listed == {"index"}


def test_commands_that_the_benchmarks_name_exist() -> None:
    import benchmarks
    from toolkit import evaluation

    text = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    ours, theirs = (
        re.findall(rf"`{start} ([a-z-]+) --gold", text) for start in ("python -m benchmarks", "toolkit benchmark")
    )
    assert len(ours) > 8
    assert set(ours) <= {*benchmarks.TASKS, *benchmarks.BESIDE}
    assert set(theirs) == set(evaluation.TASKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_that_a_page_names_exist(page: Path) -> None:
    if page.name == "history.md":
        return  # it tells of what is no more
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.(?:py|csv|css|j2))`", page.read_text(encoding="utf-8")):
        invented = name in ("news.csv", "mine.csv", "my_lexicon.csv")
        assert invented or any((ROOT / top / name).exists() for top in ("", "toolkit")) or _somewhere(name), name


def _somewhere(name: str) -> bool:
    return any(True for top in ("toolkit", "tests", "notebooks") for _ in (ROOT / top).rglob(name))


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block as it stands; the report is left out, for it has its own tests and takes a minute."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) >= 8
    lines = [line for line in "\n".join(blocks).splitlines() if not line.startswith(("tk.report(", "tk.verify("))]
    monkeypatch.chdir(tmp_path)
    for name in ("seeds", "notebooks"):
        (tmp_path / name).symlink_to(ROOT / name)
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert tk.open("study/") == names["corpus"]


class Requests(HTMLParser):
    """What a browser fetches for a page: not the links that a reader may follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            fetched = name in ("src", "srcset", "poster", "data") or (name == "href" and tag not in ("a", "area"))
            if fetched and value:
                self.found.append(value)
            elif name == "style" and value:
                self.found += addresses(value)


def addresses(style: str) -> list[str]:
    return re.findall(r"(?:url\(|@import\s+(?:url\()?)\s*[\"']?([^\"')\s;]+)", style)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for package in ("sphinx", "myst_nb", "pydata_sphinx_theme"):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: the documentation site cannot be built")
    import make

    folder = tmp_path_factory.mktemp("docs")
    make.stage(folder / "source")
    command = [sys.executable, *make.SPHINX, str(folder / "source"), str(folder / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "site" / ".doctrees", ignore_errors=True)
    return folder / "site"


@pytest.mark.slow
def test_the_site_holds_every_notebook_and_every_docstring(site: Path) -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        page = (site / "notebooks" / f"{path.stem}.html").read_text(encoding="utf-8")
        assert 'class="cell_output' in page, path.stem
    reference = (site / "reference.html").read_text(encoding="utf-8")
    assert [name for name in tk.__all__ if f'id="toolkit.{name}"' not in reference] == ["__version__"]


@pytest.mark.slow
def test_the_site_asks_nothing_of_the_network(site: Path) -> None:
    asked: set[str] = set()
    for path in site.rglob("*"):
        if path.suffix == ".html":
            parser = Requests()
            text = path.read_text(encoding="utf-8")
            parser.feed(text)
            asked |= set(parser.found)
            for style in re.findall(r"<style[^>]*>(.*?)</style>", text, flags=re.DOTALL):
                asked |= set(addresses(style))
        elif path.suffix == ".css":
            asked |= set(addresses(path.read_text(encoding="utf-8")))
    assert len(asked) > 10
    assert sorted(address for address in asked if re.match(r"\s*(?:https?:|wss?:)?//", address)) == []
