"""What-if: how many people would be covered after one change, answered from the flow that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from samspill import _core, options
from samspill.edits import row_of

if TYPE_CHECKING:
    from samspill.options import Progress

RelationName = Literal["awareness", "information", "referral", "collaboration", "contract", "funding"]


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """People covered after a change, at both ends of what the tables leave open, and what that gains.

    Attributes:
        covered_low: People covered, unknown seats counting as none.
        covered_high: People covered when unknown seats suffice.
        known_low: By offers their entry point can find; None when no tie records knowledge.
        known_high: The same at the other end.
        gained_low: Gained at the low end; below 0 lost.
        gained_high: Gained at the high end.
        known_gained_low: Gained of the known ones; None where knowledge is not recorded.
        known_gained_high: The same at the other end.
    """

    covered_low: int
    covered_high: int
    known_low: int | None
    known_high: int | None
    gained_low: int
    gained_high: int
    known_gained_low: int | None
    known_gained_high: int | None


class WhatIf:
    """A session solved once; each question leaves it as it was. For one thread.

    The answers equal the totals of the coverage of the edited network from scratch.
    """

    def __init__(self, core: _core.WhatIf) -> None:
        self._core = core

    def without_activity(self, activity: str) -> WhatIfAnswer:
        """Without one activity. Raises InvalidArgument when there is no such activity."""
        return WhatIfAnswer(**self._core.without_activity(options.text("activity", activity)))

    def without_actor(self, actor: str) -> WhatIfAnswer:
        """Without an actor, its activities, and what others learn through it.

        Raises:
            InvalidArgument: There is no such actor.
        """
        return WhatIfAnswer(**self._core.without_actor(options.text("actor", actor)))

    def with_capacity(self, activity: str, capacity: int | None) -> WhatIfAnswer:
        """With another number of seats; None for unknown.

        Raises:
            InvalidArgument: There is no such activity, or the number is out of range.
        """
        seats = None if capacity is None else options.whole_number("capacity", capacity)
        return WhatIfAnswer(**self._core.with_capacity(options.text("activity", activity), seats))

    def with_activity(self, **columns: object) -> WhatIfAnswer:
        """With one activity more; columns as in the table ``activities``, lists as lists; it needs no id.

        Raises:
            UnusableData: The row breaks a rule of the tables.
        """
        return WhatIfAnswer(**self._core.with_activity(row_of({"id": "new", **columns})))

    def with_tie(self, source: str, target: str, relation: RelationName = "awareness") -> WhatIfAnswer:
        """With one more tie from an actor to an actor or activity.

        Raises:
            InvalidArgument: One of the two is not in the network.
        """
        kind = options.choice("relation", relation, _core.Relation)
        answer = self._core.with_tie(options.text("source", source), options.text("target", target), kind)
        return WhatIfAnswer(**answer)

    def without_each_actor(self, *, progress: Progress | None = None) -> list[dict[str, object]]:
        """Each actor in turn: a row with its id and the fields of ``WhatIfAnswer``, by id."""
        rows = self._core.without_each_actor(options.progress_function(progress))
        return [dict(row) for row in rows]

    def __repr__(self) -> str:
        return "<samspill.WhatIf>"
