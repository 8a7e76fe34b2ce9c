"""The state of an explorer: every action of a person is one change of it, and the lines follow from it.

A session knows nothing of JupyterLab: it takes actions as plain records and answers with plain records. Its lines are
always those of `reading`, made by the functions of `toolkit.statistics.reading`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from toolkit.analysis.token_columns import voiced_tokens
from toolkit.articles import Corpus
from toolkit.errors import QueryError, ToolkitError
from toolkit.statistics.reading import GROUPS, ORDERS, Group, Log, Order, Reading, categories_of, reading
from toolkit.views.highlighting import marked
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

PAGE = 50  # lines on a page
OFFERED = 200  # speakers that are offered in the field, the most frequent ones
FILTERS = ("outlet", "voice", "speaker", "category", "since", "until")
Place = tuple[str, int]
Step = tuple[str, Any]


class Session:
    """What a person has typed and chosen, and the reading that follows from it.

    The lines are searched, filtered, narrowed by hand or at random (`steps`), ordered and grouped, always in this
    sequence: the same state gives the same lines, whatever the way to it.

    >>> from toolkit.articles import Article
    >>> session = Session(Corpus([Article(id="a", text="Rain fell. The rain came.")]))
    >>> session.act({"action": "search", "query": "rain"})["total"]
    2
    >>> session.act({"action": "search", "query": "*"})["error"][:30]
    "'*': the part '*' would match "
    """

    def __init__(self, corpus: Corpus, query: str = "", *, window: int = 8) -> None:
        self.corpus = corpus
        self.window = window
        self.query, self.regex = query, False
        self.filters: dict[str, str] = {}
        self.steps: list[Step] = []
        self.sorted_by, self.reverse = "text", False
        self.grouped_by = ""
        self.chosen: dict[Place, None] = {}  # in the order of choosing
        self.page = 0
        self.error: str | None = None
        self._known: dict[tuple[Any, ...], Reading] = {}

    @property
    def reading(self) -> Reading:
        """The lines of this state. Raises QueryError for a query that cannot be read."""
        key, found = self._unordered()
        if self.sorted_by != "text" or self.reverse:
            unordered, by = found, cast("Order", self.sorted_by)
            key = (*key, "order", by, self.reverse)
            found = self._once(key, lambda: unordered.order(by, reverse=self.reverse))
        if self.grouped_by:
            ungrouped, name = found, cast("Group", self.grouped_by)
            found = self._once((*key, "group", name), lambda: ungrouped.group(name))
        return found

    def _unordered(self) -> tuple[tuple[Any, ...], Reading]:
        key: tuple[Any, ...] = ("search", self.query, self.regex, self.window)
        found = self._once(key, self._searched)
        given = {name: value for name, value in self.filters.items() if value}
        if given:
            searched, key = found, (*key, tuple(given.items()))
            found = self._once(key, lambda: searched.select(**given))
        for name, value in self.steps:
            key = (*key, name, repr(value))
            found = self._once(key, partial(_step, found, name, value))
        return key, found

    @property
    def selection(self) -> pd.DataFrame:
        """The chosen lines as a table, in the order in which they stand; none of them if none is chosen."""
        return self._chosen_reading().table

    @property
    def log(self) -> Log:
        """The path of the reading as Python; with chosen lines, also that of the selection."""
        lines = self.reading.log
        if not self.chosen:
            return lines
        last = self._chosen_reading().log[-1]
        return Log((*lines, last.replace("reading = ", "selection = ", 1)))

    def act(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """One action of a person: what is to be shown then. A mistake is told in `error` and changes nothing.

        A query that cannot be read stays in its field; there are no lines until it is mended.
        """
        name = str(message.get("action"))
        if name == "open":
            return self._opened(message)
        if name not in _ACTIONS:
            return {"error": f"There is no action {name!r}; choose from open, {', '.join(_ACTIONS)}."}
        before, readable = self._state(), self._is_readable()
        self.error = None
        try:
            _ACTIONS[name](self, message)
            if readable and name != "search":
                _ = self.reading  # raises for what cannot be done, which is then taken back
            return self.shown()
        except ToolkitError as error:
            if name != "search":
                self._restore(before)
            self.error = str(error)
            return self.shown()

    def shown(self) -> dict[str, Any]:
        """All that is on the screen, as plain values."""
        state: dict[str, Any] = {
            "query": self.query, "regex": self.regex, "filters": dict(self.filters), "order": self.sorted_by,
            "reverse": self.reverse, "group": self.grouped_by, "error": self.error, "chosen": len(self.chosen),
            "steps": len(self.steps), "orders": list(ORDERS), "groups": list(GROUPS),
        }  # fmt: skip
        try:
            lines = self.reading
        except QueryError as error:
            nothing = {
                "total": 0,
                "caption": "",
                "rows": [],
                "page": 0,
                "pages": 1,
                "log": "",
                "offers": self._offers(None),
            }
            return {**state, **nothing, "error": str(error)}
        pages = max(-(-len(lines) // PAGE), 1)
        self.page = min(max(self.page, 0), pages - 1)
        table = lines.rows(self.page * PAGE, (self.page + 1) * PAGE)
        return {
            **state, "total": len(lines), "caption": lines.caption, "rows": row_records(table, set(self.chosen)),
            "page": self.page, "pages": pages, "log": str(self.log), "offers": self._offers(lines),
            "note": self._note(lines),
        }  # fmt: skip

    def choose(self, places: Iterable[Place], *, chosen: bool = True) -> None:
        """Mark lines, or with `chosen=False` unmark them. Raises QueryError for a place where no line stands."""
        wanted = [(str(article), int(start)) for article, start in places]
        if chosen and wanted:
            self.reading.keep(wanted)  # raises for a place that is none
        for place in wanted:
            if chosen:
                self.chosen[place] = None
            else:
                self.chosen.pop(place, None)

    def _chosen_reading(self) -> Reading:
        lines = self.reading
        here = set(lines.places) if self.chosen else set()
        return lines.keep([place for place in self.chosen if place in here])

    def _searched(self) -> Reading:
        return reading(self.corpus, self.query, window=self.window, regex=self.regex)

    def _once(self, key: tuple[Any, ...], make: Callable[[], Reading]) -> Reading:
        if key not in self._known:
            if len(self._known) > 30:
                self._known.clear()
            self._known[key] = make()
        return self._known[key]

    def _offers(self, lines: Reading | None) -> dict[str, list[list[Any]]]:
        """What the filters offer: values with the number of lines that the query alone finds there."""
        if "offers" not in self.corpus._kept:
            self.corpus._kept["offers"] = (
                sorted({article.outlet for article in self.corpus if article.outlet}),
                categories_of(self.corpus),
            )
        outlets, categories = self.corpus._kept["offers"]
        offers: dict[str, list[list[Any]]] = {
            "outlet": [[name, None] for name in outlets], "voice": [[name, None] for name in VOICES],
            "category": [[name, None] for name in categories], "speaker": [],
        }  # fmt: skip
        if lines is None:
            return offers
        found = self._once(("search", self.query, self.regex, self.window), self._searched)
        voices = np.bincount(found.lines.voices, minlength=len(VOICES)).tolist()
        offers["voice"] = [[name, count] for name, count in zip(VOICES, voices, strict=True)]
        articles = np.bincount(found.index.articles[found.lines.first], minlength=len(self.corpus)).tolist()
        by_outlet: Counter[str] = Counter()
        for article, count in zip(self.corpus, articles, strict=True):
            if article.outlet:
                by_outlet[article.outlet] += count
        offers["outlet"] = [[name, by_outlet[name]] for name in outlets]
        speakers = np.bincount(found.lines.speakers)
        most = np.argsort(-speakers, kind="stable")[: OFFERED + 1].tolist()
        names = voiced_tokens(self.corpus).names
        offers["speaker"] = [[names[n], int(speakers[n])] for n in most if names[n] is not None and speakers[n]]
        return offers

    def _note(self, lines: Reading) -> str:
        if self.sorted_by == "collocates" and len(lines):
            words = self._unordered()[1].collocates  # known since these lines were ordered by them
            return f"Words that these lines have more often than the corpus: {', '.join(words)}." if words else ""
        return ""

    def _opened(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """A marked article, with the place of the line in it as a browser counts characters."""
        article = self.corpus[str(message["article"])]
        start, end = int(message["start"]), int(message["end"])
        paragraphs = article.paragraphs
        number = max((n for n, (begin, _) in enumerate(paragraphs) if begin <= start), default=0)
        begin = paragraphs[number][0] if paragraphs else 0
        place = [number, _units(article.text[begin:start]), _units(article.text[begin:end])]
        html = marked(article, self.corpus.settings).to_html(standalone=False)
        return {"opened": {"title": article.headline or article.id, "html": html, "place": place}}

    def _is_readable(self) -> bool:
        try:
            _ = self.reading
        except QueryError:
            return False
        return True

    def _state(self) -> dict[str, Any]:
        names = ("query", "regex", "sorted_by", "reverse", "grouped_by", "page")
        kept = {name: getattr(self, name) for name in names}
        return {**kept, "filters": dict(self.filters), "steps": list(self.steps), "chosen": dict(self.chosen)}

    def _restore(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def row_records(table: pd.DataFrame, chosen: set[Place]) -> list[dict[str, Any]]:
    """Rows of a concordance as plain values for a page."""
    rows = []
    for row in table.to_dict("records"):
        record = {name: None if value is None or value != value else value for name, value in row.items()}
        record["date"] = None if record["date"] is None else record["date"].strftime("%Y-%m-%d")
        record["chosen"] = (record["article"], record["start"]) in chosen
        rows.append({str(name): value for name, value in record.items()})
    return rows


def _units(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _step(before: Reading, name: str, value: Any) -> Reading:
    if name == "sample":
        return before.sample(value[0], seed=value[1])
    here = set(before.places)  # a filter may hide lines that were chosen before
    places = [place for place in value if place in here]
    return before.keep(places) if name == "keep" else before.leave_out(places)


def _search(session: Session, message: Mapping[str, Any]) -> None:
    session.query = str(message["query"])
    session.regex = bool(message.get("regex", session.regex))
    session.steps, session.page = [], 0
    session.chosen.clear()


def _filter(session: Session, message: Mapping[str, Any]) -> None:
    name = str(message["name"])
    if name not in FILTERS:
        raise QueryError(f"filter={name!r}: choose from {', '.join(FILTERS)}.")
    session.filters.pop(name, None)
    if message["value"]:
        session.filters[name] = str(message["value"])
    session.page = 0


def _order(session: Session, message: Mapping[str, Any]) -> None:
    if message["by"] not in ORDERS:
        raise QueryError(f"order={message['by']!r}: choose from {', '.join(ORDERS)}.")
    session.sorted_by, session.reverse = str(message["by"]), bool(message.get("reverse", False))
    session.page = 0


def _group(session: Session, message: Mapping[str, Any]) -> None:
    if message["by"] not in ("", *GROUPS):
        raise QueryError(f"group={message['by']!r}: choose from {', '.join(GROUPS)}.")
    session.grouped_by, session.page = str(message["by"]), 0


def _sample(session: Session, message: Mapping[str, Any]) -> None:
    session.steps.append(("sample", (_whole(message["size"], "sample"), _whole(message.get("seed", 0), "seed"))))
    session.page = 0


def _choose(session: Session, message: Mapping[str, Any]) -> None:
    session.choose(message["places"], chosen=bool(message.get("chosen", True)))


def _by_hand(session: Session, message: Mapping[str, Any]) -> None:
    here = set(session.reading.places)
    places = [place for place in session.chosen if place in here]
    if not places:
        raise QueryError("No line is chosen; mark lines first.")
    session.steps.append((str(message["action"]), places))
    session.page = 0
    if message["action"] == "leave_out":
        session.chosen.clear()


def _turn(session: Session, message: Mapping[str, Any]) -> None:
    session.page = _whole(message["page"], "page")


def _undo(session: Session, message: Mapping[str, Any]) -> None:
    if session.steps:
        session.steps.pop()


def _anew(session: Session, message: Mapping[str, Any]) -> None:
    session.filters, session.steps, session.page = {}, [], 0
    session.sorted_by, session.reverse, session.grouped_by = "text", False, ""
    session.chosen.clear()


def _show(session: Session, message: Mapping[str, Any]) -> None:
    """Nothing changes: what is on the screen is asked for again."""


def _whole(value: object, name: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise QueryError(f"{name}={value!r}: give a whole number.") from None


_ACTIONS: dict[str, Callable[[Session, Mapping[str, Any]], None]] = {
    "show": _show, "search": _search, "filter": _filter, "order": _order, "group": _group, "sample": _sample,
    "choose": _choose, "keep": _by_hand, "leave_out": _by_hand, "page": _turn, "undo": _undo, "anew": _anew,
}  # fmt: skip
