"""What the report on a network asks about its forums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from samspill import options
from samspill.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samspill.attendance import AttributeName
    from samspill.network import Network

    Asked: TypeAlias = AttributeName | Mapping[str, Any]

#: Forums that have a page of their own in a report, unless more are asked for.
FORUM_PAGES = 25

_GENDERS = ("woman", "man")


def forum_pages(forums: object) -> int | None:
    """At most how many forums have a page of their own; None for all of them.

    Raises:
        InvalidArgument: It is below 0 or a text other than ``all``.
    """
    if forums == "all":
        return None
    if isinstance(forums, str) or (pages := options.whole_number("forums", forums)) < 0:
        raise InvalidArgument("forums must be 0 or more, or all")
    return pages


def stated_attributes(network: Network) -> list[Asked]:
    """Attributes other than the sector of which the tables say something, as ``group_balance`` takes them.

    Of memberships these are the genders where somebody states one: a person belongs to several groups at
    once, but counts in shares only as one of those that are asked for.
    """
    people, actors, areas = (network.table(name) for name in ("people", "actors", "areas"))
    memberships = {group for groups in people.column("groups") for group in groups or ()}
    genders: Asked = {"attribute": "membership", "groups": list(_GENDERS)}
    found: list[Asked] = []
    if memberships:
        found.append(genders if memberships & set(_GENDERS) else "membership")
    if any(people.column("tier")):
        found.append("tier")
    if any(people.column("languages")) or any(actors.column("languages")):
        found.append("language")
    if any(actors.column("area")):
        found.append("area")
    if any(areas.column("former_unit")):
        found.append("former_unit")
    return found
