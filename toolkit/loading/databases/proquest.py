"""What ProQuest knows of an article: labelled lines around an abstract and a full text, in four languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.articles import Caption
from toolkit.loading.databases.assembling import asides, extras, joined, number, one_line
from toolkit.loading.dates import find_date
from toolkit.loading.languages import language_code
from toolkit.loading.records import Story

# field -> labels of the interface in English, German, French and Spanish, in small letters
_FIELDS = {
    "title": "title|titel|titre|título",
    "author": "author|authors|autor|autoren|auteur|auteurs|autores|verfasser",
    "info": "publication info|publikationsinfo|informations de publication|información de publicación",
    "abstract": "abstract|zusammenfassung|résumé|resumen|kurzfassung",
    "links": "links|enlaces|liens",
    "text": "full text|volltext|texte intégral|texto completo",
    "outlet": "publication title|publikationstitel|titre de la publication|título de publicación|título de la "
    "publicación|titel der publikation|source",
    "date": "publication date|publikationsdatum|date de publication|fecha de publicación|datum der publikation",
    "section": "section|rubrik|rubrique|sección|teil",
    "pages": "pages|first page|seiten|seite|páginas|página|page",
    "edition": "edition|ausgabe|édition|edición",
    "dateline": "dateline|datumszeile",
    "language": "language of publication|language|sprache der publikation|langue de la publication|"
    "langue de publication|idioma de la publicación|idioma de publicación|sprache",
    "id": "proquest document id|proquest-dokument-id|id de document proquest|id. del documento de proquest|"
    "identificador del documento|proquest-dokumenten-id",
    "url": "document url|dokument-url|url du document|url del documento",
    "copyright": "copyright|droit d'auteur|derechos de autor",
    "captions": "caption|illustration|bildunterschrift|légende",
    "length": "word count|wortanzahl|nombre de mots|número de palabras",
    "correction": "correction|corrections|korrektur",
    "subject": "subject|subjects|thema|sujet|materia|schlagwort|location|ort|lieu|lugar|people|person|personen|"
    "personne|company / organization|company|unternehmen / organisation|organization|identifier / keyword|"
    "publication year|"
    "publikationsjahr|année de publication|año de publicación|publication year|publisher|herausgeber|verlag|éditeur|"
    "editorial|place of publication|lieu de publication|lugar de publicación|country of publication|pays de "
    "publication|país de publicación|publication subject|issn|source type|art der quelle|type de source|tipo de fuente|"
    "document type|dokumententyp|type de document|tipo de documento|last updated|zuletzt aktualisiert|dernière mise à "
    "jour|última actualización|database|datenbank|base de données|base de datos|classification|column|volume|issue|"
    "number of pages|document feature|publication frequency|isbn|e-issn|eissn|accession number|doi|coden|"
    "publication history|online publication date|subfile|credit|company name|term|language ofpublication",
}
_LABELS = {label: field for field, labels in _FIELDS.items() for label in labels.split("|")}
_LABEL = re.compile(r"^\s*(?P<label>[^\W\d_][^:\n]{1,38}?)\s?:(?:\s+|$)(?P<value>.*)$", re.DOTALL)
_NUMBER = re.compile(
    r"^\s*(?:document|dokument|documento)\s+(?P<number>\d+)\s+(?:of|von|de)\s+(?P<total>\d+)\s*$", re.I
)
_LINK = re.compile(
    r"^\s*(?:proquest document link|https?://\S*proquest\S*|enlace de documentos? de proquest|"
    r"lien vers le document proquest|proquest-dokument-link|back to table of contents)\s*$",
    re.I,
)
_NONE = re.compile(r"^\s*(?:none available\.?|not available\.?|aucun\(e\) disponible\.?|nicht verfügbar\.?)\s*$", re.I)
# newer exports open a part with a line in capitals instead of a label
_HEADINGS = {
    "FULL TEXT": "text", "VOLLTEXT": "text", "TEXTE INTÉGRAL": "text", "TEXTO COMPLETO": "text", "ABSTRACT": "abstract",
    "ABSTRACT (ENGLISH)": "abstract", "DETAILS": "subject", "LINKS": "links",
}  # fmt: skip
ENDS = frozenset(("outlet", "date", "id", "url", "subject"))


class Line(NamedTuple):
    """A line of a record; `field` and `label` where it begins with a label, whose words are not in `text`."""

    text: str
    field: str | None = None
    label: str = ""


def labelled(text: str) -> Line:
    """A line with its label split off, if it has one that ProQuest uses.

    >>> labelled("Publication title: The Evening Sun").field
    'outlet'
    """
    if text.isupper() and (bare := _HEADINGS.get(one_line(text))):
        return Line("", bare, one_line(text))
    found = _LABEL.match(text)
    field = _LABELS.get(one_line(found["label"]).lower()) if found else None
    return Line(found["value"], field, found["label"]) if found and field else Line(text)


def numbered(text: str) -> tuple[int, int] | None:
    """The number and the total of a line like "Document 3 of 50"."""
    found = _NUMBER.match(text) if len(text) < 60 else None
    return (int(found["number"]), int(found["total"])) if found else None


def story_of(lines: Sequence[Line], locator: str, *, id: str | None = None, words: int | None = None) -> Story | None:
    """The story of a record, None where it has neither a text nor the name of a publication."""
    fields: dict[str, list[str]] = {}
    set_aside = []
    current = "title"
    for line in lines:
        if line.field is not None:
            current = line.field
            if current in ("subject", "id", "language", "links", "length", "date", "info"):
                kind = "date" if current == "date" else "classification"
                set_aside += asides(kind, f"ProQuest label {line.label}", [f"{line.label}: {one_line(line.text)}"])
        elif _LINK.match(line.text):
            set_aside += asides("furniture", "ProQuest link", [line.text])
            continue
        elif current not in ("text", "abstract", "captions", "correction", "title", "copyright"):
            rule = f"behind ProQuest {current}"
            set_aside += asides(
                "classification" if current in ("subject", "links") else "unclassified", rule, [line.text]
            )
            continue
        if line.text.strip() and not _NONE.match(line.text):
            fields.setdefault(current, []).append(line.text)

    def one(name: str, separator: str = " ") -> str | None:
        return separator.join(one_line(text) for text in fields.get(name, ())) or None

    body, abstract = joined(fields.get("text", ())), joined(fields.get("abstract", ()))
    info = one("info")
    if not (body or abstract or one("outlet") or info):
        return None
    set_aside += asides("abstract", "ProQuest abstract", [abstract] if body else [])
    set_aside += asides("copyright", "ProQuest label Copyright", fields.get("copyright", ()))
    moment = find_date(one("date") or "") or find_date(info or "")
    outlet = one("outlet") or re.sub(r"\s*\[.*", "", info or "") or None
    missing = (
        "the export holds the abstract of this article alone"
        if abstract
        else "the export holds no text of this article"
    )
    return Story(
        text=body or abstract,
        locator=locator,
        id=id or one("id"),
        headline=one("title"),
        byline=one("author", "; "),
        outlet=outlet,
        published=None if moment is None else moment.when,
        dateline=one("dateline"),
        section=one("section"),
        language=language_code(one("language")),
        url=one("url"),
        captions=tuple(Caption(one_line(text)) for text in fields.get("captions", ())),
        notices=tuple(one_line(text) for text in fields.get("correction", ())),
        words_promised=words or number(one("length") or ""),
        not_full_text=None if body else missing,
        asides=tuple(set_aside),
        extra=extras(pages=one("pages"), edition=one("edition"), publication_info=info),
    )
