"""Needs by theme and month as a heat map: a table whose cells are shaded and numbered."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.charts import Shades, shades
from samspill.report.context import SHOWN, Context, cell
from samspill.report.document import Block, Cell, Column, Details, Legend, Paragraph, Subsection, Table
from samspill.report.names import Names
from samspill.report.protocols import Coverage
from samspill.report.records import NONE, Span, Sums, rows_of, sums_of
from samspill.report.text import Text, line

_MONTHS_ABREAST = 14  # as many as fit beside the themes on an upright A4 page
_MONTHS_PER_TABLE = 12
_LABEL_ABREAST = 5  # longer names of months stand upright in their heads


class _Map:
    """The cells of the map, in units that keep large numbers short."""

    def __init__(self, context: Context, coverage: Coverage) -> None:
        self.text: Text = context.text
        self.names: Names = context.names
        by_month = [sums_of(row) for row in rows_of(coverage.by_theme_month)]
        self.sums = {(row.theme, row.month): row for row in by_month}
        self.months = sorted({row.month for row in by_month})
        self.totals = {month: Span(0.0, 0.0) for month in self.months}
        self.people = dict.fromkeys(self.months, 0)
        for row in by_month:
            self.totals[row.month] += row.gap
            self.people[row.month] += row.people
        themes = map(sums_of, rows_of(coverage.by_theme))
        self.themes = sorted(themes, key=lambda row: (-row.gap.high, row.theme))
        largest = max((row.gap.high for row in self.themes), default=0.0)
        self.unit = 1_000_000 if largest >= 10_000_000 else 1_000 if largest >= 10_000 else 1
        self.shades: Shades = shades(row.gap.high / self.unit for row in by_month)

    def amount(self, span: Span) -> str:
        """People in the unit of the map."""
        return self.text.span(span.low / self.unit, span.high / self.unit)

    def gap(self, row: Sums) -> str:
        """People without a place; a question mark stands for needs of unknown size."""
        if row.needs == row.needs_unknown:
            return "?"
        return self.amount(row.gap) + ("+?" if row.needs_unknown else "")

    def cell(self, theme: str, month: int) -> Cell:
        """The cell of a theme and month."""
        row = self.sums.get((theme, month))
        if row is None or row.needs == 0:
            return Cell((line("·"),), level=0, spoken=self.text("heat.no_need"))
        if row.needs == row.needs_unknown:
            return Cell((line("?"),), level=0, spoken=self.text("heat.unknown"))
        return Cell((line(self.gap(row)),), level=self.shades.level(row.gap.high / self.unit))

    def row(self, theme: Sums, months: Sequence[int]) -> tuple[Cell, ...]:
        """The row of a theme, with its gap over the whole period at the end."""
        head = cell(self.names.code(theme.theme))
        known = theme.needs > theme.needs_unknown
        total = self.of_people(self.gap(theme), theme.people) if known else self.gap(theme)
        return (head, *(self.cell(theme.theme, month) for month in months), cell(total))

    def of_people(self, gap: str, people: float) -> str:
        """A gap with its denominator."""
        return self.text("heat.of", gap=gap, people=self.text.amount(people / self.unit))

    def foot(self, months: Sequence[int]) -> tuple[tuple[Cell, ...], ...]:
        """Sums over all themes, also over those that are not shown."""
        gap = sum((theme.gap for theme in self.themes), NONE)
        people = sum(theme.people for theme in self.themes)
        return (
            (
                cell(self.text("heat.all_gap")),
                *(cell(self.amount(self.totals[month])) for month in months),
                cell(self.of_people(self.amount(gap), people)),
            ),
            (
                cell(self.text("heat.all_people")),
                *(cell(self.text.amount(self.people[month] / self.unit)) for month in months),
                cell(""),
            ),
        )

    def tables(self, themes: Sequence[Sums], suffix: str) -> tuple[Table, ...]:
        """One table, or several with a year each when the months do not fit side by side."""
        count = len(self.months)
        size = count if count <= _MONTHS_ABREAST else _MONTHS_PER_TABLE
        return tuple(
            self._table(themes, self.months[start : start + size], f"heat-{start // size + 1}{suffix}")
            for start in range(0, count, max(size, 1))
        )

    def _table(self, themes: Sequence[Sums], months: Sequence[int], identifier: str) -> Table:
        text = self.text
        caption = text(
            "heat.caption",
            unit=text(f"heat.unit_{self.unit}"),
            period=self.names.period(months[0], months[-1] + 1),
        )
        labels = [self.names.month(month) for month in months]
        vertical = max(map(len, labels)) > _LABEL_ABREAST
        columns = (
            Column(text("column.theme")),
            *(Column(label, "month vertical" if vertical else "month") for label in labels),
            Column(text("heat.total"), "number"),
        )
        rows = tuple(self.row(theme, months) for theme in themes)
        return Table(identifier, caption, columns, rows, self.foot(months))

    def legend(self) -> Legend:
        """The shades in use, and the marks that are not numbers."""
        text = self.text
        steps = tuple(
            (
                level,
                text("heat.over", low=text.amount(low))
                if high is None
                else text("heat.up_to", low=text.amount(low), high=text.amount(high)),
            )
            for level, low, high in self.shades.steps()
        )
        marks = (("0", text("heat.zero")), ("·", text("heat.no_need")), ("?", text("heat.unknown")))
        return Legend(text("heat.legend"), steps, marks)


def heat_map(context: Context, coverage: Coverage) -> tuple[Block, ...]:
    """The subsection with the map, the largest gap on top; nothing when no month is shown."""
    text = context.text
    heat = _Map(context, coverage)
    if not heat.months:
        return ()
    calendar = bool(context.network.month_labels)
    blocks: tuple[Block, ...] = (
        Paragraph(text.line("heat.intro_calendar" if calendar else "heat.intro_arrival"), "aside"),
        heat.legend(),
        *heat.tables(heat.themes[:SHOWN], ""),
    )
    if len(heat.themes) > SHOWN:
        rest = heat.themes[SHOWN:]
        left = context.people(sum((row.gap for row in rest), NONE))
        blocks += (
            Paragraph(text.line("heat.more", n=len(rest), rest=left), "more"),
            Details(text("more.all", n=len(heat.themes)), heat.tables(heat.themes, "-all")),
        )
    return (Subsection("heat-map", text("heat.title"), blocks),)
