"""The subcommand `evaluate`: effects as text, as JSON, as tables and as a report."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import samspill as ss
from samspill.cli import main

ROOT = Path(__file__).resolve().parents[2]
FIVE = str(ROOT / "examples" / "five_municipalities")
PILOT = str(ROOT / "examples" / "leisure_pilot")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_methods_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """The three p of methods.md for five municipalities, and the smallest that is possible."""
    text = printed(capsys, "evaluate", FIVE)
    lines = {tuple(line.split()[:2]): line.split() for line in text.splitlines()}
    assert lines["joint_efforts", "randomisation"][5:7] == ["0.1", "0.1"]
    assert "0.062" in lines["joint_efforts", "cr2_satterthwaite"]
    assert "0.029" in lines["joint_efforts", "wild_webb"]
    assert "no data of so many units could give a p below the level" in text
    assert "0 errors, 0 warnings, 0 notes" in text


def test_json_holds_what_the_study_says(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "evaluate", FIVE, "--json"))
    study = ss.Study.read(FIVE)
    assert found["effects"] == study.effects().table.rows()
    assert found["observations"] == study.observations().rows()
    assert found["bounds"]["joint_efforts"]["low"] == 4
    assert found["seed"] == 1
    assert found["warnings"]["joint_efforts"][0]["code"] == "few_clusters"


def test_options_of_arrangements_limits_and_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(
        capsys, "evaluate", FIVE, "--json", "--weighted", "--level", "0.9", "--max-arrangements", "5",
        "--few-clusters", "0", "--few-in-arm", "0", "--replicates", "99",
    )  # fmt: skip
    found = json.loads(text)
    asked = found["options"]
    assert (asked["level"], asked["max_arrangements"]) == ("0.9", "5")
    assert (asked["few_clusters"], asked["few_in_arm"]) == ("0", "0")
    assert asked["weighted"] in {"yes", "true"}
    assert "few_clusters" not in {row["code"] for row in found["warnings"]["joint_efforts"]}


def test_some_indicators_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--design",
        "two_waves",
        "--baseline",
        "2018h2",
        "--follow-up",
        "2020h2",
        "--replicates",
        "99",
    ]
    text = printed(capsys, "evaluate", PILOT, "--indicator", "trust", "--json", "--seed", "7", *arguments)
    found = json.loads(text)
    assert [row["indicator"] for row in found["effects"]] == ["trust"]
    assert found["effects"][0]["design"] == "two_waves"
    assert (found["effects"][0]["baseline"], found["seed"]) == ("2018h2", 7)


def test_tables_are_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    printed(capsys, "evaluate", FIVE, "--csv", str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {
        "effects.csv",
        "effects_estimates.csv",
        "indicators.csv",
        "observations.csv",
    }
    with (tmp_path / "observations.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 10


def test_the_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "pilot.html"
    assert printed(capsys, "evaluate", FIVE, "-o", str(page), "--lang", "nb") == ""
    assert "Samspill-evaluering" in page.read_text(encoding="utf-8")


def test_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["evaluate", FIVE, "--indicator", "x"]) == 2
    assert main(["evaluate", FIVE, "--baseline", "1999"]) == 2
    assert main(["evaluate", FIVE, "--lang", "fi", "-o", str(tmp_path / "x.html")]) == 2
    assert list(tmp_path.iterdir()) == []
    assert main(["evaluate", str(tmp_path)]) == 3
    assert (
        main(["evaluate", PILOT, "--indicator", "trust", "--replicates", "99", "--fail-on", "warning"]) == 1
    )
    assert "column owner" in capsys.readouterr().out
