"""The words by which Nexis marks its fields, in the languages of its interface, and what each means for a story."""

from __future__ import annotations

import re
from typing import NamedTuple

# field -> labels, in small letters; spaces and hyphens count as the same
_FIELDS: dict[str, str] = {
    "length": "length|länge|longueur|longitud|extensión|lunghezza|lengte|comprimento|extensão|længde|längd",
    "section": "section|rubrik|rubrique|sección|sezione|rubriek|sectie|seção|sektion|ressort",
    "byline": "byline|author|autor|auteur|auteurs|autoren|autore|signature|verfasser|par",
    "dateline": "dateline|ort|lieu|datumszeile|lugar",
    "headline": "headline|titre|title|titel|überschrift|titular|titolo|kop",
    "deck": "highlight|subheadline|untertitel|sous titre|sottotitolo|abstract|zusammenfassung|résumé",
    "load_date": "load date|update|date chargement|date de chargement|fecha de carga|ladedatum|laaddatum",
    "language": "language|sprache|langue|idioma|lingua|taal|sprog|språk",
    "graphic": "graphic|graphics|grafik|graphique|gráfico|grafico|foto|photo|illustration|abbildung",
    "edition": "edition|ausgabe|édition|edición|edizione|editie",
    "correction": "correction|korrektur|corrección|rectification|rectificatif|berichtigung",
    "notes": "notes|note|anmerkung|anmerkungen|notas|hinweis",
    "url": "url|web address",
    "publication_type": "publication type|publikationstyp|zeitungstyp|type publication|type de publication|tipo de "
    "publicación|tipo publicación|publicatietype",
    "copyright": "copyright",
    "classification": "subject|thema|sujet|tema|onderwerp|person|personne|persona|geographic|geografie|country|land|"
    "pays|país|state|city|stadt|ville|company|unternehmen|firma|société|compañía|organization|organisation|"
    "organización|industry|branche|industrie|ticker|journal code|code revue|zeitschriftencode|publication code|isin|"
    "series|distribution|type|category|classification|keyword|keywords|correction date|acc no|accession no|pub type|"
    "terms|stock symbol|cusip|volume|issn|version|document type|dokumenttyp|event|indexing|legal|publisher|doc id|"
    "jour code|journal subject",
}
_LABELS = {label: field for field, labels in _FIELDS.items() for label in labels.split("|")}
_LABEL = re.compile(r"^\s*(?P<label>[^\W\d_][^\d:;,.!?\"“”]{1,28}?)\s?:[\s\u00a0]*(?P<value>.*)$", re.DOTALL)

HEADINGS = {
    heading: part
    for part, headings in {
        "body": "body|hauptteil|textkörper|text|corps|corps du texte|cuerpo|corpo|hoofdtekst|volltext|full text",
        "classification": "classification|klassifizierung|klassifikation|clasificación|classificazione|classificatie",
        "graphic": "graphic|graphics|grafik|graphique|gráfico|grafico|afbeelding",
        "notes": "notes|note|anmerkungen|hinweise|notas|notities",
        "correction": "correction|korrektur|berichtigung|rectificatif|corrección",
    }.items()
    for heading in headings.split("|")
}

END = re.compile(
    r"^\s*(?:end of document|ende des dokuments|dokumentende|fin du document|fin de document|fin del documento|"
    r"fine del documento|einde van (?:het )?document|fim do documento)\s*$",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"^\s*(?:documents?|dokumente?|documentos?|documenti|documenten)\s?\((?P<count>[\d.,]{1,9})\)\s*$", re.IGNORECASE
)
NUMBER = re.compile(
    r"^\s*(?:FOCUS\s*-\s*)?(?:(?P<before>document[oi]?|dokument)\s+)?(?P<number>\d{1,7})\s+"
    r"(?:of|von|de|van|di|af|av)\s+(?P<total>\d{1,7})(?P<after>\s+(?:documents?|dokumente?n?|documentos?|documenti|"
    r"documenten))?\s*$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"^\s*(?:copyright\b|©|\(c\)\s|alle rechte vorbehalten|tous droits réservés|all rights reserved|"
    r"todos los derechos|tutti i diritti)",
    re.IGNORECASE,
)
COVER = re.compile(
    r"^\s*(?:client/matter|search terms|search type|narrowed by|content type|sources?|date and time|job number|"
    r"user name|suchbegriffe|suchtyp|quellen?|auftragsnummer|datum und uhrzeit|benutzername|eingeschränkt durch|"
    r"termes de recherche|type de recherche|limité par|numéro de tâche|download request|time of request|send to|terms|"
    r"combined source|project id|news)\s?(?::|$)",
    re.IGNORECASE,
)
LISTED = re.compile(r"^\s*(?P<number>\d{1,4})\.\s+(?P<title>\S.*)$", re.DOTALL)


class Labelled(NamedTuple):
    """A line that begins with a label: the field it fills, the label as printed, what stands behind it."""

    field: str
    label: str
    value: str


def labelled(line: str, *, capitals: bool = False) -> Labelled | None:
    """The label of a line, None where it has none that Nexis uses. `capitals`: the old exports print LABELS so.

    >>> labelled("LÄNGE: 355 Wörter", capitals=True)
    Labelled(field='length', label='LÄNGE', value='355 Wörter')
    >>> labelled("Paris: a city") is None
    True
    """
    found = _LABEL.match(line) if ":" in line[:40] else None
    if found is None:
        return None
    label = found["label"].strip()
    field = _LABELS.get(re.sub(r"[\s_-]+", " ", label.lower()))
    if field is None or (capitals and label != label.upper()) or (not capitals and not label[:1].isupper()):
        return None
    return Labelled(field, label, found["value"].strip())


def is_any_label(line: str) -> bool:
    """Whether a line begins with some word in capitals and a colon: a label of the old exports, known or not."""
    found = _LABEL.match(line)
    return found is not None and found["label"] == found["label"].upper()


def heading(line: str) -> str | None:
    """The part of an article that a heading opens ("Body", "Classification"), None for any other line."""
    return HEADINGS.get(line.strip().lower()) if len(line) < 40 else None


def ends(line: str) -> bool:
    """Whether a line is the mark under an article ("End of Document")."""
    return len(line) < 60 and END.match(line) is not None
