"""Geometry of bars, shades and curves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samspill.report.charts import (
    BAR_WIDTH,
    CASCADE_WIDTH,
    CURVE_HEIGHT,
    CURVE_WIDTH,
    Bar,
    Stay,
    Step,
    bar,
    cascade,
    curves,
    shades,
    steps,
    ticks,
    times,
)


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


def test_a_curve_has_a_point_for_each_known_share_and_lines_between_neighbours() -> None:
    """Five meetings, 60 units each; the third is unknown, so that the line breaks there."""
    (curve,) = curves([[1.0, 0.5, None, 0.0, 0.5]])
    assert curve.points == ((30.0, 0.0), (90.0, 55.0), (210.0, CURVE_HEIGHT), (270.0, 55.0))
    assert curve.lines == ("30.0,0.0 90.0,55.0", "210.0,110.0 270.0,55.0")


def test_a_single_meeting_is_a_point_without_a_line() -> None:
    (curve,) = curves([[None, 1.0, None]])
    assert curve.points == ((CURVE_WIDTH / 2, 0.0),)
    assert curve.lines == ()


def test_equal_curves_lie_side_by_side() -> None:
    first, second = curves([[1.0, 1.0], [1.0, 1.0]])
    assert all(a[0] < b[0] and a[1] == b[1] for a, b in zip(first.points, second.points, strict=True))


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=60))
def test_curves_stay_inside_their_area(shares: list[float | None]) -> None:
    (curve,) = curves([shares])
    assert len(curve.points) == sum(share is not None for share in shares)
    assert all(0 <= x <= CURVE_WIDTH and 0 <= y <= CURVE_HEIGHT for x, y in curve.points)


@given(st.integers(1, 500))
def test_few_enough_meetings_are_labelled_to_be_read(meetings: int) -> None:
    labels = ticks(meetings)
    assert labels[0][0] == 1
    assert len(labels) <= 12
    assert all(1 <= number <= meetings for number, _ in labels)


def test_steps_fall_where_somebody_leaves_and_end_in_a_marker() -> None:
    """Six meetings, 50 units each: one half left at 2, the rest followed until 4."""
    (curve,) = steps([[Stay(2.0, 0.5, leaving=True), Stay(4.0, 0.5, leaving=False)]], 6.0)
    assert curve.lines == ("0.0,0.0 100.0,0.0 100.0,55.0 200.0,55.0",)
    assert curve.points == ((100.0, 55.0), (200.0, 55.0))


def test_steps_of_equal_height_lie_below_each_other() -> None:
    first, second = steps([[Stay(3.0, 1.0, leaving=False)]] * 2, 3.0)
    assert all(a[0] == b[0] and a[1] < b[1] for a, b in zip(first.points, second.points, strict=True))


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1), st.booleans()), max_size=30))
def test_steps_stay_inside_their_area(drawn: list[tuple[int, float, bool]]) -> None:
    stays = [Stay(time, share, leaving=leaving) for time, share, leaving in sorted(drawn)]
    (curve,) = steps([stays], 40.0)
    corners = [tuple(map(float, corner.split(","))) for corner in curve.lines[0].split()]
    assert all(0 <= x <= CURVE_WIDTH and 0 <= y <= CURVE_HEIGHT for x, y in (*corners, *curve.points))
    assert [x for x, _ in corners] == sorted(x for x, _ in corners)


@given(st.integers(1, 500))
def test_few_enough_times_are_labelled_to_be_read(until: int) -> None:
    labels = times(until)
    assert labels[0] == (0, 0.0)
    assert len(labels) <= 12
    assert all(0 <= x <= CURVE_WIDTH for _, x in labels)
