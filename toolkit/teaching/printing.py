"""What is printed or shown on a wall: the handout of one page, the slide, and the teacher's plan with the key."""

from __future__ import annotations

from itertools import accumulate

from toolkit.teaching.activities import Activity
from toolkit.teaching.classroom import TOGETHER, VOICES, origin, render
from toolkit.teaching.keys import key_of


def handout(activity: Activity) -> str:
    """One page of A4 for a learner: the task, the kinds of marks, the steps, room for words and answers."""
    return render("handout.html.j2", activity=activity, together=TOGETHER, footer=origin(activity))


def slide(activity: Activity) -> str:
    """One slide for the wall: the question, the steps with their minutes, the kinds of marks."""
    return render("slide.html.j2", activity=activity, together=TOGETHER)


def plan(activity: Activity) -> str:
    """The teacher's plan: minute by minute, what can go wrong, the key, variants, ages, rubric, frameworks."""
    ends = list(accumulate(step.minutes for step in activity.steps))
    key = key_of(activity)
    codes = {code.code: code.name for code in activity.page.codes}
    headlines = {article.id: f"{article.outlet or 'AP'}: {article.headline}" for article in activity.stories}
    return render(
        "plan.html.j2",
        activity=activity,
        together=TOGETHER,
        steps=[(end - step.minutes, end, step) for end, step in zip(ends, activity.steps, strict=True)],
        key=[(headlines[name], [mark for mark in key if mark.article == name]) for name in activity.story_ids],
        codes=codes,
        voices=VOICES,
        footer=origin(activity),
    )


def overview(activities: tuple[Activity, ...], *, facilitator: bool) -> str:
    """The page that a folder of the workshop begins with."""
    return render("index.html.j2", activities=activities, facilitator=facilitator)
