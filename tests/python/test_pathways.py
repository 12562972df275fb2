"""Pathways from stage to stage (methods M2.15)."""

from __future__ import annotations

import pytest

import samspill as ss
from samspill.pilot import pathway_funnel

STAGES = ("informed", "contacted", "member")


def test_the_worked_number() -> None:
    # 120 newcomers, of whom 0.9, 0.6 and 0.5 get through: 32.4
    counts = [("all", "informed", 120, 108), ("all", "contacted", 100, 60), ("all", "member", 60, 30)]
    found = pathway_funnel(counts, stages=STAGES)
    row = found.products.rows()[0]
    assert row["through"] == pytest.approx(0.27)
    assert row["reached"] == pytest.approx(32.4)
    assert row["low"] < 0.27 < row["high"]
    assert found.conversions.column("between") == [None, -8, 0]
    assert found.method == "M2.15"


def test_groups_are_compared_by_exact_tests() -> None:
    counts = [("so", "informed", 4, 1), ("uk", "informed", 4, 3)]
    found = pathway_funnel(counts, stages=STAGES[:1])
    row = found.comparisons.rows()[0]
    assert (row["first"], row["second"], row["difference"]) == ("so", "uk", -0.5)
    assert row["p"] == pytest.approx(34 / 70)  # 1 + 16 + 16 + 1 of 70 tables
    assert row["smallest_p"] == pytest.approx(2 / 70)
    assert pathway_funnel(counts[::-1], stages=STAGES[:1]).comparisons.rows() == [row]


def test_what_is_not_known_is_not_zero() -> None:
    found = pathway_funnel([("all", "informed", 10, None)], stages=STAGES[:1])
    assert found.conversions.rows()[0]["status"] == "unknown"
    assert found.products.rows()[0]["through"] is None


def test_times_are_curves() -> None:
    spells = [("all", "informed", time, True) for time in (1.0, 2.0)] + [("all", "informed", 3.0, False)]
    found = pathway_funnel([("all", "informed", 3, 2)], stages=STAGES[:1], spells=spells)
    assert [row["left"] for row in found.times.rows()][:2] == pytest.approx([2 / 3, 1 / 3])


@pytest.mark.parametrize(
    "counts",
    [
        [("all", "unknown", 1, 1)],
        [("all", "informed", 1, 2)],
        [("all", "informed", 1, 1)] * 2,
        [("all", "informed", 1)],
        [("all", "informed", -1, 0)],
    ],
)
def test_bad_counts_are_refused(counts: list[tuple[object, ...]]) -> None:
    with pytest.raises(ss.InvalidArgument):
        pathway_funnel(counts, stages=STAGES)  # type: ignore[arg-type]
