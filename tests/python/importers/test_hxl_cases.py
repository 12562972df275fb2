"""Every serialisation of HXL, old and new tags, and sheets that are nearly or not at all valid."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from samspill.importers import ImportedStudy, read_hxl
from samspill.importers.hxl_tags import Tag, find_tag_row, parse_tag

if TYPE_CHECKING:
    from pathlib import Path

RowsOf = Callable[[ImportedStudy, str], list[dict[str, object]]]

#: theme, area, people: what the table of the parser cases says, read by eye.
NEEDS = [
    ("Education: Formación de enseñadores", "Colombia/Chocó", 550),
    ("Health: Vacunación", "Colombia/Cauca", None),
    ("Water, sanitation and hygiene: Higiene", "Panamá/Los Santos", 200),
    ("Water, sanitation and hygiene: Urbano", "Venezuela/Amazonas", 175),
]


def codes(study: ImportedStudy) -> set[str]:
    return {finding.code for finding in study.findings}


def needs(study: ImportedStudy, rows_of: RowsOf) -> list[tuple[object, object, object]]:
    return [(need["theme"], need["area"], need["people"]) for need in rows_of(study, "needs")]


@pytest.mark.parametrize(
    "name",
    [
        "input-valid.csv",
        "input-valid.tsv",
        "input-valid.xlsx",
        "input-valid.json",
        "input-valid-objects.json",
        "input-valid-nested.json",
        "input-valid-latin1.csv",
    ],
)
def test_one_table_in_every_form(parser_cases: Path, name: str, rows_of: RowsOf) -> None:
    if name.endswith(".xlsx"):
        pytest.importorskip("python_calamine")
    study = read_hxl(parser_cases / name)
    assert needs(study, rows_of) == NEEDS
    assert [actor["id"] for actor in rows_of(study, "actors")] == ["ACNUR", "OMS", "UNICEF"]
    assert [(a["actor"], a["capacity"]) for a in rows_of(study, "activities")] == [
        ("UNICEF", None),
        ("OMS", None),
        ("ACNUR", None),
        ("OMS", None),
    ]
    assert "missing_target" in codes(study)
    assert ("encoding_guessed" in codes(study)) == ("latin1" in name)
    assert not study.has_errors
    assert study.month_labels is None


def test_tags_decide_against_headers_but_not_in_silence(parser_cases: Path) -> None:
    study = read_hxl(parser_cases / "input-valid.csv")
    found = [f.column for f in study.findings if f.code == "tag_contradicts_header"]
    assert found == ["#targeted+f", "#targeted+m"]


def test_merged_cells_belong_to_each_of_their_rows(parser_cases: Path, rows_of: RowsOf) -> None:
    pytest.importorskip("python_calamine")
    study = read_hxl(parser_cases / "input-merged.xlsx")
    education = next(a for a in rows_of(study, "activities") if str(a["theme"]).startswith("Education"))
    assert (education["actor"], education["areas"]) == ("UNICEF", ["Colombia/Chocó"])
    assert [need[2] for need in needs(study, rows_of)] == [550, 215, 200, 175]


def test_half_a_hashtag_row_is_repaired(parser_cases: Path, rows_of: RowsOf) -> None:
    study = read_hxl(parser_cases / "input-fuzzy.csv")
    assert [f.column for f in study.findings if f.code == "hashtag_repaired"] == ["#adm1", "#country"]
    assert "duplicate_column" in codes(study)
    assert [need[:2] for need in needs(study, rows_of)] == [need[:2] for need in NEEDS]
    assert {need[2] for need in needs(study, rows_of)} == {None}


@pytest.mark.parametrize(
    ("name", "row"), [("input-invalid.csv", 3), ("input-untagged.csv", 0), ("input-untagged-objects.json", 0)]
)
def test_a_sheet_without_hashtags_is_an_error(parser_cases: Path, name: str, row: int) -> None:
    study = read_hxl(parser_cases / name)
    assert [(f.severity, f.code, f.row) for f in study.findings] == [("error", "missing_hashtags", row)]
    assert study.tables == {}


def test_a_junk_header_and_an_untagged_column(parser_cases: Path, rows_of: RowsOf) -> None:
    study = read_hxl(parser_cases / "input-multiple-headers.csv")
    assert [actor["name"] for actor in rows_of(study, "actors")] == ["Org X", "Org Y"]
    assert [area["name"] for area in rows_of(study, "areas")] == ["Coast", "Mountains"]
    unused = next(f for f in study.findings if f.code == "unknown_column")
    assert unused.message.endswith("No hashtag, #affected")
    assert {"needs", "activities"} & study.tables.keys() == set()


def test_a_table_without_organisations_is_an_error(parser_cases: Path) -> None:
    study = read_hxl(parser_cases / "input-multiline.csv")
    assert ("error", "missing_column", "#org") in {(f.severity, f.code, f.column) for f in study.findings}


def test_one_of_several_tables_is_read_by_name(parser_cases: Path, rows_of: RowsOf) -> None:
    path = parser_cases / "input-valid-json-selector.json"
    first, second = read_hxl(path), read_hxl(path, sheet="sel2")
    assert [area["name"] for area in rows_of(first, "areas")] == ["Coast"]
    assert [(f.code, f.table) for f in first.findings if f.severity == "info"][-1] == (
        "sheet_not_used",
        "sel2",
    )
    assert [area["name"] for area in rows_of(second, "areas")] == ["Plains"]
    assert codes(read_hxl(path, sheet="sel3")) == {"missing_table"}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("#org", Tag("org")),
        ("#Org +Name", Tag("org", frozenset({"name"}))),
        (" # targeted+F + children ", Tag("targeted", frozenset({"f", "children"}))),
        ("#adm1_id", Tag("adm1", frozenset({"code"}))),
        ("#reached_num", Tag("reached")),
        ("#period_date", Tag("date")),
        ("#from_date", Tag("date", frozenset({"start"}))),
        ("#lat_deg", Tag("geo", frozenset({"lat"}))),
        ("#funder", Tag("org", frozenset({"funder"}))),
        ("#impl_id", Tag("org", frozenset({"impl", "code"}))),
        ("#country/en", Tag("country", frozenset({"i_en"}))),
        ("org", None),
        ("#1 priority", None),
        ("#org name", None),
        ("", None),
    ],
)
def test_tags_of_today_and_of_2014(text: str, tag: Tag | None) -> None:
    assert parse_tag(text) == tag


def test_every_tag_of_the_2014_draft_is_a_tag(parser_cases: Path) -> None:
    with (parser_cases / "hxl-tags-2014-beta.csv").open(encoding="utf-8", newline="") as file:
        tags = [record["tag"] for record in csv.DictReader(file)]
    assert len(tags) == 89
    parsed = [parse_tag(tag) for tag in tags]
    assert None not in parsed
    assert [
        str(tag) for tag in parsed if tag and tag.name.endswith(("_id", "_num", "_date", "_deg", "_lnk"))
    ] == []


def test_the_hashtag_row_is_among_the_first_25() -> None:
    rows = [["a", "b"]] * 24
    assert find_tag_row([*rows, ["#org", "#adm1"]]) is not None
    assert find_tag_row([*rows, ["a"], ["#org", "#adm1"]]) is None
    assert find_tag_row([["#org", "x", "y"]]) is None
    assert find_tag_row([["#org", "", "", "y"]]) is not None
    assert find_tag_row([[], [""]]) is None
