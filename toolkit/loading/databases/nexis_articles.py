"""One article of a Nexis export, from its lines: header, labelled fields, body, and the labels behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.articles import Caption
from toolkit.loading.databases.assembling import extras, joined, number, one_line
from toolkit.loading.databases.nexis_labels import COPYRIGHT, NUMBER, Labelled, ends, heading, is_any_label, labelled
from toolkit.loading.dates import Moment, read_date
from toolkit.loading.languages import language_code
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Aside, Story

_IN_HEADER = frozenset(("length", "section", "byline", "dateline", "headline", "deck", "edition", "url"))
_BEHIND = frozenset(("load_date", "language", "publication_type", "graphic", "correction", "notes", "classification"))
_SURE = frozenset(("load_date", "language", "publication_type"))
_CONTINUED = frozenset(("graphic", "correction", "notes"))
_BEHIND_BODY = 12  # paragraphs of captions and corrections behind a body; more are the body
_LONG = 200  # characters: no label of Nexis has as much behind a line break, so this is a paragraph
_ABOVE = 9  # lines above the headline of an old export without labels, among them its date
_ABOVE_LABELS = 14  # lines among which the first label of an old export stands
_EDITION = 60  # characters beside a date: "Late Edition - Final"
_BYLINE = re.compile(r"^\s*(?:by|von|par|por|door|di|av|af)\s+(?=[^\W\d_])", re.IGNORECASE)
_CORRECTED = re.compile(r"^(?:correction appended|see correction|korrektur angefügt)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:link to (?:image|pdf)|find pages in context|view original source|lien vers|link zum)", re.I
)
_RIGHTS = re.compile(
    r"rights reserved|rechte vorbehalten|droits réservés|derechos reservados|rechten voorbehouden", re.I
)


@dataclass
class Draft:
    """What is known of an article while its lines are read."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    date: Moment | None = None
    url: str | None = None
    body: list[str] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        if text.strip():
            self.fields.setdefault(name, []).append(text.strip())

    def aside(self, kind: str, text: str, rule: str) -> None:
        if text.strip():
            self.asides.append(Aside(kind, text.strip(), rule))

    def dated(self, line: str) -> None:
        """File the line that is the date of the article, perhaps with its edition."""
        self.aside("date", line, "Nexis date line")
        if (date := read_date(line, longest_rest=_EDITION)) is not None:
            self.date = date
            self.add("edition", date.rest)

    def label(self, found: Labelled, line: str) -> None:
        """File a labelled line: into its field, and as printed where the field does not keep it all."""
        if found.field == "copyright":
            self.aside("copyright", line, "Nexis label")
            return
        if found.field != "classification":
            self.add(found.field, found.value)
        if found.field in ("classification", "length", "language", "publication_type"):
            self.aside("classification", line, f"Nexis label {found.label}")

    def one(self, name: str, separator: str = " ") -> str | None:
        return separator.join(one_line(text) for text in self.fields.get(name, ())) or None

    def story(self, locator: str) -> Story:
        length = number(" ".join(self.fields.get("length", ())))
        graphics = tuple(Caption(one_line(text)) for text in self.fields.get("graphic", ()))
        return Story(
            text=joined(self.body),
            locator=locator,
            headline=self.one("headline"),
            deck=self.one("deck"),
            byline=self.one("byline", "; "),
            outlet=self.one("outlet"),
            published=None if self.date is None else self.date.when,
            dateline=self.one("dateline"),
            section=self.one("section", "; "),
            language=language_code(self.one("language")),
            url=self.one("url") or self.url,
            captions=graphics,
            notices=tuple(dict.fromkeys(one_line(t) for n in ("correction", "notes") for t in self.fields.get(n, ()))),
            words_promised=length,
            not_full_text=None if self.body else "the export holds no text of this article, only its fields",
            asides=tuple(self.asides),
            extra=extras(
                load_date=self.one("load_date"),
                edition=self.one("edition", "; "),
                publication_type=self.one("publication_type"),
            ),
        )


