"""Exports of news databases in every shape that the readers know, with words of our own: what the tests read."""

# ruff: noqa: E501 - lines of markup stay as the databases print them

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from xml.sax.saxutils import escape

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}


@dataclass(frozen=True)
class Told:
    """An article as an export tells it. A field that is None is not printed."""

    headline: str | None = "Ferry returns to the harbour"
    outlet: str = "The Harbour Post"
    when: datetime = datetime(2019, 7, 1, 9, 20)
    byline: str | None = "Ada Quill and Ben Reed"
    section: str | None = "NEWS; Pg. 3"
    body: tuple[str, ...] = (
        "The ferry came back to the harbour on Monday after three weeks of repairs.",
        "Passengers waited on the pier from early morning, and the mayor brought a cake.",
    )
    rights: str | None = "Copyright 2019 Harbour Media All Rights Reserved"
    language: str | None = "ENGLISH"

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.body)


ARTICLES = (
    Told(),
    Told(
        headline="Mill closes after ninety years",
        byline=None,
        when=datetime(2019, 7, 2),
        section="BUSINESS",
        body=("The last mill of the valley will close in autumn.", 'Its owner said: "The river is too low."'),
    ),
    Told(
        headline="Länge ist nicht alles",
        outlet="Der Abendbote",
        when=datetime(2020, 3, 3),
        byline="Von Käthe Grün",
        section="Kultur",
        body=("Im Stadttheater spielt man wieder bis nach Mitternacht.", "Das Publikum dankte es mit Geduld."),
        language="GERMAN; DEUTSCH",
    ),
)


def day(when: datetime, language: str = "en") -> str:
    month = MONTHS[language][when.month - 1]
    if language == "en":
        return f"{month} {when.day}, {when.year}"
    return f"{when.day}{'.' if language == 'de' else ''} {month} {when.year}"


# ---- documents of word processors


