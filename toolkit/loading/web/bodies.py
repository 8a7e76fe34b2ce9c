"""The article of a page: what is none of it is taken out of the tree, trafilatura finds the body, blocks become text.

The tree is changed: read what else is wanted from it first (`metadata.facts`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.articles import Caption
from toolkit.loading.records import Aside
from toolkit.loading.web.people import key, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINKING = ("ul", "ol", "p", "li", "h2", "h3", "h4", "h5")
_PLAIN = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "th", "dd")
_FRAMES = ("nav", "aside", "footer", "form", "header")
_BREAKS = frozenset({"lb", "br", "item", "p", "head", "li", "row", "tr", "div"})
_CREDIT = re.compile(
    r"\s*(?:[\[(]?\s*(?:photo(?:graph)?s?|image|picture|credits?|foto|bild|quelle|copyright|crédits?|crédito)\b\s*(?:by|von)?\s*[:/©-]\s*|©\s*)"
    r"(?P<credit>[^.]{2,90})\s*[\])]?$",
    re.I,
)
_CREDIT_CLASS = re.compile(r"credit|copyright|source|agency|photographer|attribution|fotograf|quelle", re.I)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])caption|legend|bildunterschrift|bildtext|image-?text|img-?desc", re.I)
# Lines that send the reader elsewhere, in the languages of the outlets seen most.
_ELSEWHERE = re.compile(
    r"(?i)^\W*(?:read (?:more|also|next|full|on)|also (?:read|on|see)|see (?:more|also)|more (?:on|from|"
    r"stories)\b|related|recommended|"
    r"don[’']?t miss|watch(?: more| now)?:|watch:|listen:|video:|click here|sign up|subscribe|follow us|share this|"
    r"lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu|lesen)|lies (?:auch|mehr)|zum artikel|auch interessant|siehe auch|"
    r"les også|les mer|læs også|läs (?:också|även|mer)|lue myös|lees (?:ook|meer)|bekijk ook|"
    r"lire (?:aussi|également)|à lire|voir aussi|leer más|lea también|le puede interesar|te puede interesar|"
    r"ver también|"
    r"leggi anche|guarda anche|leia (?:também|mais)|veja também|czytaj (?:też|także|więcej|również)|"
    r"zobacz (?:też|także)|"
    r"čtěte (?:také|více)|přečtěte si|citește și|olvasd el|читайте (?:также|ще|також)|читать также|ayrıca okuyun|"
    r"baca juga|xem thêm|関連記事|あわせて読みたい|続きを読む|관련 ?기사|अन्य खबरें|यह भी पढ़ें|延伸閱讀|相关阅读)"
)
_PROSE = re.compile(r"[.!?…。！？।؟][”’\"'»)\]]*\s*$")
_PROMPT = re.compile(
    r"(?i)^\W*(?:advertisement|anzeige|publicidad|publicité|reklame|annonse|pubblicità|"
    r"sponsored(?: content)?|story continues below.*|"
    r"article continues (?:below|after).*|continue reading|loading\.*|share|print|comments?|kommentare?|"
    r"listen to (?:this )?article.*|"
    r"empfohlener redaktioneller inhalt|externe[rn]? inhalt.*|join our commenting forum|sign up (?:to|"
    r"for) .{0,120}|subscribe (?:to|now).{0,120}|"
    r"like this story\?.*|copyright .{0,80}|©.{0,80}|all rights reserved.*)\W*$"
)
# What a page asks of its readers: to sign up, to log in, to comment, with what they get for it.
_CALL = re.compile(
    r"(?i)\b(?:sign(?:ing)? up|sign in|log in|subscrib(?:e|ing)|register|join|become a (?:member|subscriber)|download|"
    r"create an account|would you like to comment|please read our|click here|follow|abonnieren?|testen|anmelden|"
    r"melden sie sich an|registrieren|s['’]inscri\w+|abonne[zr]|suscr[ií]b\w+|reg[ií]strate|iscriviti|abbonati|assine|"
    r"inscreva-se|prenumerera|meld je aan|zapisz się)\b"
)
_OFFERED = re.compile(
    r"(?i)\b(?:newsletters?|our (?:app|website|podcast|community|members(?:hip)?|comment policy|content)|"
    r"free (?:trial|account)|an account|membership|push-nachrichten|e-?paper|your inbox|wochen kostenlos|probeabo|"
    r"boletín|infolettre|to comment|whatsapp|telegram|facebook|instagram)\b"
)
LONGEST_INVITATION = 400  # characters
_READING_TIME = re.compile(
    r"(?i)^\W*(?:(?:reading time|read time|tempo de leitura|lesezeit|lesedauer|temps de lecture|tiempo de lectura|"
    r"tempo di lettura|leestijd|lästid|czas czytania)\b.{0,30}|"
    r"\d+[ -]?min(?:ute)?s? (?:read|de lecture|de lectura))\W*$"
)
_ADDRESS_ALONE = re.compile(r"(?i)^(?:\S+@\S+\.\w+|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram)\.com/\S+)$")
_STAMP_LINE = re.compile(
    r"(?i)^\W*(?:(?:published|updated|posted|first published|last (?:updated|modified)|stand|aktualisiert)\b.{0,60}|"
    r"[\w.,: |/年月日時分()\[\]-]{0,60}(?:19|20)\d\d[\w.,: |/年月日時分()\[\]-]{0,40})$"
)


MOST_ELEMENTS = 8_000  # of a page (news pages have up to 4,000): trafilatura's time grows with their square
LEAST_STATED = 1000  # characters: less is a description, not the text
LEAST_QUICK = 500  # characters: a shorter text asks for trafilatura's second opinions
SHORT_BODY = 400  # characters: a longer body is kept even if trafilatura finds more, which is other stories mostly
MUCH_SHORTER = 0.5  # of what trafilatura finds on the untouched page: less says that too much was taken out
SURE_AGREEMENT = 0.95
P_LINKED = 0.5
LIST_LINKED = 0.6
LEAST_SHARE = 0.6  # of the body must stand in the stated text before that text may decide

_HIDDEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|a11y-hidden|assistive-text)(?:$|[\s_-])", re.I
)


class Body(NamedTuple):
    """The text of an article, paragraphs apart by an empty line, and what stood beside it."""

    text: str
    captions: tuple[Caption, ...] = ()
    asides: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()


def find_body(
    root: _Element, *, title: str | None = None, authors: tuple[str, ...] = (), stated: str | None = None
) -> Body:
    """The body of a page's article; an empty text where there is none.

    `stated` is the text that the page gives in its JSON-LD: it decides between two readings of the page, and what is
    missing in it is no part of the article.
    """
    headings = [text for h1 in root.iter("h1") if (text := plain(" ".join(h1.itertext())))][:3]
    take_programs(root)
    captions = take_captions(root)
    asides = take_links(root)
    huge = sum(1 for _ in root.iter()) > MOST_ELEMENTS
    blocks = _plain_blocks(root) if huge else _extracted(root, stated)
    notes = (
        (f"the page has more than {MOST_ELEMENTS:,} elements; its paragraphs are kept as they come",) if huge else ()
    )
    kept, more = tidied(blocks, [*headings, title or ""], authors, captions)
    if stated and (lacking := unstated(kept, stated)):
        more += [Aside("furniture", kept[number], "not in the text that the page states") for number in sorted(lacking)]
        kept = [block for number, block in enumerate(kept) if number not in lacking]
    return Body("\n\n".join(kept), tuple(captions), (*asides, *more), notes)


def prose_of(root: _Element) -> int:
    """How many characters stand in the long paragraphs of a page, outside menus, footers and forms."""
    outside = {inner for frame in root.iter(*_FRAMES) for inner in frame.iter("p")}
    texts = ("".join(p.itertext()).strip() for p in root.iter("p") if p not in outside)
    return sum(len(text) for text in texts if len(text) > 80)


def second_reading(root: _Element, body: Body, *, title: str | None, authors: tuple[str, ...]) -> Body:
    """The body, or what trafilatura finds on the untouched page if that is much more: then too much was taken out.

    `root` is a fresh tree of the page.
    """
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return body
    headings = [text for h1 in root.iter("h1") if (text := plain(" ".join(h1.itertext())))][:3]
    blocks = blocks_of(_run(root, fast=False))
    kept, asides = tidied(blocks, [*headings, title or ""], authors, list(body.captions))
    if len(body.text) >= MUCH_SHORTER * _length(kept):
        return body
    said = "less than trafilatura found on the whole page: its reading is kept"
    return Body("\n\n".join(kept), body.captions, tuple(asides), (*body.notes, said))


def _extracted(root: _Element, stated: str | None) -> list[str]:
    """Blocks by trafilatura's own rules; with its second opinions where these find little or miss the stated text."""
    quick = blocks_of(_run(root, fast=True))
    length = sum(map(len, quick))
    if not stated or len(stated) < LEAST_STATED:
        return quick if length >= LEAST_QUICK else max(quick, blocks_of(_run(root, fast=False)), key=_length)
    if _agreement(quick, stated) >= SURE_AGREEMENT:
        return quick
    full = blocks_of(_run(root, fast=False))
    best = max(quick, full, key=lambda blocks: _agreement(blocks, stated))
    if _length(best) * 2 < len(stated):
        return [text for line in re.split(r"\n+|<br */?>|</p>", stated) if (text := plain(line))]
    return best


