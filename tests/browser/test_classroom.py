"""The classroom pages in a browser without a network: mouse, touch, keyboard, files, comparison, accessibility."""

from __future__ import annotations

import base64
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import toolkit as tk
from tests.browser.conftest import WAIT
from tests.conftest import ROOT
from tests.teaching.making import marks_file, word_labels
from toolkit.teaching import activities, activity
from toolkit.teaching.keys import key_of, targets_of
from toolkit.teaching.printing import handout, slide

pytestmark = pytest.mark.slow
PAGES = ROOT / "notebooks" / "workshop" / "learner"
ALL = activities()
WIDTHS = (1280, 400)


@pytest.fixture
def opened(browser: Any, pictures: Path) -> Iterator[Callable[..., Any]]:
    """Opens pages of a context that reaches nothing but the disk; at the end nothing may have been asked for."""
    contexts, asked, wrong = [], [], []

    def open_page(lesson: Any, *, width: int = 1280, touch: bool = False, before: str = "") -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, has_touch=touch)
        contexts.append(context)
        context.set_offline(True)
        context.on("request", lambda one: asked.append(one.url) if not re.match("(file|data|blob):", one.url) else None)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        if before:
            page.add_init_script(before)
        page.goto((PAGES / f"{lesson.number}_{lesson.name}.html").as_uri())
        page.locator("body[data-state=ready]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert (asked, wrong) == ([], [])


def word(page: Any, number: int) -> Any:
    return page.locator(f'.word[data-n="{number}"]')


def free_words(page: Any, lesson: Any, count: int) -> list[int]:
    """Numbers of words to mark: the boxed ones if the lesson has some, else words far from each other."""
    if lesson.page.own_marks:
        return [3 + 6 * n for n in range(count)]
    boxed = page.locator("#story .word.open").evaluate_all("all => all.map(one => Number(one.dataset.n))")
    alone = [n for n in boxed if n - 1 not in boxed]  # the first word of each
    return alone[:count]


def saved(page: Any, folder: Path) -> tuple[Path, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path, json.loads(path.read_text(encoding="utf-8"))


def codes_of(said: Any) -> list[tuple[str, str]]:
    return [(mark["text"], mark["code"]) for mark in said["marks"]]


def checked(axe: Any, page: Any) -> list[str]:
    """Accessibility of the page with three paragraphs of its story: the others hold more words of the same kinds."""
    hidden = "all => all.slice(3).forEach(one => { one.hidden = !one.hidden; })"
    page.locator(".paragraph").evaluate_all(hidden)
    found: list[str] = axe(page, "body")
    page.locator(".paragraph").evaluate_all(hidden)
    return found


def mark_by_mouse_and_keyboard(page: Any, lesson: Any) -> None:
    first, second, third = free_words(page, lesson, 3)
    if lesson.page.own_marks:  # drag over two words
        word(page, first).hover()
        page.mouse.down()
        word(page, first + 1).hover()
        page.mouse.up()
    else:
        word(page, first).click()
    page.locator("#codes input").nth(0).check()
    page.get_by_label("Why?").fill("<b>my reason</b>")
    word(page, second).focus()  # from here by keyboard alone
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")  # among the choices
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.n !== undefined")
    word(page, second).focus()
    while page.evaluate("Number(document.activeElement.dataset.n)") < third:
        page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    page.keyboard.press("1")


@pytest.mark.parametrize("lesson", ALL, ids=lambda lesson: lesson.name)
def test_a_page_is_marked_by_mouse_keyboard_and_touch_saved_reloaded_and_compared(
    opened: Callable[..., Any], axe: Any, pictures: Path, tmp_path: Path, lesson: Any
) -> None:
    page = opened(lesson)
    page.get_by_label("Your name or a nickname").fill("Ana")
    mark_by_mouse_and_keyboard(page, lesson)
    question = page.locator(f"#q-{lesson.questions[0].name}")
    question.fill("An answer of mine.")
    path, said = saved(page, tmp_path)
    assert path.name == f"{lesson.number}-{lesson.name}-Ana.json"
    assert len(said["marks"]) == 3
    assert {mark["person"] for mark in said["marks"]} == {"Ana"}
    assert said["marks"][0]["note"] == "<b>my reason</b>"
    marks = tk.read_annotations(path, articles=lesson.stories)  # offsets, texts and hashes hold
    assert (len(marks), marks.attrs["rejected"]) == (3, [])
    page.reload()
    page.locator("body[data-state=ready]").wait_for()
    assert page.locator("#person").input_value() == "Ana"
    assert saved(page, tmp_path)[1] == said
    assert question.input_value() == "An answer of mine."

    touched = opened(lesson, width=400, touch=True)
    touched.get_by_label("Your name or a nickname").fill("Ben")
    other, *_ = free_words(touched, lesson, 1)
    word(touched, other).tap()
    touched.locator("#codes label").nth(1).tap()
    if lesson.page.own_marks:
        word(touched, other + 1).tap()  # the word beside it joins
    touched.get_by_role("button", name="Done").tap()
    second, told = saved(touched, tmp_path)
    (mark,) = told["marks"]
    assert mark["code"] == lesson.page.codes[1].code
    assert len(mark["text"].split()) >= (2 if lesson.page.own_marks else 1)

    page.get_by_role("button", name="With the class").click()
    page.get_by_label("Open files of the class").set_input_files([second])
    page.locator("#readers", has_text="2").wait_for()
    assert_figures(page, lesson, [path, second])
    for one, width in ((page, 1280), (touched, 400)):
        one.screenshot(path=pictures / f"classroom-{lesson.number}-{width}.png", full_page=True)
        assert one.evaluate("document.documentElement.scrollWidth") <= width
        assert checked(axe, one) == []


def assert_figures(page: Any, lesson: Any, paths: list[Path]) -> None:
    """Agreement, alpha and the sentence to talk about are those of the toolkit for the same files."""
    story = page.evaluate("document.querySelector('#stories input:checked')?.value") or lesson.story_ids[0]
    labels = word_labels(lesson, story, paths)
    figures = tk.agreement(labels, draws=2).set_index("measure").value
    assert page.locator("#share").inner_text() == f"{100 * figures['agreement']:.1f} %"
    assert page.locator("#alpha").inner_text() == f"{figures['krippendorff_alpha']:.3f}"
    grid = labels.pivot(index="unit", columns="coder", values="label")
    table = tk.disputed(tk.read_annotations(paths, articles=lesson.stories), lesson.stories, read="all")
    first = table[table.article == story].text.iloc[0]
    assert page.locator("#disputed").inner_text().strip("“”. ") == first.strip("“”. ")
    heat = page.locator("#story .word[class*=' h']").evaluate_all("all => all.map(one => Number(one.dataset.n))")
    marked = (grid != "none").any(axis=1).to_numpy().nonzero()[0].tolist()
    assert heat == marked


DENIED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }});"
LESSON = activity("mark_first")
STORY = "dam-herald"


