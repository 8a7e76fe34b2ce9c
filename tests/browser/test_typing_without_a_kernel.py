"""The page of `make lite`: Python in the browser, with no network, reads what somebody types."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import WAIT
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built as `make lite` builds it; skipped where Pyodide cannot be fetched."""
    folder = tmp_path_factory.mktemp("lite")
    for package in (ROOT / "build").glob("pyodide-*.tgz"):
        shutil.copyfile(package, folder / package.name)
    command = [sys.executable, str(ROOT / "lite" / "build.py"), str(folder / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "npm" in done.stderr:
        pytest.skip(f"the page cannot be built here: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(lite: Path) -> Iterator[str]:
    """A web server on this machine alone."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

        def log_message(self, *said: Any) -> None:
            """Nothing is printed."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(lite)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
    server.shutdown()
    server.server_close()


def test_a_sentence_of_ones_own_gets_its_voice_and_loaded_words(
    page: Any, address: str, axe: Any, pictures: Path
) -> None:
    page.goto(address)
    page.locator("body[data-state=ready]").wait_for(timeout=3 * WAIT)  # compiling 10 MB takes long on a busy machine
    page.get_by_label("Your text").fill("“Thugs burned the <b>barn</b>,” said Ada Moor. The brutal regime fled.")
    page.get_by_role("button", name="Mark the text").click()
    page.locator("body[data-state=answered]").wait_for()
    rows = page.locator("#words tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.innerText))"
    )
    by_word = {row[0]: row for row in rows}
    assert by_word["Thugs"][2:4] == ["direct", "Ada Moor"]
    assert by_word["brutal regime"][2:4] == ["outlet", ""]
    assert page.locator("#shown .tkh-hit").count() >= 2
    assert page.locator("#shown b").filter(has_text="barn").count() == 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"lite-{scheme}.png", full_page=True)
        assert axe(page, "main") == []
    page.get_by_label("Your text").fill("")
    page.get_by_role("button", name="Mark the text").click()
    page.get_by_text("There is no text yet").wait_for()
    assert (page.blocked, page.wrong) == ([], [])


def test_all_that_the_page_needs_is_in_its_folder_and_is_small(lite: Path) -> None:
    assert {path.name for path in lite.iterdir()} == {"index.html", "page.mjs", "worker.mjs", "toolkit.zip", "pyodide"}
    assert sum(path.stat().st_size for path in lite.rglob("*") if path.is_file()) < 25_000_000