def _length(blocks: list[str]) -> int:
    return sum(map(len, blocks))


def _agreement(blocks: list[str], stated: str) -> float:
    """How much of both texts is in the other: F1 over the characters of blocks."""
    whole = key(stated)
    shared = sum(len(folded) for block in blocks if (folded := key(block)) in whole)
    total = sum(len(key(block)) for block in blocks)
    return 2 * shared / ((total + len(whole)) or 1)


def unstated(blocks: list[str], stated: str) -> set[int]:
    """The blocks of prose that the stated text of the page lacks, where it has nearly all the others."""
    whole = key(plain(stated))
    folded = [key(block) for block in blocks]
    found = [text in whole for text in folded]
    share = sum(len(text) for text, has in zip(folded, found, strict=True) if has) / (sum(map(len, folded)) or 1)
    if share < LEAST_SHARE or True not in found:
        return set()
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    return {
        number
        for number, has in enumerate(found)
        if not has and number > first and (number > last or len(blocks[number]) > 80)
    }


def _plain_blocks(root: _Element) -> list[str]:
    """Paragraphs, headings and items in order, but for those of menus and footers; one pass over the tree."""
    found: list[str] = []
    outside: set[_Element] = set()
    for element in root.iter(*_PLAIN, *_FRAMES):
        if element.tag in _FRAMES:
            outside.update(element.iter(*_PLAIN))
        elif element not in outside and (text := _squeezed("".join(element.itertext()))):
            found.append(f"- {text}" if element.tag == "li" else text)
            outside.update(element.iter(*_PLAIN))
    return found


