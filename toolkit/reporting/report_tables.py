"""The tables of a report, by name: the same corpus and settings always give the same tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.articles import Corpus
from toolkit.reporting.settings import ReportSettings
from toolkit.text.tokens import count_words

if TYPE_CHECKING:
    import pandas as pd

BESIDE = ("outlet", "published", "headline")  # what stands beside an article in every table
GROUPS = 10  # that are compared word by word: those with the most articles


@dataclass(frozen=True, slots=True)
class TableKind:
    """One table of a report: what it shows, and the code that makes it from a corpus of the reader's own."""

    name: str
    title: str
    code: str
    make: Callable[[Corpus, ReportSettings], pd.DataFrame]


def _articles(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    return corpus.table.drop(columns="source")


def _loaded(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.loaded.loaded_language import loaded_language

    return loaded_language(corpus)


def _by_category(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.loaded.by_voice import voice_table

    return voice_table(_loaded(corpus, settings)).reset_index()


def _rates(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.loaded.summary import loaded_summary

    return loaded_summary(corpus)


def _rates_by_group(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.loaded.summary import loaded_summary

    return loaded_summary(corpus, by=settings.by)


def rates_over_time(corpus: Corpus) -> pd.DataFrame:
    """Loaded words in 1,000 words of the outlets' own voice and of all voices, per day, month or year.

    Columns: period, voice, hits, words, per_1000, low, high, articles. Articles without a date are left out; a period
    without articles has no row. The period is the shortest that gives at most 40 of them.
    """
    import pandas as pd

    from toolkit.loaded.summary import loaded_summary

    dated = [article for article in corpus if article.published is not None]
    shapes = ("%Y-%m-%d", "%Y-%m", "%Y")
    named = [{shape: article.published.strftime(shape) for shape in shapes} for article in dated if article.published]
    shape = next((one for one in shapes if len({names[one] for names in named}) <= 40), "%Y")
    groups: dict[str, list[Any]] = {}
    for article, names in zip(dated, named, strict=True):
        groups.setdefault(names[shape], []).append(article)
    parts = []
    for name in sorted(groups):
        rates = loaded_summary(corpus.subset(groups[name]))
        rates.insert(0, "period", name)
        parts.append(rates[rates["voice"].isin(["outlet", "(all)"])])
    empty = loaded_summary(corpus[:0]).iloc[:0]
    empty.insert(0, "period", "")
    return pd.concat(parts, ignore_index=True) if parts else empty.astype({"period": "str"})


def _voices(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.statistics.voices import voices

    return voices(corpus)


def _speakers(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.statistics.voices import voices

    return voices(corpus, by="speaker")


def _attributions(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.statistics.attributions import attributions

    return attributions(corpus)


def _frequency(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.statistics.term_frequency import term_frequency

    return term_frequency(corpus, stop_words="english")


def most_articles(corpus: Corpus, field: str) -> Corpus:
    """The articles of the groups with the most articles: two articles or more each, `GROUPS` groups at most."""
    worded = corpus.subset(article for article in corpus if count_words(article.text))
    groups = {name: group for name, group in worded.by(field).items() if len(group) > 1}
    chosen = sorted(groups, key=lambda name: (-len(groups[name]), name))[:GROUPS]
    kept = {article.id for name in chosen for article in groups[name]}
    return worded.subset(article for article in worded if article.id in kept)


def telling_words(corpus: Corpus, by: str) -> pd.DataFrame:
    """`keyness` between the groups with the most articles, or its empty table where there are fewer than two."""
    from toolkit.statistics.keyness import keyness

    chosen = most_articles(corpus, by)
    if len(chosen.by(by)) < 2:
        from toolkit.articles import Article

        two = [Article(id=name, outlet=name, text="Rain fell.") for name in "AB"]  # too few uses for any row
        return keyness(two, by="outlet")
    found = keyness(chosen, by=by, stop_words="english")
    attrs = found.attrs
    found = found[(found["log_ratio"] > 0) & (found["count"] > 0)].reset_index(drop=True)
    found.attrs = attrs
    return found


def _telling(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    return telling_words(corpus, settings.by)


def _naming(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.framing.naming import naming_choices

    return naming_choices(corpus, **settings.naming)


def _wording(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.framing.wording import compare_wording

    return compare_wording(corpus, by=settings.by, **settings.naming)


def _headlines(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.framing.openings import headline_and_lead

    return headline_and_lead(corpus)


def _actions(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.framing.actions import actions

    return actions(corpus)


def _entman(corpus: Corpus, settings: ReportSettings) -> pd.DataFrame:
    from toolkit.framing.entman import entman

    return entman(corpus)


KINDS = (
    TableKind("articles", "The articles", 'corpus.table.drop(columns="source")', _articles),
    TableKind("files", "What became of every file", "corpus.load_report.table", lambda c, s: c.load_report.table),
    TableKind("rejected", "What was set aside, and why", "corpus.rejected", lambda c, s: c.rejected),
    TableKind("loaded_language", "Every loaded word, with its voice", "tk.loaded_language(corpus)", _loaded),
    TableKind(
        "loaded_by_voice", "Loaded words by category and voice", "tk.voice_table(loaded_language).reset_index()",
        _by_category,
    ),
    TableKind("loaded_rates", "Loaded words in 1,000 words of each voice", "tk.loaded_summary(corpus)", _rates),
    TableKind(
        "loaded_rates_by_group", "Loaded words in 1,000 words, by {by} and voice",
        "tk.loaded_summary(corpus, by=BY)", _rates_by_group,
    ),
    TableKind(
        "loaded_over_time", "Loaded words in 1,000 words over time", "rates_over_time(corpus)",
        lambda c, s: rates_over_time(c),
    ),
    TableKind("voices", "Words in each voice", "tk.voices(corpus)", _voices),
    TableKind("speakers", "Words given to each speaker", 'tk.voices(corpus, by="speaker")', _speakers),
    TableKind("attributions", "Who says what", "tk.attributions(corpus)", _attributions),
    TableKind(
        "term_frequency", "Frequent words", 'tk.term_frequency(corpus, stop_words="english")', _frequency,
    ),
    TableKind("telling_words", "Words that set one {by} apart", "telling_words(corpus, BY)", _telling),
    TableKind("naming_choices", "What people and things are called", "tk.naming_choices(corpus, **NAMES)", _naming),
    TableKind("wording", "Which word each {by} uses", "tk.compare_wording(corpus, by=BY, **NAMES)", _wording),
    TableKind("headline_and_lead", "Headlines and first paragraphs", "tk.headline_and_lead(corpus)", _headlines),
    TableKind("actions", "Who acts, and on whom", "tk.actions(corpus)", _actions),
    TableKind("entman", "Problem, cause, judgement, remedy", "tk.entman(corpus)", _entman),
)  # fmt: skip
NAMES = tuple(kind.name for kind in KINDS)


def tables(corpus: Corpus, settings: ReportSettings) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table of a report, in the order of `NAMES`, one at a time."""
    for kind in KINDS:
        yield kind.name, kind.make(corpus, settings)


def for_people(table: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """A table for hand-over: beside each article stand its outlet, date and headline."""
    if "article" not in table.columns:
        return table
    known = {article.id: article for article in corpus}
    shown = table.copy()
    at = list(table.columns).index("article") + 1
    for name in BESIDE:
        if name not in table.columns:
            values = [getattr(known[identity], name) for identity in table["article"]]
            if name == "published":
                values = [None if value is None else value.isoformat(" ", "minutes") for value in values]
            shown.insert(at, name, values)
            shown[name] = shown[name].astype("str")
            at += 1
    return shown
