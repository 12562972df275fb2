"""Why one need is not met, and what breaks when somebody stops: questions after a coverage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from samspill import _core
from samspill.display import escaped, plain_number
from samspill.provenance import Result
from samspill.tables import ResultTable

_CONDITIONS = {
    "target_group": "is for other groups",
    "area": "is in another area",
    "period": "runs at another time",
    "language": "is in other languages",
    "ages": "is for other ages",
    "cost": "costs more than people can pay",
    "access": "lacks something people need to take part",
    "free_capacity": "has no free seat",
    "known": "is not known to the referrer",
}


@dataclass(frozen=True, slots=True)
class SharedSeats:
    """A bottleneck: needs that can use no seats but these, which are all taken (a minimum cut).

    Attributes:
        needs: Ids of the needs that share the seats.
        activities: Ids of the activities the seats belong to.
        people: People in these needs.
        seats: Seats left to them.
        seats_of_more_urgent: Seats there that more urgent needs hold.
        activities_unknown_seats: Activities among them whose seats nobody counted; taken as none.
        held_by_more_urgent: The explained need gets nothing because more urgent ones hold all seats.
        of_known_offers: Only offers count that referrers can find.
    """

    needs: list[str]
    activities: list[str]
    people: int
    seats: int
    seats_of_more_urgent: int
    activities_unknown_seats: int
    held_by_more_urgent: bool
    of_known_offers: bool


class Explanation(Result[_core.ExplanationResult]):
    """Why people of one need are not reached: the nearest offers with what each fails, and the bottleneck."""

    @property
    def need(self) -> str:
        """Id of the need."""
        return self._core.summary["need"]

    @property
    def people(self) -> int | None:
        """People who have the need; None when nobody counted."""
        return self._core.summary["people"]

    @property
    def obstacle(self) -> str:
        """The first obstacle, as in ``Coverage.needs``."""
        return self._core.summary["obstacle"]

    @cached_property
    def nearest(self) -> ResultTable:
        """One row an offer of the theme, nearest first, with the conditions it fails."""
        return ResultTable(self._core.nearest())

    @cached_property
    def shared_seats(self) -> SharedSeats | None:
        """The bottleneck; None when seats are not what people lack."""
        fields = self._core.shared_seats
        return None if fields is None else SharedSeats(**fields)

    def text(self) -> str:
        """The explanation in plain words."""
        if self.obstacle == "none":
            return f"Everybody of {self.need} is reached."
        sentences = [self._seats_in_words()] if self.shared_seats else []
        if self._core.summary["offers_of_theme"] == 0:
            sentences.append("Nobody offers anything of this theme.")
        sentences += [
            f"{row['name'] or row['activity']} {_reasons(row['failed'])}."
            for row in self.nearest.rows()
            if row["failed"]
        ]
        return " ".join(sentences)

    def _seats_in_words(self) -> str:
        shared = self.shared_seats
        if shared is None:
            return ""
        where = ", ".join(shared.activities)
        if shared.held_by_more_urgent:
            return f"More urgent needs hold all seats of {where}."
        helped = f"helps {len(shared.needs)} needs" if len(shared.needs) > 1 else "helps this need"
        people, seats = plain_number(shared.people), plain_number(shared.seats)
        return f"{people} people share {seats} seats of {where}; adding seats here {helped}."

    def __repr__(self) -> str:
        return f"<samspill.Explanation of {self.need}: {self.obstacle}>"

    def _repr_html_(self) -> str:
        """The explanation and the nearest offers for a notebook, every text escaped."""
        return f"<p>{escaped(self.text())}</p>{self.nearest.to_html(caption='Nearest offers')}"


def _reasons(failed: list[str]) -> str:
    return " and ".join(_CONDITIONS[condition] for condition in failed)


@dataclass(frozen=True, slots=True)
class CriticalityTotals:
    """What depends on what, in sum; people are nominally covered ones.

    Attributes:
        covered: People covered as things are, unknown seats counting as none.
        covered_unbounded: The same when unknown seats suffice.
        jointly_redundant: Activities that can go at once without losing anybody.
        jointly_redundant_at_most: No such set has more activities.
    """

    covered: int
    covered_unbounded: int
    jointly_redundant: int
    jointly_redundant_at_most: int


class Criticality(Result[_core.CriticalityResult]):
    """How many people are lost without each activity or actor, and which nobody would miss (methods M4.5)."""

    @cached_property
    def activities(self) -> ResultTable:
        """One row an activity, by id: people lost without it; redundant by itself, and in the joint set."""
        return ResultTable(self._core.activities())

    @cached_property
    def actors(self) -> ResultTable:
        """One row an actor, by id: people lost when all its activities go."""
        return ResultTable(self._core.actors())

    @cached_property
    def totals(self) -> CriticalityTotals:
        """The sums."""
        return CriticalityTotals(**self._core.totals)

    def __repr__(self) -> str:
        return f"<samspill.Criticality of {len(self.activities)} activities, {len(self.actors)} actors>"

    def _repr_html_(self) -> str:
        """The activities and actors for a notebook, every text escaped."""
        return self.activities.to_html(caption="Without this activity") + self.actors.to_html(
            caption="Without this actor"
        )
