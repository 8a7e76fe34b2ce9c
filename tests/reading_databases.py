"""How the tests ask a reader, and find the reader that the table would choose."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from toolkit.loading.formats import READERS
from toolkit.loading.records import Document, Reading, Story


def document(data: bytes | str, *, encoding: str | None = None) -> Document:
    return Document(data=data.encode("utf-8") if isinstance(data, str) else data, name="export", encoding=encoding)


def reader(name: str) -> ModuleType:
    return import_module(f"toolkit.loading.{name}")


def chosen(base: str, file: Document) -> str:
    """The first reader of a base that recognises a file, as the loader asks them."""
    return next(name for name in READERS[base] if reader(name).recognises(file))


def read(base: str, name: str, data: bytes | str, *, encoding: str | None = None) -> Reading:
    """The reading of a file, after checking that the table leads to this reader and no other of its base does."""
    file = document(data, encoding=encoding)
    claims = [n for n in READERS[base] if n.startswith("databases.") and reader(n).recognises(file)]
    assert claims == [name]
    assert chosen(base, file) == name
    result = reader(name).read(file)
    assert isinstance(result, Reading)
    return result


def words_of(reading: Reading) -> str:
    """Every word that a reading kept, whatever it took it for."""
    kept: list[str] = []
    for story in reading.stories:
        kept += [story.text, *story.notices, *story.taglines]
        kept += [text for text in (story.headline, story.deck, story.byline, story.outlet, story.section) if text]
        kept += [text for text in (story.dateline, story.agency) if text]
        kept += [caption.text for caption in story.captions] + [aside.text for aside in story.asides]
        kept += [str(value) for _, value in story.extra]
    return " ".join(kept)


def reading_of(name: str, data: bytes | str) -> Reading:
    """What a reader of databases makes of a file that it recognises."""
    file = document(data)
    assert reader(f"databases.{name}").recognises(file)
    result = reader(f"databases.{name}").read(file)
    assert isinstance(result, Reading)
    return result


def recognised(name: str, data: bytes | str) -> bool:
    """Whether a reader of databases takes a file for its own."""
    answer = reader(f"databases.{name}").recognises(document(data))
    assert answer in (True, False)
    return bool(answer)


def asides_of(story: Story) -> list[tuple[str, str]]:
    """The kind and the words of what a reader set aside."""
    return [(aside.kind, aside.text) for aside in story.asides]
