"""What was read: the chapter on the input, and the caution about small groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Section, Table
from samspill.report.records import Row
from samspill.report.text import Line, line

#: Groups with fewer people are not fit for publication (methods, table of free thresholds: k).
SMALLEST_GROUP = 5

#: Areas of a theme that are named; the others are counted.
MOST_AREAS = 4

_TABLES = (
    "actors",
    "activities",
    "needs",
    "forums",
    "seats",
    "people",
    "areas",
    "ties",
    "travel_times",
    "meetings",
    "agenda_items",
    "attendance",
    "reviews",
)
_SPLIT_BY = {
    "actors": ("sector", "sector"),
    "activities": ("kind", "kind"),
    "forums": ("form", "form"),
    "ties": ("relation", "relation"),
}


def network_section(context: Context) -> Section:
    """How many rows of each table, split by their main vocabulary."""
    text = context.text
    table = Table(
        "input-table",
        text("network.caption"),
        (
            Column(text("network.table")),
            Column(text("network.rows"), "number"),
            Column(text("network.of_these")),
        ),
        tuple(_row(context, name) for name in _TABLES),
        stack=True,
    )
    blocks = (Paragraph(text.line("network.intro"), "aside"), table, *_offers_by_theme(context))
    return Section("network", text("network.title"), blocks)


def _offers_by_theme(context: Context) -> tuple[Block, ...]:
    """What there is, for a reader who knows the offers but not the tables; largest themes first."""
    themes: dict[str, list[Row]] = {}
    for row in context.input_activities.values():
        themes.setdefault(row.text("theme"), []).append(row)
    if not themes:
        return ()
    text = context.text
    largest_first = sorted(themes.items(), key=lambda item: (-len(item[1]), item[0]))
    table = Table(
        "offers-table",
        text("network.by_theme"),
        (
            Column(text("column.theme")),
            Column(text.capital("table.activities"), "number"),
            Column(text.capital("table.actors"), "number"),
            Column(text("network.where")),
            Column(text("duplication.places")),
        ),
        tuple(_theme_row(context, theme, rows) for theme, rows in largest_first[:LISTED]),
        stack=True,
    )
    rest = text("network.more_themes", len(themes) - SHOWN)
    return shortened(context, table, len(themes), rest)


def _theme_row(context: Context, theme: str, rows: Sequence[Row]) -> tuple[Cell, ...]:
    areas = sorted({area for row in rows for area in row.texts("areas")})
    return (
        cell(context.names.code(theme)),
        cell(context.text.amount(len(rows))),
        cell(context.text.amount(len({row.text("actor") for row in rows}))),
        cell(_some_areas(context, areas)),
        cell(_known(context, "activities", "places", [row.integer("capacity") for row in rows])),
    )


def _some_areas(context: Context, areas: Sequence[str]) -> Line:
    named = context.names.areas(areas[:MOST_AREAS])
    more = len(areas) - MOST_AREAS
    return line(context.text("network.more_areas", more, areas=named) if more > 0 else named)


def _row(context: Context, name: str) -> tuple[Cell, ...]:
    rows = context.rows(name)
    return (
        cell(context.text.capital(f"table.{name}")),
        cell(context.text.amount(len(rows))),
        cell(_split(context, name, rows) if rows else context.text.line("network.no_rows")),
    )


def _split(context: Context, name: str, rows: Sequence[Row]) -> Line:
    if name == "needs":
        return line(_known(context, "needs", "people", [row.integer("people") for row in rows]))
    if name == "activities":
        kinds = _counts(context, "kind", [row.text("kind") or "offer" for row in rows])
        capacities = [row.integer("capacity") for row in rows]
        return line(f"{kinds}; {_known(context, 'activities', 'places', capacities)}")
    if name not in _SPLIT_BY:
        return line("")
    column, vocabulary = _SPLIT_BY[name]
    return line(_counts(context, vocabulary, [row.text(column) for row in rows]))


def _known(context: Context, table: str, noun: str, values: Sequence[int | None]) -> str:
    """Sum of what is stated, and how often it is not."""
    known = [value for value in values if value is not None]
    if not known:
        return context.text(f"network.{table}_unknown")
    unknown = context.text.amount(len(values) - len(known))
    return context.text(f"network.{table}", known=context.count(noun, sum(known)), unknown=unknown)


def _counts(context: Context, vocabulary: str, values: Sequence[str]) -> str:
    counted = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(
        f"{context.text(f'{vocabulary}.{value}')} {context.text.amount(n)}" for value, n in counted
    )


def small_groups(context: Context) -> int:
    """Needs of fewer people than may be published, but of some."""
    people = (row.integer("people") for row in context.input_needs.values())
    return sum(number is not None and 0 < number < SMALLEST_GROUP for number in people)