def docx(paragraphs: Sequence[tuple[str, bool]], *, links: Sequence[str] = ()) -> bytes:
    """A Word document of (text, bold) paragraphs; a line break in a text is one in the document."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = []
    for text, bold in paragraphs:
        pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
        body.append(f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{pieces}</w:r></w:p>")
    for i, _ in enumerate(links):
        body.append(f'<w:p><w:hyperlink r:id="l{i}"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>')
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{w}" xmlns:r="{r}"><w:body>{"".join(body)}</w:body></w:document>'
    )
    relations = "".join(
        f'<Relationship Id="l{i}" Type="{r}/hyperlink" Target="{escape(link)}" TargetMode="External"/>'
        for i, link in enumerate(links)
    )
    p = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{p}">{relations}</Relationships>',
            "_rels/.rels": f'<Relationships xmlns="{p}"><Relationship Id="r" Type="{r}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        }
    )


def odt(paragraphs: Sequence[str]) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in paragraphs)
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(lines: Sequence[str], *, code_page: int = 1252) -> bytes:
    """An RTF document of lines, with escapes for what is not ASCII."""
    escaped = []
    for line in lines:
        pieces = []
        for char in line:
            if char in "\\{}":
                pieces.append("\\" + char)
            elif ord(char) < 128:
                pieces.append(char)
            else:
                pieces.append(f"\\u{ord(char) if ord(char) < 32768 else ord(char) - 65536}?")
        escaped.append("".join(pieces))
    text = "\\par\r\n".join(escaped)
    return f"{{\\rtf1\\ansi\\ansicpg{code_page}\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\f0\\fs20 {text}}}".encode("ascii")


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


# ---- Nexis Uni

UNI = {
    "en": (
        "Section",
        "Length",
        "words",
        "Byline",
        "Body",
        "Classification",
        "Language",
        "Load-Date",
        "End of Document",
    ),
    "de": (
        "Rubrik",
        "Länge",
        "Wörter",
        "Autor",
        "Body",
        "Classification",
        "Sprache",
        "Ladedatum",
        "Ende des Dokuments",
    ),
    "fr": (
        "Rubrique",
        "Longueur",
        "mots",
        "Auteur",
        "Corps",
        "Classification",
        "Langue",
        "Date de chargement",
        "Fin du document",
    ),
}


def nexis_uni(
    articles: Sequence[Told],
    *,
    language: str = "en",
    cover: bool = True,
    promised: int | None = None,
    without: Sequence[str] = (),
) -> list[tuple[str, bool]]:
    """The (text, bold) lines of an export; `without` leaves out "end", "body", "length" or "classification"."""
    section, length, words, byline, body, classification, speech, loaded, end = UNI[language]
    lines: list[tuple[str, bool]] = []
    if cover:
        lines += [("Date and Time: Friday, July 5, 2019 9:31:00 AM", True), ("Job Number: 1", True)]
        lines.append((f"Documents ({promised if promised is not None else len(articles)})", True))
        for number, told in enumerate(articles, start=1):
            lines += [(f"{number}. {told.headline}", False), ("Client/Matter: -None-", True)]
            lines += [("Search Terms: harbour", True), ("Narrowed by:", True), ("", False)]
    for told in articles:
        lines += [(told.headline, True)] if told.headline else []
        lines += [(told.outlet, False), (day(told.when, language), False), ("", False)]
        lines += [(told.rights, False)] if told.rights else []
        lines += [(f"{section}:\u00a0{told.section}", True)] if told.section else []
        lines += [(f"{length}:\u00a0{told.words} {words}", True)] if "length" not in without else []
        lines += [(f"{byline}:\u00a0{told.byline}", True)] if told.byline else []
        lines += [(body, True), ("", False)] if "body" not in without else []
        lines += [(paragraph, False) for paragraph in told.body]
        if "classification" not in without:
            lines += [(classification, True), ("", False), (f"{speech}:\u00a0{told.language}", True)]
            lines += [("Subject:\u00a0FERRIES (90%); HARBOURS (80%)", True)]
        lines += [(f"{loaded}:\u00a0July 4, 2019", True), ("", False)]
        lines += [(f"\n{end}", True), ("", False)] if "end" not in without else []
    return lines


# ---- older Nexis


OLD = {
    "en": ("{n} of {m} DOCUMENTS", "BYLINE", "SECTION", "LENGTH", "words", "LANGUAGE", "LOAD-DATE"),
    "de": ("Dokument {n} von {m}", "AUTOR", "RUBRIK", "LÄNGE", "Wörter", "SPRACHE", "UPDATE"),
    "fr": ("Document {n} de {m}", "AUTEUR", "RUBRIQUE", "LONGUEUR", "mots", "LANGUE", "DATE-CHARGEMENT"),
}


def nexis_txt(articles: Sequence[Told], *, language: str = "en", total: int | None = None, request: bool = True) -> str:
    """An export as text, its lines broken at 78 characters."""
    mark, byline, section, length, words, speech, loaded = OLD[language]
    total = len(articles) if total is None else total
    lines = ["\ufeff", ""]
    if request:
        lines += [
            f"Download Request: Selected Items: 1-{total}",
            "Time Of Request: Friday, March 20, 2018  16:51:31",
            "",
        ]
        lines += ["Send To:", "LIBRARY", "", "Terms: (ferry or mill)", "", ""]
    for number, told in enumerate(articles, start=1):
        lines += [mark.format(n=number, m=total).center(78), "", "", told.outlet.center(78), ""]
        lines += [day(told.when, language).center(78), "Late Edition".center(78), ""]
        lines += [*_broken(told.headline), ""] if told.headline else []
        lines += [f"{byline}: {told.byline}", ""] if told.byline else []
        lines += [f"{section}: {told.section}", ""] if told.section else []
        lines += [f"{length}: {told.words} {words}", "", ""]
        for paragraph in told.body:
            lines += [*_broken(paragraph), ""]
        lines += [f"{loaded}: {day(told.when, language)}", "", f"{speech}: {told.language}", ""]
        lines += ["PUBLICATION-TYPE: Newspaper", "", ""]
        lines += [(told.rights or "").center(78).rstrip(), "", ""]
    return "\r\n".join(lines)


def _broken(text: str, width: int = 78) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def nexis_html(
    articles: Sequence[Told], *, language: str = "en", promised: int | None = None, numbers: Sequence[int] = ()
) -> str:
    mark, byline, section, length, words, speech, loaded = OLD[language]
    total = len(articles) if promised is None else promised
    pieces = [
        '<HTML><HEAD><STYLE TYPE="text/css"><!--\n.c0 { text-align: center; }\n.c1 { text-align: center; margin-top: 0em; }\n'
        ".c5 { text-align: left; }\n--></STYLE><!-- LXNComment 1:1 -->\n"
        f'<META TOPIC="null" DOCUMENTS="{total}" UPDATED="today"></HEAD><BODY>'
    ]

    def centre(text: str) -> str:
        return f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN>{escape(text)}</SPAN></P></DIV>'

    def left(label: str, text: str) -> str:
        return (
            f'<BR><DIV CLASS="c5"><P CLASS="c5"><SPAN CLASS="c7">{label}: </SPAN><SPAN>{escape(text)}</SPAN></P></DIV>'
        )

    for position, told in enumerate(articles):
        number = numbers[position] if numbers else position + 1
        pieces += [centre(mark.format(n=number, m=total)), centre(told.outlet), centre(day(told.when, language))]
        if told.headline:
            pieces.append(f'<BR><DIV CLASS="c5"><P CLASS="c5"><SPAN>{escape(told.headline)}</SPAN></P></DIV>')
        pieces += [left(byline, told.byline)] if told.byline else []
        pieces += [left(section, told.section)] if told.section else []
        pieces.append(left(length, f"{told.words} {words}"))
        pieces.append('<BR><DIV CLASS="c5">' + "".join(f"<P>{escape(p)}</P>" for p in told.body) + "</DIV>")
        pieces += [left(loaded, day(told.when, language)), left(speech, told.language or "ENGLISH")]
        pieces += [centre(told.rights)] if told.rights else []
    return "\n".join([*pieces, "</BODY></HTML>"])


# ---- Factiva


def accession(told: Told, number: int) -> str:
    return f"HARBP000{told.when:%Y%m%d}ee7{number:06d}"


FACTIVA = {
    "en": ("words", "English", "Document", lambda w: f"{w.day} {MONTHS['en'][w.month - 1]} {w.year}"),
    "de": ("Wörter", "Englisch", "Dokument", lambda w: f"{w.day}. {MONTHS['de'][w.month - 1]} {w.year}"),
    "fr": ("mots", "Anglais", "Document", lambda w: f"{w.day} {MONTHS['fr'][w.month - 1]} {w.year}"),
    "zh": ("字", "英文", "文件", lambda w: f"{w.year} 年 {w.month} 月 {w.day} 日"),
}


def factiva_lines(told: Told, number: int, language: str = "en") -> list[str]:
    """What stands above the text, the text, and what stands below, in Factiva's order without codes."""
    words, speech, document, date = FACTIVA[language]
    above = [told.section, told.headline, told.byline, f"{told.words} {words}", date(told.when)]
    above += [f"{told.when:%H:%M}", told.outlet, "HARBP", "1; National", "3", speech, f"(c) 2019 {told.outlet}"]
    return [*(line for line in above if line), *told.body, "Harbour Media Ltd", f"{document} {accession(told, number)}"]


