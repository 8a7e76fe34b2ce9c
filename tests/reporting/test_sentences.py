"""The sentences of a report: singular and plural, what is missing, and where a caution is due."""

from __future__ import annotations

from datetime import datetime
from math import nan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from toolkit.reporting import sentences
from toolkit.reporting.inputs import _plainly, content_hash, difference, portable, read_again, read_input
from toolkit.reporting.leaving_out import shortened, without_texts
from toolkit.reporting.settings import ReportSettings, report_settings


def article(number: int, **fields: Any) -> tk.Article:
    return tk.Article(id=str(number), text="Rain fell.", **fields)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (nan, "none"), (0.994, "0.99"), (1, "1.0"), (1234.56, "1,234.6"), (0.0123, "0.012")],
)
def test_a_rate_has_as_many_digits_as_tell_something(value: float, said: str) -> None:
    assert sentences.rate(value) == said


def test_an_article_is_named_by_outlet_and_date_as_far_as_known() -> None:
    assert sentences.about(article(1, outlet="Post", published=datetime(2020, 5, 1))) == "Post, 2020-05-01"
    assert sentences.about(article(1, outlet="Post")) == "Post"
    assert sentences.about(article(1)) == ""


@pytest.mark.parametrize(
    ("articles", "rejected", "said"),
    [
        ([article(1)], 1, ["1 article was read; 1 was set aside."]),
        ([article(1), article(2)], 0, ["2 articles were read; 0 were set aside."]),
        (
            [article(1, outlet="A", published=datetime(2020, 5, 1)), article(2, outlet="A")],
            1200,
            [
                "2 articles were read, of 1 outlet, published on 2020-05-01; 1,200 were set aside.",
                "1 article had no date.",
            ],
        ),
        (
            [
                article(1, outlet="A", published=datetime(2020, 5, 3), language="en-GB"),
                article(2, outlet="B", published=datetime(2020, 5, 1), language="de"),
            ],
            0,
            [
                "2 articles were read, of 2 outlets, published from 2020-05-01 to 2020-05-03; 0 were set aside.",
                "Caution: 1 article is not in English. Voices and loaded words are found in English only.",
            ],
        ),
    ],
)  # fmt: skip
def test_what_was_read_is_said_with_dates_groups_and_languages(
    articles: list[tk.Article], rejected: int, said: list[str]
) -> None:
    assert sentences.what_was_read(tk.Corpus(articles), rejected, "outlet") == said


def rates(**rows: tuple[int, int, int]) -> pd.DataFrame:
    """Voice to hits, words and articles; the interval is half and twice the rate."""
    names = {"all": "(all)", "quotations": "(only quotations)", "outlet": "outlet"}
    return pd.DataFrame(
        {
            "voice": names[name], "hits": hits, "words": words, "articles": articles,
            "per_1000": 1000 * hits / max(words, 1), "low": 500 * hits / max(words, 1),
            "high": 2000 * hits / max(words, 1),
        }
        for name, (hits, words, articles) in rows.items()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (rates(all=(0, 0, 1), quotations=(0, 0, 1)), ["The articles hold no words."]),
        (
            rates(all=(10, 1000, 5), quotations=(0, 0, 0), outlet=(1, 1000, 5)),
            [
                "In the outlets' own voice 1 loaded word stands among 1,000 words: 1.0 in 1,000 "
                "(95 % interval 0.5 to 2.0)."
            ],
        ),
        (
            rates(all=(9, 1000, 4), quotations=(4, 1, 1), outlet=(5, 999, 4)),
            [
                "In the outlets' own voice 5 loaded words stand among 999 words: 5.0 in 1,000 "
                "(95 % interval 2.5 to 10.0).",
                "Inside quotation marks it is 4,000.0 in 1,000 (95 % interval 2,000.0 to 8,000.0): "
                "4 loaded words among 1 word.",
                "Caution: only 4 articles, only 9 loaded words. This describes these texts and nothing beyond them.",
            ],
        ),
    ],
)
def test_the_answer_names_voices_and_is_careful_below_five_articles_and_ten_words(
    table: pd.DataFrame, said: list[str]
) -> None:
    assert sentences.answer(table) == said


def compared(*rows: tuple[str, float, float, float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["outlet", "per_1000", "low", "high", "articles"])


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (compared(("A", 5, 4, 6, 9), ("B", 2, 1, 4, 9)), "The two intervals overlap: the difference may be chance."),
        (compared(("A", 5, 4, 6, 9), ("B", 2, 1, 3.9, 9)), "The two intervals do not overlap."),
        (
            compared(("A", 5, nan, nan, 9), ("B", 2, 1, 3, 9)),
            "Caution: without an interval on both sides nothing can be said about chance.",
        ),
        (
            compared(("A", 5, 4, 6, 9), ("B", 2, nan, nan, 9)),
            "Caution: without an interval on both sides nothing can be said about chance.",
        ),
    ],
)
def test_the_highest_and_the_lowest_group_are_told_apart_by_their_intervals(table: pd.DataFrame, told: str) -> None:
    found = sentences.groups(table, "outlet")
    assert found[0].startswith("In its own voice A has the highest rate of loaded words, 5.0 in 1,000 (")
    assert "and B the lowest, 2.0 (" in found[0]
    assert found[1] == told
    assert len(found) == 3


