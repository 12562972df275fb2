"""Workbooks of the tables of the data model, and the choice of the reader for a path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.importers import detect, read_foreign, read_hsds, read_workbook

Write = Callable[..., Path]
MakeXlsx = Callable[..., bytes]

ACTORS = [["id", "Sector ", "valid_from"], ["a1", "municipal", "2024-01-01"], [7, "private", ""]]


def test_sheets_named_like_tables_become_tables(write: Write, make_xlsx: MakeXlsx) -> None:
    sheets = {
        "Actors": ACTORS,
        " needs": [["id", "theme", "people"], ["", "", ""], ["n1", "housing", 12], ["n2", "housing", ""]],
        "Travel_Times": [["from", "to", "minutes"], ["a", "b", 7.5]],
        "Notes": [["remember"]],
    }
    study = read_workbook(write("study.xlsx", make_xlsx(sheets)))
    assert study.tables == {
        "actors": {"id": ["a1", "7"], "sector": ["municipal", "private"], "valid_from": ["2024-01-01", None]},
        "needs": {"id": ["n1", "n2"], "theme": ["housing", "housing"], "people": ["12", None]},
        "travel_times": {"from": ["a"], "to": ["b"], "minutes": ["7.5"]},
    }
    assert study.source_rows == {"actors": [2, 3], "needs": [3, 4], "travel_times": [2]}
    assert [(f.code, f.table) for f in study.findings] == [("sheet_not_used", "Notes")]
    assert study.title == "study"


def test_a_header_may_follow_empty_rows(write: Write, make_xlsx: MakeXlsx) -> None:
    study = read_workbook(write("s.xlsx", make_xlsx({"actors": [[""], [""], *ACTORS]})))
    assert study.source_rows == {"actors": [4, 5]}


@pytest.mark.parametrize(
    ("sheets", "finding"),
    [
        ({"Notes": [["x"]]}, ("error", "missing_table", 0)),
        ({"actors": ACTORS, "needs": []}, ("error", "empty_table", 0)),
        ({"actors": [["id", "sector", "ID"], ["a", "private", "b"]]}, ("error", "duplicate_column", 1)),
        ({"actors": [["id", "sector"], ["a", "private", "more"]]}, ("warning", "missing_header", 2)),
        ({"actors": ACTORS, "ACTORS": ACTORS}, ("info", "sheet_not_used", 0)),
    ],
)
def test_what_is_wrong_with_a_workbook(
    write: Write, make_xlsx: MakeXlsx, sheets: dict[str, list[list[str]]], finding: tuple[str, str, int]
) -> None:
    study = read_workbook(write("s.xlsx", make_xlsx(sheets)))
    assert finding in {(f.severity, f.code, f.row) for f in study.findings}


def test_a_file_that_is_no_workbook(write: Write, tmp_path: Path) -> None:
    assert [f.code for f in read_workbook(write("s.xlsx", b"")).findings] == ["empty_file"]
    assert [f.code for f in read_workbook(tmp_path).findings] == ["not_a_file"]
    assert [f.code for f in read_workbook(write("s.csv", "a,b\n1,2\n")).findings] == [
        "missing_table",
        "sheet_not_used",
    ]


def test_each_format_is_told_by_its_content(
    examples: Path, parser_cases: Path, write: Write, make_xlsx: MakeXlsx, tmp_path: Path
) -> None:
    assert detect(examples / "ohana-directory") == "hsds"
    assert detect(str(examples / "hxl-rowca-4w" / "rowca-3w-hxl.csv")) == "hxl"
    assert detect(parser_cases / "input-valid.xlsx") == "hxl"
    assert detect(parser_cases / "input-valid.json") == "hxl"
    assert detect(tmp_path) is None
    assert detect(write("study.xlsx", make_xlsx({"actors": ACTORS}))) == "workbook"
    assert detect(tmp_path) == "workbook"  # a folder with a single file to read is what that is
    assert detect(write("tables/actors.csv", "id,sector\n").parent) == "tables"
    assert detect(parser_cases / "input-untagged.csv") is None
    assert detect(tmp_path / "absent") is None
    assert detect("nul\0byte") is None
    assert detect("x" * 5000) is None


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert detect(tmp_path) is None
    assert {f.code for f in read_foreign(tmp_path).findings} == {"unknown_format"}
    assert {f.code for f in read_hsds(tmp_path).findings} == {"missing_table"}


def test_the_reader_fits_the_format(examples: Path, write: Write, make_xlsx: MakeXlsx) -> None:
    assert read_foreign(examples / "ohana-directory").title == "ohana-directory"
    assert read_foreign(examples / "ohana-directory", form="hsds").title == "ohana-directory"
    assert read_foreign(examples / "hxl-rowca-4w" / "rowca-3w-hxl.csv").title == "rowca-3w-hxl"
    assert read_foreign(write("study.xlsx", make_xlsx({"actors": ACTORS}))).tables.keys() == {"actors"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", "", "empty_file"),
        ("plain.csv", "a,b\n1,2\n", "missing_hashtags"),
        ("tables/actors.csv", "id,sector\n", "not_foreign"),
        ("other/readme.txt", "nothing", "unknown_format"),
    ],
)
def test_a_path_of_no_foreign_format_is_an_error(write: Write, name: str, content: str, code: str) -> None:
    path = write(name, content)
    study = read_foreign(path.parent if "/" in name else path)
    assert [(f.severity, f.code) for f in study.findings] == [("error", code)]
    assert study.tables == {}


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    assert [f.code for f in read_foreign(tmp_path / "absent.csv").findings] == ["file_not_found"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6), max_size=4), max_size=4
    )
)
def test_any_sheet_gives_columns_of_equal_length(
    write: Write, make_xlsx: MakeXlsx, rows: list[list[str]]
) -> None:
    study = read_foreign(write("s.xlsx", make_xlsx({"actors": rows})))
    for name, columns in study.tables.items():
        assert {len(values) for values in columns.values()} <= {len(study.source_rows[name])}
