"""Groups and places: coverage by group with its inequality, and the seats within reach of each area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, cast

from samspill import _core, options
from samspill.display import escaped, percent, plain_number
from samspill.errors import InvalidArgument
from samspill.provenance import Result
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

GroupingName = Literal["theme", "target_group", "area", "month", "language", "entry_point", "former_unit"]
DecayName = Literal["binary", "stepwise", "gaussian"]
DemandName = Literal["needs", "population"]
DistanceName = Literal["stated", "minutes", "kilometres"]

#: Columns that a notebook shows of wide tables.
_SHOWN_OF_GROUPS = (
    "group",
    "name",
    "needs",
    "people",
    "covered_low",
    "covered_high",
    "gap_low",
    "gap_high",
    "share_low",
    "share_high",
)
_SHOWN_OF_AREAS = (
    "area",
    "name",
    "people",
    "accessibility_low",
    "accessibility_high",
    "places",
    "status",
    "reason",
)


class CoverageGroups(Result[_core.CoverageGroupsResult]):
    """Who is reached in each group of needs, and how unequal the groups are (methods M1.4)."""

    @property
    def grouping(self) -> GroupingName:
        """What the needs of one group have in common."""
        return cast("GroupingName", self._core.grouping)

    @cached_property
    def table(self) -> ResultTable:
        """One row a group, by id; a null ``group`` is that of the needs that state nothing.

        By area a row includes the needs of the areas inside it; the columns ``own_*`` leave them out, and
        people are given for each 1000 inhabitants where these are stated.
        """
        return ResultTable(self._core.groups())

    @cached_property
    def losses(self) -> ResultTable:
        """One row a group, by id: people lost at each stage of the cascade; by area with the areas inside."""
        return ResultTable(self._core.losses())

    @cached_property
    def equity(self) -> ResultTable:
        """One row a measure of inequality and end of the intervals, with unit, denominator, n and status.

        ``share_gap``: share of the best group minus that of the worst, both named. ``theil``: Theil's T of
        the covered shares of all needs, weighted by people, = ``theil_between`` groups + ``theil_within``.
        """
        return ResultTable(self._core.equity())

    @property
    def months(self) -> tuple[int, int]:
        """The months that are groups, in the grouping by month; a half-open interval."""
        return self._core.months

    @property
    def needs_outside(self) -> int:
        """Needs that last in none of the months, in the grouping by month; in no group."""
        return self._core.needs_outside

    def summary(self) -> str:
        """The best and the worst group and the inequality; shares name their denominator."""
        low, high = (self._measures(end) for end in ("low", "high"))
        name = self.grouping.replace("_", " ")
        text = f"{len(self.table)} groups by {name}. "
        if _value(low) == _value(high):
            text += _inequality(low)
        else:
            text += f"Without the seats nobody counted: {_inequality(low)} "
            text += f"With as many of them as are asked for: {_inequality(high)}"
        if self.needs_outside:
            text += f" {self.needs_outside} needs last in none of the months shown."
        return text

    def _measures(self, end: str) -> dict[str, dict[str, Any]]:
        return {row["measure"]: row for row in self.equity.rows() if row["end"] == end}

    def __repr__(self) -> str:
        return f"<samspill.CoverageGroups: {len(self.table)} groups by {self.grouping}>"

    def _repr_html_(self) -> str:
        """The summary and the groups for a notebook, every text escaped."""
        groups = self.table.to_html(caption=f"Coverage by {self.grouping}", columns=_SHOWN_OF_GROUPS)
        return f"<p>{escaped(self.summary())}</p>{groups}"


def _value(measures: dict[str, dict[str, Any]]) -> list[object]:
    columns = ("value", "best", "best_share", "worst", "worst_share")
    return [[measure[column] for column in columns] for measure in measures.values()]


def _inequality(measures: dict[str, dict[str, Any]]) -> str:
    gap, theil = measures["share_gap"], measures["theil"]
    if gap["value"] is None:
        text = f"No gap: {gap['reason']}."
    else:
        ends = [
            f"{'needs that state none' if gap[end] is None else gap[end]} with "
            f"{percent(gap[f'{end}_share'], gap[f'{end}_share'])} of its people"
            for end in ("best", "worst")
        ]
        text = f"Best covered: {ends[0]}; worst: {ends[1]} (in needs of known size)."
    if theil["value"] is None:
        return f"{text} No Theil index: {theil['reason']}."
    between, whole = plain_number(measures["theil_between"]["value"]), plain_number(theil["value"])
    return f"{text} Theil index {whole}, of which {between} between groups."


@dataclass(frozen=True, slots=True)
class AccessibilityTotals:
    """Sums over all areas, of people and free seats.

    Attributes:
        people: People who compete for seats, in areas with known distances.
        people_unplaced: People in needs of known size, or inhabitants, whose place or distances nobody knows.
        needs_unplaced: Needs without an area, or with one of unknown distances.
        demand_unknown: Needs of unknown size, or areas of unknown population; they compete with nobody.
        people_without_seats: Those of ``people`` who have no known seat within reach.
        seats: Free seats at known places, = seats_in_reach + seats_out_of_reach.
        seats_in_reach: Seats that somebody can reach, = sum over areas of people times accessibility.
        seats_out_of_reach: Seats that nobody can reach.
        seats_unplaced: Free seats whose place or distances nobody knows.
        activities_unplaced: Activities without any known place.
        capacity_unknown: Activities of unknown capacity; they count as having no seats.
        mean: seats_in_reach / people; None without people.
    """

    people: float
    people_unplaced: float
    needs_unplaced: int
    demand_unknown: int
    people_without_seats: float
    seats: float
    seats_in_reach: float
    seats_out_of_reach: float
    seats_unplaced: float
    activities_unplaced: int
    capacity_unknown: int
    mean: float | None


class Accessibility(Result[_core.AccessibilityResult]):
    """Free seats within reach of each area, shared with everybody else who can reach them (2SFCA, E2SFCA)."""

    @cached_property
    def areas(self) -> ResultTable:
        """One row an area: the people who compete from here, and the seats each of them finds within reach.

        ``accessibility_high`` is null where activities of unknown capacity are within reach. Areas without
        travel times or coordinates have the status ``not_applicable``.
        """
        return ResultTable(self._core.areas())

    @cached_property
    def places(self) -> ResultTable:
        """One row an area that holds activities: its seats, and the people who can reach them."""
        return ResultTable(self._core.places())

    @cached_property
    def totals(self) -> AccessibilityTotals:
        """Sums over all areas."""
        return AccessibilityTotals(**self._core.totals)

    @property
    def unit(self) -> str:
        """What distances are measured in: ``minutes`` or ``kilometres``."""
        return self._core.unit

    @property
    def threshold(self) -> float:
        """The farthest distance that counts."""
        return self._core.threshold

    def summary(self) -> str:
        """The seats within reach in one to three sentences."""
        sums = self.totals
        reach = f"within {plain_number(self.threshold)} {self.unit}"
        text = f"No people in areas with known distances; {plain_number(sums.seats)} free seats."
        if sums.mean is not None:
            people, without = plain_number(sums.people), plain_number(sums.people_without_seats)
            text = f"{plain_number(sums.mean)} free seats {reach} for each of {people} people;"
            text += f" {without} people have no known seat {reach}."
        if sums.seats_out_of_reach:
            text += f" {plain_number(sums.seats_out_of_reach)} free seats are {reach} of nobody."
        unplaced = sums.needs_unplaced or sums.people_unplaced or sums.seats_unplaced
        if unplaced:
            text += (
                f" Without a place or distances: {plain_number(sums.people_unplaced)} people and"
                f" {plain_number(sums.seats_unplaced)} free seats."
            )
        return text

    def __repr__(self) -> str:
        return f"<samspill.Accessibility of {len(self.areas)} areas, {len(self.places)} with activities>"

    def _repr_html_(self) -> str:
        """The summary and the areas for a notebook, every text escaped."""
        areas = self.areas.to_html(caption="Accessibility", columns=_SHOWN_OF_AREAS)
        return f"<p>{escaped(self.summary())}</p>{areas}"


def coverage_by(
    coverage: _core.CoverageResult,
    grouping: GroupingName,
    *,
    months: tuple[int, int] | None = None,
    progress: Progress | None = None,
) -> CoverageGroups:
    """Sums of a coverage over groups of needs, and how unequal the groups are.

    Every need is in one group, by what it states; needs that state nothing are a group of their own. By
    month, a need counts with all its people in every month of its period.

    Args:
        coverage: A computed coverage.
        grouping: What the needs of one group have in common. ``former_unit``: of the need's area, or of the
            nearest area around it that states one.
        months: The months that are groups, at most 120, as a half-open interval. None: those of the coverage.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: There is no such grouping, or months are out of range.
    """
    return CoverageGroups(
        _core.coverage_by(
            coverage,
            options.choice("grouping", grouping, _core.Grouping),
            options.months("months", months),
            options.progress_function(progress),
        )
    )


def accessibility(  # noqa: PLR0913 - one argument an option
    network: _core.ActorNetwork,
    *,
    threshold: float | None = None,
    decay: DecayName = "binary",
    zones: Iterable[tuple[float, float]] | None = None,
    demand: DemandName = "needs",
    distance: DistanceName = "stated",
    theme: str | None = None,
    progress: Progress | None = None,
) -> Accessibility:
    """Spatial accessibility of free seats by a two-step floating catchment area.

    Areas are points, 0 apart from themselves. Seats are at the seat of the actor when the activity serves it
    or states no area, else at the areas it serves in equal parts.

    Args:
        network: A network.
        threshold: The farthest distance that counts. None: 30 minutes or 15 kilometres.
        decay: ``binary`` counts everything within the threshold alike (2SFCA), ``stepwise`` by zones
            (E2SFCA), ``gaussian`` falls from 1 to 0 at the threshold.
        zones: Pairs (limit, weight) for ``stepwise``, instead of a threshold: limits rise, weights lie in
            [0, 1] and do not rise. None: thirds of the threshold with the weights 1, 0.68 and 0.22.
        demand: Who competes for the seats: people in ``needs``, or the ``population``.
        distance: ``stated`` takes travel times when there are any, else coordinates.
        theme: Only needs and activities of this theme. None: all.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        MissingTable: The network has no areas, activities or needs, or nothing to measure distances by.
        InvalidArgument: An option is out of range.
        NotFound: Neither a need nor an activity has the theme.
    """
    return Accessibility(
        _core.accessibility(
            network,
            None if threshold is None else options.real_number("threshold", threshold),
            options.choice("decay", decay, _core.Decay),
            _zones(zones),
            options.choice("demand", demand, _core.AccessDemand),
            options.choice("distance", distance, _core.DistanceBasis),
            "" if theme is None else options.text("theme", theme),
            options.progress_function(progress),
        )
    )


def _zones(value: object) -> list[tuple[float, float]]:
    """Pairs of numbers; an empty list without any, which would otherwise mean the default."""
    if value is None:
        return []
    rule = "zones must be a list of pairs (limit, weight) that is not empty"
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise TypeError(rule)
    pairs = []
    for item in value:
        if not isinstance(item, (tuple, list)) or len(item) != 2:
            raise InvalidArgument(rule)
        limit, weight = item
        pairs.append((options.real_number("each limit", limit), options.real_number("each weight", weight)))
    if not pairs:
        raise InvalidArgument(rule)
    return pairs
