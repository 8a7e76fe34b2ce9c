"""How the tests of agency formats read one file: by the reader's name, and only after it has recognised the bytes."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from toolkit.loading.records import Document, Reading, Story


def reader(name: str) -> ModuleType:
    return import_module(f"toolkit.loading.agencies.{name}")


def read(name: str, data: bytes | str) -> Reading:
    document = Document(data=data.encode() if isinstance(data, str) else data, name="story.xml")
    module = reader(name)
    assert module.recognises(document)
    result: Reading = module.read(document)
    return result


def story(name: str, data: bytes | str) -> Story:
    (found,) = read(name, data).stories
    return found


def extra(found: Story) -> dict[str, object]:
    return dict(found.extra)


def reasons(name: str, data: bytes | str) -> list[tuple[str, str]]:
    """What was set aside: the place and the reason."""
    return [(one.locator, one.reason) for one in read(name, data).rejections]
