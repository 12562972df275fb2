"""The real 4W sheet: every figure is counted again here from the CSV file itself."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from samspill.importers import ImportedStudy, read_hxl
from samspill.importers.cells import words

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[dict[str, object]]
RowsOf = Callable[[ImportedStudy, str], Rows]
Source = list[dict[str, str]]

#: Indicators of the sheet that count people, picked by reading all forty by eye.
PEOPLE = words("582 583 663 755 856 2112 2143 2144 2146 2149 2493 2505 2515 2517 2580 2582 2583 2584 2591")


@pytest.fixture
def path(examples: Path) -> Path:
    return examples / "hxl-rowca-4w" / "rowca-3w-hxl.csv"


@pytest.fixture
def source(path: Path) -> Source:
    """The 244 records; the record at index k stands in row k + 3, after headers and hashtags."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[1:]


@pytest.fixture
def study(path: Path) -> ImportedStudy:
    return read_hxl(path)


def by_key(records: Source) -> dict[tuple[str, str, str], Source]:
    groups: dict[tuple[str, str, str], Source] = defaultdict(list)
    for record in records:
        groups[record["ProjectCode"], record["IndicatorId"], record["Admin1"]].append(record)
    return groups


def rows_with(study: ImportedStudy, code: str) -> str:
    return next(finding.message for finding in study.findings if finding.code == code)


def test_the_file_is_the_one_described(source: Source) -> None:
    assert len(source) == 244
    assert sum(int(r["AnnualTarget"]) for r in source if r["AnnualTarget"]) == 2_153_485
    targets = [{r["AnnualTarget"] for r in group} - {""} for group in by_key(source).values()]
    assert all(len(stated) <= 1 for stated in targets)
    assert sum(int(target) for stated in targets for target in stated) == 611_153


def test_areas_and_actors(study: ImportedStudy, source: Source, rows_of: RowsOf) -> None:
    areas = rows_of(study, "areas")
    assert {area["name"] for area in areas if area["parent"] is None} == {"Mali", "Senegal"}
    assert {(area["parent"], area["name"]) for area in areas if area["parent"]} == {
        (r["Country"], r["Admin1"]) for r in source
    }
    assert {actor["name"] for actor in rows_of(study, "actors")} == {r["Organization"] for r in source}


def test_each_target_is_one_need(study: ImportedStudy, source: Source, rows_of: RowsOf) -> None:
    groups = by_key([r for r in source if r["IndicatorId"] in PEOPLE])
    expected = sorted(
        (f"{g[0]['Country']}/{g[0]['Admin1']}", max(int(r["AnnualTarget"] or -1) for r in g))
        for g in groups.values()
    )
    needs = rows_of(study, "needs")
    found = sorted((need["area"], -1 if need["people"] is None else need["people"]) for need in needs)
    assert found == expected
    assert sum(people for _, people in expected if people > 0) == 610_364
    assert sum(people < 0 for _, people in expected) == 41


def test_the_largest_monthly_report_is_the_use(study: ImportedStudy, source: Source, rows_of: RowsOf) -> None:
    groups = by_key([r for r in source if r["IndicatorId"] in PEOPLE])
    expected = sorted(max(int(r["Achieved"]) for r in group) for group in groups.values())
    activities = rows_of(study, "activities")
    assert sorted(activity["capacity"] for activity in activities) == expected  # type: ignore[type-var]
    assert len(activities) == 85


def test_themes_groups_and_months(study: ImportedStudy, source: Source, rows_of: RowsOf) -> None:
    assert {need["theme"] for need in rows_of(study, "needs")} == {
        "Education",
        "Food security",
        "Protection",
        "Water, sanitation and hygiene",
    }
    meals = [a for a in rows_of(study, "activities") if a["name"] == "School canteens"]
    assert len(meals) == len({r["Admin1"] for r in source if r["IndicatorId"] == "755"}) == 13
    assert {tuple(a["target_groups"]) for a in meals} == {("children receiving nutritional support",)}  # type: ignore[arg-type]
    assert {(a["from_month"], a["to_month"]) for a in meals} == {(1, 5)}
    assert {(n["from_month"], n["to_month"]) for n in rows_of(study, "needs")} == {(1, 13)}
    assert study.month_labels is not None
    assert (study.month_labels[1], study.month_labels[12]) == ("January", "December")


def test_equal_words_for_two_indicators_stay_two_groups(study: ImportedStudy, rows_of: RowsOf) -> None:
    trained = {
        str(n["target_group"]) for n in rows_of(study, "needs") if "women trained" in str(n["target_group"])
    }
    assert trained == {"men and women trained (2112)", "men and women trained (2515)"}


def test_joint_reports_are_one_activity_and_a_tie(study: ImportedStudy, rows_of: RowsOf) -> None:
    first = "United Nations Entity for Gender Equality and the Empowerment of Women"
    ties = rows_of(study, "ties")
    assert len(ties) == 4
    assert {(tie["source"], tie["relation"]) for tie in ties} == {
        ("United Nations Population Fund", "collaboration")
    }
    joint = [a for a in rows_of(study, "activities") if a["id"] in {tie["target"] for tie in ties}]
    assert [(a["actor"], a["capacity"]) for a in joint] == [(first, 16), (first, 9), (first, 2), (first, 2)]
    assert rows_with(study, "joint_report").startswith("8 rows (rows 118-125)")


def test_findings_count_what_is_left_out(study: ImportedStudy, source: Source) -> None:
    missing = sum(not r["AnnualTarget"] for r in source)
    other = sum(r["IndicatorId"] not in PEOPLE for r in source)
    assert missing == 62
    assert rows_with(study, "missing_target").startswith(f"{missing} rows")
    assert rows_with(study, "unit_not_people").startswith(f"{other} rows")
    indicators = {r["IndicatorId"] for r in source} - PEOPLE
    assert rows_with(study, "unit_not_people").endswith(f"indicators concerned: {len(indicators)}")
    above = [
        k
        for k, r in enumerate(source, 3)
        if r["AnnualTarget"] and float(r["Achieved"]) > float(r["AnnualTarget"])
    ]
    assert above == [10, 15, 187, 192]
    assert "(rows 10, 15, 187, 192)" in rows_with(study, "above_target")
    assert rows_with(study, "invisible_characters").startswith("8 rows")
    assert not study.has_errors


def test_the_order_of_rows_changes_nothing(
    path: Path, study: ImportedStudy, write: Callable[..., Path]
) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head, body = lines[:2], lines[2:]
    random.Random(5).shuffle(body)
    shuffled = read_hxl(write(path.name, "".join(head + body)))
    assert shuffled.tables == study.tables
    assert {f.code for f in shuffled.findings} == {f.code for f in study.findings}


def test_no_finding_quotes_a_cell(study: ImportedStudy, source: Source) -> None:
    long_cells = {cell for r in source for cell in r.values() if len(cell) > 8}
    text = " ".join(f"{f.message} {f.hint} {f.column} {f.table}" for f in study.findings)
    assert [cell for cell in long_cells if cell in text] == []


def test_source_rows_tell_where_a_row_was_first_stated(study: ImportedStudy, rows_of: RowsOf) -> None:
    dakar = next(k for k, n in enumerate(rows_of(study, "needs")) if n["area"] == "Senegal/Dakar")
    assert study.source_rows["needs"][dakar] == 16
    assert study.source_rows["actors"][-1] == 6
    assert {name: len(rows) for name, rows in study.source_rows.items()} == {
        name: len(rows_of(study, name)) for name in ("areas", "actors", "needs", "activities")
    }
