"""Marks from exports of Label Studio: JSON (tasks with annotations and results) and JSON-MIN.

Offsets there count as JavaScript does; a mark is put where its text stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.annotation.anchoring import anchored
from toolkit.annotation.own_files import Raw
from toolkit.annotation.records import text_hash
from toolkit.articles import Article

_RESULTS = ("annotations", "completions")  # the second in exports of versions before 1.0
_ID_FIELDS = ("article", "article_id", "id", "doc_id", "url")


def is_label_studio(said: object) -> bool:
    """Whether a JSON document is such an export."""
    if not isinstance(said, list) or not said or not all(isinstance(task, Mapping) for task in said):
        return False
    return any(any(name in task for name in (*_RESULTS, "annotation_id")) for task in said)


def from_label_studio(said: list[Mapping[str, Any]], articles: Mapping[str, Article]) -> Iterator[Raw]:
    """The marks of all tasks; what is no label of characters or of the whole text is set aside."""
    for number, task in enumerate(said, 1):
        data = _mapping(task, "data") or task
        identity, text = _article(data, articles, str(task.get("id", number)))
        place = f"task {task.get('id', number)}"
        base = {"article": identity, "text_sha256": text_hash(text) if text is not None else ""}
        found = [one for name in _RESULTS if isinstance(task.get(name), list) for one in task[name]]
        for annotation in found:
            if isinstance(annotation, Mapping):
                yield from _of_annotation(annotation, base, text, place)
            else:
                yield Raw(place, None, "an annotation of the task has another form")
        if not found:
            yield from _minimal(task, base, text, place)
        if task.get("predictions"):
            count = len(task["predictions"]) if isinstance(task["predictions"], list) else 1
            yield Raw(place, None, f"{count} predictions of a model are no marks of people")


def _article(data: Mapping[str, Any], articles: Mapping[str, Article], number: str) -> tuple[str, str | None]:
    """The id of the article and its text, as the task has them or as the articles do."""
    named = [str(data[name]) for name in _ID_FIELDS if isinstance(data.get(name), (str, int))]
    identity = next((name for name in named if name in articles), named[0] if named else number)
    texts = [value for value in data.values() if isinstance(value, str)]
    text = data["text"] if isinstance(data.get("text"), str) else max(texts, key=len, default=None)
    if identity in articles:
        return identity, articles[identity].text
    same = next((one for one in articles.values() if one.text == text), None)
    return (same.id if same is not None else identity), text


def _of_annotation(annotation: Mapping[str, Any], base: dict[str, Any], text: str | None, place: str) -> Iterator[Raw]:
    person = annotation.get("completed_by")
    if isinstance(person, Mapping):
        person = next((person[name] for name in ("email", "username", "id") if person.get(name)), None)
    base = base | {
        "person": "" if person is None else str(person),
        "time": str(annotation.get("created_at") or ""),
    }
    results = [one for one in annotation.get("result") or [] if isinstance(one, Mapping)]
    if annotation.get("was_cancelled"):
        if results:
            yield Raw(place, None, f"the person skipped the task; {len(results)} results are left out")
        return
    notes = {str(one.get("id")): _note(one) for one in results if one.get("type") == "textarea"}
    regions = [one for one in results if one.get("type") != "textarea"]  # the text of those is what somebody typed
    spans = {str(one.get("id")): span for one in regions if (span := _place(one, text)) is not None}
    used: set[str] = set()
    for one in results:
        identity, kind = str(one.get("id", "")), str(one.get("type"))
        value = _mapping(one, "value")
        codes = value.get(kind) if isinstance(value.get(kind), list) else []
        if kind == "textarea":
            continue
        if not codes or kind not in ("labels", "choices"):
            if not (kind == "labels" and identity in notes):
                yield Raw(place, None, f"a result of the kind {kind!r} is no mark of characters")
            continue
        span = _place(one, text) or spans.get(identity) or ((0, len(text)) if kind == "choices" and text else None)
        note = notes.get(identity, "") or _note({"value": one.get("meta") or {}})
        used.add(identity)
        for code in codes:
            name = f"{identity}:{code}" if len(codes) > 1 else identity
            yield _raw(base | {"code": code, "id": name, "note": note}, span, value, text, place)
    for identity in notes.keys() - used:
        yield Raw(place, None, f"a text that belongs to no mark: {notes[identity][:60]!r}")


def _minimal(task: Mapping[str, Any], base: dict[str, Any], text: str | None, place: str) -> Iterator[Raw]:
    base = base | {"person": str(task.get("annotator", "")), "time": str(task.get("created_at") or "")}
    for value in task.values():
        for one in value if isinstance(value, list) else []:
            if isinstance(one, Mapping) and isinstance(one.get("labels"), list) and "start" in one:
                for code in one["labels"]:
                    yield _raw(base | {"code": code, "id": ""}, _place({"value": one}, text), one, text, place)


def _raw(
    base: dict[str, Any], span: tuple[int, int] | None, value: Mapping[str, Any], text: str | None, place: str
) -> Raw:
    if text is None:
        return Raw(place, {**base, **{name: value.get(name) for name in ("start", "end", "text")}})
    if span is None:
        return Raw(place, None, "what it marks is not found in its text, or stands there several times")
    return Raw(place, {**base, "start": span[0], "end": span[1], "text": text[span[0] : span[1]]})


def _place(result: Mapping[str, Any], text: str | None) -> tuple[int, int] | None:
    value = result.get("value")
    if text is None or not isinstance(value, Mapping):
        return None
    start, end = (value.get(name) if type(value.get(name)) is int else None for name in ("start", "end"))
    exact = value.get("text")
    return anchored(text, start, end, exact if isinstance(exact, str) else "", javascript=True)


def _mapping(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = said.get(name)
    return value if isinstance(value, Mapping) else {}


def _note(result: Mapping[str, Any]) -> str:
    value = result.get("value")
    said = value.get("text") if isinstance(value, Mapping) else None
    return "\n".join(map(str, said)) if isinstance(said, list) else str(said or "")
