"""Networks of municipalities, cut out of that of a region."""

from __future__ import annotations

from pathlib import Path

import pytest

import samspill as ss
from generated import generated_tables
from indicator_support import TWO_MUNICIPALITIES, values
from samspill.indicators import IndicatorCatalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def region() -> ss.Network:
    return ss.Network.from_tables(**TWO_MUNICIPALITIES)


def test_municipalities(region: ss.Network) -> None:
    parts = ss.by_municipality(region)
    assert list(parts) == ["0301", "1103"]
    north, south = parts["0301"], parts["1103"]
    assert north.table("areas").column("id") == ["0301", "0301a", "region"]
    assert north.table("actors").column("id") == ["club", "county", "north"]
    assert south.table("actors").column("id") == ["county", "south"]
    assert north.table("activities").column("id") == ["a1", "a2"]
    assert south.table("activities").column("id") == ["a2"]
    assert south.tables_without_rows == {"forums", "seats", "ties"}
    rows = {row["table"]: (row["rows"], row["in_none"], row["in_several"]) for row in parts.rows.rows()}
    assert rows["needs"] == (2, 0, 0)
    assert rows["activities"] == (2, 0, 1)
    assert rows["actors"] == (5, 1, 1)


def test_people_of_municipalities_add_up_to_the_whole(region: ss.Network) -> None:
    """Where every need has an area in one of them."""
    parts = ss.by_municipality(region)
    assert sum(part.coverage().totals.people for part in parts.values()) == region.coverage().totals.people


@pytest.mark.parametrize("depth", [1, 2])
def test_parts_of_a_generated_region_hold_its_needs_once(depth: int) -> None:
    """Against a plain walk up the areas: every need is in the part of its municipality, and in no other."""
    whole = ss.Network.from_tables(**generated_tables(40, 200, 400, 300))
    parents = {row["id"]: row["parent"] for row in whole.table("areas").rows()}

    def municipality_of(area: str) -> str | None:
        chain = [area]
        while parents[chain[-1]] is not None:
            chain.append(parents[chain[-1]])
        return chain[-1 - depth] if len(chain) > depth else None

    expected: dict[str, list[str]] = {}
    for row in whole.table("needs").rows():
        expected.setdefault(municipality_of(row["area"]) or "", []).append(row["id"])
    parts = ss.by_municipality(whole, municipality_depth=depth)
    outside = expected.pop("", [])
    found = {name: part.table("needs").column("id") for name, part in parts.items() if part.has("needs")}
    assert found == expected
    counts = {row["table"]: row["in_none"] for row in parts.rows.rows()}
    assert counts["needs"] == len(outside)
    known = sum(row["people"] for row in whole.table("needs").rows() if row["id"] not in outside)
    assert (
        sum(sum(part.table("needs").column("people")) for part in parts.values() if part.has("needs"))
        == known
    )


def test_what_lies_in_no_municipality_is_counted() -> None:
    tables = TWO_MUNICIPALITIES | {
        "needs": [
            {"id": "n", "theme": "t", "people": 1},
            {"id": "m", "theme": "t", "area": "region", "people": 1},
        ]
    }
    parts = ss.by_municipality(ss.Network.from_tables(**tables))
    assert {row["table"]: row["in_none"] for row in parts.rows.rows()}["needs"] == 2
    # They may live in any municipality: that it has no needs is not known.
    assert "needs" not in parts["0301"].tables_without_rows
    found = ss.observe({("0301", "1"): parts["0301"]}, IndicatorCatalogue.standard().only(["coverage"]))
    assert values(found) == {("0301", "coverage"): ("missing", None)}


def test_one_municipality_is_the_whole() -> None:
    """The example lies in one municipality but for its neighbour, so nothing changes for its needs."""
    whole = ss.read(ROOT / "examples" / "reception")
    part = ss.by_municipality(whole, municipality_depth=0)["lyngsund"]
    assert part.coverage().totals.people == whole.coverage().totals.people
    for column in ("need", "covered_exact", "known_exact", "gap_low"):
        assert part.coverage().needs.column(column) == whole.coverage().needs.column(column)
    assert part.representation().forums.rows() == whole.representation().forums.rows()
    assert part.attendance().forums.rows() == whole.attendance().forums.rows()


def test_rows_may_come_in_any_order(region: ss.Network) -> None:
    turned = ss.Network.from_tables(**{name: rows[::-1] for name, rows in TWO_MUNICIPALITIES.items()})
    first, second = ss.by_municipality(region), ss.by_municipality(turned)
    assert [n.fingerprint for n in first.values()] == [n.fingerprint for n in second.values()]


def test_depths(region: ss.Network) -> None:
    assert list(ss.by_municipality(region, municipality_depth=2)) == ["0301a"]
    for depth in (-1, 3):
        with pytest.raises(ss.InvalidArgument):
            ss.by_municipality(region, municipality_depth=depth)
    with pytest.raises(ss.MissingTable):
        ss.by_municipality(ss.Network.from_tables(actors=[{"id": "a", "sector": "state"}]))