def test_three_files_of_a_class_give_the_figures_of_the_toolkit(opened: Callable[..., Any], tmp_path: Path) -> None:
    given = {
        "Ana": [("mob", "name"), ("historic victory", "polish"), ("shameless scaremongering", "contempt")],
        "Ben": [("mob", "contempt"), ("historic victory", "polish"), ("selfish", "contempt")],
        "Cem": [("A mob", "name"), ("victory", "polish"), ("rabble", "name"), ("selfish sabotage", "contempt")],
    }
    paths = [
        marks_file(tmp_path / f"{name}.json", LESSON, name, [(STORY, *one) for one in marks])
        for name, marks in given.items()
    ]
    page = opened(LESSON)
    page.get_by_role("button", name="With the class").click()
    page.get_by_label("Open files of the class").set_input_files(paths)
    page.locator("#readers", has_text="3").wait_for()
    assert_figures(page, LESSON, paths)
    assert page.locator(".split li", has_text="“mob”").first.inner_text() == "“mob” 3 of 3 (Name 2, Contempt 1)"
    page.reload()
    page.get_by_role("button", name="With the class").click()
    assert page.locator("#readers").inner_text() == "3"
    page.get_by_label("Open files of the class").set_input_files(paths[:1])
    page.get_by_text("The file of Ana was there already.").wait_for()
    assert page.locator("#readers").inner_text() == "3"


