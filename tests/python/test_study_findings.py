"""What is found to be wrong with the tables of a pilot, as Python users hand them over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import samspill as ss

if TYPE_CHECKING:
    from pathlib import Path

UNITS = ("0301", "1103", "4601", "5001")
Rows = list[dict[str, Any]]


def tables(units: tuple[Any, ...] = UNITS, **changed: Rows) -> dict[str, Rows]:
    """Invented: the first unit of four is treated in the second of two waves."""
    values = [1.0, 5.0, 2.0, 2.5, 3.0, 2.0, 0.0, 1.5]
    places = [(unit, wave) for unit in units for wave in ("2022", "2023")]
    return {
        "observations": [
            {"unit": unit, "wave": wave, "indicator": "x", "value": value}
            for (unit, wave), value in zip(places, values, strict=True)
        ],
        "treatment": [
            {"unit": unit, "first_wave": "2023" if unit == units[0] else "never"} for unit in units
        ],
        "indicators": [{"id": "x", "unit": "minutes"}],
    } | changed


def found(**given: Rows) -> set[tuple[str, str, str, int, str]]:
    """Severity, code, table, row and column of all findings, errors or not; each says what to do."""
    findings: Any
    try:
        findings = ss.Study(**given).findings
    except ss.UnusableData as error:
        findings = error.findings
    assert all(finding.hint for finding in findings)
    return {(f.severity, f.code, f.table, f.row, f.column) for f in findings}


def test_sound_tables_give_no_finding() -> None:
    assert found(**tables()) == set()


def test_a_misspelt_first_wave_is_found() -> None:
    given = tables()
    given["treatment"][0]["first_wave"] = "20233"
    assert found(**given) == {("warning", "unobserved_wave", "treatment", 2, "first_wave")}
    given["treatment"][0]["first_wave"] = "Never"
    assert found(**given) == {("error", "unordered_waves", "treatment", 2, "first_wave")}


def test_ids_that_were_read_as_numbers_are_found() -> None:
    assert found(**tables((114, 115, 117, 301))) == {
        ("warning", "lost_leading_zero", "observations", 2, "unit")
    }
    assert found(**tables((101, 147, 851, 621))) == set()  # Denmark
    assert ("error", "lost_leading_zero", "treatment", 2, "unit") in found(
        **tables(treatment=[{"unit": 301, "first_wave": "2023"}])
    )


def test_decimal_commas_are_refused_everywhere() -> None:
    commas = tables(preconditions=[{"unit": unit, "income": f"{k},5"} for k, unit in enumerate(UNITS)])
    assert found(**commas) == {
        ("error", "not_a_number", "preconditions", row, "income") for row in range(2, 6)
    }
    values = tables()
    values["observations"] = [row | {"value": f"{k},5"} for k, row in enumerate(values["observations"])]
    assert found(**values) == {
        ("error", "not_a_number", "observations", row, "value") for row in range(2, 10)
    }


def test_a_precondition_of_texts_says_that_it_holds_no_numbers() -> None:
    given = tables(preconditions=[{"unit": unit, "income": "high"} for unit in UNITS])
    assert found(**given) == {("warning", "unknown_column", "preconditions", 2, "income")}
    with pytest.raises(ss.NotFound):
        ss.Study(**given).effect("x", adjust_for=["income"])  # type: ignore[arg-type]


def test_of_an_error_no_consequences_are_told() -> None:
    overlapping = [
        {"id": "2022", "from": "2023-01-01", "to": "2024-01-01"},
        {"id": "2023", "from": "2022-06-01", "to": "2023-06-01"},
    ]
    assert found(**tables(waves=overlapping)) == {("error", "overlapping_waves", "waves", 2, "from")}
    without_wave = [{k: v for k, v in row.items() if k != "wave"} for row in tables()["observations"]]
    assert found(**tables(observations=without_wave)) == {
        ("error", "missing_column", "observations", 0, "wave")
    }
    assert found(**tables(observations=[])) == {("error", "empty_table", "observations", 0, "")}


def test_files_tell_the_same(tmp_path: Path) -> None:
    given = tables()
    given["treatment"][0]["first_wave"] = "20233"
    for name, rows in given.items():
        lines = [",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    read = [(f.code, f.file, f.row) for f in ss.Study.read(tmp_path).findings]
    assert read == [("unobserved_wave", "treatment.csv", 2)]
