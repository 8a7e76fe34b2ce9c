"""How a table writes quotation marks is decided by the whole file, and each way is read by its own rules."""

from __future__ import annotations

import pytest

from toolkit.loading import quoting
from toolkit.loading.quoting import Line, are_plain, parsed, sample, swallowed

MARKED = '9,"in "y" z",w\n'  # a row with marks that are not doubled: the file is read with care
INSIDE = "quotation marks inside {} values are not doubled, and are read as they stand"
ESCAPED = r"quotation marks and line ends are escaped (\"), and are restored"


def rows(text: str, separator: str = ",", width: int | None = None) -> list[tuple[int, list[str]]]:
    return [(row.number, row.values) for row in parsed(text, separator, width=width).rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n1,2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\r\n\r\n,\r\n1,\r", [(1, ["a", "b"]), (4, ["1", ""])]),
        ("a,b\n1,it's 3'' deep", [(1, ["a", "b"]), (2, ["1", "it's 3'' deep"])]),
    ],
)
def test_a_table_without_marks_is_cut_at_its_separators(text: str, found: list[tuple[int, list[str]]]) -> None:
    assert rows(text) == found
    assert parsed(text, ",").notes == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('a,b\n1,say "x" now\n', True),
        ('a,b\n1,a 5" gun\n', True),
        ('a,b\n1,"x"\n', False),
        ('a,b\n1,""\n2,say "x" now\n', True),
        ('a,b\n1,say ""x"" now\n', False),
        ('a,b\n1,say \\"x\\" now\n', False),
        ('"a",b\n1,say "x" now\n', False),
        (' "a",b\n1,say "x" now\n', False),
        ('\n,\na,b\n1,say "x" now\n', True),
        ('a,b\n1,say "x" now,3\n', False),
        ('a,b\n1,"open x\n2,in "y" z\n', False),
        ('a,b\n1, "open x\n2,in "y" z\n', False),
        ('a,b\n"x","y"\n1,in "q" z\n', False),
        ('a,b\n"x","y"\n1,in "q" z\n2,3\n', True),
        ('a,b\n"x" y "z","p" q "r"\n1,in "q" z\n', True),
        ('a,b\n"x" y,"p" q\n1,in "q" z\n', True),
        ('a,b\n"x" y,"p" q\n1,2\n', False),
        ("a,b\n1,2\n", False),
    ],
)
def test_marks_are_plain_where_values_hold_them_without_marks_around(text: str, plain: bool) -> None:
    assert are_plain(text, ",") is plain


def test_plain_marks_are_read_as_they_stand_and_the_report_says_so() -> None:
    found = parsed('a\tb\n1\tsay "x", now\n', "\t")
    assert found.rows == [Line(1, ["a", "b"]), Line(2, ["1", 'say "x", now'])]
    assert found.notes == ["quotation marks are read as they stand: this table does not write them around values"]


def test_a_table_by_the_rules_counts_its_rows_by_the_lines_where_they_end() -> None:
    found = parsed('a,b\n"1","x\ny ""z"""\n"",""\n2,"w"\n', ",")
    assert found.rows == [Line(1, ["a", "b"]), Line(3, ["1", 'x\ny "z"']), Line(5, ["2", "w"])]
    assert (found.bad, found.notes) == ([], [])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('1,"say "no" now",x\n', (2, ["1", 'say "no" now', "x"])),
        ('1,"He said "no"",x\n', (2, ["1", 'He said "no"', "x"])),
        ('1,"He said ""no""",x\n', (2, ["1", 'He said "no"', "x"])),
        ('1,"""No"" he said",x\n', (2, ["1", '"No" he said', "x"])),
        ('1,"a ""b"", c",x\n', (2, ["1", 'a "b", c', "x"])),
        ('1,""No," he said. "Never."",x\n', (2, ["1", '"No," he said. "Never."', "x"])),
        ('1,"No," he said. "Never.",x\n', (2, ["1", '"No," he said. "Never."', "x"])),
        ('1,"A "no", and "yes" too",x\n', None),
        ('1,  "x, y",z\n', (2, ["1", "x, y", "z"])),
        ('1,"x, y"  ,z\n', (2, ["1", "x, y", "z"])),
        ("1, x ,z\n", (2, ["1", " x ", "z"])),
        ('1,"a"b c" d",x\n', (2, ["1", 'a"b c" d', "x"])),
        ('1,"x\n",z\n', (3, ["1", "x\n", "z"])),
        ('1,"x\ny",z\n', (3, ["1", "x\ny", "z"])),
        ('1,"x\n\n\ny",z\n', (5, ["1", "x\n\n\ny", "z"])),
        ('"1",,""\n', (2, ["1", "", ""])),
        ('"","","z"\n', (2, ["", "", "z"])),
        ("1,x,y\r\n", (2, ["1", "x", "y"])),
        ('1,x,"y" \r\n', (2, ["1", "x", "y"])),
        ('1,x,"y\\z"\n', (2, ["1", "x", "y\\z"])),
    ],
)
def test_a_row_is_read_with_care_where_the_file_does_not_double_its_marks(
    row: str, found: tuple[int, list[str]] | None
) -> None:
    read = rows(f"a,b,c\n{row}{MARKED}")
    assert read[0] == (1, ["a", "b", "c"])
    assert read[-1][1] == ["9", 'in "y" z', "w"]
    if found is not None:
        assert read[1:-1] == [found]


