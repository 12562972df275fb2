"""What the command says of coverage: losses, statutory needs, groups, repairs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import samspill as ss
from samspill.cli import main
from samspill.cli_coverage import repair_text
from small_study import NEEDS, TABLES, write_folder

ROOT = Path(__file__).resolve().parents[2]
RECEPTION = str(ROOT / "examples" / "reception")
Run = Callable[..., str]
OPEN = {"kind": "open"}


@pytest.fixture
def study(tmp_path: Path) -> str:
    return str(write_folder(tmp_path / "study", TABLES))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `samspill coverage` and returns what it prints."""

    def coverage(*arguments: str) -> str:
        assert main(["coverage", *arguments]) == 0
        return capsys.readouterr().out

    return coverage


def test_coverage_says_where_people_are_lost(study: str, run: Run) -> None:
    """Methods M4.3: area 6, capacity 6, known 4, together the gap of 16."""
    lines = [line.split() for line in run(study).splitlines()]
    for line in (
        ["exists", "availability", "0", "24"],
        ["in_area", "accessibility", "6", "18"],
        ["in_period", "accessibility", "unknown", "unknown"],
        ["eligible", "acceptability", "0", "18"],
        ["free_capacity", "availability", "6", "12"],
        ["known", "contact", "4", "8"],
    ):
        assert line in lines


def test_statutory_gaps_come_first_with_their_law(tmp_path: Path, run: Run) -> None:
    owed = [{**row, "mandate": "Act on reception" if row["id"] == "n3" else None} for row in NEEDS]
    shown = run(str(write_folder(tmp_path, {**TABLES, "needs": owed}))).splitlines()
    first = shown[next(k for k, line in enumerate(shown) if line.startswith("need ")) + 1]
    assert first.startswith("n3 ")
    assert first.endswith("no_capacity  Act on reception")


def test_coverage_by_group(study: str, run: Run) -> None:
    shown = run(study, "--by", "language")
    assert "By language (3):" in shown
    assert ["ti", "1", "6", "0", "0.0", "%"] in [line.split() for line in shown.splitlines()]
    assert "Best covered: ar with 66.7 % of its people; worst: ti with 0.0 %" in shown
    areas = run(study, "--by", "area")
    assert "By area, needs of the areas inside left out (2):" in areas
    assert ["A", "North", "2", "18", "12", "66.7", "%"] in [line.split() for line in areas.splitlines()]


def test_one_need_explained(study: str, run: Run) -> None:
    shown = run(study, "--explain", "n3")
    assert "n3: 18 people share 8 seats of a1; adding seats here helps 2 needs." in shown
    lines = [line.split() for line in shown.splitlines()]
    assert ["a1", "8", "free_capacity"] in lines
    assert ["a3", "4", "known"] in lines
    assert ["a2", "10", "language,", "known"] in lines
    assert "Everybody of n-ben-01 is reached." in run(RECEPTION, "--explain", "n-ben-01")


def test_explanation_as_json(run: Run) -> None:
    found = json.loads(run(RECEPTION, "--json", "--explain", "n-hom-01"))
    explanation = ss.read(RECEPTION).coverage().explain("n-hom-01")
    assert explanation.shared_seats is not None
    assert found["explanation"] == {
        "need": "n-hom-01",
        "people": 9,
        "obstacle": "no_capacity",
        "text": explanation.text(),
        "shared_seats": dataclasses.asdict(explanation.shared_seats),
    }
    assert found["explanation_nearest"] == explanation.nearest.rows()


def test_repairs(study: str, run: Run) -> None:
    """Methods M4.4: telling n3's referrer of a3 reaches 4 more people; telling n1's reaches nobody."""
    shown = run(study, "--repairs", "1")
    assert "With an effort of 1 of 1, 1 repairs reach 4 more people" in shown
    lines = [line.split() for line in shown.splitlines()]
    assert ["2", "tell", "office", "of", "a3", "4", "1", "4", "1"] in lines
    assert ["office", "a3", "4"] in lines
    assert "tell desk of" not in shown
    assert "of 5, " in run(study, "--repairs")
    assert "Repairs, most people per effort first" not in run(study)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**OPEN, "opened_to": "area", "area": "b"}, "open a to area b"),
        ({**OPEN, "opened_to": "target_group", "target_group": "women"}, "open a to target_group women"),
        ({**OPEN, "opened_to": "period", "from_month": -2, "to_month": 0}, "open a to months -2 to 0"),
        ({**OPEN, "opened_to": "language", "language": "ti"}, "open a to language ti"),
        ({**OPEN, "opened_to": "ages", "age_min": 65, "age_max": None}, "open a to ages 65 to …"),
        ({**OPEN, "opened_to": "cost", "cost": 12.5}, "open a to cost 12.5"),
        ({**OPEN, "opened_to": "access", "access": ["x", "y"]}, "open a to access x; y"),
        ({"kind": "add_seats", "seats": 3}, "add 3 seats to a"),
        ({"kind": "move_seats", "seats": 3, "from_activity": "c"}, "move 3 seats from c to a"),
        ({"kind": "invite", "actor": "club", "area": "b", "seats": 9}, "invite club with a to b, 9 seats"),
        ({"kind": "invite", "actor": "club", "area": "b", "seats": 9, "told": ["desk", "office"]},
         "invite club with a to b, 9 seats; tell desk, office"),
    ],
)  # fmt: skip
def test_repairs_in_words(row: dict[str, Any], words: str) -> None:
    assert repair_text({"activity": "a", "seats": None, "told": [], **row}) == words


def test_json_holds_what_was_asked_for_beside(run: Run) -> None:
    coverage = ss.read(RECEPTION).coverage()
    found = json.loads(run(RECEPTION, "--json", "--repairs", "4", "--by", "target_group"))
    repairs, groups = coverage.repairs(4.0), coverage.by("target_group")
    assert found["repairs"] == repairs.table.rows()
    assert found["repairs_curve"] == repairs.curve.rows()
    assert found["repairs_knowledge"] == repairs.knowledge.rows()
    assert found["repairs_totals"] == dataclasses.asdict(repairs.totals)
    assert found["repairs_options"] == dict(repairs.provenance.options)
    assert found["repairs_exact"] is None
    assert found["groups"] == groups.table.rows()
    assert found["equity"] == groups.equity.rows()
    assert found["grouping"] == "target_group"


def test_exact_choice(run: Run) -> None:
    pytest.importorskip("highspy")
    found = json.loads(run(RECEPTION, "--json", "--repairs", "5", "--exact"))
    exact, totals = found["repairs_exact"], found["repairs_totals"]
    assert exact["proved"]
    assert totals["chosen_people"] <= exact["people"] <= totals["people_at_most"]
    shown = run(RECEPTION, "--repairs", "5", "--exact", "--rows", "0")
    firsts = [line.split()[0] for line in shown.splitlines() if line.endswith(" yes")]
    chosen = [first for first in firsts if first.isdigit()]  # gaps have a column of yes and no too
    assert chosen == [str(number) for number in exact["repairs"]]