def test_groups_of_fewer_than_five_articles_are_named_and_one_group_is_not_compared() -> None:
    found = sentences.groups(compared(("A", 5, 4, 6, 4), ("B", 3, 2, 4, 5), ("C", 2, 1, 3, 1)), "outlet")
    assert found[2] == "Caution: fewer than 5 articles of A, C."
    assert sentences.groups(compared(("A", 5, 4, 6, 4)), "outlet") == []


def test_shares_of_voices_are_said_for_the_own_voice_and_the_others() -> None:
    rows = [("outlet", 0.75, 0.5, 0.9), ("direct", 0.2, 0.1, 0.3), ("indirect", 0.05, 0.01, 0.1)]
    table = pd.DataFrame(rows, columns=["voice", "share", "low", "high"])
    assert sentences.voices(table) == [
        "The outlets' own voice has 75.0 % of all words (95 % interval 50.0 to 90.0).",
        "The others: direct 20.0 %, indirect 5.0 %.",
    ]
    assert len(sentences.voices(table[:1])) == 1
    assert sentences.voices(table[1:]) == []


def test_the_speaker_with_most_words_is_named() -> None:
    columns = ["speaker", "words", "share", "low", "high", "articles"]
    table = pd.DataFrame([("Ruiz", 1, 0.5, nan, nan, 1), ("Hale", 1, 0.5, nan, nan, 1)], columns=columns)
    assert sentences.speakers(table) == [
        "Of 2 speakers, Ruiz is given most: 1 word, 50.0 % of all (no interval: too few articles), in 1 article."
    ]
    assert sentences.speakers(table[:0]) == ["No words are given to a speaker with a name."]


def test_telling_words_are_counted_below_five_in_a_hundred() -> None:
    table = pd.DataFrame({"p_adjusted": [0.049, 0.05, nan], "dominated": [True, True, False]})
    assert sentences.telling(table, "outlet") == [
        "1 of 3 comparisons is beyond chance (p below 0.05, corrected for all words, over articles).",
        "Caution: in 2 of them most uses stand in one article.",
    ]
    assert sentences.telling(table[1:2].assign(dominated=False), "outlet")[0].startswith("0 of 1 comparison are")
    assert len(sentences.telling(table[2:], "outlet")) == 1
    assert "two groups of two articles" in sentences.telling(table[:0], "outlet")[0]


def test_the_period_with_the_highest_rate_is_named_and_small_ones_are_counted() -> None:
    columns = ["voice", "period", "words", "articles", "per_1000", "low", "high"]
    rows = [
        ("outlet", "2020-01", 9, 5, 2.0, nan, nan), ("outlet", "2020-02", 9, 4, 3.0, 1.0, 4.0),
        ("direct", "2020-03", 9, 1, 9.0, 1.0, 4.0), ("outlet", "2020-04", 0, 0, 99.0, nan, nan),
        ("outlet", "2020-05", 1, 6, 3.0, nan, nan),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    assert sentences.over_time(table) == [
        "The outlets' own voice has its highest rate in 2020-02: 3.0 loaded words in 1,000 (95 % interval 1.0 to 4.0).",
        "Caution: 1 of 3 periods have fewer than 5 articles.",
    ]
    assert len(sentences.over_time(table[table.articles != 4])) == 1
    assert sentences.over_time(table[:1]) == []


def test_texts_left_out_leave_three_words_of_each_cell_and_no_sentence() -> None:
    assert shortened("one two three") == "one two three"
    assert shortened("one two three four.", 3) == "one two three …"
    assert shortened("one two, three", 2) == "one two …"
    table = pd.DataFrame(
        {"content": ["a b c d"], "term": ["a b c d"], "voice": ["a b c d"], "n": [4], "list": [["a b c", "d e"]]}
    )
    shown = without_texts(table)
    assert shown.columns.tolist() == ["term", "voice", "n", "list"]
    assert shown.iloc[0].tolist() == ["a b c …", "a b c d", 4, "['a b c …"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ({"text": "Rain fell."}, {"text": "Rain felt."}, "text, character 9: 't.' where 'l.' was"),
        ({"text": "Rain"}, {"text": "Rain fell."}, "text, character 5: ' fell.' where '' was"),
        ({"text": "a", "outlet": "A"}, {"text": "a"}, "outlet: 'None' where 'A' was"),
        ({"text": "a", "source": "x"}, {"text": "a", "source": "y"}, "nothing that is compared"),
    ],
)
def test_the_first_difference_of_two_articles_is_told_with_its_place(
    before: dict[str, Any], now: dict[str, Any], said: str
) -> None:
    old, new = tk.Article(id="1", **before), tk.Article(id="1", **now)
    assert difference(old, new) == said
    assert (content_hash(old) == content_hash(new)) == (said == "nothing that is compared")


