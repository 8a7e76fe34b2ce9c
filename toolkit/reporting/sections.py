"""The sections of the page: sentences, tables of ten rows at most, and every count with its sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from toolkit.articles import UNKNOWN, Corpus
from toolkit.reporting import sentences as say
from toolkit.reporting.figures import largest
from toolkit.reporting.openers import Opener, Sentence, voice_note
from toolkit.reporting.report_tables import most_articles
from toolkit.reporting.settings import ReportSettings

if TYPE_CHECKING:
    import pandas as pd

TOP = 10
Cell = str | Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """A short table of the page; `all_in` names the whole table, `numbers` the columns set to the right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    all_in: str | None = None
    numbers: frozenset[int] = frozenset()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its sentences, the figure of a table, short tables."""

    id: str
    title: str
    sentences: list[str] = field(default_factory=list)
    figure: str | None = None
    tables: list[Shown] = field(default_factory=list)


def sections(
    corpus: Corpus, tables: dict[str, pd.DataFrame], settings: ReportSettings, opener: Opener
) -> list[Section]:
    """All sections that these articles can fill."""
    loaded = tables["loaded_language"]
    found = opener.sentences(loaded)
    places: dict[tuple[str, ...], list[Sentence]] = {}
    group_of = {article.id: _group(article.get(settings.by)) for article in corpus}
    if found:
        values = zip(found, loaded["article"], loaded["voice"], loaded["category"], loaded["term"], strict=True)
        for one, article, voice, category, term in values:
            for key in (("voice", voice), ("category", category), ("category", category, voice), ("term", term),
                        ("group", group_of[article], voice), ("all",)):  # fmt: skip
                places.setdefault(key, []).append(one)

    def of(*key: str) -> Callable[[], list[Sentence]]:
        return lambda: places.get(key, [])

    parts = [
        _read(corpus, tables, settings, opener),
        _answer(tables, opener, of),
        _groups(tables, settings, opener, of),
        _categories(tables, opener, of),
        Section("time", "Over time", say.over_time(tables["loaded_over_time"]), "loaded_over_time"),
        _speaking(tables, opener),
        _naming(tables, settings, opener),
        _telling(corpus, tables, settings, opener),
        _frames(tables, opener),
    ]
    return [part for part in parts if part.sentences or part.tables]


def _group(value: object) -> str:
    return UNKNOWN if value is None else str(value)


def _read(corpus: Corpus, tables: dict[str, pd.DataFrame], settings: ReportSettings, opener: Opener) -> Section:
    shown = []
    rows = []
    own = tables["loaded_language"].query("voice == 'outlet'")["article"].value_counts().to_dict()
    order = sorted(corpus, key=lambda article: (-own.get(article.id, 0), article.id))
    full = settings.full_text
    words = dict(zip(corpus.table["id"], tables["articles"]["words"], strict=True))
    for article in order[:TOP]:
        headline = (article.headline or article.id) if full else article.id
        date = article.published.strftime("%Y-%m-%d") if article.published else ""
        rows.append((
            opener.article(article.id, headline), article.outlet or "", date, say.number(int(words[article.id])),
            say.number(own.get(article.id, 0)),
        ))  # fmt: skip
    caption = "The articles, marked" if len(corpus) <= TOP else "The articles with most loaded words in the own voice"
    head = ("article", "outlet", "date", "words", "loaded, own voice")
    shown.append(Shown(caption, head, rows, "articles", frozenset({3, 4}), more=max(len(corpus) - TOP, 0)))
    rejected = tables["rejected"]
    if len(rejected):
        aside = [(row["source"], row["locator"], row["reason"]) for row in rejected.head(TOP).to_dict("records")]
        shown.append(
            Shown(
                "What was set aside, and why",
                ("file", "place", "reason"),
                aside,
                "rejected",
                more=max(len(rejected) - TOP, 0),
            )
        )
    return Section("read", "What was read", say.what_was_read(corpus, len(rejected), settings.by), None, shown)


def _answer(tables: dict[str, pd.DataFrame], opener: Opener, of: Any) -> Section:
    rates = tables["loaded_rates"]
    rows = []
    for row in rates.to_dict("records"):
        voice = row["voice"]
        if voice.startswith("(") and voice != "(all)":
            continue
        key = ("all",) if voice == "(all)" else ("voice", voice)
        title = "All loaded words" if voice == "(all)" else f"Loaded words in the voice {voice}"
        rows.append((
            voice, voice_note(voice) if voice != "(all)" else "all voices together",
            opener.count(row["hits"], title, of(*key)), say.number(row["words"]), say.rate(row["per_1000"]),
            _interval(row),
        ))  # fmt: skip
    head = ("voice", "whose words", "loaded words", "words", "in 1,000", "95 % interval")
    shown = Shown("Loaded words by voice", head, rows, "loaded_rates", frozenset({2, 3, 4}))
    return Section("answer", "Loaded words, and whose they are", say.answer(rates), "loaded_rates", [shown])


def _interval(row: dict[Any, Any], factor: float = 1.0) -> str:
    if row["low"] != row["low"]:
        return "none"
    return f"{say.rate(factor * row['low'])} to {say.rate(factor * row['high'])}"


def _groups(tables: dict[str, pd.DataFrame], settings: ReportSettings, opener: Opener, of: Any) -> Section:
    by, table = settings.by, tables["loaded_rates_by_group"]
    chosen = largest(table, by)
    if len(chosen) < 2:
        return Section("groups", "")
    rows = []
    for row in chosen.to_dict("records"):
        title = f"Loaded words in the own voice of {row[by]}"
        rows.append((
            str(row[by]), opener.count(row["hits"], title, of("group", str(row[by]), "outlet")),
            say.number(row["words"]), say.rate(row["per_1000"]), _interval(row), say.number(row["articles"]),
        ))  # fmt: skip
    head = (by, "loaded words", "words", "in 1,000", "95 % interval", "articles")
    more = table[by].nunique() - len(chosen)
    shown = Shown(f"The own voice, by {by}", head, rows, "loaded_rates_by_group", frozenset({1, 2, 3, 5}), more)
    return Section("groups", f"Side by side: {by}", say.groups(chosen, by), "loaded_rates_by_group", [shown])


def _categories(tables: dict[str, pd.DataFrame], opener: Opener, of: Any) -> Section:
    table, loaded = tables["loaded_by_voice"], tables["loaded_language"]
    if table.empty:
        return Section("kinds", "")
    rows = []
    for row in table.head(TOP).to_dict("records"):
        name = str(row["category"])
        own = int(row.get("outlet", 0))
        plain = name.replace("_", " ")
        rows.append((
            plain, opener.count(row["all"], f"Loaded words of the kind {plain}", of("category", name)),
            opener.count(own, f"{plain} in the own voice", of("category", name, "outlet")),
        ))  # fmt: skip
    shown = [Shown("Kinds of loaded words", ("kind", "all voices", "own voice"), rows, "loaded_by_voice",
                   frozenset({1, 2}), max(len(table) - TOP, 0))]  # fmt: skip
    terms = loaded.groupby("term", sort=False).agg(
        count=("term", "size"), articles=("article", "nunique"), category=("category", "first"),
        own=("voice", lambda values: int((values == "outlet").sum())), instead=("alternative", "first"),
    )  # fmt: skip
    terms = terms.reset_index().sort_values(["own", "count", "term"], ascending=[False, False, True], kind="stable")
    words: list[tuple[Cell, ...]] = []
    for row in terms.head(TOP).to_dict("records"):
        opened = opener.count(row["count"], f"“{row['term']}”", of("term", row["term"]))
        kind, mine = row["category"].replace("_", " "), say.number(row["own"])
        words.append((row["term"], kind, opened, mine, say.number(row["articles"]), row["instead"]))
    head = ("word", "kind", "uses", "own voice", "articles", "plainer wording")
    shown.append(Shown("Loaded words most used in the own voice", head, words, "loaded_language", frozenset({2, 3, 4}),
                       max(len(terms) - TOP, 0)))  # fmt: skip
    first = terms.iloc[0]
    said = f"“{first['term']}” is the loaded word that the own voice uses most: {say.many(int(first['own']), 'time')}."
    if not first["own"]:
        said = "None of the loaded words stands in the own voice."
    return Section("kinds", "Which words", [said], None, shown)


def _speaking(tables: dict[str, pd.DataFrame], opener: Opener) -> Section:
    speakers, attributions = tables["speakers"], tables["attributions"]
    rows = []
    for row in speakers.head(TOP).to_dict("records"):
        mine = attributions[attributions["speaker"] == row["speaker"]]
        mine = mine.assign(voice=mine["kind"])
        opened = opener.count(len(mine), f"What {row['speaker']} says", partial(opener.sentences, mine))
        rows.append((
            row["speaker"], say.number(row["words"]), say.rate(100 * row["share"]), _interval(row, 100), opened,
            say.number(row["articles"]),
        ))  # fmt: skip
    head = ("speaker", "words", "% of all words", "95 % interval", "passages", "articles")
    shown = [Shown("Who is given most words", head, rows, "speakers", frozenset({1, 2, 4, 5}),
                   max(len(speakers) - TOP, 0))] if rows else []  # fmt: skip
    said = say.voices(tables["voices"]) + say.speakers(speakers)
    return Section("speakers", "Who speaks", said, "voices", shown)


_VOICES_OF_NAMES = {"outlet_voice": "own voice", "with_indirect": "own voice and indirect"}


def _naming(tables: dict[str, pd.DataFrame], settings: ReportSettings, opener: Opener) -> Section:
    wording, naming = tables["wording"], tables["naming_choices"]
    names = wording[wording["kind"] == "name"]
    chosen_from = names.groupby("about")["word"].transform("nunique") > 1
    names = names[chosen_from].sort_values("all", ascending=False, kind="stable") if len(names) else names
    if names.empty:
        return Section("names", "")
    groups = [name for name in wording.columns if name not in ("kind", "about", "word", "all", *_VOICES_OF_NAMES)]
    sizes = {name: int(names[name].sum()) for name in groups}
    chosen = sorted(groups, key=lambda name: (-sizes[name], name))[:5] if len(groups) > 1 else []
    columns = [*_VOICES_OF_NAMES, *chosen]
    rows = []
    for row in names.head(TOP).to_dict("records"):
        mine = naming[(naming["referent"] == row["about"]) & (naming["name"] == row["word"])]
        opened = opener.count(row["all"], f"{row['about']}: {row['word']}", partial(opener.sentences, mine))
        rows.append((row["about"], row["word"], opened, *(say.number(row[name]) for name in columns)))
    first, several = names.iloc[0], int(names["about"].nunique())
    said = [
        f"For {first['about']} the word used most is “{first['word']}”, {say.many(int(first['all']), 'time')}; "
        f"{say.many(several, 'person or thing', 'persons or things')} {'has' if several == 1 else 'have'} "
        "more than one name here."
    ]
    head = ("about", "word", "all", *_VOICES_OF_NAMES.values(), *chosen)
    shown = Shown("What people and things are called", head, rows, "wording", frozenset(range(2, 3 + len(columns))),
                  max(len(names) - TOP, 0))  # fmt: skip
    return Section("names", "Names chosen", said, None, [shown])


def _telling(corpus: Corpus, tables: dict[str, pd.DataFrame], settings: ReportSettings, opener: Opener) -> Section:
    table = tables["telling_words"]
    if table.empty:
        return Section("telling", "")
    sure = table[(table["p_adjusted"] < 0.05) & ~table["dominated"]]
    shown = sure if len(sure) else table
    shown = shown.sort_values(["p", "log_ratio"], ascending=[True, False], kind="stable").head(TOP)
    chosen = most_articles(corpus, settings.by)
    within = shown.copy()
    within.attrs = table.attrs
    opened = opener.evidence_of(chosen, within, [int(n) for n in within["count"]])
    rows = []
    for row, found in zip(shown.to_dict("records"), opened, strict=True):
        rows.append((
            row["group"], row["term"], opener.count(row["count"], f"“{row['term']}” in {row['group']}", found),
            say.rate(row["per_million"] / 100), say.rate(row["per_million_reference"] / 100),
            f"{row['p_adjusted']:.2g}", f"{row['articles']} of {row['of_articles']}",
        ))  # fmt: skip
    head = (settings.by, "word", "uses", "in 10,000 words", "in the others", "p corrected", "articles")
    caption = "Words that set one apart, beyond chance" if len(sure) else "Words that set one apart: none beyond chance"
    part = Shown(caption, head, rows, "telling_words", frozenset({2, 3, 4, 5}), max(len(table) - len(shown), 0))
    return Section("telling", "Most telling words", say.telling(table, settings.by), None, [part])


def _frames(tables: dict[str, pd.DataFrame], opener: Opener) -> Section:
    table = tables["entman"]
    if table.empty:
        return Section("frames", "")
    rows = []
    for function in ("problem", "cause", "judgement", "remedy"):
        mine = table[table["function"] == function]
        own = mine[mine["voice"] == "outlet"]
        rows.append((
            function, opener.count(len(mine), f"Words for a {function}", partial(opener.sentences, mine)),
            say.number(len(own)), say.number(mine["article"].nunique()),
        ))  # fmt: skip
    shown = Shown("Words that point to a frame", ("function", "words", "own voice", "articles"), rows, "entman",
                  frozenset({1, 2, 3}))  # fmt: skip
    said = ["Such a word is a place to read, not a proof: nothing here classifies a story."]
    return Section("frames", "Problem, cause, judgement, remedy", said, None, [shown])
