"""A browser and a JupyterLab for the tests that need them; where there is none, they are skipped with the reason."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit.data import data_path

WAIT = 60_000  # milliseconds until a test fails; nothing waits that long where it works
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("there is no chromium on this machine: the browser tests are not run")
    with api.sync_playwright() as playwright:
        driven = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield driven
        driven.close()


@pytest.fixture
def page(browser: Any, pictures: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that reaches this machine alone; what it wanted from elsewhere is listed in `page.blocked`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(WAIT)
    opened.blocked, opened.wrong = [], []

    def route(request: Any) -> None:
        address = request.request.url
        if re.match(r"(file|data|blob):|https?://127\.0\.0\.1[:/]", address):
            request.continue_()
        else:
            opened.blocked.append(address)
            request.abort()

    context.route("**/*", route)
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))
    yield opened
    opened.screenshot(path=pictures / f"end-of-{re.sub('[^a-z_]+', '-', request.node.name)}.png")  # also of a failure
    context.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: the folder that TOOLKIT_SCREENSHOTS names, else a temporary one."""
    named = os.environ.get("TOOLKIT_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A JupyterLab of its own with the settings that ship, and the folder it shows."""
    folder = tmp_path_factory.mktemp("lab")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    home = tmp_path_factory.mktemp("home")
    own = {name: str(home / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    log = (home / "log").open("w", encoding="utf-8")
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", str(folder), "--no-browser", f"--port={port}", "--ip=127.0.0.1",
            "--allow-root", f"--IdentityProvider.token={token}", f"--LabApp.app_settings_dir={data_path('lab')}",
            f"--LabApp.workspaces_dir={home / 'workspaces'}", f"--LabApp.user_settings_dir={home / 'settings'}",
        ],
        stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **own},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/api?token={token}", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, (home / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
        yield f"{address}/lab/tree/{{}}?reset&token={token}", folder
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Any, str], list[str]]:
    """Accessibility, checked by axe within a part of a page: the serious and the critical findings."""
    kept = pytest.importorskip("axe_playwright_python", reason="axe is not installed: accessibility is not checked")
    script = Path(kept.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

    def check(page: Any, within: str) -> list[str]:
        page.evaluate(script)
        found = page.evaluate("within => axe.run(within)", within)
        assert found["passes"], "axe found nothing to check"
        return [
            f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
            for one in found["violations"]
            if one["impact"] in SERIOUS
            for node in one["nodes"][:3]
        ]

    return check