def read_article(lines: Sequence[Paragraph], *, capitals: bool, covered: bool = False) -> Draft | None:
    """The article of some lines, None where no mark of an article is among them.

    `capitals`: an old export, outlet and date above the headline and LABELS in capitals; otherwise the headline comes
    first and a heading opens the body. `covered`: a cover page may stand above the article.
    """
    return _old(lines) if capitals else _new(lines, covered)


# ---- exports since Lexis Advance and Nexis Uni


def _new(lines: Sequence[Paragraph], covered: bool) -> Draft | None:
    draft = Draft()
    marked = any(line.bold for line in lines)
    opening = next(
        (i for i, line in enumerate(lines) if heading(line.text) == "body" and (line.bold or not marked)),
        None,
    )
    if opening is None:
        opening = _last_header_label(lines)
        if opening is None:
            return None
    start = header_start(lines, opening) if covered else 0
    _header(lines[start : opening + 1], draft)
    rest = lines[opening + 1 :]
    end = next((i for i in range(len(rest)) if _ends_body(rest, i, marked)), len(rest))
    draft.body = [line.text for line in rest[:end] if not _is_rule(line.text)]
    _behind(rest[end:], draft, capitals=False)
    return draft


def header_start(lines: Sequence[Paragraph], opening: int) -> int:
    """Where the header of an article begins above its body at `opening`: a headline over outlet and date."""
    date = _date_line(lines, opening)
    if date is None:
        labels = [i for i in range(opening) if _header_label(lines[i].text)]
        date = labels[0] if labels else opening
    outlet = _before(lines, date)
    if outlet is None:
        return date
    title = _before(lines, outlet)
    return outlet if title is None or lines[title].table else title


def has_header(lines: Sequence[Paragraph], opening: int) -> bool:
    """Whether a date with an outlet above it, or a length, stands above a heading: one alone may be of the text."""
    lengths = any((found := labelled(line.text)) and found.field == "length" for line in lines[:opening])
    return lengths or _date_line(lines, opening) is not None


def _before(lines: Sequence[Paragraph], index: int) -> int | None:
    return next((i for i in range(index - 1, -1, -1) if lines[i].text.strip()), None)


def _date_line(lines: Sequence[Paragraph], end: int) -> int | None:
    """The last line above the labels that is a date and stands below another line."""
    stop = next(
        (i for i in range(end) if _header_label(lines[i].text) or COPYRIGHT.match(lines[i].text)),
        end,
    )
    for limit in (stop, end):
        for i in range(limit - 1, -1, -1):
            if _before(lines, i) is not None and read_date(lines[i].text, longest_rest=_EDITION) is not None:
                return i
    return None


def _header_label(line: str) -> Labelled | None:
    found = labelled(line)
    return found if found is not None and found.field in _IN_HEADER else None


def _last_header_label(lines: Sequence[Paragraph]) -> int | None:
    """The last of the labels above a body that no heading opens: the length at least must be among them."""
    length = next(
        (i for i, line in enumerate(lines) if (found := labelled(line.text)) and found.field == "length"), None
    )
    if length is None:
        return None
    last = length
    for i in range(length, len(lines)):
        if lines[i].text.strip() and _header_label(lines[i].text) is None:
            break
        last = i if lines[i].text.strip() else last
    return last


def _header(lines: Sequence[Paragraph], draft: Draft) -> None:
    """Headline, outlet, date, edition, copyright and the labels above the body; the last line may be its heading."""
    date = _date_line(lines, len(lines))
    titles: list[str] = []
    outlet = None if date is None else _before(lines, date)
    for i, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        found = _header_label(text) or (labelled(text) if (titles if date is None else i > date) else None)
        if i == date:
            draft.dated(text)
        elif i == outlet:
            draft.add("outlet", text)
        elif heading(text) == "body" and i == len(lines) - 1:
            draft.aside("furniture", text, "Nexis heading")
        elif found is not None:
            draft.label(found, text)
        elif COPYRIGHT.match(text) or _RIGHTS.search(text):
            draft.aside("copyright", text, "Nexis copyright line")
        elif _FURNITURE.match(text):
            draft.aside("furniture", text, "Nexis link")
        elif _CORRECTED.match(text):
            draft.add("correction", text)
        elif date is None and titles and outlet is None:
            outlet = i
            draft.add("outlet", text)
        elif date is None or i < date:
            titles.append(text)
            draft.url = draft.url or line.link
        else:
            draft.add("edition", text)
    draft.add("headline", " ".join(one_line(title) for title in titles))


