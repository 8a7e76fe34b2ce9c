"""Self-checks: whether an answer of a learner is right. Several answers can be right, and a wrong one is told why."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from toolkit.articles import Article, Corpus
from toolkit.teaching.places import bare, hits_in, places, speaker_at, voices_at

VOICE_WORDS = {
    "outlet": ("outlet", "the outlet", "own", "own voice"),
    "quoted": ("direct", "partial", "quoted", "quote", "quotation"),
    "retold": ("indirect", "ascribed", "retold", "paraphrased"),
    "distanced": ("distanced", "distance", "held at a distance"),
}
PLAIN_VOICE = {voice: plain for plain, words in VOICE_WORDS.items() for voice in words}


@dataclass(frozen=True)
class Task:
    """A question with a self-check. `answer` is one right answer, `also` are others, `wrong` are wrong ones."""

    name: str
    ask: str
    blank: Any
    answer: Any
    also: tuple[Any, ...]
    wrong: tuple[Any, ...]
    after: str
    how: Mapping[str, Any]

    @staticmethod
    def from_values(values: Mapping[str, Any]) -> Task:
        """The record of a table of the source."""
        fields = {name: values[name] for name in ("name", "ask", "blank", "answer", "after")}
        return Task(
            also=tuple(values["also"]), wrong=tuple(values["wrong"]), how=MappingProxyType(values["check"]), **fields
        )


class Checked(NamedTuple):
    """What became of an answer, with one or two sentences for the learner."""

    state: Literal["right", "not yet", "empty"]
    said: str

    def __repr__(self) -> str:
        start = {"right": "Right", "not yet": "Not yet", "empty": "Still empty"}[self.state]
        return f"{start}. {self.said}"


class _NotYetError(Exception):
    """Why an answer is not right yet; never leaves this module."""


def check(task: Task, answer: object, stories: Corpus) -> Checked:
    """An answer judged by the rule of its task."""
    if _is_empty(answer):
        return Checked("empty", task.ask)
    try:
        KINDS[task.how["kind"]](answer, task.how, stories)
    except _NotYetError as problem:
        return Checked("not yet", str(problem))
    return Checked("right", task.after)


def _is_empty(answer: object) -> bool:
    if answer is None:
        return True
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, Mapping):
        return all(_is_empty(value) for value in answer.values())
    if isinstance(answer, (list, tuple)):
        return all(_is_empty(value) for value in answer)
    return False


def _text(answer: object) -> str:
    if not isinstance(answer, str):
        raise _NotYetError("Write words between the quotation marks.")
    return answer.strip()


def _texts(answer: object, count: int) -> list[str]:
    """So many different texts, from a list (one text does if one is asked for)."""
    given = [answer] if isinstance(answer, str) else answer
    if not isinstance(given, (list, tuple)) or not all(isinstance(one, str) for one in given):
        raise _NotYetError("Write words between the quotation marks.")
    found = [one.strip() for one in given if one.strip()]
    if len(found) < count:
        raise _NotYetError(f"{len(found)} of {count} are there. Find {count - len(found)} more.")
    if len({bare(one) for one in found}) < count:
        raise _NotYetError("The same words stand there twice. Find another place in the story.")
    return found


def _story(how: Mapping[str, Any], stories: Corpus) -> Article:
    found: Article = stories[how["story"]]
    return found


def _stands_in(words: str, article: Article) -> tuple[tuple[int, int], ...]:
    found = places(article.text, words)
    if not found:
        raise _NotYetError(f"“{words}” does not stand in this story. Copy the words as they are printed.")
    return found


def _accepted(found: tuple[tuple[int, int], ...], article: Article, accept: list[str]) -> bool:
    """Whether one of the places shares characters with a place of an accepted phrase."""
    ok = [place for phrase in accept for place in places(article.text, phrase)]
    return any(start < b and a < end for start, end in found for a, b in ok)


def _loaded(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """Words that the tool marks in one of the voices, or that the author of the task accepts."""
    article = _story(how, stories)
    hits = hits_in(article)
    for words in _texts(answer, how["count"]):
        found = _stands_in(words, article)
        _not_too_long(words)
        over = [hit for hit in hits if any(hit.start < end and start < hit.end for start, end in found)]
        if any(hit.voice.voice in how["voice"] for hit in over) or _accepted(found, article, how.get("accept", [])):
            continue
        voice, speaker = voices_at(article, *found[0]), speaker_at(article, *found[0])
        if voice not in how["voice"]:
            whose = f"{speaker} says it" if speaker else "it is not in the right voice"
            raise _NotYetError(f"“{words}” stands in the story, but {whose}.")
        raise _NotYetError(f"“{words}” says what happened. Would both sides use this word? Look for one that judges.")


def _words(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """Words of the story that lie at one of the places that the task accepts."""
    article = _story(how, stories)
    for words in _texts(answer, how.get("count", 1)):
        found = _stands_in(words, article)
        _not_too_long(words, how.get("longest", 12))
        if len(words.split()) < how.get("least", 1):
            raise _NotYetError(f"Copy at least {how['least']} words. {how['hint']}")
        if not _accepted(found, article, how["accept"]):
            raise _NotYetError(f"“{words}” is not it. {how['hint']}")


def _missing(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """Words that stand in another story of the event, and not in this one."""
    there, here = stories[how["other"]], _story(how, stories)
    for words in _texts(answer, how.get("count", 1)):
        found = _stands_in(words, there)
        if places(here.text, words):
            raise _NotYetError(f"“{words}” stands in both stories. Look for what one of them leaves out.")
        if not _accepted(found, there, how["accept"]):
            raise _NotYetError(f"“{words}” is missing, but it changes little. {how['hint']}")


def _speaker(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """The person whose words they are, as the toolkit names them, or another name that the task accepts."""
    article, name = _story(how, stories), bare(_text(answer))
    place = places(article.text, how["phrase"])[0]
    speaker = speaker_at(article, *place)
    names = [*([speaker] if speaker else []), *how.get("accept", [])]
    last = {bare(one).split()[-1] for one in names}
    if not last & set(name.split()):
        raise _NotYetError(f"Read the sentence with “{how['phrase']}” again. Who is named beside it?")


def _voice(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """Whose voice some words are in, in the plain words of the activity or in those of the toolkit."""
    article, given = _story(how, stories), _text(answer).lower()
    if given not in PLAIN_VOICE:
        raise _NotYetError(f"Choose one of: {', '.join(VOICE_WORDS)}.")
    place = places(article.text, how["phrase"])[0]
    if PLAIN_VOICE[given] not in {PLAIN_VOICE[voices_at(article, *place)], *how.get("accept", [])}:
        raise _NotYetError(f"Look at “{how['phrase']}” again. Are there quotation marks? Is there a word like said?")


def _choice(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """One of some options."""
    given = bare(_text(answer))
    if given not in how["options"]:
        raise _NotYetError(f"Choose one of: {', '.join(how['options'])}.")
    if given not in how["accept"]:
        raise _NotYetError(how["hint"])


def _number(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """A number, with some room if the task gives it."""
    if isinstance(answer, str):
        try:
            answer = float(answer.strip().rstrip("%"))
        except ValueError:
            raise _NotYetError("Write a number.") from None
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        raise _NotYetError("Write a number.")
    if not abs(answer - how["value"]) <= how.get("within", 0):
        raise _NotYetError(how["hint"])


def _reason(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """A text of one's own that names words of the story: form is checked, not opinion."""
    text = _text(answer)
    if len(text.split()) < how["words"]:
        raise _NotYetError(f"Write at least {how['words']} words. Say why.")
    cited = [phrase for phrase in how["cite"] if places(text, phrase)]
    if len(cited) < how.get("count", 1):
        raise _NotYetError(f"Name words of the story in your answer. {how['hint']}")


