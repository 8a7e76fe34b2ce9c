"""The codes of languages that databases name in words."""

from __future__ import annotations

import re

_CODES = {
    "ar": "ara arabic arabisch arabe árabe 阿拉伯语 阿拉伯文",
    "bg": "bul bulgarian bulgarisch bulgare",
    "cs": "ces cze czech tschechisch tchèque",
    "da": "dan danish dänisch danois dansk",
    "de": "deu ger german deutsch allemand alemán tedesco duits ドイツ語 德语 德文",
    "el": "ell gre greek griechisch grec griego ελληνικά",
    "en": "eng english englisch anglais inglés inglese engels 英語 英语 英文",
    "es": "spa castilian spanish spanisch espagnol español castellano spaans 西班牙语 西班牙文",
    "fa": "fas per persian farsi persisch persan",
    "fi": "fin finnish finnisch finnois suomi",
    "fr": "fra fre french französisch français francés francese frans 法语 法文",
    "he": "heb hebrew hebräisch hébreu",
    "hi": "hin hindi",
    "hr": "hrv croatian kroatisch croate",
    "hu": "hun hungarian ungarisch hongrois magyar",
    "id": "ind indonesian indonesisch",
    "it": "ita italian italienisch italien italiano italiaans 意大利语",
    "ja": "jpn japanese japanisch japonais 日本語 日语 日文",
    "ko": "kor korean koreanisch coréen 한국어 韩语 韩文",
    "nl": "nld dut flemish dutch niederländisch néerlandais nederlands 荷兰语",
    "no": "nor nob nno nb nn bokmål norwegian norwegisch norvégien norsk",
    "pl": "pol polish polnisch polonais polski",
    "pt": "por portuguese portugiesisch portugais português portugués",
    "ro": "ron rum romanian rumänisch roumain română",
    "ru": "rus russian russisch russe русский ruso 俄语 俄文",
    "sk": "slk slo slovak slowakisch",
    "sl": "slv slovene slovenian slowenisch",
    "sr": "srp serbian serbisch serbe",
    "sv": "swe swedish schwedisch suédois svenska",
    "tr": "tur turkish türkisch turc türkçe",
    "uk": "ukr ukrainian ukrainisch ukrainien українська",
    "ur": "urd urdu",
    "vi": "vie vietnamese vietnamesisch",
    "zh": "zho chi mandarin cmn chinese chinesisch chinois 中文 chino 简体中文 繁体中文 繁體中文",
}
_CODE = {name: code for code, names in _CODES.items() for name in names.split()}
_NONE = frozenset(
    "und unknown mul mis zxx multi multiple multilingual other none na null undefined undetermined".split()
)
_WORDS = re.compile(r"[\W\d_]+")


def language_code(name: str | None) -> str | None:
    """The code of a language named in words or by a code; the name itself where it is not known.

    >>> language_code("ENGLISH; Englisch"), language_code("FR"), language_code("eng"), language_code("en-GB")
    ('en', 'fr', 'en', 'en')
    >>> language_code("Klingon"), language_code("und"), language_code(" ")
    ('Klingon', None, None)
    """
    text = (name or "").strip()
    if "".join(_WORDS.split(text.lower())) in _NONE:
        return None
    for word in _WORDS.split(text.lower()):
        if word in _CODE:
            return _CODE[word]
        if word in _CODES:
            return word
    return text or None
