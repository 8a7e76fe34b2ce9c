"""What recurs under many stories leaves their texts, is listed, and is never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import toolkit as tk
from tests.anatomy.test_furniture import TOPICS, stories
from toolkit.anatomy.furniture import learnt
from toolkit.articles import Article, Part, VoiceEdit
from toolkit.articles.load_report import FurnitureLine
from toolkit.loading.tidying import without_furniture, without_marked

BOX = "All stories of the valley and its people this week"


def rows(texts: list[str]) -> list[dict[str, str]]:
    return [{"body": text, "paper": "Weekly"} for text in texts]


def article(text: str, outlet: str | None = None) -> Article:
    """An article whose text is its whole source."""
    return Article(id="a", text=text, outlet=outlet, original=text, parts=(Part("body", 0, len(text), "a text"),))


def test_furniture_leaves_the_text_and_stands_in_the_report() -> None:
    corpus = tk.from_table(rows(stories(BOX)), text="body", outlet="paper")
    assert not any(BOX in article.text for article in corpus)
    assert corpus.load_report.furniture_table.to_numpy().tolist() == [["Weekly", BOX, 10]]
    assert f"{BOX} (Weekly: 10 articles)" in str(corpus.load_report)
    assert tk.term_frequency(corpus, terms=["valley"])["count"].tolist() == [0]


def test_every_character_stays_in_its_article() -> None:
    texts = stories(BOX)
    corpus = tk.from_table(rows(texts), text="body", outlet="paper")
    for article, text in zip(corpus, texts, strict=True):
        assert article.original == text
        assert "".join(text[part.start : part.end] for part in article.parts) == text
        assert [(removed.kind, removed.text) for removed in article.removed] == [("furniture", BOX)]
        mayor = article.text.index("mayor")
        assert text[article.source_offset(mayor) :].startswith("mayor")


def test_the_user_can_have_the_texts_as_they_stand(tmp_path: Path) -> None:
    for number, text in enumerate(stories(BOX)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert not any(BOX in article.text for article in tk.load(tmp_path))
    untouched = tk.load(tmp_path, clean=False)
    assert sum(BOX in article.text for article in untouched) == 10
    assert untouched.load_report.furniture == ()


def test_an_article_of_nothing_but_furniture_keeps_its_text() -> None:
    corpus = tk.from_table(rows([*stories(BOX), BOX]), text="body", outlet="paper")
    assert corpus[-1].text == BOX


def test_what_was_taken_out_is_saved_with_the_corpus(tmp_path: Path) -> None:
    corpus = tk.from_table(rows(stories(BOX)), text="body", outlet="paper")
    corpus.save(tmp_path / "study")
    assert tk.open(tmp_path / "study").load_report == corpus.load_report


def test_a_line_within_a_paragraph_leaves_it() -> None:
    whole = [text.replace("\n\n", "\n") for text in stories(BOX)]
    found, lines = without_furniture([article(text, "W") for text in whole])
    assert [one.text for one in found] == [text.replace(f"{BOX}\n", "") for text in whole]
    assert lines == (FurnitureLine("W", BOX, 10),)


@pytest.mark.parametrize("first", [True, False])
def test_a_line_at_the_edge_of_the_text_leaves_no_empty_part(first: bool) -> None:
    plain = stories()
    whole = [f"{BOX}\n\n{text}" if first else f"{text}\n\n{BOX}" for text in plain]
    corpus = tk.from_table(rows(whole), text="body", outlet="paper")
    assert [one.text for one in corpus] == plain
    for one in corpus:
        kinds = [part.kind for part in one.parts]
        assert kinds == (["furniture", "body"] if first else ["body", "furniture"])
        assert all(part.start < part.end for part in one.parts)


def test_articles_without_furniture_stay_as_they_are() -> None:
    given = [article(text) for text in stories()]
    assert without_furniture(given) == (given, ())
    assert without_furniture([]) == ([], ())


def test_of_articles_without_an_outlet_none_is_named() -> None:
    _, lines = without_furniture([article(text) for text in stories(BOX)])
    assert lines == (FurnitureLine(None, BOX, 10),)


def test_an_article_with_voices_set_by_hand_keeps_its_text() -> None:
    given = [article(text) for text in stories(BOX)]
    given[3] = replace(given[3], voice_edits=(VoiceEdit(0, 3, "own"),))
    found, _ = without_furniture(given)
    assert found[3] == given[3]
    assert not any(BOX in one.text for one in (*found[:3], *found[4:]))


def test_one_article_is_read_by_what_is_known_of_its_outlet() -> None:
    texts = stories(BOX)
    rules = learnt(texts)
    assert rules is not None
    left, lines = without_marked(article(texts[0]), rules)
    assert BOX not in left.text
    assert [(one.named, texts[0][one.start : one.end]) for one in lines] == [(BOX, BOX)]
    assert without_marked(article("Rain fell."), rules) == (article("Rain fell."), [])


def test_an_indented_paragraph_stays_indented() -> None:
    given = [article(f"  {text}\n\n  The {topic} is dear.") for topic, text in zip(TOPICS, stories(BOX), strict=True)]
    found, _ = without_furniture(given)
    assert [one.text for one in found] == [one.text.replace(f"{BOX}\n\n", "") for one in given]


def test_a_part_that_begins_after_the_line_holds_none_of_it() -> None:
    given = [article(text) for text in stories(BOX)]
    end = given[0].text.index(BOX) + len(BOX)
    halves = (Part("body", 0, end, "a text"), Part("body", end, len(given[0].text), "a text"))
    found, _ = without_furniture([replace(given[0], parts=halves), *given[1:]])
    assert [(part.kind, part.start, part.end) for part in found[0].parts] == [
        ("body", 0, end - len(BOX)), ("furniture", end - len(BOX), end), ("body", end, len(given[0].text)),
    ]  # fmt: skip
