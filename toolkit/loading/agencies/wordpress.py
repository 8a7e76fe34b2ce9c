"""Exports of WordPress (WXR): published posts; drafts, pages, menus and attachments are left out and named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.articles import Person, Rejection
from toolkit.errors import LoadError
from toolkit.loading.agencies.fields import extras, moment
from toolkit.loading.agencies.prose import html_line, line, local
from toolkit.loading.fragments import plain
from toolkit.loading.markup import parse_xml, root_name
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "WordPress export (WXR)"
# Kinds of items that hold no article, as WordPress and its common plugins name them.
_NO_POSTS = frozenset(
    "page attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block "
    "wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face feedback product "
    "product_variation shop_order shop_coupon acf-field acf-field-group wpcf7_contact_form elementor_library "
    "ml-slider popup safecss amp_validated_url jp_pay_order jetpack_migration".split()
)
_SHORTCODE = re.compile(r"\[(?P<end>/?)(?P<name>[a-z][\w-]{0,40})(?P<more>\s[^\[\]]*)?/?\](?!\()", re.I)
_KNOWN_CODES = frozenset(
    "gallery embed audio video playlist caption contact-form more nextpage toc youtube twitter".split()
)
_WITH_CONTENT = re.compile(r"\[(gallery|audio|video|playlist|embed)\b[^\]]*\].*?\[/\1\]", re.S | re.I)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b[^\]]*\](.*?)\[/(?:wp_)?caption\]", re.S | re.I)
_BLOCK_COMMENT = re.compile(r"<!--.*?-->", re.S)
_BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|table|figure|section|pre)\b", re.I)


def recognises(document: Document) -> bool:
    """Whether this is a feed with the name space of WordPress's exports."""
    return root_name(document.data) == "rss" and b"wordpress.org/export/" in document.data[:20_000]


def read(document: Document) -> Reading:
    """One story for each post that was published. Raises LoadError where the export holds no item."""
    notes: tuple[str, ...] = ()
    try:
        root = document.xml
    except LoadError as error:
        root = parse_xml(document.data, source=document.name, recover=True)
        notes = (
            f"the export is damaged and was read as far as it goes; {str(error).removeprefix(f'{document.name}: ')}",
        )
    channel = next((one for one in root.iter() if local(one) == "channel"), root)
    persons = {
        _text(one, "author_login"): _text(one, "author_display_name") for one in channel if local(one) == "author"
    }
    items = [one for one in channel if local(one) == "item"]
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for number, item in enumerate(items, 1):
        place = f"item {number}"
        reason = _no_post(item)
        story = None if reason else _story(item, channel, persons, place)
        if story is not None and not story.text.strip():
            reason = "the post has no text"
        if reason or story is None:
            rejections.append(
                Rejection(document.name, place, f"{reason} ({_text(item, 'title') or 'without a title'})")
            )
        else:
            stories.append(story)
    if not items:
        raise LoadError(f"{document.name}: this WordPress export holds no items.")
    return Reading(format=NAME, stories=tuple(stories), rejections=tuple(rejections), notes=notes)


def _no_post(item: _Element) -> str | None:
    """Why an item is no article that readers could see; None for a post that was published."""
    kind, status = _text(item, "post_type") or "post", _text(item, "status") or "publish"
    if kind in _NO_POSTS:
        return f"an item of the kind {kind!r} is no post"
    if status != "publish":
        return f"the post was not published: its status is {status!r}"
    if _text(item, "post_password"):
        return "the post is protected by a password"
    return None


def _story(item: _Element, channel: _Element, persons: dict[str | None, str | None], place: str) -> Story:
    published, zone = moment(_text(item, "pubDate"))
    local_time, _ = moment(_text(item, "post_date"))
    modified, _ = moment(_text(item, "post_modified"))
    login = _text(item, "creator")
    author = persons.get(login) or login
    names = [(one.get("domain"), line(one)) for one in item if local(one) == "category"]
    sections = [name for domain, name in names if domain == "category" and name]
    return Story(
        text=post_text(_content(item), source=place),
        locator=place,
        id=_text(item, "post_id"),
        headline=html_line(_text(item, "title")),
        deck=html_line(_excerpt(item)),
        byline=author,
        authors=(Person(author),) if author else (),
        outlet=_text(channel, "title"),
        published=local_time or published,
        modified=modified,
        section=sections[0] if sections else None,
        language=_text(channel, "language"),
        url=_text(item, "link"),
        extra=extras(
            published_zone=zone if published and not local_time else None,
            categories=sections[1:],
            keywords=[name for domain, name in names if domain == "post_tag"],
        ),
    )


def post_text(content: str, *, source: str) -> str:
    """The paragraphs of a post: shortcodes and comments of blocks go, an empty line divides paragraphs.

    >>> post_text("Rain [b]fell[/b].\\n\\n[gallery ids='1']It <em>stopped</em>.", source="post")
    'Rain fell.\\n\\nIt stopped.'
    """
    text = _CAPTION.sub("", _WITH_CONTENT.sub("", _BLOCK_COMMENT.sub("\n\n", content)))
    closed = {found["name"].lower() for found in _SHORTCODE.finditer(text) if found["end"]}

    def shortened(found: re.Match[str]) -> str:
        """Nothing for a shortcode, and brackets of an editor ("[the mayor]") as they stand."""
        name = found["name"].lower()
        code = found["end"] or name in closed or name in _KNOWN_CODES or "=" in (found["more"] or "") or "_" in name
        return "" if code else found[0]

    text = _SHORTCODE.sub(shortened, text)
    if not _BLOCK_TAG.search(text):
        blocks = [
            f"<p>{block.strip()}</p>" for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()
        ]
        text = "".join(block.replace("\n", "<br>") for block in blocks)
    else:  # text between blocks is a paragraph, as WordPress shows it
        text = re.sub(r"\n\s*\n(?=[^<\s])", "\n<p>", text.replace("\r\n", "\n"))
    return plain(text, source=source)


def _content(item: _Element) -> str:
    for child in item:
        if local(child) == "encoded" and "content" in str(child.tag):
            return "".join(child.itertext())
    return ""


def _excerpt(item: _Element) -> str | None:
    for child in item:
        if local(child) == "encoded" and "excerpt" in str(child.tag):
            return "".join(child.itertext()).strip() or None
    return None


def _text(element: _Element, name: str) -> str | None:
    """The text of a child by its name; case counts, `pubDate` as `pubdate`."""
    return next((line(child) for child in element if local(child) == name.lower()), None)
