"""The networks of single municipalities, cut out of the network of a region or country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samspill import _core, options
from samspill.building import TABLE_NAMES, Source, build
from samspill.errors import InvalidArgument, MissingTable
from samspill.network import Network
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from samspill.options import Progress

_Row = dict[str, Any]
_Tables = dict[str, list[_Row]]
_Columns = dict[str, list[Any]]

#: Columns that may refer to rows elsewhere, and the table they refer to.
_REFERENCES = (
    ("actors", "parent", "actors"),
    ("actors", "area", "areas"),
    ("needs", "entry_point", "actors"),
    ("activities", "areas", "areas"),
    ("activities", "after", "activities"),
    ("agenda_items", "proposed_by", "actors"),
    ("reviews", "person", "people"),
)


class MunicipalityNetworks(Mapping[str, Network]):
    """Networks by municipality. Which row goes where is described at ``by_municipality``."""

    def __init__(self, networks: Mapping[str, Network], counts: Sequence[tuple[str, int, int, int]]) -> None:
        """For ``by_municipality``."""
        self._networks = dict(networks)
        self._counts = counts

    def __getitem__(self, municipality: str) -> Network:
        return self._networks[municipality]

    def __iter__(self) -> Iterator[str]:
        return iter(self._networks)

    def __len__(self) -> int:
        return len(self._networks)

    @cached_property
    def rows(self) -> ResultTable:
        """One row a table: its rows, those that are in no municipality, and those that are in several."""
        names = ("table", "rows", "in_none", "in_several")
        units = ("", "rows", "rows", "rows")
        columns = [
            (
                name,
                _core.ColumnType.text if place == 0 else _core.ColumnType.int64,
                units[place],
                [count[place] for count in self._counts],
            )
            for place, name in enumerate(names)
        ]
        return ResultTable(_core.Table.from_columns("municipality_rows", columns)[0])

    def __repr__(self) -> str:
        return f"<samspill.MunicipalityNetworks of {len(self)} municipalities>"


def by_municipality(
    network: Network, *, municipality_depth: int | None = None, progress: Progress | None = None
) -> MunicipalityNetworks:
    """Cuts a network into those of its municipalities.

    A municipality has its own area with all areas in it and those it lies in; the needs in it; the
    activities that state an area in or around it, or none at all, each with all its seats; the forums of an
    area in it, and those of no area or a wider one in which only actors of this municipality sit; meetings,
    seats and attendance of these forums; reviews of these forums, else of people of its actors; the actors
    seated in it, those that offer, refer or sit there, those seated around it or nowhere that have a tie
    there, and the actors above them; people of these actors; ties between what is kept.

    Needs without an area, or in an area around municipalities, are in none. Seats that several municipalities
    can use count in each, so coverages of municipalities can be better than that of the whole.

    Args:
        network: The network of the region.
        municipality_depth: Which areas are municipalities: 0 for those that lie in no other, 1 for those in
            them, and so on. None: when one area lies in no other, those directly inside it; else those that
            lie in no other.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        MissingTable: The network was read without areas.
        InvalidArgument: The depth is negative, or no area lies so deep.

    O(rows · municipalities that a row is in).
    """
    whole = options.instance("network", network, Network)
    if not whole.has("areas"):
        message = "by_municipality needs the table areas"
        raise MissingTable(message)
    depth = (
        None if municipality_depth is None else options.whole_number("municipality_depth", municipality_depth)
    )
    report = options.progress_function(progress)
    tables = {name: whole.table(name).rows() for name in TABLE_NAMES if whole.has(name)}
    places = _Places(tables["areas"], depth)
    parts = _Parts(tables, places)
    networks = {}
    for done, municipality in enumerate(places.municipalities):
        if report is not None:
            report(done / len(places.municipalities), "municipalities")
        own = parts.tables_of(municipality)
        core, findings = build([Source(name, columns) for name, columns in own.items() if columns], None)
        networks[municipality] = Network(
            core,
            findings=findings,
            title=places.names[municipality] or municipality,
            month_labels=whole.month_labels,
            tables_without_rows=(n for n, columns in own.items() if not columns and not parts.in_none[n]),
        )
    return MunicipalityNetworks(networks, parts.counts())


class _Places:
    """Areas and the municipalities they lie in."""

    def __init__(self, areas: Sequence[_Row], depth: int | None) -> None:
        self._parents: dict[str, str | None] = {row["id"]: row["parent"] for row in areas}
        self.names = {row["id"]: row["name"] for row in areas}
        depths = {area: len(self._chain(area)) - 1 for area in self._parents}
        if depth is None:
            roots = [area for area, found in depths.items() if found == 0]
            depth = 1 if len(roots) == 1 and any(found == 1 for found in depths.values()) else 0
        if depth < 0:
            message = "municipality_depth must not be negative"
            raise InvalidArgument(message)
        self.municipalities = sorted(area for area, found in depths.items() if found == depth)
        if not self.municipalities:
            message = "no area lies as deep as municipality_depth"
            raise InvalidArgument(message)
        everywhere = frozenset(self.municipalities)
        self._in: dict[str, frozenset[str]] = {}
        around: dict[str, set[str]] = {}
        for area in self._parents:
            chain = self._chain(area)
            inside = [above for above in chain if depths[above] == depth]
            self._in[area] = frozenset(inside)
            for above in chain if area in everywhere else ():
                around.setdefault(above, set()).add(area)
        self._around = {area: frozenset(found) for area, found in around.items()}
        self._everywhere = everywhere

    def _chain(self, area: str) -> list[str]:
        """The area and all that it lies in, from the inside out."""
        chain = [area]
        while (parent := self._parents[chain[-1]]) is not None:
            chain.append(parent)
        return chain

    def own(self, area: str | None) -> frozenset[str]:
        """The municipality that the area is or lies in; none when it lies around municipalities."""
        return frozenset() if area is None else self._in[area]

    def reached(self, area: str | None) -> frozenset[str]:
        """The municipalities that an area reaches: its own, those in it, all when it is not stated."""
        if area is None:
            return self._everywhere
        return self._in[area] or self._around.get(area, frozenset())


class _Parts:
    """Every row with the municipalities that it belongs to."""

    def __init__(self, tables: _Tables, places: _Places) -> None:
        self._tables = tables
        self._places = places
        self._homes = {row["id"]: places.own(row["area"]) for row in tables["actors"]}
        self._owners = {row["id"]: row["actor"] for row in self._rows("people")}
        forums = self._forum_homes()
        meetings = {row["id"]: forums[row["forum"]] for row in self._rows("meetings")}
        people = {person: self._homes[actor] for person, actor in self._owners.items()}
        rules: dict[str, Callable[[_Row], frozenset[str]]] = {
            "areas": lambda row: places.reached(row["id"]),
            "needs": lambda row: places.own(row["area"]),
            "activities": self._activity,
            "forums": lambda row: forums[row["id"]],
            "seats": lambda row: forums[row["forum"]],
            "meetings": lambda row: forums[row["forum"]],
            "agenda_items": lambda row: meetings[row["meeting"]],
            "attendance": lambda row: meetings[row["meeting"]],
            "reviews": lambda row: (
                forums[row["forum"]] if row["forum"] else people.get(row["person"], frozenset())
            ),
            "travel_times": lambda row: places.reached(row["from"]) & places.reached(row["to"]),
        }
        self._of = {name: [rule(row) for row in self._rows(name)] for name, rule in rules.items()}
        actors = self._actors()
        activities = dict(
            zip((r["id"] for r in self._rows("activities")), self._of["activities"], strict=True)
        )
        self._of["actors"] = [actors[row["id"]] for row in tables["actors"]]
        self._of["people"] = [actors[row["actor"]] for row in self._rows("people")]
        ends = actors | activities
        self._of["ties"] = [ends[row["source"]] & ends[row["target"]] for row in self._rows("ties")]
        self.in_none = {name: sum(not found for found in self._of[name]) for name in tables}
        self._columns = {
            name: {column: [row[column] for row in rows] for column in rows[0]} if rows else {}
            for name, rows in tables.items()
        }
        self._rows_in: dict[str, dict[str, list[int]]] = {name: {} for name in tables}
        for name in tables:
            for place, found in enumerate(self._of[name]):
                for municipality in found:
                    self._rows_in[name].setdefault(municipality, []).append(place)

    def tables_of(self, municipality: str) -> dict[str, _Columns]:
        """The tables of one municipality by column; what refers to rows elsewhere is left empty."""
        kept: dict[str, _Columns] = {}
        for name, rows in self._rows_in.items():
            places = rows.get(municipality, [])
            columns = self._columns[name] if places else {}
            kept[name] = {column: [cells[place] for place in places] for column, cells in columns.items()}
        for table, column, target in _REFERENCES:
            cells = kept.get(table, {}).get(column)
            if cells is not None:
                known = set(kept.get(target, {}).get("id", ()))
                kept[table][column] = [_known(cell, known) for cell in cells]
        return kept

    def counts(self) -> list[tuple[str, int, int, int]]:
        """Of each table its rows, those in no municipality and those in several."""
        return [
            (name, len(rows), self.in_none[name], sum(len(found) > 1 for found in self._of[name]))
            for name, rows in self._tables.items()
        ]

    def _rows(self, name: str) -> list[_Row]:
        return self._tables.get(name, [])

    def _activity(self, row: _Row) -> frozenset[str]:
        stated: Iterable[str | None] = row["areas"] or (None,)
        return frozenset().union(*(self._places.reached(area) for area in stated))

    def _forum_homes(self) -> dict[str, frozenset[str]]:
        seated: dict[str, set[frozenset[str]]] = {}
        for row in self._rows("seats"):
            seated.setdefault(row["forum"], set()).add(self._homes[self._actor_of(row)])
        homes = {}
        for row in self._rows("forums"):
            own = self._places.own(row["area"])
            different = {found for found in seated.get(row["id"], ()) if found}
            homes[row["id"]] = own or (different.pop() if len(different) == 1 else frozenset())
        return homes

    def _actor_of(self, row: _Row) -> str:
        return str(row["actor"] or self._owners[row["person"]])

    def _actors(self) -> dict[str, frozenset[str]]:
        """Actors by what they do: at home, and where they offer, refer, sit, come or have a tie."""
        found: dict[str, set[str]] = {actor: set(home) for actor, home in self._homes.items()}
        doers: tuple[tuple[str, Callable[[_Row], str | None]], ...] = (
            ("activities", lambda row: row["actor"]),
            ("needs", lambda row: row["entry_point"]),
            ("seats", self._actor_of),
            ("attendance", self._actor_of),
        )
        for name, doer in doers:
            for row, places in zip(self._rows(name), self._of[name], strict=True):
                actor = doer(row)
                if actor is not None:
                    found[actor] |= places
        self._add_tied(found)
        parents = {row["id"]: row["parent"] for row in self._rows("actors")}
        for actor in list(found):
            above = parents[actor]
            while above is not None:
                found[above] |= found[actor]
                above = parents[above]
        return {actor: frozenset(places) for actor, places in found.items()}

    def _add_tied(self, found: dict[str, set[str]]) -> None:
        """Actors at home nowhere that have a tie with somebody or something that is there."""
        before = {actor: frozenset(places) for actor, places in found.items()}
        of_activities = zip(
            (row["id"] for row in self._rows("activities")), self._of["activities"], strict=True
        )
        ends = before | dict(of_activities)
        for row in self._rows("ties"):
            for actor, other in ((row["source"], row["target"]), (row["target"], row["source"])):
                if actor in found and not self._homes[actor]:
                    found[actor] |= ends[other]


def _known(cell: Any, known: set[str]) -> Any:  # noqa: ANN401 - a text, a list of texts or nothing
    """A reference, or a list of them, without what leads nowhere."""
    if isinstance(cell, list):
        return [item for item in cell if item in known]
    return cell if cell in known else None
