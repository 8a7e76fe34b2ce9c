"""Files that no reader reads: told from their first bytes and named as what they are, with the way out."""

from __future__ import annotations

import pickletools
import re
from collections.abc import Set

_NOTHING = "which holds no article that can be read."
_TABLE = "open it where it was made and save the table as CSV, Excel or Parquet"
_PICKLE = (
    "this is a Python pickle, which is never opened, because it may run programs; write the table with to_parquet() or "
    "to_csv(), or give the DataFrame to toolkit.from_table()."
)
_ENCRYPTED = "decrypt it with its program and key, and load the result."

# First bytes, where they stand, what the file is, and what to do.
_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG", 0, f"this is a PNG image, {_NOTHING}"),
    (b"\xff\xd8\xff", 0, f"this is a JPEG image, {_NOTHING}"),
    (b"GIF8", 0, f"this is a GIF image, {_NOTHING}"),
    (b"II*\x00", 0, f"this is a TIFF image, {_NOTHING}"),
    (b"MM\x00*", 0, f"this is a TIFF image, {_NOTHING}"),
    (b"8BPS", 0, f"this is a Photoshop image, {_NOTHING}"),
    (b"WEBP", 8, f"this is a WebP image, {_NOTHING}"),
    (b"WAVE", 8, f"this is a sound file, {_NOTHING}"),
    (b"ftypheic", 4, f"this is a HEIC image, {_NOTHING}"),
    (b"ftyp", 4, f"this is a film, {_NOTHING}"),
    (b"\x1aE\xdf\xa3", 0, f"this is a film, {_NOTHING}"),
    (b"ID3", 0, f"this is a sound file, {_NOTHING}"),
    (b"OggS", 0, f"this is a sound file, {_NOTHING}"),
    (b"fLaC", 0, f"this is a sound file, {_NOTHING}"),
    (b"\x7fELF", 0, f"this is a program, {_NOTHING}"),
    (b"MZ\x90", 0, f"this is a program, {_NOTHING}"),
    (b"\xca\xfe\xba\xbe", 0, f"this is a program, {_NOTHING}"),
    (b"7z\xbc\xaf\x27\x1c", 0, "this is a 7-Zip archive; unpack it first and load the folder."),
    (b"Rar!", 0, "this is a RAR archive; unpack it first and load the folder."),
    (b"\x28\xb5\x2f\xfd", 0, "this is a Zstandard archive; unpack it first and load the result."),
    (b"\x1f\x9d", 0, "this is a compress (.Z) archive; unpack it first and load the result."),
    (b"LZIP", 0, "this is an lzip archive; unpack it first and load the result."),
    (b"MSCF", 0, "this is a cabinet archive; unpack it first and load the folder."),
    (b"RDX2", 0, f"this is an R workspace (.RData); {_TABLE}: write.csv() in R."),
    (b"RDX3", 0, f"this is an R workspace (.RData); {_TABLE}: write.csv() in R."),
    (b"$FL2", 0, f"this is a file of SPSS (.sav); {_TABLE}."),
    (b"$FL3", 0, f"this is a file of SPSS (.zsav); {_TABLE}."),
    (b"<stata_dta>", 0, f"this is a file of Stata (.dta); {_TABLE}: export delimited in Stata."),
    (b"\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60", 0, f"this is a file of SAS (.sas7bdat); {_TABLE}."),
    (b"HEADER RECORD***", 0, f"this is a transport file of SAS (.xpt); {_TABLE}."),
    (b"Obj\x01", 0, f"this is an Avro file; {_TABLE}."),
    (b"ORC", 0, f"this is an ORC file; {_TABLE}."),
    (b"\x89HDF", 0, f"this is an HDF5 file; {_TABLE}."),
    (b"\x93NUMPY", 0, f"this is a file of numpy arrays; {_TABLE}."),
    (b"DUCK", 8, "this is a DuckDB database; write the table with COPY ... TO 'news.parquet', and load that."),
    (b"Standard Jet DB", 4, f"this is a database of Access (.mdb); {_TABLE}."),
    (b"Standard ACE DB", 4, f"this is a database of Access (.accdb); {_TABLE}."),
    (b"!BDN", 0, "this is a mailbox of Outlook (.pst); export the folder as .mbox or .eml files."),
    (
        b"bplist00",
        0,
        "this is a property list of Apple, mostly a web archive of Safari (.webarchive); save the page as HTML.",
    ),
    (b"BOOKMOBI", 60, "this is a Kindle book (.mobi, .azw); convert it to EPUB."),
    (b"TPZ", 0, "this is a Kindle book (.tpz); convert it to EPUB."),
    (b"AT&TFORM", 0, "this is a DjVu document; save its text."),
    (b"%!PS", 0, "this is a PostScript document; save it as PDF or text."),
    (b"\xfft\xd6\xe3", 0, f"this is an encrypted file; {_ENCRYPTED}"),
    (b"Salted__", 0, f"this is an encrypted file (OpenSSL); {_ENCRYPTED}"),
    (b"-----BEGIN PGP MESSAGE", 0, f"this is an encrypted file (PGP); {_ENCRYPTED}"),
    (b"age-encryption.org/", 0, f"this is an encrypted file (age); {_ENCRYPTED}"),
    (b"-----BEGIN AGE ENCRYPTED", 0, f"this is an encrypted file (age); {_ENCRYPTED}"),
    (b"\x03\xd9\xa2\x9a", 0, f"this is an encrypted file (KeePass); {_ENCRYPTED}"),
    (b"AES\x02", 0, f"this is an encrypted file (AES Crypt); {_ENCRYPTED}"),
    (b"GNUPG", 0, f"this is an encrypted file (GnuPG); {_ENCRYPTED}"),
    (b"LUKS\xba\xbe", 0, f"this is an encrypted disk; {_ENCRYPTED}"),
)
_STATA = re.compile(rb"[\x69\x6c-\x73][\x01\x02]\x01\x00")  # the four first bytes of .dta before release 117
_PICKLE_OLD = re.compile(
    rb"(?:\(dp\d|\(lp\d|ccopy_reg\n|c__builtin__\n|cpandas[\w.]*\n|cnumpy[\w.]*\n|ccollections\n|\(i[\w.]+\n)"
)
_PICKLE_NEW = re.compile(rb"\x80[\x02-\x05]")
_RDS = re.compile(rb"(?:X\n\0\0\0[\x02\x03]|A\n[23]\n\d+\n)")
_PGP_PACKET = re.compile(rb"(?:\x85[\x01-\x04].\x03|\x84.\x03|\x8c.\x04)", re.S)
_ZIP_KINDS = (
    ("Index/Document.iwa", "this is a document of Apple Pages, Numbers or Keynote; export it as Word, Excel or PDF."),
    ("index.apxl", "this is a presentation of Apple Keynote; save its text as a document."),
    ("buildVersionHistory.plist", "this is a document of Apple Pages or Numbers; export it as Word, Excel or PDF."),
    ("AndroidManifest.xml", f"this is a program, {_NOTHING}"),
)


