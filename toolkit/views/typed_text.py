"""A text that somebody has just typed: its marked form and its loaded words, without the data stack.

This is what the page of `make lite` runs in a browser.
"""

from __future__ import annotations

from toolkit.analysis import Analysed
from toolkit.articles import Article, Settings
from toolkit.errors import QueryError
from toolkit.views.highlighting import VOICE_NOTES, marked, summary

LONGEST = 100_000  # characters


def typed_text(text: str) -> dict[str, object]:
    """The marked text as safe HTML, a sentence that counts, and a row for each loaded word and each voice.

    Raises QueryError for no text, and for one that is too long for a page.

    >>> said = typed_text("“Thugs burned the barn,” said Ada Moor.")
    >>> [(row["text"], row["voice"], row["speaker"]) for row in said["words"]]
    [('Thugs', 'direct', 'Ada Moor')]
    """
    if not isinstance(text, str) or not text.strip():
        raise QueryError("There is no text yet; type a sentence.")
    if len(text) > LONGEST:
        raise QueryError(f"The text has {len(text):,} characters and at most {LONGEST:,} are read; take a part of it.")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    article = Article(id="typed", text=plain, headline="Your text")
    settings = Settings()
    one = Analysed(article, settings)
    words = [
        {
            "text": hit.text, "start": hit.start, "end": hit.end, "category": hit.entry.label, "why": hit.entry.why,
            "voice": hit.voice.voice, "meaning": VOICE_NOTES[hit.voice.voice], "speaker": hit.voice.speaker or "",
        }
        for hit in one.hits
    ]  # fmt: skip
    voices = [
        {
            "text": one.text[stretch.start : stretch.end].strip(), "voice": stretch.voice,
            "meaning": VOICE_NOTES[stretch.voice], "speaker": stretch.speaker or "",
        }
        for stretch in one.voices.stretches
        if one.text[stretch.start : stretch.end].strip()
    ]  # fmt: skip
    html = marked(article, settings).to_html(standalone=False)
    return {"html": html, "summary": summary(list(one.hits)), "words": words, "voices": voices}
