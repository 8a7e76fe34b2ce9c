"""How much of an archive and of a sheet is read: exactly up to each limit, and what goes beyond is named."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Sequence

import pytest

from toolkit.articles import Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading.archives import Budget, Limits, check_office, members, shown
from toolkit.loading.bounds import bounded
from toolkit.loading.sheets import sheets_of


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=packing)
    return held.getvalue()


def tarred(*files: tuple[str, bytes], links: Sequence[str] = (), folders: Sequence[str] = ()) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name in folders:
            info = tarfile.TarInfo(name)
            info.type = tarfile.DIRTYPE
            archive.addfile(info)
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/news"
            archive.addfile(info)
    return held.getvalue()


def got(data: bytes, kind: str, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """The names of the members, and what was set aside with its reason."""
    found = list(members(data, kind, source="a", budget=Budget(limits or Limits())))
    names = [one.name for one in found if not isinstance(one, Rejection)]
    return names, [f"{one.source}: {one.reason}" for one in found if isinstance(one, Rejection)]


FILES = (("a.txt", b"x" * 10), ("b/c.txt", b"y" * 20))
HIDDEN = (("__MACOSX/a.txt", b"z"), ("b/.hidden", b"z"), (".DS_Store", b"z"))


@pytest.mark.parametrize(("data", "kind"), [(zipped(*FILES, *HIDDEN, ("d/", b"")), "zip"),
                                            (tarred(*FILES, *HIDDEN, folders=["d"]), "tar")])  # fmt: skip
def test_members_are_read_without_folders_and_hidden_files(data: bytes, kind: str) -> None:
    assert got(data, kind) == (["a.txt", "b/c.txt"], [])


def test_a_file_that_is_packed_alone_is_one_member_without_a_name() -> None:
    (found,) = members(gzip.compress(b"Rain", mtime=0), "gzip", source="a", budget=Budget(Limits()))
    assert found == ("", b"Rain")
    with pytest.raises(LoadError, match="a: the gzip archive is damaged or cut short"):
        list(members(b"\x1f\x8bno", "gzip", source="a", budget=Budget(Limits())))


@pytest.mark.parametrize(
    ("limits", "names", "said"),
    [
        (Limits(members=2), ["a.txt", "b/c.txt"], []),
        (Limits(file_bytes=20), ["a.txt", "b/c.txt"], []),
        (Limits(file_bytes=19), ["a.txt"], ["a!b/c.txt: a!b/c.txt: the file is larger than 0 MB"]),
        (Limits(total_bytes=30), ["a.txt", "b/c.txt"], []),
        (Limits(total_bytes=29), ["a.txt"], ["a!b/c.txt: a!b/c.txt: the archive unpacks to more than 0 MB"]),
    ],
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_each_limit_is_the_most_that_is_read(kind: str, limits: Limits, names: list[str], said: list[str]) -> None:
    data = zipped(*FILES) if kind == "zip" else tarred(*FILES)
    found, aside = got(data, kind, limits)
    assert found == names
    assert [one.partition(";")[0] for one in aside] == said


def test_members_beyond_the_limit_are_counted_or_named() -> None:
    assert got(zipped(*FILES), "zip", Limits(members=1)) == (
        ["a.txt"],
        ["a: the archive has 2 members, and 1 are read; split it or raise the limit"],
    )
    assert got(tarred(*FILES), "tar", Limits(members=1)) == (
        ["a.txt"],
        ["a: only the first 1 members are read; split it"],
    )


def test_a_link_in_an_archive_is_never_followed() -> None:
    said = ["a!link: a link or a device in an archive is never followed"]
    assert got(tarred(*FILES, links=["link"]), "tar") == (["a.txt", "b/c.txt"], said)


@pytest.mark.parametrize(("size", "read"), [(1_000_000, True), (1_000_001, False)])
def test_a_member_of_more_than_a_megabyte_may_not_be_many_times_its_packed_size(size: int, read: bool) -> None:
    names, said = got(zipped(("a.txt", b"x" * size), packing=zipfile.ZIP_DEFLATED), "zip")
    assert (names == ["a.txt"]) is read
    assert any("more than 200 times its size, which is the mark of a ZIP bomb" in one for one in said) is not read


def test_a_ratio_is_the_most_that_a_member_may_grow() -> None:
    size = 2_000_000
    assert got(zipped(("a.txt", b"x" * size)), "zip", Limits(ratio=1)) == (["a.txt"], [])
    data = zipped(("a.txt", b"x" * size), packing=zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        packed = archive.infolist()[0].compress_size
    assert got(data, "zip", Limits(ratio=size // packed + 1))[0] == ["a.txt"]
    assert got(data, "zip", Limits(ratio=size // packed - 1))[0] == []


def test_an_encrypted_member_is_set_aside() -> None:
    data = bytearray(zipped(*FILES))
    for at in (data.index(b"PK\x01\x02") + 8, 6):
        data[at] |= 1
    names, said = got(bytes(data), "zip")
    assert names == ["b/c.txt"]
    assert said == ["a!a.txt: a!a.txt: the member is encrypted; unpack the archive with its password first."]


def test_damaged_archives_say_so() -> None:
    with pytest.raises(LoadError, match="the ZIP archive is damaged"):
        got(b"PK\x03\x04", "zip")
    with pytest.raises(LoadError, match="the tar archive is damaged"):
        got(b"x" * 600, "tar")
    data = bytearray(zipped(*FILES))
    data[data.index(b"x" * 10)] = 0
    assert got(bytes(data), "zip")[0] == ["b/c.txt"]


def test_an_office_document_is_checked_before_it_is_unpacked() -> None:
    check_office(zipped(*FILES), source="a")
    check_office(zipped(*FILES), source="a", limits=Limits(total_bytes=30))
    with pytest.raises(LoadError, match="unpacks to more than"):
        check_office(zipped(*FILES), source="a", limits=Limits(total_bytes=29))
    big = zipped(("a.txt", b"x" * 1_000_001), packing=zipfile.ZIP_DEFLATED)
    with pytest.raises(LoadError, match="ZIP bomb"):
        check_office(big, source="a")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("C:\\x\\a.txt", "x/a.txt"),
        ("./a//b", "a/b"),
        ("a\x07b", "a?b"),
        ("..", "unnamed"),
    ],
)
def test_a_name_in_an_archive_leads_nowhere(name: str, plain: str) -> None:
    assert shown(name) == plain


def test_bounds_of_a_table_are_exact() -> None:
    limits = Limits(rows=3, cells=6, total_bytes=9)
    bounded("a", 3, 2, 9, limits, what="sheet")
    for rows, columns, unpacked, name in ((4, 1, 0, "rows"), (3, 3, 0, "cells"), (3, 2, 10, "total_bytes")):
        with pytest.raises(TableError, match=rf"limits=Limits\({name}="):
            bounded("a", rows, columns, unpacked, limits, what="sheet")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(rows: str) -> bytes:
    return zipped(
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode())
    )


TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def ods(*tables: str) -> bytes:
    inside = "".join(f"<t:table>{rows}</t:table>" for rows in tables)
    return zipped(("content.xml", f'<o xmlns:t="{TABLE}" xmlns:o="{OFFICE}">{inside}</o>'.encode()))


def cell(where: str) -> str:
    return f'<c r="{where}"><v>1</v></c>'


@pytest.mark.parametrize(
    ("data", "rows", "cells"),
    [
        (xlsx(cell("A1") + cell("C2")), 2, 6),
        (xlsx(cell("B3") + cell("B5")), 3, 3),
        (xlsx(cell("Z1") + cell("AB1")), 1, 3),
        (xlsx(cell("b2") + cell("A4")), 3, 6),
        (xlsx('<c r="A1"/><c r="ZZ99"></c>' + cell("A2")), 1, 1),
        (xlsx(cell("A1") + " " * (1 << 20) + cell("A9")), 9, 9),
        (ods("<t:table-row><t:table-cell><p/></t:table-cell></t:table-row>"), 1, 1),
        (ods('<t:table-row t:number-rows-repeated="3"><t:table-cell><p/></t:table-cell></t:table-row>'), 3, 3),
        (ods('<t:table-row><t:table-cell t:number-columns-repeated="4" o:value="1"/><t:table-cell/></t:table-row>'), 1,
         4),
        (ods('<t:table-row><t:table-cell><p/></t:table-cell></t:table-row><t:table-row t:number-rows-repeated="9"/>'),
         1, 1),
        (ods('<t:table-row t:number-rows-repeated="4"/><t:table-row><t:table-cell><p/></t:table-cell></t:table-row>'),
         5, 5),
        (ods("<t:table-row><t:table-cell><p/></t:table-cell><t:table-cell><p/></t:table-cell></t:table-row>",
             "<t:table-row><t:table-cell><p/></t:table-cell></t:table-row>" * 3), 3, 6),
    ],
)  # fmt: skip
def test_the_reach_of_a_sheet_is_told_from_its_cells_before_it_is_read(data: bytes, rows: int, cells: int) -> None:
    for limits, name in ((Limits(rows=rows - 1), "rows"), (Limits(cells=cells - 1), "cells")):
        with pytest.raises(TableError, match=rf"limits=Limits\({name}="):
            sheets_of(data, source="a", limits=limits)
    with pytest.raises(TableError) as error:
        sheets_of(data, source="a", limits=Limits(rows=rows, cells=cells))
    assert "the spreadsheet cannot be read" in str(error.value)  # it is no whole workbook, and within the limits


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(TableError, match="the spreadsheet is damaged or none"):
        sheets_of(b"text", source="a", limits=Limits())
    with pytest.raises(TableError, match="a: the ZIP archive is damaged"):
        sheets_of(b"PK\x03\x04", source="a", limits=Limits())
    with pytest.raises(TableError, match="cannot be read"):
        sheets_of(ods("<t:table-row>"), source="a", limits=Limits())
