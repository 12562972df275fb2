"""Coverage: who is reached and who is not, at which stage people are lost, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.display import escaped, interval, percent
from samspill.errors import InvalidArgument
from samspill.explaining import Criticality, Explanation
from samspill.place_results import coverage_by
from samspill.provenance import Result
from samspill.repairs import RepairSettings, repairs
from samspill.tables import ResultTable
from samspill.what_if import WhatIf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samspill.options import Progress
    from samspill.place_results import CoverageGroups, GroupingName
    from samspill.repairs import (
        Asked,
        EffortName,
        RepairKindName,
        Repairs,
        UnaskedFindName,
        UnknownSeatsName,
    )

#: Columns that a notebook shows of wide tables.
_SHOWN_OF_GAPS = (
    "need",
    "theme",
    "target_group",
    "area",
    "from_month",
    "to_month",
    "people",
    "covered_low",
    "covered_high",
    "gap_low",
    "gap_high",
    "obstacle",
)


@dataclass(frozen=True, slots=True)
class CoverageTotals:
    """Sums over all needs of known size, in people; ``low`` and ``high`` differ where something is unknown.

    Attributes:
        needs: Needs in the table.
        needs_unknown: Needs of unknown size; they are in no sum below.
        people: People in needs of known size: the denominator of the shares.
        covered_low: People who get a seat when activities of unknown capacity have none.
        covered_high: People who get a seat when those take as many as ask.
        gap_low: people - covered_high.
        gap_high: people - covered_low.
        share_low: covered_low / people, a fraction of 1; None without people.
        share_high: covered_high / people.
        known_low: People covered by offers that their entry point can find (methods M4.2); None without ties.
        known_high: The same, when needs without entry point know every offer.
        lost_to_not_knowing_low: Covered people minus known ones.
        lost_to_not_knowing_high: The same at the other end.
        capacity: Seats of all activities of known capacity.
        activities_capacity_unknown: Activities of unknown capacity.
        unused_capacity: Known seats that no maximum allocation fills.
        people_with_backup: People in needs that two independent organisations with seats can reach.
        people_with_backup_low: The same when activities of unknown capacity have none.
    """

    needs: int
    needs_unknown: int
    people: int
    covered_low: float
    covered_high: float
    gap_low: float
    gap_high: float
    share_low: float | None
    share_high: float | None
    known_low: float | None
    known_high: float | None
    lost_to_not_knowing_low: float | None
    lost_to_not_knowing_high: float | None
    capacity: int
    activities_capacity_unknown: int
    unused_capacity: int
    people_with_backup: int
    people_with_backup_low: int


class Coverage(Result[_core.CoverageResult]):
    """Who is reached and who is not, why, and what would mend it.

    Tables are read as properties; ``by``, ``repairs`` and ``explain`` ask further on the same options.
    """

    def __init__(self, core: _core.CoverageResult, network: _core.ActorNetwork, asked: Asked) -> None:
        super().__init__(core)
        self._network = network
        self._asked = asked

    @property
    def core(self) -> _core.CoverageResult:
        """The compiled result, for coverages that start from this one."""
        return self._core

    def what_if(self, *, progress: Progress | None = None) -> WhatIf:
        """A session that answers what one change would do to the people covered, without solving anew."""
        return WhatIf(_core.WhatIf(self._core, options.progress_function(progress)))

    @cached_property
    def needs(self) -> ResultTable:
        """One row a need, by id: covered people, gap, both ends of the intervals, first obstacle, flags."""
        return ResultTable(self._core.needs())

    @cached_property
    def gaps(self) -> ResultTable:
        """The rows of ``needs`` whose gap may be above 0; without needs of unknown size.

        Statutory needs come first, then the largest gaps.
        """
        return ResultTable(self._core.gaps())

    @cached_property
    def by_theme(self) -> ResultTable:
        """One row a theme: sums over its needs."""
        return ResultTable(self._core.by_theme())

    @cached_property
    def by_theme_month(self) -> ResultTable:
        """One row for each theme and month of ``months``; a need counts in every month of its period."""
        return ResultTable(self._core.by_theme_month())

    @cached_property
    def cascade(self) -> ResultTable:
        """One row a stage in the order asked: people lost there, people left (methods M4.3).

        ``_least`` and ``_most`` are the readings of what the tables leave open that cover least and most
        people; null where nobody recorded what the stage asks about. The losses add up to the gap. Each reads
        "if only this obstacle and the later ones fell for these people, the others keeping what they have";
        losses of different needs need not be curable at once.
        """
        return ResultTable(self._core.cascade())

    @cached_property
    def losses(self) -> ResultTable:
        """One row a need, by id: people lost at each stage, in both readings; together its gap."""
        return ResultTable(self._core.losses())

    def by(self, grouping: GroupingName, *, months: tuple[int, int] | None = None) -> CoverageGroups:
        """Sums and inequality by group; see ``samspill.place_results.coverage_by``."""
        return coverage_by(self._core, grouping, months=months)

    def equity(self, grouping: GroupingName) -> ResultTable:
        """How unequal the groups are: the gap between best and worst, and Theil's index with its parts."""
        return self.by(grouping).equity

    def explain(self, need: str, *, nearest: int = 5, progress: Progress | None = None) -> Explanation:
        """Why people of a need are not reached: nearest offers, what each fails, and the bottleneck.

        Raises:
            InvalidArgument: There is no such need, or ``nearest`` is negative.
        """
        shown = options.whole_number("nearest", nearest)
        if shown < 0:
            raise InvalidArgument("nearest must be 0 or more")
        name = options.text("need", need)
        return Explanation(_core.explain(self._core, name, shown, options.progress_function(progress)))

    def criticality(self, *, progress: Progress | None = None) -> Criticality:
        """How many people are lost without each activity or actor, and which nobody would miss (M4.5)."""
        return Criticality(_core.criticality(self._core, options.progress_function(progress)))

    def repairs(  # noqa: PLR0913 - one argument an option
        self,
        budget: float = _core.default_budget,
        *,
        kinds: Sequence[RepairKindName] = ("tell", "open", "add_seats", "move_seats", "invite"),
        efforts: Mapping[EffortName, float] | None = None,
        exact: bool = False,
        unknown_seats: UnknownSeatsName = "none",
        unasked_find: UnaskedFindName = "nothing",
        most_candidates: int = _core.default_most_candidates,
        time_limit: float = 60.0,
        progress: Progress | None = None,
    ) -> Repairs:
        """What would mend the gaps most cheaply; see ``samspill.repairs.repairs`` for the arguments."""
        return repairs(
            self._network,
            self._asked,
            RepairSettings(
                budget=budget,
                kinds=kinds,
                efforts=efforts,
                exact=exact,
                unknown_seats=unknown_seats,
                unasked_find=unasked_find,
                most_candidates=most_candidates,
                time_limit=time_limit,
            ),
            progress=progress,
        )

    @cached_property
    def totals(self) -> CoverageTotals:
        """Sums over all needs of known size."""
        return CoverageTotals(**self._core.totals)

    @property
    def months(self) -> tuple[int, int]:
        """The months shown in ``by_theme_month``, as a half-open interval counted from arrival."""
        return self._core.months

    def summary(self) -> str:
        """The totals in one or two sentences; shares name their denominator."""
        sums = self.totals
        covered, gap = interval(sums.covered_low, sums.covered_high), interval(sums.gap_low, sums.gap_high)
        text = f"No people in {sums.needs} needs of known size."
        if sums.people > 0:
            share = percent(sums.share_low, sums.share_high)
            text = (
                f"{covered} of {sums.people} people in needs of known size are covered ({share}), {gap} not."
            )
        if sums.needs_unknown:
            text += f" {sums.needs_unknown} of {sums.needs} needs are of unknown size and not counted."
        if sums.lost_to_not_knowing_low is not None:
            lost = interval(sums.lost_to_not_knowing_low, sums.lost_to_not_knowing_high)
            text += f" {lost} of the covered people have an entry point that cannot find the offers."
        return text

    def __repr__(self) -> str:
        return f"<samspill.Coverage of {self.totals.needs} needs, {len(self.gaps)} with a gap>"

    def _repr_html_(self) -> str:
        """The summary and the largest gaps for a notebook, every text escaped."""
        gaps = self.gaps.to_html(
            caption="Needs with a gap",
            columns=_SHOWN_OF_GAPS,
        )
        return f"<p>{escaped(self.summary())}</p>{gaps}"