def _run(root: _Element, *, fast: bool) -> _Element | None:
    from trafilatura import bare_extraction

    found = bare_extraction(root, include_comments=False, fast=fast, with_metadata=False)
    return getattr(found, "body", None)


def blocks_of(body: _Element | None) -> list[str]:
    """Paragraphs, headings, items of lists, quotations and rows of tables, in order."""
    if body is None:
        return []
    found: list[str] = []
    _walk(body, found)
    return [text for block in found if (text := block.strip())]


def _walk(element: _Element, found: list[str]) -> None:
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("list", "ul", "ol", "dl"):
            found.extend(f"- {text}" for item in child if (text := _line(item)))
        elif tag in ("table",):
            found.extend(text for row in child.iter("row", "tr") if (text := _row(row)))
        elif tag in ("quote", "blockquote", "div", "section", "article", "main", "body") and any(
            inner.tag in ("p", "list", "head", "quote", "table", "ul", "ol", "div") for inner in child
        ):
            if (child.text or "").strip():
                found.append(_squeezed(child.text))
            _walk(child, found)
        else:
            found.extend(_lines(child))
        if (child.tail or "").strip():
            found.append(_squeezed(child.tail))


def _row(row: _Element) -> str:
    return " | ".join(text for cell in row if (text := _line(cell)))


def _line(element: _Element) -> str:
    return " ".join(_lines(element))


def _lines(element: _Element) -> list[str]:
    """The text of a block; a line break in it begins a new paragraph."""
    pieces = [element.text or ""]
    for child in element:
        _gather(child, pieces)
    return [text for line in "".join(pieces).split("\n") if (text := _squeezed(line))]


def _gather(element: _Element, pieces: list[str]) -> None:
    if element.tag in _BREAKS:
        pieces.append("\n")
    elif element.tag in ("cell", "td"):
        pieces.append(" ")
    pieces.append(element.text or "")
    for child in element:
        _gather(child, pieces)
    pieces.append(element.tail or "")


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def take_programs(root: _Element) -> None:
    """Scripts, styles and drawings hold no text; the JSON-LD stays, for trafilatura's last resort."""
    for element in [*root.iter("script", "style", "svg", "template")]:
        if element.tag != "script" or "ld+json" not in (element.get("type") or "").lower():
            _drop(element)


def take_captions(root: _Element) -> list[Caption]:
    """The captions of pictures with their credits, taken out of the tree.

    With them goes what only screen readers say ("opens in a new window").
    """
    found: dict[Caption, None] = {}
    for element in [*root.iter("figcaption", "div", "p", "span", "small", "em", "i")]:
        kind = _kind(element.get("class", ""))
        if element.tag == "figcaption" or kind == "caption":
            if element.getparent() is None or len(text := plain("".join(element.itertext()))) > 600:
                continue
            if text and (caption := _caption(element)) is not None:
                found.setdefault(caption)
            _drop(element)
        elif kind == "hidden" and len("".join(element.itertext())) < 120:
            _drop(element)
    return list(found)


