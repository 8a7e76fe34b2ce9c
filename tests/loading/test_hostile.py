"""Hostile files: each ends in a sentence, or is read for what it is; nothing is expanded, fetched or written."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit as tk
from tests.making import BODY, hostile
from toolkit.loading import Limits

READ = {  # what is odd and no danger is read, and the report says what was changed
    "NUL inside.txt": "control characters 3",
    "lone surrogate.json": "half characters",
    "one line of 1 MB.txt": "1 kept",
    "one word of 1 MB.txt": "1 kept",
}
SAID = {
    "billion laughs.xml": "XML",
    "external entity.xml": "XML",
    "zip bomb.zip": "ZIP bomb",
    "bomb.gz": "ZIP bomb",
    "bomb.xlsx": "ZIP bomb",
    "zip that lies of its size.zip": "damaged",
    "nested three times.zip": "inside an archive inside an archive",
    "encrypted.zip": "encrypted",
    "cut.zip": "cut short",
    "cut.gz": "cut short",
    "cut.parquet": "cut short",
    "deep JSON.json": "nested too deeply",
    "huge number.json": "",
    "huge CSV field.csv": "field larger than",
    "text of 11 MB.txt": "larger than 10 MB",
    "links.tar": "never followed",
    "way out.zip": "the file is empty",
    "picture.txt": "a PNG image",
    "half a UTF-16 file.txt": "cut short",
    "no members.zip": "holds no file",
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return hostile()


@pytest.mark.parametrize("name", sorted(hostile()))
def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    path = tmp_path / name
    path.write_bytes(files[name])
    try:
        corpus = tk.load(path)
    except tk.LoadError as error:
        message = str(error)
        assert name not in READ
        assert SAID.get(name, path.name) in message
        assert message.startswith(str(path))
        assert "\n" not in message
        assert "please tell the authors" not in message
    else:
        assert READ.get(name, " ") in str(corpus.load_report) or name == "lone surrogate.txt"
        assert corpus.load_report.found == corpus.load_report.kept + corpus.load_report.set_aside
    assert list(tmp_path.iterdir()) == [path]


def test_one_hostile_file_does_not_keep_the_others_from_being_read(tmp_path: Path, files: dict[str, bytes]) -> None:
    for name in ("billion laughs.xml", "zip bomb.zip", "cut.zip", "deep JSON.json", "picture.txt"):
        (tmp_path / name).write_bytes(files[name])
    (tmp_path / "story.txt").write_text(BODY, encoding="utf-8")
    corpus = tk.load(tmp_path)
    assert [article.id for article in corpus] == ["story"]
    assert len(corpus.rejected) == 5


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as made:
        made.truncate(3_000_000_000)
    with pytest.raises(tk.LoadError, match="larger than 200 MB"):
        tk.load(path)
    path.write_text(BODY, encoding="utf-8")
    with pytest.raises(tk.LoadError, match=r"limits=Limits\(file_bytes"):
        tk.load(path, limits=Limits(file_bytes=10))


def test_names_of_members_are_shown_and_lead_nowhere(tmp_path: Path) -> None:
    from tests.making import zip_bytes

    path = tmp_path / "news.zip"
    path.write_bytes(zip_bytes({"../../etc/a.txt": BODY, "C:\\b.txt": BODY, "/top/\x1b[31mc.txt": BODY}))
    assert [article.id for article in tk.load(path)] == ["news/etc/a", "news/b", "news/top/?[31mc"]
