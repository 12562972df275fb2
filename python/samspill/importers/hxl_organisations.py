"""The organisations of an HXL sheet as the table ``actors``, and the ties the sheet states between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from samspill.importers.cells import usual_spelling
from samspill.importers.ids import unique_ids
from samspill.importers.tables import Columns, FindingLog, columns_of
from samspill.importers.vocabulary import ASSUMED_SECTOR, log_assumed_sectors, sector_of_organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samspill.importers.hxl_reports import Report

_ROLES = ("org", "impl", "prog", "funder")


class Organisations:
    """The organisations that reports name in any role.

    The id is the code when the sheet gives an organisation exactly one, else the name.
    """

    def __init__(self, reports: Iterable[Report], log: FindingLog, table: str) -> None:
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._types: dict[str, Counter[str]] = defaultdict(Counter)
        self._rows: dict[str, int] = {}
        self._ties: set[tuple[str, str, str]] = set()
        for report in reports:
            self._add(report)
        self._ids = unique_ids(
            {name: next(iter(codes)) if len(codes := self._codes[name]) == 1 else name for name in self._rows}
        )
        sectors = {name: sector_of_organisation(self._type(name), name) for name in self._rows}
        self._sectors = {name: sector or ASSUMED_SECTOR for name, sector in sectors.items()}
        log_assumed_sectors(log, list(sectors.values()), table)

    def actor_of(self, report: Report) -> str | None:
        """The id of the organisation that acts: reporting, else implementing, else programming."""
        name = _acting(report)
        return self._ids[name] if name else None

    def table(self) -> tuple[Columns, list[int]]:
        """The table ``actors`` sorted by id, and the source row of each of its rows."""
        names = sorted(self._rows, key=lambda name: self._ids[name])
        rows = [(self._ids[name], name, self._sectors[name], self._type(name) or None) for name in names]
        return columns_of(("id", "name", "sector", "type"), rows), [self._rows[name] for name in names]

    def ties(self) -> list[tuple[str, str, str]]:
        """Who funds and who contracts whom, as (source, target, relation), sorted."""
        return sorted(
            (self._ids[source], self._ids[target], relation) for source, target, relation in self._ties
        )

    def _add(self, report: Report) -> None:
        for role in _ROLES:
            if name := _name(report, role):
                self._rows[name] = min(report.row, self._rows.get(name, report.row))
        acting = _acting(report)
        if name := _name(report, "org"):
            self._codes[name].update({report.text("org_code")} - {""})
            self._types[name].update({report.text("org_type")} - {""})
        stated = (
            (_name(report, "funder"), acting, "funding"),
            (_name(report, "prog"), acting, "contract"),
            (acting, _name(report, "impl"), "contract"),
        )
        self._ties.update((a, b, relation) for a, b, relation in stated if a and b and a != b)

    def _type(self, name: str) -> str:
        types = self._types[name]
        return usual_spelling(types) if types else ""


def _name(report: Report, role: str) -> str:
    return report.text(role) or (report.text("org_code") if role == "org" else "")


def _acting(report: Report) -> str:
    return _name(report, "org") or _name(report, "impl") or _name(report, "prog")
