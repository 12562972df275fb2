"""The places of a service directory: where services are given and which places they serve."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from samspill.importers.cells import fold
from samspill.importers.ids import unique_ids
from samspill.importers.tables import Columns, FindingLog, Rule, Where, columns_of

if TYPE_CHECKING:
    from samspill.importers.hsds_files import Directory, Record

_LEVELS = ("country", "state_province", "region", "city")

#: The folded names of a place from the country inwards; an empty name before one of unknown nesting.
_Path = tuple[str, ...]


class Districts:
    """The areas of a directory: those of the street addresses, nested, and the service areas beside them.

    A service area is taken for the place of the same name when exactly one place among the addresses has it;
    otherwise it stands on its own, for the directory does not say what it lies in.
    """

    def __init__(self, directory: Directory, log: FindingLog) -> None:
        self._names: dict[_Path, str] = {}
        self._rows: dict[_Path, int] = {}
        self._cities: dict[str, set[_Path]] = defaultdict(set)
        self._served: dict[str, set[_Path]] = defaultdict(set)
        for address in directory["addresses"]:
            self._add_address(address)
        self._by_name: dict[str, set[_Path]] = defaultdict(set)
        for path in self._names:
            self._by_name[path[-1]].add(path)
        for service in directory["services"]:
            for name in service.items("service_areas"):
                self._add_served(service.text("id"), name, service.row)
        for area in directory["service_areas"]:
            if name := area.text("name", "service_area"):
                self._add_served(area.text("service_id"), name, 0)
        self._ids = unique_ids({path: self._text(path) for path in self._names})
        self._log(log)

    def served_by(self, service: str) -> list[str]:
        """Ids of the service areas that a service states, sorted."""
        return sorted(self._ids[path] for path in self._served[service])

    def cities_of(self, locations: set[str]) -> list[str]:
        """Ids of the innermost places in which locations have a street address, sorted."""
        return sorted({self._ids[path] for location in locations for path in self._cities[location]})

    def table(self) -> tuple[Columns, list[int]]:
        """The table ``areas`` sorted by id, and the source row of each of its rows."""
        paths = sorted(self._ids, key=lambda path: self._ids[path])
        rows = [(self._ids[path], self._names[path], self._ids.get(path[:-1])) for path in paths]
        return columns_of(("id", "name", "parent"), rows), [self._rows[path] for path in paths]

    def _add_address(self, address: Record) -> None:
        if address.text("address_type", "type").lower() not in ("", "physical"):
            return
        names = [name for level in _LEVELS if (name := address.text(level))]
        for depth in range(1, len(names) + 1):
            self._add(tuple(map(fold, names[:depth])), names[depth - 1], address.row)
        if names:
            self._cities[address.text("location_id")].add(tuple(map(fold, names)))

    def _add_served(self, service: str, name: str, row: int) -> None:
        known = self._by_name[fold(name)]
        path = next(iter(known)) if len(known) == 1 else ("", fold(name))
        self._add(path, name, row)
        self._served[service].add(path)

    def _add(self, path: _Path, name: str, row: int) -> None:
        self._names[path] = min(name, self._names.get(path, name))
        self._rows[path] = min(row, self._rows.get(path, row))

    def _text(self, path: _Path) -> str:
        parts = [
            self._names[path[:depth]] for depth in range(1, len(path) + 1) if path[:depth] in self._names
        ]
        return "/".join(parts)

    def _log(self, log: FindingLog) -> None:
        alone = sum(path[0] == "" for path in self._names)
        if alone:
            rule = Rule(
                "info",
                "area_not_placed",
                f"{alone} of {len(self._names)} areas are named as service areas alone; the directory does"
                " not say in which larger area they lie, so they match by their own name only",
                "add a table of areas with their parents to compare towns with counties",
            )
            log.add(rule, Where("service_areas"))
