"""Indicators that analyses of networks give."""

from __future__ import annotations

from pathlib import Path

import pytest

import samspill as ss
from indicator_support import ROWS, TWO_MUNICIPALITIES, Result, catalogue, values
from samspill import network_indicators
from samspill.indicators import IndicatorCatalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def region() -> ss.Network:
    return ss.Network.from_tables(**TWO_MUNICIPALITIES)


def test_every_computed_indicator_can_be_computed() -> None:
    """Of a study that has all tables: whatever is known there was read by the measure of the catalogue."""
    found = ss.observe({("lyngsund", "2025"): ss.read(ROOT / "examples" / "reception")})
    statuses = {row["indicator"]: row["status"] for row in found.observations.rows()}
    assert set(statuses) == {row.id for row in IndicatorCatalogue.standard() if row.analysis}
    # Four needs are of unknown size and four activities of unknown seats, so that these have no end.
    open_ended = {"people_without_place", "unused_seats", "surplus_seats"}
    assert {indicator for indicator, status in statuses.items() if status == "missing"} == open_ended
    assert set(statuses.values()) == {"observed", "suppressed", "missing"}


def test_values_are_those_of_the_study() -> None:
    """The numbers that examples/reception/README.md states, worked out by hand."""
    found = ss.observe({("lyngsund", "2025"): ss.read(ROOT / "examples" / "reception")})
    rows = {row["indicator"]: row for row in found.observations.rows()}
    coverage = rows["coverage"]
    assert coverage["status"] == "suppressed"
    assert coverage["value"] is None
    assert coverage["low"] == pytest.approx(2338 / 2442)
    assert coverage["high"] == pytest.approx(2342 / 2442)
    assert coverage["n"] == 2442
    assert rows["known_coverage"]["low"] == pytest.approx(2314 / 2442)
    assert rows["lost_to_not_knowing"]["value"] == pytest.approx(24 / 2442)


def test_ranges_are_those_of_the_rows() -> None:
    """Against plain sums over needs, clusters and activities of the example."""
    network = ss.read(ROOT / "examples" / "reception")
    found = ss.observe({("lyngsund", "2025"): network})
    rows = {row["indicator"]: row for row in found.observations.rows()}

    needs = network.coverage().needs.rows()
    backed = sum(row["people"] or 0 for row in needs if row["organisations"] == 2)
    assert rows["people_with_backup"]["high"] == pytest.approx(backed / 2442)

    clusters = network.duplication().clusters.rows()
    sure = {a for row in clusters if row["verdict"] == "surplus" for a in row["activities"]}
    perhaps = {a for row in clusters if "unknown" in row["verdict"] for a in row["activities"]}
    duplicated = rows["duplicated_activities"]
    assert (duplicated["low"], duplicated["high"]) == (len(sure), len(sure | perhaps))

    activities = network.coverage().criticality().activities.rows()
    redundant = [
        row["seats"] is None or (row["seats"] > 0 and row["people_unbounded"] == 0) for row in activities
    ]
    assert rows["redundant_activities"]["low"] == 0
    assert rows["redundant_activities"]["high"] == pytest.approx(sum(redundant) / len(activities))


def test_needs_of_unknown_size_are_no_zero() -> None:
    unknown = ss.Network.from_tables(
        actors=[{"id": "a", "sector": "state"}],
        needs=[{"id": "n", "theme": "t", "people": None}],
        activities=[{"id": "o", "actor": "a", "theme": "t", "capacity": 3}],
    )
    found = ss.observe({("u", "1"): unknown}, IndicatorCatalogue.standard().only(["coverage"]))
    assert values(found) == {("u", "coverage"): ("missing", None)}


def test_indicators_of_municipalities(region: ss.Network) -> None:
    """By hand: in the north 6 + 1 of 10 get a seat, in the south 1 of 4; nobody sits in the south."""
    parts = ss.by_municipality(region)
    networks = {(unit, "1"): network for unit, network in parts.items()}
    asked = ["coverage", "parity_lowest", "dialogue_arenas", "attendance_share"]
    found = ss.observe(networks, IndicatorCatalogue.standard().only(asked))
    assert values(found) == {
        ("0301", "coverage"): ("observed", 0.7),
        ("0301", "parity_lowest"): ("observed", 1.0),
        ("0301", "dialogue_arenas"): ("observed", 1.0),
        ("0301", "attendance_share"): ("missing", None),
        ("1103", "coverage"): ("observed", 0.25),
        ("1103", "parity_lowest"): ("structural", None),
        ("1103", "dialogue_arenas"): ("observed", 0.0),
        ("1103", "attendance_share"): ("structural", None),
    }
    assert "forums without rows here" in found.notes.column("note")
    assert found.networks.column("catalogue") == ["1.0", "1.0"]
    assert found.summary().startswith("4 indicators of 2 networks: 5 values, 0 ranges, 1 not known, 2 with")


def test_the_same_options_for_all(region: ss.Network) -> None:
    asked = catalogue(analysis="coverage", measure="totals.known_low..totals.known_high/totals.people")
    networks = {("u", wave): region for wave in ("2", "1")}
    stages = []
    near = ss.observe(
        networks,
        asked,
        analysis_options={"coverage": {"awareness_steps": 0}},
        progress=lambda share, stage: stages.append((share, stage)),
    )
    assert ("coverage", "awareness_steps", "0") in {tuple(row.values()) for row in near.options.rows()}
    assert near.observations.column("wave") == ["1", "2"]
    assert near.observations.column("value") == [0.0, 0.0]
    assert stages == [(0.0, "coverage"), (0.5, "coverage")]
    assert ss.observe(networks, asked).observations.column("value") == [6 / 14, 6 / 14]


def test_later_analyses_join_by_a_row(region: ss.Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def later(self: ss.Network) -> Result:
        return Result(ROWS, amount=self.sizes["actors"])

    monkeypatch.setattr("samspill.analyses.Analyses.later", later, raising=False)
    found = ss.observe({("u", "1"): region}, catalogue(analysis="later", measure="amount/amount"))
    assert found.observations.column("value") == [1.0]


@pytest.mark.parametrize(
    ("analysis", "measure"),
    [
        ("report", "totals.people"),
        ("with_activity", "totals.people"),
        ("coverage.nothing", "totals.people"),
        ("coverage.__init__", "totals.people"),
        ("coverage", "totals.children"),
        ("coverage", "needs:children:min"),
        ("coverage", "needs:theme:min"),
        ("coverage", "summary"),
    ],
)
def test_what_there_is_not_is_refused(region: ss.Network, analysis: str, measure: str) -> None:
    with pytest.raises(ss.InvalidArgument):
        ss.observe({("u", "1"): region}, catalogue(analysis=analysis, measure=measure))


def test_wrong_arguments(region: ss.Network) -> None:
    for wrong in ([], {"u": region}, {("u", 1): region}, {("u", "1"): "network"}):
        with pytest.raises(TypeError):
            ss.observe(wrong)  # type: ignore[arg-type]
    with pytest.raises(ss.InvalidArgument):
        ss.observe({}, analysis_options={"report": {}})


def test_no_networks_give_no_rows() -> None:
    found = ss.observe({})
    assert len(found.observations) == 0
    assert list(found.observations.columns)[:3] == ["unit", "wave", "indicator"]


def test_analyses_are_methods_that_compute() -> None:
    assert {
        "coverage",
        "duplication",
        "attendance",
        "forum_rules",
        "perception",
    } <= network_indicators.analyses()
    assert not {"report", "with_activity", "from_tables", "validate"} & network_indicators.analyses()
