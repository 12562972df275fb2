"""What can be asked about forums: rules, balance by groups, power profile, ratings, curves of drop-off."""

import csv
import datetime
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

import samspill as ss

RECEPTION = Path(__file__).parents[2] / "examples" / "reception"


@pytest.fixture(scope="module")
def reception() -> ss.Network:
    return ss.read(RECEPTION)


def forum(**tables: object) -> ss.Network:
    """Three municipal people and one of an association in the forum f, who have met once."""
    given = {
        "actors": [{"id": "k", "sector": "municipal"}, {"id": "c", "sector": "civil_society"}],
        "people": [
            {"id": "k1", "actor": "k", "tier": "leadership", "groups": "woman"},
            {"id": "k2", "actor": "k", "tier": "staff", "groups": "woman"},
            {"id": "k3", "actor": "k", "tier": "staff", "groups": "man"},
            {"id": "c1", "actor": "c", "tier": "leadership", "groups": "man"},
        ],
        "forums": [{"id": "f", "form": "coordination_forum", "quota": 3}],
        "seats": [
            {"forum": "f", "actor": person[0], "person": person} for person in ("k1", "k2", "k3", "c1")
        ],
        "meetings": [{"id": "m", "forum": "f", "start": "2025-01-07T17:00", "end": "2025-01-07T18:00"}],
        "attendance": [
            {"meeting": "m", "person": "k1", "speaking_seconds": 300},
            {"meeting": "m", "person": "c1", "speaking_seconds": 100},
        ],
        **tables,
    }
    return ss.Network.from_tables(**given)  # type: ignore[arg-type] # tables by name


def test_balance_by_an_attribute_and_where_attributes_cross() -> None:
    balance = forum().group_balance(
        attributes=["sector", {"attribute": "membership", "groups": ["woman", "man"]}]
    )
    sector, gender = balance.forums.rows()[:2]
    assert (sector["attribute"], sector["parity"]) == ("sector", 0.5)  # 3 to 1: 2 · 1/4
    assert (gender["attribute"], gender["parity"]) == ("membership", 1.0)
    crossed = balance.crossed.rows()[0]
    assert (crossed["cells"], crossed["empty_cells"]) == (4, 1)  # no woman of civil society
    cells = {tuple(row["groups"]): row["amount"] for row in balance.cells.rows() if row["forum"] == "f"}
    assert cells == {("municipal", "woman"): 2, ("municipal", "man"): 1, ("civil_society", "man"): 1}
    assert {row["attribute"] for row in balance.segregation.rows()} == {"sector", "membership"}
    assert (
        balance.summary() == "Parity of seats (1 = equal) by sector from 0.5 to 0.5, membership from 1 to 1."
    )


def test_balance_of_what_is_done_with_the_seats() -> None:
    agenda = [
        {"meeting": "m", "item": "1", "minutes": 45, "relevant_sectors": "municipal"},
        {"meeting": "m", "item": "2", "minutes": 15, "relevant_sectors": "municipal;civil_society"},
    ]
    everything = ["seats", "people", "attendance", "airtime", "agenda"]
    balance = forum(agenda_items=agenda).group_balance(counted=everything, series=True)
    rows = {row["counted"]: row for row in balance.forums.rows() if row["forum"] == "f"}
    assert {name: row["amount"] for name, row in rows.items()} == {
        "seats": 4,
        "people": 4,
        "attendance": 2,
        "airtime": 400,
        "agenda": 75,
    }
    assert [rows[name]["parity"] for name in everything] == [0.5, 0.5, 1.0, 0.5, pytest.approx(0.4)]
    assert rows["people"]["p_baseline"] == pytest.approx(10 / 16)  # 3 to 1 or more uneven
    assert rows["people"]["p_baseline_smallest"] == pytest.approx(2 / 16)
    assert rows["airtime"]["p_baseline"] is None
    series = {row["counted"]: row["parity"] for row in balance.meetings.rows()}
    assert series == {name: rows[name]["parity"] for name in everything}
    shares = {row["group"]: row["share"] for row in balance.groups.rows() if row["counted"] == "airtime"}
    assert shares == {"municipal": 0.75, "civil_society": 0.25}
    (talk,) = balance.airtime.rows()
    assert talk["members"] == 4  # those who stayed away spoke for no seconds
    assert talk["theil"] == pytest.approx(talk["between"] + talk["within"])
    assert {row["group"]: row["per_head"] for row in balance.airtime_groups.rows()} == {
        "municipal": 100,
        "civil_society": 100,
    }
    assert balance.summary().startswith(
        "Parity of seats (1 = equal) by sector from 0.5 to 0.5. Parity of people"
    )


