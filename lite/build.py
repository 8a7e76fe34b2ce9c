"""Build the page that runs in a browser with nothing installed: `python lite/build.py FOLDER`.

The folder then holds Pyodide (Python for browsers, from its npm package), the toolkit's pure-Python part, and the page.
It needs a web server, but no network: `python -m http.server -d FOLDER` is enough. Pyodide's package is fetched once by
`npm pack` and kept in the folder above; its hash is checked.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = "314.0.7"
# What the browser needs of the package; the rest are types, maps and demonstration pages.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "package.json")
PAGE = ("index.html", "page.mjs", "worker.mjs")
LARGEST = 60_000_000  # bytes of one file of the package
SHA512 = (
    "d18bd7c4485f11da4b7dbfd790cd8114078c44eab488c517d9bcf31fda4eb6dc"
    "8c716930abe1db139bb2b860fcd8b37bcb6abe48dbe2ffa579244b0e943d91d4"
)


def build(folder: Path) -> int:
    """Write the page and all it needs; the size in bytes."""
    package = fetched(folder.parent)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "pyodide").mkdir(parents=True)
    with tarfile.open(package) as packed:
        for name in CORE:
            member = packed.getmember(f"package/{name}")
            if not member.isreg() or member.size > LARGEST:
                sys.exit(f"lite: {name} in the package of Pyodide is no file of an expected size.")
            content = packed.extractfile(member)
            if content is None:
                sys.exit(f"lite: {name} in the package of Pyodide cannot be read.")
            (folder / "pyodide" / name).write_bytes(content.read())
    with zipfile.ZipFile(folder / "toolkit.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for path in files_of_the_toolkit():
            made.write(path, path.relative_to(ROOT).as_posix())
    for name in PAGE:
        shutil.copyfile(ROOT / "lite" / name, folder / name)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def files_of_the_toolkit() -> list[Path]:
    """The code and the tables of the toolkit; without the encoder of voice, for which browsers lack the packages."""
    found = sorted(path for path in (ROOT / "toolkit").rglob("*") if path.is_file())
    return [path for path in found if not {"__pycache__", "voice_encoder"} & set(path.parts)]


def fetched(folder: Path) -> Path:
    """The npm package of Pyodide: the one that lies there, or a new one."""
    package = folder / f"pyodide-{PYODIDE}.tgz"
    if not package.is_file():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(f"lite: npm is needed once, to fetch Pyodide; or put pyodide-{PYODIDE}.tgz into {folder}.")
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run([npm, "pack", f"pyodide@{PYODIDE}", "--silent"], cwd=folder, check=False)  # noqa: S603
        if done.returncode or not package.is_file():
            sys.exit("lite: npm could not fetch Pyodide; try again where npm has a registry.")
    if hashlib.sha512(package.read_bytes()).hexdigest() != SHA512:
        sys.exit(f"lite: {package.name} is not the package that it should be (its hash differs); delete it.")
    return package


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) == 2 else ROOT / "build" / "lite"
    size = build(target)
    print(f"{target}: {size / 1e6:.1f} MB. Open it with: python -m http.server -d {target}")
