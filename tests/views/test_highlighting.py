"""A marked article: everything escaped, nothing lost, readable without colour, colours that can be read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from tests.conftest import ROOT
from toolkit.analysis import analysis_of
from toolkit.lexicon import CATEGORIES
from toolkit.views.highlighting import FAMILIES
from toolkit.views.marks import mark

CSS = (ROOT / "toolkit" / "templates" / "highlight.css").read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Collects the article's own text (paragraphs), leaving out what was added, and all tags and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[bool] = []
        self.inside = 0
        self.paragraphs: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.described: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attributes
        names = dict(attributes)
        self.ids += [names["id"] or ""] if "id" in names else []
        self.described += [names["aria-describedby"] or ""] if "aria-describedby" in names else []
        if tag in ("meta", "img", "br", "input"):
            return
        if tag == "p" and names.get("class") == "tkh-text":
            self.inside = len(self.stack) + 1
            self.paragraphs.append("")
        self.stack.append("data-added" in names)

    def handle_endtag(self, tag: str) -> None:
        self.stack.pop()
        if len(self.stack) < self.inside:
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if self.inside and not any(self.stack):
            self.paragraphs[-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.stack == []
    return reader


def loaded_words(article: tk.Article) -> int:
    """Those of the body and those of the headline."""
    whole = tk.Corpus([article])
    return len(tk.loaded_language(whole, severity="all")) + len(tk.loaded_language(whole.headlines, severity="all"))


def expected(article: tk.Article) -> list[str]:
    shown = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
    return [shown.sub("\ufffd", article.text[start:end]) for start, end in article.paragraphs]


HOSTILE = st.text(alphabet=st.sampled_from(list("<>&\"'“”/=abC \n;#x()ﷺ\u202e\x00\x1b")), max_size=150)


@given(st.one_of(st.text(max_size=150), HOSTILE), st.text(max_size=30))
def test_any_text_is_escaped_and_comes_through_whole(text: str, headline: str) -> None:
    article = tk.Article(id="<a>", text=text, headline=headline, byline="<script>x</script>", outlet='" onload="x')
    reader = read(tk.highlight(article).to_html())
    assert "script" not in reader.tags
    assert "b" not in {tag for tag in reader.tags if tag not in CARD_TAGS}
    assert not [name for name, _ in reader.attributes if name.startswith("on")]
    assert reader.paragraphs == expected(article)


CARD_TAGS = {"b", "sup", "span", "li", "ul", "ol"}


def test_the_founding_story_comes_through_whole(story: tk.Article) -> None:
    reader = read(tk.highlight(story).to_html())
    assert reader.paragraphs == expected(story)
    assert len(set(reader.ids)) == len(reader.ids)
    assert set(reader.described) <= set(reader.ids)
    assert len(reader.described) == loaded_words(story)


def test_the_page_asks_for_nothing_from_outside(story: tk.Article) -> None:
    html = tk.highlight(story).to_html()
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://|<script|<link", html)


def test_a_card_says_why_what_else_whose_and_by_which_rule(story: tk.Article) -> None:
    html = tk.highlight(story).to_html()
    card = next(part for part in html.split('role="tooltip"') if "atheist" in part and "the man" in part)
    for words in ("Why:", "Instead:", "partial", "the man", "says", "rule:", "own judgement"):
        assert words in card


def test_words_are_told_apart_without_colour(story: tk.Article) -> None:
    assert {member for _, _, members in FAMILIES.values() for member in members.split()} == set(CATEGORIES)
    styles = re.findall(r"\.tkh-(\w+)\{text-decoration:underline (\w+ [\d.]+px)", CSS)
    assert {family for family, _ in styles} == set(FAMILIES)
    assert len({style for _, style in styles}) == len(FAMILIES)
    html = tk.highlight(story).to_html()
    assert html.count('class="tkh-lab" data-added') == loaded_words(story)


def test_every_stretch_that_is_not_the_outlets_has_a_number_and_a_margin_note(story: tk.Article) -> None:
    html = tk.highlight(story).to_html()
    numbers = [s.number for p in mark(analysis_of(story)) for s in p.stretches if s.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(f">{number}</sup>" in html for number in numbers)
    assert " indirect</b> · Mustafa Bali" in html


def test_a_word_is_reached_with_the_keyboard(story: tk.Article) -> None:
    html = tk.highlight(story).to_html()
    assert html.count('tabindex="0"') == loaded_words(story)
    assert ".tkh-hit:focus>.tkh-card{display:block}" in CSS


def test_the_same_article_gives_the_same_page(story: tk.Article) -> None:
    assert tk.highlight(story).to_html() == tk.highlight(story).to_html()


def test_captions_and_taglines_stand_apart(story: tk.Article) -> None:
    html = tk.highlight(story).to_html()
    assert "Caption:</b> An illumination round" in html
    assert "Tagline:</b> Youssef reported" in html


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark by system", "dark by JupyterLab"])
def test_every_colour_of_letters_can_be_read_on_every_ground(theme: int) -> None:
    blocks = re.findall(r"--ground:[^}]*--unsure:#[0-9a-f]{6}", CSS)
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", blocks[theme]))
    grounds = [colours[name] for name in ("ground", "panel", *tk_voices())]
    for name in ("ink", "soft", *FAMILIES):
        for ground in grounds:
            light, dark = sorted((luminance(colours[name]), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


def tk_voices() -> tuple[str, ...]:
    return ("direct", "partial", "indirect", "ascribed", "distanced", "mention", "unsure")


def test_a_loaded_word_is_never_cut_by_a_voice() -> None:
    article = tk.Article(id="a", text="He fought the holocaust by the “Crusaders” of Kurdish atheists, the man said.")
    for paragraph in mark(analysis_of(article)):
        joined = "".join(article.text[s.start : s.end] for st_ in paragraph.stretches for s in st_.segments)
        assert joined == article.text[paragraph.start : paragraph.end]


def test_words_of_the_headline_are_counted_apart() -> None:
    article = tk.Article(id="a", headline="Crusaders came", text="The Crusaders came.")
    assert "1 loaded word: 1 in the outlet&#x27;s own voice. 1 more in the headline." in tk.highlight(article).to_html()
    assert "in the headline" not in tk.highlight(tk.Article(id="a", text="The Crusaders came.")).to_html()
