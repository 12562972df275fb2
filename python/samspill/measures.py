"""Numbers with what is needed to read them: measures, tests, intervals."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ExactTest", "Interval", "Measure", "PermutationTest"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, or the reason why there is none.

    Attributes:
        value: The number; None where there is none. Never 0 for one that is missing; may be infinite.
        name: What it is, such as ``parity``.
        status: ``ok``, ``unknown``, ``not_applicable`` or ``suppressed``.
        reason: Why there is no value, or why it is infinite; else empty.
        n: What was observed, such as seats.
        denominator: The amount it was divided by; None without a value.
        unit: What it counts; shares are fractions of 1.
        divided_by: What the denominator is.
        convention: Choice among rival definitions; empty when there is only one.
        method: Method id, such as ``M1.1``.
    """

    value: float | None
    name: str
    status: str
    reason: str
    n: float
    denominator: float | None
    unit: str
    divided_by: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class ExactTest:
    """A p-value beside the smallest one that could have come out.

    Attributes:
        p: None where there is no test; 0 only for what cannot happen.
        smallest_p: p of the least probable outcome: no smaller one could have come out.
        probability: Of exactly what was observed; None for equivalence tests, which have two.
        outcomes: How many can happen.
        n: Observations, such as seats.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no test, or p is 0; else empty.
        convention: Which outcomes count as at least as extreme.
        method: Method id.
    """

    p: float | None
    smallest_p: float | None
    probability: float | None
    outcomes: int | None
    n: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate between two limits.

    Attributes:
        estimate: None where there is none.
        low: Lower limit; None where it was not reached.
        high: Upper limit; None where it was not reached.
        level: How often such limits enclose what is estimated, before the data are seen.
        n: Observations.
        status: ``ok`` or ``not_applicable``.
        reason: Why something is missing; else empty.
        convention: How the limits were made.
        method: Method id.
    """

    estimate: float | None
    low: float | None
    high: float | None
    level: float
    n: int
    status: str
    reason: str
    convention: str
    method: str


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """How many arrangements of the labels are at least as extreme as the observed one.

    Attributes:
        p: None where there is no test.
        smallest_p: Of the most extreme arrangement; 1/(1 + replicates) when they were drawn.
        statistic: Of the observed labels.
        exact: Every arrangement was counted.
        arrangements: Ways to give out the labels; None beyond 2**53.
        as_extreme: How many of them, or of the replicates, are as extreme.
        replicates: Drawn ones; 0 when exact.
        seed: Of the replicates.
        n: People whose labels are exchanged.
        status: ``ok``, ``not_applicable`` or ``suppressed``.
        reason: Why there is no test; else empty.
        convention: The statistic.
    """

    p: float | None
    smallest_p: float | None
    statistic: float | None
    exact: bool
    arrangements: int | None
    as_extreme: int | None
    replicates: int
    seed: int
    n: int
    status: str
    reason: str
    convention: str
