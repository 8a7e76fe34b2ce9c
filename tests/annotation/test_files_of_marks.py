"""Marks written and read again, and files that are damaged, hostile or of another kind."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import toolkit as tk
from tests.annotation.making_marks import ARTICLE, TEXT, corpora, mark
from toolkit.annotation.records import Annotation, as_values, from_values, text_hash
from toolkit.annotation.tables import annotation_table, marks_of

ENDINGS = (".jsonl", ".json", ".csv")
GOOD = as_values(mark("regime", "label", note="whose word?", time="2026-11-28T10:00:00+01:00", id="m1"))


def again(marks: Iterable[Annotation], name: str, articles: tk.Corpus | None = None) -> list[Annotation]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        tk.write_annotations(annotation_table(marks), path)
        return marks_of(tk.read_annotations(path, articles=articles))


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(made=corpora())
def test_marks_come_back_as_they_were_written(ending: str, made: tuple[tk.Corpus, list[Annotation]]) -> None:
    corpus, marks = made
    assert again(marks, f"marks{ending}") == marks
    assert again(marks, f"marks{ending}", corpus) == marks


def test_a_table_of_marks_opens_into_its_sentences_and_reads_itself(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(
        json.dumps({"format": "media-analysis-annotations", "version": 1, "activity": "3", "marks": [GOOD]})
    )
    table = tk.read_annotations(tmp_path, articles=ARTICLE)
    assert table.attrs["caption"] == "1 mark by 1 person, 1 code"
    assert tk.evidence(ARTICLE, table).text.tolist() == ["Thugs of the “regime” fled 🌧 to Leeds."]
    assert "“regime” in article a is coded label by Ada" in tk.explain(table)
    assert "whose word?" in tk.explain(table)


def test_files_of_several_people_are_read_together(tmp_path: Path) -> None:
    for person, name in (("Ada", "ada.jsonl"), ("Ben", "ben.csv")):
        tk.write_annotations(annotation_table([mark("Thugs", "contempt", person)]), tmp_path / name)
    paths = [tmp_path / "ada.jsonl", str(tmp_path / "ben.csv")]
    assert tk.read_annotations(paths).person.tolist() == ["Ada", "Ben"]
    assert tk.read_annotations(tmp_path).person.tolist() == ["Ada", "Ben"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"start": "x"}, "start is 'x'; a whole number"),
        ({"start": True}, "start is True"),
        ({"end": 3}, "end must lie behind start"),
        ({"start": -3}, "end must lie behind start"),
        ({"end": 21}, "the text has 6"),
        ({"end": 10**400}, "the text has 6"),
        ({"article": ""}, "article is empty"),
        ({"article": 5}, "article is 5; a text"),
        ({"code": " "}, "code is empty"),
        ({"text": None}, "give the articles"),
        ({"note": "\ud83d"}, "half a character"),
        ({"text_sha256": "no hash"}, "no SHA-256"),
        ({"version": 2}, "version of the mark is 2"),
    ],
)
def test_a_mark_that_is_none_is_set_aside_with_its_reason(
    changed: dict[str, object], said: str, tmp_path: Path
) -> None:
    lines = [json.dumps(GOOD | changed), json.dumps(GOOD), json.dumps(GOOD)[:40]]
    (tmp_path / "m.jsonl").write_text("\n".join(lines))
    with pytest.warns(tk.AnnotationWarning, match="1 marks were read and 2 set aside"):
        table = tk.read_annotations(tmp_path / "m.jsonl")
    assert table.text.tolist() == ["regime"]
    (_, place, reason), (_, torn, cut) = table.attrs["rejected"]
    assert (place, torn, cut) == ("line 1", "line 3", "the line is no JSON; it may be cut off.")
    assert said in reason
    assert "\n" not in reason
    assert "2 set aside" in table.attrs["caption"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"article": "b"}, "no article has the id 'b'"),
        ({"text": "Regime"}, "stands 'regime', and the mark says 'Regime'"),
        ({"text_sha256": text_hash("other")}, "has changed since"),
        ({"start": 700, "end": 706}, "has no characters 700 to 706"),
    ],
)
def test_a_mark_on_another_text_is_set_aside(changed: dict[str, object], said: str, tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text(json.dumps(GOOD | changed))
    with pytest.warns(tk.AnnotationWarning, match="0 marks were read and 1 set aside"):
        table = tk.read_annotations(tmp_path / "m.jsonl", articles=[ARTICLE])
    assert said in table.attrs["rejected"][0][2]


def test_text_and_hash_are_filled_in_from_the_article(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("article,start,end,code\na,0,5,contempt\n")
    assert tk.read_annotations(tmp_path, articles=ARTICLE)[["text", "text_sha256"]].values.tolist() == [
        ["Thugs", text_hash(TEXT)]
    ]


HOSTILE = {
    "not there": (None, "cannot be opened"),
    "no table of marks": (b"name,age\nAda,30\n", "no column 'article'"),
    "no UTF-8": (b"\xff\xfe\x00", "no UTF-8"),
    "other JSON": (b'{"type": "FeatureCollection"}', "no file of marks"),
    "a newer page": (b'{"format": "media-analysis-annotations", "version": 2, "marks": []}', "version '2'"),
    "a page without marks": (b'{"format": "media-analysis-annotations", "version": 1}', 'no list "marks"'),
    "an open quotation mark": (b'article,start,end,code\n"a,0,5,x\n', "cannot be read further"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_file_that_is_none_gets_one_sentence(name: str, tmp_path: Path) -> None:
    data, said = HOSTILE[name]
    path = tmp_path / "m.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(tk.AnnotationError) as told:
        tk.read_annotations(path)
    assert said in str(told.value)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_an_empty_file_holds_no_marks(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text("\n")
    assert tk.read_annotations(tmp_path).attrs["caption"] == "0 marks by 0 people, 0 codes"


def test_lines_nested_without_end_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text("[" * 200_000)
    with pytest.warns(tk.AnnotationWarning):
        assert len(tk.read_annotations(tmp_path)) == 0


def test_writing_replaces_whole_or_says_why_not(tmp_path: Path) -> None:
    table = annotation_table([mark("Thugs", "contempt")])
    with pytest.raises(tk.AnnotationError, match=r"\.jsonl, \.json, \.csv"):
        tk.write_annotations(table, tmp_path / "m.xlsx")
    with pytest.raises(tk.AnnotationError, match="cannot be written"):
        tk.write_annotations(table, tmp_path / "no" / "m.csv")
    with pytest.raises(tk.AnnotationError, match="row 1: end is"):
        tk.write_annotations(table.assign(end="x"), tmp_path / "m.csv")
    tk.write_annotations(table, tmp_path / "m.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["m.csv"]


def test_values_of_other_names_are_left_alone() -> None:
    assert from_values({**GOOD, "colour": "red"}) == mark(
        "regime", "label", note="whose word?", time="2026-11-28T10:00:00+01:00", id="m1"
    )
