"""The subcommands about forums: rules with advice, attendance, profile, voting power."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import samspill as ss
from samspill.cli import main
from small_study import TABLES, write_folder

ROOT = Path(__file__).resolve().parents[2]
RECEPTION = str(ROOT / "examples" / "reception")
RULES = ROOT / "python" / "samspill" / "data" / "forum_rules.csv"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_forums_print_what_is_not_met_with_advice(capsys: pytest.CaptureFixture[str]) -> None:
    network = ss.read(RECEPTION)
    rows = network.forum_rules().rows("da").rows()
    text = printed(capsys, "forums", RECEPTION, "--language", "da", "--rows", "0")
    for row in rows:
        assert (row["advice"] in text) == any(
            other["advice"] == row["advice"] and other["outcome"] in ("fail", "warn") for other in rows
        )
    assert "Attendance" in text
    assert "Power asymmetry" in text
    assert text.count("not_assessable") == 0
    everything = printed(capsys, "forums", RECEPTION, "--all", "--rows", "0")
    assert everything.count(" not_assessable ") == sum(row["outcome"] == "not_assessable" for row in rows)


def test_forums_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    network = ss.read(RECEPTION)
    found = json.loads(printed(capsys, "forums", RECEPTION, "--json"))
    assert found["rules"] == network.forum_rules().rows().rows()
    assert found["attendance"] == network.attendance().forums.rows()
    assert found["power_asymmetry"] == network.power_asymmetry().forums.rows()
    assert found["attendance_caveat"] == network.attendance().caveat


def test_forums_by_rules_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    header, *rules = RULES.read_text(encoding="utf-8").splitlines()
    own = tmp_path / "own.csv"
    own.write_text("\n".join([header, *(rule for rule in rules if rule.startswith("R1.parity"))]) + "\n")
    found = json.loads(printed(capsys, "forums", RECEPTION, "--json", "--rules", str(own)))
    assert {row["rule"] for row in found["rules"]} == {"R1.parity"}
    own.write_text(header + "\n")
    assert main(["forums", RECEPTION, "--rules", str(own)]) == 3
    assert "own.csv" in capsys.readouterr().err


def test_forums_without_meetings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    study = str(write_folder(tmp_path / "study", TABLES))
    assert "Attendance" not in printed(capsys, "forums", study)


def test_voting_prints_power_of_sectors(capsys: pytest.CaptureFixture[str]) -> None:
    network = ss.read(RECEPTION)
    text = printed(capsys, "voting", RECEPTION)
    assert "no quota stated" in text
    assert text.startswith(network.voting_power().summary())
    assert "no quota stated" not in printed(capsys, "voting", RECEPTION, "--assume-majority")
    found = json.loads(printed(capsys, "voting", RECEPTION, "--json", "--as-of", "2025-01-01"))
    assert found["sectors"] == network.voting_power(as_of="2025-01-01").sectors.rows()


@pytest.mark.parametrize(("command", "table"), [("representation", "forums"), ("voting", "forums")])
def test_seats_of_another_day_or_all_of_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, table: str
) -> None:
    turn = "2024-05-01"
    seats = [
        {"forum": "f", "actor": "desk", "from": None, "to": turn},
        {"forum": "f", "actor": "club", "from": turn, "to": None},
    ]
    study = str(write_folder(tmp_path / "study", {**TABLES, "seats": seats}))
    for given, day, count in (
        ((), turn, 1),
        (("--as-of", "2024-04-30"), "2024-04-30", 1),
        (("--as-of", "all"), None, 2),
    ):
        (row,) = json.loads(printed(capsys, command, study, "--json", *given))[table]
        assert (row["as_of"], row["seats" if command == "representation" else "voters"]) == (day, count)
    assert main(["representation", study, "--as-of", "all", "--window", "2024-01-01", "2024-02-01"]) != 0
    assert "exclude each other" in capsys.readouterr().err


def test_the_report_of_another_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Seats are those of <strong>6 January 2026</strong>." in printed(
        capsys, "report", RECEPTION, "-o", "-"
    )
    other = printed(capsys, "report", RECEPTION, "-o", "-", "--as-of", "2025-06-30")
    assert "Seats are those of <strong>30 June 2025</strong>." in other
    assert "All seats that were ever held count" in printed(
        capsys, "report", RECEPTION, "-o", "-", "--as-of", "all"
    )
