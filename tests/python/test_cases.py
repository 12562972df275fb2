"""Shared case folders: the same studies and expected values as the C++ test study_cases_test.cpp reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import samspill as ss

CASES = Path(__file__).resolve().parents[1] / "data" / "cases"
PRINTED_DIGITS = 1e-4  # expected values are given with the digits that their source prints


def folders(analysis: str) -> list[Path]:
    return sorted(path for path in (CASES / analysis).iterdir() if path.is_dir())


def load(folder: Path, name: str) -> dict[str, Any]:
    file = folder / name
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


def matches(found: object, expected: object) -> bool:
    """Equality; numbers within the digits printed, but 0 and whole numbers exactly."""
    if isinstance(expected, float) and expected != int(expected):
        return isinstance(found, float) and found == pytest.approx(expected, abs=PRINTED_DIGITS)
    return found == expected


def check(result: ss.Coverage | ss.Duplication | ss.Representation, expected: dict[str, Any]) -> None:
    """Compares what the case names; a table's first column is its key."""
    for table, rows in expected.items():
        if table == "rows":
            assert {name: len(getattr(result, name)) for name in rows} == rows
        elif table == "totals":
            for name, value in rows.items():
                assert matches(getattr(result.totals, name), value), f"totals {name}"
        else:
            found = {next(iter(row.values())): row for row in getattr(result, table).rows()}
            for key, columns in rows.items():
                for column, value in columns.items():
                    assert matches(found[key][column], value), f"{table} {key} {column}"


@pytest.mark.parametrize("analysis", ["coverage", "duplication", "representation"])
def test_there_are_cases(analysis: str) -> None:
    assert len(folders(analysis)) >= 3


@pytest.mark.parametrize("folder", folders("coverage"), ids=lambda folder: folder.name)
def test_coverage(folder: Path) -> None:
    check(ss.read(folder).coverage(**load(folder, "options.json")), load(folder, "expected.json"))


@pytest.mark.parametrize("folder", folders("duplication"), ids=lambda folder: folder.name)
def test_duplication(folder: Path) -> None:
    check(ss.read(folder).duplication(**load(folder, "options.json")), load(folder, "expected.json"))


@pytest.mark.parametrize("folder", folders("representation"), ids=lambda folder: folder.name)
def test_representation(folder: Path) -> None:
    check(ss.read(folder).representation(**load(folder, "options.json")), load(folder, "expected.json"))
