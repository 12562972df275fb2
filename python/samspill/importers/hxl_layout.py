"""Which column of an HXL sheet says what: by hashtag, and by header where a column has no hashtag."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill.importers.cells import clean, squeeze
from samspill.importers.tables import Rule, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from samspill.importers.hxl_tags import Tag, TagRow
    from samspill.importers.sheet import Sheet
    from samspill.importers.tables import FindingLog

AREA_LEVELS = ("country", "adm1", "adm2", "adm3", "adm4", "adm5", "loc")

#: Attributes that split a number of people, by the dimension they split it in.
_DIMENSIONS = {
    "sex": {"f", "m", "i", "female", "male"},
    "age": {"infants", "children", "adolescents", "youth", "adults", "elderly"},
    "status": {"refugees", "idps", "hosts", "returned", "returnees", "residents", "migrants"},
}
_SPLITS = frozenset().union(*_DIMENSIONS.values())
_NOT_PEOPLE = frozenset(
    {"hh", "households", "families", "pct", "value", "usd", "eur", "currency", "rate", "code"}
)
_ORG_ROLES = frozenset({"funder", "impl", "prog", "partner", "type", "url", "contact"})
_CODES = frozenset({"code", "id"})

#: Roles that a column without a hashtag can play, with the headers that say so (letters and digits alone).
_HEADERS = {
    "annual_target": ("annualtarget", "yearlytarget", "targetannual"),
    "target": ("target", "targeted", "peopletargeted", "beneficiariestargeted", "plannedbeneficiaries"),
    "achieved": ("achieved", "achievement", "reached", "peoplereached", "beneficiariesreached"),
    "accumulative": ("accumulative", "cumulative"),
    "project": ("projectcode", "projectid", "project"),
    "indicator_code": ("indicatorid", "indicatorcode"),
    "indicator": ("indicator", "indicatorname"),
    "report": ("reportdetailid", "reportid"),
    "month": ("month", "reportingmonth"),
    "year": ("year", "reportingyear"),
    "unit": ("unit", "unitofmeasure"),
    "status": ("status", "activitystatus"),
    "approved": ("isapproved", "approved"),
}

_UNCLEAR = Rule(
    "warning",
    "duplicate_column",
    "several columns of people have tags of the same meaning; their numbers are read as unknown",
    "give each column its own attributes, such as +f and +m",
)
_MIXED = Rule(
    "warning",
    "unclear_breakdown",
    "people are split in several ways that do not add up to everybody; their numbers are read as unknown",
    "add a column with the total",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet, by its place, its header and its hashtag."""

    index: int
    header: str
    tag: Tag | None

    @property
    def label(self) -> str:
        """What findings call the column: its hashtag, else its header, else its number."""
        return str(self.tag) if self.tag else self.header or f"column {self.index + 1}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of people per row: one column with the total, or the sum of columns that split it.

    Without columns the number is there but cannot be told, and is unknown in every row. ``by_header`` marks
    a column that no hashtag declares to count people. ``annual`` marks a target for the whole year.
    """

    columns: tuple[Column, ...]
    by_header: bool = False
    annual: bool = False

    @property
    def label(self) -> str:
        """What findings call the measure: the labels of its columns."""
        return ", ".join(column.label for column in self.columns)


@dataclass(frozen=True)
class Layout:
    """The columns of one sheet by role; a role that no column plays is absent.

    ``first_row`` is the index of the first row of data, which is also the number of the hashtag row.
    ``areas`` and ``area_codes`` are keyed by area level. ``repaired`` lists columns whose tag lacked its
    number sign, ``unclear`` the tags of people that stand over several columns.
    """

    first_row: int
    columns: list[Column]
    roles: dict[str, Column]
    areas: dict[str, Column]
    area_codes: dict[str, Column]
    need: Measure | None
    use: Measure | None
    unused: list[Column]
    repaired: tuple[int, ...]
    unclear: frozenset[str]

    @property
    def width(self) -> int:
        """The number of columns that have a tag or a header."""
        return len(self.columns)


def read_layout(sheet: Sheet, tag_row: TagRow, log: FindingLog) -> Layout:
    """The layout of a sheet with a hashtag row. O(columns²)."""
    columns = _columns(sheet, tag_row)
    finder = _Finder(columns, sheet.name, tag_row.index + 1, log)
    areas = {level: c for level in AREA_LEVELS if (c := finder.text(level))}
    codes = {level: c for level in AREA_LEVELS if (c := finder.code(level))}
    need = finder.people("inneed") or finder.people("targeted") or finder.number_by_header("annual_target")
    return Layout(
        first_row=tag_row.index + 1,
        columns=columns,
        areas=areas,
        area_codes=codes,
        need=need or finder.number_by_header("target"),
        use=finder.people("reached") or finder.number_by_header("achieved"),
        roles={role: c for role, c in _roles(finder) if c},
        unused=[c for c in columns if c.index not in finder.used and (c.tag or c.header)],
        repaired=tag_row.repaired,
        unclear=frozenset(finder.unclear),
    )


def _roles(finder: _Finder) -> Iterable[tuple[str, Column | None]]:
    yield "org", finder.text("org", without=_ORG_ROLES)
    yield "org_code", finder.code("org", without=_ORG_ROLES)
    yield "org_type", finder.text("org", needs={"type"})
    for role in ("funder", "impl", "prog"):
        yield role, finder.text("org", needs={role})
    yield "sector", finder.text("sector")
    yield "sector_code", finder.code("sector")
    yield "subsector", finder.text("subsector")
    yield "activity", finder.text("activity")
    yield "activity_code", finder.code("activity")
    yield "indicator", finder.text("indicator", without={"num", "value"}) or finder.by_header("indicator")
    yield "indicator_code", finder.code("indicator") or finder.by_header("indicator_code")
    yield "group", finder.text("beneficiary") or finder.text("group")
    yield "start", finder.text("date", needs={"start"})
    yield "end", finder.text("date", needs={"end"})
    yield (
        "month",
        finder.text("date", without={"start", "end", "reported", "year"}) or finder.by_header("month"),
    )
    yield "year", finder.text("date", needs={"year"}) or finder.by_header("year")
    yield "status", finder.text("status") or finder.by_header("status")
    for role in ("project", "report", "accumulative", "unit", "approved"):
        yield role, finder.by_header(role)


class _Finder:
    """Finds columns by tag or header and remembers which ones it handed out."""

    def __init__(self, columns: list[Column], table: str, tag_row: int, log: FindingLog) -> None:
        self._columns = columns
        self._table = table
        self._row = tag_row
        self._log = log
        self.used: set[int] = set()
        self.unclear: set[str] = set()

    def text(self, tag: str, needs: Iterable[str] = (), without: Iterable[str] = ()) -> Column | None:
        """The column that names a thing: ``+name`` before plain before ``+acronym``, never a code."""
        found = self._tagged(tag, set(needs), {*without, *_CODES} - set(needs))
        return self._take(found, lambda names: 0 if "name" in names else 2 if "acronym" in names else 1)

    def code(self, tag: str, without: Iterable[str] = ()) -> Column | None:
        """The column that holds the code of a thing."""
        found = [c for c in self._tagged(tag, set(), set(without)) if _attributes(c) & _CODES]
        return self._take(found, lambda _: 0)

    def by_header(self, role: str) -> Column | None:
        """The column without a hashtag whose header plays the role, in the order of its list of headers."""
        for wanted in _HEADERS[role]:
            for column in self._columns:
                if column.tag is None and column.index not in self.used and squeeze(column.header) == wanted:
                    self.used.add(column.index)
                    return column
        return None

    def number_by_header(self, role: str) -> Measure | None:
        """The number in the column whose header plays a role."""
        column = self.by_header(role)
        return Measure((column,), by_header=True, annual=role == "annual_target") if column else None

    def people(self, tag: str) -> Measure | None:
        """The columns whose sum is the number of people under a tag; a total column wins over its parts."""
        found = self._tagged(tag, set(), set(_NOT_PEOPLE))
        self.used.update(column.index for column in found)
        chosen = _totals(found) or self._parts(found)
        if not chosen:
            return Measure(()) if found else None
        repeats = Counter(_splits(column) for column in chosen)
        if max(repeats.values()) > 1:
            self.unclear |= {column.label for column in chosen if repeats[_splits(column)] > 1}
            self._log.add(_UNCLEAR, Where(self._table, min(self.unclear)), self._row)
            return Measure(())
        return Measure(tuple(chosen))

    def _parts(self, found: list[Column]) -> list[Column]:
        """The columns of the coarsest breakdown; of several, that by sex comes before age before status.

        None when several breakdowns are mixed and none of them splits everybody.
        """
        splits = set(map(_splits, found))
        coarsest = {split for split in splits if not any(other < split for other in splits)}
        breakdowns: dict[tuple[str, ...], list[Column]] = {}
        for column in found:
            if _splits(column) in coarsest:
                breakdowns.setdefault(_dimensions(_splits(column)), []).append(column)
        if len(breakdowns) < 2:
            return next(iter(breakdowns.values()), [])
        whole = [names for names, columns in breakdowns.items() if _splits_everybody(names[0], columns)]
        if not whole:
            self._log.add(_MIXED, Where(self._table, found[0].label), self._row)
            return []
        chosen = min(whole, key=lambda names: [list(_DIMENSIONS).index(name) for name in names])
        self._log.add(_several(chosen), Where(self._table, breakdowns[chosen][0].label), self._row)
        return breakdowns[chosen]

    def _tagged(self, tag: str, needs: set[str], without: set[str]) -> list[Column]:
        return [
            c
            for c in self._columns
            if c.tag and c.tag.name == tag and needs <= c.tag.attributes and not c.tag.attributes & without
        ]

    def _take(self, found: list[Column], rank: Callable[[frozenset[str]], int]) -> Column | None:
        """The free column with the lowest rank, the fewest attributes and the leftmost place."""
        free = [c for c in found if c.index not in self.used]
        if not free:
            return None
        chosen = min(free, key=lambda c: (rank(_attributes(c)), len(_attributes(c)), c.index))
        self.used.add(chosen.index)
        return chosen


def _attributes(column: Column) -> frozenset[str]:
    return column.tag.attributes if column.tag else frozenset()


def _splits(column: Column) -> frozenset[str]:
    return _attributes(column) & _SPLITS


def _totals(found: list[Column]) -> list[Column]:
    """The columns that split nobody; of several, those with the fewest attributes."""
    totals = [column for column in found if not _splits(column)]
    fewest = min((len(_attributes(column)) for column in totals), default=0)
    return [column for column in totals if len(_attributes(column)) == fewest]


def _splits_everybody(dimension: str, columns: list[Column]) -> bool:
    """True when the columns show more than one value of a dimension, so that none of them is a part alone."""
    return len({_splits(column) & _DIMENSIONS[dimension] for column in columns}) > 1


def _dimensions(splits: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name, words in _DIMENSIONS.items() if words & splits)


def _columns(sheet: Sheet, tag_row: TagRow) -> list[Column]:
    header = sheet.rows[tag_row.index - 1] if tag_row.index else []
    width = max(len(header), len(tag_row.tags))
    return [
        Column(
            k,
            clean(header[k]) if k < len(header) else "",
            tag_row.tags[k] if k < len(tag_row.tags) else None,
        )
        for k in range(width)
    ]


def _several(chosen: tuple[str, ...]) -> Rule:
    return Rule(
        "info",
        "several_breakdowns",
        f"people are split in several ways; the numbers by {' and '.join(chosen)} are added up",
    )
