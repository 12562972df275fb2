"""Repairs in plain words: who does what with which offer, and for whom."""

from __future__ import annotations

from collections.abc import Callable

from samspill.report.context import Context
from samspill.report.names import joined
from samspill.report.records import Row
from samspill.report.text import FromData, Line, line

_NEEDS_NAMED = 2


def what(context: Context, repair: Row) -> Line:
    """The repair as an instruction, such as ``Tell A of B (C): ...``."""
    kind, text, names = repair.text("kind"), context.text, context.names
    offer, owner = _offer(context, repair.text("activity"))
    if kind == "tell":
        told = names.of("actors", repair.text("actor"))
        return text.sentence("repair.tell", told=told, offer=offer, owner=owner)
    if kind == "open":
        opened = repair.text("opened_to")
        return text.sentence(
            f"repair.open.{opened}", offer=offer, owner=owner, to=_opened_to(context, repair)
        )
    seats = repair.count("seats")
    if kind == "invite":
        area = names.of("areas", repair.text("area"))
        return text.sentence("repair.invite", n=seats, offer=offer, actor=owner, area=area)
    if kind == "move_seats":
        source, holder = _offer(context, repair.text("from_activity"))
        return text.sentence(
            "repair.move_seats", n=seats, offer=offer, owner=owner, source=source, holder=holder
        )
    return text.sentence("repair.add_seats", n=seats, offer=offer, owner=owner)


def _offer(context: Context, activity: str) -> tuple[FromData, FromData]:
    """The names of an activity and of the actor that runs it."""
    row = context.input_activities.get(activity)
    actor = context.names.of("actors", row.text("actor")) if row else FromData("")
    return context.names.of("activities", activity), actor


def _opened_to(context: Context, repair: Row) -> str:
    """What an offer is opened to: a group, an area, months, a language, ages, a price or terms of access."""
    names = context.names
    words: dict[str, Callable[[], str]] = {
        "target_group": lambda: names.code(repair.text("target_group")),
        "area": lambda: names.of("areas", repair.text("area")),
        "period": lambda: names.period(repair.integer("from_month"), repair.integer("to_month")),
        "language": lambda: names.language(repair.text("language")),
        "ages": lambda: names.ages(repair),
        "cost": lambda: names.price(repair.amount("cost")),
        "access": lambda: context.text.listing(names.access(term) for term in repair.texts("access")),
    }
    return words[repair.text("opened_to")]()


def notes(context: Context, repair: Row) -> tuple[Line, ...]:
    """Whom it is for, and who has to hear of it beside the repair itself."""
    found = (_for_whom(context, repair),)
    if repair.text("kind") == "tell" or not repair.texts("told"):
        return found
    told = context.text.listing(context.names.of("actors", actor) for actor in repair.texts("told"))
    return (*found, context.text.sentence("repair.told", told=told))


def _for_whom(context: Context, repair: Row) -> Line:
    """Theme and people of the needs that it opens an offer to; only the theme where it adds seats."""
    names = context.names
    needs = [context.needs_by_id[need] for need in repair.texts("needs") if need in context.needs_by_id]
    if not needs:
        activity = context.input_activities.get(repair.text("activity"))
        return line(names.code(activity.text("theme"))) if activity else ()
    runs: Line = ()
    for need in needs[:_NEEDS_NAMED]:
        runs += (line("; ") if runs else ()) + joined([names.code(need.theme), *names.who(need)])
    if len(needs) > _NEEDS_NAMED:
        more = context.text.line("awareness.more_needs", n=len(needs) - _NEEDS_NAMED)
        runs += (*line(" "), *more)
    return runs
