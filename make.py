"""Build the environment and run the project's commands: `python make.py report`, `test`, `quick`, `docs` and others.

Needs Python 3.11 or later and nothing else; the Makefile is its short form. The environment is `.venv`, with the exact
versions of `requirements.lock`, each file checked against its hash there; it is built once and again only when the
lock or the project file changes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "built-from"
SPHINX = ("-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html")
EXTRAS = (
    "audit",
    "cluster",
    "dev",
    "docs",
    "docx",
    "voice",
    "web",
)  # encoder and train are large, and no test needs them
COMPILE = (
    *("-m", "uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--generate-hashes", *(f"--extra={name}" for name in EXTRAS)),
    *("pyproject.toml", "-o", "requirements.lock"),
)
QUICK = ("tests/text", "tests/lexicon", "tests/test_project.py", "tests/test_docs.py")


def fingerprint() -> str:
    files = (ROOT / "pyproject.toml", LOCK)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files) + sys.version.encode()).hexdigest()


def build() -> None:
    """Make `.venv` from the lock, unless it is there already."""
    if PYTHON.is_file() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint():
        return
    began = time.monotonic()
    say("building the environment in .venv (once; a minute or less)")
    try:
        venv.EnvBuilder(clear=VENV.exists(), with_pip=True).create(VENV)
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(f"make: Python cannot make an environment here ({error}); install its venv package and try again.")
    # uv installs in seconds what pip needs a minute for; where it cannot be had or used, pip does the same.
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "uv.lock"
        alone.write_text(locked("uv"), encoding="utf-8")
        fast = succeeds([*pip, "--require-hashes", "-r", alone])
    for what in (("--require-hashes", "-r", LOCK), ("--no-deps", "--no-build-isolation", "-e", ROOT)):
        if not (fast and succeeds([PYTHON, "-m", "uv", "pip", "install", "-q", "--python", PYTHON, *what])):
            run([*pip, *what])
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say(f"environment ready after {time.monotonic() - began:.0f} s")


def locked(name: str) -> str:
    """The lines of the lock for one package: its version and its hashes."""
    found = re.search(rf"^{name}==(?:.*\\\n)*.*\n", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        sys.exit(f"make: requirements.lock has no line for {name}; make it anew with make lock.")
    return found.group()


def lock() -> None:
    """requirements.lock from pyproject.toml: versions, markers and hashes; versions that still fit stay."""
    run([PYTHON, *COMPILE])


def sbom() -> None:
    """What is installed, with versions and licences, as CycloneDX in build/sbom.json."""
    (ROOT / "build").mkdir(exist_ok=True)
    command = [PYTHON, "-m", "cyclonedx_py", "environment", "--pyproject", ROOT / "pyproject.toml"]
    run([*command, "--output-reproducible", "-o", ROOT / "build" / "sbom.json", PYTHON])
    say("build/sbom.json")


def audit() -> None:
    """Known weaknesses of the packages in the lock, asked of the registry of Python; needs the network."""
    run([PYTHON, "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip", "-r", LOCK])


def report() -> None:
    """The curated notebooks on seeds/, written to report/."""
    run([PYTHON, "-m", "toolkit", "report", "seeds", "-o", "report", "--notebooks"])


def lint() -> None:
    """Style, types, and the direction of imports."""
    run([PYTHON, "-m", "ruff", "check", "."])
    run([PYTHON, "-m", "ruff", "format", "--check", "."])
    run([PYTHON, "-m", "mypy"])
    run([PYTHON.with_name("lint-imports" + PYTHON.suffix), "--no-logo"])


def test() -> None:
    """Everything: style, types, unit, property and golden tests, docstrings, notebooks, real data where it is."""
    lint()
    run([PYTHON, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "tests", "toolkit"])
    run([PYTHON, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "--nbval", "notebooks"])


def quick() -> None:
    """Style, and the tests that need neither notebooks, models nor much time: under 20 seconds."""
    lint()
    run([PYTHON, "-m", "pytest", "-q", "-m", "not slow", "--ignore", "tests/text/test_nltk_reader.py", *QUICK])


def docs() -> None:
    """The documentation site, written to build/site: guide, notebooks as stored, reference from the docstrings."""
    source, site = ROOT / "build" / "docs", ROOT / "build" / "site"
    for folder in (source, site):
        shutil.rmtree(folder, ignore_errors=True)
    stage(source)
    run([PYTHON, *SPHINX, source, site])
    shutil.rmtree(site / ".doctrees", ignore_errors=True)
    run([PYTHON, "-m", "toolkit", "workshop", "build", ROOT / "build" / "workshop"])
    shutil.copytree(ROOT / "build" / "workshop" / "learner", site / "workshop")
    say("build/site/index.html")


def stage(source: Path) -> None:
    """Everything that the site shows, in one folder: pages, notebooks, and the files at the top of the project."""
    shutil.copytree(ROOT / "docs", source)
    shutil.copytree(ROOT / "notebooks", source / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")
        (source / name).write_text(text, encoding="utf-8")


def lite() -> None:
    """The page that runs in a browser with nothing installed, written to build/lite: Pyodide and the toolkit."""
    run([PYTHON, ROOT / "lite" / "build.py", ROOT / "build" / "lite"])


def workshop() -> None:
    """The notebooks and the pages of the eight activities, made anew from their sources and run."""
    run([PYTHON, "-m", "toolkit.teaching"])


def lab() -> None:
    """JupyterLab at notebooks/."""
    run([PYTHON, "-m", "toolkit", "lab", "notebooks"])


def format() -> None:
    """Lay out the code."""
    run([PYTHON, "-m", "ruff", "check", "--fix", "."])
    run([PYTHON, "-m", "ruff", "format", "."])


def bench() -> None:
    """The main figures of docs/benchmarks.md, from the gold files in the folder that TOOLKIT_GOLD names."""
    gold = os.environ.get("TOOLKIT_GOLD")
    if not gold:
        sys.exit("make: TOOLKIT_GOLD names no folder of gold files; docs/benchmarks.md says where they can be had.")
    for module, task, name in (
        ("toolkit", "voice", "attributions"),
        ("toolkit", "lexicon", "babe"),
        ("benchmarks", "pipeline", "news"),
    ):
        command = [PYTHON, "-m", module, *(["benchmark"] if module == "toolkit" else []), task]
        run([*command, "--gold", Path(gold) / f"{name}.jsonl.gz"])


def mutants() -> None:
    """Small faults put into a copy of the code, drawn at random: how many the tests find. It takes an hour or more."""
    run([PYTHON, "-m", "benchmarks.mutants", "--number", "66", "--seed", "1"])


def clean() -> None:
    """Remove what was built: the environment, the report, caches."""
    for name in (".venv", "build", "report", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


WORKS = (build, report, test, quick, lab, lite, workshop, docs, lint, format, bench, mutants, lock, sbom, audit, clean)
COMMANDS = {work.__name__: work for work in WORKS}


def succeeds(command: list[str | Path]) -> bool:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode == 0


def run(command: list[str | Path]) -> None:
    code = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def say(message: str) -> None:
    print(f"make: {message}", flush=True)


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit(f"make: Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    wanted = sys.argv[1:] or ["report"]
    for name in wanted:
        if name not in COMMANDS:
            sys.exit(f"make: there is no command {name!r}; choose from {', '.join(COMMANDS)}.")
    for name in wanted:
        if name not in ("build", "clean"):
            build()
        COMMANDS[name]()


if __name__ == "__main__":
    main()