@pytest.mark.parametrize("name", ["mark_first", "style_guides"])
def test_a_class_of_25_has_the_figures_of_the_toolkit_also_after_a_reload(
    opened: Callable[..., Any], pictures: Path, tmp_path: Path, name: str
) -> None:
    lesson, drawn = activity(name), random.Random(20)
    story, codes = lesson.story_ids[0], [code.code for code in lesson.page.codes]
    places = [one.text for one in targets_of(lesson) or key_of(lesson) if one.article == story]
    places = [words for words in places if lesson.stories[story].text.count(words) == 1]
    paths = []
    for number in range(25):
        chosen = [words for words in places if targets_of(lesson) or drawn.random() < 0.5]
        marks = [(story, words, drawn.choice(codes[:2] + codes)) for words in chosen]
        paths.append(marks_file(tmp_path / f"{number}.json", lesson, f"Reader {number}", marks))
    page = opened(lesson)
    page.get_by_role("button", name="With the class").click()
    page.get_by_label("Open files of the class").set_input_files(paths)
    page.locator("#readers", has_text="25").wait_for()
    page.screenshot(path=pictures / f"class-of-25-{name}.png")
    page.reload()
    page.locator("body[data-state=ready]").wait_for()
    page.get_by_role("button", name="With the class").click()
    assert page.locator("#readers").inner_text() == "25"
    assert_figures(page, lesson, paths)


def test_a_partner_is_compared_mark_by_mark(opened: Callable[..., Any], tmp_path: Path) -> None:
    partner = marks_file(tmp_path / "b.json", LESSON, "Ben", [(STORY, "mob", "contempt"), (STORY, "rabble", "name")])
    own = marks_file(tmp_path / "a.json", LESSON, "Ana", [(STORY, "mob", "name"), (STORY, "howled", "contempt")])
    page = opened(LESSON)
    page.get_by_label("Open my file").set_input_files(own)
    page.get_by_text("Opened: 2 marks.").wait_for()
    page.get_by_role("button", name="With a partner").click()
    page.get_by_label("Open your partner's file").set_input_files(partner)
    page.locator("#pair").wait_for()
    told = [one.split("\n")[0] for one in page.locator(".group").all_inner_texts()]
    assert told == ["Both, same choice: 0", "Both, another choice: 1", "Only you: 1", "Only Ben: 1"]
    figures = tk.agreement(word_labels(LESSON, STORY, [own, partner]), draws=2).set_index("measure").value
    assert f"{100 * figures['agreement']:.1f} %" in page.locator("#pair").inner_text()


def test_the_key_opens_after_enough_marks_and_is_that_of_the_toolkit(opened: Callable[..., Any]) -> None:
    page = opened(LESSON)
    page.get_by_role("button", name="Compare with the tool").click()
    page.get_by_text("You have 0. Then the key opens.").wait_for()
    page.get_by_role("button", name="Read and mark").click()
    for number in range(0, 60, 10):
        word(page, number).click()
        page.keyboard.press("1") if page.evaluate("document.activeElement.dataset.n") else None
        page.locator("#codes input").nth(0).check()
    page.get_by_role("button", name="Compare with the tool").click()
    found = tk.loaded_language(LESSON.stories, severity="all")
    lists = page.locator(".group").all_inner_texts()
    shown = sum(int(re.search(r": (\d+)", one)[1]) for one in lists if not one.startswith("Only you"))  # type: ignore[index]
    assert shown == len(found)
    text = " ".join(page.locator(".group li").all_inner_texts())
    assert found.why.iloc[0] in text
    assert "Voice: retold from a speaker (courageous councillors)." in text


