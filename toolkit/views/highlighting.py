"""An article as safe HTML that needs no network and no script: loaded words underlined, voices marked in the margin.

The kind of a word is told by the style of its underline, by a label and by colour; a voice by a numbered bracket and a
note in the margin. The card of a word opens when it is pointed at or reached with the Tab key; in print and for screen
readers the same stands in a list at the end.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby

from toolkit.analysis import Analysed, Hit
from toolkit.articles import NO_MATHEMATICS, Article, Settings
from toolkit.errors import QueryError
from toolkit.lexicon import Lexicon
from toolkit.views.marks import Paragraph, Segment, Stretch, mark
from toolkit.voice import VOICES

# Eight families, so that each has an underline of its own; the card names the exact category.
FAMILIES = {
    "naming": ("name", "names and labels", "violent_actor_label state_and_legitimacy_naming ideology_label"),
    "religion": ("religion", "religious war", "religious_war"),
    "softening": ("polish", "softening and glorifying", "euphemism glorifying"),
    "contempt": ("contempt", "contempt", "dehumanising insult_and_ridicule"),
    "alarm": ("alarm", "metaphors of war and catastrophe, fear", "catastrophe_metaphor war_metaphor fear_appeal"),
    "camp": ("camp", "one camp's term", "partisan_issue_term"),
    "judging": ("judging", "judging words and intensifiers", "evaluative_adjective subjective_intensifier"),
    "knowing": (
        "knowing", "certainty, doubt, hedges, reporting verbs",
        "certainty_and_presupposition loaded_reporting_verb hedge doubt_and_scare vague_authority",
    ),
}  # fmt: skip
_FAMILY = {category: family for family, (_, _, members) in FAMILIES.items() for category in members.split()}
VOICE_NOTES = {
    "outlet": "the outlet's own words",
    "direct": "inside quotation marks",
    "partial": "a quoted fragment in the outlet's sentence",
    "indirect": "somebody's words, paraphrased",
    "ascribed": "a belief or stance ascribed to somebody",
    "distanced": "held at a distance (so-called, scare quotes)",
    "mention": "the word as a word, a title, a nickname",
    "unsure": "the evidence does not decide",
}
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked article: Jupyter shows it, `to_html` gives it for anywhere else."""

    article: Article
    headline: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]

    def to_html(self, *, standalone: bool = True) -> str:
        """A whole page, or with `standalone=False` a piece to put into one. No script, no address, all text escaped."""
        piece = "".join(_fragment(self))
        if not standalone:
            return piece
        title = _safe(self.article.headline or self.article.id)
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content='
            f'"light dark"><title>{title}</title></head><body style="margin:0">{piece}</body></html>\n'
        )

    def _repr_html_(self) -> str:
        return self.to_html(standalone=False)

    def __repr__(self) -> str:
        return f"Highlight({self.article.headline or self.article.id!r}: {_counted(self)})"


def highlight(article: Article, *, lexicon: Lexicon | None = None) -> Highlight:
    """The article with its loaded words and voices marked. `lexicon` is the shipped one unless given.

    >>> shown = highlight(Article(id="a", text="<b>The man</b> blamed “Crusaders.”"))
    >>> "<b>The man" in shown.to_html(), "Crusaders" in shown.to_html()
    (False, True)
    """
    if not isinstance(article, Article):
        shown = "None" if article is None else "a text" if isinstance(article, str) else type(article).__name__
        raise QueryError(f"highlight takes one article, this is {shown}; give corpus[0] or Article(id=..., text=...).")
    return marked(article, Settings(lexicon=lexicon))


def marked(article: Article, settings: Settings) -> Highlight:
    """The same under the settings of a corpus."""
    headline = Analysed(article.headline_article, settings)
    return Highlight(article, mark(headline), mark(Analysed(article, settings)))


def _hits(paragraphs: Iterable[Paragraph]) -> list[Hit]:
    return [segment.hit for p in paragraphs for stretch in p.stretches for segment in stretch.segments if segment.hit]


