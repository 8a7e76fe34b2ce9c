"""An entry of the lexicon, and what it must say: why, what to write instead, on whose judgement, and when not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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
NOTES = frozenset({"hedge", "partisan_issue_term"})  # categories whose words are worth a look, and often good practice
AGREED, PLACES = 0.4, 4  # an entry that experts marked in fewer of at least so many places is a note
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

        What the table says; where it says nothing, a note is an entry of the categories in `NOTES`, one of low
        confidence, and one that experts marked in less than 40 % of at least four places.
        """
        if self.chosen_severity:
            return self.chosen_severity
        doubted = (self.measured_n or 0) >= PLACES and (self.measured_precision or 0.0) < AGREED
        return "note" if doubted or self.category in NOTES or self.confidence == "low" else "flag"

    @property
    def layer(self) -> str:
        """framing: what the word says of its object; epistemic: what it says of knowing, a layer of lower severity."""
        return "framing" if self.category in FRAMING else "epistemic"

    @property
    def label(self) -> str:
        """The category in words."""
        return CATEGORIES[self.category]
