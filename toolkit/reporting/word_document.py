"""The page as a Word document, through the pandoc that is installed as a package."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError

_EPOCH = (1980, 1, 1, 0, 0, 0)


def need_pandoc() -> Any:
    """The module that calls pandoc. Raises ReportError if it is not installed."""
    try:
        return importlib.import_module("pypandoc")
    except ImportError as error:
        raise ReportError(
            "A Word document needs the extra docx: pip install 'media-analysis-toolkit[docx]'."
        ) from error


def write_word(made: Path) -> None:
    """Write report.docx beside index.html. Raises ReportError if pandoc cannot convert the page."""
    pandoc = need_pandoc()
    out = made / "report.docx"
    try:
        pandoc.convert_file(
            str(made / "index.html"), "docx", format="html", outputfile=str(out),
            cworkdir=str(made),
        )  # fmt: skip
    except (RuntimeError, OSError) as error:
        raise ReportError(f"pandoc cannot write the Word document ({str(error).splitlines()[0]}).") from error
    _without_times(out)


def _without_times(path: Path) -> None:
    """Two runs of a report are the same: no time of day in the document."""
    import re

    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in sorted(archive.namelist())]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            if name == "docProps/core.xml":
                data = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", data)
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
