"""An article is analysed once: whatever asks, in whatever order, alone or with others, now or in processes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.analysis import analysed, analysis_of, token_index, token_voices
from toolkit.analysis.packing import PackedAttributions, PackedHits, PackedTokens, PackedVoices, words_by_stretch
from toolkit.analysis.together import together
from toolkit.text.tokens import tokenize
from toolkit.voice import VOICES, attribute, voices_of

PARTS = (
    "“We left at dawn,” Bali said. ", "The so-called “caliphate” fell. ", "He hoped the town would hold, he said. ",
    "Rain fell.\n\n", "Terrorists, police said, came from the north. ",
    "Mr. Smith’s U.S.-backed force left at 3:14am. ",
    "Six died in Leeds, the mayor said.\n", "\u201cNo one", " \U0001f600 #flood @mayor www.example.com/x ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


def corpus_of(size: int) -> tk.Corpus:
    return tk.Corpus(
        tk.Article(
            id=str(n), text="".join(PARTS[(n + k) % 6] for k in range(6)), outlet="XY"[n % 2], headline=f"Rain {n}"
        )
        for n in range(size)
    )


def test_every_table_together_computes_the_voices_of_an_article_once(counted: Counter[str]) -> None:
    corpus = corpus_of(6)
    tk.voices(corpus)
    tk.attributions(corpus.where(outlet="X"))
    tk.loaded_language(corpus[2:4], severity="all")
    tk.loaded_summary(corpus, by="outlet")
    tk.concordance(corpus, "rain")
    tk.term_frequency(corpus, voice="outlet")
    tk.quotations(list(corpus))
    tk.highlight(corpus[0])
    for group in corpus.by("outlet").values():
        tk.naming_choices(group)
        tk.entman(group)
        tk.actions(group)
    tk.voices(corpus.with_settings(lexicon=tk.Lexicon.default().only(categories=["euphemism"])))
    assert {text: n for text, n in counted.items() if text in {article.text for article in corpus}} == {
        article.text: 1 for article in corpus
    }


def test_a_257th_article_costs_no_more_than_the_others(counted: Counter[str]) -> None:
    corpus = corpus_of(300)
    for _ in range(3):
        tk.voices(corpus)
        tk.voices(corpus, by="speaker")
    assert counted == Counter(article.text for article in corpus)


def test_other_settings_share_what_they_have_in_common(counted: Counter[str]) -> None:
    corpus = corpus_of(2)
    tk.voices(corpus)
    tk.voices(corpus.with_settings(engine="rules"))
    tk.voices(corpus.with_settings(engine="rules").with_settings(engine="model"))
    assert set(counted.values()) == {2}


@given(TEXTS)
def test_what_is_kept_gives_back_what_was_found(text: str) -> None:
    tokens = tokenize(text)
    assert PackedTokens.of(tokens).tokens(text) == tokens
    found = attribute(text)
    assert PackedAttributions.of(found).attributions() == found
    stretches = voices_of(text).stretches
    packed = PackedVoices.of(stretches, words_by_stretch(tokens, stretches))
    assert packed.stretches() == stretches
    for kept in (PackedTokens.of(tokens), PackedAttributions.of(found), packed):
        assert type(kept).from_columns(kept.columns()) == kept
    one = analysis_of(tk.Article(id="a", text=text))
    hits = one.packed_hits()
    assert PackedHits.from_columns(hits.columns()) == hits
    assert one.tokens == tokens
    assert one.voices.stretches == stretches
    assert one.attributions == found
    assert [(h.start, h.end) for h in one.hits] == [(m.start, m.end) for m in one.lexicon.match(tokens)]


@given(st.lists(TEXTS, max_size=4), st.sampled_from(["Rain in Leeds", None]), st.sampled_from(["en", "de"]))
def test_articles_together_give_what_each_gives_alone(texts: list[str], headline: str | None, language: str) -> None:
    def corpus() -> list[tk.Article]:
        return [tk.Article(id=str(n), text=t, headline=headline, language=language) for n, t in enumerate(texts)]

    one = together(corpus(), tk.Settings())
    for number, article in enumerate(corpus()):
        alone, found = analysis_of(article), one(number)
        assert found.packed_hits() == alone.packed_hits()
        assert found.packed_voices() == alone.packed_voices()
        assert found.packed_tokens() == alone.packed_tokens()
        assert found.tokens == alone.tokens


@given(TEXTS)
def test_words_of_the_stretches_are_all_words(text: str) -> None:
    article = tk.Article(id="a", text=text)
    assert tk.voices(article).words.sum() == tk.voices(article).attrs["denominator"]
    kinds = tokenize(text).kinds
    whose = zip(token_voices(tk.Corpus([article])), kinds, strict=True)
    by_token = Counter(VOICES[n] for n, kind in whose if kind in ("word", "number", "hashtag", "handle"))
    assert by_token == dict(tk.voices(article)[["voice", "words"]].to_numpy().tolist())


def test_processes_give_what_one_process_gives() -> None:
    alone, together = corpus_of(40), corpus_of(40)
    tk.analyse(together, workers=2)
    assert all(one.is_complete for one in analysed(together))
    for function in (tk.attributions, tk.voices, tk.loaded_language, tk.quotations):
        assert function(together).equals(function(alone)), function


def test_the_index_of_a_corpus_is_made_once() -> None:
    corpus = corpus_of(3)
    assert token_index(corpus) is token_index(corpus)
    index = tk.TokenIndex(corpus)
    assert token_index(index) is token_index(corpus)
    assert token_voices(corpus).dtype == np.uint8


def test_a_bar_is_shown_for_long_work_alone(capsys: pytest.CaptureFixture[str]) -> None:
    from toolkit.parallel import Progress

    with Progress(10, "analysing", wanted=True) as shown:
        shown(1)
        shown._next = 0
        shown(5)
    written = capsys.readouterr().err
    assert "analysing" in written
    assert "5 of 10 articles" in written
    assert written.endswith("\r")


def test_a_script_without_a_guard_can_use_processes(tmp_path: Path) -> None:
    script = tmp_path / "study.py"
    script.write_text(
        "import toolkit as tk\n"
        "corpus = tk.Corpus(tk.Article(id=str(n), text='“We left,” Bali said.') for n in range(40))\n"
        "print(tk.voices(tk.analyse(corpus, workers=2)).words.tolist(), __name__, __file__[-8:])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[80, 80] __main__ study.py\n", "")


# a headline and its story tell each other which words are names

_NAMED = tk.Article(
    id="savage", headline="Savage Leaves Bank After Nine Years",
    text="The bank said that Mary Savage would leave in June.",
)  # fmt: skip
_WORD = tk.Article(id="word", headline="Savage Attack on Ferry", text="The ferry was late on Monday. Rain fell.")


def _loaded_in(corpus: tk.Corpus) -> list[tuple[str, str]]:
    table = tk.loaded_language(corpus, severity="all")
    return list(zip(table["article"], table["text"], strict=True))


def test_a_name_of_the_story_is_no_loaded_word_of_its_headline() -> None:
    corpus = tk.Corpus([_NAMED, _WORD])
    assert [found for found in _loaded_in(corpus.headlines) if found[1] == "Savage"] == [("word", "Savage")]
    alone = tk.Corpus([tk.Article(id="alone", text=_NAMED.headline or "")])
    assert _loaded_in(alone) == [("alone", "Savage")]


def test_a_name_of_the_headline_is_no_loaded_word_of_its_story() -> None:
    text = "Savage, who was 60, will be missed."
    lines = (None, "Farewell to Mary Savage of the bank")
    said = [tk.Article(id=str(n), text=text, headline=line) for n, line in enumerate(lines)]
    assert [name for name, word in _loaded_in(tk.Corpus(said)) if word == "Savage"] == ["0"]


def test_headlines_know_their_story_in_other_processes_and_in_copies() -> None:
    articles = [replace(_NAMED if n % 2 else _WORD, id=str(n)) for n in range(200)]
    headlines = tk.analyse(tk.Corpus(articles).headlines, workers=2)
    assert all(type(article._kept["story"]) is tk.Article for article in headlines)
    assert headlines[1]._kept["story"] is articles[1]
    assert {name for name, word in _loaded_in(headlines) if word == "Savage"} == {str(n) for n in range(0, 200, 2)}
    again = pickle.loads(pickle.dumps(tk.Corpus(articles[:4]).headlines))
    assert [name for name, word in _loaded_in(again) if word == "Savage"] == ["0", "2"]
    assert headlines[1] == replace(headlines[1])
    assert headlines[1].fingerprint == replace(headlines[1]).fingerprint