@pytest.mark.parametrize("what", ["words", "more", "other", "torn", "large", "foreign"])
def test_a_file_that_does_not_fit_is_told_in_a_sentence(opened: Callable[..., Any], tmp_path: Path, what: str) -> None:
    path = marks_file(tmp_path / "f.json", LESSON, "Ana", [(STORY, "mob", "name"), (STORY, "howled", "contempt")])
    said = json.loads(path.read_text(encoding="utf-8"))
    if what == "words":
        said["marks"][0]["text"] = "<img src=x onerror=alert(1)>"
    elif what == "more":
        said["marks"] += [said["marks"][0], {"start": None}, 7, {**said["marks"][1], "end": 10**9}]
    elif what == "other":
        said["activity"] = "do_we_agree"
    path.write_text(json.dumps(said), encoding="utf-8")
    if what == "torn":
        path.write_text(json.dumps(said)[:90], encoding="utf-8")
    elif what == "large":
        path.write_text(" " * 2_100_000, encoding="utf-8")
    elif what == "foreign":
        path.write_text('{"marks": [1]}', encoding="utf-8")
    page = opened(LESSON)
    page.get_by_label("Open my file").set_input_files(path)
    expected = {
        "words": "1 mark did not fit the story", "more": "4 marks did not fit the story", "other": "another activity",
        "torn": "no file of this page", "large": "too large", "foreign": "no file of this page",
    }  # fmt: skip
    page.locator("#status", has_text=expected[what]).wait_for()
    assert page.locator(".marks li").count() == {"words": 1, "more": 2}.get(what, 0)


def test_marks_are_reshaped_removed_and_put_back(opened: Callable[..., Any], tmp_path: Path) -> None:
    page = opened(LESSON)
    word(page, 30).click()
    page.get_by_role("button", name="Add the word after").click()
    page.get_by_role("button", name="Add the word before").click()
    whole = page.locator("#marked").inner_text()
    page.get_by_role("button", name="Drop the first word").click()
    page.get_by_role("button", name="Drop the last word").click()
    assert len(whole.split()) == 3
    assert page.locator("#marked").inner_text().strip("“”") == whole.strip("“”").split()[1]
    page.get_by_role("button", name="Remove this mark").click()
    assert page.locator(".marks li").count() == 0
    page.get_by_role("button", name="Put it back").click()
    assert page.locator(".marks li").count() == 1
    _, said = saved(page, tmp_path)
    assert (said["marks"], len(said["open"])) == ([], 1)  # no choice yet
    page.keyboard.press("Escape")
    word(page, 30).focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Delete")
    word(page, 50).focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press(" ")
    page.keyboard.press("3")
    (mark,) = saved(page, tmp_path)[1]["marks"]
    assert (len(mark["text"].split()), mark["code"]) == (3, "contempt")


def test_kept_marks_that_no_longer_fit_are_told_and_kept_aside(opened: Callable[..., Any]) -> None:
    lesson = activity("mark_first")
    story = lesson.stories[0]
    gone = {"article": story.id, "start": 0, "end": 4, "text": "none", "code": lesson.page.codes[0].code, "id": "1"}
    own = {"format": "media-analysis-annotations", "version": 1, "activity": lesson.name, "person": "Ada"}
    kept = json.dumps({"own": own | {"marks": [gone], "answers": {}}, "others": {"partner": [], "class": []}})
    place = f"toolkit-workshop:{lesson.name}"
    page = opened(lesson, before=f"localStorage.setItem({json.dumps(place)}, {json.dumps(kept)});")
    page.get_by_text("1 mark did not fit the story any more.").wait_for()
    assert page.locator("#person").input_value() == "Ada"
    assert page.evaluate(f"localStorage.getItem({json.dumps(place + '-before')})") == kept


