"""People on lists and people on none; how far an offer came (methods M3.14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samspill import _core, options
from samspill.measures import Measure
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.tables import ResultTable

SMALLEST_CELL = 5


@dataclass(frozen=True, slots=True)
class CaptureEstimate(Shown):
    """One estimate of all people, and of those that no list holds.

    Attributes:
        total: People on a list or not.
        unseen: Total less those on a list.
        se: Of both.
        low: Lower limit of the unseen.
        high: Upper limit of the unseen.
        estimator: Its name.
        status: ``ok`` or ``not_applicable``.
        reason: Why something is missing; else empty.
    """

    total: float | None
    unseen: float | None
    se: float | None
    low: float | None
    high: float | None
    estimator: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class TwoListCapture(Shown):
    """How many of those meant does neither of two lists know? Print ``caveat`` beside it.

    Attributes:
        lincoln_petersen: n1 n2 / m.
        chapman: (n1 + 1)(n2 + 1) / (m + 1) - 1.
        cells: One row a history: the lists, by position from 0, and the people; null where suppressed.
        seen: People on any list; None where it would tell a suppressed cell.
        suppressed: Cells of some people, but fewer than ``smallest_cell``.
        smallest_cell: Cells of fewer people are not told.
        is_without_overlap: No one is on both lists.
        level: Of all limits.
        caveat: What must stand beside the estimates.
        method: Method id.
    """

    lincoln_petersen: CaptureEstimate
    chapman: CaptureEstimate
    cells: ResultTable
    seen: int | None
    suppressed: int
    smallest_cell: int
    is_without_overlap: bool
    level: float
    caveat: str
    method: str


@dataclass(frozen=True, slots=True)
class ListModels(Shown):
    """Log-linear models of three and more lists. Print ``caveat`` beside it.

    Attributes:
        models: One row a model, lowest AIC first: the pairs of lists that depend on each other, and its
            estimate.
        chosen: Estimate of the model with the lowest AIC.
        cells: As in ``TwoListCapture``.
        seen: As in ``TwoListCapture``.
        suppressed: As in ``TwoListCapture``.
        smallest_cell: As in ``TwoListCapture``.
        lists: Lists.
        level: Of all limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is nothing; else empty.
        caveat: What must stand beside the estimates.
        method: Method id.
    """

    models: ResultTable
    chosen: CaptureEstimate | None
    cells: ResultTable
    seen: int | None
    suppressed: int
    smallest_cell: int
    lists: int
    level: float
    status: str
    reason: str
    caveat: str
    method: str


@dataclass(frozen=True, slots=True)
class Outreach(Shown):
    """How far an offer came.

    Attributes:
        reach: Informed / eligible.
        uptake: Used / eligible.
        additionality: New participants / users.
    """

    reach: Measure
    uptake: Measure
    additionality: Measure


def two_list_capture(
    first: int, second: int, both: int, *, level: float = 0.95, smallest_cell: int = SMALLEST_CELL
) -> TwoListCapture:
    """How many of those meant does neither list know? From counts only.

    Args:
        first: People on the first list.
        second: People on the second.
        both: People on both.
        level: Of all limits.
        smallest_cell: Cells of fewer people, but some, are not told.

    Raises:
        InvalidArgument: More people on both lists than on one; a number out of range.
    """
    fields = _core.two_list_capture(
        options.whole_number("first", first),
        options.whole_number("second", second),
        options.whole_number("both", both),
        options.real_number("level", level),
        options.whole_number("smallest_cell", smallest_cell),
    )
    for estimator in ("lincoln_petersen", "chapman"):
        fields[estimator] = CaptureEstimate(**fields[estimator])
    return made(TwoListCapture, fields)


def list_models(
    people_by_history: Sequence[int], *, level: float = 0.95, smallest_cell: int = SMALLEST_CELL
) -> ListModels:
    """How many does none of three to five lists know? From counts only.

    Args:
        people_by_history: People with every history: entry h - 1 holds those on list k where bit k of h is
            set; 7, 15 or 31 entries.
        level: Of all limits.
        smallest_cell: As in ``two_list_capture``.

    Raises:
        InvalidArgument: Another number of entries; a number out of range.
    """
    fields = _core.list_models(
        options.whole_numbers("people_by_history", people_by_history),
        options.real_number("level", level),
        options.whole_number("smallest_cell", smallest_cell),
    )
    if fields["chosen"] is not None:
        fields["chosen"] = CaptureEstimate(**fields["chosen"])
    return made(ListModels, fields)


def outreach(
    *,
    eligible: int | None = None,
    informed: int | None = None,
    used: int | None = None,
    new_participants: int | None = None,
    smallest_cell: int = SMALLEST_CELL,
) -> Outreach:
    """Reach, uptake and additionality of an offer; None for a count that is not known.

    Args:
        eligible: People.
        informed: Of the eligible.
        used: Of the eligible.
        new_participants: Of those who used it: did nothing like it before.
        smallest_cell: Shares that tell groups of fewer people, but some, apart are suppressed.

    Raises:
        InvalidArgument: A part above its whole; a number out of range.
    """
    stated: dict[str, Any] = {
        "eligible": eligible,
        "informed": informed,
        "used": used,
        "new_participants": new_participants,
    }
    counts = [
        None if inputs.is_missing(number) else options.whole_number(name, number)
        for name, number in stated.items()
    ]
    fields = _core.outreach(counts, options.whole_number("smallest_cell", smallest_cell))
    return Outreach(**{name: Measure(**measure) for name, measure in fields.items()})