def factiva_html(articles: Sequence[Told], *, language: str = "en") -> str:
    words, speech, document, date = FACTIVA[language]
    pieces = ["<html><head><title>Factiva</title></head><body><h1>Factiva</h1><div id='contentWrapper'>"]
    for number, told in enumerate(articles):
        rows = [told.section and f"<div>{escape(told.section)}</div>"]
        rows.append(told.headline and f"<div id='hd'><span class='enHeadline'>{escape(told.headline)}</span></div>")
        rows.append(told.byline and f"<div class='author'>{escape(told.byline)}</div>")
        plain = [
            f"{told.words} {words}",
            date(told.when),
            f"{told.when:%H:%M}",
            told.outlet,
            "HARBP",
            "1; National",
            "3",
            speech,
        ]
        rows += [f"<div>{escape(text)}</div>" for text in [*plain, f"(c) 2019 {told.outlet}"]]
        rows += [f"<p class='articleParagraph enarticleParagraph'>{escape(p)}</p>" for p in told.body]
        rows += ["<p>Harbour Media Ltd</p>", f"<p>{document} {accession(told, number)}</p>"]
        inner = "".join(row for row in rows if row)
        pieces.append(
            f"<div id='article-{number}' class='article'><div class='article enArticle'>{inner}</div></div><br>"
        )
    return "".join([*pieces, "</div></body></html>"])


