"""The subcommands about members of forums: attendance, drop-off, balance by attribute, ratings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import samspill as ss
from samspill.cli import main
from small_study import TABLES, write_folder

ROOT = Path(__file__).resolve().parents[2]
RECEPTION = str(ROOT / "examples" / "reception")
INSTRUMENTS = ROOT / "python" / "samspill" / "data" / "instruments.csv"


@pytest.fixture(scope="module")
def reception() -> ss.Network:
    return ss.read(RECEPTION)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def parsed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    return dict(json.loads(printed(capsys, *arguments, "--json"), parse_constant=pytest.fail))


def test_attendance(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    result = reception.attendance()
    text = printed(capsys, "attendance", RECEPTION, "--rows", "0")
    assert text.startswith(result.summary())
    assert result.caveat in text
    lines = [line.split() for line in text.splitlines()]
    # four a side; who came is 4:1 in the end, so that parity falls from 1 to 2/5 and 1/2
    assert ["f-styregruppe", "5", "2025-11-04", "8", "5", "0", "1", "0.4", "-"] in lines
    # nobody kept a list: unknown, not 0
    assert ["f-netvaerk-vejlev", "1", "2025-02-05", *["unknown"] * 3, *["-"] * 3] in lines
    found = parsed(capsys, "attendance", RECEPTION)
    for name in ("forums", "meetings", "groups", "meeting_groups"):
        assert found[name] == getattr(result, name).rows()
    assert found["caveat"] == result.caveat


def test_attendance_by_an_attribute(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    asked = ("--attribute", "membership", "--expected-groups", "woman", "man", "--trend", "theil_sen")
    found = parsed(capsys, "attendance", RECEPTION, *asked)
    result = reception.attendance(attribute="membership", expected_groups=["woman", "man"], trend="theil_sen")
    assert found["forums"] == result.forums.rows()
    assert found["options"]["trend"] == "theil_sen"


def test_drop_off(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    result = reception.drop_off()
    text = printed(capsys, "drop-off", RECEPTION)
    assert result.caveat in text
    lines = [line.split() for line in text.splitlines()]
    # three of four left at meetings 2, 3 and 4: 10 of the 70 ways to deal eight members to two sides put all
    # three who left on one side, and none differs more
    assert ["f-styregruppe", "civil_society", "4", "3", "25.0", "%", "3", "2.25"] in lines
    assert ["f-styregruppe", "8", "3", "0.04", "0.143", "0.143", "ok"] in lines
    assert lines.index(["f-styregruppe", "8", "3", "0.04", "0.143", "0.143", "ok"]) < lines.index(
        ["f-boligpakken", "5", "0", "-", "-", "-", "no", "events"]
    )
    curves = lines[next(k for k, line in enumerate(lines) if line[:1] == ["Curves"]) + 2 :]
    limits = ["12.8", "%", "96.1", "%"]  # by exp(-exp(ln(-ln 0.75) -+ 1.96 * se / (0.75 * ln 0.75)))
    assert curves[0] == ["f-styregruppe", "civil_society", "2", "4", "1", "0", "75.0", "%", *limits]
    found = parsed(capsys, "drop-off", RECEPTION)
    for name in ("groups", "tests", "curves", "mean_absences", "spells", "absences"):
        assert found[name] == getattr(result, name).rows()
    assert (found["unit"], found["unobserved"]) == ("meetings", result.unobserved)


def test_options_of_drop_off(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    asked = ("--unit", "days", "--silent-meetings", "4", "--attribute", "tier", "--seed", "7")
    found = parsed(capsys, "drop-off", RECEPTION, *asked)
    result = reception.drop_off(unit="days", silent_meetings=4, attribute="tier", seed=7)
    assert found["spells"] == result.spells.rows()
    assert found["tests"] == result.tests.rows()
    assert found["unit"] == "days"


def in_json(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as JSON has them, which knows no infinite numbers."""
    endless = {float("inf"): "Infinity", float("-inf"): "-Infinity"}
    return [
        {name: endless.get(cell, cell) if isinstance(cell, float) else cell for name, cell in row.items()}
        for row in rows
    ]


