"""What can be asked about forums: rules, balance by groups, power profile, ratings, curves of drop-off."""

import csv
import datetime
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

import many_forums
import samspill as ss
from samspill.perception import agreement

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
    assert network.power_asymmetry(as_of="2024-12-31").forums.rows()[0]["seats"] == -1


def handed_over(**tables: list[dict[str, object]]) -> ss.Network:
    """The municipality hands one of its two seats over to civil society on 2025-01-01."""
    seats: list[dict[str, object]] = [
        {"forum": "f", "actor": "k", "person": "k1"},
        {"forum": "f", "actor": "k", "to": "2025-01-01"},
        {"forum": "f", "actor": "c", "person": "c1", "from": "2025-01-01"},
    ]
    return forum(seats=seats, **tables)


#: What each analysis says of the only forum by default, on the day before, and over all seats.
BY_DAY = {
    "representation": ("parity", 1.0, 0.0, 2 / 3),
    "group_balance": ("parity", 1.0, 0.0, 2 / 3),
    "voting_power": ("voters", 2, 2, 3),
    "power_asymmetry": ("seats", 0.0, 1.0, 1 / 3),
}


@pytest.mark.parametrize("analysis", BY_DAY)
def test_seats_of_the_latest_day_are_the_default(analysis: str) -> None:
    name, latest, before, ever = BY_DAY[analysis]
    ask = getattr(handed_over(), analysis)
    for as_of, value, day in (
        ({}, latest, "2025-01-07"),
        ({"as_of": "latest"}, latest, "2025-01-07"),
        ({"as_of": datetime.date(2024, 12, 31)}, before, "2024-12-31"),
        ({"as_of": None}, ever, None),
    ):
        found = ask(**as_of)
        row = found.forums.rows()[0]
        assert row[name] == pytest.approx(value)
        assert row["as_of"] == day
        assert found.provenance.options.get("as_of.day") == day
    assert ask(as_of=None).provenance.options["as_of"] == "all seats"
    with pytest.raises(ss.InvalidArgument, match="as_of"):
        ask(as_of="yesterday")


def test_rules_are_asked_on_the_latest_day_too() -> None:
    counts = handed_over().forum_rules().counts.rows()
    assert [row["as_of"] for row in counts] == ["2025-01-07"]
    assert handed_over().forum_rules(as_of=None).counts.rows()[0]["as_of"] is None


def test_the_latest_meeting_tells_the_day() -> None:
    meetings: list[dict[str, object]] = [{"id": "m", "forum": "f", "start": "2024-03-04T17:00"}]
    (row,) = handed_over(meetings=meetings).representation().forums.rows()
    assert (row["as_of"], row["parity"]) == ("2024-03-04", 0.0)


@pytest.mark.parametrize("analysis", ["representation", "group_balance"])
def test_a_window_takes_the_place_of_the_day(analysis: str) -> None:
    ask = getattr(handed_over(), analysis)
    window = ("2024-12-01", "2025-02-01")
    found = ask(window=window)
    assert found.forums.rows()[0]["as_of"] is None
    assert "as_of" not in found.provenance.options
    for as_of in (None, "2025-01-01"):
        with pytest.raises(ss.InvalidArgument, match="exclude each other"):
            ask(window=window, as_of=as_of)


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


@pytest.fixture(scope="module")
def many() -> dict[str, ss.ResultTable]:
    """All results about forums of a study with more forums than a thread takes at once."""
    return many_forums.results(ss.Network.from_tables(**many_forums.tables()))  # type: ignore[arg-type] # by name


def test_the_large_study_asks_something_of_every_analysis(many: dict[str, ss.ResultTable]) -> None:
    assert many_forums.FORUMS >= 200
    known = {
        "attendance: forums": "erosion",
        "drop_off: tests": "permutation_p",
        "representation: forums": "p_expected",
        "group_balance: forums": "parity",
        "crossing: crossed": "joint_evenness",
        "forum_power: voters": "banzhaf",
        "power_asymmetry: forums": "composite_low",
        "perception: items": "gap_p",
        "forum_rules": "value",
    }
    for name, column in known.items():
        values = [value for value in many[name].column(column) if value is not None]
        assert len(set(values)) >= 10, name


def test_any_order_of_rows_gives_the_same_bits(many: dict[str, ss.ResultTable]) -> None:
    for seed in (1, 2):
        turned = many_forums.shuffled(many_forums.tables(), seed)
        found = many_forums.results(ss.Network.from_tables(**turned))  # type: ignore[arg-type] # by name
        for name, table in many.items():
            assert many_forums.bits(found[name]) == many_forums.bits(table), name


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system cannot bind to one core")
def test_one_core_gives_the_same_bits() -> None:
    one, all_cores = (
        subprocess.run(
            [sys.executable, many_forums.__file__, cores, seed], check=True, capture_output=True
        ).stdout
        for cores, seed in (("one", "3"), ("all", "4"))
    )
    assert one.count(b"\n") > 10_000
    assert one == all_cores


def test_agreement_of_ratings_given_as_numbers() -> None:
    scores = {"a": 4, "b": 4, "c": 5, "d": 3}  # M3.9
    one = agreement([(rater, "trust", "all", score) for rater, score in scores.items()])
    row = one.items.rows()[0]
    assert (row["raters"], row["distinct_raters"], row["mean"]) == (4, 4, 4.0)
    assert row["r_wg"] == pytest.approx(2 / 3)
    assert one.r_wg_j.value == pytest.approx(2 / 3)
    assert one.groups.rows()[0]["group"] == "all"

    sides = [(f"k{n}", "goal", "municipal", score) for n, score in enumerate((5, 5, 4))]
    sides += [(f"c{n}", "goal", "civil society", score) for n, score in enumerate((1, 2, 2))]
    gap = agreement(sides).items.rows()[0]
    assert gap["gap"] == pytest.approx(3)
    assert (gap["gap_p"], gap["gap_smallest_p"], gap["gap_exact"]) == (0.1, 0.1, True)


def test_agreement_of_unknown_raters_is_not_shown() -> None:
    unknown = agreement([(None, "trust", "all", score) for score in (4, 4, 5, 3)]).items.rows()[0]
    assert (unknown["raters"], unknown["distinct_raters"]) == (4, 1)
    assert unknown["mean"] is None
    assert unknown["status"] == "suppressed"
    assert unknown["reason"] == "fewer raters than may be shown can be told apart"
    assert len(agreement([]).items) == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda: agreement([("a", "trust", "all", 6)]),
        lambda: agreement([("a", "trust", "all", 3), ("a", "trust", "all", 4)]),
        lambda: agreement([("a", "trust", "all")]),  # type: ignore[list-item]
        lambda: agreement([], fewest_raters=2),
        lambda: agreement([], scale_points=1),
        lambda: forum(reviews=[{"item": "trust", "score": 3}]).perception(fewest_raters=1),
    ],
)
def test_agreement_refuses_what_is_no_rating(ask: Callable[[], object]) -> None:
    with pytest.raises(ss.InvalidArgument):
        ask()