def factiva_codes(told: Told, number: int) -> list[tuple[str, str]]:
    fields = [("SE", told.section), ("HD", told.headline), ("BY", told.byline), ("WC", f"{told.words} words")]
    fields += [
        ("PD", f"{told.when.day} {MONTHS['en'][told.when.month - 1]} {told.when.year}"),
        ("ET", f"{told.when:%H:%M}"),
    ]
    fields += [("SN", told.outlet), ("SC", "HARBP"), ("LA", "English"), ("CY", f"(c) 2019 {told.outlet}")]
    fields += [("LP", told.body[0]), ("TD", "\n".join(told.body[1:])), ("NS", "gcat : Political/General News")]
    fields += [("AN", f"Document {accession(told, number)}")]
    return [(code, text) for code, text in fields if text]


def factiva_coded_html(articles: Sequence[Told]) -> str:
    pieces = ["<html><head><title>Factiva</title></head><body><h1>Factiva</h1>"]
    for number, told in enumerate(articles):
        rows = "".join(
            f"<tr><td class='index'><b>{code}</b></td><td>{''.join(f'<p>{escape(t)}</p>' for t in text.split(chr(10)))}</td></tr>"
            for code, text in factiva_codes(told, number)
        )
        pieces.append(f'<div class="article enArticle"><table>{rows}</table></div>')
    return "".join([*pieces, "</body></html>"])


def factiva_xml(articles: Sequence[Told], *, count: int | None = None) -> str:
    pieces = []
    for number, told in enumerate(articles):
        pieces.append(
            f"<ppsarticle><article><accessionNo>{accession(told, number)}</accessionNo><baseLanguage>EN</baseLanguage>"
            f"<copyright>(c) 2019</copyright><headline><paragraph><hlt>{escape((told.headline or '').split()[0])}</hlt> "
            f"{escape(' '.join((told.headline or '').split()[1:]))}</paragraph></headline>"
            f"<byline>{escape(told.byline or '')}</byline><leadParagraph><paragraph>{escape(told.body[0])}</paragraph></leadParagraph>"
            f"<publicationDate><dateTime>{told.when.isoformat()}Z</dateTime></publicationDate>"
            f"<sourceName>{escape(told.outlet)}</sourceName><tailParagraphs>"
            + "".join(f"<paragraph>{escape(p)}</paragraph>" for p in told.body[1:])
            + f"</tailParagraphs><wordCount>{told.words}</wordCount></article></ppsarticle>"
        )
    stated = len(articles) if count is None else count
    return (
        '<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        f'<ppsarticleResultSet count="{stated}">{"".join(pieces)}</ppsarticleResultSet></ppsArticleResponse></PPSResponse>'
    )


# ---- Europresse


