"""The places of an HXL sheet as the table ``areas``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from samspill.importers.cells import fold
from samspill.importers.ids import unique_ids
from samspill.importers.tables import Columns, FindingLog, Rule, Where, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samspill.importers.hxl_reports import Place, Report

#: A place without regard to spelling: the folded names of its levels, and its code where it has one.
_Key = tuple[tuple[str, ...], str]

_AMBIGUOUS = Rule(
    "warning",
    "ambiguous_id",
    "a place is named without its code while several places of its name have codes; it is kept apart",
    "fill in the code of the place",
)


class Places:
    """The areas that reports name, each inside the one named before it in the same row.

    The id of an area is its code, else its names from the outermost in: ``Mali/Gao``. A row without a code
    belongs to the area of the same name when that has exactly one code.
    """

    def __init__(self, reports: Iterable[Report], log: FindingLog, table: str) -> None:
        places = [
            (report.row, report.place[:depth])
            for report in reports
            for depth in range(1, len(report.place) + 1)
        ]
        self._codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._keys: dict[Place, _Key] = {}
        for place in {place for _, place in places}:
            self._codes[_path(place)].update({place[-1][2]} - {""})
        self._places: dict[_Key, Place] = {}
        self._rows: dict[_Key, int] = {}
        for row, place in places:
            key = self._key(place)
            self._places[key] = min(place, self._places.get(key, place))
            self._rows[key] = min(row, self._rows.get(key, row))
        self._ids = unique_ids({key: key[1] or _names(place) for key, place in self._places.items()})
        log.add_rows(
            _AMBIGUOUS, (row for row, place in places if self._is_ambiguous(self._key(place))), Where(table)
        )

    def id_of(self, place: Place) -> str | None:
        """The id of the innermost area of a place; ``None`` when the row names no place."""
        return self._ids[self._key(place)] if place else None

    def table(self) -> tuple[Columns, list[int]]:
        """The table ``areas`` sorted by id, and the source row of each of its rows."""
        keys = sorted(self._ids, key=lambda key: self._ids[key])
        rows = [(self._ids[k], self._places[k][-1][1], self.id_of(self._places[k][:-1])) for k in keys]
        return columns_of(("id", "name", "parent"), rows), [self._rows[key] for key in keys]

    def _key(self, place: Place) -> _Key:
        if place not in self._keys:
            path, code = _path(place), place[-1][2]
            known = self._codes[path]
            self._keys[place] = path, code or (min(known) if len(known) == 1 else "")
        return self._keys[place]

    def _is_ambiguous(self, key: _Key) -> bool:
        return not key[1] and len(self._codes[key[0]]) > 1


def _path(place: Place) -> tuple[str, ...]:
    return tuple(fold(name) for _, name, _ in place)


def _names(place: Place) -> str:
    return "/".join(name for _, name, _ in place)
