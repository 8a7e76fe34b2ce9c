"""Pages opened from disk with no network: the explorer without a kernel, and a report with all its kinds of links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

import toolkit as tk

pytestmark = pytest.mark.slow

NAMES = ["Ada Moor", "Ben Hill", "a baker", "officials"]
TEXTS = [
    f"{('Old', 'New', 'Brutal')[n % 3]} men of the {('town', 'caliphate')[n % 2]} fell in {n}, {NAMES[n % 4]} said. "
    f"“The {('caliphate', 'town')[n % 2]} fell from $5 million to $6 million <b>then</b>,” said {NAMES[n % 4]}."
    for n in range(60)
]
CORPUS = tk.Corpus(
    tk.Article(id=f"a{n}", text=text, headline=f"Story {n}", outlet=("Post", "Tribune")[n % 2])
    for n, text in enumerate(TEXTS)
)


def test_the_page_reads_like_the_explorer(page: Any, axe: Any, pictures: Path, tmp_path: Path) -> None:
    view = tk.explore(CORPUS, "fell")
    view.to_html(str(tmp_path / "reading.html"), links={"a0": "a0.html"})
    page.goto((tmp_path / "reading.html").as_uri())
    page.locator(".tkx[data-state=ready]").wait_for()
    whole = tk.reading(CORPUS, "fell")
    assert seen(page) == shown(whole)
    page.get_by_label("random lines").fill("30")
    page.get_by_label("seed").fill("7")
    page.get_by_role("button", name="Draw a sample").click()
    page.get_by_text("30 of the 120 lines").wait_for()
    assert seen(page) == shown(whole.sample(30, seed=7))
    for label, value, made in (
        ("order", "left", lambda r: r.order("left")),
        ("order", "right", lambda r: r.order("right")),
        ("group by", "beside", lambda r: r.order("right").group("beside")),
        ("group by", "speaker", lambda r: r.order("right").group("speaker")),
    ):
        page.get_by_label(label).select_option(value)
        page.locator(".tkx[data-state=ready]").wait_for()
        assert seen(page) == shown(made(whole.sample(30, seed=7)))
    log = page.locator(".tkx-log").text_content()
    space = {"corpus": CORPUS}
    exec(log, space)
    assert shown(space["reading"]) == seen(page)
    page.get_by_role("button", name="Start anew").click()
    page.get_by_label("Search in these lines").press_sequentially("old men")
    page.get_by_text("lines on this page").wait_for()
    assert {text.split(" men")[0].split()[-1] for text, *_ in seen(page)} == {"Old"}
    page.locator(".tkx-node").first.click()
    assert "fell" in page.locator(".tkx-text").inner_text()
    assert page.locator(".tkx-text a").get_attribute("href") == "a0.html"
    page.keyboard.press("Escape")
    page.get_by_label("Search in these lines").fill("*")
    page.get_by_text("would match everything").wait_for()
    page.get_by_label("Search in these lines").fill("")
    page.get_by_text("120 occurrences of 'fell'", exact=True).wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=pictures / f"page-{scheme}-{width}.png")
            assert axe(page, "body") == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"the page is {wide} wide on a screen of {width}"
    assert (page.blocked, page.wrong) == ([], [])


def test_every_kind_of_link_of_a_report_leads_somewhere(page: Any, axe: Any, pictures: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    tk.report(CORPUS[:6], folder)
    index = folder / "index.html"
    page.goto(index.as_uri())
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => [a.getAttribute('href'), a.href])")
    assert links
    by_kind = {kind(href): whole for href, whole in reversed(links)}
    for href, whole in links:
        target, fragment = urldefrag(whole)
        assert urlsplit(target).scheme == "file", f"{href} needs a network"
        path = Path(unquote(urlsplit(target).path))
        assert path.is_file(), f"{href} leads nowhere"
        if fragment and path == index:
            assert page.locator(f"[id={fragment!r}]").count() == 1, f"{href} leads nowhere"
    for name, whole in by_kind.items():
        target, fragment = urldefrag(whole)
        if target.endswith(".html"):
            page.goto(whole)
            assert page.locator("body").inner_text().strip(), name
            if fragment:
                assert page.locator(f"[id={fragment!r}]").count() == 1, f"{name}: no place {fragment}"
    page.goto(index.as_uri())
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=pictures / f"report-{width}.png")
        assert axe(page, "body") == []
    assert (page.blocked, page.wrong) == ([], [])


def seen(page: Any) -> list[list[str]]:
    """Left, key word, right, voice and speaker of the lines on the page."""
    rows = "rows => rows.map(row => [...row.cells].slice(1, 6).map(cell => cell.textContent))"
    found: list[list[str]] = page.locator("tbody tr:not(.tkx-group)").evaluate_all(rows)
    return found


def shown(lines: Any) -> list[list[str]]:
    return [
        [row.left, row.node, row.right, row.voice, row.speaker if isinstance(row.speaker, str) else ""]
        for row in lines.rows(0, 50).itertuples()
    ]


def kind(href: str) -> str:
    """A link without its numbers and names: where it leads, and what it leads to."""
    target, _, fragment = href.partition("#")
    folder, _, name = target.rpartition("/")
    return f"{folder}/{Path(name).suffix}#{re.sub('[^a-z].*', '', fragment)}"
