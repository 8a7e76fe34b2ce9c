"""Frames by the words of a codebook: counts by place and voice, prevalence with a test over articles, and figures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.codebooks import Code, Indicator
from toolkit.errors import LanguageWarning
from toolkit.framing.frames import measure
from toolkit.text.tokens import tokenize

BOOK = tk.Codebook("dam", [
    Code("harm", "Harm", "What is lost.", indicators=(Indicator("drown* | lost valley", "lost"),), threshold=5.0),
    Code("use", "Use", "What is won.", indicators=(Indicator("power | light", "won", 2.0), Indicator("valley", "r"))),
    Code("none", "None", "No words."),
])  # fmt: skip
ARTICLE = tk.Article(
    id="a", headline="Power for the lost valley", outlet="X",
    text="The village drowned. “Light is power,” the engineer said.\n\nRain fell on the lost valley.",
)  # fmt: skip


def row(table: pd.DataFrame, frame: str) -> pd.Series:
    return table[table.frame == frame].iloc[0]


def test_a_frame_is_counted_by_place_and_by_voice() -> None:
    table = tk.frames(ARTICLE, codebook=BOOK)
    assert table.frame.tolist() == ["harm", "use"]  # a code without indicators has no row
    harm, use = row(table, "harm"), row(table, "use")
    assert (harm.hits, harm.outlet, harm.others, harm.lead, harm.headline) == (2, 2, 0, 1, 1)
    assert (use.hits, use.outlet, use.others, use.lead, use.headline) == (2, 0, 2, 2, 1)
    assert harm.strength == pytest.approx(100 * 2 / 15)
    assert use.strength == pytest.approx(100 * 4 / 15)  # its indicators count twice
    assert (harm.sentences, harm.share) == (2, pytest.approx(2 / 3))
    assert (harm["rank"], use["rank"]) == (2, 1)  # 11.8 is twice its threshold, 23.5 has none
    assert harm.evidence == "drowned, lost valley"
    assert harm.present
    assert use.present


def test_only_the_chosen_voices_are_counted() -> None:
    own = tk.frames(ARTICLE, codebook=BOOK, voice="own")
    assert (row(own, "use").hits, row(own, "use").present, row(own, "use").evidence) == (0, False, "")
    assert pd.isna(row(own, "use")["rank"])
    quoted = tk.frames(ARTICLE, codebook=BOOK, voice="quoted")
    assert row(quoted, "use").strength == pytest.approx(100 * 4 / 3)
    assert row(quoted, "harm").hits == 0
    assert len(tk.evidence(ARTICLE, quoted)) == 2
    with pytest.raises(tk.QueryError, match="voice"):
        tk.frames(ARTICLE, codebook=BOOK, voice="nobody")


def test_a_weak_frame_is_below_the_threshold_of_its_code() -> None:
    long = tk.Article(id="b", text="The village drowned. " + "Rain fell on the hills for a week. " * 5)
    table = tk.frames(long, codebook=BOOK)
    assert row(table, "harm").hits == 1
    assert not row(table, "harm").present


def test_every_count_opens_into_its_sentences(corpus: tk.Corpus) -> None:
    table = tk.frames(corpus)
    for _, one in table[table.hits > 0].head(4).iterrows():
        opened = tk.evidence(corpus, table[table.frame == one.frame])
        assert len(opened) == one.hits
    security = tk.evidence(corpus, table[table.frame == "security_and_defence"])
    assert "militants" in security["match"].str.lower().tolist()


TEXTS = st.lists(
    st.sampled_from("the tax court. “a sin” he said God war troops, jobs\n\n health. vote vaccine".split(" ")),
    min_size=1, max_size=25,
).map(" ".join)  # fmt: skip


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_corpus_counts_what_the_codebook_finds_in_each_text(texts: list[str]) -> None:
    articles = tk.Corpus([tk.Article(id=str(n), text=text) for n, text in enumerate(texts)])
    book = tk.Codebook.named("policy")
    measured = measure(articles, book)
    place = {code.name: n for n, code in enumerate(measured.codes)}
    for number, text in enumerate(texts):
        expected = np.zeros(len(place), dtype=int)
        for found in book.find(tokenize(text)):
            expected[place[found.code]] += 1
        assert measured.hits[number].tolist() == expected.tolist()
    assert (measured.outlet + measured.others <= measured.hits).all()


def test_a_codebook_comes_by_name_or_file(tmp_path: Path) -> None:
    BOOK.write(tmp_path / "dam.csv")
    expected = tk.frames(ARTICLE, codebook=BOOK)
    assert tk.frames(ARTICLE, codebook=tmp_path / "dam.csv").equals(expected)
    assert tk.frames(ARTICLE, codebook=str(tmp_path / "dam.csv")).equals(expected)
    assert set(tk.frames(ARTICLE, codebook="generic").frame) >= {"conflict", "human_interest"}
    (tmp_path / "words.yml").write_text("harm: [drown*]\n", encoding="utf-8")
    assert tk.frames(ARTICLE, codebook=tmp_path / "words.yml").hits.tolist() == [1]
    for wrong in ("politics", "no.csv", None, 3):
        with pytest.raises(tk.CodebookError) as told:
            tk.frames(ARTICLE, codebook=wrong)  # type: ignore[arg-type]
        assert str(told.value).endswith(".")
    with pytest.raises(tk.CodebookError, match="has no indicators"):
        tk.frames(ARTICLE, codebook=tk.Codebook("empty", [Code("a", "A", "x")]))


def test_articles_in_other_languages_are_told_for_english_codebooks_alone() -> None:
    german = tk.Article(id="d", text="Der Krieg ist aus. Das Gericht tagt heute wieder.", language="de")
    with pytest.warns(LanguageWarning, match="frames is for English"):
        tk.frames(german)
    mine = tk.Codebook("mine", [Code("krieg", "Krieg", "x", indicators=(Indicator("Krieg", "r"),))])
    assert tk.frames(german, codebook=mine).hits.tolist() == [1]


def dams(outlet: str, harm: int, all_articles: int) -> list[tk.Article]:
    return [
        tk.Article(
            id=f"{outlet}{n}", outlet=outlet, published=datetime(2026, 1 + n % 3, 2),
            text="The village drowned." if n < harm else "Light and power for the city.",
        )
        for n in range(all_articles)
    ]  # fmt: skip


def test_groups_are_compared_over_articles() -> None:
    articles = tk.Corpus([*dams("X", 9, 10), *dams("Y", 1, 10)])
    table = tk.frame_summary(articles, by="outlet", codebook=BOOK, draws=199)
    harm = table[(table.outlet == "X") & (table.frame == "harm")].iloc[0]
    assert (harm.articles, harm.of_articles, harm.share, harm.hits, harm.own) == (9, 10, 0.9, 9, 1.0)
    assert harm.difference == pytest.approx(0.8)
    assert harm.low < 0.9 < harm.high
    assert harm.p < 0.02
    assert harm.p <= harm.p_adjusted
    told = tk.explain(harm)
    assert "9 of 10 articles of X" in told
    assert "80 points more" in told
    same = tk.frame_summary([*dams("X", 5, 10), *dams("Y", 5, 10)], by="outlet", codebook=BOOK, draws=199)
    assert (same.p > 0.5).all()
    assert "the share of all other articles" in tk.explain(same.head(1))


def test_few_articles_have_no_interval_and_one_no_test() -> None:
    table = tk.frame_summary([*dams("X", 1, 1), *dams("Y", 1, 4)], by="outlet", codebook=BOOK)
    assert table.low.isna().all()
    assert table.p.isna().all()
    assert "no interval" in tk.explain(table.head(1))
    alone = tk.frame_summary(dams("X", 1, 6), codebook=BOOK)
    assert alone.difference.isna().all()
    assert "outlet" not in alone
    with pytest.raises(tk.QueryError, match="draws=0"):
        tk.frame_summary(dams("X", 1, 6), codebook=BOOK, draws=0)


def test_a_row_of_frames_is_said_in_words() -> None:
    table = tk.frames(ARTICLE, codebook=BOOK)
    told = tk.explain(table[table.frame == "use"])
    assert "“use” has 2 indicators in article a" in told
    assert "0 in the outlet's own voice, 2 in what others say" in told
    assert "prove none" in told
    none = tk.frames(tk.Article(id="n", text="Rain."), codebook=BOOK)
    assert tk.explain(none.head(1)).startswith("No indicator of the frame “harm”")


def test_the_heat_table_shows_shares_and_what_differs() -> None:
    table = tk.frame_summary([*dams("X", 9, 10), *dams("Y", 1, 10)], by="outlet", codebook=BOOK, draws=199)
    chart = tk.plot(table)
    assert "harm: X 90% *, Y 10% *" in chart.alt
    assert "2 of 2 frames differ" in chart.alt
    assert chart.png()[:4] == b"\x89PNG"
    one = tk.plot(table, most=1)
    assert set(one.table.outlet) == {"X"}
    assert (
        "1 smaller groups are not drawn"
        in tk.plot(pd.concat([table, table.assign(outlet="Z", of_articles=2)]), most=2).alt
    )
    assert "present in" in tk.plot(tk.frame_summary(dams("X", 5, 10), codebook=BOOK)).alt


def test_the_network_shows_which_frames_stand_together() -> None:
    chart = tk.plot(tk.frames([ARTICLE, *dams("X", 1, 3)], codebook=BOOK))
    assert chart.table[["frame", "with", "articles"]].values.tolist() == [["harm", "use", 1]]
    assert "harm with use 1" in chart.alt
    assert "No two frames" in tk.plot(tk.frames([ARTICLE], codebook=BOOK), least=2).alt
    assert tk.plot(tk.frames(tk.Article(id="n", text="Rain."), codebook=BOOK)).alt == "No frame is present."


def test_small_charts_show_shares_over_time() -> None:
    articles = [*dams("X", 1, 3), tk.Article(id="u", text="Light.")]
    chart = tk.plot(tk.frames(articles, codebook=BOOK, with_fields=["published"]), show="time")
    harm = chart.table[chart.table.frame == "harm"]
    assert harm.share.tolist() == [1.0, 0.0, 0.0]
    assert harm.period.tolist() == ["2026-01", "2026-02", "2026-03"]
    assert "1 articles without a date" in chart.alt
    assert chart.png()[:4] == b"\x89PNG"
    for options, part in (
        ({"show": "pie"}, "network, time"),
        ({"show": "time"}, "with_fields"),
        ({"every": 3}, "every=3"),
    ):
        with pytest.raises(tk.QueryError, match=part):
            tk.plot(tk.frames(articles, codebook=BOOK), **options)


def test_frames_of_the_sentences_that_name_an_actor() -> None:
    texts = ["The engineer brought light. The village drowned.", "Light came. The engineer left.", "Rain fell."]
    articles = [tk.Article(id=str(n), text=text) for n, text in enumerate(texts)]
    table = tk.frame_actors(articles, {"engineer": "engineer*", "nobody": ["king", "queen"]}, codebook=BOOK)
    use = table[(table.actor == "engineer") & (table.frame == "use")].iloc[0]
    assert (use.sentences, use.with_frame, use.share, use.hits) == (2, 1, 0.5, 1)
    assert use.elsewhere == pytest.approx(1 / 3)
    assert tk.evidence(articles, table[table.frame == "use"])["match"].tolist() == ["light"]
    assert "1 of 2 sentences that name “engineer”" in tk.explain(use)
    assert tk.explain(table[table.actor == "nobody"].head(1)).startswith("No sentence names “nobody”")
