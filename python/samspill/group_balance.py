"""Balance of forums by any attribute, and where attributes cross (methods M1.1 to M1.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.errors import InvalidArgument
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.attendance import AttributeName
    from samspill.options import Progress

_SHOWN_OF_FORUMS = ("forum", "attribute", "seats", "seats_counted", "parity", "parity_note", "dissimilarity")
_KEYS = ("attribute", "groups", "baseline", "weights")

_Attribute = tuple[_core.GroupAttribute, list[str], _core.GroupBaseline, list[float]]


class GroupBalance:
    """Balance of the seats of forums by attributes of people and actors."""

    def __init__(self, core: _core.GroupBalanceResult) -> None:
        self._core = core

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum and attribute; those without a forum are for all forums together."""
        return ResultTable(self._core.forums())

    @cached_property
    def groups(self) -> ResultTable:
        """One row a forum, attribute and group: seats, share, share of the baseline."""
        return ResultTable(self._core.groups())

    @cached_property
    def crossed(self) -> ResultTable:
        """One row a forum: how even all attributes are where they cross. Empty for one attribute."""
        return ResultTable(self._core.crossed())

    @cached_property
    def cells(self) -> ResultTable:
        """One row a forum and combination of groups that somebody sits for."""
        return ResultTable(self._core.cells())

    @cached_property
    def segregation(self) -> ResultTable:
        """One row an attribute: how much the forums differ in its groups."""
        return ResultTable(self._core.segregation())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """Range of the parity of the forums by each attribute, in one sentence."""
        parts = []
        rows = [row for row in self.forums.rows() if row["forum"] is not None]
        for attribute in dict.fromkeys(row["attribute"] for row in self.forums.rows()):
            parities = [
                row["parity"] for row in rows if row["attribute"] == attribute and row["parity"] is not None
            ]
            parts.append(
                f"{attribute} from {plain_number(min(parities))} to {plain_number(max(parities))}"
                if parities
                else f"{attribute} not known"
            )
        return f"Parity of seats (1 = equal) by {', '.join(parts)}."

    def __repr__(self) -> str:
        attributes = dict.fromkeys(self.forums.column("attribute"))
        return f"<samspill.GroupBalance by {', '.join(attributes)}>"

    def _repr_html_(self) -> str:
        """The summary and the forums for a notebook, every text escaped."""
        forums = self.forums.to_html(caption="Balance of the forums by attribute", columns=_SHOWN_OF_FORUMS)
        return f"<p>{escaped(self.summary())}</p>{forums}"


def group_balance(  # noqa: PLR0913 - one argument an option
    network: _core.ActorNetwork,
    *,
    attributes: Sequence[AttributeName | Mapping[str, Any]],
    as_of: object,
    window: tuple[object, object] | None,
    balanced_from: float,
    progress: Progress | None,
) -> GroupBalance:
    """See ``Network.group_balance``."""
    return GroupBalance(
        _core.group_balance(
            network,
            [_attribute(asked) for asked in options.items("attributes", attributes)],
            options.seat_day("as_of", as_of),
            options.days("window", window),
            options.real_number("balanced_from", balanced_from),
            options.progress_function(progress),
        )
    )


def _attribute(asked: object) -> _Attribute:
    given: Mapping[Any, Any] = asked if isinstance(asked, Mapping) else {"attribute": asked}
    if "attribute" not in given or any(key not in _KEYS for key in given):
        message = f"each of attributes must be a name, or a mapping with attribute and any of {_KEYS[1:]}"
        raise InvalidArgument(message)
    groups = options.items("groups", given.get("groups", ()))
    return (
        options.choice("attribute", given["attribute"], _core.GroupAttribute),
        [options.text("each of groups", group) for group in groups],
        options.choice("baseline", given.get("baseline", "equal"), _core.GroupBaseline),
        options.real_numbers("weights", given.get("weights", ())),
    )