def test_it_says_where_a_browser_keeps_nothing(opened: Callable[..., Any], tmp_path: Path) -> None:
    page = opened(LESSON, before=DENIED)
    page.get_by_text("This browser does not keep your work").wait_for()
    word(page, 5).click()
    page.locator("#codes input").nth(0).check()
    assert len(saved(page, tmp_path)[1]["marks"]) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_accessible(
    opened: Callable[..., Any], axe: Any, pictures: Path, tmp_path: Path, scheme: str
) -> None:
    path = marks_file(tmp_path / "b.json", LESSON, "Ben", [(STORY, "mob", "contempt"), (STORY, "historic", "polish")])
    page = opened(LESSON)
    page.emulate_media(color_scheme=scheme)
    for number in range(0, 60, 10):
        word(page, number).click()
        page.locator("#codes input").nth(number % 6).check()
    assert checked(axe, page) == []
    for view in ("Compare with the tool", "With a partner", "With the class"):
        page.get_by_role("button", name=view).click()
        if view != "Compare with the tool":
            page.locator("#panel input[type=file]").set_input_files(path)
            page.locator("#pair, #readers").wait_for()
        page.screenshot(path=pictures / f"classroom-{view.split()[-1]}-{scheme}.png", full_page=True)
        assert checked(axe, page) == []


def test_a_newcomer_is_told_what_comes_next(opened: Callable[..., Any], tmp_path: Path) -> None:
    page = opened(LESSON)
    page.get_by_text("No mark yet. Click or tap a word").wait_for()
    word(page, 5).click()
    page.locator("#codes input").nth(0).check()
    page.get_by_text(f"{word(page, 5).inner_text()}: Name.").wait_for()
    page.get_by_role("button", name="Compare with the tool").click()
    assert page.locator("#status").inner_text().strip() == ""  # what was said of the last mark is over
    saved(page, tmp_path)
    page.get_by_text("It has no name: write yours above and save again").wait_for()
    page.get_by_label("Your name or a nickname").fill("Ana")
    saved(page, tmp_path)
    assert "no name" not in page.locator("#status").inner_text()
    court = opened(activity("style_guides"))
    court.get_by_text("6 boxes in the other story wait for a choice.").wait_for()
    court.locator("#stories input").nth(1).check()
    court.get_by_text("8 boxes in the other story wait for a choice.").wait_for()


def test_boxes_show_how_a_class_differs_and_not_how_many_have_chosen(
    opened: Callable[..., Any], tmp_path: Path
) -> None:
    lesson = activity("style_guides")
    boxes = [one for one in targets_of(lesson) if one.article == lesson.story_ids[0]]
    codes = [code.code for code in lesson.page.codes]
    given = {"Ana": [0] * 8, "Ben": [0, 0, 0, 1, 0, 0, 0, 0], "Cem": [0, 0, 0, 2, 0, 0, 1, 0]}
    paths = [
        marks_file(tmp_path / f"{name}.json", lesson, name,
                   [(box.article, box.text, codes[n]) for box, n in zip(boxes, chosen, strict=True)])
        for name, chosen in given.items()
    ]  # fmt: skip
    page = opened(lesson)
    page.get_by_role("button", name="With the class").click()
    page.get_by_label("Open files of the class").set_input_files(paths)
    page.locator("#readers", has_text="3").wait_for()
    listed = page.locator("ol.split li").all_inner_texts()
    assert len(listed) == len(boxes)
    assert listed[0] == "“These animals” 3 of 3 (Keep 1, With speaker 1, Replace 1)"
    assert listed[1] == f"“{boxes[6].text}” 3 of 3 (Keep 2, With speaker 1)"
    assert_figures(page, lesson, paths)


def test_targets_stay_and_wait_for_a_choice(opened: Callable[..., Any]) -> None:
    with_targets = [lesson for lesson in ALL if targets_of(lesson)]
    assert with_targets
    for lesson in with_targets:
        page = opened(lesson)
        page.locator("button[data-mode=key]").click()
        boxes = len([one for one in targets_of(lesson) if one.article == lesson.story_ids[0]])
        page.get_by_text(f"First choose for {boxes} boxes of this story yourself. You have 0.").wait_for()
        page.get_by_role("button", name="Read and mark").click()
        first = page.locator("#story .word.open").first
        first.click()
        assert page.get_by_role("button", name="Remove this mark").is_hidden()
        first.focus()
        page.keyboard.press("Delete")
        page.get_by_text("This mark belongs to the lesson.").wait_for()


PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}  # inches


