"""Whole lines that are no body: page furniture, copyright, notices, taglines. Each rule is named and has its place."""

from __future__ import annotations

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """`place` is where a line of this shape is believed: anywhere, in the head, or in the tail of a story.

    `needs` are letters without which the pattern fits no line: asked first where it would try many places.
    """

    kind: str
    name: str
    place: str
    pattern: re.Pattern[str]
    needs: str = ""


def _rule(kind: str, name: str, place: str, pattern: str, needs: str = "") -> Rule:
    return Rule(kind, name, place, re.compile(pattern), needs)


# Atomic: a line of a thousand names is given up at once.
_NAME = r"(?>[A-Z][\w.’'-]*(?: (?:de |van |von |al-)?[A-Z][\w.’'-]*){0,5})"
_NAMES = rf"(?>{_NAME}(?:(?:,? and |, |; ){_NAME}){{0,8}})"
_SIGN = r"(?:[•⦁·*—–]|-{1,2}|_{2,})?\s?"
_WORK = r"(?:report|story|article|post|piece|column|dispatch)"

RULES: tuple[Rule, ...] = (
    # furniture of pages
    _rule("furniture", "page stamp and menu", "any", r"(?:date \d{4}-\d\d-\d\d ?)?(?:SECTIONS)?(?<=.)"),
    _rule(
        "furniture",
        "advertisement",
        "any",
        r"(?i:advertisement|(?:story|article) continues below(?: the)?(?: ad\w*| video"
        r"| advertisement)?\.?|sponsored content)",
    ),
    _rule(
        "furniture",
        "promotion",
        "any",
        r"(?:Sign up (?:for|to)\b[^.]{0,90}\.?|(?:READ MORE|RELATED|MORE|PHOTOS?|VIDEO|WATCH|ALSO READ"
        r"|SEE ALSO|READ NEXT)"
        r"(?::.{0,150}| [^.a-z][^.]{0,90})?)",
    ),
    _rule(
        "furniture", "promotion", "any", r"(?:Click here|Read more (?:from|about|on|here)|Watch the latest)\b.{0,120}"
    ),
    _rule(
        "furniture",
        "page control",
        "any",
        r"(?:Loading\.\.\.|Share this:?.{0,40}|LISTEN TO ARTICLE.{0,60}|SHARE THIS ARTICLE"
        r"|\(\d+ Images\)|Comments?|Print)",
    ),
    # copyright
    _rule(
        "copyright",
        "copyright line",
        "any",
        r"(?:Copyright|COPYRIGHT|©|\([cC]\))\s?(?:©|\([cC]\))?\s?(?:\d{4}|The |[A-Z]).{0,250}",
    ),
    _rule("copyright", "copyright line", "tail", r"All rights reserved\..{0,200}"),
    # corrections and notes
    _rule(
        "notice",
        "correction or note",
        "any",
        r"(?:[—–-]{1,2}\s?)?\[?(?i:corrections?|clarifications?|editors?[’']?s?[’']? note)\b"
        r"(?: (?i:and|&) (?i:clarifications?|amplifications?))?(?:,? [A-Z][\w .,]{2,30})?\s?[:—–-] ?.{2,1500}",
    ),
    _rule(
        "notice",
        "correction heading",
        "any",
        r"(?i:corrections? ?(?:&|and) ?(?:amplifications|clarifications)|correction appended)\.?:?",
    ),
    _rule("notice", "correction date", "any", r"CORRECTION-DATE: .{4,80}"),
    _rule(
        "notice",
        "update note",
        "tail",
        rf"(?:--|—|\()?\s?(?:This {_WORK} (?:has been|was|is)|An earlier version of this {_WORK}"
        rf"|A previous version of this {_WORK})"
        r" (?:been )?(?:updated|corrected|amended|changed|clarified|(?:first|originally) (?:published|appeared)"
        r"|misstated|incorrectly|gave|said|named|referred|included|stated)\b.{0,600}",
    ),
    _rule(
        "notice", "embargo", "head", r"(?:EMBARGO(?:ED)?|Embargo(?:ed)?)\b(?: (?:to|until|till) .{2,60}|[.:].{0,60})?"
    ),
    _rule(
        "notice",
        "wire desk note",
        "head",
        r"(?:UPDATES?|RECASTS?|ADDS?|CORRECTS?|REFILES?|REPEATS?|WRAPUP \d)\b(?: (?:throughout|with|to"
        r"|in|at|after|background"
        r"|comment|details|quotes?|lead|headline|[a-z]).{0,150})?",
    ),
    _rule("notice", "wire desk note", "any", r"\(?(?:Eds|EDS|Editors): .{3,250}"),
    _rule(
        "notice", "wire desk note", "any", r"\((?:Minor edits|Adds|Updates|Recasts|Corrects|Changes)\b[^()]{0,200}\)"
    ),
    _rule("notice", "wire desk note", "any", r"\d?(?:st|nd|rd|th)? ?(?:Ld|Lead|Add|Sub)[-, ]*Writethru(?:,? ?\d+)?"),
    _rule(
        "notice",
        "terms of use",
        "any",
        r"NO ARCHIVAL USE|(?i:for (?:global|internal) distribution|not for publication)",
    ),
    _rule(
        "notice",
        "desk notes follow",
        "tail",
        r"The following information is not (?:intended )?for publication\.?|# ?dpa NOTEBOOK",
    ),
    _rule(
        "notice", "desk note", "tail", r"##? (?:Editorial contacts?|Orte|Internet|Redaktionelle .{0,30}|dpa-.{0,40})"
    ),
    # taglines
    _rule(
        "tagline",
        "contributed",
        "tail",
        rf"{_SIGN}(?:.{{0,350}}\b)?contributed (?:reporting )?(?:to|for) this {_WORK}\b.{{0,200}}",
        needs="contributed",
    ),
    _rule(
        "tagline",
        "contributed",
        "tail",
        rf"{_SIGN}.{{2,200}}\bcontributed (?:reporting|research|from [A-Z].{{2,60}})\.?",
        needs="contributed",
    ),
    _rule(
        "tagline",
        "contributed",
        "tail",
        rf"{_SIGN}.{{2,250}}\bcontributed\.(?: Updated .{{4,60}})?",
        needs="contributed.",
    ),
    _rule(
        "tagline",
        "contributed",
        "tail",
        rf"{_SIGN}.{{2,200}}\bcontributed reporting (?:to|for|from) .{{2,100}}",
        needs="contributed",
    ),
    _rule(
        "tagline",
        "reported from",
        "tail",
        rf"{_SIGN}{_NAMES} reported from [A-Z].{{0,300}}",
        needs=" reported from ",
    ),
    _rule(
        "tagline",
        "reporting by",
        "tail",
        r"\(?(?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled|Edited|Written) by "
        rf"{_NAME}(?:[;,.)]| and [A-Z]| in [A-Z]|$)(?!.*\b(?:said|says|was|were|went|has|have)\b).{{0,350}}",
    ),
    _rule("tagline", "contributing", "tail", r"Contribut(?:ing|ors?): .{2,200}"),
    _rule(
        "tagline",
        "about the writer",
        "tail",
        rf"{_SIGN}(?:Follow {_NAME} (?:on|at) .{{2,120}}|{_NAME} can be (?:reached|followed|contacted)\b.{{2,150}}"
        rf"|{_NAME} is an? (?:[\w-]+ ){{0,4}}(?:reporter|writer|columnist|correspondent|editor|producer"
        rf"|contributor|journalist"
        r"|fellow|professor|author|attorney|staff writer)\b.{0,300})",
    ),
    _rule("tagline", "rule of an agency", "tail", r"_{3,}|-{3,}30-{3,}|- ?30 ?-|###|END"),
)


# Most lines fit none. They are told by one pattern for all rules that need no letters of their own.
_ANY = re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in RULES if not rule.needs))
_NEEDED = tuple(dict.fromkeys(rule.needs for rule in RULES if rule.needs))


def rule_of(line: str) -> Rule | None:
    """The first rule that a whole line fits, or None."""
    if _ANY.fullmatch(line) is None and not any(needed in line for needed in _NEEDED):
        return None
    return next((rule for rule in RULES if rule.needs in line and rule.pattern.fullmatch(line)), None)