def test_a_small_forum_is_not_called_balanced_because_p_is_large() -> None:
    representation = forum().representation(equivalence_margin=0.2)
    (row,) = representation.forums.rows()
    assert row["p_expected"] == pytest.approx(10 / 16)  # 3 to 1
    assert row["p_expected_smallest"] == pytest.approx(2 / 16)
    assert row["warning"].startswith("so few seats cannot give a p at the level alpha")
    assert (row["side"], row["side_seats"], row["side_of"]) == ("civil_society", 1, 4)
    assert row["side_share"] == 0.25
    assert 0 < row["side_exact_low"] < row["side_wilson_low"] < 0.25
    assert row["side_level"] == 0.95
    assert row["p_equivalence"] > 0.05
    assert forum().representation(alpha=0.2).forums.column("warning") == [None]
    assert forum().representation(mid_p=True).forums.column("p_expected") == [pytest.approx(6 / 16)]
    assert representation.all_forums.column("seats") == [4]
    assert representation.all_forums.column("forum") == [None]
    assert representation.all_sectors.column("share") == [0.75, 0.25]
    for wrong in ({"level": 1}, {"alpha": 0}, {"equivalence_margin": 1}):
        with pytest.raises(ss.InvalidArgument):
            forum().representation(**wrong)  # type: ignore[arg-type] # refused


def test_what_nobody_recorded_is_not_zero() -> None:
    silent = [{"meeting": "m", "person": "k1"}, {"meeting": "m", "person": "c1"}]
    balance = forum(attendance=silent).group_balance(counted=["airtime"])
    row = balance.forums.rows()[0]
    assert (row["amount"], row["parity"]) == (None, None)
    assert row["note"] == "not stated for all who came to any meeting"
    with pytest.raises(ss.MissingTable):
        forum().group_balance(counted=["agenda"])
    with pytest.raises(ss.InvalidArgument):
        forum().group_balance(counted=["chairs"])  # type: ignore[list-item] # refused
    with pytest.raises(ss.InvalidArgument):
        forum().group_balance(counted=[])


def test_a_baseline_of_ones_own() -> None:
    asked = {"attribute": "sector", "groups": ["municipal", "civil_society"], "baseline": "given"}
    balance = forum().group_balance(attributes=[{**asked, "weights": [3, 1]}])
    assert [row["ratio"] for row in balance.groups.rows()][:2] == [1.0, 1.0]


@pytest.mark.parametrize(
    "attributes",
    [
        [],
        ["sector", "sector"],
        ["colour"],
        [{"groups": ["a"]}],
        [{"attribute": "tier", "colour": 1}],
        [{"attribute": "tier", "baseline": "population"}],
        [{"attribute": "sector", "baseline": "given", "weights": [1]}],
    ],
)
def test_attributes_that_cannot_be_used(attributes: list[object]) -> None:
    with pytest.raises(ss.InvalidArgument):
        forum().group_balance(attributes=attributes)  # type: ignore[arg-type] # refused


def test_the_profile_shows_its_dimensions() -> None:
    profile = forum().power_asymmetry(replicates=0)
    (row,) = profile.forums.rows()
    assert row["seats"] == 0.5
    assert row["voting_power"] == pytest.approx(0.5)
    assert row["airtime"] == 0.5  # 300 to 100 seconds
    assert row["decision_mandate"] == 0  # one leader each
    assert (row["chair"], row["information_lead"]) == (None, None)
    assert row["composite"] == pytest.approx(1.5 / 4)
    assert row["composite_low"] is None
    reasons = {line["dimension"]: line["reason"] for line in profile.dimensions.rows()}
    assert reasons["chair"] == "neither side has any"
    assert reasons["information_lead"] == "not recorded"
    assert "seats 1 of 1" in profile.summary()


def test_weights_of_the_composite() -> None:
    (row,) = forum().power_asymmetry(weights={"seats": 1, "decision_mandate": 1}).forums.rows()
    assert (row["composite"], row["dimensions_used"]) == (0.25, 2)
    with pytest.raises(ss.InvalidArgument):
        forum().power_asymmetry(weights={})
    with pytest.raises(ss.InvalidArgument):
        forum().power_asymmetry(weights={"colour": 1})  # type: ignore[dict-item] # refused


def test_rules_of_ones_own() -> None:
    text = (resources.files("samspill") / "data" / "forum_rules.csv").read_text(encoding="utf-8")
    own = [rule for rule in csv.DictReader(text.splitlines()) if rule["rule"] == "R1.parity"]
    own[0] |= {"pass": "0.5", "warn": "", "version": "ours"}
    rules = ss.ForumRules.from_table(own)
    (row,) = forum().forum_rules(rules).rows().rows()
    assert (row["outcome"], row["value"], row["pass"]) == ("pass", 0.5, 0.5)
    assert forum().forum_rules(rules).provenance.options["rules.version"] == "ours"
    standard = forum().forum_rules()
    assert {row["rule"]: row["outcome"] for row in standard.rows().rows()}["R1.parity"] == "fail"
    with pytest.raises(TypeError):
        forum().forum_rules(own)  # type: ignore[arg-type] # refused


def test_seats_of_a_day() -> None:
    seats = [{"forum": "f", "actor": "k", "person": "k1", "from": "2025-01-01"}, {"forum": "f", "actor": "c"}]
    network = forum(seats=seats)
    before, after = (
        next(
            row["value"] for row in network.forum_rules(as_of=day).rows().rows() if row["rule"] == "R1.parity"
        )
        for day in ("2024-12-31", datetime.date(2025, 1, 1))
    )
    assert (before, after) == (0.0, 1.0)
    assert network.power_asymmetry(on="2024-12-31").forums.rows()[0]["seats"] == -1


