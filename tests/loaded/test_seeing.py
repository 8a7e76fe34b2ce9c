"""What the word model sees of each word of a sentence: every feature by its name."""

from __future__ import annotations

import pytest

from toolkit.loaded.models.seeing import see

# A text, and for each word its features; what all words of a sentence share stands first, alone.
SEEN: list[tuple[str, str, dict[str, str]]] = [
    (
        '“It’s a well-built WALL,” Ruiz said?',
        'sentence hits=0; sentence size=0; sentence speech=yes; sentence end=?',
        {
            "it's": "word=it's; stem=it; shape=first word; class=contraction; word-2=-; class-2=-; word-1=-; class-1=-; word+1=a; class+1=article; shape+1=small; word+2=well-built; class+2=ilt; classes around=- … article; class before and suffix=- -'s; suffix and class after=-'s article; pair=it's a; place=first; after mark=quotation; quoted=yes",  # noqa: E501
            'a': "word=a; stem=a; shape=small; class=article; word-2=-; class-2=-; word-1=it's; class-1=contraction; shape-1=first word; word+1=well-built; class+1=ilt; shape+1=hyphen; word+2=wall; class+2=all; classes around=contraction … ilt; class before and suffix=contraction -a; suffix and class after=-a ilt; pair=a well-built; pair before=it's a; place=quarter 1; quoted=yes",  # noqa: E501
            'well-built': "word=well-built; stem=well-built; shape=hyphen; class=open; prefix=we; prefix=wel; prefix=well; suffix=lt; suffix=ilt; suffix=uilt; length=10; part=well; part=built; word-2=it's; class-2=contraction; word-1=a; class-1=article; shape-1=small; word+1=wall; class+1=all; shape+1=capitals; word+2=ruiz; class+2=uiz; classes around=article … all; class before and suffix=article -lt; suffix and class after=-lt all; pair=well-built wall; pair before=a well-built; place=quarter 2; quoted=yes",  # noqa: E501
            'wall': 'word=wall; stem=wall; shape=capitals; class=open; prefix=wa; prefix=wal; suffix=ll; suffix=all; length=4; word-2=a; class-2=article; word-1=well-built; class-1=ilt; shape-1=hyphen; word+1=ruiz; class+1=uiz; shape+1=capital; word+2=said; class+2=aid; classes around=ilt … uiz; class before and suffix=ilt -ll; suffix and class after=-ll uiz; pair=wall ruiz; pair before=well-built wall; place=quarter 3; before mark=,; quoted=yes',  # noqa: E501
            'ruiz': 'word=ruiz; stem=ruiz; shape=capital; class=open; prefix=ru; prefix=rui; suffix=iz; suffix=uiz; length=4; word-2=well-built; class-2=ilt; word-1=wall; class-1=all; shape-1=capitals; word+1=said; class+1=aid; shape+1=small; word+2=-; class+2=-; classes around=all … aid; class before and suffix=all -iz; suffix and class after=-iz aid; pair=ruiz said; pair before=wall ruiz; place=quarter 3; after mark=”',  # noqa: E501
            'said': 'word=said; stem=said; shape=small; class=open; prefix=sa; prefix=sai; suffix=id; suffix=aid; length=4; word-2=wall; class-2=all; word-1=ruiz; class-1=uiz; shape-1=capital; word+1=-; class+1=-; word+2=-; class+2=-; classes around=uiz … -; class before and suffix=uiz -id; suffix and class after=-id -; pair before=ruiz said; place=last; before mark=?',  # noqa: E501
        },
    ),
    (
        'They ran 12 old mills.',
        'sentence hits=0; sentence size=0; sentence number=yes',
        {
            'they': 'word=they; stem=they; shape=first word; class=pronoun; word-2=-; class-2=-; word-1=-; class-1=-; word+1=ran; class+1=ran; shape+1=small; word+2=12; class+2=number; classes around=- … ran; class before and suffix=- -ey; suffix and class after=-ey ran; pair=they ran; place=first',  # noqa: E501
            'ran': 'word=ran; stem=ran; shape=small; class=open; prefix=ra; suffix=an; length=3; word-2=-; class-2=-; word-1=they; class-1=pronoun; shape-1=first word; word+1=12; class+1=number; shape+1=digits; word+2=old; class+2=old; classes around=pronoun … number; class before and suffix=pronoun -an; suffix and class after=-an number; pair=ran 12; pair before=they ran; place=quarter 1',  # noqa: E501
            '12': 'word=12; stem=12; shape=digits; class=open; length=2; word-2=they; class-2=pronoun; word-1=ran; class-1=ran; shape-1=small; word+1=old; class+1=old; shape+1=small; word+2=mills; class+2=lls; classes around=ran … old; class before and suffix=ran -12; suffix and class after=-12 old; pair=12 old; pair before=ran 12; place=quarter 2',  # noqa: E501
            'old': 'word=old; stem=old; shape=small; class=open; prefix=ol; suffix=ld; length=3; word-2=ran; class-2=ran; word-1=12; class-1=number; shape-1=digits; word+1=mills; class+1=lls; shape+1=small; word+2=-; class+2=-; classes around=number … lls; class before and suffix=number -ld; suffix and class after=-ld lls; pair=old mills; pair before=12 old; place=quarter 3',  # noqa: E501
            'mills': 'word=mills; stem=mill; shape=small; class=open; prefix=mi; prefix=mil; prefix=mill; suffix=ls; suffix=lls; suffix=ills; length=5; word-2=12; class-2=number; word-1=old; class-1=old; shape-1=small; word+1=-; class+1=-; word+2=-; class+2=-; classes around=old … -; class before and suffix=old -ls; suffix and class after=-ls -; pair before=old mills; place=last; before mark=.',  # noqa: E501
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "common", "words"), SEEN, ids=[text for text, _, _ in SEEN])
def test_each_word_has_exactly_these_features(text: str, common: str, words: dict[str, str]) -> None:
    seen = see(text)
    assert {word.term: "; ".join(features) for word, features in zip(seen.words, seen.features, strict=True)} == {
        term: f"{common}; {own}" for term, own in words.items()
    }


def features(text: str, number: int = 0) -> list[str]:
    return see(text).features[number]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cowardly thugs, liars and brutal bandits burned villages.", "sentence hits=4"),
        ("The thug and the thugs met.", "sentence hits=1"),
        ("one two three four five six seven", "sentence size=0"),
        ("one two three four five six seven eight", "sentence size=1"),
        ("mill " * 56, "sentence size=6"),
        ("We left.", "sentence persons=yes"),
        ("They left 3rd.", "sentence number=yes"),
        ("They left!", "sentence end=!"),
    ],
)
def test_a_sentence_is_described_to_each_of_its_words(text: str, wanted: str) -> None:
    assert all(wanted in one for one in see(text).features)


