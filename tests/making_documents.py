"""PDF and EPUB files for tests, made of their texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence


def pdf(*pages: Sequence[str], about: Mapping[str, str] | None = None, again: Sequence[int] = ()) -> bytes:
    """A PDF whose pages have these lines; `again` names pages (from 0) a second time at the end."""
    numbers = [4 + 2 * n for n in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in [*numbers, *(numbers[n] for n in again)])
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages) + len(again)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        escaped = [line.replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = "".join(f"({line}) Tj T*\n" for line in escaped)
        stream = f"BT /F1 10 Tf 50 750 Td 12 TL\n{shown}ET"
        box = f"/MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R"
        parts.append(f"<< /Type /Page /Parent 2 0 R {box} >>")
        parts.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    parts.append("<< " + " ".join(f"/{name} ({value})" for name, value in (about or {}).items()) + " >>")
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(parts) + 1} /Root 1 0 R /Info {len(parts)} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")


def epub(chapters: Mapping[str, str], *, about: str = "", spine: Sequence[str] = (), more: str = "") -> bytes:
    """An EPUB of these chapters, by the name of their file; `about` is its metadata, `more` further items."""
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"{_nav(name)}/>' for name in chapters
    )
    refs = "".join(f'<itemref idref="{name}"/>' for name in (spine or chapters))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{about}</metadata><manifest>{items}{more}</manifest><spine>{refs}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("in/book.opf", package)
        for name, body in chapters.items():
            archive.writestr(f"in/{name}", f"<html><body>{body}</body></html>")
    return out.getvalue()


def _nav(name: str) -> str:
    return ' properties="nav"' if name.startswith("nav") else ""
