"""The exact choice of repairs by highspy, against trying every set."""

from __future__ import annotations

import csv
import itertools
import math
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samspill as ss
from samspill import _core, exact

UNBOUNDED = 2**63 - 1
DISTANCES = (
    Path(__file__).parents[1]
    / "data/spopt-san-francisco/SF_network_distance_candidateStore_16_censusTract_205_new.csv"
)

Candidate = tuple[
    float,
    list[tuple[int, int]],
    list[tuple[int, int]],
    list[tuple[int, int, int]],
    list[tuple[int, list[int]]],
]


def adding(offer: int, amount: int, effort: float) -> Candidate:
    return effort, [], [(offer, amount)], [], []


def greedy_errs() -> _core.RepairProblem:
    """With an effort of 4 the best quotient leaves no room for the best pair."""
    return _core.RepairProblem([[0]], [30], [0], [adding(0, 7, 3.0), adding(0, 4, 2.0), adding(0, 4, 2.0)])


def san_francisco(metres: float) -> tuple[_core.RepairProblem, list[str]]:
    """Sites that may be opened for the census tracts within a distance, and their names."""
    people: dict[str, int] = {}
    reach: dict[str, list[str]] = {}
    with DISTANCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            people[row["DestinationName"]] = int(row["demand"])
            tracts = reach.setdefault(row["name"], [])
            if float(row["distance"]) <= metres:
                tracts.append(row["DestinationName"])
    number = {tract: position for position, tract in enumerate(sorted(people))}
    sites = sorted(reach, key=lambda name: int(name.removeprefix("Store_")))
    tracts = sorted(people)
    candidates = [
        (1.0, [], [], [], [(UNBOUNDED, [number[tract] for tract in reach[site]])]) for site in sites
    ]
    return _core.RepairProblem([[] for _ in tracts], [people[t] for t in tracts], [], candidates), sites


def test_the_best_pair_beats_the_best_quotient() -> None:
    choice = exact.choose_exactly(greedy_errs(), budget=4.0)
    assert (choice.chosen, choice.people, choice.effort) == ([1, 2], 8, 4.0)
    assert choice.proved
    assert choice.people_at_most == 8


def test_the_number_of_repairs_is_a_limit_too() -> None:
    assert exact.choose_exactly(greedy_errs(), most=1).chosen == [0]
    assert exact.choose_exactly(greedy_errs(), budget=2.0, most=1).people == 4
    assert exact.choose_exactly(greedy_errs(), budget=0.0).chosen == []
    assert exact.choose_exactly(greedy_errs()).people == 15


def test_the_least_effort_for_so_many_people() -> None:
    choice = exact.choose_least_effort(greedy_errs(), 8)
    assert (choice.chosen, choice.effort, choice.effort_at_least) == ([1, 2], 4.0, 4.0)
    assert exact.choose_least_effort(greedy_errs(), 0).chosen == []
    with pytest.raises(ss.InvalidArgument, match="so many people"):
        exact.choose_least_effort(greedy_errs(), 16)


def test_a_problem_without_candidates() -> None:
    empty = _core.RepairProblem([], [], [], [])
    assert len(empty) == 0
    assert exact.choose_exactly(empty).people == 0
    assert exact.choose_least_effort(empty, 0).chosen == []


def test_the_best_four_sites_of_san_francisco() -> None:
    problem, sites = san_francisco(5000.0)
    choice = exact.choose_exactly(problem, budget=4.0)
    assert choice.people == 875247
    assert [sites[k] for k in choice.chosen] == ["Store_2", "Store_11", "Store_12", "Store_15"]
    assert choice.proved


@pytest.mark.parametrize(("metres", "fewest"), [(5000.0, 8.0), (8000.0, 3.0)])
def test_the_fewest_sites_that_reach_all_of_san_francisco(metres: float, fewest: float) -> None:
    choice = exact.choose_least_effort(san_francisco(metres)[0], 955113)
    assert (choice.people, choice.effort, choice.proved) == (955113, fewest, True)


def candidates_for(needs: int, offers: int) -> st.SearchStrategy[Candidate]:
    need, offer, amount = st.integers(0, needs - 1), st.integers(0, offers - 1), st.integers(0, 4)
    moved = st.tuples(offer, offer, amount).filter(lambda move: move[0] != move[1])
    return st.tuples(
        st.integers(1, 6).map(lambda halves: halves / 2),
        st.lists(st.tuples(need, offer), max_size=2),
        st.lists(st.tuples(offer, amount), max_size=1),
        st.lists(moved, max_size=1) if offers > 1 else st.just([]),
        st.lists(st.tuples(amount, st.lists(need, max_size=2)), max_size=1),
    )


