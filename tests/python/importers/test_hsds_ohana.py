"""The Ohana service directory: every figure is counted again here from its files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from samspill.importers import ImportedStudy, read_hsds

Rows = list[dict[str, object]]
RowsOf = Callable[[ImportedStudy, str], Rows]


def found(study: ImportedStudy) -> dict[tuple[str, str, str], tuple[str, int]]:
    """Findings by code, table and column: their severity and row."""
    return {(f.code, f.table, f.column): (f.severity, f.row) for f in study.findings}


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def ohana(examples: Path) -> Path:
    return examples / "ohana-directory"


def test_ohana_services_that_are_given_today(ohana: Path, rows_of: RowsOf) -> None:
    study = read_hsds(ohana)
    services = records(ohana / "services.csv")
    owners = {r["id"]: r["organization_id"] for r in records(ohana / "locations.csv")}
    expected = {
        (f"service-{s['id']}", s["name"], f"org-{owners[s['location_id']]}")
        for s in services
        if s["status"] == "active"
    }
    assert len(expected) == 21
    assert {(a["id"], a["name"], a["actor"]) for a in rows_of(study, "activities")} == expected
    status = next(f for f in study.findings if f.code == "status_not_active")
    assert status.message.endswith("1 inactive, 1 defunct")
    assert "needs" not in study.tables
    assert not study.has_errors


def test_ohana_sectors_are_told_or_assumed_with_one_finding(ohana: Path, rows_of: RowsOf) -> None:
    study = read_hsds(ohana)
    sectors = {actor["name"]: actor["sector"] for actor in rows_of(study, "actors")}
    assert len(sectors) == 8
    assert sectors["Redwood City Public Library"] == "municipal"
    assert sectors["Example Agency"] == "civil_society"
    assert [f.message[:6] for f in study.findings if f.code == "sector_assumed"] == ["4 of 8"]


def test_ohana_areas(ohana: Path, rows_of: RowsOf) -> None:
    study = read_hsds(ohana)
    parents = {area["id"]: area["parent"] for area in rows_of(study, "areas")}
    cities = {f"US/CA/{r['city']}" for r in records(ohana / "addresses.csv")}
    served = {
        part.strip()
        for s in records(ohana / "services.csv")
        for part in s["service_areas"].split(",")
        if part.strip()
    }
    alone = {name for name in served if f"US/CA/{name}" not in cities}
    assert parents.keys() == cities | alone | {"US", "US/CA"}
    assert {parents[city] for city in cities} == {"US/CA"}
    assert {parents[name] for name in alone} == {None}
    places = {a["id"]: a["areas"] for a in rows_of(study, "activities")}
    assert places["service-7"] == ["Burlingame", "East Palo Alto", "US/CA/Belmont"]
    assert places["service-16"] == ["US/CA/Sunnyvale"]  # names no service area: the town of its location


def test_ohana_themes_languages_and_hours(ohana: Path, rows_of: RowsOf) -> None:
    activities = {a["id"]: a for a in rows_of(read_hsds(ohana), "activities")}
    assert activities["service-22"]["theme"] == "Care"  # 108 and two terms beneath it; 105 and 111 have fewer
    assert activities["service-1"]["theme"] == "Adult protection and care services"
    assert activities["service-3"]["theme"] == "Geriatric Counseling"
    assert activities["service-22"]["languages"] == ["es"]
    assert activities["service-1"]["languages"] == ["es", "tl"]  # of its location
    assert activities["service-22"]["schedule"] == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert activities["service-23"]["schedule"] == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
    assert activities["service-2"]["schedule"] is None
    assert {(a["age_min"], a["age_max"], a["capacity"]) for a in activities.values()} == {(None, None, None)}


def test_ohana_oddities_are_findings(ohana: Path) -> None:
    study = read_hsds(ohana)
    phones = [k for k, r in enumerate(records(ohana / "phones.csv"), 2) if r["contact_id"]]
    assert len(phones) == 6
    assert found(study)["unknown_id", "phones", "contact_id"] == ("warning", phones[0])
    assert found(study)["reversed_time", "schedules", "closes_at"] == ("warning", 12)
    assert not [f for f in study.findings if f.code in ("not_a_time", "not_a_date", "reversed_interval")]
    active = [s for s in records(ohana / "services.csv") if s["status"] == "active"]
    prose = [s for s in active if s["eligibility"] not in ("", "None")]
    text = next(f.message for f in study.findings if f.code == "eligibility_in_prose")
    assert text.startswith(f"{len(prose)} rows")


def test_nobodys_contact_leaves_the_reader(ohana: Path) -> None:
    study = read_hsds(ohana)
    tables = repr(study.tables)
    for record in records(ohana / "phones.csv"):
        assert record["number"] not in tables
    assert "@" not in tables
    assert "650-347-3648" not in tables
