"""People first: coding sheets go out and come back, agreement includes the tool; prevalence, issues, who is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import toolkit as tk
from toolkit.annotation.codings import TOOL
from toolkit.codebooks import Code, Indicator

BOOK = tk.Codebook("dam", [
    Code("harm", "Harm", "What is lost.", ("What is lost?",), (Indicator("drown*", "lost"),)),
    Code("use", "Use", "What is won.", ("What is won?",), (Indicator("light", "won"),)),
])  # fmt: skip
CORPUS = tk.Corpus([
    tk.Article(id=f"n{n}", outlet="X", headline="=1+1", text="The village drowned." if n % 2 else "Light for all.")
    for n in range(20)
])  # fmt: skip


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_a_sheet_goes_out_and_comes_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    sheet = tk.coding_sheet(CORPUS, path, codebook=BOOK, coder="Ada", sample=6)
    assert list(sheet.columns) == ["article", "coder", "headline", "text", "note", "harm", "use"]
    assert "outlet" not in sheet
    with pytest.raises(tk.TableError, match="no row is coded"):
        tk.read_codings(path)
    filled = sheet.head(4).assign(harm=["x", "1", "", ""], use=["", "yes", "0", ""])
    filled.to_csv(tmp_path / "filled.csv", index=False)
    read = tk.read_codings(tmp_path / "filled.csv")
    assert read[["harm", "use"]].values.tolist() == [[1, 0], [1, 1], [0, 0]]
    assert read.attrs["not_coded"] == 1
    assert read.article.tolist() == sheet.article.head(3).tolist()
    assert set(read.coder) == {"Ada"}


def test_the_workbook_holds_the_codebook(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    tk.coding_sheet(CORPUS, tmp_path / "sheet.xlsx", codebook=BOOK)
    book = load_workbook(tmp_path / "sheet.xlsx")
    assert book.sheetnames == ["coding", "codebook"]
    assert [cell.value for cell in book["codebook"][2]] == ["harm", "Harm", "What is lost.", "What is lost?"]
    assert book["coding"]["C2"].value == "'=1+1"  # no spreadsheet runs it


def sheet(folder: Path, text: str, name: str = "a.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_table_of_ones_own_names_frames_in_one_column(tmp_path: Path) -> None:
    read = tk.read_codings(sheet(tmp_path, "text,frames\nRain,harm | use\nSnow,use\n,\nSun,\n"))
    assert read[["article", "harm", "use"]].values.tolist() == [["1", 1, 1], ["2", 0, 1]]
    assert read.attrs["not_coded"] == 1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("article,text\na,x\n", "no column of a frame"),
        ("article,harm\na,maybe\n", "row 2, harm: 'maybe' is no mark"),
        ("article,harm\na,1,2\n", "row 2: 3 cells where the header has 2"),
        ("article,harm,harm\na,1,1\n", "'harm' is there twice"),
        ("article,harm\na,1\na,0\n", "coded article 'a' twice"),
        ("article,harm\na,\n", "no row is coded"),
    ],
)
def test_a_wrong_sheet_gets_one_sentence(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(tk.TableError, match=part) as told:
        tk.read_codings(sheet(tmp_path, text))
    assert str(told.value).endswith(".")


def test_what_cannot_be_read_or_written_gets_one_sentence(tmp_path: Path) -> None:
    for call in (
        lambda: tk.read_codings(tmp_path / "none.csv"),
        lambda: tk.read_codings([]),
        lambda: tk.coding_sheet(CORPUS, tmp_path / "a.pdf", codebook=BOOK),
        lambda: tk.coding_sheet(CORPUS, tmp_path / "none" / "a.csv", codebook=BOOK),
    ):
        with pytest.raises(tk.TableError):
            call()
    with pytest.raises(tk.QueryError, match="sample=0"):
        tk.coding_sheet(CORPUS, sample=0)


def codings(wrong: int = 0) -> pd.DataFrame:
    """Two people on all articles; they and the tool agree but for `wrong` articles of the second."""
    rows = []
    for coder in ("Ada", "Ben"):
        for n, article in enumerate(CORPUS):
            harm = n % 2 if coder == "Ada" or n >= wrong else 1 - n % 2
            rows.append({"article": article.id, "coder": coder, "harm": harm, "use": 1 - n % 2})
    return pd.DataFrame(rows)


def test_the_tool_is_one_more_coder() -> None:
    labels = tk.frame_labels(codings(wrong=4), "harm", frames=tk.frames(CORPUS, codebook=BOOK))
    assert set(labels.coder) == {"Ada", "Ben", TOOL}
    scores = tk.agreement(labels, draws=20).set_index("measure").value
    assert scores["cohen_kappa: Ada, toolkit"] == pytest.approx(1)
    assert scores["cohen_kappa: Ada, Ben"] == pytest.approx(0.6)
    with pytest.raises(tk.QueryError, match="'war' was coded; there are harm, use"):
        tk.frame_labels(codings(), "war")


def test_marks_in_texts_are_codings() -> None:
    marks = pd.DataFrame(
        {"article": ["n1", "n1", "n2", "zz"], "code": ["harm", "other", "use", "use"], "person": "Ada"}
    )
    read = tk.codings_of_marks(marks, CORPUS, codebook=BOOK)
    assert read[["article", "coder", "harm", "use"]].values.tolist() == [["n1", "Ada", 1, 0], ["n2", "Ada", 0, 1]]


def test_a_share_is_corrected_for_known_errors() -> None:
    # the tool finds 80 % of the articles with the frame, and takes 20 % of the others for such: 40 % become 44 %
    chance = np.random.default_rng(5)
    truth = np.arange(2000) % 5 < 2
    found = np.where(truth, chance.random(2000) < 0.8, chance.random(2000) < 0.2)
    table = pd.DataFrame({"article": [f"a{n}" for n in range(2000)], "frame": "war", "present": found})
    coded = pd.DataFrame({"article": table.article[:400], "coder": "Ada", "war": truth[:400].astype(int)})
    row = tk.validated_prevalence(table, coded, draws=300).iloc[0]
    assert row.found == pytest.approx(0.44, abs=0.03)
    assert row.share == pytest.approx(0.4, abs=0.05)
    assert row.low < 0.4 < row.high
    assert (row.articles, row.coded, row.divided) == (2000, 400, 0)
    assert "corrected for its errors on 400 coded ones" in tk.explain(row)


def test_too_few_codings_or_a_useless_tool_correct_nothing() -> None:
    frames = tk.frames(CORPUS, codebook=BOOK)
    few = tk.validated_prevalence(frames, codings().head(4), draws=20)
    assert few.share.isna().all()
    assert "do not tell its errors" in tk.explain(few.head(1))
    random = pd.DataFrame({"article": [a.id for a in CORPUS], "frame": "harm", "present": [n < 10 for n in range(20)]})
    assert tk.validated_prevalence(random, codings(), draws=20).share.isna().all()
    divided = tk.validated_prevalence(frames, codings(wrong=4), draws=20).set_index("frame")
    assert divided.loc["harm", "divided"] == 4
    with pytest.raises(tk.QueryError, match="no frame in common"):
        tk.validated_prevalence(frames, codings()[["article", "coder"]])
    with pytest.raises(tk.QueryError, match="articles of the same corpus"):
        tk.validated_prevalence(frames, codings().assign(article="zz"))


def test_articles_are_given_their_issue() -> None:
    marked = tk.mark_issues([
        tk.Article(id="a", text="Refugees crossed the border. Migrants wait for asylum."),
        tk.Article(id="b", headline="Judge hears abortion case", text="The hearing began on Monday in a full hall."),
        tk.Article(id="c", text="Rain fell on the hills.", extra=(("issue", "old"), ("page", 3))),
    ])  # fmt: skip
    assert [article.get("issue") for article in marked] == ["immigration", "abortion", "other"]
    assert marked[2].get("page") == 3
    assert len(marked.where(issue="immigration")) == 1
    assert set(tk.frame_summary(marked, by="issue").issue) == {"immigration", "abortion", "other"}


def test_issues_keep_the_analysis_of_an_article(counted: dict[str, int]) -> None:
    corpus = tk.analyse(tk.Corpus([tk.Article(id="a", text="“Migrants wait,” the envoy said.")]))
    tk.frames(tk.mark_issues(corpus), codebook="generic")
    assert set(counted.values()) == {1}


def test_who_is_responsible_and_who_says_so() -> None:
    text = (
        "The flood was caused by a broken dam. “The mayor must resign,” Ruiz said. The envoy urged Iran to return."
        " The raid was condemned by the union. The union condemned the raid on Sunday. It was wrong because of that."
    )
    table = tk.responsibility(tk.Article(id="a", text=text), with_fields=["outlet"])
    assert table[["text", "role", "who", "by"]].values.tolist()[:5] == [
        ["caused by", "cause", "a broken dam", "outlet"],
        ["must", "asked", "The mayor", "Ruiz"],
        ["urged", "asked", "Iran", "outlet"],
        ["condemned", "judged", "The raid", "outlet"],
        ["condemned", "judged", "the raid", "outlet"],
    ]
    short = (
        "Two women accused him of theft. She praised it via Twitter. They praised via radio. Ana blamed Ben publicly."
        " They were loudly criticized."
    )
    named = tk.responsibility(tk.Article(id="b", text=short)).who.fillna("").tolist()
    assert named == ["him", "it", "", "Ben", "They"]
    assert "outlet" in table
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    assert "names “The mayor” as the one to act, and it is Ruiz who says so" in tk.explain(table.iloc[1])