@pytest.mark.parametrize(
    ("row", "many"),
    [("", 1), ('1,"x ""y"" z",w\n', 1), ('1,"p "q" r","s "t" u"\n', 3), (",,\n \n1,x,y\n", 1)],
)
def test_values_with_plain_marks_are_counted(row: str, many: int) -> None:
    assert parsed(f"a,b,c\n{row}{MARKED}", ",").notes == [INSIDE.format(many)]


@pytest.mark.parametrize(
    ("body", "heads", "bad"),
    [
        ('1,"open\n2,b,c\n3,d,e\n', ["2", "3"], [2]),
        ('1,"open\n2,b,c\n', ["2"], [2]),
        ('1,"open\n\n2,b,c\n', ["2"], [2]),
        ('1,"open', [], [2]),
        ('0,x,y\n1,"open\n2,b,c\n3,d,e\n4,"open\n5,f,g\n', ["0", "2", "3", "5"], [3, 6]),
        ('1,"goes on,\nand on, here.\nIt ends",c\n2,"in "y" z",w\n', ["1", "2"], []),
        ('1,"goes on\n2, b, c\n3, d, e\nends",c\n4,"in "y" z",w\n', ["1", "4"], []),
    ],
)
def test_a_mark_that_stays_open_costs_its_own_line_only(body: str, heads: list[str], bad: list[int]) -> None:
    found = parsed(f"a,b,c\n{body}", ",")
    assert [row.values[0] for row in found.rows[1:]] == heads
    assert [one.number for one in found.bad] == bad
    assert all("is opened here and not closed" in one.reason for one in found.bad)


def test_a_line_in_an_open_value_of_a_narrow_table_is_no_row() -> None:
    assert rows('a\n"p ""q"""\n"x "y" z\nmore\nends"\n')[2:] == [(5, ['x "y" z\nmore\nends'])]
    more = '5,"in "z" w"\n'
    assert [row[1][0] for row in rows(f'a,b\n1,"x\n2,y\n3,z\n4,v\n{more}')[1:]] == ["2", "3", "4", "5"]
    assert [row[1][0] for row in rows(f'a,b\n1,"x\n2, y\n3, z\n4, v\n{more}')[1:]] == ["1"]
    spaced = 'a;b\n1;"x\n2; y\n3; z\n4; v\n5;"in "z" w"\n'
    assert [row[1][0] for row in rows(spaced, ";")[1:]] == ["2", "3", "4", "5"]


def test_the_width_of_the_header_decides_what_is_a_row() -> None:
    text = '1,"open\n2,b,c\n3,d,e\n4,f,g\nends",y\n5,"in "y" z",w\n'
    assert [values[0] for _, values in rows(text, width=3)] == ["2", "3", "4", 'ends"', "5"]
    assert [values[0] for _, values in rows(text, width=4)] == ["1", "5"]


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ('1,"a \\"b\\" c",x\\ny\n', ["1", 'a "b" c', "x\ny"]),
        ('1,"a \\"b\\", c",x\n', ["1", 'a "b", c', "x"]),
        ('1,"a\\\\",x\n', ["1", "a\\", "x"]),
        ('1,"a\\\\\\"b",x\n', ["1", 'a\\"b', "x"]),
        ('1,"a\\qb",x\n', ["1", "a\\qb", "x"]),
        ('1,"a\\tb\\rc\\/d\\\'e",\\N\n', ["1", "a\tb\rc/d'e", ""]),
        ('1,"a ""b"" c",x\n', ["1", 'a "b" c', "x"]),
        ('1,"\\"",x\n', ["1", '"', "x"]),
    ],
)
def test_escapes_are_restored_where_the_file_uses_them(row: str, values: list[str]) -> None:
    found = parsed(f'a,b,c\n{row}2,"a \\"b\\" c",y\n', ",")
    assert [one.values for one in found.rows] == [["a", "b", "c"], values, ["2", 'a "b" c', "y"]]
    assert found.notes == [ESCAPED]


