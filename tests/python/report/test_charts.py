"""Geometry of bars and shades."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samspill.report.charts import BAR_WIDTH, CASCADE_WIDTH, Bar, Step, bar, cascade, shades


def test_bar_is_scaled_to_the_largest() -> None:
    assert bar(5, 10, 20, mark=15) == Bar(30.0, 60.0, 90.0)
    assert bar(20, 20, 20) == Bar(BAR_WIDTH, BAR_WIDTH)


def test_bar_stays_inside_its_area() -> None:
    assert bar(30, 40, 20, mark=-1) == Bar(BAR_WIDTH, BAR_WIDTH, 0.0)


def test_bar_of_nothing_is_empty() -> None:
    assert bar(0, 0, 0, mark=0) == Bar(0.0, 0.0, 0.0)


def test_nothing_is_not_shaded() -> None:
    scale = shades([0.0, 40.0])
    assert scale.level(0.0) == 0
    assert scale.level(0.1) == 1
    assert scale.level(40.0) == 4


def test_steps_are_round_and_doubling() -> None:
    assert shades([40.0]).bounds == (5.0, 10.0, 20.0)
    assert shades([1000.0]).bounds == (150.0, 250.0, 500.0)
    assert shades([40.0]).steps() == ((1, 0.0, 5.0), (2, 5.0, 10.0), (3, 10.0, 20.0), (4, 20.0, None))


def test_small_values_need_fewer_steps() -> None:
    assert shades([1.0]).steps() == ((4, 0.0, None),)
    assert shades([3.0]).steps() == ((2, 0.0, 1.0), (3, 1.0, 2.0), (4, 2.0, None))


def test_no_values_have_no_steps() -> None:
    assert shades([]).steps() == ()
    assert shades([0.0]).steps() == ()


@given(st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1))
def test_levels_follow_the_values(values: list[float]) -> None:
    scale = shades(values)
    levels = [scale.level(value) for value in sorted(values)]
    assert levels == sorted(levels)
    assert scale.level(max(values)) == (4 if max(values) > 0 else 0)
    assert all(0 <= level <= 4 for level in levels)


def test_cascade_shows_losses_from_0_where_they_can_be_seen() -> None:
    drawn = cascade(100, [(60, 60), (20, 40), None, (10, 30)])
    assert drawn.start == 0
    assert drawn.steps == (
        Step(216.0, 216.0, 360.0),
        Step(72.0, 144.0, 216.0),
        Step(144.0, 144.0, 144.0, unknown=True),
        Step(36.0, 108.0, 144.0),
    )


def test_cascade_with_small_losses_begins_at_a_round_number() -> None:
    drawn = cascade(2442, [(2421, 2421), (2314, 2318)])
    assert drawn.start == 2200
    assert drawn.steps[1] == Step(169.6, 175.5, 328.8)


def test_cascade_without_losses_is_not_cut() -> None:
    assert cascade(10, [(10, 10)]).start == 0
    assert cascade(10, [None]).steps == (Step(CASCADE_WIDTH, CASCADE_WIDTH, CASCADE_WIDTH, unknown=True),)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.integers(1, 10**9))
def test_cascade_falls_inside_its_area(shares: list[float], people: int) -> None:
    left = sorted((share * people for share in shares), reverse=True)
    drawn = cascade(people, [(end, end) for end in left])
    assert 0 <= drawn.start <= min(left)
    before = CASCADE_WIDTH
    for step in drawn.steps:
        assert 0 <= step.low <= step.high <= step.before == before
        before = step.high