@lru_cache(maxsize=10_000)
def _kind(label: str) -> Literal["caption", "hidden", "other"]:
    """What a class says of an element."""
    if _CAPTION_CLASS.search(label):
        return "caption"
    return "hidden" if _HIDDEN_CLASS.search(label) else "other"


def _caption(element: _Element) -> Caption | None:
    credits = [
        plain(" ".join(inner.itertext()))
        for inner in element.iterdescendants()
        if isinstance(inner.tag, str) and _CREDIT_CLASS.search(inner.get("class", ""))
    ]
    text = plain(" ".join(element.itertext()))
    credit = max(credits, key=len, default="")
    if credit and credit in text:
        text = plain(text.replace(credit, " ", 1))
    elif (match := _CREDIT.search(text)) is not None:
        text, credit = text[: match.start()].strip(), match["credit"].strip()
    credit = _CREDIT.sub(lambda m: m["credit"], credit).strip(" ©|/:")
    return Caption(text, credit or None) if text or credit else None


def _drop(element: _Element) -> None:
    """Out of the tree, but for the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def take_links(root: _Element) -> list[Aside]:
    """Lists, paragraphs and headings that lead elsewhere and say little else, taken out of the tree."""
    linked: dict[_Element, int] = {}
    for link in root.iter("a"):
        if link.get("href"):
            length = len("".join(link.itertext()).strip())
            for parent in link.iterancestors(*_LINKING):
                linked[parent] = linked.get(parent, 0) + length
    found: list[Aside] = []
    for element, length in linked.items():
        if (rule := _leads_away(element, length)) is not None and element.getparent() is not None:
            found.append(Aside("furniture", plain(" ".join(element.itertext())), rule))
            _drop(element)
    return found


def _leads_away(element: _Element, linked: int) -> str | None:
    longest = 3000 if element.tag in ("ul", "ol") else 300
    text = "".join(element.itertext()).strip()
    if not 3 <= len(text) <= 2 * longest or not 3 <= len(text := plain(text)) <= longest:
        return None
    if element.tag in ("ul", "ol"):
        items = element.findall("li")
        listed = len(items) > 1 and all(item.find(".//a") is not None for item in items)
        return "a list of links" if listed and linked >= LIST_LINKED * len(text) else None
    if element.tag == "p" and linked >= P_LINKED * len(text) and not _PROSE.search(text):
        return "a paragraph that is a link"
    if linked >= 0.4 * len(text) and _ELSEWHERE.match(text):
        return "a link to more"
    return None


def tidied(
    blocks: list[str], titles: list[str], authors: tuple[str, ...], captions: list[Caption]
) -> tuple[list[str], list[Aside]]:
    """The blocks without the headline, bylines and stamps before the body, captions, prompts and repetitions."""
    kept: list[str] = []
    asides: list[Aside] = []
    shown = {key(caption.text) for caption in captions if len(caption.text) > 20}
    seen: set[str] = set()
    prose = False  # whether the body has begun
    headlines = {folded for title in titles if (folded := key(title))}
    for block in blocks:
        folded = key(block)
        rule = None
        if folded in headlines and len(kept) < 3:
            rule = "the headline again"
        elif not prose and len(block) < 100 and _is_byline(block, authors):
            rule = "byline in the body"
        elif not prose and len(block) < 80 and _STAMP_LINE.match(block):
            rule = "stamp in the body"
        elif _READING_TIME.match(block) or _ADDRESS_ALONE.match(block):
            rule = "a line of the page"
        elif folded in shown:
            rule = "a caption again"
        elif _is_prompt(block):
            rule = "a prompt of the page"
        elif len(block) < 300 and _ELSEWHERE.match(block) and not _PROSE.search(block):
            rule = "a link to more"
        elif len(folded) > 40 and folded in seen:
            rule = "said before"
        if rule is None:
            kept.append(block)
            seen.add(folded)
            prose = prose or (len(block) > 80 and _PROSE.search(block) is not None)
        else:
            asides.append(Aside("furniture", block, rule))
    return kept, asides


def _is_prompt(block: str) -> bool:
    """Whether a page speaks to its readers: sign up, log in, comment, go on; somebody who is quoted does not."""
    if re.search(r"[“”\"«»„]", block):
        return False
    invites = len(block) <= LONGEST_INVITATION and _CALL.search(block) and _OFFERED.search(block)
    return bool(invites or _PROMPT.match(block))


def _is_byline(block: str, authors: tuple[str, ...]) -> bool:
    folded = key(block)
    named = sum(len(key(author)) for author in authors if key(author) in folded)
    return bool(named) and named * 2 >= len(folded)
