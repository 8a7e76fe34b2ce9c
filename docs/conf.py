"""The documentation site, built by `make docs` from a copy of docs/, notebooks/, README.md and others in build/."""

from __future__ import annotations

import re
from typing import Any

import toolkit

project = "Media analysis toolkit"
author = "The authors of the media analysis toolkit"
version = release = toolkit.__version__
extensions = ["sphinx.ext.autodoc", "myst_nb"]
exclude_patterns = ["README.md", "images", "notebooks/workshop"]
html_theme = "pydata_sphinx_theme"
html_title = project
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "header_links_before_dropdown": 5,
}
default_role = "code"  # one backtick in a docstring is code, as in Markdown
autodoc_typehints = "signature"
maximum_signature_line_length = 90
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
nb_execution_mode = "off"  # notebooks are shown as they are stored; `make test` proves that they run so
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["mystnb.unknown_mime_type", "myst.xref_missing", "myst.header"]
_ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| .+ \|$", re.MULTILINE)  # rows of names; commands have spaces in them


def _with_docstrings(app: Any, document: str, source: list[str]) -> None:
    """Below each table of the reference: signature and docstring of every name in its first column."""
    if document != "reference":
        return
    sections = re.split(r"(?m)^(?=## )", source[0])
    source[0] = "\n".join(section + _directives(section) for section in sections)


def _directives(section: str) -> str:
    lines = []
    for names in _ROW.findall(section):
        for name in re.findall(r"`(\w+)`", names):
            thing = getattr(toolkit, name)
            kind = "autoexception" if _is_error(thing) else "autoclass" if isinstance(thing, type) else "autofunction"
            if isinstance(thing, str):
                continue  # __version__ has no docstring of its own
            lines += [f".. {kind}:: toolkit.{name}"]
            lines += ["   :members:", ""] if kind == "autoclass" else [""]
    return "\n```{eval-rst}\n" + "\n".join(lines) + "\n```\n" if lines else ""


def _is_error(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, Exception)


def _as_restructured_text(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    """Docstrings are plain prose: stars, bars and underscores outside code mean nothing; blocks of examples do."""
    text = "\n".join(lines)
    parts = re.split(r"(``.+?``|`[^`\n]+`|^>>>(?:.+\n?)+)", text, flags=re.MULTILINE)
    for number in range(0, len(parts), 2):
        parts[number] = re.sub(r"([*|])|(?<=\w)_(?!\w)", lambda found: "\\" + found.group(), parts[number])
    lines[:] = "".join(parts).split("\n")


def _of_other_packages(app: Any, what: str, name: str, thing: Any, skip: bool, options: Any) -> bool:
    """Members that scikit-learn puts into its estimators are told in its own documentation."""
    return skip or not str(getattr(thing, "__module__", "toolkit")).startswith(("toolkit", "builtins"))


def setup(app: Any) -> None:
    app.connect("source-read", _with_docstrings)
    app.connect("autodoc-skip-member", _of_other_packages)
    app.connect("autodoc-process-docstring", _as_restructured_text)
