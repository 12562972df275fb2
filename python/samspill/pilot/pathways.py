"""Where on the way do newcomers drop out, and how long do stages take (methods M2.15)?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

_PARTS = 4


class PathwayFunnel:
    """Stages counted for themselves, and their product.

    Attributes:
        status: ``ok`` or ``not_applicable``.
        reason: Why there is nothing; else empty.
        convention: How the product and its limits are made.
        method: Method id.
    """

    method = "M2.15"

    def __init__(self, core: _core.PathwayFunnel) -> None:
        """For ``pathway_funnel``."""
        self._core = core
        self.status = core.status
        self.reason = core.reason
        self.convention = core.convention

    @cached_property
    def conversions(self) -> ResultTable:
        """One row a group and stage: entered, passed, the share who got through with exact limits."""
        return ResultTable(self._core.conversions())

    @cached_property
    def products(self) -> ResultTable:
        """One row a group: the product of its conversions and how many that is of those who began."""
        return ResultTable(self._core.products())

    @cached_property
    def comparisons(self) -> ResultTable:
        """One row a stage and two groups: difference, Fisher's exact test, the smallest p it could give."""
        return ResultTable(self._core.comparisons())

    @cached_property
    def times(self) -> ResultTable:
        """One row a group, stage and time: the share who have not passed by then (Kaplan-Meier)."""
        return ResultTable(self._core.times())

    def __repr__(self) -> str:
        return f"<samspill.pilot.PathwayFunnel of {len(self.products)} groups>"

    def _repr_html_(self) -> str:
        """Products and conversions for a notebook."""
        return self.products.to_html(caption="Through all stages") + self.conversions.to_html(
            caption="Stage by stage"
        )


def pathway_funnel(
    counts: Iterable[tuple[str, str, int | None, int | None]],
    *,
    stages: Sequence[str],
    spells: Iterable[tuple[str, str, float, bool]] = (),
    level: float = 0.95,
    progress: Progress | None = None,
) -> PathwayFunnel:
    """How many of those who enter a pathway get through each of its stages?

    Args:
        counts: Tuples of group (such as a language), stage, people who entered it and people who passed it;
            None for a count that is not known, which is not 0.
        stages: Names of the stages in their order.
        spells: Tuples of group, stage, time and whether the person passed then, or was last seen then.
        level: Of all limits.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: An unknown stage, a group and stage twice, more passed than entered, a number out of
            range.
    """
    names = options.texts("stages", stages)
    if len(set(names)) != len(names):
        message = "stages must be named once each"
        raise InvalidArgument(message)
    counted = [_four("count", row) for row in counts]
    timed = [_four("spell", row) for row in spells]
    groups = sorted({options.text("each group", row[0]) for row in [*counted, *timed]})
    place = {name: number for number, name in enumerate(groups)}
    return PathwayFunnel(
        _core.pathway_funnel(
            [
                (place[str(row[0])], _stage(row[1], names), _people(row[2]), _people(row[3]))
                for row in counted
            ],
            [
                (
                    place[str(row[0])],
                    _stage(row[1], names),
                    options.real_number("each time", row[2]),
                    options.flag("each passed", row[3]),
                )
                for row in timed
            ],
            groups,
            names,
            options.real_number("level", level),
            options.progress_function(progress),
        )
    )


def _four(kind: str, row: object) -> tuple[object, ...]:
    parts = tuple(row) if isinstance(row, (tuple, list)) else ()
    if len(parts) != _PARTS:
        message = f"each {kind} must have four parts"
        raise InvalidArgument(message)
    return parts


def _stage(name: object, names: Sequence[str]) -> int:
    if name not in names:
        message = "a stage is none of those in stages"
        raise InvalidArgument(message)
    return list(names).index(str(name))


def _people(count: object) -> int | None:
    return None if count is None else options.whole_number("each count", count)