def printed(page: Any, paper: str, *, across: bool = False, scale: float = 1.0) -> Any:
    """What goes to the printer, as a PDF; the paper is that of the printer and not one that the page asks for."""
    width, height = sorted(PAPERS[paper], reverse=across)
    options = {"paperWidth": width, "paperHeight": height, "preferCSSPageSize": True, "scale": scale}
    said = page.context.new_cdp_session(page).send("Page.printToPDF", options)
    return PdfReader(BytesIO(base64.b64decode(said["data"])))


def text_of(sheet: Any) -> str:
    return " ".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())  # without ligatures


@pytest.mark.parametrize("paper", PAPERS)
def test_a_handout_and_a_slide_print_on_one_page(page: Any, paper: str) -> None:
    for lesson in ALL:
        for make, across in ((handout, False), (slide, True)):
            page.set_content(make(lesson))
            found = printed(page, paper, across=across, scale=1.05)  # fonts of another computer may be wider
            assert len(found.pages) == 1, (lesson.name, make.__name__)
            box = found.pages[0].mediabox
            assert (box.width > box.height) == across
            text = text_of(found.pages[0])
            assert lesson.question in text
            assert lesson.steps[-1].do in text
            assert lesson.page.codes[-1].means in text


def test_a_slide_fits_on_a_wall_without_scrolling(page: Any) -> None:
    for width, height in ((1280, 720), (1024, 768), (1366, 640)):
        page.set_viewport_size({"width": width, "height": height})
        for lesson in ALL:
            page.set_content(slide(lesson))
            ends = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
            assert ends <= 0.95 * height, lesson.name


def test_pages_print_with_name_marks_and_whole_answers_and_without_their_buttons(
    opened: Callable[..., Any], pictures: Path
) -> None:
    for lesson in ALL:
        page = opened(lesson)
        page.get_by_label("Your name or a nickname").fill("Ana")
        (first,) = free_words(page, lesson, 1)
        word(page, first).click()
        page.locator("#codes input").nth(0).check()
        page.get_by_label("Why?").fill("my reason")
        long = " ".join(f"line {number} of my answer." for number in range(60)) + " The end."
        page.locator(f"#q-{lesson.questions[0].name}").fill(long)
        for paper in PAPERS:
            found = [text_of(one) for one in printed(page, paper).pages]
            text = " ".join(found)
            assert 2 <= len(found) <= 3
            assert "Name: Ana" in text
            assert "my reason" in text
            assert "line 59 of my answer. The end." in text
            assert not re.search("Save to a file|Remove this mark|With the class", text)
            assert not [one for one in found if re.search("(Your marks|Your answers)$", one)]  # no heading at the end
        page.emulate_media(media="print")
        page.screenshot(path=pictures / f"classroom-print-{lesson.number}.png", full_page=True)
        page.context.close()


PLACE = f"toolkit-workshop:{LESSON.name}"
LATE = f"""
    const late = performance.getEntriesByType("navigation")[0].type === "reload";
    const read = Storage.prototype.getItem;
    Storage.prototype.getItem = function(key) {{
        return late && key === {json.dumps(PLACE)} ? null : read.call(this, key);
    }};
"""  # the page after a reload reads what was there before the last changes, as browsers of several processes may do
TYPE_MARK_RELOAD = """([name, n, place]) => {
    const person = document.getElementById("person");
    person.value = name;
    person.dispatchEvent(new Event("input"));
    const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    document.querySelector(`.word[data-n="${n}"]`).focus();
    press(" ");
    press("1");
    if (place) window.name = localStorage.getItem(place);  // the page after the reload may not find it there yet
    location.reload();
}"""  # all in one go: no person is as fast


def type_mark_and_reload(page: Any, name: str, number: int, *, kept_at: str = "") -> None:
    """Do so, and give what the page keeps at a place to the page after it by the window's name."""
    with page.expect_navigation():
        page.evaluate(TYPE_MARK_RELOAD, [name, number, kept_at])
    page.locator("body[data-state=ready]").wait_for()


def what_is_there(page: Any) -> tuple[str, list[str]]:
    return page.locator("#person").input_value(), page.locator(".marks li button").all_inner_texts()