def test_a_report_names_its_input_from_the_folder_given(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "texts"
    folder.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Rain fell on the town all night, and the river rose.", encoding="utf-8")
    target = tmp_path / "report"
    one = read_input(folder, target, {"encoding": None})
    assert (one.kind, one.path, dict(one.options), sorted(one.files)) == (
        "files",
        "../deep/texts",
        {},
        ["a.txt", "b.txt"],
    )
    assert [article.source for article in one.corpus] == ["a.txt", "b.txt"]
    several = read_input([folder / "a.txt", folder / "b.txt"], target, {"encoding": "utf-8"})
    assert several.path == ["../deep/texts/a.txt", "../deep/texts/b.txt"]
    assert several.options == {"encoding": "utf-8"}
    assert sorted(several.files) == ["a.txt", "b.txt"]
    again = read_again(several.as_json(), target, None, {})
    assert again.corpus is not None
    assert (len(again.corpus), again.told, again.called) == (2, "", "a.txt, b.txt")
    (folder / "a.txt").unlink()
    assert read_again(one.as_json(), target, None, {}).corpus is not None
    left = read_again(several.as_json(), target, None, {}).corpus
    assert left is not None
    assert (len(left), len(left.rejections)) == (1, 1)
    moved = read_again(one.as_json(), target, folder / "b.txt", {})
    assert moved.called == "b.txt"
    with pytest.raises(tk.ReportError, match="Name it with source"):
        read_again(one.as_json(), target, folder / "c.txt", {})
    (folder / "b.txt").unlink()
    folder.rmdir()
    assert read_again(one.as_json(), target, None, {}).told == "the original, texts, is gone"


def test_a_corpus_made_in_python_has_no_files_and_is_not_read_again(tmp_path: Path) -> None:
    corpus = tk.Corpus([article(1, source="/texts/a.txt"), article(2)])
    given = read_input(corpus, tmp_path, {})
    assert (given.kind, given.path, given.files) == ("corpus", None, {})
    assert [one.source for one in given.corpus] == ["a.txt", None]
    assert read_again(given.as_json(), tmp_path, None, {}).told == "the input was a corpus made in Python"
    assert read_again(given.as_json(), tmp_path, corpus, {}).called == "the corpus given"
    with pytest.raises(tk.QueryError, match=r"text=\.\.\.: a corpus is read already"):
        read_input(corpus, tmp_path, {"text": "body"})
    with pytest.raises(tk.QueryError, match="has no option 'body'"):
        read_input(corpus, tmp_path, {"body": "x"})
    pasted = read_input("Rain fell on the town.\nIt rained all night long.", tmp_path, {})
    assert (pasted.kind, len(pasted.corpus)) == ("corpus", 1)
    assert portable(corpus, str)[0] is corpus[0]


def test_notes_of_the_load_report_ask_nothing() -> None:
    assert _plainly("columns guessed: text=body") == "columns told by their names: text=body"
    assert _plainly("encoding guessed: cp1252") == "encoding told by its bytes: cp1252"
    assert _plainly("2 rows") == "2 rows"


def test_settings_go_into_the_manifest_and_come_back(tmp_path: Path) -> None:
    corpus = tk.Corpus([article(1, outlet="A")])
    names = {"attacker": ["attacker*"], "town": "Leeds"}
    given = report_settings(corpus, by="outlet", names=names, full_text=False)
    assert given.names == (("attacker", ("attacker*",)), ("town", ("Leeds",)))
    assert given.naming == {"names": {"attacker": ["attacker*"], "town": ["Leeds"]}}
    assert ReportSettings.from_json(given.as_json()) == given
    assert report_settings(corpus, by="outlet", names=None, full_text=True).naming == {}
    file = tmp_path / "names.JSON"
    file.write_text('{"attacker": ["attacker*"]}', encoding="utf-8")
    assert report_settings(corpus, by="outlet", names=file, full_text=True).names == (("attacker", ("attacker*",)),)
    for text, message in (("[]", "names are a mapping"), ("{", "this is no JSON"), ("{}", "names is empty")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises((tk.ReportError, tk.QueryError), match=message):
            report_settings(corpus, by="outlet", names=file, full_text=True)
    for wrong in ({"a": []}, {"a": [1]}, {"a": 5}):
        with pytest.raises(tk.QueryError, match="needs a list of words"):
            report_settings(corpus, by="outlet", names=wrong, full_text=True)  # type: ignore[arg-type]
    with pytest.raises(tk.QueryError, match="names=int"):
        report_settings(corpus, by="outlet", names=5, full_text=True)  # type: ignore[arg-type]
    with pytest.raises(tk.ReportError, match="cannot be opened"):
        report_settings(corpus, by="outlet", names=tmp_path / "none.json", full_text=True)
    with pytest.raises(tk.QueryError):
        report_settings(corpus, by="colour", names=None, full_text=True)
