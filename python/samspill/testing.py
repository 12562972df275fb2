"""Hypothesis strategies that produce small valid studies, for tests of programs that use Samspill.

Needs the package hypothesis, which Samspill itself does not.

    from hypothesis import given
    import samspill.testing

    @given(samspill.testing.networks())
    def test_my_indicator(network):
        ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samspill.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

#: Rows of one table; every row has all columns of the table, None where nothing is stated.
Rows = list[dict[str, Any]]

_THEMES = ("language", "housing", "leisure")
_GROUPS = ("families", "youth")
_LANGUAGES = ("ar", "da", "ti")
_SECTORS = ("municipal", "civil_society", "target_group", "private", "state")
_KINDS = ("offer", "statutory_task", "information")
_RELATIONS = ("awareness", "information", "referral", "collaboration", "contract", "funding")
_ACCESS = ("step_free", "childcare", "interpreter")
_MANDATES = ("Act on reception", "municipal plan")
_FORMS = ("coordination_forum", "network_group", "working_group", "council")


def networks(*, max_rows: int = 6) -> SearchStrategy[Network]:
    """Small valid networks, made of ``tables``."""
    return tables(max_rows=max_rows).map(_network)


def tables(*, max_rows: int = 6) -> SearchStrategy[dict[str, Rows]]:
    """All thirteen tables of small valid studies, as arguments of ``Network.from_tables``.

    Areas are nested, references resolve, and everything that may be unknown sometimes is. Tables other than
    ``actors`` are left out when they would have no rows.

    Args:
        max_rows: Most rows of each table.
    """
    import hypothesis.strategies as st  # noqa: PLC0415 - not needed by Samspill itself

    @st.composite
    def study(draw: DrawFn) -> dict[str, Rows]:
        rows = _Rows(draw, st, max_rows)
        areas = rows.areas()
        actors = rows.actors(areas)
        people = rows.people(actors)
        activities = rows.activities(actors, areas)
        forums = rows.forums(areas)
        meetings = rows.meetings(forums)
        made = {
            "areas": areas,
            "actors": actors,
            "people": people,
            "needs": rows.needs(actors, areas),
            "activities": activities,
            "ties": rows.ties(actors, activities),
            "forums": forums,
            "seats": rows.seats(forums, actors, people),
            "travel_times": rows.travel_times(areas),
            "meetings": meetings,
            "agenda_items": rows.agenda_items(meetings, actors),
            "attendance": rows.attendance(meetings, actors, people),
            "reviews": rows.reviews(people, forums),
        }
        return {name: table for name, table in made.items() if table}

    return study()


def _network(study: dict[str, Any]) -> Network:
    return Network.from_tables(**study)


class _Rows:
    """Draws the rows of each table."""

    def __init__(self, draw: DrawFn, st: Any, max_rows: int) -> None:  # noqa: ANN401 - a module
        self._draw = draw
        self._st = st
        self._max_rows = max_rows

    def areas(self) -> Rows:
        rows: Rows = []
        for number in self._numbers():
            outer = self._maybe_one_of([row["id"] for row in rows])
            area = {"id": f"area-{number}", "parent": outer, "population": self._maybe_count(1000)}
            rows.append({**area, **self._place()})
        return rows

    def actors(self, areas: Rows) -> Rows:
        def row(number: int) -> dict[str, Any]:
            return {
                "id": f"actor-{number}",
                "sector": self._one_of(_SECTORS),
                "type": self._maybe_one_of(["directory"]),
                "area": self._maybe_one_of(_ids(areas)),
            }

        return self._table(row, least=1)

    def people(self, actors: Rows) -> Rows:
        def row(number: int) -> dict[str, Any]:
            return {"id": f"person-{number}", "actor": self._one_of(_ids(actors))}

        return self._table(row)

    def needs(self, actors: Rows, areas: Rows) -> Rows:
        def row(number: int) -> dict[str, Any]:
            return {
                "id": f"need-{number}",
                "theme": self._one_of(_THEMES),
                "target_group": self._maybe_one_of(_GROUPS),
                "area": self._maybe_one_of(_ids(areas)),
                "language": self._maybe_one_of(_LANGUAGES),
                **self._period(),
                **self._ages(),
                "people": self._maybe_count(20),
                "priority": self._maybe_one_of([1, 2]),
                "entry_point": self._maybe_one_of(_ids(actors)),
                "mandate": self._maybe_one_of(_MANDATES),
                "max_cost": self._maybe_one_of([0.0, 12.5]),
                "access": self._some_of(_ACCESS),
            }

        return self._table(row)

    def activities(self, actors: Rows, areas: Rows) -> Rows:
        def row(number: int) -> dict[str, Any]:
            return {
                "id": f"activity-{number}",
                "actor": self._one_of(_ids(actors)),
                "kind": self._one_of(_KINDS),
                "theme": self._one_of(_THEMES),
                "target_groups": self._some_of(_GROUPS),
                "areas": self._some_of(_ids(areas)),
                "languages": self._some_of(_LANGUAGES),
                **self._period(),
                **self._ages(),
                "capacity": self._maybe_count(20),
                "cost": self._maybe_one_of([0.0, 12.5, 40.0]),
                "mandate": self._maybe_one_of(_MANDATES),
                "in_use": self._maybe_count(20),
                "access": self._some_of(_ACCESS),
            }

        return self._table(row)

    def ties(self, actors: Rows, activities: Rows) -> Rows:
        def row(_: int) -> dict[str, Any]:
            return {
                "source": self._one_of(_ids(actors)),
                "target": self._one_of(_ids(actors) + _ids(activities)),
                "relation": self._one_of(_RELATIONS),
            }

        return self._table(row)

    def forums(self, areas: Rows) -> Rows:
        def row(number: int) -> dict[str, Any]:
            return {
                "id": f"forum-{number}",
                "form": self._one_of(_FORMS),
                "area": self._maybe_one_of(_ids(areas)),
                "composition": self._some_of(_SECTORS),
                "head_count": self._maybe_count(3),
                "vetoes": self._some_of(_SECTORS),
            }

        return self._table(row)

    def seats(self, forums: Rows, actors: Rows, people: Rows) -> Rows:
        if not forums:
            return []

        def row(_: int) -> dict[str, Any]:
            person = self._maybe_one_of(people)
            return {
                "forum": self._one_of(_ids(forums)),
                "actor": person["actor"] if person else self._one_of(_ids(actors)),
                "person": person and person["id"],
            }

        return self._table(row)

    def travel_times(self, areas: Rows) -> Rows:
        """Minutes for some pairs of areas, each at most once."""
        if not areas:
            return []
        pairs = self._st.tuples(self._st.sampled_from(_ids(areas)), self._st.sampled_from(_ids(areas)))
        chosen = self._draw(self._st.lists(pairs, unique=True, max_size=self._max_rows))
        return [
            {"from": origin, "to": goal, "minutes": self._one_of([0.0, 7.5, 45.0])} for origin, goal in chosen
        ]

    def meetings(self, forums: Rows) -> Rows:
        if not forums:
            return []

        def row(number: int) -> dict[str, Any]:
            day = f"2025-0{self._one_of(range(1, 10))}-10"
            return {
                "id": f"meeting-{number}",
                "forum": self._one_of(_ids(forums)),
                "start": f"{day}T17:00",
                "end": self._maybe_one_of([f"{day}T18:30"]),
            }

        return self._table(row)

    def agenda_items(self, meetings: Rows, actors: Rows) -> Rows:
        if not meetings:
            return []

        def row(number: int) -> dict[str, Any]:
            return {
                "meeting": self._one_of(_ids(meetings)),
                "item": f"item-{number}",
                "minutes": self._maybe_count(60),
                "relevant_sectors": self._some_of(_SECTORS),
                "proposed_by": self._maybe_one_of(_ids(actors)),
            }

        return self._table(row)

    def attendance(self, meetings: Rows, actors: Rows, people: Rows) -> Rows:
        """Persons where there are some, else actors; each once a meeting."""
        column, who = ("person", people) if people else ("actor", actors)
        return [
            {"meeting": meeting, column: one, "speaking_seconds": self._maybe_count(600)}
            for meeting in _ids(meetings)
            for one in self._some_of(_ids(who))
        ]

    def reviews(self, people: Rows, forums: Rows) -> Rows:
        """At most one rating of each person."""
        return [
            {
                "person": person,
                "item": self._one_of(["trust", "clear_roles"]),
                "score": float(self._one_of(range(1, 6))),
                "wave": self._maybe_one_of(["2025"]),
                "forum": self._maybe_one_of(_ids(forums)),
            }
            for person in self._some_of(_ids(people))
        ]

    def _table(self, row: Callable[[int], dict[str, Any]], least: int = 0) -> Rows:
        return [row(number) for number in self._numbers(least)]

    def _numbers(self, least: int = 0) -> range:
        return range(self._draw(self._st.integers(least, self._max_rows)))

    def _one_of(self, values: Any) -> Any:  # noqa: ANN401 - whatever the values are
        return self._draw(self._st.sampled_from(values))

    def _maybe_one_of(self, values: Any) -> Any:  # noqa: ANN401 - whatever the values are
        return self._draw(self._st.none() | self._st.sampled_from(values)) if values else None

    def _some_of(self, values: Any) -> list[Any]:  # noqa: ANN401 - whatever the values are
        return list(self._draw(self._st.lists(self._st.sampled_from(values), unique=True))) if values else []

    def _maybe_count(self, most: int) -> int | None:
        return self._draw(self._st.none() | self._st.integers(0, most))  # type: ignore[no-any-return]

    def _place(self) -> dict[str, float | None]:
        if self._draw(self._st.booleans()):
            return {"latitude": None, "longitude": None}
        latitude, longitude = self._draw(self._st.integers(-90, 90)), self._draw(self._st.integers(-180, 180))
        return {"latitude": float(latitude), "longitude": float(longitude)}

    def _period(self) -> dict[str, int | None]:
        first = self._draw(self._st.none() | self._st.integers(-2, 5))
        last = self._draw(self._st.none() | self._st.integers((-2 if first is None else first) + 1, 7))
        return {"from_month": first, "to_month": last}

    def _ages(self) -> dict[str, int | None]:
        youngest = self._draw(self._st.none() | self._st.integers(0, 60))
        oldest = self._draw(self._st.none() | self._st.integers(youngest or 0, 99))
        return {"age_min": youngest, "age_max": oldest}


def _ids(rows: Rows) -> list[str]:
    return [row["id"] for row in rows]
