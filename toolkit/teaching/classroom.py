"""The classroom page of an activity: one HTML file with its stories, its key and its script, and no network."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from toolkit.analysis import Analysed
from toolkit.articles import Article
from toolkit.teaching.activities import TEACHING_NOTE, Activity, Mark
from toolkit.teaching.keys import key_of, shown_of, targets_of

TOGETHER = {"all": "all together", "alone": "alone", "pairs": "in pairs", "groups": "in groups"}
VOICES = {
    "outlet": "the outlet's own",
    "quoted": "quoted from a speaker",
    "retold": "retold from a speaker",
    "distanced": "held at a distance",
    "unsure": "not clear",
}
FOUNDING = "A report of The Associated Press"


def classroom_page(activity: Activity) -> str:
    """The page as HTML. Its policy of content forbids every connection, and every script but its own."""
    script, style = template_text("classroom.js"), template_text("classroom.css")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "form-action 'none'; base-uri 'none'"
    )
    return render(
        "classroom.html.j2",
        activity=activity,
        stories=tuple(activity.stories),
        together=TOGETHER,
        policy=policy,
        style=Markup(style),  # noqa: S704  a file of the package
        script=Markup(script),  # noqa: S704  a file of the package
        data=_as_json(page_data(activity)),
        footer=origin(activity),
    )


def page_data(activity: Activity) -> dict[str, Any]:
    """What the script of the page works on. Offsets are characters of `Article.text`."""
    return {
        "activity": activity.name,
        "number": activity.number,
        "need": activity.page.need,
        "key_name": activity.page.key_name,
        "key_about": activity.page.key_about,
        "own_marks": activity.page.own_marks,
        "codes": [code._asdict() for code in activity.page.codes],
        "questions": [{"name": question.name} for question in activity.questions],
        "voices": VOICES,
        "stories": [_story(article) for article in activity.stories],
        "key": [mark._asdict() for mark in key_of(activity)],
        "targets": [_place(mark) for mark in targets_of(activity)],
        "shown": [_place(mark) for mark in shown_of(activity)],
    }


def origin(activity: Activity) -> str:
    """Where the stories of an activity come from, in one or two sentences."""
    invented = sum(_is_invented(article) for article in activity.stories)
    said = []
    if invented:
        which = "The story was" if invented == 1 else "The stories were"
        said.append(f"{which} written for teaching: places, people and outlets are invented.")
    if invented < len(activity.stories):
        said.append(f"{FOUNDING} of 2019 is real.")
    return " ".join(said)


def _is_invented(article: Article) -> bool:
    return ("note", TEACHING_NOTE) in article.extra


def _story(article: Article) -> dict[str, Any]:
    one = Analysed(article)
    paragraphs = article.paragraphs
    words = []
    tokens = one.tokens
    for start, end, kind, sentence in zip(tokens.starts, tokens.ends, tokens.kinds, tokens.sentences, strict=True):
        if kind not in ("punctuation", "symbol"):
            paragraph = next(n for n, (first, last) in enumerate(paragraphs) if first <= start < last)
            words.append([start, end, sentence, paragraph])
    return {
        "id": article.id,
        "headline": article.headline or "",
        "outlet": article.outlet or "",
        "published": article.published.strftime("%d %B %Y").lstrip("0") if article.published else "",
        "written": "written for teaching" if _is_invented(article) else FOUNDING,
        "text": article.text,
        "sha256": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        "paragraphs": [list(paragraph) for paragraph in paragraphs],
        "words": words,
    }


def _place(mark: Mark) -> dict[str, Any]:
    return {"article": mark.article, "start": mark.start, "end": mark.end}


def _as_json(data: dict[str, Any]) -> Markup:
    """JSON that can stand in a script element: no character in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  nothing in it is markup any more


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def render(name: str, **values: Any) -> str:
    """A template of the workshop, filled in; everything is escaped that is not marked as safe."""
    page: str = _environment().get_template(name).render(**values)
    return page


@cache
def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def template_text(name: str) -> str:
    """A file of the templates of the workshop."""
    return files("toolkit").joinpath("templates", "workshop", name).read_text(encoding="utf-8")
