"""The fictional study: its planted findings are found, no others, and the independent oracle agrees."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import many_forums
import samspill as ss

ROOT = Path(__file__).resolve().parents[2]
STUDY = ROOT / "examples" / "reception"
SMALLEST_PARITY = 0.8  # methods M1.12, rule R1

#: The stage of the cascade that each obstacle stands at.
STAGES = {
    "no_offer": "exists",
    "out_of_area": "in_area",
    "out_of_period": "in_period",
    "not_eligible": "eligible",
    "no_capacity": "free_capacity",
    "not_known": "known",
}

sys.path.insert(0, str(ROOT / "tests" / "tools"))
import oracle_members  # noqa: E402 - programs of their own beside the tests
import oracle_tables  # noqa: E402
import reception_oracle  # noqa: E402

Row = dict[str, Any]


@pytest.fixture(scope="module")
def network() -> ss.Network:
    return ss.read(STUDY)


@pytest.fixture(scope="module")
def needs(network: ss.Network) -> dict[str, Row]:
    return {row["need"]: row for row in network.coverage().needs.rows()}


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    """Worked out by hand from the design of the study."""
    return dict(json.loads((STUDY / "planted.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def oracle() -> dict[str, Any]:
    return dict(reception_oracle.analyse(STUDY))


def near(found: float, exact: str) -> bool:
    return found == pytest.approx(float(Fraction(exact)), rel=1e-12)


def test_it_is_as_large_as_it_says(network: ss.Network) -> None:
    least = {"actors": 60, "activities": 150, "needs": 120, "ties": 300, "forums": 6}
    for table, rows in least.items():
        assert len(network.table(table)) >= rows
    assert {row["severity"] for row in network.findings.rows()} <= {"info"}


def test_planted_gaps_are_found_and_no_others(needs: dict[str, Row], planted: dict[str, Any]) -> None:
    found = {need for need, row in needs.items() if row["obstacle"] not in ("none", "unknown")}
    assert found == planted["needs"].keys()
    for need, expected in planted["needs"].items():
        row = needs[need]
        assert row["obstacle"] == expected["obstacle"], need
        assert row["people"] == expected["people"], need
        for column in ("covered_low", "covered_high", "known_low", "known_high"):
            assert near(row[column], expected[column]), f"{need} {column}"


@pytest.mark.parametrize("reading", ["least", "most"])
def test_planted_gaps_lose_people_at_the_planted_obstacle_and_nowhere_else(
    network: ss.Network, planted: dict[str, Any], reading: str
) -> None:
    for row in network.coverage().losses.rows():
        lost = {stage: row[f"{stage}_{reading}"] for stage in STAGES.values() if row[f"{stage}_{reading}"]}
        expected = planted["needs"].get(row["need"], {}).get(f"lost_{reading}", {})
        assert lost.keys() == expected.keys(), row["need"]
        assert all(near(lost[stage], expected[stage]) for stage in lost), row["need"]


def test_planted_losses_begin_at_the_obstacle_and_add_up_to_the_gap(planted: dict[str, Any]) -> None:
    """The list agrees with itself; only n-net-03 meets a second obstacle behind its first (methods M4.3)."""
    several = []
    for need, row in planted["needs"].items():
        assert next(iter(row["lost_least"])) == STAGES[row["obstacle"]], need
        for reading, known in (("least", "known_low"), ("most", "known_high")):
            lost = sum(map(Fraction, row[f"lost_{reading}"].values()))
            assert lost == row["people"] - Fraction(row[known]), need
        several += [need] if len(row["lost_least"]) > 1 else []
    assert several == ["n-net-03"]


def test_losses_by_stage_are_those_of_the_readme(network: ss.Network) -> None:
    """Sums over the planted gaps, added up by hand."""
    cascade = network.coverage().cascade
    assert cascade.column("stage") == list(STAGES.values())
    assert cascade.column("lost_least") == [21, 19, 9, 20, 35, 24]
    assert cascade.column("lost_most") == [21, 19, 9, 20, 31, 24]
    assert cascade.column("left_least")[-1] == 2442 - 128


def test_planted_unknowns_are_found_and_no_others(
    network: ss.Network, needs: dict[str, Row], planted: dict[str, Any]
) -> None:
    assert [need for need, row in needs.items() if row["people"] is None] == planted["unknown_needs"]
    unknown = [row["id"] for row in network.table("activities").rows() if row["capacity"] is None]
    assert unknown == planted["capacity_unknown"]


def test_planted_duplicates_are_found_and_no_others(network: ss.Network, planted: dict[str, Any]) -> None:
    clusters = network.duplication().clusters.rows()
    found = [
        {"members": row["activities"], "verdict": row["verdict"], "surplus": row["surplus"]}
        for row in clusters
    ]
    assert sorted(found, key=lambda row: row["members"]) == planted["clusters"]


def test_planted_imbalances_are_found_and_no_others(network: ss.Network, planted: dict[str, Any]) -> None:
    representation = network.representation()
    forums = {row["forum"]: row for row in representation.forums.rows()}
    assert forums.keys() == planted["forums"].keys()
    for forum, expected in planted["forums"].items():
        assert near(forums[forum]["parity"], expected["parity"]), forum
        seats = {
            row["sector"]: row["seats"]
            for row in representation.sectors.rows()
            if row["forum"] == forum and (row["expected"] or row["seats"] > 0)
        }
        assert seats == expected["seats"] | expected["other"], forum
    unbalanced = [forum for forum, row in forums.items() if row["parity"] < SMALLEST_PARITY]
    assert unbalanced == planted["unbalanced"]


def near_or_none(found: float | None, exact: str | None) -> bool:
    return found is None if exact is None else found is not None and near(found, exact)


def test_planted_attendance_is_found(network: ss.Network, planted: dict[str, Any]) -> None:
    attendance = network.attendance()
    forums = {row["forum"]: row for row in attendance.forums.rows()}
    for forum, expected in planted["attendance"].items():
        row = forums[forum]
        assert (row["meetings"], row["recorded"]) == (expected["meetings"], expected["recorded"]), forum
        assert near_or_none(row["present_parity"], expected["parity"]), forum
        for column in ("erosion", "relevance", "absence_slope"):
            assert near_or_none(row[column], expected[column]), f"{forum} {column}"
        series = [m["present_parity"] for m in attendance.meetings.rows() if m["forum"] == forum]
        assert len(series) == len(expected["series"]), forum
        assert all(map(near_or_none, series, expected["series"])), forum
    found = {
        f: row["speaking_parity"] for f, row in forums.items() if f and row["speaking_parity"] is not None
    }
    assert found == {f: float(Fraction(exact)) for f, exact in planted["speaking_parity"].items()}


def test_planted_attendance_is_what_the_tables_say(planted: dict[str, Any]) -> None:
    """Series and sums counted from the files, without Samspill: sectors of those who came, by meeting."""
    sector = {row["id"]: row["sector"] for row in read_csv("actors")}
    actor_of = {row["id"]: row["actor"] for row in read_csv("people")}
    expects = {row["id"]: row["composition"].split(";") for row in read_csv("forums")}
    came: dict[str, Counter[str]] = {}
    for row in read_csv("attendance"):
        came.setdefault(row["meeting"], Counter())[sector[row["actor"] or actor_of[row["person"]]]] += 1
    for forum, expected in planted["attendance"].items():
        meetings = sorted((m["start"], m["id"]) for m in read_csv("meetings") if m["forum"] == forum)
        series = [parity(came[m], expects[forum]) if m in came else None for _, m in meetings]
        assert series == [s if s is None else Fraction(s) for s in expected["series"]], forum
        total = sum((came.get(m, Counter()) for _, m in meetings), Counter[str]())
        exact = expected["parity"]
        assert (parity(total, expects[forum]) if total else None) == (
            exact if exact is None else Fraction(exact)
        )
        if all(point is not None for point in series) and series:
            middle = Fraction(len(series) + 1, 2)
            sxy = sum((x - middle) * y for x, y in enumerate(series, 1) if y is not None)
            assert sxy / sum((x - middle) ** 2 for x in range(1, len(series) + 1)) == Fraction(
                expected["erosion"]
            )


def read_csv(table: str) -> list[dict[str, str]]:
    with (STUDY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parity(counts: Counter[str], expected: list[str]) -> Fraction:
    """Methods M1.1."""
    total, m = sum(counts[s] for s in expected), len(expected)
    away = sum(abs(Fraction(counts[s], total) - Fraction(1, m)) for s in expected)
    return 1 - Fraction(m, 2 * (m - 1)) * away


def test_planted_verdicts_are_found(network: ss.Network, planted: dict[str, Any]) -> None:
    """Outcome of every rule at every forum; the README of the study tells how each was worked out."""
    found: dict[str, dict[str, str]] = {}
    for row in network.forum_rules().rows().rows():
        found.setdefault(row["forum"], {})[row["rule"]] = row["outcome"]
    assert found == planted["rules"]


@pytest.mark.parametrize(
    ("forum", "rule", "value"),
    [
        ("f-koordinering", "R1.parity", "3/4"),
        ("f-koordinering", "R6.agenda", "2/3"),
        ("f-koordinering", "R9.hours", "10/3"),
        ("f-styregruppe", "R7.frequency", "2"),
        ("f-styregruppe", "R9.hours", "15/4"),
        ("f-netvaerk-aamark", "R2.share", "2/3"),
        ("f-netvaerk-aamark", "R5.times", "0"),
        ("f-netvaerk-by", "R2.breadth", "4"),
        ("f-netvaerk-by", "R7.frequency", "1/2"),
        ("f-netvaerk-vejlev", "R2.share", "5/7"),
        ("f-donationer", "R4.age", "56"),
        ("f-donationer", "R4.terms", "4"),
        ("f-integrationsraad", "R4.age", "12"),
    ],
)
def test_verdicts_rest_on_numbers_worked_out_by_hand(
    network: ss.Network, forum: str, rule: str, value: str
) -> None:
    rows = {(row["forum"], row["rule"]): row for row in network.forum_rules().rows().rows()}
    assert near(rows[forum, rule]["value"], value)


def test_planted_drop_off_is_found_and_no_other(network: ss.Network, planted: dict[str, Any]) -> None:
    spells = network.drop_off().spells.rows()
    found = [[row["forum"], row["person"], row["duration"]] for row in spells if row["event"]]
    assert sorted(found) == planted["dropped_off"]


def test_planted_working_hours(network: ss.Network, planted: dict[str, Any]) -> None:
    begins = {row["forum"]: row["start"][11:] for row in network.table("meetings").rows()}
    assert sorted(f for f, time in begins.items() if time < "16:00") == planted["in_working_hours"]


def test_the_oracle_agrees_on_every_need(needs: dict[str, Row], oracle: dict[str, Any]) -> None:
    assert needs.keys() == oracle["needs"].keys()
    for need, expected in oracle["needs"].items():
        row = needs[need]
        for column in ("people", "eligible", "relies_on_unstated", "shares_with_unknown", "obstacle"):
            assert row[column] == expected[column], f"{need} {column}"
        for column in ("covered_low", "covered_high", "known_low", "known_high"):
            assert (column not in expected and row[column] is None) or near(row[column], expected[column])


def test_the_oracle_agrees_on_every_cluster(network: ss.Network, oracle: dict[str, Any]) -> None:
    found = {row["activities"][0]: row for row in network.duplication().clusters.rows()}
    assert found.keys() == {group["members"][0] for group in oracle["clusters"]}
    for group in oracle["clusters"]:
        row = found[group["members"][0]]
        assert (row["activities"], row["verdict"], row["surplus"]) == (
            group["members"],
            group["verdict"],
            group["surplus"],
        )


def agrees_on_attendance(network: ss.Network, expected: dict[str, Any], speaking: dict[str, str]) -> None:
    rows = {row["forum"]: row for row in network.attendance().forums.rows() if row["forum"]}
    assert rows.keys() == expected.keys()
    for forum, row in rows.items():
        oracle = expected[forum]
        assert (row["meetings"], row["recorded"]) == (oracle["meetings"], oracle["recorded"]), forum
        assert near_or_none(row["speaking_parity"], speaking.get(forum)), forum
        assert near_or_none(row["present_parity"], oracle["parity"]), forum
        for column in ("erosion", "relevance", "absence_slope"):
            value, exact = row[column], oracle[column]
            assert (value is None) == (exact is None), f"{forum} {column}"
            assert value is None or value == pytest.approx(float(Fraction(exact)), rel=1e-9, abs=1e-12)


def those_who_stopped(network: ss.Network) -> list[list[object]]:
    spells = network.drop_off().spells.rows()
    found = [[row["forum"], row["person"] or row["actor"], row["duration"]] for row in spells if row["event"]]
    return sorted(found, key=str)


def test_the_oracle_agrees_on_every_forum(network: ss.Network, oracle: dict[str, Any]) -> None:
    agrees_on_attendance(network, oracle["attendance"], oracle["speaking_parity"])
    assert those_who_stopped(network) == oracle["dropped_off"]
    outcomes: dict[str, dict[str, str]] = {}
    for row in network.forum_rules().rows().rows():
        outcomes.setdefault(row["forum"], {})[row["rule"]] = row["outcome"]
    assert outcomes == oracle["rules"]


def test_the_oracle_agrees_on_many_forums(tmp_path: Path) -> None:
    """220 forums with seats that begin and end, meetings without lists, and much that nobody recorded."""
    network = ss.Network.from_tables(**many_forums.tables())  # type: ignore[arg-type] # by name
    for name in network.sizes:
        network.table(name).to_csv(tmp_path / f"{name}.csv")
    folder = oracle_tables.Folder.read(tmp_path)
    stopped = oracle_members.dropped_off(folder)
    assert len(stopped) > 100
    assert those_who_stopped(network) == stopped
    agrees_on_attendance(network, oracle_members.attendance(folder), oracle_members.speaking_parity(folder))


def test_the_oracle_finds_exactly_what_is_planted() -> None:
    """Everything in the list is worked out a second time."""
    program = ROOT / "tests" / "tools" / "reception_oracle.py"
    asked = [sys.executable, str(program), str(STUDY), "--planted", str(STUDY / "planted.json")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "exactly the planted findings, no others\n")