def europresse_old(articles: Sequence[Told]) -> str:
    pieces = ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><body>']
    for number, told in enumerate(articles):
        byline = f"{escape(told.byline)}<br>" if told.byline else ""
        text = "<p></p>".join(escape(paragraph) for paragraph in told.body)
        pieces.append(
            '<table><tr><td><table id="tbHeaderImages"><tr><td><img src="x.gif"></td></tr></table>'
            f'<span class="DocPublicationName">{escape(told.outlet)}</span><br><span class="DocHeader">{escape(told.section or "Une")}, </span>'
            f'<span class="DocHeader">jeudi </span><span class="DocHeader">{day(told.when, "fr")}</span><span class="DocHeader">, p. 03</span><br><br>'
            f'<span class="TitreArticleVisu">{escape(told.headline or "")}</span><br><br>{byline}<p></p>{text}<p></p>'
            f"<b><i>© 2019 {escape(told.outlet)}. Tous droits réservés.</i></b><p></p>"
            f"Numéro de document : news·{told.when:%Y%m%d}·HP·{number}<br><table><tr><td>news·{told.when:%Y%m%d}·HP·{number}</td></tr>"
            "<tr><td>Ce certificat est émis à <b>Université</b>.</td></tr></table></td></tr></table>"
        )
    return "".join([*pieces, "</body></html>"])


def europresse_new(articles: Sequence[Told]) -> str:
    pieces = ['<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>']
    for number, told in enumerate(articles):
        byline = f'<p class="sm-margin-bottomNews">{escape(told.byline)}</p>' if told.byline else ""
        pieces.append(
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{escape(told.outlet)}</span></div>'
            f'<span class="DocHeader">{escape(told.section or "Une")}, vendredi {day(told.when, "fr")} {told.words} mots, p. 4</span>'
            f'<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{escape(told.headline or "")}</p></div>{byline}</header>'
            f'<section><div class="docOcurrContainer">{"".join(f"<p>{escape(p)}</p>" for p in told.body)}</div></section>'
            f"<footer><small>© 2019 {escape(told.outlet)}. Tous droits réservés.</small>"
            f'<div class="publiC-lblNodoc">news·{told.when:%Y%m%d}·HP·{number}</div></footer></article>'
        )
    return "".join([*pieces, "</body></html>"])


# ---- ProQuest

PROQUEST = {
    "en": ("Author", "Full text", "Publication title", "Publication date", "Section", "Language of publication", "ProQuest document ID", "Document URL", "Abstract"),
    "de": ("Autor", "Volltext", "Publikationstitel", "Publikationsdatum", "Rubrik", "Sprache der Publikation", "ProQuest-Dokument-ID", "Dokument-URL", "Zusammenfassung"),
    "fr": ("Auteur", "Texte intégral", "Titre de la publication", "Date de publication", "Rubrique", "Langue de publication", "ID de document ProQuest", "URL du document", "Résumé"),
    "es": ("Autor", "Texto completo", "Título de publicación", "Fecha de publicación", "Sección", "Idioma de la publicación", "Identificador del documento", "URL del documento", "Resumen"),
}  # fmt: skip


