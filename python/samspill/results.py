"""Results of representation: tables that never change, with where they come from."""

from __future__ import annotations

from functools import cached_property

from samspill import _core
from samspill.display import escaped, plain_number
from samspill.provenance import Result
from samspill.tables import ResultTable

#: Columns that a notebook shows of wide tables.
_SHOWN_OF_FORUMS = (
    "forum",
    "form",
    "seats",
    "seats_expected",
    "parity",
    "min_max_ratio",
    "p_expected",
    "p_expected_smallest",
    "status",
    "reason",
    "warning",
)


class Representation(Result[_core.RepresentationResult]):
    """Who sits in each forum, against expectation and baseline (methods M1.1 to M1.3, M1.6)."""

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum: seats, measures of balance, exact tests each with the smallest p it can attain."""
        return ResultTable(self._core.forums())

    @cached_property
    def sectors(self) -> ResultTable:
        """One row a forum and sector: seats, share, expected share, baseline share."""
        return ResultTable(self._core.sectors())

    @cached_property
    def all_forums(self) -> ResultTable:
        """One row of the same columns for all forums together; expected is what each of them expects."""
        return ResultTable(self._core.all_forums())

    @cached_property
    def all_sectors(self) -> ResultTable:
        """One row a sector for all forums together."""
        return ResultTable(self._core.all_sectors())

    def summary(self) -> str:
        """Range of the parity of the forums in one sentence."""
        parities = [parity for parity in self.forums.column("parity") if parity is not None]
        if not parities:
            return f"{len(self.forums)} forums, none with a parity that can be computed."
        lowest, highest = plain_number(min(parities)), plain_number(max(parities))
        return (
            f"{len(self.forums)} forums; parity of expected sectors from {lowest} to {highest} (1 = equal)."
        )

    def __repr__(self) -> str:
        return f"<samspill.Representation of {len(self.forums)} forums>"

    def _repr_html_(self) -> str:
        """The summary and the forums for a notebook, every text escaped."""
        forums = self.forums.to_html(
            caption="Balance of the forums",
            columns=_SHOWN_OF_FORUMS,
        )
        return f"<p>{escaped(self.summary())}</p>{forums}"
