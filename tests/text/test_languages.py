"""The language of a text: by letters, by function words, or not told at all."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.text.languages import TABLE, UNSPACED, is_english, tell_language

TEXTS = {
    "en": "The mayor of the town said on Monday that the bridge would be closed for the rest of the year.",
    "de": "Der Bürgermeister der Stadt sagte am Montag, dass die Brücke für den Rest des Jahres geschlossen wird.",
    "fr": "Le maire de la ville a dit lundi que le pont sera fermé pour le reste de l'année et que c'est dommage.",
    "es": "El alcalde de la ciudad dijo el lunes que el puente estará cerrado por el resto del año para los coches.",
    "it": "Il sindaco della città ha detto lunedì che il ponte sarà chiuso per il resto dell'anno e che è un peccato.",
    "pt": "O prefeito da cidade disse na segunda-feira que a ponte será fechada pelo resto do ano para os carros.",
    "nl": "De burgemeester van de stad zei maandag dat de brug voor de rest van het jaar gesloten wordt.",
    "pl": "Burmistrz miasta powiedział w poniedziałek, że most będzie zamknięty do końca roku i że to jest przykre.",
    "ru": "Мэр города сказал в понедельник, что мост будет закрыт до конца года и что это не последний ремонт.",
    "uk": "Мер міста сказав у понеділок, що міст буде закритий до кінця року і що це не останній ремонт.",
    "zh": "市长星期一说，这座桥今年将关闭。",
    "ja": "市長は月曜日、橋を年末まで閉鎖すると述べた。",
    "ko": "시장은 월요일 다리를 올해 말까지 폐쇄한다고 말했다.",
    "ar": "قال رئيس البلدية يوم الاثنين إن الجسر سيغلق في المدينة حتى نهاية العام من أجل إصلاحه على مراحل.",
    "el": "Ο δήμαρχος της πόλης είπε τη Δευτέρα ότι η γέφυρα θα κλείσει για το υπόλοιπο του έτους.",
    "th": "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานจะปิด",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_is_told_from_its_text(language: str) -> None:
    assert tell_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Rain.", "12:30 — 14", "Zorp blim vlar nont grish tobble wexy plonk", "🙂🙂"])
def test_what_tells_no_language_has_none(text: str) -> None:
    assert tell_language(text) is None


def test_the_declared_language_stands_before_the_told_one() -> None:
    rows = [{"text": TEXTS["de"], "language": name} for name in ("English", "en-GB", "eng", "", "und")]
    languages = [article.language for article in tk.load(json.dumps(rows, indent=1))]
    assert languages == ["en", "en", "en", "de", "de"]


def test_the_report_says_what_is_not_in_english() -> None:
    rows = [{"text": TEXTS["en"]}, {"text": TEXTS["de"]}, {"text": TEXTS["zh"]}, {"text": "Rain."}]
    said = str(tk.load(json.dumps(rows, indent=1)).load_report)
    assert "Languages: de 1, en 1, unknown 1, zh 1." in said
    assert "for English only: 2 articles are in other languages" in said
    assert "(zh) are not segmented" in said
    assert "Languages" not in str(tk.load(json.dumps(rows[:1], indent=1)).load_report)


def test_english_is_what_says_so_or_says_nothing() -> None:
    told = {
        None: True,
        "en": True,
        "en-GB": True,
        "English": True,
        "eng": True,
        "de": False,
        "enm-x": False,
        "zh": False,
    }
    for language, expected in told.items():
        assert is_english(tk.Article(id="a", text="Rain.", language=language)) is expected


def test_function_words_are_in_order_and_of_several_languages() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["language"] for row in rows] == sorted({row["language"] for row in rows})
    assert len(rows) >= 30
    assert all(row["words"].split() == sorted(set(row["words"].split())) for row in rows)
    assert not UNSPACED & {row["language"] for row in rows}


@given(st.text(max_size=200))
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = tell_language(text)
    assert found is None or found.islower()
