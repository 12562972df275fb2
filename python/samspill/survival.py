"""How long people stay (methods M1.10): curves, tests between groups, recurrent events.

Every person has a time and whether the event happened then (such as the last meeting attended) or
observation ended without it. Who is about to leave and is lost from view makes a curve too good: censoring
must not depend on the risk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.measures import Interval, PermutationTest
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

__all__ = [
    "LogRank",
    "LogRankGroup",
    "MeanCumulative",
    "RestrictedMean",
    "SurvivalCurve",
    "kaplan_meier",
    "logrank",
    "logrank_permutation",
    "recurrent",
]


@dataclass(frozen=True, slots=True)
class RestrictedMean:
    """Mean time without the event until a chosen time.

    Attributes:
        mean: The area under the curve; None where nothing is known until then.
        se: Its standard error.
        until: The chosen time.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no mean; else empty.
        method: Method id.
    """

    mean: float | None
    se: float | None
    until: float
    status: str
    reason: str
    method: str


class SurvivalCurve:
    """A Kaplan-Meier curve."""

    def __init__(self, core: _core.SurvivalCurve) -> None:
        self._core = core

    @cached_property
    def steps(self) -> ResultTable:
        """One row a time: people at risk, events, censored, survival, standard error and limits."""
        return ResultTable(self._core.steps())

    @cached_property
    def median(self) -> Interval:
        """First time at which at most one half are without the event; None where it is not reached."""
        return Interval(**self._core.median())

    @property
    def n(self) -> int:
        """People."""
        return self._core.n

    @property
    def events(self) -> int:
        """Events."""
        return self._core.events

    @property
    def status(self) -> str:
        """``ok``, or ``not_applicable`` without people."""
        return self._core.status

    @property
    def reason(self) -> str:
        """What there is to say about the curve; else empty."""
        return self._core.reason

    def restricted_mean(self, until: float) -> RestrictedMean:
        """Mean time without the event from 0 to ``until``.

        Raises:
            InvalidArgument: ``until`` is not above 0.
        """
        return RestrictedMean(**self._core.restricted_mean(options.real_number("until", until)))

    def __repr__(self) -> str:
        return f"SurvivalCurve(n={self.n}, events={self.events})"


@dataclass(frozen=True, slots=True)
class LogRankGroup:
    """What one group shows; both sums are weighted when the test is.

    Attributes:
        group: Its label.
        n: People.
        observed: Events.
        expected: Events if all groups had the same risk.
    """

    group: str | int
    n: int
    observed: float
    expected: float


@dataclass(frozen=True, slots=True)
class LogRank:
    """A log-rank test.

    Attributes:
        chi_square: None where there is no test.
        degrees: Of freedom.
        p: From the chi-square distribution; small groups do not follow it, so see ``logrank_permutation``.
        groups: What each group shows, in the order of the labels.
        variance: Of observed less expected, a row a group.
        n: People.
        events: Events.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no test; else empty.
        convention: The weights.
        method: Method id.
    """

    chi_square: float | None
    degrees: int
    p: float | None
    groups: tuple[LogRankGroup, ...]
    variance: tuple[tuple[float, ...], ...]
    n: int
    events: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class MeanCumulative:
    """Mean number of events a person, over time.

    Attributes:
        steps: One row a time with events: at risk, events, mean, robust standard error and limits.
        n: People.
        events: Events.
        status: ``ok``, or ``not_applicable`` without people.
        reason: What there is to say; else empty.
        convention: How it was computed.
    """

    steps: ResultTable
    n: int
    events: int
    status: str
    reason: str
    convention: str


def kaplan_meier(times: Sequence[float], events: Sequence[bool], *, level: float = 0.95) -> SurvivalCurve:
    """The curve of those who are still without the event (O(n log n)).

    Args:
        times: Time of the event or of the end of observation, at least 0.
        events: Whether it was the event.
        level: Of the limits.

    Raises:
        InvalidArgument: A time is negative or not finite, lengths differ, the level is not between 0 and 1.
    """
    checked_times, flags = _spells(times, events)
    return SurvivalCurve(_core.kaplan_meier(checked_times, flags, options.real_number("level", level)))


def logrank(  # noqa: PLR0913 - one argument an option
    times: Sequence[float],
    events: Sequence[bool],
    groups: Sequence[str | int],
    *,
    strata: Sequence[str | int] | None = None,
    weight: str = "log_rank",
    rho: float = 1.0,
) -> LogRank:
    """Do groups stay equally long? By the chi-square distribution (O(n log n)).

    Args:
        times: As in ``kaplan_meier``.
        events: As in ``kaplan_meier``.
        groups: The label of each person's group.
        strata: People are compared with those of the same stratum only.
        weight: ``log_rank``, ``gehan``, ``tarone_ware``, ``peto_peto`` or ``g_rho``.
        rho: Exponent of ``g_rho``, at least 0.

    Raises:
        InvalidArgument: As ``kaplan_meier``; labels of different kinds.
    """
    spells, labels = _grouped(times, events, groups, strata)
    fields = _core.log_rank_test(spells, len(labels), *_weight(weight, rho))
    rows = fields.pop("groups")
    flat = fields.pop("variance")
    size = len(labels)
    return LogRank(
        groups=tuple(LogRankGroup(label, *row) for label, row in zip(labels, rows, strict=True)),
        variance=tuple(tuple(flat[k * size : (k + 1) * size]) for k in range(size)),
        **fields,
    )


def logrank_permutation(  # noqa: PLR0913 - one argument an option
    times: Sequence[float],
    events: Sequence[bool],
    groups: Sequence[str | int],
    *,
    strata: Sequence[str | int] | None = None,
    weight: str = "log_rank",
    rho: float = 1.0,
    max_arrangements: int = _core.default_max_arrangements,
    replicates: int = _core.default_replicates,
    seed: int = 0,
    progress: Progress | None = None,
) -> PermutationTest:
    """The same statistic by exact permutation of the labels, for small groups.

    Args:
        times: As in ``logrank``.
        events: As in ``logrank``.
        groups: As in ``logrank``.
        strata: As in ``logrank``; labels are exchanged within strata.
        weight: As in ``logrank``.
        rho: As in ``logrank``.
        max_arrangements: Up to so many different arrangements are counted one by one; beyond, they are drawn.
        replicates: How many are drawn.
        seed: Of what is drawn: the same numbers on any number of threads.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: As ``logrank``; an option out of range.
    """
    spells, labels = _grouped(times, events, groups, strata)
    fields = _core.log_rank_permutation_test(
        spells,
        len(labels),
        *_weight(weight, rho),
        options.whole_number("max_arrangements", max_arrangements),
        options.whole_number("replicates", replicates),
        options.seed("seed", seed),
        options.progress_function(progress),
    )
    return PermutationTest(**fields)


def recurrent(
    ends: Sequence[float],
    events: Sequence[Sequence[float]],
    *,
    level: float = 0.95,
    progress: Progress | None = None,
) -> MeanCumulative:
    """How often something happens to the people of one group, such as a missed meeting (O(people · times)).

    Args:
        ends: End of observation of each person, who is watched from 0.
        events: Times of each person's events, at most the end.
        level: Of the limits.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A time is out of range, or lengths differ.
    """
    histories = [options.real_numbers("events", own) for own in options.items("events", events)]
    people = _together("events", options.real_numbers("ends", ends), histories)
    steps, n, count, status, reason, convention = _core.mean_cumulative(
        people, options.real_number("level", level), options.progress_function(progress)
    )
    return MeanCumulative(ResultTable(steps), n, count, status, reason, convention)


def _weight(weight: object, rho: object) -> tuple[_core.LogRankWeight, float]:
    return options.choice("weight", weight, _core.LogRankWeight), options.real_number("rho", rho)


def _spells(times: object, events: object) -> tuple[list[float], list[bool]]:
    checked_times = options.real_numbers("times", times)
    flags = options.truths("events", events)
    if len(flags) != len(checked_times):
        message = "events must have one entry for each of times"
        raise InvalidArgument(message)
    return checked_times, flags


def _together(name: str, first: list[float], second: list[list[float]]) -> list[tuple[float, list[float]]]:
    if len(first) != len(second):
        message = f"{name} must have one entry for each person"
        raise InvalidArgument(message)
    return list(zip(first, second, strict=True))


def _grouped(
    times: object, events: object, groups: object, strata: object
) -> tuple[list[tuple[float, bool, int, int]], list[str | int]]:
    checked_times, flags = _spells(times, events)
    codes, labels = options.labels("groups", groups, len(flags))
    of_strata = [0] * len(flags) if strata is None else options.labels("strata", strata, len(flags))[0]
    return list(zip(checked_times, flags, codes, of_strata, strict=True)), labels
