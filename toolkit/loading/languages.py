"""The codes of languages that databases name in words."""

from __future__ import annotations

import re

_CODES = {
    "ar": "arabic arabisch arabe árabe 阿拉伯语 阿拉伯文",
    "cs": "czech tschechisch tchèque",
    "da": "danish dänisch danois dansk",
    "de": "german deutsch allemand alemán tedesco duits ドイツ語 德语 德文",
    "en": "english englisch anglais inglés inglese engels 英語 英语 英文",
    "es": "spanish spanisch espagnol español castellano spaans 西班牙语 西班牙文",
    "fi": "finnish finnisch finnois suomi",
    "fr": "french französisch français francés francese frans 法语 法文",
    "it": "italian italienisch italien italiano italiaans 意大利语",
    "ja": "japanese japanisch japonais 日本語 日语 日文",
    "ko": "korean koreanisch coréen 한국어 韩语 韩文",
    "nl": "dutch niederländisch néerlandais nederlands 荷兰语",
    "no": "norwegian norwegisch norvégien norsk",
    "pl": "polish polnisch polonais polski",
    "pt": "portuguese portugiesisch portugais português portugués",
    "ru": "russian russisch russe русский ruso 俄语 俄文",
    "sv": "swedish schwedisch suédois svenska",
    "tr": "turkish türkisch turc türkçe",
    "zh": "chinese chinesisch chinois 中文 chino 简体中文 繁体中文 繁體中文",
}
_CODE = {name: code for code, names in _CODES.items() for name in names.split()}
_WORDS = re.compile(r"[\W\d_]+")


def language_code(name: str | None) -> str | None:
    """The code of a language named in words or by a code; the name itself where it is not known.

    >>> language_code("ENGLISH; Englisch"), language_code("FR"), language_code("Klingon"), language_code(" ")
    ('en', 'fr', 'Klingon', None)
    """
    text = (name or "").strip()
    for word in _WORDS.split(text.lower()):
        if word in _CODE:
            return _CODE[word]
        if word in _CODES:
            return word
    return text or None
