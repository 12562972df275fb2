"""How people rate the work in forums: instruments, agreement, gaps between the sides (methods M3.9)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.errors import InvalidArgument
from samspill.findings import Finding, FindingsTable
from samspill.measures import Measure
from samspill.provenance import Provenance, provenance_of
from samspill.standalone import StandaloneTable
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress

#: One rating: rater (None: unknown), item, group, score.
Rating = tuple[object, str, str, int]

#: Fewer raters than this are never shown.
FEWEST_RATERS = _core.default_fewest_raters
MAX_ARRANGEMENTS = _core.default_max_arrangements
PERMUTATION_REPLICATES = _core.default_replicates

_SHOWN = ("forum", "wave", "item", "raters", "mean", "r_wg", "gap", "gap_p", "gap_smallest_p", "lowest")
_ENDS_OF_A_SCALE = 2
_PARTS_OF_A_RATING = 4


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


class Agreement:
    """How far raters agree, and how far two groups are apart. What could tell who said what is suppressed."""

    def __init__(self, core: _core.AgreementResult) -> None:
        self._core = core

    @cached_property
    def items(self) -> ResultTable:
        """One row an item: mean, variance, r_wg, the gap of the first two groups with its exact test."""
        return ResultTable(self._core.items())

    @cached_property
    def groups(self) -> ResultTable:
        """One row an item and group: raters and mean."""
        return ResultTable(self._core.groups())

    @cached_property
    def r_wg_j(self) -> Measure:
        """Agreement over all items that are shown."""
        return Measure(**self._core.r_wg_j)

    def __repr__(self) -> str:
        return f"<samspill.perception.Agreement on {len(self.items)} items>"

    def _repr_html_(self) -> str:
        """The items for a notebook."""
        return self.items.to_html(caption="Agreement")


def agreement(  # noqa: PLR0913 - one argument an option
    ratings: Iterable[Rating],
    *,
    scale_points: int = 5,
    fewest_raters: int = FEWEST_RATERS,
    max_arrangements: int = MAX_ARRANGEMENTS,
    replicates: int = PERMUTATION_REPLICATES,
    seed: int = 1,
    progress: Progress | None = None,
) -> Agreement:
    """Mean, agreement r_wg and gap of two groups for each item (methods M3.9), of ratings given as numbers.

    Args:
        ratings: Tuples of rater, item, group and score. A rater is any value that can be a key, or None when
            nobody said who it is; all unknown raters of an item count as one. Items and groups are names; the
            gap is the mean of the first group that occurs less that of the second.
        scale_points: Scores go from 1 to this, at most 100.
        fewest_raters: Fewer different raters than this are not shown; at least 3.
        max_arrangements: Above 0 the test of a gap counts all arrangements, for up to 1000 raters; at 0, and
            beyond, they are drawn.
        replicates: How many are drawn.
        seed: Of what is drawn.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A score outside its scale, a rater who rates an item twice, an option out of range.
    """
    raters: dict[object, int] = {}
    items: dict[str, int] = {}
    groups: dict[str, int] = {}
    numbered = []
    for rating in ratings:
        parts = tuple(rating)
        if len(parts) != _PARTS_OF_A_RATING:
            message = "each rating must be a rater, an item, a group and a score"
            raise InvalidArgument(message)
        rater, item, group, score = parts
        numbered.append(
            (
                None if rater is None else raters.setdefault(rater, len(raters)),
                items.setdefault(options.text("each item", item), len(items)),
                groups.setdefault(options.text("each group", group), len(groups)),
                options.whole_number("each score", score),
            )
        )
    return Agreement(
        _core.agreement(
            numbered,
            list(items),
            list(groups) or ["all"],
            options.whole_number("scale_points", scale_points),
            options.whole_number("fewest_raters", fewest_raters),
            options.whole_number("max_arrangements", max_arrangements),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.progress_function(progress),
        )
    )


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