@st.composite
def problems(draw: st.DrawFn) -> tuple[_core.RepairProblem, list[float]]:
    """A small problem and the efforts of its candidates."""
    needs, offers = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    candidates = draw(st.lists(candidates_for(needs, offers), max_size=6))
    problem = _core.RepairProblem(
        [draw(st.lists(st.integers(0, offers - 1), unique=True)) for _ in range(needs)],
        draw(st.lists(st.integers(0, 10), min_size=needs, max_size=needs)),
        draw(st.lists(st.integers(0, 5), min_size=offers, max_size=offers)),
        candidates,
    )
    return problem, [candidate[0] for candidate in candidates]


@settings(deadline=None, max_examples=60)
@given(problems(), st.one_of(st.just(math.inf), st.integers(0, 12).map(lambda halves: halves / 2)))
def test_the_exact_choice_is_the_best_of_all_sets(
    given_problem: tuple[_core.RepairProblem, list[float]], budget: float
) -> None:
    problem, efforts = given_problem
    best = max(
        _core.people_gained(problem, list(chosen))
        for size in range(len(efforts) + 1)
        for chosen in itertools.combinations(range(len(efforts)), size)
        if sum(efforts[k] for k in chosen) <= budget
    )
    choice = exact.choose_exactly(problem, budget=budget)
    assert choice.people == best
    assert choice.people == _core.people_gained(problem, choice.chosen)
    assert choice.effort == sum(efforts[k] for k in choice.chosen)
    assert choice.effort <= budget


def test_without_highspy_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ss, "highs_solver", raising=False)
    monkeypatch.delitem(sys.modules, "samspill.highs_solver", raising=False)
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(ss.Unavailable, match=r"samspill\[exact\]") as caught:
        exact.choose_exactly(greedy_errs())
    assert isinstance(caught.value, ImportError)


@pytest.mark.parametrize("time_limit", [0.0, -1.0, math.nan])
def test_a_time_limit_must_leave_time(time_limit: float) -> None:
    with pytest.raises(ss.InvalidArgument, match="time_limit"):
        exact.choose_exactly(greedy_errs(), time_limit=time_limit)
    with pytest.raises(ss.InvalidArgument, match="time_limit"):
        exact.choose_least_effort(greedy_errs(), 1, time_limit=time_limit)


def test_a_budget_below_zero_is_refused() -> None:
    with pytest.raises(ss.InvalidArgument, match="budget"):
        exact.choose_exactly(greedy_errs(), budget=-1.0)


def test_a_wrong_answer_of_the_solver_is_not_passed_on() -> None:
    optimal = _core.ProgramStatus.optimal
    with pytest.raises(ss.Error, match="recomputation"):
        _core.confirm_most_people(greedy_errs(), 4.0, None, (optimal, [0.0, 1.0, 1.0], 9.0, 9.0))
    with pytest.raises(ss.Error, match="recomputation"):
        _core.confirm_most_people(greedy_errs(), 4.0, None, (optimal, [1.0, 1.0, 0.0], 11.0, 11.0))


def hard_problem() -> _core.RepairProblem:
    """Many sites of like size that overlap at random: HiGHS takes minutes over the proof."""
    needs, sites = 600, 200
    random = 12345
    candidates: list[Candidate] = []
    for _ in range(sites):
        reached = []
        for need in range(needs):
            random = (random * 1664525 + 1013904223) % 2**32
            if random >> 24 < 12:
                reached.append(need)
        candidates.append((1.0, [], [], [], [(UNBOUNDED, reached)]))
    return _core.RepairProblem([[] for _ in range(needs)], [1] * needs, [], candidates)


def test_time_that_is_over_leaves_a_set_and_a_bound() -> None:
    choice = exact.choose_exactly(hard_problem(), budget=20.0, time_limit=0.2)
    assert not choice.proved
    assert 0 < choice.people <= choice.people_at_most
    assert len(choice.chosen) <= 20


def test_ctrl_c_stops_the_solver() -> None:
    exact.choose_exactly(greedy_errs())  # imports highspy, which must not be cut short
    problem = hard_problem()
    ctrl_c = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    start = time.monotonic()
    ctrl_c.start()
    with pytest.raises(KeyboardInterrupt):
        exact.choose_exactly(problem, budget=20.0, time_limit=60.0)
    assert time.monotonic() - start < 30.0
    assert exact.choose_exactly(greedy_errs(), budget=4.0).people == 8
