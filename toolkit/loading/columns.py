"""Which column of a table holds which field: guessed from what databases, interfaces and scrapers call them, and said.

A name is compared without case, spaces, hyphens and underscores; of a nested name (`fields.bodyText`) the last piece
counts too. What the caller names is never overruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.errors import TableError
from toolkit.loading.records import Columns

# What tables call their columns, most telling first. Interfaces: NewsAPI, Guardian, New York Times, GDELT, Media Cloud,
# Event Registry, WordPress; scrapers: trafilatura, newspaper, news-please, fundus. Some German, French, Spanish names.
_NAMES = {
    "text": "text body content articletext fulltext article story maintext texts storytext fields.bodytext bodytext"
    " fields.body articlebody plaintext cleanedtext rawtext contenttext content.rendered paragraphs volltext inhalt"
    " texte texto cuerpo contenu",
    "id": "id articleid docid guid key uuid storiesid storyid _id documentid uri gkgrecordid",
    "headline": "headline title heading headline.main fields.headline webtitle title.rendered articletitle hl1 titel"
    " titre titulo überschrift schlagzeile",
    "outlet": "outlet source source.name source.title publisher publication fields.publication medianame"
    " newspaper sourcename sourcecommonname sitename hostname domain site sourcedomain mediaoutlet newsoutlet"
    " quelle medium zeitung journal medio",
    "published": "published publishdate publishedat publisheddate date pubdate datetime webpublicationdate datepublish"
    " datepublished publicationdate publishingdate firstpublished timestamp seendate datetimepub datum"
    " erscheinungsdatum fecha",
    "url": "url link weburl articleurl canonicalurl documentidentifier sourceurl permalink adresse",
}
_SUMMARIES = (
    "leadparagraph fields.trailtext trailtext fields.standfirst standfirst summary abstract snippet description"
    " teaser excerpt excerpt.rendered lead preview content.preview"
).split()
_SOFT = {
    "byline": "byline byline.original fields.byline author authors creator writer journalist autor auteur autoren",
    "section": "section sectionname section.name newsdesk category rubrik ressort rubrique seccion",
    "language": "language lang fields.lang sprache langue idioma",
    "deck": "deck subtitle subheadline subhead standfirst fields.standfirst kicker",
    "modified": "modified lastmodified fields.lastmodified updated updatedat dateupdated datemodify datemodified",
    "words": "wordcount fields.wordcount lengthinwords length.words",
    "agency": "agency",
    "dateline": "dateline",
}


class Choice(NamedTuple):
    """The columns of a table: the caller's and the guessed ones, more columns of the text, and what to say of it."""

    columns: Columns
    texts: tuple[str, ...]
    summaries: tuple[str, ...]
    soft: dict[str, str]
    note: str | None


def choose(names: Sequence[str], columns: Columns, *, source: str, guess: bool) -> Choice:
    """The columns of a table. Raises TableError, with the columns there are, where one is missing.

    >>> choose(["title", "publishedAt", "content"], Columns(), source="a.json", guess=True).note
    'columns guessed: text from content, headline from title, published from publishedAt'
    """
    listed = ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "") or "none"
    if twice := next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None:
        raise TableError(f"{source}: two columns are called {twice!r}; rename one.")
    for field, wanted in columns._asdict().items():
        if wanted is not None and wanted not in names:
            raise TableError(f"{source}: no column {wanted!r} for the {field}; columns are {listed}. Pass {field}=...")
    given = {field: name for field, name in columns._asdict().items() if name is not None}
    if not guess:
        soft = {field: field for field in ("modified", "byline", "dateline", "agency") if field in names}
        soft = {field: name for field, name in soft.items() if name not in given.values()}
        return Choice(columns, (columns.text,) if columns.text else (), (), soft, None)
    return _guessed(list(names), given, source=source, listed=listed)


def _guessed(names: list[str], given: dict[str, str], *, source: str, listed: str) -> Choice:
    taken = set(given.values())
    chosen = dict(given)
    for field, candidates in _NAMES.items():
        if field not in chosen and field != "text":
            found = next((name for name in _matching(names, candidates.split()) if name not in taken), None)
            if found:
                chosen[field] = found
                taken.add(found)
    texts = (
        [given["text"]] if "text" in given else [n for n in _matching(names, _NAMES["text"].split()) if n not in taken]
    )
    summaries = (
        [n for n in _matching(names, _SUMMARIES) if n not in taken and n not in texts] if "text" not in given else []
    )
    if not texts and not summaries:
        titles = f"; pass text={chosen['headline']!r} to work with the headlines" if "headline" in chosen else ""
        raise TableError(f"{source}: no column for the article text; columns are {listed}. Pass text=...{titles}")
    chosen["text"] = (texts or summaries)[0]
    soft = {}
    for field, candidates in _SOFT.items():
        found = next((name for name in _matching(names, candidates.split()) if name not in taken | {*texts}), None)
        if found:
            soft[field] = found
    guessed = [f"{field} from {chosen[field]}" for field in _NAMES if field in chosen and field not in given]
    guessed += [f"{field} from {name}" for field, name in soft.items() if name != field]
    note = f"columns guessed: {', '.join(guessed)}" if guessed else None
    return Choice(Columns(**chosen), tuple(texts), tuple(summaries), soft, note)


def is_known(names: Iterable[str]) -> int:
    """How many fields of an article these names seem to hold; 0 without a text, a summary or a headline."""
    held = list(names)
    fields = {field for field, known in _NAMES.items() if _matching(held, known.split())}
    if _matching(held, _SUMMARIES):
        fields.add("summary")
    return len(fields) if fields & {"text", "headline", "summary"} else 0


def _matching(names: Iterable[str], candidates: Sequence[str]) -> list[str]:
    """The names that are one of the candidates, in the order of the candidates; whole names before last pieces."""
    whole: dict[str, str] = {}
    last: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[\s_\-]+", "", name.lower()) if not name.startswith("_") else name.lower()
        whole.setdefault(plain, name)
        last.setdefault(plain.rpartition(".")[2], name)
    found = [whole[one] for one in candidates if one in whole]
    found += [last[one] for one in candidates if one in last and one not in ("id", "name", "source") and "." not in one]
    return list(dict.fromkeys(found))
