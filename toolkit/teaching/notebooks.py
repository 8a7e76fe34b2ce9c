"""The notebooks of an activity: the learner's with blanks and self-checks, the facilitator's with answers and plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from toolkit.teaching.activities import Activity
from toolkit.teaching.checks import Task
from toolkit.teaching.classroom import TOGETHER, origin


class Cell(NamedTuple):
    """A cell before it is run."""

    kind: str
    source: str


def learner_notebook(activity: Activity) -> Any:
    """The notebook with its blanks empty; not yet run."""
    return _notebook(activity, (*_opening(activity), *_tasks(activity, filled=False), *_closing(activity)))


def facilitator_notebook(activity: Activity) -> Any:
    """The notebook with one right answer in each blank, the other answers, the plan and the rubric; not yet run."""
    closing = _closing(activity, _debrief(activity))
    return _notebook(activity, (*_opening(activity), _plan(activity), *_tasks(activity, filled=True), *closing))


def _opening(activity: Activity) -> Iterator[Cell]:
    minutes = sum(step.minutes for step in activity.steps)
    yield Cell(
        "markdown",
        f"# {activity.question}\n\n{activity.matters}\n\n**You will have at the end:** {activity.have}\n"
        f"**Time:** {minutes} minutes. The same activity is on the page `{activity.number}_{activity.name}.html`, "
        "which needs no installation.\n\n"
        f"{origin(activity)}",
    )
    yield Cell("code", f'import toolkit as tk\n\nlesson = tk.activity("{activity.name}")\nlesson')
    count = len(activity.story_ids) + len(activity.beside_ids)
    stories = "story" if count == 1 else "stories"
    yield Cell("markdown", f"## Read\n\nRead the {stories} first, without any marks. {_first(activity)}")
    for name in (*activity.story_ids, *activity.beside_ids):
        yield Cell("code", f'print(lesson.read("{name}"))')


def _first(activity: Activity) -> str:
    return f"**Your task while you read:** {activity.page.task}"


def _tasks(activity: Activity, *, filled: bool) -> Iterator[Cell]:
    yield Cell(
        "markdown",
        "## Answer and check\n\nWrite between the quotation marks, then run the cell with Shift and Enter. "
        "The last line checks your answer. More than one answer can be right.",
    )
    for number, task in enumerate(activity.tasks, 1):
        yield Cell("markdown", f"**{number}.** {task.ask}")
        value = task.answer if filled else task.blank
        yield Cell("code", f'{task.name} = {_code(value)}\nlesson.check("{task.name}", {task.name})')
        if filled:
            yield Cell("markdown", _answers(task))
    names = ", ".join(f"{task.name}={task.name}" for task in activity.tasks)
    yield Cell("markdown", "How far are you?")
    yield Cell("code", f"lesson.check_all({names})")


def _code(value: Any) -> str:
    """A value as a person would type it: a field of a dictionary per line.

    >>> print(_code({"term": "", "why": ""}))
    {
        "term": "",
        "why": "",
    }
    """
    if isinstance(value, Mapping):
        lines = "".join(f'    "{name}": {_code(inner)},\n' for name, inner in value.items())
        return "{\n" + lines + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_code, value))}]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repr(value)


def _answers(task: Task) -> str:
    right = " · ".join(_shown(value) for value in task.also)
    wrong = " · ".join(_shown(value) for value in task.wrong)
    return f"*Also right:* {right or 'nothing else'}\n\n*Wrong, and told why:* {wrong}"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {inner}" for name, inner in value.items() if inner)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _plan(activity: Activity) -> Cell:
    rows = "\n".join(
        f"| {step.minutes} | {TOGETHER[step.who]} | {step.do} | {step.teacher} |" for step in activity.steps
    )
    slips = "\n".join(f"- {slip}" for slip in activity.slips)
    return Cell(
        "markdown",
        f"## For the facilitator\n\n**Before the lesson:** {activity.before}\n\n"
        f"| minutes | who | learners | you |\n|---|---|---|---|\n{rows}\n\n**What can go wrong**\n\n{slips}",
    )


def _debrief(activity: Activity) -> str:
    asked = "\n".join(f"- {question}" for question in activity.debrief)
    rubric = "\n".join(f"| {goal.goal} | {goal.begins} | {goal.meets} | {goal.beyond} |" for goal in activity.rubric)
    ages = "\n".join(f"- **{age}:** {said}" for age, said in activity.ages.items())
    variants = "\n".join(f"- **{minutes} minutes:** {said}" for minutes, said in activity.variants.items())
    return (
        f"## Close and mark\n\n{asked}\n\n| goal | begins | meets | goes beyond |\n|---|---|---|---|\n{rubric}\n\n"
        f"**Ages**\n\n{ages}\n\n**More or less time**\n\n{variants}"
    )


def _closing(activity: Activity, debrief: str = "") -> Iterator[Cell]:
    if activity.explore:
        yield Cell("markdown", "## Look further\n\nNow see what the tool finds. Guess before you run each cell.")
    for say, code in activity.explore:
        yield Cell("markdown", say)
        yield Cell("code", code)
    if debrief:
        yield Cell("markdown", debrief)
    asked = "\n".join(f"- {question.ask}" for question in activity.questions)
    yield Cell(
        "markdown",
        f"## What this does not tell you\n\n{activity.limits}\n\n**To talk about**\n\n{asked}",
    )


def _notebook(activity: Activity, cells: tuple[Cell, ...]) -> Any:
    import nbformat
    from nbformat import v4

    made = []
    for number, cell in enumerate(cells):
        new = v4.new_code_cell if cell.kind == "code" else v4.new_markdown_cell
        made.append(new(cell.source, id=f"w{activity.number}-{number:02d}"))  # type: ignore[no-untyped-call]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = v4.new_notebook(cells=made, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})  # type: ignore[no-untyped-call]
    book.nbformat_minor = 5
    nbformat.validate(book)
    return book


def as_json(book: Any) -> str:
    """A notebook as the project stores it."""
    import json

    import nbformat

    text: str = nbformat.writes(book)  # type: ignore[no-untyped-call]
    return json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
