"""What stands beside a key word: groups by what repeats there, the words in view, and their order."""

from __future__ import annotations

import pytest

import toolkit as tk
from toolkit.errors import QueryError
from toolkit.statistics.beside import Window, collocates, lines_with, neighbours_of, rare_words
from toolkit.statistics.reading import Reading

TEXTS = [
    "Old dam fell.",
    "The old dam fell.",
    "One old dam rose.",
    "My new dam fell.",
    "His new dam held.",
    "A dam held.",
    "Wet dam leaked.",
    "dam",
]
CORPUS = tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(TEXTS))


@pytest.fixture(scope="module")
def dams() -> Reading:
    return tk.reading(CORPUS, "dam", window=2)


@pytest.mark.parametrize(
    ("side", "groups"),
    [
        ("left", [("old ~", "012"), ("new ~", "34"), ("(nothing repeats)", "567")]),
        ("right", [("~ fell", "013"), ("~ held", "45"), ("(nothing repeats)", "267")]),
        ("beside", [("old ~ fell", "01"), ("new ~", "4"), ("old ~", "2"), ("~ fell", "3"), ("~ held", "5"),
                    ("(nothing repeats)", "67")]),
    ],
)  # fmt: skip
def test_lines_are_grouped_by_what_repeats_beside_the_key_word(
    dams: Reading, side: str, groups: list[tuple[str, str]]
) -> None:
    grouped = dams.group(side)  # type: ignore[arg-type]
    table = grouped.table
    found = [(name, "".join(table.article[table.group == name])) for name in dict.fromkeys(table.group)]
    assert found == groups
    assert grouped.sizes.to_dict("list") == {
        "group": [name for name, _ in groups],
        "lines": [len(lines) for _, lines in groups],
        "share": [len(lines) / 8 for _, lines in groups],
    }


def test_the_words_beside_a_key_word_are_empty_at_the_edges_of_an_article(dams: Reading) -> None:
    before, behind = neighbours_of(dams.shown)
    assert before == ["old", "old", "old", "new", "new", "a", "wet", ""]
    assert behind == ["fell", "fell", "rose", "fell", "held", "held", "leaked", ""]


def test_lines_show_so_many_of_the_words_asked_for_and_each_word_once() -> None:
    corpus = tk.Corpus(
        [tk.Article(id="1", text="rain rain dam wind rain"), tk.Article(id="2", text="far rain sea dam")]
    )
    shown = tk.reading(corpus, "dam", window=1).shown
    assert lines_with(shown, ["rain", "wind"]).tolist() == [2, 0]
    assert lines_with(tk.reading(corpus, "dam", window=2).shown, ["rain", "wind"]).tolist() == [2, 1]
    assert lines_with(shown, []).tolist() == [0, 0]


def test_a_word_is_rare_that_the_corpus_has_once_and_each_use_in_view_counts() -> None:
    corpus = tk.Corpus([tk.Article(id="1", text="once dam twice, twice lone"), tk.Article(id="2", text="dam dam dam")])
    assert rare_words(tk.reading(corpus, "twice", window=3).shown).tolist() == [2, 1]
    assert rare_words(tk.reading(corpus, "dam", window=1).shown).tolist() == [1, 0, 0, 0]


def test_collocates_stand_in_two_lines_or_more_oftener_than_elsewhere() -> None:
    far = "The sea was calm and the wind was low all day. " * 4
    texts = [f"grey dam wall {far}", f"grey dam rose {far}", f"the dam sea {far}"]
    corpus = tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(texts))
    assert collocates(tk.reading(corpus, "dam", window=1).shown) == ["grey"]
    assert collocates(tk.reading(corpus, "dam", window=0).shown) == []
    assert collocates(tk.reading(corpus, "nowhere", window=1).shown) == []


def test_a_window_ends_with_its_article(dams: Reading) -> None:
    shown = Window(dams.index, dams.lines.first, dams.lines.last, 1)
    assert (shown.high - shown.low).tolist() == [3, 3, 3, 3, 3, 3, 3, 1]
    assert dams.table.left.tolist()[0] == "Old "
    assert dams.table.right.tolist()[-1] == ""


def test_lines_are_ordered_by_all_words_of_a_side_the_nearest_first() -> None:
    texts = ["b a dam x", "c a dam", "a dam y z", "b-a dam x b", "aa dam x a"]
    corpus = tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(texts))
    found = tk.reading(corpus, "dam", window=3)
    assert found.order("left").table.article.tolist() == ["2", "0", "3", "1", "4"]
    assert found.order("right").table.article.tolist() == ["1", "0", "4", "3", "2"]
    assert found.order("right", reverse=True).table.article.tolist() == ["2", "3", "4", "0", "1"]


