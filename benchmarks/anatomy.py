"""Anatomy of news stories measured: lines of known kinds, false friends of the same shape, and no character lost."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from toolkit.anatomy import Anatomy, dissect
from toolkit.anatomy.stamps import read_bare_date
from toolkit.text.hygiene import hygiene

# The story that every line is put into, where lines of its kind stand.
_HEADLINE = "Old bridge closed to traffic"
_BODY = (
    "The council met on Monday and closed the old bridge to traffic.",
    "It will open again in May, the mayor said. Until then buses go by the river road.",
    "Nobody was hurt when a lorry hit the railing last week.",
)


class _Case(NamedTuple):
    text: str
    prose: tuple[str, ...]


def benchmark_anatomy(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Recall and precision of each kind over lines, or the reconciliation of whole stories.

    A row has either `text` (a story) or `line` and `kind`: dateline (with place and agency), byline (with names),
    credit, credit line, caption, tagline, stamp, stamp prefix, notice, copyright, furniture, speaker label; a kind that
    begins with "no " is a false friend, which must stay in the body.
    """
    stories = [row for row in rows if "text" in row]
    return _of_stories(stories) if stories else _of_lines(rows)


def _of_lines(rows: list[dict[str, Any]]) -> dict[str, Any]:
    expected: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: list[str] = []
    false_friends = taken = 0
    for row in rows:
        kind = row["kind"]
        case = _case(kind, row["line"])
        found = dissect(case.text)
        if kind.startswith("no "):
            false_friends += 1
            if found.dateline if kind == "no dateline" else row["line"].strip() not in found.text:
                taken += 1
                wrong.append(f"{kind}: {row['line'].strip()}")
            continue
        expected[kind] += 1
        if _is_right(row, found, case):
            right[kind] += 1
        else:
            wrong.append(f"{kind}: {row['line'].strip()}")
    hits = sum(right.values())
    return {
        "lines": len(rows),
        "recall": hits / max(sum(expected.values()), 1),
        "precision": hits / max(hits + taken, 1),
        "false_friends": false_friends,
        "false_friends_taken": taken,
        "by_kind": {kind: f"{right[kind]} of {expected[kind]}" for kind in sorted(expected)},
        "wrong": wrong,
    }


def _case(kind: str, line: str) -> _Case:
    head, tail = "By Ana Ruiz", ""
    body = list(_BODY)
    if kind in ("dateline", "no dateline", "stamp prefix"):
        body[0] = line + body[0]
    elif kind in ("byline", "no byline"):
        head = line
    elif kind in ("credit", "no credit"):
        body.insert(1, f"Cars wait at the old bridge in the rain. {line}")
    elif kind in ("tagline", "no tagline", "copyright"):
        tail = line
    elif kind in ("caption", "credit line", "furniture", "speaker label", "no stamp"):
        body.insert(2, line)
    elif _opens(line):
        head = f"{line}\n\n{head}"
    else:
        tail = line
    paragraphs = [_HEADLINE, head, *body, *([tail] if tail else [])]
    return _Case("\n\n".join(paragraphs), _BODY)


def _opens(line: str) -> bool:
    """Whether a stamp or a note of the wire desk stands above the story: those of the tail are sentences or signed."""
    first = line.split()[0].strip("(:.")
    return (
        line.strip(" -–—(").isupper()
        or first.isupper()
        or line[0].isdigit()
        or read_bare_date(line)
        or line.startswith(("Published", "Modified", "Embargo", "Eds:", "For ", "(Minor"))
    )


def _is_right(row: dict[str, Any], found: Anatomy, case: _Case) -> bool:
    kind, line = row["kind"], row["line"].strip()
    kept = all(paragraph in found.text for paragraph in case.prose)
    if kind == "dateline":
        return kept and (found.dateline, found.agency) == (row["place"], row.get("agency"))
    if kind == "byline":
        return kept and [person.name for person in found.authors] == row["names"]
    if kind == "speaker label":
        return line in found.text and any(part.rule == "speaker label" for part in found.parts)
    gone = not any(piece and piece in found.text for piece in (line, line.strip("()[] ")))
    named = {
        "credit": any(c.text.startswith("Cars wait") and c.credit for c in found.captions),
        "credit line": any(c.credit for c in found.captions),
        "caption": bool(found.captions),
        "notice": bool(found.notices),
        "tagline": bool(found.taglines),
    }
    return kept and gone and named.get(kind, True)


def _of_stories(rows: list[dict[str, Any]], *, articles: int = 500) -> dict[str, Any]:
    characters = in_body = lost = sentences_lost = 0
    kinds: Counter[str] = Counter()
    lines: dict[str, list[str]] = {}
    for row in rows[:articles]:
        text = row["text"]
        found = dissect(text, headline="headline" not in row)
        rebuilt = "".join(text[part.start : part.end] for part in found.parts)
        body = "".join(found.text.split())
        characters += len(text)
        lost += rebuilt != text
        for part in found.parts:
            piece = text[part.start : part.end]
            if part.kind == "body":
                in_body += len(piece)
                sentences_lost += "".join(hygiene(piece)[0].split()) not in body
            elif part.kind != "blank":
                kinds[part.kind] += 1
                lines.setdefault(part.kind, []).append(f"{part.rule}: {piece[:160]}")
    return {
        "articles": len(rows[:articles]),
        "characters": characters,
        "characters_in_body": in_body,
        "articles_not_rebuilt": lost,
        "body_paragraphs_lost": sentences_lost,
        "parts_by_kind": dict(kinds.most_common()),
        "lines_taken_out": lines,
    }
