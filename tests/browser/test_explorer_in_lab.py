"""The explorer in a real JupyterLab, by mouse and by keyboard alone, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

pytestmark = pytest.mark.slow

SETUP = """\
import toolkit as tk
texts = [
    "The “caliphate” fell, the minister said. “The caliphate was a horror,” said Ada Moor, a nurse in Leeds.",
    "Rain fell on the old caliphate. In the old caliphate, <b>rain</b> is rare. Aid was from $5 million to $6 million.",
    "Brutal thugs of the caliphate, officials said, fled in the rain to the town. They fell back on the caliphate.",
]
outlets = ["Post", "Tribune", "Post"]
corpus = tk.Corpus(
    tk.Article(id=f"a{n}", text=text, headline=f"Story {n}", outlet=outlets[n]) for n, text in enumerate(texts)
)
long = tk.Corpus([*corpus, tk.Article(id="long", headline="Long", text="The caliphate stayed. " * 60)])
"""
EXPLORER = ".tkx"
READY = ".tkx[data-state=ready]"


@pytest.fixture
def notebook(lab: tuple[str, Path], page: Any, request: pytest.FixtureRequest) -> Callable[[list[str]], Any]:
    """Opens a notebook of some cells and runs them all."""

    def opened(cells: list[str]) -> Any:
        address, folder = lab
        name = f"{request.node.name.partition('[')[0]}.ipynb"
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, folder / name)
        page.goto(address.format(name))
        page.locator(".jp-Notebook").wait_for()
        started(page)
        menu(page, "Run", "Run All Cells")
        return page

    return opened


def started(page: Any) -> None:
    """Wait for the kernel to be idle, as the status bar says: before it has one, JupyterLab asks which to start."""
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()


def menu(page: Any, name: str, entry: str) -> None:
    page.locator(".lm-MenuBar-item", has_text=name).first.click()
    page.locator(".lm-Menu-item", has_text=entry).first.click()


def dark(page: Any) -> None:
    """JupyterLab in its dark theme. On a busy machine the submenu can close again: open it anew."""
    choice = page.get_by_role("menuitem", name="JupyterLab Dark", exact=True)
    for _ in range(5):
        menu(page, "Settings", "Theme")
        if settles(choice):
            choice.click()
            break
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.locator('body[data-jp-theme-light="false"]').wait_for(state="attached")


def settles(choice: Any) -> bool:
    """Whether an entry of a menu is there and stays for half a second."""
    choice.page.wait_for_timeout(500)
    there: bool = choice.is_visible()
    choice.page.wait_for_timeout(500)
    return there and bool(choice.is_visible())


def last_output(page: Any, cell: str) -> str:
    """Type into the last cell, run it, and read what it prints."""
    editor = page.locator(".jp-Notebook .jp-Cell").last.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(cell)
    before = page.locator(".jp-Notebook .jp-Cell").last.locator(".jp-InputArea-prompt").inner_text()
    page.keyboard.press("Control+Enter")
    prompt = page.locator(".jp-Notebook .jp-Cell").last.locator(".jp-InputArea-prompt")
    page.wait_for_function(
        "([node, before]) => node.innerText !== before && /\\d/.test(node.innerText)",
        arg=[prompt.element_handle(), before],
    )
    text: str = page.locator(".jp-Notebook .jp-Cell").last.locator(".jp-OutputArea-output").last.inner_text()
    return text


def test_explorer_by_mouse(notebook: Any, axe: Any, pictures: Path) -> None:
    page = notebook([SETUP, "view = tk.explore(long)\nview", "view"])
    explorer = page.locator(EXPLORER).first
    page.locator(READY).first.wait_for()
    search = explorer.get_by_label("Search", exact=True)
    search.press_sequentially("caliph*")
    explorer.get_by_text("66 occurrences of 'caliph*'").wait_for()
    assert explorer.locator("tbody tr").count() == 50
    explorer.get_by_role("button", name="Next page").click()
    explorer.get_by_text("page 2 of 2").wait_for()
    assert explorer.locator("tbody tr").count() == 16
    page.screenshot(path=pictures / "lab-light-1280.png")

    explorer.get_by_label("outlet", exact=True).first.select_option("Post")
    explorer.get_by_text("4 of 66 occurrences").wait_for()
    explorer.get_by_label("order").select_option("right")
    explorer.get_by_label("group by").select_option("beside")
    explorer.locator(".tkx-group").first.wait_for()
    explorer.locator("tbody input[type=checkbox]").nth(1).click()
    explorer.get_by_text("4 of 66 occurrences of 'caliph*'; 1 chosen").wait_for()
    explorer.locator(".tkx-node").nth(1).click()
    explorer.locator("mark.tkx-here").first.wait_for()
    assert explorer.locator("mark.tkx-here").inner_text() == "caliphate"
    explorer.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "lab-article-1280.png")
    assert axe(page, EXPLORER) == []
    printed = last_output(
        page, "print(len(view.selection), view.selection.node[0], view.log[-1].startswith('selection ='))"
    )
    assert printed.split() == ["1", "caliphate", "True"]

    search.fill("*")
    explorer.get_by_text("would match everything").wait_for()
    assert explorer.locator("tbody tr").count() == 0
    assert search.get_attribute("aria-invalid") == "true"
    assert (page.blocked, page.wrong) == ([], [])


def test_explorer_by_keyboard_alone_in_the_dark_and_on_a_narrow_screen(notebook: Any, axe: Any, pictures: Path) -> None:
    page = notebook([SETUP, "view = tk.explore(corpus, 'caliphate')\nview", "0"])
    page.locator(READY).first.wait_for()
    explorer = page.locator(EXPLORER).first
    explorer.get_by_label("Search", exact=True).focus()
    keyboard = page.keyboard
    keyboard.press("Control+A")
    keyboard.type("fell")
    explorer.get_by_text("3 occurrences of 'fell'").wait_for()
    tab_to(page, "outlet")
    keyboard.type("P")
    explorer.get_by_text("2 of 3 occurrences of 'fell'").wait_for()
    tab_to(page, "choose line 1")
    keyboard.press("Space")
    explorer.get_by_text("2 of 3 occurrences of 'fell'; 1 chosen").wait_for()
    keyboard.press("Tab")
    keyboard.press("ArrowDown")
    assert "fell: open the article" in focused(page)
    keyboard.press("Enter")
    explorer.locator("mark.tkx-here").first.wait_for()
    keyboard.press("Escape")
    explorer.locator(".tkx-article").wait_for(state="hidden")
    assert "fell: open the article" in focused(page)
    keyboard.press("x")  # would cut the cell if it left the explorer
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    explorer.get_by_text("2 of 3 occurrences of 'fell'; 2 chosen").wait_for()
    tab_to(page, "Keep the chosen", backwards=True)
    assert page.locator(".jp-Notebook .jp-Cell").count() == 3

    dark(page)
    explorer.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "lab-dark-1280.png")
    assert axe(page, EXPLORER) == []
    page.set_viewport_size({"width": 760, "height": 900})
    explorer.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "lab-dark-760.png")
    assert axe(page, EXPLORER) == []
    assert (page.blocked, page.wrong) == ([], [])


def test_money_does_not_become_mathematics(notebook: Any, pictures: Path) -> None:
    plain = "from IPython.display import HTML\nHTML('<p class=\"plain\">from $5 million to $6 million</p>')"
    shown = (
        "tk.highlight(corpus[1])", "corpus[1]", "corpus.table.assign(text=texts)", "tk.concordance(corpus, 'million')",
        "tk.Corpus([tk.Article(id='m', headline='from $5 million to $6 million', text=texts[1])])",
    )  # fmt: skip
    page = notebook([SETUP, *shown, plain])
    page.locator(".plain mjx-container").wait_for()  # JupyterLab has set what it would set
    outputs = page.locator(".jp-OutputArea-output")
    for number, cell in enumerate(shown):
        assert outputs.nth(number).locator("mjx-container").count() == 0, cell
        assert "$5 million to $6 million" in " ".join(outputs.nth(number).inner_text().split()), cell
        outputs.nth(number).scroll_into_view_if_needed()
        page.screenshot(path=pictures / f"money-{number}.png")


def tab_to(page: Any, name: str, *, backwards: bool = False) -> None:
    """Press Tab until a control of that name has the focus."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"the Tab key does not reach {name!r}")


def focused(page: Any) -> str:
    """The accessible name of the control that has the focus, as far as the explorer gives one."""
    said: str = page.evaluate(
        "() => { const e = document.activeElement;"
        " return e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent; }"
    )
    return said
