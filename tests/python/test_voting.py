"""Voting power from Python: the worked numbers of docs/methods/voting_power.md."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys

import pytest

import samspill as ss
from samspill import voting


def forum(quota: float | None = 3) -> ss.Network:
    actors = [{"id": i, "sector": "municipal" if i[0] == "k" else "civil_society"} for i in ACTORS]
    return ss.Network.from_tables(
        actors=actors,
        forums=[{"id": "f", "form": "council", "quota": quota}],
        seats=[{"forum": "f", "actor": i, "from": "2024-01-01"} for i in ACTORS],
    )


ACTORS = ("k1", "k2", "c1", "c2", "c3")


def test_four_members() -> None:
    power = voting.power([4, 2, 1, 1], 5)
    assert power.method == "exact"
    assert power.winning_coalitions == 7
    assert power.power_to_act == 7 / 16
    assert list(power.members.column("member")) == [0, 1, 2, 3]
    assert list(power.members.column("swings")) == ["7", "1", "1", "1"]
    assert list(power.members.column("shapley_fraction")) == ["3/4", "1/12", "1/12", "1/12"]
    assert list(power.members.column("banzhaf")) == pytest.approx([0.7, 0.1, 0.1, 0.1])
    assert "Voting power" in power._repr_html_()
    assert repr(power) == "<samspill.voting.Power of 4 members, exact>"


def test_modes_agree() -> None:
    votes, quota = [9, 7, 5, 4, 4, 2, 1], 17
    exact = voting.power(votes, quota, mode="exact")
    floating = voting.power(votes, quota, mode="floating")
    sampled = voting.power(votes, quota, mode="sampled", samples=5000, seed=7)
    for column in ("banzhaf", "shapley_shubik", "coleman_prevent", "coleman_initiate"):
        assert list(floating.members.column(column)) == pytest.approx(list(exact.members.column(column)))
        assert list(sampled.members.column(column)) == pytest.approx(
            list(exact.members.column(column)), abs=0.05
        )
    assert floating.winning_coalitions is None
    assert floating.shapley_residual < 1e-13
    assert (sampled.samples, sampled.seed) == (5000, 7)


def test_decimals_head_counts_and_vetoes() -> None:
    assert voting.power([2, 1, 0.5, 0.5], 2.5).winning_coalitions == 7
    five = voting.power([1] * 15, 9, vetoes=[(range(5), "all")])
    assert five.winning_coalitions == 848
    assert five.members.column("shapley_fraction")[0] == "421/2145"
    # All three heads: only the grand coalition.
    assert voting.power([4, 2, 1], 5, head_count=3).winning_coalitions == 1


def test_unions_and_blocs() -> None:
    unions = voting.unions([1] * 5, 3, ["K", "K", "C", "C", "C"])
    assert unions.labels == ("K", "C")
    assert list(unions.members.column("union")) == [0, 0, 1, 1, 1]
    assert list(unions.members.column("owen")) == pytest.approx([0, 0, 1 / 3, 1 / 3, 1 / 3])
    assert list(unions.members.column("banzhaf_owen")) == pytest.approx([0, 0, 0.25, 0.25, 0.25])
    assert unions.among_unions.winning_coalitions == 2
    assert unions.owen_residual < 1e-14
    bloc = voting.bloc([1] * 6, 4, [0, 1, 2])
    assert (bloc.shapley_before, bloc.shapley_after) == pytest.approx((0.5, 0.75))
    assert (bloc.banzhaf_before, bloc.banzhaf_after) == pytest.approx((0.5, 0.7))
    assert len(bloc.before.members) == 6
    assert len(bloc.after.members) == 4
    assert "0.75" in repr(bloc)
    assert "2 unions" in repr(unions)
    assert "owen" in unions._repr_html_()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: voting.power([1, -1], 1),
        lambda: voting.power([1, 1], 3),
        lambda: voting.power([1, 1], 0),
        lambda: voting.power([], 1),
        lambda: voting.power([1 / 3, 1], 1),
        lambda: voting.power([1, float("nan")], 1),
        lambda: voting.power([1], 1, mode="guessed"),  # type: ignore[arg-type]
        lambda: voting.power([1], 1, samples=0),
        lambda: voting.power([1, 1], 1, vetoes=[([0, 5], "all")]),
        lambda: voting.power([1, 1], 1, vetoes=[([0], "some")]),  # type: ignore[list-item]
        lambda: voting.power([1, 1], 1, vetoes=[([0],)]),  # type: ignore[list-item]
        lambda: voting.unions([1, 1], 1, ["K"]),
        lambda: voting.bloc([1, 1], 1, [-1]),
        lambda: voting.bloc([1, 1], 1, []),
        lambda: voting.power([1] * 100, 51, mode="exact", table_bytes=8),
    ],
)
def test_wrong_games_are_refused(wrong: object) -> None:
    with pytest.raises(ss.InvalidArgument):
        wrong()  # type: ignore[operator]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: voting.power("11", 1),  # type: ignore[arg-type]
        lambda: voting.power([1, "secret"], 1),  # type: ignore[list-item]
        lambda: voting.unions([1, 1], 1, "KC"),
        lambda: voting.bloc([1, 1], 1, 0),  # type: ignore[arg-type]
    ],
)
def test_wrong_types_are_named_without_their_values(wrong: object) -> None:
    with pytest.raises(TypeError) as caught:
        wrong()  # type: ignore[operator]
    assert "secret" not in str(caught.value)


def test_forums_of_a_network() -> None:
    found = forum().voting_power()
    assert found.summary() == "Voting power of 1 of 1 forums."
    (row,) = found.forums.rows()
    assert (row["voters"], row["votes"], row["quota"]) == (5, 5.0, 3.0)
    assert (row["votes_assumed"], row["quota_assumed"]) == (True, False)
    assert row["winning_coalitions"] == "16"
    assert list(found.sectors.column("sector")) == ["municipal", "civil_society"]
    assert list(found.sectors.column("owen")) == pytest.approx([0, 1])
    assert list(found.sectors.column("shapley_as_one")) == pytest.approx([0.5, 1])
    assert list(found.voters.column("shapley_fraction")) == ["1/5"] * 5
    assert found.provenance.analysis == "forum_power"
    assert found.provenance.seed == 1
    assert "municipal" in found._repr_html_()
    assert repr(found) == "<samspill.voting.ForumPower of 1 forums>"


def test_forums_without_a_quota() -> None:
    network = forum(quota=None)
    (row,) = network.voting_power().forums.rows()
    assert (row["status"], row["reason"]) == ("not_applicable", "no quota stated")
    (row,) = network.voting_power(assume_majority=True).forums.rows()
    assert (row["quota"], row["quota_assumed"]) == (3.0, True)


def test_seats_on_a_day() -> None:
    (row,) = forum().voting_power(as_of=datetime.date(2023, 12, 31)).forums.rows()
    assert row["reason"] == "empty"
    (row,) = forum().voting_power(as_of="2024-01-01").forums.rows()
    assert row["status"] == "ok"
    with pytest.raises(ss.InvalidArgument):
        forum().voting_power(as_of="soon")


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system cannot bind to one core")
def test_one_core_gives_the_same_bits() -> None:
    program = """
import os, sys
if sys.argv[1] == "one":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from samspill import voting
votes = [(k * k * 7919) % 60_013 + 1 for k in range(150)]
for mode in ("floating", "sampled"):
    members = voting.power(votes, sum(votes) // 2 + 1, mode=mode, samples=20_000).members
    print([float.hex(x) for x in (*members.column("banzhaf"), *members.column("shapley_shubik"))])
"""
    one, all_cores = (
        subprocess.run([sys.executable, "-c", program, cores], check=True, capture_output=True).stdout
        for cores in ("one", "all")
    )
    assert one == all_cores
