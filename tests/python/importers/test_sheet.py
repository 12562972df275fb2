"""Reading any spreadsheet-like file to rows of text, and what a file that cannot be read says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.importers import MissingExtraError, sheet, sheet_xlsx
from samspill.importers.sheet import Sheet, read_sheets
from samspill.importers.tables import FindingLog

Write = Callable[..., Path]
MakeXlsx = Callable[..., bytes]

TABLE = [["id", "name"], ["1", "Ærlig øl"], ["2", ""]]


def read(path: Path) -> tuple[list[Sheet], list[tuple[str, str]]]:
    log = FindingLog(path.name)
    sheets = read_sheets(path, log)
    return sheets, [(finding.severity, finding.code) for finding in log.findings()]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_separator_is_found(write: Write, separator: str, line_end: str) -> None:
    path = write("t.csv", line_end.join(separator.join(row) for row in TABLE))
    assert read(path) == ([Sheet("", TABLE)], [])


def test_the_separator_is_the_one_that_splits_rows_not_sentences(write: Write) -> None:
    path = write("t.csv", "id;text\n1;one, two, three\n2;four\n")
    assert read(path)[0][0].rows == [["id", "text"], ["1", "one, two, three"], ["2", "four"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_remark(write: Write, encoding: str) -> None:
    path = write("t.csv", "id,name\n1,Ærlig øl\n2,\n".encode(encoding))
    assert read(path) == ([Sheet("", TABLE)], [])


def test_other_encodings_are_guessed_with_a_warning(write: Write) -> None:
    path = write("t.csv", "id,name\n1,Ærlig øl\n2,\n".encode("latin-1"))
    assert read(path) == ([Sheet("", TABLE)], [("warning", "encoding_guessed")])


def test_a_cell_with_line_breaks_is_one_row_as_in_a_spreadsheet(parser_cases: Path) -> None:
    sheets, findings = read(parser_cases / "input-multiline.csv")
    assert sheets[0].rows == [["#description"], ["Line 1\nLine 2\nLine 3"]]
    assert findings == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.csv", b"", "empty_file"),
        ("t.csv", b" \r\n\t\n", "empty_file"),
        ("t.csv", b"\xef\xbb\xbf", "empty_file"),
        ("t.csv", b"\xef\xbb\xbf\x00\x01\x02abc", "wrong_encoding"),
        ("t.csv", bytes(range(256)) * 4, "wrong_encoding"),
        ("t.csv", b"\xff\xfea", "wrong_encoding"),
        ("t.csv", b'a,b\n1,"never closed\n2,3\n', "malformed_csv"),
        ("t.csv", b'a,b\n1,"x"y\n', "malformed_csv"),
        ("t.csv", b"a,b\n1," + b"x" * 200_000, "malformed_csv"),
        ("t.json", b"{not json", "malformed_json"),
        ("t.json", b"[" * 100_000, "malformed_json"),
        ("t.json", b'{"status": "OK", "n": 3}', "empty_table"),
        ("t.json", b"[1, 2]", "empty_table"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported_format"),
        ("t.xlsx", b"PK\x03\x04 and then nothing", "unreadable_file"),
    ],
)
def test_an_unusable_file_is_one_error(write: Write, name: str, content: bytes, code: str) -> None:
    assert read(write(name, content)) == ([], [("error", code)])


def test_paths_that_are_no_readable_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    assert read(tmp_path) == ([], [("error", "not_a_file")])
    assert read(tmp_path / "absent.csv") == ([], [("error", "file_not_found")])
    assert read(loop) == ([], [("error", "unreadable_file")])
    assert read(Path("nul\0byte.csv")) == ([], [("error", "unreadable_file")])
    assert read(Path("x" * 5000)) == ([], [("error", "unreadable_file")])


def test_a_file_too_large_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_FILE_BYTES", 3)
    assert read(write("t.csv", "a,b\n")) == ([], [("error", "file_too_large")])


def test_json_tables_in_all_their_forms(write: Write) -> None:
    objects = [{"id": "1", "name": "Ærlig øl"}, {"id": "2"}]
    for content in (TABLE, objects, {"status": "OK", "rows": TABLE}, {"rows": objects}):
        sheets, findings = read(write("t.json", json.dumps(content)))
        assert [s.rows for s in sheets] == [TABLE]
        assert findings == []
    both = {"a": TABLE, "b": [["x"]]}
    assert [s.name for s in read(write("t.json", json.dumps(both)))[0]] == ["a", "b"]


def test_json_is_recognised_without_its_suffix(write: Write) -> None:
    assert read(write("t.txt", json.dumps(TABLE)))[0] == [Sheet("", TABLE)]
    assert read(write("t.txt", "[1,2\n3,4\n"))[0][0].rows == [["[1", "2"], ["3", "4"]]


def test_json_cells_as_text(write: Write) -> None:
    path = write("t.json", '[["a", 12, 1.234, 2.50, 1e3, true, null, NaN, [1], {"b": 2}]]')
    sheets, findings = read(path)
    assert sheets[0].rows == [["a", "12", "1.2340", "2.5", "1000", "yes", "", "NaN", "", ""]]
    assert findings == [("warning", "nested_value")]


def test_a_key_given_twice_in_a_json_object_is_reported(write: Write) -> None:
    assert read(write("t.json", '[{"a": 1, "a": 2}]'))[1] == [("warning", "duplicate_column")]


def test_typed_cells_of_a_workbook(write: Write, make_xlsx: MakeXlsx) -> None:
    days = [datetime(2015, 3, 1), datetime(2015, 3, 1, 14, 30)]  # noqa: DTZ001 - as spreadsheets have them
    rows = [["id", "n"], ["001", 100], ["x", 1.234], ["", 2.5], [True, False], days]
    sheets, findings = read(write("t.xlsx", make_xlsx({"Sheet one": rows})))
    assert [s.name for s in sheets] == ["Sheet one"]
    assert sheets[0].rows[:4] == [["id", "n"], ["001", "100"], ["x", "1.2340"], ["", "2.5"]]
    assert sheets[0].rows[4:] == [["yes", "no"], ["2015-03-01", "2015-03-01 14:30:00"]]
    assert findings == []


def test_text_of_merged_cells_is_repeated_but_no_number(write: Write, make_xlsx: MakeXlsx) -> None:
    rows = [["Org A", 10, "x"], ["", "", "y"], ["Org B", 5, "z"]]
    path = write("t.xlsx", make_xlsx({"s": rows}, ["A1:A2", "B1:B2"]))
    assert read(path)[0][0].rows == [["Org A", "10", "x"], ["Org A", "", "y"], ["Org B", "5", "z"]]


def test_overlapping_merges_do_not_multiply_the_work(write: Write, make_xlsx: MakeXlsx) -> None:
    rows = [["Org A"], ["x"], ["y"]]
    path = write("t.xlsx", make_xlsx({"s": rows}, [f"A1:A{k * 7919}" for k in range(1, 50_000)]))
    assert len(read(path)[0][0].rows) == 3


def test_a_workbook_without_cells_is_an_error(write: Write, make_xlsx: MakeXlsx) -> None:
    assert read(write("t.xlsx", make_xlsx({"s": []})))[1] == [("error", "empty_table")]


def test_a_missing_extra_is_named(write: Write, make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("t.xlsx", make_xlsx({"s": [["a"]]}))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"pip install samspill\[excel\]"):
        read(path)


class PanicException(BaseException):
    """Stands for a panic inside the native reader, which is no ordinary exception."""


@pytest.mark.parametrize("failure", [PanicException, OSError, ValueError])
def test_a_native_reader_that_fails_gives_a_finding(
    write: Write, make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    path = write("t.xlsx", make_xlsx({"s": [["a"]]}))
    monkeypatch.setattr(sheet_xlsx, "_rows", failing_with(failure))
    assert read(path) == ([], [("error", "unreadable_file")])


def test_an_interrupt_passes_through_the_native_reader(
    write: Write, make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("t.xlsx", make_xlsx({"s": [["a"]]}))
    monkeypatch.setattr(sheet_xlsx, "_rows", failing_with(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        read(path)


def failing_with(failure: type[BaseException]) -> Callable[[object], list[list[str]]]:
    def rows(_: object) -> list[list[str]]:
        raise failure

    return rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=400), name=st.sampled_from(["f.csv", "f.json", "f.xlsx"]))
def test_no_bytes_make_reading_raise(write: Write, content: bytes, name: str) -> None:
    for prefix in (b"", b"PK\x03\x04", b"[", b"\xef\xbb\xbf"):
        sheets, findings = read(write(name, prefix + content))
        assert sheets or any(severity == "error" for severity, _ in findings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=4), max_size=4)
)
def test_no_json_table_makes_reading_raise(write: Write, rows: list[list[str]]) -> None:
    sheets, _ = read(write("t.json", json.dumps(rows)))
    assert [s.rows for s in sheets] == ([rows] if rows else [])
