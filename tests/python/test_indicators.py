"""Catalogues of indicators, and indicators that analyses of networks give."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import samspill as ss
from generated import generated_tables
from samspill import indicator_rows, network_indicators
from samspill.indicator_measures import parse
from samspill.indicators import IndicatorCatalogue

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"en", "nb", "da", "sv"}
ROW: dict[str, Any] = {
    "id": "reached",
    "set": "own",
    "version": "1",
    "question_en": "Are people reached?",
    "unit": "share",
    "denominator": "people",
    "direction": "increase",
}
TWO_MUNICIPALITIES: dict[str, Any] = {
    "areas": [
        {"id": "region"},
        {"id": "0301", "parent": "region"},
        {"id": "0301a", "parent": "0301"},
        {"id": "1103", "parent": "region"},
    ],
    "actors": [
        {"id": "county", "sector": "state", "area": "region"},
        {"id": "north", "sector": "municipal", "area": "0301"},
        {"id": "south", "sector": "municipal", "area": "1103"},
        {"id": "club", "sector": "civil_society", "area": "0301a", "parent": "county"},
        {"id": "idle", "sector": "civil_society"},
    ],
    "needs": [
        {"id": "n1", "theme": "homework", "area": "0301a", "people": 10, "entry_point": "north"},
        {"id": "n2", "theme": "homework", "area": "1103", "people": 4, "entry_point": "south"},
    ],
    "activities": [
        {"id": "a1", "actor": "club", "theme": "homework", "areas": ["0301"], "capacity": 6},
        {"id": "a2", "actor": "county", "theme": "homework", "areas": ["region"], "capacity": 1},
    ],
    "ties": [{"source": "north", "target": "club", "relation": "awareness"}],
    "forums": [{"id": "f", "form": "council", "area": "0301"}],
    "seats": [{"forum": "f", "actor": "north"}, {"forum": "f", "actor": "club"}],
}


@pytest.fixture(scope="module")
def region() -> ss.Network:
    return ss.Network.from_tables(**TWO_MUNICIPALITIES)


def catalogue(**columns: object) -> IndicatorCatalogue:
    return IndicatorCatalogue.from_table([ROW | columns])


def values(found: ss.NetworkObservations) -> dict[tuple[str, str], tuple[str, float | None]]:
    return {(r["unit"], r["indicator"]): (r["status"], r["value"]) for r in found.observations.rows()}


def test_the_standard_catalogue_is_complete() -> None:
    standard = IndicatorCatalogue.standard()
    assert len(standard.findings()) == 0
    assert set(standard.sets) == {
        "reception_pilot",
        "volunteering_policy",
        "leisure_card",
        "benefit_refugees",
        "benefit_community",
        "benefit_staff",
        "benefit_volunteers",
    }
    for indicator in standard:
        assert set(indicator.questions) == LANGUAGES, indicator.id
        assert all(text.endswith("?") for text in indicator.questions.values()), indicator.id
        assert re.match(r"S\d+", indicator.source), indicator.id
        assert re.fullmatch(r"M\d\.\d+", indicator.method), indicator.id
        assert indicator.set.startswith("benefit_") <= (indicator.set == f"benefit_{indicator.group}")
        assert "%" not in indicator.unit
        # Without a denominator units that become one are added up, which makes no sense of an index.
        assert indicator.unit != "index" or indicator.combination == "weighted_mean"


def test_every_computed_indicator_can_be_computed() -> None:
    """Of a study that has all tables: whatever is known there was read by the measure of the catalogue."""
    found = ss.observe({("lyngsund", "2025"): ss.read(ROOT / "examples" / "reception")})
    statuses = {row["indicator"]: row["status"] for row in found.observations.rows()}
    assert set(statuses) == {row.id for row in IndicatorCatalogue.standard() if row.analysis}
    assert set(statuses.values()) == {"observed", "suppressed"}


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
    assert (rows["people_without_place"]["low"], rows["people_without_place"]["high"]) == (100, 104)


def test_terms_are_those_of_cpp() -> None:
    header = (ROOT / "include/samspill/model/indicator.hpp").read_text(encoding="utf-8")
    names = {
        "direction": "IndicatorDirection",
        "level": "LogicLevel",
        "group": "BeneficiaryGroup",
        "combination": "IndicatorCombination",
    }
    assert set(names) == set(indicator_rows.TERMS)
    for column, vocabulary in names.items():
        found = re.search(rf"Vocabulary<{vocabulary}> {{.*?names{{(.*?)}}", header, re.S)
        assert found is not None
        assert tuple(re.findall(r'"(\w+)"', found[1])) == indicator_rows.TERMS[column]


def test_columns_are_fields_of_an_indicator_in_cpp() -> None:
    header = (ROOT / "include/samspill/model/indicator.hpp").read_text(encoding="utf-8")
    found = re.search(r"struct Indicator {(.*?)^};", header, re.S | re.M)
    assert found is not None
    fields = set(re.findall(r"(\w+)(?:{}| = [^;]+);", re.sub(r"//[^\n]*", "", found[1])))
    python = {field.name for field in dataclasses.fields(indicator_rows.Indicator)} - {"questions"}
    assert python <= fields


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"direction": "up"}, "unknown_term", "direction"),
        ({"level": "goal"}, "unknown_term", "level"),
        ({"denominator": ""}, "missing_value", "denominator"),
        ({"id": None}, "missing_value", "id"),
        ({"question_en": " "}, "missing_value", "question_en"),
        ({"least": "a"}, "not_a_number", "least"),
        ({"least": True}, "not_a_number", "least"),
        ({"least": 2, "greatest": 1}, "reversed_interval", "least"),
        ({"least": 2}, "reversed_interval", "least"),
        ({"analysis": "coverage"}, "missing_value", "measure"),
        ({"measure": "totals.people"}, "missing_value", "analysis"),
        ({"analysis": "coverage", "measure": "totals people"}, "unknown_term", "measure"),
        ({"unit": ["share"]}, "unsupported_type", "unit"),
        ({"unit": "\ud800"}, "wrong_encoding", "unit"),
    ],
)
def test_what_does_not_fit_is_found(change: dict[str, object], code: str, column: str) -> None:
    with pytest.raises(ss.UnusableData) as caught:
        catalogue(**change)
    assert (code, 2, column) in {(f.code, f.row, f.column) for f in caught.value.findings}


def test_all_findings_come_at_once() -> None:
    rows = [ROW, ROW | {"version": "2"}, ROW | {"id": "b", "direction": "", "group": "x"}]
    with pytest.raises(ss.UnusableData) as caught:
        IndicatorCatalogue.from_table(rows)
    assert {(f.code, f.row, f.column) for f in caught.value.findings} == {
        ("duplicate_id", 3, "id"),
        ("contradictory_version", 3, "version"),
        ("missing_value", 4, "direction"),
        ("unknown_term", 4, "group"),
    }


def test_own_catalogues(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "id;set;version;question_en;question_nb;unit;denominator;direction;colour\n"
        "reached;own;1;Are people reached?;Blir folk nådd?;share;people;increase;red\n\n",
        encoding="utf-8",
    )
    read = IndicatorCatalogue.read(file)
    assert [(f.code, f.column, f.file) for f in read.findings()] == [("unknown_column", "colour", "own.csv")]
    assert (read.version, read.ids) == ("1", ("reached",))
    assert read["reached"].question("nb") == "Blir folk nådd?"
    assert read["reached"].question("sv") == "Are people reached?"
    assert (read["reached"].least, read["reached"].greatest) == (0.0, 1.0)
    assert read.rows("nb").column("question") == ["Blir folk nådd?"]
    study = read.study_rows()[0]
    assert "version" not in study
    assert study["question_nb"] == "Blir folk nådd?"
    assert study["analysis"] is None
    with pytest.raises(ss.UnusableData):
        IndicatorCatalogue.read(tmp_path / "missing.csv")
    with pytest.raises(ss.UnusableData):
        IndicatorCatalogue.from_table([])


def test_choosing() -> None:
    standard = IndicatorCatalogue.standard()
    assert {found.set for found in standard.of_set("leisure_card")} == {"leisure_card"}
    assert standard.only(["trust", "coverage"]).ids == ("coverage", "trust")
    assert "coverage" in standard
    for wrong in (lambda: standard["x"], lambda: standard.only(["x"]), lambda: standard.of_set("x")):
        with pytest.raises(ss.NotFound):
            wrong()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "a:b",
        "a:b:middle",
        "a:b:min@w",
        "a/b/c",
        "a..",
        "+a",
        "a[b]:c:sum",
        "A.b",
        "a.b.",
        "__class__",
    ],
)
def test_what_is_no_measure(text: str) -> None:
    assert parse(text) is None


class Result:
    """Stands for a result of an analysis."""

    def __init__(self, rows: list[dict[str, Any]], **attributes: object) -> None:
        names = list(rows[0]) if rows else ["x", "w", "kind"]
        columns = [(name, None if rows else _text_type(), "", [row[name] for row in rows]) for name in names]
        self.table = ss.ResultTable(ss._core.Table.from_columns("t", columns)[0])
        for name, value in attributes.items():
            setattr(self, name, value)


def _text_type() -> ss._core.ColumnType:
    return ss._core.ColumnType.text


ROWS: list[dict[str, Any]] = [
    {"x": 1.0, "w": 3.0, "yes": True, "kind": "a", "x_note": None},
    {"x": 4.0, "w": 1.0, "yes": False, "kind": "b", "x_note": None},
    {"x": None, "w": 2.0, "yes": None, "kind": "b", "x_note": "too few"},
]


@pytest.mark.parametrize(
    ("measure", "value", "n"),
    [
        ("table:x:min", 1, 2),
        ("table:x:max", 4, 2),
        ("table:x:mean", Fraction(5, 2), 2),
        ("table:x:median", Fraction(5, 2), 2),
        ("table:x:mean@w", Fraction(7, 4), 4),
        ("table:yes:share_true", Fraction(1, 2), 2),
        ("table:x:count", 3, None),
        ("table[kind=b]:x:count", 2, None),
        ("table[kind!=b]:x:sum", 1, None),
        ("table[kind=c]:x:sum", 0, None),
        ("table[kind=a]:x:first", 1, None),
        ("table:w:sum", 6, None),
        ("table:w:sum+table[kind=a]:w:sum", 9, None),
        ("table[kind=a]:w:sum/table:w:sum", Fraction(1, 2), 6),
        ("amount", 8, None),
    ],
)
def test_measures(measure: str, value: Fraction, n: float | None) -> None:
    parsed = parse(measure)
    assert parsed is not None
    reading = parsed.read(Result(ROWS, amount=8))
    assert reading.low == reading.high == pytest.approx(float(value))
    assert reading.n == n


@pytest.mark.parametrize(
    ("measure", "reason", "structural"),
    [
        ("table:x:sum", "x is not known in 1 of 3 rows", False),
        ("table[kind=c]:x:min", "table has no rows", True),
        ("nothing", "nothing is not known", False),
        ("amount/zero", "the denominator is 0", True),
        ("amount/nothing", "nothing is not known", False),
        ("nothing/amount", "nothing is not known", False),
    ],
)
def test_null_is_not_zero(measure: str, reason: str, structural: bool) -> None:
    parsed = parse(measure)
    assert parsed is not None
    reading = parsed.read(Result(ROWS, amount=8, zero=0, nothing=None))
    assert (reading.low, reading.reason, reading.structural) == (None, reason, structural)


def test_reasons_of_rows_are_kept() -> None:
    parsed = parse("table:x:mean")
    assert parsed is not None
    assert parsed.read(Result(ROWS[2:])).reason == "too few"
    assert parsed.read(Result(ROWS)).reason == "without 1 of 3 rows that are not known"


def test_a_range_has_two_ends() -> None:
    parsed = parse("low..high/whole")
    assert parsed is not None
    reading = parsed.read(Result(ROWS, low=1, high=3, whole=4))
    assert (reading.low, reading.high, reading.n, reading.is_exact) == (0.25, 0.75, 4, False)


def test_needs_of_unknown_size_are_no_zero() -> None:
    unknown = ss.Network.from_tables(
        actors=[{"id": "a", "sector": "state"}],
        needs=[{"id": "n", "theme": "t", "people": None}],
        activities=[{"id": "o", "actor": "a", "theme": "t", "capacity": 3}],
    )
    found = ss.observe({("u", "1"): unknown}, IndicatorCatalogue.standard().only(["coverage"]))
    assert values(found) == {("u", "coverage"): ("missing", None)}


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