@pytest.mark.parametrize("before", ["", LATE], ids=["slow", "late"])
def test_a_page_that_is_reloaded_in_the_moment_of_a_change_has_it(opened: Callable[..., Any], before: str) -> None:
    page = opened(LESSON, before=before)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 8})
    marked = []
    for number in range(0, 30, 6):
        marked.append(f"“{word(page, number).inner_text()}”")
        type_mark_and_reload(page, f"Ana {number}", number)
        assert what_is_there(page) == (f"Ana {number}", marked)


def test_work_that_is_handed_over_late_is_joined_with_what_was_done_since(
    opened: Callable[..., Any], tmp_path: Path
) -> None:
    page = opened(LESSON, before=f"{LATE} if (late && window.name !== 'after') history.replaceState(null, '');")
    first, second = (f"“{word(page, number).inner_text()}”" for number in (3, 20))
    type_mark_and_reload(page, "Ana", 3, kept_at=PLACE)
    assert what_is_there(page) == ("", [])  # nothing of it has come yet
    word(page, 20).click()
    page.locator("#codes input").nth(2).check()
    page.get_by_label("Why?").focus()
    page.keyboard.type("half a ")
    handed = f"window.dispatchEvent(new StorageEvent('storage', {{key: {json.dumps(PLACE)}, newValue: window.name}}))"
    page.evaluate(handed)
    page.keyboard.type("reason")  # the person types on
    assert what_is_there(page) == ("Ana", [first, second])
    _, said = saved(page, tmp_path)
    assert [(mark["code"], mark["note"]) for mark in said["marks"]] == [("name", ""), ("contempt", "half a reason")]
    page.evaluate(handed)  # once more, and older than what is there
    page.evaluate("window.name = 'after'")  # at once there after a reload, which storage need not be
    page.reload()
    page.locator("body[data-state=ready]").wait_for()
    assert saved(page, tmp_path)[1] == said


def test_two_windows_on_one_lesson_join_what_is_done_in_them(opened: Callable[..., Any], tmp_path: Path) -> None:
    one = opened(LESSON)
    other = one.context.new_page()
    other.goto(one.url)
    other.locator("body[data-state=ready]").wait_for()
    one.get_by_label("Your name or a nickname").fill("Ana")
    word(one, 3).click()
    one.locator("#codes input").nth(0).check()
    one.get_by_label("Why?").fill("because")
    other.locator(".marks li", has_text="because").wait_for()
    assert other.locator("#person").input_value() == "Ana"
    word(other, 20).click()
    other.locator("#codes input").nth(1).check()
    one.locator(".marks li").nth(1).wait_for()
    assert one.get_by_label("Why?").input_value() == "because"  # the mark that is being written stays open
    word(other, 3).click()
    other.get_by_role("button", name="Remove this mark").click()
    one.locator(".marks li", has_text="because").wait_for(state="detached")
    for page in (one, other):
        page.reload()
        page.locator("body[data-state=ready]").wait_for()
        assert codes_of(saved(page, tmp_path)[1]) == [(word(page, 20).inner_text(), "polish")]


def test_a_browser_that_keeps_nothing_still_has_all_after_a_reload(opened: Callable[..., Any]) -> None:
    page = opened(LESSON, before=DENIED)
    marked = []
    for number in range(0, 30, 6):
        marked.append(f"“{word(page, number).inner_text()}”")
        type_mark_and_reload(page, "Ana", number)
        assert what_is_there(page) == ("Ana", marked)
    page.get_by_text("This browser does not keep your work when the page is closed").wait_for()


def test_starting_anew_leaves_nothing_of_the_last_learner(opened: Callable[..., Any]) -> None:
    page = opened(LESSON)
    page.evaluate(f"localStorage.setItem({json.dumps(PLACE + '-before')}, 'marks of Cem')")
    type_mark_and_reload(page, "Bela", 7)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start anew").click()
    page.get_by_text("The page is empty again.").wait_for()
    page.reload()
    page.locator("body[data-state=ready]").wait_for()
    assert what_is_there(page) == ("", [])
    left = page.evaluate("JSON.stringify([Object.values(localStorage), history.state])")
    assert not re.search("Bela|Cem", left)
