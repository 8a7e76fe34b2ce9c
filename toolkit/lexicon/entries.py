"""An entry of the lexicon, and what it must say: why, what to write instead, on whose judgement, and when not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

FRAMING = {
    "violent_actor_label": "label for people who use violence",
    "religious_war": "vocabulary of religious war",
    "state_and_legitimacy_naming": "name that grants or denies legitimacy",
    "euphemism": "euphemism",
    "dehumanising": "word that takes humanity away",
    "catastrophe_metaphor": "metaphor of catastrophe",
    "war_metaphor": "metaphor of war",
    "partisan_issue_term": "one camp's term for an issue",
    "ideology_label": "ideological label",
    "insult_and_ridicule": "insult or ridicule",
    "evaluative_adjective": "judging adjective",
    "glorifying": "glorifying word",
}
EPISTEMIC = {
    "subjective_intensifier": "intensifier",
    "certainty_and_presupposition": "certainty or presupposition",
    "loaded_reporting_verb": "loaded reporting verb",
    "hedge": "hedge (often good practice)",
    "doubt_and_scare": "word of doubt",
    "vague_authority": "vague authority",
    "fear_appeal": "appeal to fear",
}
CATEGORIES = {**FRAMING, **EPISTEMIC}

VERSION = "0.3.0"  # of the shipped lexicon; docs/lexicon.md lists what changed

COLUMNS = (
    "id", "term", "forms", "match", "case", "category", "why", "alternative", "target", "used_by", "polarity",
    "severity", "when_loaded", "when_not", "sources", "disagreement", "confidence", "examples", "counterexamples",
    "measured_precision", "measured_n",
)  # fmt: skip
MATCHES = ("word", "phrase", "pattern")
OPTIONAL = ("severity",)  # columns that a table may leave out
CASES = ("any", "exact", "capitalised", "lower")
SEVERITIES = ("", "flag", "note")
POLARITIES = ("negative", "positive", "neutral")
CONFIDENCES = ("high", "medium", "low")
RELATIONS = ("near", "before", "after", "story")
# Words of these categories are worth a look, and often good practice. Of the unsure ones plain reports have fair uses;
# which categories count as unsure was chosen with the figures of BABE dev and BASIL in view (docs/lexicon.md).
NOTES = frozenset({"hedge", "partisan_issue_term"})
UNSURE = frozenset(
    {"certainty_and_presupposition", "doubt_and_scare", "euphemism", "glorifying", "loaded_reporting_verb"}
    | {"state_and_legitimacy_naming", "subjective_intensifier", "vague_authority", "war_metaphor"}
)
AGREED, PLACES = 0.5, 3  # what is measured in so many places is a flag if experts marked more than this share of them
SEPARATOR = " | "


class Source(NamedTuple):
    """Who judges the word: an organisation's guide, paraphrased and dated, or the project's own judgement."""

    organisation: str
    document: str
    date: str
    position: str


class Context(NamedTuple):
    """A condition on the words around a hit.

    near: one of `words` stands in the same sentence, or with a `distance` within so many words of the hit; before: the
    hit stands directly before one of them; after: directly after one of them; story: one of them stands anywhere in the
    article (single words only). A word may hold a `*`, and may be a phrase of up to five words.
    """

    relation: str
    words: tuple[str, ...]
    distance: int | None = None


class Problem(NamedTuple):
    """A mistake in a lexicon file: where it is, what is wrong, and how to mend it. Rows are counted as a spreadsheet
    does: the header is row 1."""

    file: str
    row: int
    field: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, {self.field}: {self.what}; {self.fix}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `when_loaded` must hold where it is given, `when_not` must not; docs/lexicon.md explains them."""

    id: str
    term: str
    forms: tuple[str, ...]
    match: str
    case: str
    category: str
    why: str
    alternative: str
    target: str
    used_by: str
    polarity: str
    when_loaded: tuple[Context, ...]
    when_not: tuple[Context, ...]
    sources: tuple[Source, ...]
    disagreement: str
    confidence: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    measured_precision: float | None = None
    measured_n: int | None = None
    chosen_severity: str = ""

    @property
    def severity(self) -> str:
        """flag: counted in headline figures; note: worth a look, shown beside them.

        What the table says; where it says nothing, what was measured: experts marked more than half of at least
        three places. Where nothing was measured: a note is an entry of low confidence, of the categories in `NOTES`, or
        of those in `UNSURE` unless confidence is high.
        """
        if self.chosen_severity:
            return self.chosen_severity
        if self.measured_precision is not None and (self.measured_n or 0) >= PLACES:
            return "flag" if self.measured_precision > AGREED else "note"
        unsure = self.confidence == "low" or (self.category in UNSURE and self.confidence != "high")
        return "note" if unsure or self.category in NOTES else "flag"

    @property
    def layer(self) -> str:
        """framing: what the word says of its object; epistemic: what it says of knowing, a layer of lower severity."""
        return "epistemic" if self.category in EPISTEMIC else "framing"

    @property
    def label(self) -> str:
        """The category in words."""
        return CATEGORIES.get(self.category, self.category)


def entry_of(record: Mapping[str, Any]) -> Entry:
    """An entry from a plain dictionary with its fields, lists in the place of tuples."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in record.items()
    }
    for name in ("when_loaded", "when_not"):
        fields[name] = tuple(Context(relation, tuple(words), distance) for relation, words, distance in record[name])
    fields["sources"] = tuple(Source(*source) for source in record["sources"])
    return Entry(**fields)
