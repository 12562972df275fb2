"""Numbers of people in HXL sheets, what findings keep to themselves, and sheets of any content."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.importers import ImportedStudy, read_hxl
from samspill.importers.cells import words

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[dict[str, object]]
RowsOf = Callable[[ImportedStudy, str], Rows]
Read = Callable[..., ImportedStudy]


@pytest.mark.parametrize(
    ("cell", "finding"),
    [
        ("<5", ("value_suppressed", "warning")),
        (":", ("value_suppressed", "warning")),
        ("decision pending", ("value_unstated", "warning")),
        ("many", ("not_a_number", "error")),
        ("12.5", ("not_a_whole_number", "error")),
        ("-1", ("negative_number", "error")),
        ("NaN", ("not_finite", "error")),
        ("1.234", ("ambiguous_number", "error")),
        ("1e3", ("not_a_number", "error")),
    ],
)
def test_no_text_in_a_number_column_becomes_a_number(
    read_lines: Read, rows_of: RowsOf, cell: str, finding: tuple[str, str]
) -> None:
    study = read_lines(
        "#org;#sector;#adm1;#targeted;#reached", f"A;Health;North;{cell};10", "B;Health;North;1;2"
    )
    assert [need["people"] for need in rows_of(study, "needs")] == [None, 1]
    assert finding in {(f.code, f.severity) for f in study.findings}
    assert all(cell not in f.message for f in study.findings if len(cell) > 1)


def test_numbers_with_spaces_and_thousands(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines(
        "#org;#sector;#targeted;#reached", "A;Health; 1 200;1,000,000", "B;Health;1,200;\u00a012\u00a0"
    )
    assert [need["people"] for need in rows_of(study, "needs")] == [1200, 1200]
    assert [activity["capacity"] for activity in rows_of(study, "activities")] == [1_000_000, 12]


@pytest.mark.parametrize(
    ("tags", "numbers", "expected"),
    [
        ("#targeted+f;#targeted+m", "60;40", (100, None)),
        ("#targeted+f;#targeted+m", "60;", (None, "incomplete_breakdown")),
        ("#targeted;#targeted+f;#targeted+m", "90;60;40", (90, None)),
        ("#targeted+f;#targeted+m;#targeted+f+children;#targeted+m+children", "60;40;30;20", (100, None)),
        ("#targeted+f+children;#targeted+f+adults;#targeted+m", "10;20;30", (None, "unclear_breakdown")),
        (
            "#targeted+f;#targeted+m;#targeted+children;#targeted+adults",
            "60;40;30;70",
            (100, "several_breakdowns"),
        ),
        ("#targeted+f;#targeted+f", "60;40", (None, "duplicate_column")),
        ("#targeted;#targeted", "60;40", (None, "duplicate_column")),
        ("#targeted+f+ind;#targeted+f+prog", "60;40", (None, "duplicate_column")),
        ("#targeted+plan;#targeted", "12;60", (60, None)),
        ("#targeted+hh;#targeted", "12;60", (60, None)),
        ("#targeted;#inneed", "60;100", (100, None)),
    ],
)
def test_total_and_breakdown_columns(
    read_lines: Read, rows_of: RowsOf, tags: str, numbers: str, expected: tuple[int | None, str | None]
) -> None:
    people, code = expected
    study = read_lines(f"#org;#sector;{tags}", f"A;Health;{numbers}")
    assert rows_of(study, "needs")[0]["people"] == people
    assert code is None or code in {f.code for f in study.findings}
    assert not study.has_errors


CANARY = "Canary-Amina-4711"


def test_no_finding_repeats_what_a_cell_holds(read_lines: Read) -> None:
    cell = CANARY
    for tags in (
        "#org,#sector,#adm1,#targeted,#reached,#date",
        "#org,#date+start,#date+end,#inneed+f,#inneed+m,#x",
    ):
        study = read_lines(
            tags, ",".join([cell] * 6), ",".join([cell, *["<5"] * 5]), f"{cell},{cell}", ",".join("1" * 9)
        )
        assert study.findings
        assert all(CANARY not in repr(finding) for finding in study.findings)


TEXTS = ["", "12.5", "1,234", "x;y", *words("A B Health WASH June 2014-02-01 12 <5 YES North children")]
TAGS = words(
    """#org #sector #adm1 #adm1+code #date #targeted #targeted+f #targeted+m #reached #inneed #x org #org+impl
    #date+start #date+end #activity #indicator #status"""
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    tags=st.lists(st.sampled_from(["", *sorted(TAGS)]), min_size=1, max_size=9),
    rows=st.lists(st.lists(st.sampled_from(sorted(TEXTS)), max_size=10), max_size=8),
)
def test_any_rows_give_tables_of_equal_columns(
    write: Callable[..., Path], tags: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    def text(lines: Sequence[Sequence[str]]) -> str:
        return "\n".join(",".join(f'"{cell}"' for cell in line) for line in [tags, *lines])

    study = read_hxl(write("f.csv", text(rows)))
    for columns in study.tables.values():
        assert len({len(values) for values in columns.values()}) == 1
    ids = study.tables.get("activities", {}).get("id", [])
    assert len(set(ids)) == len(ids)
    assert not set(ids) & set(study.tables.get("actors", {}).get("id", []))
    shuffled = list(rows)
    random.Random(1).shuffle(shuffled)
    assert read_hxl(write("f.csv", text(shuffled))).tables == study.tables