def refused_kind(data: bytes, *, packed: bool = False) -> str | None:
    """What a file is that no reader reads, and what to do with it; None for all others.

    `packed`: the bytes come out of a gzip archive, as R packs its files.

    >>> refused_kind(b"\\x80\\x05\\x95 and more").startswith("this is a Python pickle")
    True
    """
    if _RDS.match(data):
        return f"this is an R object (.rds); {_TABLE}: write.csv() in R."
    if _PICKLE_NEW.match(data[:16]) or _PICKLE_OLD.match(data[:64]) or _is_old_pickle(data):
        return _PICKLE
    if packed and not data.startswith((b"RDX", b"$FL", b"\x93NUMPY")):
        return None
    for signature, at, said in _SIGNATURES:
        if data.startswith(signature, at):
            if signature in (b"WEBP", b"WAVE") and not data.startswith(b"RIFF"):
                continue
            if (
                signature in (b"ORC", b"TPZ", b"ID3", b"GNUPG", b"LZIP", b"MSCF")
                and data[:64].isascii()
                and b"\0" not in data[:64]
            ):
                continue  # letters that a text may begin with
            return said
    if _STATA.match(data[:4]) and b"\0" in data[:110]:
        return f"this is a file of Stata (.dta); {_TABLE}: export delimited in Stata."
    return f"this is an encrypted file (PGP); {_ENCRYPTED}" if _PGP_PACKET.match(data[:8]) else None


def _is_old_pickle(data: bytes) -> bool:
    """Whether the bytes are a pickle of the first protocols, told by reading its operations; none of them is run."""
    if data[:1] not in (b"(", b"}", b"]", b")", b"c") or not data.rstrip(b"\r\n").endswith(b"."):
        return False
    try:
        operations = sum(1 for _ in pickletools.genops(data))
    except Exception:  # whatever it stumbles over: these bytes are no pickle
        return False
    return operations > 2


def refused_zip(names: Set[str]) -> str | None:
    """What a ZIP is that no reader reads, by the names in it."""
    for name, said in _ZIP_KINDS:
        if name in names:
            return said
    if any(name.endswith(".iwa") for name in names):
        return _ZIP_KINDS[0][1]
    if "index.xml" in names and any(name.startswith(("QuickLook/", "thumbs/")) for name in names):
        return _ZIP_KINDS[0][1]
    return None
