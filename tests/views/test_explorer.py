"""The explorer: every action gives the lines of its function, the log runs again, and text stays text."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest

import toolkit as tk
from toolkit.views.explorer.assets import script, style
from toolkit.views.explorer.session import PAGE, Session

TEXTS = [
    "The “caliphate” fell, he said. The caliphate of old was large, said Ada Moor.",
    "Rain <b>fell</b> on Leeds. </script><script>alert(1)</script> It fell from $5 million to $6 million.",
    "Brutal thugs fell on the caliphate, officials said. 😀 It fell.\n\nThe old town fell with it.",
]
CORPUS = tk.Corpus(
    tk.Article(
        id=f"a{n}", text=text, outlet=("Post", "Tribune", None)[n], published=datetime(2020, 1, n + 1),
        headline=f"Story {n}",
    )
    for n, text in enumerate(TEXTS)
)  # fmt: skip


def test_it_begins_with_the_query_that_is_given() -> None:
    view = tk.explore(CORPUS, "caliph*")
    assert view.table.to_dict("records") == tk.concordance(CORPUS, "caliph*").to_dict("records")
    assert len(view.selection) == 0
    assert "3 occurrences of 'caliph*'" in repr(view)
    assert "no query yet" in repr(tk.explore(CORPUS))


@pytest.mark.parametrize(
    ("action", "given", "step"),
    [
        ("filter", {"name": "outlet", "value": "Post"}, lambda r: r.select(outlet="Post")),
        ("filter", {"name": "voice", "value": "outlet"}, lambda r: r.select(voice="outlet")),
        ("filter", {"name": "speaker", "value": "ada*"}, lambda r: r.select(speaker="ada*")),
        ("filter", {"name": "category", "value": "insult_and_ridicule"},
         lambda r: r.select(category="insult_and_ridicule")),
        ("filter", {"name": "since", "value": "2020-01-02"}, lambda r: r.select(since="2020-01-02")),
        ("filter", {"name": "until", "value": "2020-01-02"}, lambda r: r.select(until="2020-01-02")),
        ("order", {"by": "left"}, lambda r: r.order("left")),
        ("order", {"by": "right", "reverse": True}, lambda r: r.order("right", reverse=True)),
        ("order", {"by": "collocates"}, lambda r: r.order("collocates")),
        ("order", {"by": "rare"}, lambda r: r.order("rare")),
        ("group", {"by": "beside"}, lambda r: r.group("beside")),
        ("group", {"by": "speaker"}, lambda r: r.group("speaker")),
        ("sample", {"size": "2", "seed": "5"}, lambda r: r.sample(2, seed=5)),
    ],
)  # fmt: skip
def test_every_action_has_its_function(action: str, given: dict[str, Any], step: Any) -> None:
    view = tk.explore(CORPUS, "fell").act(action, **given)
    expected = step(tk.reading(CORPUS, "fell"))
    assert view.table.to_dict("records") == expected.table.to_dict("records")
    assert view.reading.path == expected.path
    again(view)


def test_lines_chosen_by_hand_are_the_selection_kept_and_left_out() -> None:
    view = tk.explore(CORPUS, "fell")
    first, second, *others = view.reading.places
    view.act("choose", places=[second, first])
    assert [(row.article, row.start) for row in view.selection.itertuples()] == [first, second]
    assert "selection = reading.keep" in view.log[-1]
    view.act("keep")
    assert view.reading.places == [first, second]
    view.act("filter", name="outlet", value="Tribune")
    assert view.reading.places == [second]
    view.act("filter", name="outlet", value="").act("undo").act("leave_out")
    assert view.reading.places == others
    assert len(view.selection) == 0
    again(view)
    view.act("anew")
    assert len(view.reading) == 2 + len(others)


def test_a_long_path_runs_again() -> None:
    view = tk.explore(CORPUS, "fell", window=3)
    for action, given in [
        ("filter", {"name": "until", "value": "2020-01-03"}), ("sample", {"size": 4, "seed": 2}),
        ("order", {"by": "left"}), ("group", {"by": "outlet"}),
    ]:  # fmt: skip
        view.act(action, **given)
    view.act("choose", places=view.reading.places[:1]).act("leave_out")
    assert len(view.table) == 3
    again(view)


@pytest.mark.parametrize("query", ["", " ", "*", "a * b"])
def test_a_query_that_cannot_be_read_is_told_in_place(query: str) -> None:
    session = Session(CORPUS, "fell")
    answer = session.act({"action": "search", "query": query})
    assert answer["error"].endswith(".")
    assert (answer["rows"], answer["query"]) == ([], query)
    assert session.act({"action": "search", "query": "fell"})["error"] is None
    with pytest.raises(tk.QueryError):
        tk.explore(CORPUS).act("search", query=query)


@pytest.mark.parametrize(
    "message",
    [
        {"action": "dance"}, {"action": "order", "by": "up"}, {"action": "group", "by": "up"}, {"action": "keep"},
        {"action": "sample", "size": "0"}, {"action": "sample", "size": "many"},
        {"action": "filter", "name": "x", "value": "y"},
        {"action": "filter", "name": "since", "value": "May"}, {"action": "choose", "places": [["a0", 1]]},
    ],
)  # fmt: skip
def test_a_mistake_changes_nothing(message: dict[str, Any]) -> None:
    session = Session(CORPUS, "fell")
    before = session.shown()
    assert session.act(message)["error"]
    assert session.act({"action": "show"}) == before


def test_pages_hold_all_lines_once() -> None:
    session = Session(tk.Corpus([tk.Article(id="long", text="Rain. " * 120)]), "rain")
    pages = [session.act({"action": "page", "page": n}) for n in range(3)]
    assert [len(page["rows"]) for page in pages] == [PAGE, PAGE, 120 - 2 * PAGE]
    assert len({row["start"] for page in pages for row in page["rows"]}) == 120
    assert session.act({"action": "page", "page": 99})["page"] == 2


def test_the_place_in_the_article_is_counted_as_a_browser_counts() -> None:
    session = Session(CORPUS, "fell")
    text = TEXTS[2]
    start = text.index("fell", text.index("😀"))
    opened = session.act({"action": "open", "article": "a2", "start": start, "end": start + 4})["opened"]
    assert opened["place"] == [0, start + 1, start + 5]
    later = text.rindex("fell")
    opened = session.act({"action": "open", "article": "a2", "start": later, "end": later + 4})["opened"]
    assert opened["place"] == [1, later - text.index("The old"), later - text.index("The old") + 4]
    assert "tkh" in opened["html"]


def test_an_article_is_opened_with_its_markup_escaped() -> None:
    opened = Session(CORPUS, "fell").act({"action": "open", "article": "a1", "start": 8, "end": 12})["opened"]
    assert "<b>fell" not in opened["html"]
    assert "<script" not in opened["html"]


def test_answers_are_plain_values() -> None:
    session = Session(CORPUS, "fell")
    for message in (
        {"action": "show"},
        {"action": "group", "by": "outlet"},
        {"action": "open", "article": "a1", "start": 8, "end": 12},
    ):
        json.dumps(session.act(message), allow_nan=False)


def test_the_page_holds_the_lines_and_no_markup_of_articles() -> None:
    page = tk.explore(CORPUS, "fell").to_html(links={"a1": "articles/a1.html"})
    assert page.count("<script") == page.count("</script>") == 2
    assert "alert(1)</script>" not in page
    data = json.loads(re.search(r'<script type="application/json" id="rows">(.*?)</script>', page, re.DOTALL).group(1))
    table = tk.concordance(CORPUS, "fell")
    assert [row["left"] for row in data["rows"]] == table.left.tolist()
    assert [row["href"] for row in data["rows"]] == ["articles/a1.html" if a == "a1" else None for a in table.article]
    assert (
        len(
            json.loads(
                re.search(r'id="rows">(.*?)</script>', tk.explore(CORPUS, "fell").to_html(limit=2), re.DOTALL).group(1)
            )["rows"]
        )
        == 2
    )


def test_script_and_style_name_no_outside_address() -> None:
    for text in (script(), style()):
        assert not re.search(r"https?:|//[a-z]|\bimport\b|url\(|@import", text)
    assert script().count("innerHTML") == 1  # the marked article, which is escaped by `highlight`


def test_the_widget_answers_each_question_with_its_number() -> None:
    view = tk.explore(CORPUS, "fell")
    sent: list[dict[str, Any]] = []
    view.widget.send = lambda content, buffers=None: sent.append(content)
    view.widget._handle_custom_msg({"action": "search", "query": "caliphate", "number": "k-7"}, [])
    assert (sent[-1]["number"], sent[-1]["total"]) == ("k-7", 3)
    assert view.table.node.tolist() == ["caliphate"] * 3
    view.act("order", by="left")
    assert "number" not in sent[-1]


def again(view: Any) -> None:
    space: dict[str, Any] = {"corpus": CORPUS}
    exec("\n".join(view.log), space)
    assert space["reading"].table.to_dict("records") == view.table.to_dict("records")
