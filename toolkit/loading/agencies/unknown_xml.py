"""XML of a kind that no reader knows: named by its root element, never guessed at."""

from __future__ import annotations

from toolkit.errors import LoadError
from toolkit.loading.markup import root_name
from toolkit.loading.records import Document, Reading

NAME = "unknown XML"


def recognises(document: Document) -> bool:
    """Whether there is an XML element at all: this reader is the last of its base."""
    return bool(root_name(document.data))


def read(document: Document) -> Reading:
    """Raises LoadError with the name of the root element and what can be done."""
    root = root_name(document.data)
    about = f"the root element <{root}>" if root else "no element"
    raise LoadError(
        f"{document.name}: this is XML with {about}, which is none of the news formats that are read (NITF, NewsML, "
        "NewsML-G2, RSS, Atom); turn it into a table (CSV) and load that."
    )
