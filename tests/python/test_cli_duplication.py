"""What the command prints about duplicates: scopes, sharing, cells, waves, organisations, taxonomies."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import samspill as ss
from samspill.cli import main
from small_study import write_folder

ROOT = Path(__file__).resolve().parents[2]
RECEPTION = str(ROOT / "examples" / "reception")
THEMES = str(ROOT / "examples" / "reception" / "themes.csv")


def tables(seats: int = 10) -> dict[str, Any]:
    """Two departments and a club, entered twice, that offer the same to 20 people; invented."""
    offer = {"theme": "language", "areas": ["north"], "capacity": seats}
    return {
        "areas": [
            {"id": "region", "parent": None},
            {"id": "north", "parent": "region"},
            {"id": "south", "parent": "region"},
        ],
        "actors": [
            {"id": "town", "sector": "municipal", "area": "north", "parent": None},
            {"id": "school", "sector": "municipal", "parent": "town"},
            {"id": "library", "sector": "municipal", "parent": "town"},
            {"id": "club", "name": "Røde Kors Nord", "sector": "civil_society", "area": "north"},
            {"id": "rk", "name": "RK Nord", "sector": "civil_society", "area": "north"},
        ],
        "activities": [
            {"id": "j1", "actor": "school", **offer},
            {"id": "j2", "actor": "library", **offer},
            {"id": "j3", "actor": "club", **offer},
        ],
        "needs": [{"id": "n", "theme": "language", "area": "north", "people": 20}],
    }


@pytest.fixture
def study(tmp_path: Path) -> str:
    return str(write_folder(tmp_path / "first", tables()))


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def parsed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    return dict(json.loads(shown(capsys, *arguments, "--json")))


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_scopes(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(shown(capsys, "duplication", study, "--scope"))
    cluster = ["language", "j1;", "j2;", "j3", "30", "20", "10", "surplus"]
    assert [*cluster, "between_sectors_of_municipality"] in found
    assert ["between_departments", "1", "0", "0", "0", "0"] in found
    assert ["between_sectors_of_municipality", "2", "1", "1", "10", "20"] in found
    assert ["municipal", "-", "municipal", "1", "1", "1", "10", "20"] in found
    result = ss.read(study).duplication().scope()
    data = parsed(capsys, "duplication", study, "--scope")
    assert data["scope_pairs"] == result.pairs.rows()
    assert data["by_scope"] == result.by_scope.rows()
    assert data["scope_options"] == dict(result.provenance.options)
    whole = parsed(capsys, "duplication", study, "--scope", "--municipality-depth", "0")
    assert {row["municipality_a"] for row in whole["scope_pairs"]} == {"region"}
    named = parsed(capsys, "duplication", study, "--scope", "--municipalities", "north")
    assert named["scope_options"]["municipalities"] == "north"


def test_sharing_and_cells(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "duplication", RECEPTION, "--sharing", "--cells", "--rows", "3")
    assert "let a-dig-01 and a-dig-02 meet every other week each" in text
    duplication = ss.read(RECEPTION).duplication()
    sharing, cells = duplication.work_sharing(), ss.read(RECEPTION).demand_cells()
    assert sharing.summary() in text
    assert f"{cells.people} people in need, {cells.covered} of them" in text
    data = parsed(capsys, "duplication", RECEPTION, "--sharing", "--cells")
    assert data["sharing"] == sharing.table.rows()
    assert data["sharing_totals"]["chosen_people"] == sharing.totals.chosen_people
    assert data["cells"] == cells.cells.rows()
    assert "by_scope" not in data


def test_a_move_names_where_the_seats_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All seats of j1 are spare when each offer alone has room for the 20: then it moves as a whole."""
    given = tables(seats=20)
    given["needs"].append({"id": "m", "theme": "language", "area": "south", "people": 5})
    text = shown(capsys, "duplication", str(write_folder(tmp_path / "a", given)), "--sharing")
    assert "move j1 to m (south)" in text
    for activity in given["activities"]:
        activity["in_use"] = 1
    text = shown(capsys, "duplication", str(write_folder(tmp_path / "b", given)), "--sharing")
    assert "move 5 seats of j1 to m (south)" in text