def _ends_body(lines: Sequence[Paragraph], i: int, marked: bool) -> bool:
    """Whether the body ends above a line: a heading or a label of Nexis that reads as one, near the end."""
    line = lines[i]
    if ends(line.text):
        return True
    if marked and not line.bold:
        return False
    part = heading(line.text)
    if part is not None and part != "body":
        return part == "classification" or _near_end(lines, i, capitals=False)
    return _is_sure(labelled(line.text))


def _is_sure(found: Labelled | None) -> bool:
    """Whether a label can stand in no story: with a date, a language or a kind of publication behind it."""
    if found is None or found.field not in _SURE:
        return False
    if found.field == "load_date":
        return read_date(found.value, longest_rest=_EDITION) is not None
    return len(found.value) < _EDITION and not found.value.rstrip().endswith((".", "?", "!"))


def _near_end(lines: Sequence[Paragraph], i: int, *, capitals: bool) -> bool:
    """Whether few paragraphs stand between a line and the sure labels of Nexis, the copyright or the end."""
    seen = 0
    for below in range(i + 1, len(lines)):
        text = lines[below].text.strip()
        if ends(text) or _is_sure(labelled(text, capitals=capitals)) or heading(text) == "classification":
            return True
        if COPYRIGHT.match(text) and len(text) < 200:
            return True
        seen += bool(text) and labelled(text, capitals=capitals) is None
        if seen > _BEHIND_BODY:
            return False
    return True


def _is_rule(text: str) -> bool:
    """Whether a line is drawn, not written."""
    return bool(text.strip()) and not text.strip("_-=* \t\n")


def _behind(lines: Sequence[Paragraph], draft: Draft, *, capitals: bool) -> None:
    """What stands behind the body: graphics, corrections, classification, load date, copyright."""
    current: str | None = None
    furniture: list[str] = []
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        part = None if capitals else heading(text)
        found = labelled(text, capitals=capitals)
        if part is not None:
            current = part
            furniture.append(text)
        elif ends(text) or NUMBER.match(text):
            current = None
            furniture.append(text)
        elif COPYRIGHT.match(text) or (line.centred and _RIGHTS.search(text)):
            current = None
            draft.aside("copyright", text, "Nexis copyright line")
        elif found is not None and not (found.field in _IN_HEADER and current in _CONTINUED):
            if found.field == current == "graphic":
                draft.add("graphic", text)
            else:
                draft.label(found, text)
            current = found.field
        elif current in _CONTINUED:
            draft.add(current, text)
        elif len(text) > _LONG or (capitals and not is_any_label(text) and current is None):
            draft.aside("unclassified", text, "behind the last field of Nexis")
        else:
            draft.aside("classification", text, "Nexis classification")
    draft.aside("furniture", "\n".join(furniture), "Nexis heading")


# ---- older exports of Nexis and Nexis UK


def _old(lines: Sequence[Paragraph]) -> Draft | None:
    draft = Draft()
    kept = [i for i, line in enumerate(lines) if line.text.strip()]
    first = next((i for i in kept[:_ABOVE_LABELS] if labelled(lines[i].text, capitals=True)), None)
    stop = first if first is not None else next(iter(kept[_ABOVE:]), len(lines))
    date = _old_date(lines, stop)
    if date is None and first is None:
        return None
    after = _above_headline(lines, date, stop, draft)
    after = _headline(lines, after, first, draft)
    after = _labels(lines, after, draft) if first is not None else after
    end = next((i for i in range(after, len(lines)) if _ends_old_body(lines, i)), len(lines))
    draft.body = [line.text for line in lines[after:end]]
    _behind(lines[end:], draft, capitals=True)
    return draft


