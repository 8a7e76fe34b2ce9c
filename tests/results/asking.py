"""A corpus of a hundred short articles and every public result of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd

import toolkit as tk
from toolkit.annotation.records import marked_in
from toolkit.annotation.tables import annotation_table

_SAID = (
    "The thugs stormed the depot on Monday.",
    "“The terrorists shelled our school,” Mayor Anna Weber said.",
    "Militants fired on the harbour, the ministry claimed.",
    "Rain delayed the ferry, and nobody was hurt.",
    "Officials said that the fighters must leave the valley.",
    "The so-called “liberators” burned two barns.",
    "A brutal regime caused the crisis, residents told reporters.",
)


def article(number: int) -> tk.Article:
    lines = [_SAID[(number * step + number) % len(_SAID)] for step in (1, 2, 3, 5)]
    return tk.Article(
        id=f"n{number}", outlet=("Courier", "Herald", "Post")[number % 3], headline=f"Thugs storm depot {number}",
        published=datetime(2026, 1 + number % 4, 1 + number % 27),
        text=f"{lines[0]} {lines[1]}\n\n{lines[2]} {lines[3]} Report {number} ends here.",
    )  # fmt: skip


CORPUS = tk.Corpus([article(number) for number in range(100)])
REVERSED = tk.Corpus([*CORPUS][::-1])
MODEL = tk.LoadedSentenceModel(words=tk.LoadedWordModel(folds=2)).fit(
    ["The mob rampaged.", "The council met."] * 10, [1, 0] * 10, spans=[[(4, 7)], []] * 10
)
LABELS = [
    {"coder": coder, "unit": unit, "label": label}
    for unit, labels in enumerate(("xx", "yy", "xy", "xx", "yy", "yx"))
    for coder, label in zip("AB", labels, strict=True)
]
Result = Callable[[tk.Corpus], pd.DataFrame]
# Results that need articles cannot be asked of an empty corpus; the others have the same columns for it.
RESULTS: dict[str, Result] = {
    "tokens": tk.tokens,
    "term_frequency": lambda c: tk.term_frequency(c, by="outlet"),
    "concordance": lambda c: tk.concordance(c, "the"),
    "dispersion": lambda c: tk.dispersion(c, ["thugs", "said"]),
    "collocations": lambda c: tk.collocations(c, "the"),
    "timeline": lambda c: tk.timeline(c, "said"),
    "text_statistics": tk.text_statistics,
    "attributions": tk.attributions,
    "quotations": tk.quotations,
    "voices": tk.voices,
    "loaded_language": tk.loaded_language,
    "loaded_summary": lambda c: tk.loaded_summary(c, by="outlet"),
    "voice_table": lambda c: tk.voice_table(tk.loaded_language(c)),
    "positions": lambda c: tk.positions(tk.loaded_language(c), c),
    "lexicon_coverage": tk.lexicon_coverage,
    "naming_choices": tk.naming_choices,
    "naming_table": lambda c: tk.naming_table(tk.naming_choices(c)),
    "compare_wording": tk.compare_wording,
    "actions": tk.actions,
    "entman": tk.entman,
    "frames": tk.frames,
    "frame_actors": lambda c: tk.frame_actors(c, {"thugs": "thug*", "mayor": ["mayor"]}),
    "responsibility": tk.responsibility,
    "frame_summary": lambda c: tk.frame_summary(c, by="outlet", draws=99),
    "headline_and_lead": tk.headline_and_lead,
    "duplicates": tk.duplicates,
    "events": tk.events,
    "genealogy": tk.genealogy,
    "worth_a_look": lambda c: tk.worth_a_look(c, model=MODEL),
}
TABLES = {name: make(CORPUS) for name, make in RESULTS.items()}
KEYNESS: dict[str, Any] = {"by": "outlet", "draws": 99}
TABLES["keyness"] = tk.keyness(CORPUS, **KEYNESS)
MARKS = [
    marked_in(CORPUS[0], hit.start, hit.end, hit.category, person=person, note="it judges")
    for hit in tk.loaded_language(CORPUS[:1]).itertuples()
    for person in ("Ada", "Ben")
]
TABLES["annotations"] = annotation_table(MARKS, corpus=CORPUS)
TABLES["disputed"] = tk.disputed(TABLES["annotations"], CORPUS)
TABLES["compare_event"] = tk.compare_event(CORPUS)
TABLES["within_events"] = tk.within_events(CORPUS, codebook=None)
EVIDENCE = tk.evidence(CORPUS, TABLES["voices"])
AGREEMENT = tk.agreement(LABELS, draws=99)
# Other shapes of the same results: a name, the kind, the table.
SHAPES = {
    "term_frequency of all": ("term_frequency", tk.term_frequency(CORPUS)),
    "compare_wording with rates": ("compare_wording", tk.compare_wording(CORPUS, rates=True)),
    "timeline with changes": ("timeline", tk.timeline(CORPUS, "said", changes=True)),
    "voices by speaker": ("voices", tk.voices(CORPUS, by="speaker")),
    "frame_summary of all": ("frame_summary", tk.frame_summary(CORPUS, draws=9)),
    "loaded_summary of all": ("loaded_summary", tk.loaded_summary(CORPUS)),
    "keyness with measures": ("keyness", tk.keyness(CORPUS, **KEYNESS, measures=("BIC", "JSD"))),
    "agreement of marks": ("agreement", tk.agreement(TABLES["annotations"], articles=CORPUS[:1], draws=9)),
    "agreement by category": ("agreement", tk.agreement(LABELS, by="category", draws=9)),
    "collocations by two measures": ("collocations", tk.collocations(CORPUS, "the", measures=("MI", "t"), sort="t")),
}
