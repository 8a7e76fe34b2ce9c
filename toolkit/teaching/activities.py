"""The activities of a workshop: one TOML file each under `data/workshop`, read into a record."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from toolkit.articles import Article, Corpus
from toolkit.data import data_path
from toolkit.errors import QueryError
from toolkit.notebook_files import shipped
from toolkit.teaching.checks import Checked, Task, check

TEACHING_NOTE = "Written for teaching; invented"
TABLE = ("Words from the story", "Who says them?", "What do they do? Why?")  # to fill in on the handout


class Step(NamedTuple):
    """A part of the lesson: how long, who works together, what learners do, what the teacher does."""

    minutes: int
    who: str
    do: str
    teacher: str


class Code(NamedTuple):
    """A kind of mark that learners choose from, with what it means in plain words."""

    code: str
    name: str
    means: str


class Question(NamedTuple):
    """A question that learners answer on the page in their own words."""

    name: str
    ask: str


class Goal(NamedTuple):
    """A row of the marking rubric."""

    goal: str
    begins: str
    meets: str
    beyond: str


class Mark(NamedTuple):
    """Words of a story with a code and a reason; of a key also the voice and the speaker."""

    article: str
    start: int
    end: int
    text: str
    code: str
    note: str = ""
    voice: str = ""
    speaker: str = ""


class Links(NamedTuple):
    """What of four published frameworks of media literacy an activity practises, in our own words."""

    namle: tuple[str, ...]
    cml: tuple[str, ...]
    stanford: str
    unesco: str


@dataclass(frozen=True)
class PageSetup:
    """What learners do on the classroom page.

    `key` names where the marks to compare with come from (`keys.py`); `targets` are words that wait for a code from the
    start; `shown` are marks of the tool that stand in the text from the start; `own_marks` whether learners may mark
    words of their own.
    """

    task: str
    need: int
    key: str
    key_name: str
    key_about: str
    codes: tuple[Code, ...]
    targets: Mapping[str, tuple[str, ...]]
    shown: bool
    own_marks: bool


@dataclass(frozen=True, repr=False)
class Activity:
    """An activity of 45 minutes for a class, with its stories and its self-checks."""

    name: str
    number: int
    title: str
    question: str
    matters: str
    have: str
    before: str
    limits: str
    table: tuple[str, ...]
    aims: tuple[str, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    debrief: tuple[str, ...]
    slips: tuple[str, ...]
    ages: Mapping[str, str]
    variants: Mapping[str, str]
    links: Links
    rubric: tuple[Goal, ...]
    tasks: tuple[Task, ...]
    explore: tuple[tuple[str, str], ...]
    page: PageSetup
    story_ids: tuple[str, ...]
    beside_ids: tuple[str, ...]
    own_story: Article | None
    author_key: tuple[Mapping[str, str], ...]

    @cached_property
    def stories(self) -> Corpus:
        """The stories of the activity, in the order in which they are read."""
        return Corpus(self._all[name] for name in self.story_ids)

    @cached_property
    def _all(self) -> Corpus:
        """The stories, and those that tasks compare them with."""
        by_id = {article.id: article for article in _shipped_stories()}
        if self.own_story:
            by_id[self.own_story.id] = self.own_story
        return Corpus(by_id[name] for name in (*self.story_ids, *self.beside_ids))

    def read(self, story: str) -> str:
        """A story as plain text, without marks, in lines of a readable length. Raises QueryError for an unknown id."""
        article = self._all[story]
        paragraphs = article.text.split("\n\n")
        body = "\n\n".join(textwrap.fill(paragraph, 96, break_on_hyphens=False) for paragraph in paragraphs)
        above = [line for line in (article.headline, article.outlet) if line]
        return "\n".join(above) + f"\n\n{body}"

    def __repr__(self) -> str:
        return f"Activity {self.number}: {self.title} ({len(self.tasks)} tasks, {len(self.story_ids)} to read)"

    def task(self, name: str) -> Task:
        """A task by its name. Raises QueryError naming those there are."""
        for task in self.tasks:
            if task.name == name:
                return task
        raise QueryError(f"There is no task {name!r}; there are {', '.join(task.name for task in self.tasks)}.")

    def check(self, task: str, answer: object) -> Checked:
        """Whether an answer is right, not yet right or still empty, and why. Raises QueryError for an unknown task.

        >>> activity("mark_first").check("who_praises", "the outlet").state
        'not yet'
        """
        return check(self.task(task), answer, self._all)

    def check_all(self, **answers: object) -> Summary:
        """All answers at once: how many are right, and what is missing. Raises QueryError for an unknown task."""
        for name in answers:
            self.task(name)
        return Summary(tuple((task, self.check(task.name, answers.get(task.name))) for task in self.tasks))


class Summary(NamedTuple):
    """All tasks of an activity with what became of them."""

    checks: tuple[tuple[Task, Checked], ...]

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(found.state == "right" for _, found in self.checks)

    def __repr__(self) -> str:
        lines = [f"{self.right} of {len(self.checks)} tasks are right."]
        lines += [f"{task.name}: {found.state}" for task, found in self.checks if found.state != "right"]
        return "\n".join(lines)


def activities() -> tuple[Activity, ...]:
    """All activities, in their order."""
    return tuple(_read(path) for path in sorted(data_path("workshop").glob("*.toml")))


def activity(name: str | int) -> Activity:
    """An activity by its name or number, with its stories, its tasks and its self-checks.

    `stories` is a corpus for every function of the toolkit. `check(task, answer)` says whether an answer is right, and
    why not; several answers can be right. The eight are mark_first, do_we_agree, who_says_it, three_outlets,
    spot_the_frame, style_guides, rewrite_and_measure and audit_the_tool.

    Raises:
        QueryError: for a name or number that no activity has.

    >>> lesson = activity("mark_first")
    >>> lesson.check("quoted", "")
    Still empty. One word that praises the dam is in quotation marks. Which word is it?
    >>> lesson.check("quoted", "a lifeline")
    Right. The outlet shows you who praises: Mara Holt.
    """
    paths = {path.stem.partition("_")[2]: path for path in sorted(data_path("workshop").glob("*.toml"))}
    if isinstance(name, int) and not isinstance(name, bool) and 1 <= name <= len(paths):
        return _read(list(paths.values())[name - 1])
    if isinstance(name, str) and name in paths:
        return _read(paths[name])
    listed = ", ".join(paths)
    raise QueryError(f"There is no activity {name!r}; there are {listed}, or the numbers 1 to {len(paths)}.")


def _shipped_stories() -> Corpus:
    from toolkit.loading import load

    return Corpus([*load(shipped("notebooks") / "workshop" / "stories"), *load(shipped("seeds"))])


def _read(path: Any) -> Activity:
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    number, _, name = path.stem.partition("_")
    page, own = values["page"], values.get("own_story")
    links = values["links"]
    return Activity(
        name=name,
        number=int(number),
        **{field: values[field] for field in ("title", "question", "matters", "have", "before", "limits")},
        table=tuple(values.get("table", TABLE)),
        aims=tuple(values["aims"]),
        debrief=tuple(values["debrief"]),
        slips=tuple(values["slips"]),
        steps=tuple(Step(**step) for step in values["steps"]),
        questions=tuple(Question(**question) for question in values["questions"]),
        ages=MappingProxyType(values["ages"]),
        variants=MappingProxyType(values["variants"]),
        links=Links(tuple(links["namle"]), tuple(links["cml"]), links["stanford"], links["unesco"]),
        rubric=tuple(Goal(**goal) for goal in values["rubric"]),
        tasks=tuple(Task.from_values(task) for task in values["tasks"]),
        explore=tuple((cell["say"], cell["code"].strip()) for cell in values.get("explore", [])),
        page=PageSetup(
            **{field: page[field] for field in ("task", "need", "key", "key_name", "key_about")},
            codes=tuple(Code(**code) for code in page["codes"]),
            targets=MappingProxyType({story: tuple(words) for story, words in page.get("targets", {}).items()}),
            shown=page.get("shown", False),
            own_marks=page.get("own_marks", True),
        ),
        story_ids=tuple(values["stories"]),
        beside_ids=tuple(values.get("beside", [])),
        own_story=_own_story(own) if own else None,
        author_key=tuple(MappingProxyType(row) for row in values.get("key", [])),
    )


def _own_story(values: dict[str, Any]) -> Article:
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", values["text"].strip())
    extra = (("note", TEACHING_NOTE),)
    return Article(id=values["id"], text=text, headline=values["headline"], outlet=values["outlet"], extra=extra)