def _rewrite(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """A text of one's own that keeps the facts, and has few words that the tool marks in the outlet's voice."""
    text = _text(answer)
    if len(text.split()) < how["words"]:
        raise _NotYetError(f"This is very short. Write at least {how['words']} words and keep the facts.")
    for word in how["keep"]:
        if not _has(text, word):
            raise _NotYetError(f"A fact is lost: {word.rstrip('*')}. Put it back.")
    for word in how.get("without", []):
        if found := _has(text, word):
            raise _NotYetError(f"“{found}” should not stand there. {how.get('hint', 'Find a plainer word.')}")
    own = [hit for hit in hits_in(Article(id="rewrite", text=text)) if hit.voice.voice == "outlet"]
    counted = [hit for hit in own if how.get("notes") or hit.entry.severity == "flag"]
    if len(counted) > how["most"]:
        raise _NotYetError(f"The tool still marks: {', '.join(hit.text for hit in counted)}. Find plainer words.")
    if len(own) < how.get("least", 0):
        raise _NotYetError(f"The tool marks {len(own)} words. Here you want {how['least']} or more.")


def _false_alarm(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """Words that the tool marks, and that do not judge where they stand."""
    article = _story(how, stories)
    hits = hits_in(article)
    for words in _texts(answer, how["count"]):
        found = _stands_in(words, article)
        if not any(hit.start < end and start < hit.end for hit in hits for start, end in found):
            raise _NotYetError(f"The tool does not mark “{words}”. A false alarm is a word that it marks.")
        if not _accepted(found, article, how["accept"]):
            raise _NotYetError(f"“{words}” does judge here. Look for a word that only names a thing.")


def _missed(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """Words that judge, and that the tool does not mark."""
    article = _story(how, stories)
    hits = hits_in(article)
    for words in _texts(answer, how["count"]):
        found = _stands_in(words, article)
        _not_too_long(words)
        if all(any(hit.start < end and start < hit.end for hit in hits) for start, end in found):
            raise _NotYetError(f"The tool does mark “{words}”. A miss is a word that it should mark and does not.")
        if not _accepted(found, article, how["accept"]):
            raise _NotYetError(f"“{words}” only says what happened. Look for a word that praises or blames.")


def _entry(answer: object, how: Mapping[str, Any], stories: Corpus) -> None:
    """A new entry for the lexicon: it passes the checks of the lexicon, and its example was not found before."""
    from toolkit.lexicon import Lexicon
    from toolkit.lexicon import check as check_lexicon
    from toolkit.lexicon.entries import COLUMNS

    if not isinstance(answer, Mapping) or not all(isinstance(value, str) for value in answer.values()):
        raise _NotYetError("Fill in the fields between the quotation marks.")
    for field in how["fields"]:
        if not str(answer.get(field, "")).strip():
            raise _NotYetError(f"The field {field} is still empty.")
    term = answer["term"].strip()
    row = dict.fromkeys(COLUMNS, "") | {
        "id": re.sub(r"\W+", "-", term.lower()), "term": term, "forms": answer.get("forms") or term, "case": "any",
        "match": "pattern" if "*" in (answer.get("forms") or "") else "phrase",
        "category": "evaluative_adjective", "polarity": "negative", "confidence": "medium",
        "sources": "own judgement; none; 2026; proposed in a workshop", "why": answer["why"],
        "alternative": answer["alternative"], "when_not": answer.get("when_not", ""),
        "examples": answer["example"], "counterexamples": answer["counterexample"],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proposal.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerow(row)
        problems = check_lexicon(path)
        if problems:
            first = problems[0]
            raise _NotYetError(f"The lexicon says of the field {first.field}: {first.what}. To mend it: {first.fix}.")
        proposed = Lexicon.read(path)
    if known := [hit.text for hit in hits_in(Article(id="x", text=answer["example"])) if places(hit.text, term)]:
        raise _NotYetError(f"The tool knows “{known[0]}” already. Propose a word that it does not know.")
    if not hits_in(Article(id="x", text=answer["example"]), lexicon=proposed):
        raise _NotYetError("The new entry does not find your example in a whole article. Look at the form of the word.")


def _not_too_long(words: str, longest: int = 6) -> None:
    if len(words.split()) > longest:
        raise _NotYetError(f"Copy only the words that judge, at most {longest}, and not the whole sentence.")


def _has(text: str, word: str) -> str:
    """The first word of a text that fits a word with a `*` at its end, or nothing."""
    pattern = re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else ""


KINDS: dict[str, Callable[[object, Mapping[str, Any], Corpus], None]] = {
    "loaded": _loaded,
    "words": _words,
    "missing": _missing,
    "speaker": _speaker,
    "voice": _voice,
    "choice": _choice,
    "number": _number,
    "reason": _reason,
    "rewrite": _rewrite,
    "false_alarm": _false_alarm,
    "missed": _missed,
    "entry": _entry,
}
