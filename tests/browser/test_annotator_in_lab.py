"""Marking in a real JupyterLab: by mouse, touch and keyboard; 200 quick marks, and a kernel that is restarted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

import toolkit as tk
from tests.browser.test_explorer_in_lab import dark, menu, started

pytestmark = pytest.mark.slow

TEXT = " ".join(f"word{n} fell" for n in range(110)) + ".\n\nThe <b>thugs</b> 🌧 came, Ada Moor said."
SETUP = f"""\
import toolkit as tk
corpus = tk.Corpus([tk.Article(id="a", headline="Long", text={TEXT!r}), tk.Article(id="b", text="Rain fell.")])
codes = {{"contempt": "a word that belittles", "weather": "rain and storm"}}
"""
CELL = "view = tk.annotate(corpus, codes, {name!r}, person='Ada')\nview"
SAVED = ".tka[data-state=saved][data-article]"
# Mark every word from one to another with the code of a number, as quickly as a browser can.
QUICK = """([from, to, key]) => {
  const words = [...document.querySelectorAll(".tka-word")].filter((word) => /\\w/.test(word.textContent));
  for (let n = from; n < to; n++) {
    const box = words[n];
    box.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse", button: 0 }));
    window.dispatchEvent(new PointerEvent("pointerup", {}));
    box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }
}"""


@pytest.fixture
def annotator(lab: tuple[str, Path], page: Any) -> Callable[[str], tuple[Any, Path]]:
    """Opens a notebook that marks into a file of this name, and runs it."""

    def opened(name: str) -> tuple[Any, Path]:
        address, folder = lab
        cells = [nbformat.v4.new_code_cell(cell) for cell in (SETUP, CELL.format(name=f"{name}.jsonl"), "0")]
        made = nbformat.v4.new_notebook(cells=cells)
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, folder / f"{name}.ipynb")
        page.goto(address.format(f"{name}.ipynb"))
        page.locator(".jp-Notebook").wait_for()
        started(page)
        menu(page, "Run", "Run All Cells")
        page.locator(SAVED).first.wait_for()
        return page, folder / f"{name}.jsonl"

    return opened


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_200_quick_marks_and_a_restarted_kernel_lose_nothing(annotator: Any) -> None:
    page, path = annotator("quick")
    page.evaluate(QUICK, [0, 120, "1"])
    # the kernel is restarted while marks are under way, and marking goes on while there is none
    menu(page, "Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog").wait_for()
    page.evaluate(QUICK, [120, 160, "2"])
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.evaluate(QUICK, [160, 200, "1"])
    page.locator(".jp-Dialog").wait_for(state="detached")
    started(page)
    menu(page, "Run", "Run All Cells")
    page.locator(SAVED).last.wait_for()
    page.get_by_text("All 200 marks are saved in quick.jsonl.").last.wait_for()
    found = lines(path)
    assert len(found) == len({one["id"] for one in found}) == 200
    assert sorted({one["start"] for one in found}) == sorted(one["start"] for one in found)
    assert [one["code"] for one in sorted(found, key=lambda one: one["start"])].count("weather") == 40
    article = tk.Article(id="a", text=TEXT)
    assert len(tk.read_annotations(path, articles=article)) == 200
    assert (
        page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('media-analysis-marks')).length") == 0
    )
    assert (page.blocked, page.wrong) == ([], [])


COUNTED = """() => {
  window.touched = 0;
  new MutationObserver((all) => { window.touched += all.length; })
    .observe(document.querySelector(".tka-text"), { attributes: true, childList: true, subtree: true });
}"""


def test_a_mark_changes_its_own_words_alone_and_a_reason_is_kept_while_it_is_typed(annotator: Any) -> None:
    page, path = annotator("typed")
    one = {"version": 1, "article": "a", "code": "weather"}
    there = [
        {**one, "start": 0, "end": 5, "text": "word0"},
        {**one, "start": 6, "end": 10, "text": "fell", "person": "Ada"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in there), encoding="utf-8")
    page.evaluate(COUNTED)
    page.evaluate(QUICK, [10, 30, "1"])
    page.get_by_text("All 21 marks are saved").wait_for()
    assert page.evaluate("window.touched") < 20 * 12  # a mark changes what is said of its own word, not of all 223
    page.get_by_label("why word5 is contempt").press_sequentially("half a rea")
    page.reload()  # in the middle of a word, without leaving the field
    page.locator(".jp-Notebook").wait_for()
    started(page)
    menu(page, "Run", "Run All Cells")
    page.locator(SAVED).first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('[aria-label=\"why word5 is contempt\"]')?.value === 'half a rea'"
    )
    page.get_by_text("All 21 marks are saved").wait_for()
    assert [one["note"] for one in lines(path) if one.get("text") == "word5"] == ["half a rea"]
    assert len(lines(path)) == 22  # those without a name and without an id stay
    page.locator(".tka-marks li", has_text="fell").get_by_text("has no id: change it in the file").wait_for()


def test_marking_by_mouse_by_touch_and_by_keyboard(annotator: Any, axe: Any, pictures: Path) -> None:
    page, path = annotator("ways")
    widget = page.locator(".tka").first
    first, third = widget.locator(".tka-word").nth(0), widget.locator(".tka-word").nth(2)
    third.scroll_into_view_if_needed()
    box, to = first.bounding_box(), third.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(to["x"] + 3, to["y"] + 5, steps=4)
    page.mouse.up()
    widget.get_by_text("Chosen: “word0 fell word1”").wait_for()
    widget.get_by_label("Why? (before or after").fill("three <i>words</i>")
    widget.get_by_role("button", name="mark as contempt").click()
    widget.get_by_text("All 1 marks are saved in ways.jsonl.").wait_for()

    touch = {"bubbles": True, "pointerType": "touch", "button": 0, "isPrimary": True}
    widget.locator(".tka-word", has_text="word4").first.dispatch_event("pointerdown", touch)
    widget.locator(".tka-word", has_text="word4").first.dispatch_event("pointerup", touch)
    widget.get_by_role("button", name="Choose several words").click()
    widget.locator(".tka-word", has_text="word5").first.dispatch_event("pointerdown", touch)
    widget.get_by_text("Chosen: “word4 fell word5”").wait_for()
    widget.get_by_role("button", name="mark as weather").click()
    widget.get_by_text("All 2 marks are saved").wait_for()

    keyboard = page.keyboard
    widget.locator(".tka-word[tabindex='0']").focus()
    keyboard.press("End")
    for _ in range(5):
        keyboard.press("ArrowLeft")
    keyboard.press("Shift+ArrowRight")
    keyboard.press("2")
    widget.get_by_text("All 3 marks are saved").wait_for()
    widget.get_by_label("why word4 fell word5 is weather").fill("said later")
    keyboard.press("Tab")
    widget.get_by_text("All 3 marks are saved").wait_for()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.tka-saved')].every((one) => one.textContent === 'saved')"
    )
    found = sorted(lines(path), key=lambda one: one["start"])
    assert [(one["text"], one["code"], one["note"]) for one in found[:2]] == [
        ("word0 fell word1", "contempt", "three <i>words</i>"), ("word4 fell word5", "weather", "said later"),
    ]  # fmt: skip
    assert found[2]["text"] == TEXT[found[2]["start"] : found[2]["end"]]
    assert widget.locator("b, i").count() == 0  # nothing of an article or a note is markup
    page.screenshot(path=pictures / "annotator-light-1280.png")
    assert axe(page, ".tka") == []

    dark(page)
    page.set_viewport_size({"width": 760, "height": 900})
    widget.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "annotator-dark-760.png")
    assert axe(page, ".tka") == []
    widget.get_by_role("button", name="remove the mark contempt of word0 fell word1").click()
    widget.get_by_text("All 2 marks are saved").wait_for()
    assert len(lines(path)) == 2
    assert (page.blocked, page.wrong) == ([], [])
