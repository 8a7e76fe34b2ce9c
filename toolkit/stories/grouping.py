"""From pairs that are near to groups that stand out: average linkage, and the largest groups that are clear.

Average linkage (Sokal and Michener 1958) joins the two groups whose articles are nearest on average, again and again.
Each group on the way is then asked how clear it is: how near its two halves are, less how much nearer the halves are in
themselves, less how near its articles are to articles outside. A story that goes on for weeks has near articles
everywhere, so that no group of it stands out unless it is much tighter; a story that comes once stands out at once. The
measure does not depend on how many articles tell an event.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from toolkit.stories.nearness import Pairs

# By logistic regression over the groups of half of the events, in units of nearness; docs/benchmarks.md#events.
LOOSER_HALF = 3.5  # what it costs that both halves are groups that are nearer in themselves, per unit of nearness
TIGHTER_HALF = 0.4  # what it costs that one of them is
AROUND = 1.7  # what it costs to be near to articles outside
UNDATED = 0.05  # what it costs that an article has no date
LATER = 0.1  # what it costs that more than a day lies between
CLEAR = -0.08  # what a group must have left
NEIGHBOURS = 8  # articles outside a group that are looked at, for each of its articles
_UNDATED_LINK, _DAY_LINK = 0.07, 0.02  # the same when two groups are joined, for a pair


class Group(NamedTuple):
    """Articles that belong together, and by how much they are clearer than a group must be."""

    articles: list[int]
    clear: float


class _Join(NamedTuple):
    left: list[int]
    right: list[int]


def groups(count: int, pairs: Pairs, published: list[int | None], days: int) -> list[Group]:
    """The largest clear groups among so many articles, in the order of their first ones; no article is in two."""
    near = _Near(count, pairs)
    found: list[Group] = []
    taken: set[int] = set()
    for join in reversed(_joins(count, pairs)):
        together = sorted([*join.left, *join.right])
        if together[0] in taken:
            continue
        when = [day for n in together if (day := published[n]) is not None]
        if when and max(when) - min(when) > days:
            continue
        if (clear := near.clear(join) - CLEAR) >= 0:
            found.append(Group(together, clear))
            taken.update(together)
    return sorted(found)


def _joins(count: int, pairs: Pairs) -> list[_Join]:
    """Average linkage over pairs that are near; all others count as 0. Memory grows with these pairs alone."""
    cost = np.where(pairs.days < 0, _UNDATED_LINK, _DAY_LINK * pairs.days)
    links: list[dict[int, float]] = [{} for _ in range(count)]
    for left, right, nearness in zip(
        pairs.left.tolist(), pairs.right.tolist(), (pairs.nearness - cost).tolist(), strict=True
    ):
        if nearness > 0:
            links[left][right] = links[right][left] = nearness
    members = [[number] for number in range(count)]
    waiting = [(-value, left, right) for left in range(count) for right, value in links[left].items() if left < right]
    heapq.heapify(waiting)
    gone: set[int] = set()
    joins = []
    while waiting:
        _, left, right = heapq.heappop(waiting)
        if left in gone or right in gone:
            continue
        gone |= {left, right}
        joins.append(_Join(members[left], members[right]))
        new, sizes = len(members), (len(members[left]), len(members[right]))
        members.append([*members[left], *members[right]])
        links.append({})
        for other in sorted((links[left].keys() | links[right].keys()) - gone):
            value = (sizes[0] * links[left].get(other, 0.0) + sizes[1] * links[right].get(other, 0.0)) / sum(sizes)
            links[new][other] = links[other][new] = value
            heapq.heappush(waiting, (-value, other, new))
        links[left], links[right] = {}, {}
    return joins


class _Near:
    """The nearness of any two articles, and what lies around a group."""

    def __init__(self, count: int, pairs: Pairs) -> None:
        self._of: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        rows = zip(*(column.tolist() for column in pairs), strict=True)
        for left, right, nearness, days in rows:
            self._of[left][right] = self._of[right][left] = nearness, days

    def clear(self, join: _Join) -> float:
        across = [self._of[one].get(other, (0.0, -1)) for one in join.left for other in join.right]
        cross = sum(nearness for nearness, _ in across) / len(across)
        halves = [self._inside(half) for half in join if len(half) > 1]
        tighter = max(max(halves, default=cross) - cross, 0.0)
        looser = max(min(halves) - cross, 0.0) if len(halves) == 2 else 0.0
        together = {*join.left, *join.right}
        apart = [days for one in together for other, (_, days) in self._of[one].items() if other in together]
        known = max(len(apart), 1)
        return (
            cross
            - TIGHTER_HALF * tighter
            - LOOSER_HALF * looser
            - AROUND * sum(self._around(one, together) for one in together) / len(together)
            - UNDATED * sum(days < 0 for days in apart) / known
            - LATER * sum(days > 1 for days in apart) / known
        )

    def _inside(self, half: list[int]) -> float:
        total = sum(self._of[one].get(other, (0.0, -1))[0] for one in half for other in half if other != one)
        return total / (len(half) * (len(half) - 1))

    def _around(self, one: int, together: set[int]) -> float:
        outside = (nearness for other, (nearness, _) in self._of[one].items() if other not in together)
        return sum(heapq.nlargest(NEIGHBOURS, outside)) / NEIGHBOURS
