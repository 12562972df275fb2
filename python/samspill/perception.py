"""How people rate the work in forums: instruments, agreement, gaps between the sides (methods M3.9)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.errors import InvalidArgument
from samspill.findings import Finding, FindingsTable
from samspill.provenance import Provenance, provenance_of
from samspill.standalone import StandaloneTable
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress

#: Fewer raters than this are not shown.
FEWEST_RATERS = _core.default_fewest_raters
MAX_ARRANGEMENTS = _core.default_max_arrangements
PERMUTATION_REPLICATES = _core.default_replicates

_SHOWN = ("forum", "wave", "item", "raters", "mean", "r_wg", "gap", "gap_p", "gap_smallest_p", "lowest")
_ENDS_OF_A_SCALE = 2


class Instruments(StandaloneTable[_core.Instruments]):
    """Items with their scales and texts. A municipality can ask other items in a copy of the file.

    The columns of such a table are described in docs/methods/perception.md.
    """

    _TABLE = "instruments"

    @staticmethod
    def _read_file(path: str) -> _core.Instruments:
        return _core.read_instruments(path)

    @staticmethod
    def _from_columns(columns: Sequence[tuple[str, list[Any]]]) -> _core.Instruments:
        return _core.instruments_from(columns)


class Perception:
    """Ratings by forum, wave and item. What could tell who said what is suppressed."""

    def __init__(self, core: _core.PerceptionResult) -> None:
        self._core = core

    @cached_property
    def items(self) -> ResultTable:
        """One row a forum, wave and item: mean, agreement, the sides, their gap with its exact test."""
        return self.items_in("en")

    def items_in(self, language: str) -> ResultTable:
        """The same with the texts of the items in a language; English where they do not speak it."""
        return ResultTable(self._core.items(options.text("language", language)))

    @cached_property
    def instruments(self) -> ResultTable:
        """One row a forum, wave and instrument: agreement over its items, and those with the lowest mean."""
        return ResultTable(self._core.instruments())

    @cached_property
    def findings(self) -> FindingsTable:
        """Scores outside their scale; they are left out."""
        return FindingsTable(Finding(*found) for found in self._core.findings)

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """How many ratings of items can be shown, and the range of their means, in one sentence."""
        means = [mean for mean in self.items.column("mean") if mean is not None]
        shown = f"{len(means)} of {len(self.items)} ratings of items can be shown"
        if not means:
            return f"{shown}."
        return f"{shown}; means from {plain_number(min(means))} to {plain_number(max(means))}."

    def __repr__(self) -> str:
        return f"<samspill.Perception of {len(self.items)} items>"

    def _repr_html_(self) -> str:
        """The summary and the items for a notebook, every text escaped."""
        items = self.items.to_html(caption="Ratings of the work", columns=_SHOWN)
        return f"<p>{escaped(self.summary())}</p>{items}"


def perception(  # noqa: PLR0913 - one argument an option
    network: _core.ActorNetwork,
    instruments: Instruments | None,
    *,
    fewest_raters: int,
    scale: tuple[int, int],
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: Progress | None,
) -> Perception:
    """See ``Network.perception``."""
    asked = (
        Instruments.standard()
        if instruments is None
        else options.instance("instruments", instruments, Instruments)
    )
    ends = options.whole_numbers("scale", scale)
    if len(ends) != _ENDS_OF_A_SCALE:
        message = "scale must be the lowest and the highest score"
        raise InvalidArgument(message)
    return Perception(
        _core.perception(
            network,
            asked.core,
            options.whole_number("fewest_raters", fewest_raters),
            ends[0],
            ends[1],
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.progress_function(progress),
        )
    )