def proquest_fields(
    told: Told, number: int, language: str = "en"
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    author, _, outlet, date, section, speech, id, url, abstract = PROQUEST[language]
    above = [(author, told.byline or ""), (abstract, f"A short version of story {number}.")]
    below = [
        ("Subject", "Ferries; Harbours"),
        (outlet, told.outlet),
        (date, day(told.when)),
        (section, told.section or ""),
    ]
    below += [(speech, "English"), (id, f"10000{number}"), (url, f"https://search.proquest.com/docview/10000{number}")]
    below += [("Copyright", "(Copyright 2019 Harbour Media)"), ("Database", "Harbour Dailies")]
    return [pair for pair in above if pair[1]], [pair for pair in below if pair[1]]


def proquest_html(articles: Sequence[Told], *, language: str = "en", anchors: bool = True) -> str:
    pieces = ["<html><head><title>ProQuest Export</title></head><body><div>All documents are reproduced.</div>"]
    for number, told in enumerate(articles, start=1):
        above, below = proquest_fields(told, number, language)
        full = PROQUEST[language][1]
        pieces.append(
            "<div>"
            + (
                f'<a name="DocID_MSTAR_10000{number}"></a>'
                if anchors
                else f"<p>Document {number} of {len(articles)}</p>"
            )
            + f"<p style='font-weight:bold'>{escape(told.headline or '')}</p>"
            + "".join(f"<p><strong>{label}:  </strong>{escape(text)}</p>" for label, text in above)
            + f'<p><strong>{full}: </strong><text wordcount="{told.words}">{"".join(f"<p>{escape(p)}</p>" for p in told.body)}</text></p>'
            + "".join(f"<p><strong>{label}: </strong>{escape(text)}</p>" for label, text in below)
            + "</div>"
        )
    return "".join([*pieces, "<p>Database copyright © 2020 ProQuest LLC.</p></body></html>"])


def proquest_mail(articles: Sequence[Told]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "noreply@proquest.com",
        "a@example.org",
        "Your ProQuest Research",
    )
    message.set_content("see the page")
    message.add_alternative(
        proquest_html(articles).replace("<body>", "<body><p>Email 1 of 2</p>"), subtype="html", cte="quoted-printable"
    )
    return message.as_bytes()


def proquest_txt(articles: Sequence[Told], *, language: str = "en", numbered: bool = True) -> str:
    drawn = "_" * 60
    lines = ["Report Information from ProQuest", "July 05 2020", drawn]
    for number, told in enumerate(articles, start=1):
        above, below = proquest_fields(told, number, language)
        lines += ["", f"Document {number} of {len(articles)}" if numbered else "", "", told.headline or "", ""]
        for label, text in above:
            lines += [f"{label}: {text}", ""]
        lines += [f"{PROQUEST[language][1]}: {told.body[0]}", ""]
        for paragraph in told.body[1:]:
            lines += [paragraph, ""]
        for label, text in below:
            lines += [f"{label}: {text}", ""]
        lines.append(drawn)
    return "\r\n".join([*lines, "", "Contact us at: http://www.proquest.com", "Copyright © 2020 ProQuest LLC."])


def ris(articles: Sequence[Told]) -> str:
    lines = ["\ufeff"]
    for number, told in enumerate(articles, start=1):
        lines += [f"{number}.", "TY  - NEWS", f"T1  - {told.headline}", f"AU  - {told.byline or 'Nobody, Ann'}"]
        lines += [
            f"JO  - {told.outlet}",
            f"DA  - {told.when:%Y/%m/%d}/",
            f"N2  - {told.body[0]}",
            *told.body[1:],
            "SP  - 3",
        ]
        lines += ["UR  - https://example.org/story", "KW  - ferries", "ER  - ", ""]
    return "\r\n".join(lines)


# ---- aggregators


def mediargus(articles: Sequence[Told], *, texts: bool = True) -> str:
    lines = []
    for number, told in enumerate(articles, start=1):
        date = f"woensdag {day(told.when, 'nl')}"
        lines += [
            f"{number}. {told.headline}",
            "",
            f"{told.outlet}, {date}, p. 23, {told.words}w.",
            "",
            told.body[0],
            "",
            "",
        ]
    for told in articles if texts else ():
        lines += ["", f"{told.when:%d-%m-%Y}, p.23", "", told.headline or "", ""]
        for paragraph in told.body:
            lines += [paragraph, ""]
        lines += [" © Harbour Publishing", "", ""]
    return "\n".join(lines)


def bzk(articles: Sequence[Told]) -> str:
    rows = [
        f'<div id="r{n}"><table><tr><td><span id="articleTitle"><a href="/">{escape(told.headline or "")}</a></span></td></tr>'
        f'<tr><td><span id="sourceTitle">{escape(told.outlet)}</span> / <span id="articleDate">{told.when:%d-%m-%Y}</span> / '
        f'<span id="articlePage">pagina 7</span></td></tr><tr><td><span id="articleIntro">{escape(told.body[0]) if n else ""}</span></td></tr></table></div>'
        for n, told in enumerate(articles)
    ]
    return f"<html><body><form><div id='articleTable'>{''.join(rows)}</div></form></body></html>"


def bzk_ruled(articles: Sequence[Told]) -> str:
    pieces = ["<html><body><h1>Knipselkrant - 4 maart 2020</h1><p>Inhoud</p>"]
    pieces += [f"<p>{escape(told.headline or '')}</p>" for told in articles]
    for told in articles:
        pieces.append(
            f"<hr><h2>{escape(told.headline or '')}</h2><p><i>{escape(told.outlet)} {told.when:%d-%m-%Y}</i></p>"
        )
        pieces += [f"<p>{escape(paragraph)}</p>" for paragraph in told.body]
    return "".join([*pieces, "</body></html>"])


JAPANESE = (
    ("フェリーが港に戻る", "フェリーは月曜日に港へ戻った。乗客は朝から桟橋で待っていた。"),
    ("工場が閉鎖", "谷の最後の工場が秋に閉まる。"),
)


def kikuzo() -> str:
    pieces = ["<html lang='ja'><body><span class='font004'>総件数：<span>17</span>件</span>"]
    for number, (title, text) in enumerate(JAPANESE, start=1):
        cells = [f"{number:05d}", "1985年01月02日", "朝刊", "１総", "001", f"{len(text):05d}文字"]
        pieces.append(
            f"<table class='topic-list'><tr>{''.join(f'<td class={chr(34)}topic-list{chr(34)}>{c}</td>' for c in cells)}</tr></table>"
            f"<table class='topic-detail'><tr><td><span class='font002'>{title}</span></td></tr><tr><td><span class='font003'>"
            f"<div class='detail001'>　{text}</div></span></td></tr></table>"
        )
    return "".join([*pieces, "</body></html>"])


def yomidasu() -> str:
    pieces = ["<html><head><title>ヨミダス歴史館</title></head><body>"]
    for number, (title, text) in enumerate(JAPANESE, start=1):
        cells = [str(number), "2009.01.13", "", "東京夕刊", "夕二面", "02頁", f"{len(text)}字", "01段"]
        heads = "".join(f'<th class="wp50">{title}</th>' if i == 2 else f"<th>{c}</th>" for i, c in enumerate(cells))
        pieces.append(
            f'<div id="heiseiDetailArea"><table class="contentsTable"><tr>{heads}</tr></table></div>'
            f'<div id="heiseiDetailContents"><p class="mb10">　{text}<br>　二段落目。<br></p></div>'
        )
    return "".join([*pieces, "</body></html>"])


def integrum(articles: Sequence[Told]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["Источник", "Дата", "Время", "Заголовок", "Анонс", "Оригинал", "Автор"])
    for told in articles:
        text = "\n\n".join([told.headline or "", f"{told.when:%d.%m.%Y}", *told.body])
        sheet.append(
            [
                told.outlet,
                f"{told.when:%d.%m.%y}",
                f"{told.when:%H:%M}",
                told.headline,
                text,
                "www.example.org",
                told.byline,
            ]
        )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def apa(articles: Sequence[Told]) -> bytes:
    lines: list[str] = []
    for told in articles:
        lines += [f'"{told.outlet}" gefunden am {told.when:%d.%m.%Y %H:%M} Uhr', "", told.headline or "", ""]
        for paragraph in told.body:
            lines += [paragraph, ""]
        lines += ["", "_" * 67]
    return rtf(lines[:-1])
