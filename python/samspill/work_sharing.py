"""Work sharing: who could do what instead of doing the same, and who does what when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.errors import InvalidArgument
from samspill.provenance import Result
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress
    from samspill.repairs import UnknownSeatsName

SharingKindName = Literal["move", "join_forces", "alternate_weeks"]

#: All kinds of proposals.
SHARING_KINDS: tuple[SharingKindName, ...] = ("move", "join_forces", "alternate_weeks")

_SHOWN = ("step", "kind", "activity", "other", "actors", "to_area", "to_language", "people", "seats_freed")


@dataclass(frozen=True, slots=True)
class SharingLimits:
    """How much of what is possible is looked at.

    Attributes:
        most_gaps: Gaps of a theme that activities are compared with, those of most people first.
        most_candidates: Moves that are valued for each cluster, and as many pairs for each other kind.
        most_proposals: Best proposals that are kept and chosen from.
    """

    most_gaps: int = _core.default_most_gaps
    most_candidates: int = _core.default_sharing_candidates
    most_proposals: int = _core.default_most_proposals


@dataclass(frozen=True, slots=True)
class SharingTotals:
    """What the chosen proposals come to; people are nominally covered ones.

    Attributes:
        people: People in needs of known size: the denominator of any share.
        covered: Of them, covered as things are.
        considered: Proposals that were valued.
        all_considered: False when a limit cut off candidates or proposals.
        chosen_people: Covered in addition when the chosen proposals are carried out.
        imbalance: Share of municipal actors in the seats given up by them and civil society, less the share
            of civil society: 0 when both give up as much, 1 when municipal actors alone do, -1 when civil
            society alone does; None when neither gives up a seat.
    """

    people: int
    covered: int
    considered: int
    all_considered: bool
    chosen_people: int
    imbalance: float | None


class WorkSharing(Result[_core.WorkSharingResult]):
    """Who could do what instead of doing the same, with people reached and what it asks of whom."""

    @cached_property
    def table(self) -> ResultTable:
        """One row a proposal, most people first, each valued by itself; ``step`` where it is chosen."""
        return ResultTable(self._core.proposals())

    @cached_property
    def costs(self) -> ResultTable:
        """One row a proposal and actor: seats given up and taken on, meetings and minutes a month."""
        return ResultTable(self._core.costs())

    @cached_property
    def chosen(self) -> ResultTable:
        """One row a chosen proposal, in order, with what it comes to after those before it."""
        return ResultTable(self._core.chosen())

    @cached_property
    def sectors(self) -> ResultTable:
        """One row a sector: what the chosen proposals ask of its actors."""
        return ResultTable(self._core.sectors())

    @cached_property
    def totals(self) -> SharingTotals:
        """What the choice comes to."""
        return SharingTotals(**self._core.totals)

    def summary(self) -> str:
        """The choice and its balance in two or three sentences."""
        totals = self.totals
        if not self.table:
            return "Nothing to share: no proposal reaches anybody or frees anything."
        text = (
            f"{len(self.table)} proposals, {len(self.chosen)} of them chosen: "
            f"{totals.chosen_people} more people are covered."
        )
        if totals.imbalance is not None:
            text += f" {_balance(totals.imbalance)}"
        if not totals.all_considered:
            text += " More proposals exist than were looked at."
        return text

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return f"<samspill.WorkSharing: {len(self.table)} proposals, {len(self.chosen)} chosen>"

    def _repr_html_(self) -> str:
        """The summary and the proposals for a notebook, every text escaped."""
        return f"<p>{escaped(self.summary())}</p>{self.table.to_html(caption='Work sharing', columns=_SHOWN)}"


def _balance(imbalance: float) -> str:
    if imbalance == 0:
        return "Municipal actors and civil society give up as many seats."
    more, fewer = (
        ("Municipal actors", "civil society") if imbalance > 0 else ("Civil society", "municipal actors")
    )
    points = plain_number(round(abs(imbalance) * 100))
    return f"{more} give up {points} percentage points more of the seats than {fewer}."


class Overview(Result[_core.OverviewMatrix]):
    """Who does what when: actor by theme by month."""

    @cached_property
    def table(self) -> ResultTable:
        """One row an actor, theme and month with activities; seats must not be added up over months."""
        return ResultTable(self._core.cells())

    @cached_property
    def themes(self) -> ResultTable:
        """One row a theme and month: all actors together; people in need where a coverage was given."""
        return ResultTable(self._core.themes())

    @property
    def months(self) -> tuple[int, int]:
        """The months shown, as (from, to)."""
        return self._core.months

    def __repr__(self) -> str:
        return f"<samspill.Overview: {len(self.table)} cells, {len(self.themes)} months of themes>"

    def _repr_html_(self) -> str:
        """Both tables for a notebook, every text escaped."""
        return self.table.to_html(caption="Who does what when") + self.themes.to_html(
            caption="Each theme and month"
        )


def work_sharing(  # noqa: PLR0913 - one argument an option
    duplication: _core.DuplicationResult,
    *,
    kinds: Sequence[SharingKindName],
    include_backup: bool,
    unknown_seats: UnknownSeatsName,
    most_changes: int,
    limits: SharingLimits,
    progress: Progress | None,
) -> WorkSharing:
    """See ``Duplication.work_sharing``."""
    given = options.instance("limits", limits, SharingLimits)
    return WorkSharing(
        _core.work_sharing(
            duplication,
            options.choices("kinds", kinds, _core.SharingKind),
            options.flag("include_backup", include_backup),
            options.choice("unknown_seats", unknown_seats, _core.UnknownSeats),
            options.whole_number("most_changes", most_changes),
            _at_least_one("most_gaps", given.most_gaps),
            _at_least_one("most_candidates", given.most_candidates),
            _at_least_one("most_proposals", given.most_proposals),
            options.progress_function(progress),
        )
    )


def _at_least_one(name: str, value: object) -> int:
    number = options.whole_number(name, value)
    if number < 1:
        message = f"{name} must be 1 or more"
        raise InvalidArgument(message)
    return number