def _old_date(lines: Sequence[Paragraph], stop: int) -> int | None:
    dates = [i for i in range(stop) if read_date(lines[i].text, longest_rest=_EDITION) is not None]
    return next((i for i in dates if lines[i].centred), dates[0] if dates else None)


def _above_headline(lines: Sequence[Paragraph], date: int | None, stop: int, draft: Draft) -> int:
    """Outlet, date and edition: the lines above the headline, of which most exports centre every one."""
    above = [] if date is None else [i for i in range(date) if lines[i].text.strip()]
    outlets = [i for i in above if not COPYRIGHT.match(lines[i].text) and not _RIGHTS.search(lines[i].text)]
    centred = [i for i in outlets if lines[i].centred]
    outlet = max(centred or outlets, default=None)
    for i in above:
        text = lines[i].text
        if i == outlet:
            draft.add("outlet", text)
        elif i not in outlets:
            draft.aside("copyright", text, "Nexis copyright line")
        elif lines[i].centred:
            draft.aside("furniture", text, "Nexis line above the outlet")
        else:
            draft.add("headline", text)
    if date is None:
        return 0
    draft.dated(lines[date].text)
    after = date + 1
    while after < stop:
        text = lines[after].text.strip()
        if text and _CORRECTED.match(text):
            draft.add("correction", text)
        elif COPYRIGHT.match(text) or (lines[after].centred and _RIGHTS.search(text)):
            draft.aside("copyright", text, "Nexis copyright line")
        elif text and (lines[after].centred or lines[after - 1].text.strip()):
            draft.add("edition", text)
        elif text:
            break
        after += 1
    return after


def _headline(lines: Sequence[Paragraph], start: int, first: int | None, draft: Draft) -> int:
    """The headline and what stands between it and the first label; only the headline where there is no label."""
    at = next((i for i in range(start, len(lines)) if lines[i].text.strip()), len(lines))
    if first is not None:
        for i in range(at, first):
            text = lines[i].text.strip()
            if not text:
                continue
            if "headline" not in draft.fields:
                draft.add("headline", text)
            elif _BYLINE.match(text) and len(text) < 120:
                draft.add("byline", text)
            else:
                draft.add("deck", text)
        return max(first, start)
    if "headline" not in draft.fields and at < len(lines):
        draft.add("headline", lines[at].text)
        return at + 1
    return at


def _labels(lines: Sequence[Paragraph], start: int, draft: Draft) -> int:
    """The labels above the body; one that is not known counts while the length is still to come."""
    at = start
    for i in range(start, len(lines)):
        text = lines[i].text
        if not text.strip():
            continue
        found = labelled(text, capitals=True)
        if found is not None:
            draft.label(found, text)
        elif is_any_label(text) and any(
            (below := labelled(line.text, capitals=True)) and below.field == "length" for line in lines[i : i + 12]
        ):
            draft.aside("classification", text, "Nexis label that is not known")
        else:
            break
        at = i + 1
    return at


def _ends_old_body(lines: Sequence[Paragraph], i: int) -> bool:
    line = lines[i]
    found = labelled(line.text, capitals=True)
    if found is not None and found.field in _BEHIND:
        return _is_sure(found) or _near_end(lines, i, capitals=True)
    rest = [other.text for other in lines[i + 1 : i + 40] if other.text.strip()]
    if is_any_label(line.text) and all(is_any_label(r) or COPYRIGHT.match(r) or _RIGHTS.search(r) for r in rest):
        return True
    last = len(rest) < 3 or all(COPYRIGHT.match(r) or _RIGHTS.search(r) or labelled(r, capitals=True) for r in rest)
    return bool(COPYRIGHT.match(line.text)) and (line.centred or last)
