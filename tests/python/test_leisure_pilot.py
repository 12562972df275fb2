"""The example of a pilot is what its program writes, and holds what was put in."""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samspill.indicators import IndicatorCatalogue

ROOT = Path(__file__).resolve().parents[2]
PILOT = ROOT / "examples" / "leisure_pilot"
FIVE = ROOT / "examples" / "five_municipalities"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PILOT / "planted.json").read_text(encoding="utf-8"))
    return found


def changes(planted: dict[str, Any], indicator: str) -> tuple[list[float], list[float]]:
    """Changes from the last half-year without anybody treated to the last, of the treated and the others."""
    seen = {(r["unit"], r["wave"]): r for r in rows(PILOT, "observations") if r["indicator"] == indicator}
    found: tuple[list[float], list[float]] = ([], [])
    for unit, first in planted["first_wave"].items():
        ends = [seen.get((unit, wave)) for wave in ("2018h2", "2020h2")]
        known = [float(end["value"]) for end in ends if end is not None and end["status"] == "observed"]
        if len(known) == 2:
            found[first == "never"].append(known[1] - known[0])
    return found


def test_the_files_are_what_the_program_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "leisure_pilot.py", tmp_path], check=True)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted({path.name for path in PILOT.glob("*.csv")} | {"planted.json"})
    for name in written:
        assert (tmp_path / name).read_bytes() == (PILOT / name).read_bytes(), name


@pytest.mark.parametrize(
    "indicator", ["known_coverage", "leisure_participation", "volunteer_burden", "trust"]
)
def test_effects_lie_near_what_was_put_in(planted: dict[str, Any], indicator: str) -> None:
    """Within three standard errors by Welch; of seeds one in hundreds would not."""
    treated, others = changes(planted, indicator)
    difference = statistics.mean(treated) - statistics.mean(others)
    error = sum(statistics.variance(arm) / len(arm) for arm in (treated, others)) ** 0.5
    assert abs(difference - planted["effects"][indicator]) < 3 * error
    assert (abs(difference) > 3 * error) == (planted["effects"][indicator] != 0)


def test_arms_and_strata(planted: dict[str, Any]) -> None:
    first = planted["first_wave"]
    assert len(first) == 24
    for units in planted["strata"].values():
        assert len(units) == 12
        treated = sorted(first[unit] for unit in units if first[unit] != "never")
        assert treated == ["2019h1"] * 2 + ["2019h2"] * 2 + ["2020h1"] * 2
    assert {r["unit"]: r["first_wave"] for r in rows(PILOT, "treatment")} == first


def test_the_merger(planted: dict[str, Any]) -> None:
    """The two codes are observed up to it, the new one from it on."""
    waves: dict[str, set[str]] = {}
    for row in rows(PILOT, "observations"):
        waves.setdefault(row["unit"], set()).add(row["wave"])
    for new, old in planted["merged"].items():
        assert waves[new] == {"2020h1", "2020h2"}
        assert all(waves[code] == {"2018h1", "2018h2", "2019h1", "2019h2"} for code in old)
        assert [r["old_code"] for r in rows(PILOT, "unit_changes") if r["new_code"] == new] == old


def test_cells_without_a_value(planted: dict[str, Any]) -> None:
    seen = rows(PILOT, "observations")
    for status in ("missing", "structural", "suppressed"):
        found = [
            r for r in seen if r["status"] == status and r["indicator"] not in planted["without_comparison"]
        ]
        cells = [[r["unit"], r["wave"], r["indicator"]] for r in found]
        assert cells == planted[status]
        assert cells
    assert {r["value"] for r in seen if r["status"] == "suppressed"} == {"<5"}
    assert {r["value"] for r in seen if r["status"] in {"missing", "structural"}} == {""}
    hidden = {r["value"] for r in seen if r["indicator"] == "refugees_recruited"}
    assert not hidden & {"1", "2", "3", "4"}


def test_the_card_is_known_only_where_there_is_one(planted: dict[str, Any]) -> None:
    first = planted["first_wave"] | dict.fromkeys(("9125", "9126"), "never")
    for row in rows(PILOT, "observations"):
        if row["indicator"] in planted["without_comparison"]:
            has_card = first[row["unit"]] != "never" and row["wave"] >= first[row["unit"]]
            assert row["status"] == ("observed" if has_card else "structural")
            assert bool(row["value"]) == has_card


@pytest.mark.parametrize("folder", [PILOT, FIVE])
def test_indicators_are_those_of_the_catalogue(folder: Path) -> None:
    standard = IndicatorCatalogue.standard()
    for row in rows(folder, "indicators"):
        known = standard[row["id"]]
        assert row["question_da"] == known.question("da")
        assert (row["unit"], row["direction"]) == (known.unit, known.direction)
    assert {r["indicator"] for r in rows(folder, "observations")} == {
        r["id"] for r in rows(folder, "indicators")
    }


def test_the_five_change_as_stated() -> None:
    seen = {(r["unit"], r["wave"]): int(r["value"]) for r in rows(FIVE, "observations")}
    units = [r["unit"] for r in rows(FIVE, "treatment")]
    assert [seen[unit, "2017"] - seen[unit, "2015"] for unit in units] == [6, 4, 1, 2, 0]
    assert [r["first_wave"] for r in rows(FIVE, "treatment")] == ["2017"] * 2 + ["never"] * 3


@pytest.mark.parametrize("folder", [PILOT, FIVE])
def test_it_is_said_to_be_fictional(folder: Path) -> None:
    assert "fictional" in (folder / "README.md").read_text(encoding="utf-8").lower()
    assert "fictional" in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["description"]