def test_a_sentence_without_a_mark_a_number_a_person_or_speech_has_no_such_feature() -> None:
    assert [name for name in features("They left the mill.") if name.startswith("sentence ")] == [
        "sentence hits=0",
        "sentence size=0",
    ]


def test_sentences_and_entries_end_where_they_end() -> None:
    seen = see("A thug left. He ran.")
    assert [(word.term, word.sentence, word.entry) for word in seen.words] == [
        ("a", 0, ""), ("thug", 0, "thug"), ("left", 0, ""), ("he", 1, ""), ("ran", 1, ""),
    ]  # fmt: skip
    assert "word+1=-" in seen.features[2]
    assert "word-1=-" in seen.features[3]
    assert "shape=first word" in seen.features[3]


@pytest.mark.parametrize(
    ("word", "shape"), [("US", "capitals"), ("I", "capital"), ("Ely", "capital"), ("b2b", "digits"), ("a-b", "hyphen")]
)
def test_the_shape_of_a_word(word: str, shape: str) -> None:
    assert f"shape={shape}" in features(f"then {word} left", 1)


def test_words_of_two_letters_have_no_beginning_and_long_ones_are_all_of_one_length() -> None:
    short = features("the ox left", 1)
    assert not any(name.startswith(("prefix=", "suffix=")) for name in short)
    assert "length=2" in short
    assert "length=12" in features("the uncompromisingly old", 1)
    assert "part=up" not in features("the up-river mill", 1)
    assert "part=river" in features("the up-river mill", 1)
