"""Rows of tables as typed records. Null becomes ``None``, an empty text stands for a missing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspill.report.protocols import Table


class Row:
    """One row, read by column name and type. A column that the table lacks reads as null."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, column: str) -> str:
        """A text; empty for null."""
        value = self._values.get(column)
        return "" if value is None else str(value)

    def texts(self, column: str) -> tuple[str, ...]:
        """A list of texts; empty for null."""
        value = self._values.get(column)
        if not isinstance(value, Sequence) or isinstance(value, str):
            return ()
        return tuple(str(item) for item in value)

    def real(self, column: str) -> float | None:
        """A number."""
        value = self._values.get(column)
        return float(value) if isinstance(value, (int, float)) else None

    def integer(self, column: str) -> int | None:
        """A whole number."""
        value = self._values.get(column)
        return int(value) if isinstance(value, (int, float)) else None

    def count(self, column: str) -> int:
        """A whole number where null cannot occur."""
        return self.integer(column) or 0

    def amount(self, column: str) -> float:
        """A number where null cannot occur."""
        return self.real(column) or 0.0

    def same(self, other: Row, column: str) -> bool:
        """True when two rows have the same value in a column."""
        return self._values.get(column) == other._values.get(column)

    def flag(self, column: str) -> bool:
        """True only where the table says so."""
        return self._values.get(column) is True


def rows_of(table: Table) -> list[Row]:
    """All rows of a table."""
    return [Row(values) for values in table.rows()]


@dataclass(frozen=True)
class Span:
    """A number known up to an interval."""

    low: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)


NONE = Span(0.0, 0.0)


@dataclass(frozen=True)
class Need:
    """A need with its coverage. Amounts are of people; ``gap`` has no meaning when ``people`` is unknown."""

    id: str
    theme: str
    target_group: str
    area: str
    language: str
    from_month: int | None
    to_month: int | None
    people: int | None
    covered: Span
    gap: Span
    known: Span | None
    obstacle: str
    eligible: int
    relies_on_unstated: bool
    shares_with_unknown: bool
    organisations: int
    statutory: bool
    mandate: str


def _span(row: Row, column: str) -> Span | None:
    low, high = row.real(f"{column}_low"), row.real(f"{column}_high")
    return None if low is None or high is None else Span(low, high)


def readings_of(row: Row, column: str) -> Span | None:
    """The two readings of what the tables leave open, the smaller number first."""
    least, most = row.real(f"{column}_least"), row.real(f"{column}_most")
    return None if least is None or most is None else Span(min(least, most), max(least, most))


def need_of(row: Row) -> Need:
    """A row of the table ``needs`` of a coverage."""
    return Need(
        id=row.text("need"),
        theme=row.text("theme"),
        target_group=row.text("target_group"),
        area=row.text("area"),
        language=row.text("language"),
        from_month=row.integer("from_month"),
        to_month=row.integer("to_month"),
        people=row.integer("people"),
        covered=_span(row, "covered") or NONE,
        gap=_span(row, "gap") or NONE,
        known=_span(row, "known"),
        obstacle=row.text("obstacle"),
        eligible=row.count("eligible"),
        relies_on_unstated=row.flag("relies_on_unstated"),
        shares_with_unknown=row.flag("shares_with_unknown"),
        organisations=row.count("organisations"),
        statutory=row.flag("statutory"),
        mandate=row.text("mandate"),
    )


@dataclass(frozen=True)
class Sums:
    """Coverage of a theme, or of a theme in a month."""

    theme: str
    month: int
    needs: int
    needs_unknown: int
    people: int
    gap: Span


def sums_of(row: Row) -> Sums:
    """A row of ``by_theme`` (whose month is 0) or ``by_theme_month``."""
    return Sums(
        theme=row.text("theme"),
        month=row.count("month"),
        needs=row.count("needs"),
        needs_unknown=row.count("needs_unknown"),
        people=row.count("people"),
        gap=_span(row, "gap") or NONE,
    )


@dataclass(frozen=True)
class Cluster:
    """Activities that could replace each other, with the verdict against the need."""

    id: str
    theme: str
    activities: tuple[str, ...]
    needs: tuple[str, ...]
    capacity: int
    capacity_unknown: int
    people: int
    needs_unknown: int
    surplus: int | None
    verdict: str


def cluster_of(row: Row) -> Cluster:
    """A row of the table ``clusters`` of a duplication."""
    return Cluster(
        id=row.text("cluster"),
        theme=row.text("theme"),
        activities=row.texts("activities"),
        needs=row.texts("needs"),
        capacity=row.count("capacity"),
        capacity_unknown=row.count("capacity_unknown"),
        people=row.count("people"),
        needs_unknown=row.count("needs_unknown"),
        surplus=row.integer("surplus"),
        verdict=row.text("verdict"),
    )


@dataclass(frozen=True)
class SectorSeats:
    """One sector in one forum."""

    sector: str
    expected: bool
    seats: float
    share: float | None
    expected_share: float | None
    baseline_share: float | None
    ratio: float | None


def sector_of(row: Row) -> SectorSeats:
    """A row of the table ``sectors`` of a representation."""
    return SectorSeats(
        sector=row.text("sector"),
        expected=row.flag("expected"),
        seats=row.amount("seats"),
        share=row.real("share"),
        expected_share=row.real("expected_share"),
        baseline_share=row.real("baseline_share"),
        ratio=row.real("ratio"),
    )
