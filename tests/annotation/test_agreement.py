"""Agreement: equal to published worked examples, and of people who marked words of their own choosing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit as tk
from tests.annotation.making_marks import mark
from toolkit.annotation.records import marked_in
from toolkit.annotation.tables import annotation_table
from toolkit.measures.agreement_scores import fleiss_by_category, fleiss_kappa, krippendorff_alpha
from toolkit.measures.unitizing import Continuum, unitizing_alpha


def labelled(*rows: str) -> pd.DataFrame:
    """One row of labels per person, a point for none."""
    people = "ABCDEF"
    return pd.DataFrame(
        [
            (people[n], unit, label)
            for n, row in enumerate(rows)
            for unit, label in enumerate(row.split())
            if label != "."
        ],
        columns=["coder", "unit", "label"],
    )


def crossed(table: list[list[int]]) -> pd.DataFrame:
    """The labels of two people from the table that crosses them."""
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return labelled(" ".join(str(i) for i, _ in pairs), " ".join(str(j) for _, j in pairs))


# Each with its source, its data, what is measured and the published value.
FOUR = (  # Krippendorff 2011, Computing Krippendorff's alpha-reliability, section C; also in Content Analysis
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
)  # fmt: skip
FIVE = (  # Hayes and Krippendorff 2007, Answering the call for a standard reliability measure for coding data, table 1
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
)
PUBLISHED: dict[str, tuple[pd.DataFrame, dict[str, Any], str, float]] = {
    "Krippendorff 2011, A: two observers, two labels": (
        labelled("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), {}, "krippendorff_alpha", 0.095),
    "Krippendorff 2011, B: two observers, any labels": (
        labelled("a a b b d c c c e d d a", "b a b b b c c c e d d d"), {}, "krippendorff_alpha", 0.692),
    "Krippendorff 2011, C: nominal": (labelled(*FOUR), {}, "krippendorff_alpha", 0.743),
    "Krippendorff 2011, C: ordinal": (labelled(*FOUR), {"level": "ordinal"}, "krippendorff_alpha", 0.815),
    "Krippendorff 2011, C: interval": (labelled(*FOUR), {"level": "interval"}, "krippendorff_alpha", 0.849),
    "Krippendorff 2011, C: ratio": (labelled(*FOUR), {"level": "ratio"}, "krippendorff_alpha", 0.797),
    "Hayes and Krippendorff 2007: ordinal": (labelled(*FIVE), {"level": "ordinal"}, "krippendorff_alpha", 0.7598),
    "Hayes and Krippendorff 2007: nominal": (labelled(*FIVE), {}, "krippendorff_alpha", 0.4765),
    "Krippendorff 2018, Content Analysis, p. 306: three observers": (
        labelled("0 1 0 1 1 0 0 0 1 1 1 1", "0 1 0 1 0 0 0 0 1 1 0 1", "0 1 1 0 0 1 0 0 1 0 0 0"), {},
        "krippendorff_alpha", 0.234),
    "Cohen 1960, table 2": (crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]]), {"by": "pair"}, "cohen_kappa", 0.492),
    "Artstein and Poesio 2008, table 1: Cohen's kappa": (
        crossed([[20, 20], [10, 50]]), {"by": "pair"}, "cohen_kappa", 0.348),
    "Artstein and Poesio 2008, table 1: the pi of Scott 1955": (
        crossed([[20, 20], [10, 50]]), {"by": "pair"}, "scott_pi", 0.341),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PUBLISHED))
def test_agreement_equals_published_examples(name: str) -> None:
    table, options, measure, published = PUBLISHED[name]
    numbers = table.assign(label=table.label.astype(int)) if table.label.str.isdigit().all() else table
    found = tk.agreement(numbers, draws=0, **options).set_index("measure").loc[measure]
    digits = len(str(published).partition(".")[2])
    assert round(float(found["value"]), digits) == published
    assert np.isnan(found["low"])


FLEISS = (  # Fleiss 1971, Measuring nominal scale agreement among many raters: thirty patients, six psychiatrists
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def test_fleiss_kappa_equals_its_paper() -> None:
    counts = [[int(n) for n in row] for row in FLEISS.split()]
    assert np.sum(counts, axis=0).tolist() == [26, 26, 30, 55, 43]
    assert round(fleiss_kappa(counts), 3) == 0.430
    assert fleiss_by_category(counts).round(3).tolist() == [0.245, 0.245, 0.520, 0.471, 0.566]
    rows = [
        (unit, coder, label)
        for unit, row in enumerate(counts)
        for coder, label in enumerate(label for label, count in enumerate(row) for _ in range(count))
    ]
    table = tk.agreement(pd.DataFrame(rows, columns=["unit", "coder", "label"]), draws=0).set_index("measure")
    assert round(float(table.loc["fleiss_kappa", "value"]), 3) == 0.430


def test_unitizing_alpha_equals_krippendorff_2004() -> None:
    """Content Analysis 2004, p. 254: two observers of a continuum of 300, two categories."""
    c = [Continuum(300, (((75, 145), (220, 250)), ((70, 150), (205, 225), (250, 270))))]
    k = [Continuum(300, (((30, 90), (150, 200)), ((30, 90), (150, 200))))]
    assert unitizing_alpha({"c": c}).round(4).tolist() == [0.7286]
    assert unitizing_alpha({"k": k}).tolist() == [1.0]
    assert unitizing_alpha({"c": c, "k": k}).round(3).tolist() == [0.859]


def test_the_interval_of_hayes_and_krippendorff_2007_is_met() -> None:
    """They draw otherwise (10,000 times, pairs of labels): 0.7078 to 0.8078 there; units are drawn here."""
    table = labelled(*FIVE)
    row = tk.agreement(table.assign(label=table.label.astype(int)), level="ordinal").iloc[1]
    assert 0.60 < row.low < 0.7598 < row.high < 0.90


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from("abc."), min_size=5, max_size=5), min_size=2, max_size=4))
def test_parts_of_a_table_are_those_of_the_formula(rows: list[list[str]]) -> None:
    table = labelled(*(" ".join(row) for row in rows))
    if table.coder.nunique() < 2:
        return
    ratings = [[None if x == "." else x for x in row] for row in rows if set(row) != {"."}]
    found = tk.agreement(table, draws=3, by="all").set_index("measure").loc["krippendorff_alpha", "value"]
    assert found == pytest.approx(krippendorff_alpha(ratings), nan_ok=True)
    for label, value in tk.agreement(table, draws=3, by="category").set_index("about")["value"].items():
        binary = [[None if x is None else x == label for x in row] for row in ratings]
        assert value == pytest.approx(krippendorff_alpha(binary), nan_ok=True)


TEXTS = ["The thugs of the regime fled.\n\nRain fell on the quiet town.", "Brutal men came. The mob left at night."]
NEWS = tk.Corpus(tk.Article(id=name, text=text) for name, text in zip("ab", TEXTS, strict=True))


def coded(**people: str) -> pd.DataFrame:
    """Marks like `thugs=contempt mob=label`, of several people."""
    marks = []
    for person, listed in people.items():
        for one in listed.split():
            word, code = one.split("=")
            article = next(a for a in NEWS if word.replace("_", " ") in a.text)
            marks.append(mark(word.replace("_", " "), code, person, article=article))
    return annotation_table(marks, corpus=NEWS)


MARKED = coded(
    Ada="thugs=contempt regime=label mob=contempt",
    Ben="thugs=contempt regime=label mob=label",
    Cid="thugs=contempt mob=contempt quiet_town=praise",
)


def test_marks_are_compared_word_by_word() -> None:
    table = tk.agreement(MARKED, articles=NEWS, draws=50).set_index("measure")
    assert table.loc["agreement", "units"] == 20
    # of 60 pairs of labels, 2 differ at regime, 2 at mob, 4 at quiet town
    assert table.loc["agreement", "value"] == pytest.approx(1 - 8 / 60)
    assert table.attrs["caption"].startswith("2 articles, 3 people, over words; 95 %: 50 draws of sentences")
    assert table.loc["krippendorff_alpha", "low"] <= table.loc["krippendorff_alpha", "value"]


def test_marks_over_words_are_the_labels_of_words() -> None:
    """The same labels, given by hand."""
    words = "The thugs of the regime fled Rain fell on the quiet town Brutal men came The mob left at night".split()
    codes = {
        "Ada": {"thugs": "contempt", "regime": "label", "mob": "contempt"},
        "Ben": {"thugs": "contempt", "regime": "label", "mob": "label"},
        "Cid": {"thugs": "contempt", "mob": "contempt", "quiet": "praise", "town": "praise"},
    }
    by_hand = [
        {"coder": person, "unit": n, "label": own.get(word, "(none)")}
        for person, own in codes.items()
        for n, word in enumerate(words)
    ]
    expected = tk.agreement(by_hand, draws=0)
    found = tk.agreement(MARKED, articles=NEWS, draws=0)
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(expected))


def test_a_person_who_marked_nothing_in_an_article_did_not_read_it_unless_all_did() -> None:
    marks = coded(Ada="thugs=contempt mob=label", Ben="thugs=contempt")
    assert tk.agreement(marks, articles=NEWS, draws=0).units[0] == 12
    assert tk.agreement(marks, articles=NEWS, draws=0, read="all").units[0] == 20


def test_several_codes_of_one_word_are_one_label_and_each_has_its_row() -> None:
    marks = coded(Ada="thugs=contempt thugs=label mob=a+b", Ben="thugs=label mob=a+b")
    table = tk.agreement(marks, articles=NEWS, draws=0, by="category").set_index("about")["value"]
    assert table["label"] == 1
    assert table["contempt"] < 0.1
    assert table["a+b"] == 1
    assert set(table.index) == {"label", "contempt", "a+b"}


def test_pairs_and_persons_show_who_differs() -> None:
    pairs = tk.agreement(MARKED, articles=NEWS, draws=0, by="pair")
    kappa = pairs[pairs.measure == "cohen_kappa"].set_index("about")["value"]
    assert kappa.idxmax() == "Ada, Ben"
    persons = tk.agreement(MARKED, articles=NEWS, draws=0, by="person").set_index(["measure", "about"])["value"]
    assert persons["agreement"].idxmin() == "Cid"
    assert persons["krippendorff_alpha_without"].idxmax() == "Cid"
    alpha = pairs[pairs.measure == "krippendorff_alpha"].set_index("about")["value"]
    assert persons["krippendorff_alpha_without", "Cid"] == alpha["Ada, Ben"]


def test_spans_are_compared_where_they_begin_and_end() -> None:
    same = coded(Ada="thugs=contempt mob=label", Ben="thugs=contempt mob=label")
    row = tk.agreement(same, articles=NEWS, over="spans").iloc[0]
    assert (row.measure, row.value, row.units, row.coders) == ("unitizing_alpha", 1.0, 4, 2)
    longer = coded(Ada="thugs=contempt mob=label", Ben="The_thugs=contempt mob=label")
    by_code = tk.agreement(longer, articles=NEWS, over="spans", by="category").set_index("about")["value"]
    assert by_code["label"] == 1
    assert 0 < by_code["contempt"] < 1
    apart = coded(Ada="thugs=contempt", Ben="fled=contempt")
    assert tk.agreement(apart, articles=NEWS, over="spans").value[0] < 0
    without = tk.agreement(MARKED, articles=NEWS, over="spans", by="person")
    assert without.about.tolist() == ["Ada", "Ben", "Cid"]
    assert without.measure.unique().tolist() == ["unitizing_alpha_without"]


def test_with_ten_articles_intervals_are_drawn_over_articles() -> None:
    many = tk.Corpus(tk.Article(id=f"n{n}", text=f"Rain and thugs came to town {n}.") for n in range(12))
    marks = []
    for n, article in enumerate(many):
        start = article.text.index("thugs")
        marks.append(marked_in(article, start, start + 5, "x", person="Ada"))
        begin = 0 if n % 3 == 0 else start
        marks.append(marked_in(article, begin, start + 5, "x", person="Ben"))
    for over in ("words", "spans"):
        table = tk.agreement(annotation_table(marks), articles=many, over=over, draws=200)
        row = table[table.measure.isin(["krippendorff_alpha", "unitizing_alpha"])].iloc[0]
        assert row.low < row.value < row.high
        assert "200 draws of articles" in table.attrs["caption"]


def test_the_tool_is_one_more_person_with_precision_and_recall() -> None:
    tool = pd.DataFrame(
        [("a", 4, 9, "thugs", "label"), ("b", 0, 6, "Brutal", "judging")],
        columns=["article", "start", "end", "text", "category"],
    )
    table = tk.agreement(MARKED, articles=NEWS, tool=tool, by="tool", draws=20).set_index(["about", "measure"])["value"]
    assert table["Ada", "precision"] == 0.5
    assert table["Ada", "recall"] == pytest.approx(1 / 3)
    assert table["Ada", "f1"] == pytest.approx(0.4)
    assert table["Cid", "recall"] == pytest.approx(1 / 4)
    # at least half of the three marked thugs, regime and mob
    assert table["at least half of them", "recall"] == pytest.approx(1 / 3)
    assert "toolkit, Ada" not in tk.agreement(MARKED, articles=NEWS, tool=tool, draws=0).about.tolist()
    assert "Ada, toolkit" in tk.agreement(MARKED, articles=NEWS, tool=tool, draws=0).about.tolist()
    real = tk.agreement(MARKED, articles=NEWS, tool=tk.loaded_language(NEWS), by="tool", draws=0)
    assert real.value.between(0, 1).all()


def test_the_most_disputed_sentence_comes_first() -> None:
    table = tk.disputed(MARKED, NEWS)
    assert table.text.tolist() == [
        "Rain fell on the quiet town.", "The mob left at night.", "The thugs of the regime fled."
    ]  # fmt: skip
    assert table.disagreement.round(3).tolist() == [0.667, 0.667, 0.333]
    assert table.codes[1] == "contempt 2, label 1"
    assert table.codes[0] == "(none) 2, praise 1"
    assert tk.evidence(NEWS, table).text.tolist() == table.text.tolist()
    assert "67 % of pairs of people differ" in tk.explain(table.iloc[0])


def test_what_two_people_did_not_both_read_is_not_disputed() -> None:
    assert tk.disputed(coded(Ada="thugs=x", Ben="mob=x"), NEWS).empty
    assert len(tk.disputed(coded(Ada="thugs=x", Ben="mob=x"), NEWS, read="all")) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"articles": None}, "give them: agreement"),
        ({"level": "ordinal"}, "so the level is nominal"),
        ({"over": "letters"}, "choose from words"),
        ({"by": "tool"}, "needs tool="),
        ({"read": "some"}, "choose from marked, all"),
        ({"articles": NEWS[:1]}, "No article has the id 'b'"),
        ({"tool": pd.DataFrame({"x": [1]})}, "no column 'article'"),
        ({"tool": pd.DataFrame({"article": ["a"], "start": [0], "end": [3]})}, "no column 'code' or 'category'"),
        ({"tool": MARKED, "labels": MARKED.assign(person="toolkit")}, "rename the person"),
        ({"labels": MARKED.assign(person="Ada")}, "Marks of 1 people"),
        ({"labels": MARKED.assign(start=5000, end=5005)}, "row 1: article"),
    ],
)
def test_mistakes_about_marks_are_told(options: dict[str, Any], said: str) -> None:
    given = {"labels": MARKED, "articles": NEWS, "draws": 0} | options
    with pytest.raises(tk.ToolkitError, match=said) as told:
        tk.agreement(given.pop("labels"), **given)
    assert "\n" not in str(told.value)


def test_a_figure_shows_each_measure_with_its_interval() -> None:
    chart = tk.plot(tk.agreement(MARKED, articles=NEWS, by="category", draws=50))
    assert chart.alt.startswith("Points with intervals. From ")
    assert "krippendorff alpha, label" in chart.alt
    assert len(chart.table) == 3
    assert len(tk.plot(tk.agreement(MARKED, articles=NEWS, draws=0), measure="agreement").table) == 1
