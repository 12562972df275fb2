"""Where the offers of the invented study lie, and two of its organisations that were entered twice."""

from __future__ import annotations

from fakes import FakeOrganisations, FakeScope, table

_SUMS = "scope pairs clusters surplus_clusters surplus_lower_bounds surplus_seats surplus_people"

#: In all: three clusters between sectors, two between municipalities, one of unknown place.
_BY_SCOPE: tuple[tuple[object, ...], ...] = (
    ("within_department", 1, 0, 0, 0, 0, 0),
    ("between_departments", 0, 0, 0, 0, 0, 0),
    ("between_sectors_of_municipality", 3, 3, 1, 0, 10, 40),
    ("between_municipalities", 2, 2, 1, 1, 37, 33),
    ("unknown", 1, 1, 0, 0, 0, 0),
)
_SCOPES = {
    "a-clothes-1": "between_municipalities",
    "a-home-1": "between_sectors_of_municipality",
    "a-cafe-1": "between_sectors_of_municipality",
    "a-legal-1": "between_municipalities",
    "a-music-1": "between_sectors_of_municipality",
    "a-social-1": "unknown",
}


def scope() -> FakeScope:
    """Where each cluster lies; the municipalities are the town and the island."""
    return FakeScope(
        table("municipality_a municipality_b", ("town", "island"), ("town", None), ("town", "town")),
        table("cluster scope", *_SCOPES.items()),
        table(_SUMS, *_BY_SCOPE),
    )


def organisations() -> FakeOrganisations:
    """The women's network twice by its name, the library twice by its number."""
    moved = ("ties", "needs", "seats", "people", "units")
    columns = "former_id id organisation_number name_similarity same_sector activities " + " ".join(moved)
    return FakeOrganisations(
        table(
            columns,
            ("women", "redcross", "different", 0.914, True, 3, 0, 0, 0, 0, 0),
            ("library", "school", "same", 0.1, False, 0, 4, 0, 0, 0, 0),
        )
    )
