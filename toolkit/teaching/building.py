"""A folder for a workshop, whole, to put on USB sticks or on any web host."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from toolkit.errors import ReportError
from toolkit.folders import written_whole
from toolkit.notebook_files import shipped
from toolkit.teaching.activities import Activity, activities
from toolkit.teaching.classroom import classroom_page, template_text
from toolkit.teaching.printing import handout, overview, plan, slide

MARKER = "READ ME FIRST.txt"  # a folder that has it was built by this function and may be built again


def build_workshop(target: str | os.PathLike[str]) -> Path:
    """Write a folder with all activities for a class: `learner/` to give away, `facilitator/` to keep.

    `learner/` holds one page per activity, which runs from disk in any browser, the handouts, the stories and the
    notebooks with blanks. `facilitator/` holds plans with the keys, slides, the notebooks with answers and the key of
    the stories. Nothing in the folder needs a network. A folder that is neither empty nor a workshop is left alone.

    Gives the path of the learner's first page.

    Raises:
        ReportError: if the folder holds something else, or cannot be written.

    >>> build_workshop("workshop/")  # doctest: +SKIP
    PosixPath('workshop/learner/index.html')
    """
    if not isinstance(target, (str, os.PathLike)):
        raise ReportError(f"target is the folder of the workshop, and got {type(target).__name__}.")
    folder = Path(target)
    if folder.is_file():
        raise ReportError(f"{folder}: this is a file; give a folder that is empty or does not exist.")
    if folder.is_dir() and any(folder.iterdir()) and not _is_workshop(folder):
        raise ReportError(f"{folder}: this folder holds something that is no workshop; give an empty or a new one.")
    try:
        with written_whole(folder) as made:
            _write(made, activities())
    except OSError as error:
        raise ReportError(f"{folder}: the workshop cannot be written ({error.strerror or error}).") from error
    return folder / "learner" / "index.html"


def _is_workshop(folder: Path) -> bool:
    return (folder / MARKER).is_file() and (folder / "learner" / "index.html").is_file()


def _write(made: Path, all_of_them: tuple[Activity, ...]) -> None:
    learner, facilitator = made / "learner", made / "facilitator"
    for folder in (learner / "handouts", facilitator / "plans", facilitator / "slides"):
        folder.mkdir(parents=True)
    for one in all_of_them:
        name = f"{one.number}_{one.name}.html"
        _text(learner / name, classroom_page(one))
        _text(learner / "handouts" / name, handout(one))
        _text(facilitator / "plans" / name, plan(one))
        _text(facilitator / "slides" / name, slide(one))
    _text(learner / "index.html", overview(all_of_them, facilitator=False))
    _text(facilitator / "index.html", overview(all_of_them, facilitator=True))
    source = shipped("notebooks") / "workshop"
    for folder, whose in ((learner, "learner"), (facilitator, "facilitator")):
        shutil.copytree(source / "stories", folder / "stories")  # notebooks name ../stories
        (folder / "notebooks").mkdir()
        for path in sorted((source / whose).glob("*.ipynb")):
            shutil.copyfile(path, folder / "notebooks" / path.name)
    shutil.copyfile(source / "facilitator" / "key.csv", facilitator / "key.csv")
    _text(made / MARKER, template_text("first.txt"))


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