def test_balance(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    gender = {"attribute": "membership", "groups": ["woman", "man"]}
    result = reception.group_balance(attributes=["sector", gender])
    text = printed(capsys, "balance", RECEPTION, "--rows", "0")
    assert text.startswith(result.summary())
    lines = [line.split() for line in text.splitlines()]
    # three women and two men of the municipality, two women and one man of civil society, one of the state
    assert ["f-koordinering", "membership", "9", "9", "0.667", "0.5", "0.167"] in lines
    assert lines.count(["f-boligpakken", "sector", "civil_society", "0", "0.0", "%", "50.0", "%", "0"]) == 1
    assert parsed(capsys, "balance", RECEPTION)["forums"] == result.forums.rows()
    named = parsed(capsys, "balance", RECEPTION, "--by", "sector", "membership=woman,man")
    for name in ("forums", "groups", "crossed", "cells", "segregation"):
        assert named[name] == in_json(getattr(result, name).rows())


def test_options_of_balance(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    window = ("2025-01-01", "2025-07-01")
    asked = ("--by", "tier", "--baseline", "people", "--balanced-from", "0.5", "--window", *window)
    result = reception.group_balance(
        attributes=[{"attribute": "tier", "baseline": "people"}], window=window, balanced_from=0.5
    )
    found = parsed(capsys, "balance", RECEPTION, *asked)
    assert found["groups"] == in_json(result.groups.rows())
    assert found["options"] == dict(result.provenance.options)
    assert "Where the attributes cross" not in printed(capsys, "balance", RECEPTION, *asked)


def test_perception(capsys: pytest.CaptureFixture[str], reception: ss.Network) -> None:
    result = reception.perception()
    text = printed(capsys, "perception", RECEPTION, "--language", "da")
    assert text.startswith(result.summary())
    lines = [line.split() for line in text.splitlines()]
    lowest = next(line for line in lines if "lowest" in line)
    assert lowest[:5] == ["f-koordinering", "2025", "resources", "8", "2.5"]
    # two raters are too few: nothing but their number is printed
    hidden = next(line for line in lines if line[0:1] == ["f-modtagerkorps"])
    assert hidden[3:11] == ["2", *["-"] * 7]
    assert result.items_in("da").rows()[0]["text"] in text
    found = parsed(capsys, "perception", RECEPTION)
    assert found["items"] == result.items.rows()
    assert found["instruments"] == result.instruments.rows()
    assert found["rating_findings"] == []


def test_options_of_perception(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, reception: ss.Network
) -> None:
    own = tmp_path / "own.csv"
    header, *items = INSTRUMENTS.read_text(encoding="utf-8").splitlines()
    own.write_text("\n".join([header, *(item for item in items if "resources" in item)]) + "\n")
    asked = ("--instruments", str(own), "--fewest-raters", "4", "--scale", "1", "6", "--seed", "3")
    found = parsed(capsys, "perception", RECEPTION, *asked)
    result = reception.perception(ss.Instruments.read(own), fewest_raters=4, scale=(1, 6), seed=3)
    assert found["items"] == result.items.rows()
    own.write_text(header + "\n")
    assert main(["perception", RECEPTION, "--instruments", str(own)]) == 3
    assert "own.csv" in capsys.readouterr().err


def test_a_finding_of_the_analysis_counts_for_the_exit_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    reviews = [{"person": "p1", "item": "trust", "score": 9, "forum": "f"}]
    study = str(write_folder(tmp_path / "study", {**TABLES, "reviews": reviews}))
    assert "out_of_range" in {row["code"] for row in parsed(capsys, "perception", study)["rating_findings"]}
    assert main(["perception", study, "--fail-on", "warning"]) == 1
    assert "warning" in capsys.readouterr().out
    assert main(["perception", study, "--fail-on", "error"]) == 0
    assert main(["perception", study]) == 0


@pytest.mark.parametrize(
    ("command", "table"),
    [("attendance", "meetings"), ("drop-off", "meetings"), ("perception", "reviews"), ("balance", "forums")],
)
def test_a_missing_table_is_unusable_data(
    command: str, table: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tables = {name: rows for name, rows in TABLES.items() if name not in ("forums", "seats")}
    study = str(write_folder(tmp_path / "study", tables if command == "balance" else TABLES))
    assert main([command, study]) == 3
    assert f"needs the table {table}" in capsys.readouterr().err
    assert main([command, study, "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["findings"][0]["code"] == "missing_table"


@pytest.mark.parametrize("command", ["attendance", "drop-off", "balance", "perception"])
def test_every_table_as_csv(command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = parsed(capsys, command, RECEPTION, "--csv", str(tmp_path))
    for path in tmp_path.iterdir():
        header = path.read_text(encoding="utf-8").splitlines()[0]
        assert found[path.stem] is not None
        if found[path.stem]:
            assert header.split(",") == list(found[path.stem][0])
    assert len(list(tmp_path.iterdir())) == len(found["units"])