def test_every_rule_and_item_speaks_four_languages() -> None:
    for name, prefixes in (("forum_rules", ("question_", "advice_")), ("instruments", ("text_",))):
        text = (resources.files("samspill") / "data" / f"{name}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            for prefix in prefixes:
                texts = [row[f"{prefix}{language}"] for language in ("en", "nb", "da", "sv")]
                assert all(texts), row
                assert len(set(texts)) > 1, row


def test_ratings_of_both_sides() -> None:
    reviews = [
        {"person": person, "item": "trust", "score": score, "wave": "1", "forum": "f"}
        for person, score in (("k1", 4), ("k2", 4), ("k3", 5), ("c1", 9))
    ]
    seen = forum(reviews=reviews).perception()
    (row,) = seen.items.rows()
    assert (row["raters"], row["raters_municipal"], row["left_out"]) == (3, 3, 1)
    assert row["mean"] == pytest.approx(13 / 3)
    assert row["instrument"] is None
    assert [finding.code for finding in seen.findings] == ["out_of_range"]
    assert not forum(reviews=reviews).perception(scale=(1, 9)).findings
    with pytest.raises(ss.InvalidArgument):
        forum(reviews=reviews).perception(scale=(1, 2, 3))  # type: ignore[arg-type] # refused
    with pytest.raises(ss.MissingTable):
        forum().perception()


def test_instruments_of_ones_own() -> None:
    row = {"item": "trust", "instrument": "ours", "version": "1", "scale_min": 1, "scale_max": 9}
    asked = ss.Instruments.from_table([{**row, "text_nb": "Vi stoler på hverandre."}])
    reviews = [{"person": f"k{k}", "item": "trust", "score": 9, "forum": "f"} for k in (1, 2, 3)]
    seen = forum(reviews=reviews).perception(asked)
    assert seen.items_in("nb").rows()[0]["text"] == "Vi stoler på hverandre."
    assert seen.instruments.rows()[0]["lowest_items"] == ["trust"]
    with pytest.raises(ss.UnusableData) as error:
        ss.Instruments.from_table([row, {**row, "scale_max": 1}])
    assert {finding.column for finding in error.value.findings} == {"item", "scale_max"}


def test_curves_and_tests_come_with_the_spells(reception: ss.Network) -> None:
    drop_off = reception.drop_off()
    last = {(row["forum"], row["group"]): row for row in drop_off.groups.rows()}
    for forum_id, group in last:
        curve = [r for r in drop_off.curves.rows() if (r["forum"], r["group"]) == (forum_id, group)]
        assert curve[-1]["survival"] == last[forum_id, group]["last_survival"]
        own = drop_off.survival(forum_id)
        spells = [e for e, g in zip(own.events, own.groups, strict=True) if g == group]
        assert last[forum_id, group]["spells"] == len(spells)
        assert last[forum_id, group]["events"] == sum(spells)
    for row in drop_off.tests.rows():
        own = drop_off.survival(row["forum"])
        if row["forum"] and row["weight"] == "log_rank":
            alone = ss.survival.logrank(own.durations, own.events, own.groups)
            assert row["p"] == alone.p
            exact = ss.survival.logrank_permutation(own.durations, own.events, own.groups)
            assert row["permutation_p"] == exact.p
    assert "no proof" in drop_off.caveat
    assert all(row["permutation_p"] is None for row in reception.drop_off(permutation=False).tests.rows())
    with pytest.raises(ss.InvalidArgument):
        reception.drop_off(level=2.0).curves  # noqa: B018 - curves are made when looked at


def test_results_show_themselves(reception: ss.Network) -> None:
    for result in (
        reception.group_balance(),
        reception.power_asymmetry(),
        reception.forum_rules(),
        reception.perception(),
        reception.drop_off(),
    ):
        assert result.summary().endswith(".")
        assert "<table" in result._repr_html_()
        assert repr(result).startswith("<samspill.")
        assert result.provenance.network_fingerprint == reception.fingerprint


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system cannot bind to one core")
def test_one_core_gives_the_same_bits() -> None:
    program = f"""
import os, sys
if sys.argv[1] == "one":
    os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})
import samspill as ss
net = ss.read({str(RECEPTION)!r})
drop_off = net.drop_off()
for table in (
    net.group_balance(
        attributes=["sector", "tier", "language"],
        counted=["seats", "people", "attendance", "airtime", "agenda"],
        series=True,
    ).meetings,
    net.power_asymmetry().forums,
    net.forum_rules().rows(),
    net.representation().forums,
    net.attendance().forums,
    net.voting_power(assume_majority=True).voters,
    net.perception().items,
    drop_off.tests,
    drop_off.curves,
):
    print([[x.hex() if isinstance(x, float) else x for x in row.values()] for row in table.rows()])
"""
    one, all_cores = (
        subprocess.run([sys.executable, "-c", program, cores], check=True, capture_output=True).stdout
        for cores in ("one", "all")
    )
    assert one == all_cores