def test_a_context_of_many_words_is_ordered_to_its_last_one() -> None:
    same = " ".join(f"w{number}" for number in range(30))
    texts = [f"dam {same} b", f"dam {same} a", f"dam {same}"]
    corpus = tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(texts))
    assert tk.reading(corpus, "dam", window=40).order("right").table.article.tolist() == ["2", "1", "0"]


def test_key_words_are_grouped_and_ordered_without_regard_to_capitals_and_spaces() -> None:
    texts = ["The Old  Dam", "the old dam", "The old wall", "a dam’s end", "A DAM's end"]
    corpus = tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(texts))
    phrase = tk.reading(corpus, "old *a*").group("node")
    assert phrase.sizes.group.tolist() == ["old dam", "old wall"]
    assert phrase.table.article.tolist() == ["0", "1", "2"]
    assert tk.reading(corpus, "dam").group("node").sizes.group.tolist() == ["dam", "dam's"]
    assert tk.reading(corpus, "dam").order("node").table.article.tolist() == ["0", "1", "3", "4"]
    assert tk.reading(corpus, "*al*").order("node").table.node.tolist() == ["wall"]


def test_lines_are_grouped_by_speaker_voice_and_outlet() -> None:
    articles = [
        tk.Article(id="1", outlet="Post", text="The dam fell. “The dam was old and bad,” said Ada Moor."),
        tk.Article(id="2", text="The dam fell, and the dam rose."),
    ]
    found = tk.reading(articles, "dam")
    assert found.group("speaker").sizes.set_index("group").lines.to_dict() == {"(nobody)": 3, "Ada Moor": 1}
    assert found.group("voice").sizes.set_index("group").lines.to_dict() == {"outlet": 3, "direct": 1}
    assert found.group("outlet").sizes.group.tolist() == ["(unknown)", "Post"]
    assert found.group("outlet").order("outlet").table.article.tolist() == ["2", "2", "1", "1"]


def test_days_are_included_on_both_sides_and_undated_lines_left_out() -> None:
    from datetime import datetime

    dates = [datetime(2020, 1, 1), datetime(2020, 1, 2, 23, 59, 59), datetime(2020, 1, 3), None]
    corpus = tk.Corpus(tk.Article(id=str(n), text="dam", published=date) for n, date in enumerate(dates))
    found = tk.reading(corpus, "dam")
    assert found.select(since="2020-01-02").table.article.tolist() == ["1", "2"]
    assert found.select(until="2020-01-02").table.article.tolist() == ["0", "1"]
    assert found.order("date").table.article.tolist() == ["0", "1", "2", "3"]
    assert found.select(since="2020-01-02").caption == "2 of 4 occurrences of 'dam'"
    assert tk.reading(corpus[:1], "dam").caption == "1 occurrence of 'dam'"


def test_speakers_and_fields_are_chosen_from_sets_and_lists() -> None:
    said = ("The dam was very old", "Ada Moor"), ("The dam is too low now", "Ben Hale"), ("No dam was here", "Eva Moor")
    text = " ".join(f"“{words},” said {name}." for words, name in said)
    found = tk.reading(tk.Corpus([tk.Article(id="1", text=text, outlet="Post")]), "dam")
    assert found.select(speaker={"ada*", "BEN HALE"}).table.speaker.tolist() == ["Ada Moor", "Ben Hale"]
    assert found.select(speaker="*moor").table.speaker.tolist() == ["Ada Moor", "Eva Moor"]
    assert len(found.select(speaker="moor")) == 0
    assert len(found.select(outlet=("Post",))) == 3


def test_places_chosen_by_hand_are_kept_once_and_in_order(dams: Reading) -> None:
    places = dams.places
    assert dams.keep([places[4], places[1], places[4]]).places == [places[1], places[4]]
    with pytest.raises(QueryError, match="No line of this reading"):
        dams.leave_out([("1", 0)])
    assert dams.group("left").leave_out(places[:2]).sizes.lines.tolist() == [1, 2, 3]


def test_a_sample_of_all_lines_is_all_of_them_and_one_line_is_enough(dams: Reading) -> None:
    assert dams.sample(8, seed=3).places == dams.places
    assert len(dams.sample(1)) == 1
    assert dams.sample(7, seed=1).places != dams.sample(7, seed=2).places
