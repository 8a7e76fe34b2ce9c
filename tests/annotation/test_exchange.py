"""Marks of other programs: W3C Web Annotation, brat, Label Studio, there and back, and what cannot be read."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import toolkit as tk
from tests.annotation.making_marks import ARTICLE, TEXT, corpora, mark
from toolkit.annotation.records import Annotation, text_hash
from toolkit.annotation.tables import annotation_table, marks_of

Made = tuple[tk.Corpus, list[Annotation]]
KEY = ("article", "start", "end", "code", "person", "id")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(made=corpora())
def test_web_annotations_come_back_as_they_were_written(made: Made) -> None:
    corpus, marks = made
    with tempfile.TemporaryDirectory() as folder:
        for articles in (None, corpus):
            tk.write_annotations(annotation_table(marks), Path(folder, "m.jsonld"), format="w3c", articles=articles)
            for known in (None, corpus):
                assert marks_of(tk.read_annotations(Path(folder, "m.jsonld"), articles=known)) == marks


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(made=corpora())
def test_marks_of_brat_come_back_as_they_were_written(made: Made) -> None:
    corpus, marks = made
    with tempfile.TemporaryDirectory() as folder:
        tk.write_annotations(annotation_table(marks), Path(folder, "brat"), format="brat", articles=corpus)
        for known in (None, corpus):
            found = marks_of(tk.read_annotations(Path(folder, "brat"), articles=known))
            order = {article.id: n for n, article in enumerate(corpus)}
            assert sorted(found, key=repr) == sorted(marks, key=repr)
            assert {one.article for one in found} <= set(order)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(made=corpora())
def test_an_export_of_label_studio_says_the_same_marks(made: Made) -> None:
    corpus, marks = made
    export = json.dumps(label_studio(corpus, marks))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "export.json").write_text(export, encoding="utf-8")
        for known in (None, corpus):
            found = marks_of(tk.read_annotations(Path(folder), articles=known))
            assert sorted(found, key=repr) == sorted(marks, key=repr)


def test_offsets_of_label_studio_count_as_javascript_does_where_the_text_would_fit_twice(tmp_path: Path) -> None:
    result = {"id": "r", "type": "labels", "value": {"start": 4, "end": 6, "text": "aa", "labels": ["x"]}}
    (tmp_path / "m.json").write_text(json.dumps([{"data": {"text": "🌧 aaaa"}, "annotations": [{"result": [result]}]}]))
    assert tk.read_annotations(tmp_path / "m.json").start.tolist() == [3]


def label_studio(corpus: tk.Corpus, marks: list[Annotation]) -> list[dict[str, Any]]:
    """An export as Label Studio makes it, with offsets in units of UTF-16."""

    def units(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    tasks = []
    for number, article in enumerate(corpus, 1):
        annotations = []
        for n, one in enumerate(m for m in marks if m.article == article.id):
            value = {"start": units(article.text[: one.start]), "end": units(article.text[: one.end]), "text": one.text}
            region = {"id": one.id, "from_name": "label", "to_name": "text", "value": value}
            result = [region | {"type": "labels", "value": value | {"labels": [one.code]}}]
            if one.note:
                result.append(region | {"type": "textarea", "value": value | {"text": [one.note]}})
            annotations.append(
                {"id": n, "completed_by": {"email": one.person}, "created_at": one.time, "result": result}
            )
        tasks.append({"id": number, "data": {"text": article.text, "article": article.id}, "annotations": annotations})
    return tasks


def test_brat_reads_what_people_made_there(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(TEXT.encode())
    (tmp_path / "story.ann").write_text(
        "T1\tcontempt 0 5\tThugs\n#1\tAnnotatorNotes T1\twhose word?\nT2\tweather 40 44;45 50\tRain fell,\n"
        "R1\tCause Arg1:T1 Arg2:T2\nA1\tSure T1\nT3\tpeople 0 5;14 20\tThugs regime\nT4\tfar 900 905\tnobody\n"
    )
    with pytest.warns(tk.AnnotationWarning, match="2 marks were read and 4 set aside"):
        table = tk.read_annotations(tmp_path)
    assert table[["article", "start", "end", "text", "code", "note"]].values.tolist() == [
        ["story", 0, 5, "Thugs", "contempt", "whose word?"],
        ["story", 40, 50, "Rain fell,", "weather", ""],
    ]
    assert table.text_sha256[0] == text_hash(TEXT)
    reasons = " ".join(reason for *_, reason in table.attrs["rejected"])
    for said in ("a relation of brat", "an attribute of brat", "leaves out words", "none of the text"):
        assert said in reasons


def test_what_was_changed_in_brat_is_believed(tmp_path: Path) -> None:
    marks = [mark("regime", "a label", note="why?", id="m1")]
    tk.write_annotations(annotation_table(marks), tmp_path / "b", format="brat", articles=ARTICLE)
    path = tmp_path / "b" / "a.ann"
    lines = path.read_text().replace(" 14 20\tregime", " 0 5\tThugs").replace("why?\n", "who says?\n")
    path.write_text(lines)
    found = marks_of(tk.read_annotations(path, articles=ARTICLE))[0]
    assert (found.start, found.text, found.note, found.person, found.id) == (0, "Thugs", "who says?", "Ada", "m1")
    assert found.code.startswith("a_label")
    assert (tmp_path / "b" / "annotation.conf").read_text().startswith("[entities]\na_label")


def test_web_annotations_of_other_programs_are_found_by_their_quotation(tmp_path: Path) -> None:
    article = tk.Article(id="a", text=TEXT, url="https://example.org/story")
    quoted = {"type": "TextQuoteSelector", "exact": "Rain", "prefix": "", "suffix": " fell"}
    page = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "https://example.org/anno/1",
            "creator": "https://example.org/ada", "created": "2026-11-28T10:00:00Z",
            "body": [{"type": "TextualBody", "value": "weather", "purpose": "tagging"},
                     {"type": "TextualBody", "value": "wet", "purpose": "commenting"}],
            "target": {"source": "https://example.org/story", "selector": quoted},
        },
        {"type": "Annotation", "motivation": "tagging", "body": {"value": "label"},
         "target": {"source": {"id": "a"}, "selector": {"type": "FragmentSelector", "value": "char=14,20"}}},
        {"type": "Annotation", "body": "people", "target": {"source": "a", "selector": [
            {"type": "TextPositionSelector", "start": 41, "end": 45}, {"type": "TextQuoteSelector", "exact": "Rain"}]}},
        {"type": "Annotation", "body": [], "target": "https://example.org/story"},
        {"type": "Annotation", "body": "x", "target": {"source": "a", "selector": quoted | {"exact": "snow"}}},
    ]  # fmt: skip
    (tmp_path / "m.json").write_text(json.dumps({"type": "AnnotationPage", "items": page}))
    with pytest.warns(tk.AnnotationWarning, match="3 marks were read and 2 set aside"):
        table = tk.read_annotations(tmp_path / "m.json", articles=article)
    assert table[["text", "code", "note", "person"]].values.tolist() == [
        ["Rain", "weather", "wet", "https://example.org/ada"], ["regime", "label", "", ""], ["Rain", "people", "", ""],
    ]  # fmt: skip
    with pytest.warns(tk.AnnotationWarning, match="give the articles"):
        tk.read_annotations(tmp_path / "m.json")


def test_label_studio_says_what_it_leaves_out(tmp_path: Path) -> None:
    value = {"start": 0, "end": 5}
    label = {"id": "r1", "type": "labels", "value": value | {"labels": ["contempt", "people"]}}
    tasks = [
        {"id": 7, "data": {"text": TEXT}, "predictions": [{"result": []}], "annotations": [
            {"completed_by": 3, "result": [
                label, {"type": "relation", "from_id": "r1", "to_id": "r2"},
                {"id": "c", "type": "choices", "value": {"choices": ["slanted"]}},
                {"id": "q", "type": "textarea", "value": {"text": ["a remark on nothing"]}},
                {"id": "b", "type": "brushlabels", "value": {"format": "rle"}}]},
            {"completed_by": 4, "was_cancelled": True, "result": [label]}]},
    ]  # fmt: skip
    (tmp_path / "m.json").write_text(json.dumps(tasks))
    with pytest.warns(tk.AnnotationWarning, match="3 marks were read and 5 set aside"):
        table = tk.read_annotations(tmp_path, articles=ARTICLE)
    assert table[["article", "text", "code", "person", "id"]].values.tolist() == [
        ["a", "Thugs", "contempt", "3", "r1:contempt"], ["a", "Thugs", "people", "3", "r1:people"],
        ["a", TEXT, "slanted", "3", "c"],
    ]  # fmt: skip
    minimal = [{"text": TEXT, "id": 7, "annotator": 3, "annotation_id": 1, "created_at": "2026-11-28",
                "label": [value | {"text": "Thugs", "labels": ["contempt"]}]}]  # fmt: skip
    (tmp_path / "m.json").write_text(json.dumps(minimal))
    assert tk.read_annotations(tmp_path, articles=ARTICLE)[["article", "text", "person"]].values.tolist() == [
        ["a", "Thugs", "3"]
    ]


def test_writing_for_others_says_what_it_needs(tmp_path: Path) -> None:
    table = annotation_table([mark("Thugs", "contempt")])
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for options, said in (
        ({"format": "brat"}, "give them: articles"),
        ({"format": "xml"}, "choose from w3c, brat"),
        ({"format": "brat", "articles": tk.Article(id="b", text="x")}, "No article has the id 'a'"),
        ({"format": "brat", "articles": ARTICLE}, "holds something already"),
        ({"format": "w3c", "articles": tk.Article(id="a", text="other text")}, "stands 'other'"),
    ):
        with pytest.raises(tk.ToolkitError, match=said):
            tk.write_annotations(table, tmp_path / "full", **options)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_of_several_files_one_that_is_none_is_set_aside(tmp_path: Path) -> None:
    tk.write_annotations(annotation_table([mark("Thugs", "contempt")]), tmp_path / "m.csv")
    (tmp_path / "notes.md").write_text("# My notes")
    (tmp_path / "alone.ann").write_text("T1\tx 0 5\tThugs\n")
    with pytest.warns(tk.AnnotationWarning, match="1 marks were read and 2 set aside"):
        table = tk.read_annotations(tmp_path)
    assert "there is no alone.txt" in table.attrs["rejected"][0][2]
    (tmp_path / "m.csv").unlink()
    with pytest.raises(tk.AnnotationError, match="None of 2 files holds marks"):
        tk.read_annotations(tmp_path)
