"""Balance of forums by any attribute, and where attributes cross (methods M1.1 to M1.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.errors import InvalidArgument
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.attendance import AttributeName
    from samspill.options import Progress

CountedName = Literal["seats", "people", "attendance", "airtime", "agenda"]

MAX_OUTCOMES = _core.default_group_max_outcomes

_SHOWN_OF_FORUMS = ("counted", "forum", "attribute", "amount", "amount_counted", "unit", "parity", "note")
_KEYS = ("attribute", "groups", "baseline", "weights")

_Attribute = tuple[_core.GroupAttribute, list[str], _core.GroupBaseline, list[float]]


class GroupBalance:
    """Balance of forums by attributes of people and actors: of seats, and of what else was counted.

    The column ``counted`` says of what: ``seats``, ``people``, ``attendance``, ``airtime``, ``agenda``.
    """

    def __init__(self, core: _core.GroupBalanceResult) -> None:
        self._core = core

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum, what is counted and attribute; those without a forum are for all together."""
        return ResultTable(self._core.forums())

    @cached_property
    def groups(self) -> ResultTable:
        """The same by group: amount, share, share of the baseline, ratio, gap, logarithm of the ratio."""
        return ResultTable(self._core.groups())

    @cached_property
    def crossed(self) -> ResultTable:
        """How even all attributes are where they cross, by forum and what is counted; empty for one."""
        return ResultTable(self._core.crossed())

    @cached_property
    def cells(self) -> ResultTable:
        """One row a forum, what is counted and combination of groups that has any of it."""
        return ResultTable(self._core.cells())

    @cached_property
    def meetings(self) -> ResultTable:
        """As ``forums`` for each meeting by time; empty without ``series=True``."""
        return ResultTable(self._core.meetings())

    @cached_property
    def meeting_groups(self) -> ResultTable:
        """As ``groups`` for each meeting."""
        return ResultTable(self._core.meeting_groups())

    @cached_property
    def meeting_crossed(self) -> ResultTable:
        """As ``crossed`` for each meeting."""
        return ResultTable(self._core.meeting_crossed())

    @cached_property
    def segregation(self) -> ResultTable:
        """How much the forums differ in the groups of each attribute, for all that is counted."""
        return ResultTable(self._core.segregation())

    @cached_property
    def airtime(self) -> ResultTable:
        """One row a forum and attribute: Theil's T and Gini of speaking time by member."""
        return ResultTable(self._core.airtime())

    @cached_property
    def airtime_groups(self) -> ResultTable:
        """The same by group: members, seconds, share, seconds a head, Theil's T inside the group."""
        return ResultTable(self._core.airtime_groups())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """Range of the parity of the forums for all that is counted by each attribute, in a sentence each."""
        sentences = []
        rows = self.forums.rows()
        for counted in dict.fromkeys(row["counted"] for row in rows):
            own = [row for row in rows if row["counted"] == counted]
            parts = []
            for attribute in dict.fromkeys(row["attribute"] for row in own):
                parities = [
                    row["parity"]
                    for row in own
                    if row["forum"] is not None
                    and row["attribute"] == attribute
                    and row["parity"] is not None
                ]
                parts.append(
                    f"{attribute} from {plain_number(min(parities))} to {plain_number(max(parities))}"
                    if parities
                    else f"{attribute} not known"
                )
            sentences.append(f"Parity of {counted} (1 = equal) by {', '.join(parts)}.")
        return " ".join(sentences)

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
    counted: Sequence[CountedName],
    series: bool,
    as_of: object,
    window: tuple[object, object] | None,
    balanced_from: float,
    correlated_from: float,
    max_outcomes: int,
    mid_p: bool,
    progress: Progress | None,
) -> GroupBalance:
    """See ``Network.group_balance``."""
    return GroupBalance(
        _core.group_balance(
            network,
            [_attribute(asked) for asked in options.items("attributes", attributes)],
            options.choices("counted", counted, _core.Counted),
            options.flag("series", series),
            options.seat_day("as_of", as_of),
            options.days("window", window),
            options.real_number("balanced_from", balanced_from),
            options.real_number("correlated_from", correlated_from),
            options.whole_number("max_outcomes", max_outcomes),
            options.flag("mid_p", mid_p),
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