def test_options_of_likeness_reach_the_analysis(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--least-score", "0.9", "--ignore-ages", "--backup-share", "0.5", "--weights", "name=3")
    options = parsed(capsys, "duplication", study, *given)["options"]
    assert float(options["least_score"]) == 0.9
    assert options["match_ages"] == "false"
    assert float(options["backup_share"]) == 0.5


def test_waves(study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = str(write_folder(tmp_path / "later", tables(seats=5)))
    text = shown(capsys, "changes", study, later, study)
    assert text.startswith("Wave 1: first\nWave 2: later\nWave 3: first\n")
    assert ["2", "resolved", "1", "10", "20"] in lines(text)
    assert ["3", "came_back", "1", "10", "20"] in lines(text)
    waves = [ss.read(path).duplication() for path in (study, later, study)]
    data = parsed(capsys, "changes", study, later, study)
    assert data["clusters"] == ss.duplication.changes(waves).clusters.rows()
    assert [wave["title"] for wave in data["input_waves"]] == ["first", "later", "first"]


def test_renamed_activities(study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = tables()
    for row in given["activities"]:
        row["id"] = f"new-{row['id']}"
    later = str(write_folder(tmp_path / "later", given))
    assert "remains" not in shown(capsys, "changes", study, later)
    names = [f"j{k}=new-j{k}" for k in (1, 2, 3)]
    assert ["2", "remains", "1", "10", "20"] in lines(
        shown(capsys, "changes", study, later, "--renamed", *names)
    )


def test_organisations_entered_twice(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "organisations", study)
    assert text.startswith("Pairs of actors that are probably one organisation: 1;")
    assert ["club", "Røde", "Kors", "Nord", "rk", "0", "0", "0", "0", "0", "0"] in lines(text)
    data = parsed(capsys, "organisations", study)
    assert data["merges"] == {"rk": "club"}
    assert data["proposals"] == ss.read(study).duplicate_actors().proposals.rows()
    apart = shown(capsys, "organisations", RECEPTION)
    assert apart == "No two actors look like one organisation.\n"


def test_own_abbreviations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = tables()
    given["actors"][4]["name"] = "Byhjelpen"
    study = str(write_folder(tmp_path / "study", given))
    assert "No two actors" in shown(capsys, "organisations", study)
    words = tmp_path / "words.txt"
    words.write_text("# ours\nRøde Kors Nord = Byhjelpen\n", encoding="utf-8")
    assert parsed(capsys, "organisations", study, "--abbreviations", str(words))["merges"] == {"rk": "club"}


def test_a_taxonomy_is_held_against_the_study(
    study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taxonomy = tmp_path / "themes.csv"
    taxonomy.write_text("code,parent\nsport,leisure\n", encoding="utf-8")
    assert main(["check", study, "--taxonomy", str(taxonomy)]) == 1
    text = capsys.readouterr().out
    assert "warning activities.csv row 2, column theme: the theme is no code of the taxonomy" in text
    assert "warning themes.csv row 2, column parent: the parent is no code of the taxonomy" in text
    assert text.endswith("0 errors, 5 warnings, 0 notes\n")
    assert main(["duplication", study, "--taxonomy", str(taxonomy)]) == 0
    assert "5 warnings" in capsys.readouterr().err
    assert "unknown_theme_code" in shown(capsys, "report", study, "--taxonomy", str(taxonomy), "-o", "-")
    assert main(["check", RECEPTION, "--taxonomy", THEMES]) == 0


@pytest.mark.parametrize("command", ["check", "duplication", "changes"])
def test_an_unusable_taxonomy(
    command: str, study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taxonomy = tmp_path / "themes.csv"
    taxonomy.write_text("code,parent\nkanarifugl,kanarifugl\n", encoding="utf-8")
    assert main([command, study, "--taxonomy", str(taxonomy)]) == 3
    done = capsys.readouterr()
    assert "error   themes.csv row 2, column parent" in done.out + done.err
    assert "kanarifugl" not in done.out + done.err


def test_tables_as_csv(study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "made" / "here"
    shown(capsys, "duplication", study, "--scope", "--csv", str(folder))
    with (folder / "by_scope.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["scope"] for row in rows] == ss.read(study).duplication().scope().by_scope.column("scope")
    assert {path.stem for path in folder.iterdir()} == {
        *("pairs", "clusters", "groups"),
        *("scope_pairs", "scope_clusters", "by_scope", "by_sectors", "by_former_units"),
    }
    for command in ("check", "coverage", "organisations"):
        shown(capsys, command, study, "--csv", str(tmp_path / command))
        assert any((tmp_path / command).iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ("duplication", RECEPTION, "--municipality-depth", "0"),
        ("duplication", RECEPTION, "--scope", "--municipality-depth", "-1"),
        ("duplication", RECEPTION, "--scope", "--municipalities", "nowhere"),
        ("duplication", RECEPTION, "--weights", "colour=1"),
        ("duplication", RECEPTION, "--weights", "name"),
        ("duplication", RECEPTION, "--least-score", "2"),
        ("duplication", RECEPTION, "--abbreviations", "/nowhere/at/all.txt"),
        ("duplication", RECEPTION, "--csv", "/proc/nowhere"),
        ("duplication", RECEPTION, RECEPTION),
        ("changes", RECEPTION),
        ("changes", RECEPTION, RECEPTION, "--renamed", "a"),
        ("changes", RECEPTION, RECEPTION, "--renamed", "a=b", "b=a"),
        ("organisations", RECEPTION, "--name-similarity", "0"),
        ("report", RECEPTION, "--municipality-depth", "-1", "-o", "-"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code: object = None
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    done = capsys.readouterr()
    assert done.out == ""
    assert "Traceback" not in done.err
    assert done.err.strip()


def test_the_report_takes_the_depth_of_municipalities(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Counted as municipalities here: north." in shown(capsys, "report", study, "-o", "-")
    whole = shown(capsys, "report", study, "-o", "-", "--municipality-depth", "0")
    assert "Counted as municipalities here: region." in whole
