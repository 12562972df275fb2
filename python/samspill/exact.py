"""The best set of repairs by mixed-integer programming with HiGHS, an optional extra.

The program is made in C++ and handed to highspy as arrays; the set that highspy finds goes back to C++, where
it is valued by maximum flow. No number of the solver is passed on unchecked.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from samspill import _core
from samspill.errors import InvalidArgument, Unavailable

if TYPE_CHECKING:
    from samspill.highs_solver import Solution

_MISSING = (
    'the exact choice of repairs needs HiGHS, which the package highspy brings: pip install "samspill[exact]"'
)


def choose_exactly(
    problem: _core.RepairProblem,
    *,
    budget: float = math.inf,
    most: int | None = None,
    time_limit: float = 60.0,
) -> _core.ExactChoice:
    """The set of candidates that reaches most people within the limits.

    HiGHS runs on one thread with a fixed seed: same problem, same version of highspy, same set. Of several
    best sets it is one that HiGHS finds first, without candidates that add nothing; ``people`` does not
    depend on which.

    Args:
        problem: The candidates and the network they change.
        budget: Largest sum of efforts, at least 0.
        most: Largest number of candidates; None for any.
        time_limit: Seconds after which the best set found so far is returned, with ``proved`` False. What is
            found until then depends on the machine.

    Raises:
        InvalidArgument: A limit is out of range.
        Unavailable: highspy is not installed.
        Error: HiGHS fails, or its answer does not stand up to recomputation.
    """
    _check_time(time_limit)
    solution = _solve(_core.most_people_program(problem, budget, most), time_limit)
    return _core.confirm_most_people(problem, budget, most, solution)


def choose_least_effort(
    problem: _core.RepairProblem, people: int, *, time_limit: float = 60.0
) -> _core.ExactChoice:
    """The set of candidates that takes least effort and reaches at least ``people`` more people.

    Args:
        problem: The candidates and the network they change.
        people: At least 0, and no more than all candidates together reach.
        time_limit: As in ``choose_exactly``.

    Raises:
        InvalidArgument: All candidates together do not reach so many people.
        Unavailable: highspy is not installed.
        Error: HiGHS fails, or its answer does not stand up to recomputation.
    """
    _check_time(time_limit)
    solution = _solve(_core.least_effort_program(problem, people), time_limit)
    return _core.confirm_least_effort(problem, people, solution)


def _check_time(time_limit: float) -> None:
    if not time_limit > 0:
        raise InvalidArgument("time_limit must be above 0")


def _solve(program: _core.MixedIntegerProgram, time_limit: float) -> Solution:
    try:
        from samspill import highs_solver  # noqa: PLC0415 - imports an optional extra
    except ImportError as error:
        raise Unavailable(_MISSING) from error
    return highs_solver.solve(program, time_limit)