def _counted(shown: Highlight) -> str:
    """The counts of the body, as in every table, and those of the headline apart from them."""
    above = len(_hits(shown.headline))
    return summary(_hits(shown.paragraphs)) + (f" {above} more in the headline." if above else "")


def family_of(hit: Hit) -> str:
    """The label of the family of a loaded word: name, religion, ..."""
    return FAMILIES[_FAMILY[hit.entry.category]][0]


def summary(found: list[Hit]) -> str:
    """The loaded words of an article counted by voice, in one sentence."""
    if not found:
        return "No loaded words of the lexicon found."
    counts = Counter(hit.voice.voice for hit in found)
    own = counts["outlet"]
    others = ", ".join(f"{counts[voice]} {voice}" for voice in VOICES[1:] if counts[voice])
    noun = "loaded word" if len(found) == 1 else "loaded words"
    rest = f"; {len(found) - own} in other voices ({others})" if others else ""
    return f"{len(found)} {noun}: {own} in the outlet's own voice{rest}."


def _fragment(shown: Highlight) -> list[str]:
    article = shown.article
    key = hashlib.sha256(f"{article.id}\n{article.text}".encode("utf-8", "replace")).hexdigest()[:8]
    offset = len(_hits(shown.headline))
    found = _hits((*shown.headline, *shown.paragraphs))
    out = [f'<div class="tkh {NO_MATHEMATICS}" lang="en"><style>{_css()}</style><article>']
    if article.headline:
        out.append('<h2 class="tkh-title" dir="auto">')
        for paragraph in shown.headline:
            out += _stretches(paragraph, article.headline, f"{key}h", 0)
        out.append("</h2>")
    meta = [article.byline, article.outlet, article.dateline, article.agency]
    meta += [article.published.strftime("published %Y-%m-%d %H:%M")] if article.published else []
    meta += [article.modified.strftime("modified %Y-%m-%d %H:%M")] if article.modified else []
    if any(meta):
        out.append(f'<p class="tkh-meta" dir="auto">{" · ".join(_safe(value) for value in meta if value)}</p>')
    out.append(f'<p class="tkh-sum" data-added>{_safe(_counted(shown))}</p>')
    out.append(_legend(found, shown))
    out.append('<div class="tkh-body">')
    for paragraph in shown.paragraphs:
        out.append('<div class="tkh-par">')
        out += _margin(paragraph)
        out.append('<p class="tkh-text" dir="auto">')
        out += _stretches(paragraph, article.text, key, offset)
        out.append("</p></div>")
    out.append("</div>")
    for caption in article.captions:
        credit = f" ({_safe(caption.credit)})" if caption.credit else ""
        out.append(f'<p class="tkh-apart" dir="auto"><b>Caption:</b> {_safe(caption.text)}{credit}</p>')
    out += [f'<p class="tkh-apart" dir="auto"><b>Tagline:</b> {_safe(line)}</p>' for line in article.taglines]
    if article.captions or article.taglines:
        out.append(
            '<p class="tkh-apart" data-added>Captions and taglines stand apart from the body and are not counted.</p>'
        )
    if found:
        out.append(
            f'<details class="tkh-notes" data-added><summary>All {len(found)} marked words as a list</summary><ol>'
        )
        out += [f"<li>“{_safe(hit.text)}”: {'; '.join(_card(hit))}</li>" for hit in found]
        out.append("</ol></details>")
    out.append("</article></div>")
    return out


def _stretches(paragraph: Paragraph, text: str, key: str, offset: int) -> list[str]:
    out = []
    for stretch in paragraph.stretches:
        inside = "".join(_segment(segment, text, key, offset) for segment in stretch.segments)
        if stretch.number is None:
            out.append(inside)
        else:
            label = f"{stretch.number}" if not key.endswith("h") else stretch.voice.voice
            number = f'<sup class="tkh-n" data-added>{label}</sup>'
            out.append(f'<span class="tkh-v tkh-{stretch.voice.voice}">{number}{inside}</span>')
    return out


