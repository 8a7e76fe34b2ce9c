"""What recurs under many stories leaves their texts, is listed, and is never lost."""

from __future__ import annotations

from pathlib import Path

import toolkit as tk
from tests.anatomy.test_furniture import stories

BOX = "All stories of the valley and its people this week"


def rows(texts: list[str]) -> list[dict[str, str]]:
    return [{"body": text, "paper": "Weekly"} for text in texts]


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
