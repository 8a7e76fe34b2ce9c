"""What is given to `load`: paths as they are written, addresses, and objects that are no path."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from toolkit.loading.asking import checked

WEB, CLOUD, DATABASE = "the address of a web page", "an address in a cloud", "the address of a database"


class Lazy:
    """A table of a kind that is known by one of its methods."""

    def __init__(self, method: str) -> None:
        setattr(self, method, lambda: None)

    def __iter__(self) -> Any:
        return iter(())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("https://herald.example/story", WEB),
        (" HTTP://herald.example/story\n", WEB),
        ("www.herald.example/story", WEB),
        ("ftp://herald.example/news.zip", WEB),
        ("S3://bucket/news.csv", CLOUD),
        ("gs://bucket/news.csv", CLOUD),
        ("postgresql://host/news", DATABASE),
        ("postgresql+psycopg2://host/news", DATABASE),
        (" \n ", "an empty string"),
        (bytearray(b"Rain"), "was given bytes"),
        (Lazy("itertuples"), "a Lazy in memory"),
        (Lazy("to_pandas"), "a Lazy in memory"),
        (Lazy("iter_rows"), "a Lazy in memory"),
        (Lazy("read"), r"an open file \(Lazy\)"),
        ({"text": "Rain"}, "a record in memory"),
        (["a.txt", {"text": "Rain"}], "a list of records"),
        (1.5, "given a float"),
    ],
)
def test_what_is_no_path_is_told_apart(given: Any, said: str) -> None:
    with pytest.raises(tk.LoadError, match=said):
        checked(given)


@pytest.mark.parametrize(
    "given", ["news.txt", "a//b", "www.txt", "C:\\news", "see https://herald.example/a", "https://two words", Path("n"),
              ["a.txt", Path("b.txt")], ("a.txt",)],
)  # fmt: skip
def test_paths_stay_as_they_are(given: Any) -> None:
    assert checked(given) == (list(given) if isinstance(given, tuple) else given)


def test_a_file_that_is_called_like_an_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("www.herald.example").write_text("Rain fell on Leeds.")
    assert tk.load("www.herald.example")[0].text == "Rain fell on Leeds."


def test_the_address_of_a_file_is_its_path(tmp_path: Path) -> None:
    (tmp_path / "rain on leeds.txt").write_text("Rain fell on Leeds.")
    address = (tmp_path / "rain on leeds.txt").as_uri()
    assert "%20" in address
    assert tk.load(address)[0].text == "Rain fell on Leeds."
    assert tk.load(f" {address.replace('file', 'FILE', 1)} ")[0].text == "Rain fell on Leeds."


@pytest.mark.parametrize("kind", [str, Path])
def test_a_tilde_is_the_folder_of_the_user(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/ada")
    monkeypatch.setenv("USERPROFILE", "/ada")
    assert checked(kind("~/news")) == os.path.expanduser("~/news") != "~/news"
    assert checked(kind("news/~old")) == kind("news/~old")


def test_a_path_in_bytes_stays_one() -> None:
    class Bytes(os.PathLike[bytes]):
        def __fspath__(self) -> bytes:
            return b"~/news"

    given: Any = Bytes()
    assert checked(given) is given


def test_an_open_file_of_bytes_is_told() -> None:
    with pytest.raises(tk.LoadError, match=r"an open file \(BytesIO\); give its path instead"):
        tk.load(io.BytesIO(b"Rain"))  # type: ignore[arg-type]