def _segment(segment: Segment, text: str, key: str, offset: int) -> str:
    shown = _safe(text[segment.start : segment.end])
    if segment.hit is None or segment.number is None:
        return shown
    family = _FAMILY[segment.hit.entry.category]
    card = "".join(f"<span>{line}</span>" for line in _card(segment.hit))
    name = f"tkh-{key}-{segment.number}"
    note = segment.number + offset
    return (
        f'<span class="tkh-hit tkh-{family}" tabindex="0" aria-describedby="{name}">{shown}'
        f'<span class="tkh-lab" data-added>{FAMILIES[family][0]}<span class="tkh-print"> {note}</span></span>'
        f'<span class="tkh-card" role="tooltip" id="{name}" data-added>{card}</span></span>'
    )


def _card(hit: Hit) -> list[str]:
    """The lines of a card, safe for HTML."""
    entry, voice = hit.entry, hit.voice
    whose = f"<b>Voice:</b> {_safe(voice.voice)}, {_safe(VOICE_NOTES[voice.voice])}"
    if voice.speaker:
        whose += f"; <b>speaker:</b> {_safe(voice.speaker)}"
    if voice.cue:
        whose += f"; <b>cue:</b> {_safe(voice.cue)}"
    sources = "; ".join(", ".join(part for part in (s.organisation, s.date) if part) for s in entry.sources)
    lines = [
        f"<b>{_safe(hit.term)}</b>: {_safe(entry.label)}",
        f"<b>Why:</b> {_safe(entry.why)}",
        f"<b>Instead:</b> {_safe(entry.alternative)}",
        whose,
        f"<b>How sure of the voice:</b> {voice.p:.2f} (rule: {_safe(voice.why)})",
        f"<b>Judged by:</b> {_safe(sources)}",
    ]
    if entry.disagreement:
        lines.append(f"<b>Disagreement:</b> {_safe(entry.disagreement)}")
    return lines


def _margin(paragraph: Paragraph) -> list[str]:
    marked = [stretch for stretch in paragraph.stretches if stretch.number is not None]
    notes = [_note(speaker, list(group)) for speaker, group in groupby(marked, key=lambda s: s.voice.speaker)]
    return ['<ul class="tkh-margin" data-added>', *notes, "</ul>"] if notes else []


def _note(speaker: str | None, stretches: list[Stretch]) -> str:
    whose = f" · {_safe(speaker)}" if speaker else ""
    return f"<li><b>{', '.join(f'{s.number} {s.voice.voice}' for s in stretches)}</b>{whose}</li>"


def _legend(found: list[Hit], shown: Highlight) -> str:
    families = Counter(_FAMILY[hit.entry.category] for hit in found)
    voices = {s.voice.voice for p in (*shown.headline, *shown.paragraphs) for s in p.stretches}
    words = "".join(
        f'<li><span class="tkh-hit tkh-{family}">word<span class="tkh-lab">{label}</span></span> {_safe(meaning)}'
        f" ({families[family]})</li>"
        for family, (label, meaning, _) in FAMILIES.items()
        if families[family]
    )
    marks = "".join(
        f'<li><span class="tkh-v tkh-{voice}">{voice}</span> {_safe(VOICE_NOTES[voice])}</li>'
        for voice in VOICES[1:]
        if voice in voices
    )
    marks = marks or "<li>every word is in the outlet's own voice</li>"
    return (
        '<details data-added open><summary>How to read the marks</summary><ul class="tkh-keys">'
        f'{words}</ul><ul class="tkh-keys">{marks}</ul>Unmarked text is the outlet\'s own. '
        "Point at an underlined word, or reach it with the Tab key, to see why it is marked and whose it is. "
        '<label class="tkh-switch"><input type="checkbox" class="tkh-byvoice"> Show voices only</label></details>'
    )


def _safe(text: str) -> str:
    """Text for HTML: markup escaped, and characters that no page can hold shown as replacement characters."""
    return escape(_UNSHOWABLE.sub("\ufffd", text), quote=True).replace("\r", "&#13;")


@cache
def _css() -> str:
    return files("toolkit").joinpath("templates/highlight.css").read_text(encoding="utf-8")
