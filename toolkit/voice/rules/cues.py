"""The cue list: words that say that words, thoughts or names are somebody's. One table, `data/cues.csv`.

Classes: speech (said), belief (hopes), stance (criticised), naming (dubbed), document (the poll shows), noun (the claim
that), adjective (confident that). Frames say what may follow: a that-clause, a clause without "that" (zero), a
quotation, a colon, an object (np), an infinitive (to), a person spoken to and then one of these (obj-...), a
preposition; "par" that the cue may stand behind or inside what was said ("..., he noted").
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from toolkit.data import read_rows

UNMEASURED = 0.6  # a rule seen too rarely to be measured


class Cue(NamedTuple):
    """A cue as the rules see it. `shape` is the form that was met: base, s, past or ing; nouns have noun."""

    lemma: str
    category: str
    frames: frozenset[str]
    shape: str
    particle: str


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """Every form of every cue: its first word, lower case, to the cues it may begin."""
    found: dict[str, list[Cue]] = {}
    for row in read_rows("cues.csv"):
        forms = row["forms"].split("|") if "|" in row["forms"] else row["forms"].split(" ")
        frames = frozenset(row["frames"].split())
        for position, form in enumerate(forms):
            head, _, particle = form.partition(" ")
            cue = Cue(row["lemma"], row["class"], frames, _shape(row["class"], forms, position), particle)
            found.setdefault(head, []).append(cue)
    # "called for" before "called": the longer cue is tried first
    return {head: tuple(sorted(cues, key=lambda cue: -len(cue.particle))) for head, cues in found.items()}


@cache
def finite_cues() -> frozenset[str]:
    """Forms of cues that are seldom anything but a finite verb: said, insists; not "claims", which is a noun too."""
    found = cue_forms()
    return frozenset(
        form
        for form, cues in found.items()
        if any(cue.shape in ("s", "past") and cue.category not in ("noun", "adjective") for cue in cues)
        and not any(cue.category == "noun" for cue in cues)
        and cue_share(form) not in ("0",)
    )


@cache
def _shares() -> dict[str, str]:
    shares: dict[str, str] = {}
    for row in read_rows("cues.csv"):
        if row["measured_share"]:
            forms = row["forms"].split("|") if "|" in row["forms"] else row["forms"].split(" ")
            for form in forms:
                shares.setdefault(form.partition(" ")[0], str(round(4 * float(row["measured_share"]))))
    return shares


def cue_share(form: str) -> str:
    """In how many quarters of its uses a word is a cue (0 to 4), measured; "?" where it is not."""
    return _shares().get(form, "?")


@cache
def _confidences() -> dict[str, float]:
    return {row["rule"]: float(row["p"]) for row in read_rows("voice_rules.csv")}


def confidence(rule: str) -> float:
    """How sure a rule is: the share of the words it attributes that people attribute too (`data/voice_rules.csv`)."""
    return _confidences().get(rule.partition(";")[0], UNMEASURED)


def is_measured(rule: str) -> bool:
    """Whether the gold has enough of a rule's contents to measure it; transcripts, for one, it has not."""
    return rule.partition(";")[0] in _confidences()


def _shape(category: str, forms: list[str], position: int) -> str:
    if category in ("noun", "adjective"):
        return category
    if forms.count(forms[position]) > 1:
        return "past"  # cast, cast: what may be the past is read as it
    if position == 0:
        return "base"
    if forms[position].split(" ")[0].endswith("ing"):
        return "ing"
    return "s" if position == 1 and forms[position].split(" ")[0].endswith("s") else "past"
