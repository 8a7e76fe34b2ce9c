"""Which encoding a text without mark or declaration has: a guess, which the load report names.

charset-normalizer tells scripts apart (Cyrillic, Greek, Hebrew, Arabic, the East Asian families). It mixes up the
encodings of Latin letters, so among these the alphabets decide: the reading whose letters beyond ASCII all belong to
one language, with no sign inside a word and no capital after a small letter, is taken; Western Windows among equals.
"""

from __future__ import annotations

import re
from collections import Counter

# Letters beyond ASCII of languages in Latin script, small; national alphabets as their orthographies list them.
_ALPHABETS = {
    "Albanian": "ëç", "Croatian, Slovene": "čćđšž", "Czech": "áčďéěíňóřšťúůýž", "Danish, Norwegian": "æøåéèóòô",
    "Dutch": "éëïóöüèê", "English": "éèêëïôöçñ", "Estonian": "äõöüšž", "Finnish, Swedish": "åäöéü",
    "French": "àâæçéèêëîïôœùûüÿ",
    "German": "äöüßé", "Hungarian": "áéíóöőúüű", "Icelandic": "áðéíóúýþæö", "Italian": "àèéìíîòóùú",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž", "Polish": "ąćęłńóśźż", "Portuguese": "áâãàçéêíóôõúü", "Romanian": "ăâîşţșțé",
    "Slovak": "áäčďéíĺľňóôŕšťúýž", "Spanish, Catalan": "áéíñóúüàèïòç", "Turkish": "çğıöşüâîû",
}  # fmt: skip
# In order of preference: Windows encodings hold what ISO's hold, and the typographic marks of newspapers besides.
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1254", "iso8859_15", "cp1257", "mac_roman", "cp850", "mac_latin2")
_LATIN_FAMILY = re.compile(
    r"cp(?:125[02478]|437|85[0278]|86[0135]|1140|273|500|037)|iso8859_(?:1|2|3|4|9|10|13|14|15|16)$|latin_1|mac_(?:roman|latin2|turkish|iceland)|hp_roman8"
)
_FAMILIES = {  # the narrow encoding where it holds every character, else what programs write under its name
    "shift_jis": ("shift_jis", "cp932"), "shift_jis_2004": ("shift_jis", "cp932"), "cp932": ("shift_jis", "cp932"),
    "shift_jisx0213": ("shift_jis", "cp932"), "euc_jis_2004": ("euc_jp",), "euc_jisx0213": ("euc_jp",),
    "gb2312": ("gb18030",), "gbk": ("gb18030",), "euc_kr": ("cp949",), "tis_620": ("cp874",),
}  # fmt: skip
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"))
_WORD = re.compile(rb"[A-Za-z\x80-\xff][A-Za-z\x80-\xff'\-]*")
_TYPOGRAPHY = frozenset("“”„‚‘’‹›«»–—…•·°§£€©®™¡¿ªº\u00a0\u00ad")
_WORDS = 4000  # words with letters beyond ASCII that are looked at


def guess(data: bytes) -> str | None:
    """The most likely encoding, or None where the bytes are no text in any.

    >>> guess("Der Fluss stieg über die Brücke; der Bürgermeister schloß sie.".encode("cp1252"))
    'cp1252'
    """
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    found = best.encoding if best is not None else None
    if found is None or _LATIN_FAMILY.match(found):
        found = _latin(data) or found
    else:
        found = next((one for one in _FAMILIES.get(found, ()) if _reads(data, one)), found)
    if found is None or not _reads(data, found):
        return None
    empty = data.count(b"\0") / len(data)  # half of UTF-16 in Latin script and more of UTF-32; else it is no text
    return None if empty > 0.1 and not (empty > 0.25 and found.startswith(("utf_16", "utf_32"))) else found


def escaped(data: bytes) -> str | None:
    """The encoding of a text in ASCII whose escape sequences switch to Japanese or Korean; None for other texts."""
    for sequence, encoding in _ESCAPES:
        if sequence in data[:100_000] and _reads(data, encoding):
            return encoding
    return None


def _latin(data: bytes) -> str | None:
    """The Latin encoding in which the words look most like those of one language; None where they look like none."""
    if data.count(b"\0") or sum(byte < 32 for byte in data[:20_000].translate(None, b"\t\n\r\x0b\x0c\x1a\x1b")) > 3:
        return None
    words = Counter[bytes]()
    for match in _WORD.finditer(data):
        if not match.group().isascii():
            words[match.group()] += 1
            if len(words) >= _WORDS:
                break
    scored = [
        (_score(words, encoding), -place, encoding) for place, encoding in enumerate(_LATIN) if _reads(data, encoding)
    ]
    if not scored:
        return "latin_1" if words else None
    best = max(scored)
    return best[2] if best[0] > 0 else None


def _score(words: Counter[bytes], encoding: str) -> float:
    """The share of characters beyond ASCII that one language explains, less what stands where it cannot."""
    letters: Counter[str] = Counter()
    marks = wrong = total = 0
    for word, count in words.items():
        text = word.decode(encoding)
        for at, char in enumerate(text):
            if char.isascii():
                continue
            total += count
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            if char.isalpha():
                if char.isupper() and before.islower():
                    wrong += count
                else:
                    letters[char.lower()] += count
            elif char in _TYPOGRAPHY and not (before.isalpha() and after.isalpha() and char != "’"):
                marks += count
            else:
                wrong += count
    if not total:
        return 0.0
    explained = max(sum(letters[letter] for letter in alphabet) for alphabet in _ALPHABETS.values())
    return (explained + marks - 2 * wrong) / total


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