def test_a_backslash_at_the_end_of_a_value_is_no_escape() -> None:
    found = parsed('a,b\n"C:\\","x"\n"D:\\","y"\n', ",")
    assert [row.values for row in found.rows[1:]] == [["C:\\", "x"], ["D:\\", "y"]]
    assert found.notes == []


HEADER = Line(1, ["a", "b", "c"])


@pytest.mark.parametrize(
    ("value", "width", "is_so"),
    [
        ("a,2\n3,b,c\n4,d", None, True),
        ("\n3,b,c\n", None, True),
        ("\n3,b,c\n", 3, True),
        ("\n3,b,c\n", 4, False),
        ("x,y\n3,b,c\n \nz", None, True),
        ("x,y\nz", None, False),
        ("3,b,c", None, False),
        ("\n3,b\n", None, False),
        ("\n3,b,c\nno row, here\n", None, False),
        ("\n3,,\n", None, False),
        ("\n3,b,\n", None, True),
        ("\n , ,c\n", None, False),
    ],
)
def test_a_value_that_holds_whole_rows_has_swallowed_them(value: str, width: int | None, is_so: bool) -> None:
    assert swallowed([HEADER, Line(2, ["1", value, "x"])], ",", width) is is_so
    assert not swallowed([Line(1, ["a", value, "c"])], ",", width)


def test_rows_of_two_values_are_too_common_in_texts_to_count_as_swallowed() -> None:
    assert not swallowed([Line(1, ["a", "b"]), Line(2, ["1", "\n2,x\n"])], ",", None)
    assert not swallowed([], ",", None)


def test_the_sample_of_a_table_leaves_out_a_row_that_may_be_cut() -> None:
    text = "a,b\n\n1,2\n,\n3,4\n5,6\n"
    assert list(sample(text, ",", 40)) == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert list(sample(text, ",", 2)) == [["a", "b"], ["1", "2"]]
    assert list(sample(text, ",", 3)) == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert list(sample("a,b\n1,2\n", ",", 40)) == [["a", "b"], ["1", "2"]]
    assert list(sample("a,b\n1,2\n3,4\n", ",", 40)) == [["a", "b"], ["1", "2"]]
    assert list(sample("", ",", 40)) == []
    large = "x" * (quoting.LARGEST_FIELD + 1)
    assert list(sample(f"a,b\n1,{large}\n", ",", 40)) == [["a", "b"]]


@pytest.mark.parametrize("mark", ["", '"'])
def test_a_value_up_to_the_limit_is_read_and_a_larger_one_is_named_by_its_line(mark: str) -> None:
    fits = "x" * quoting.LARGEST_FIELD
    assert len(parsed(f"a,b\n1,{mark}{fits}{mark}\n", ",").rows) == 2
    with pytest.raises(quoting.TooLargeError, match="line 2: field larger"):
        parsed(f"a,b\n1,{mark}{fits}x{mark}\n", ",")


@pytest.mark.parametrize(
    ("text", "width", "found"),
    [
        ('a,b\n1, "x, y"\n"2","z"\n', None, [["1", "x, y"], ["2", "z"]]),
        ('a,b\n1,  "x, y, z" \n2,w\n', None, [["1", "x, y, z"], ["2", "w"]]),
        ('a,b\n "x, y",1\n"2","z, w"\n', None, [["x, y", "1"], ["2", "z, w"]]),
        ('report\na,b\n1, "x, y"\n', 2, [["a", "b"], ["1", "x, y"]]),
        ('a,b\n1, "x, y\n"2","z"\n', None, [["1", ' "x', " y"], ["2", "z"]]),  # nothing closes the mark
        ('a,b\n1, "x", y\n"2","z"\n', None, [["1", ' "x"', " y"], ["2", "z"]]),  # the mark opens and closes in one
        ('a,b,c\n1, "x, y"\n"2","z",3\n', None, [["1", ' "x', ' y"'], ["2", "z", "3"]]),  # as many as there are names
    ],
)  # fmt: skip
def test_a_mark_behind_a_space_opens_a_value_where_the_row_is_too_long_without(
    text: str, width: int | None, found: list[list[str]]
) -> None:
    table = parsed(text, ",", width=width)
    assert [row.values for row in table.rows][1:] == found
    assert (table.bad, table.notes) == ([], [])
