"""A small study of an invented town, with its results.

Amounts per need, verdicts and balance are written by hand; sums over needs are added up, so that the tables
agree with each other as real results do.
"""

from __future__ import annotations

from fake_duplicates import organisations, scope
from fake_repairs import repairs
from fake_say import say
from fakes import (
    FakeCriticality,
    FakeCriticalityTotals,
    FakeDuplication,
    FakeNetwork,
    FakeProvenance,
    FakeRepresentation,
    FakeSharing,
    FakeSharingTotals,
    FakeTable,
    Study,
    Values,
    coverage_of,
    table,
)

AREAS = table(
    "id name parent",
    ("town", "Fjordby", None),
    ("centre", "Sentrum", "town"),
    ("north", "Nordmarka", "town"),
    ("island", "Øya", "town"),
)

ACTORS = table(
    "id name sector",
    ("mun", "Fjordby kommune", "municipal"),
    ("nav", "NAV Fjordby", "municipal"),
    ("refugee", "Flyktningtjenesten", "municipal"),
    ("school", "Sentrum skole", "municipal"),
    ("health", "Helsestasjonen", "municipal"),
    ("redcross", "Røde Kors Fjordby", "civil_society"),
    ("church", "Fjordby menighet", "civil_society"),
    ("football", "Fjordby IL", "civil_society"),
    ("library", "Biblioteket", "municipal"),
    ("women", "Kvinnenettverket", "civil_society"),
    ("peer", "Mottakskorpset", "target_group"),
    ("bakery", None, "private"),
    ("imdi", "Statsforvalteren", "state"),
)

_ACTIVITY = "id name actor kind theme areas from_month to_month capacity"
ACTIVITIES = table(
    _ACTIVITY,
    ("a-cafe-1", "Språkkafé", "redcross", "offer", "language_training", ["centre"], 0, None, 20),
    ("a-cafe-2", "Språkkveld", "library", "offer", "language_training", ["centre"], 0, None, 30),
    ("a-home-1", "Leksehjelp", "redcross", "offer", "homework", ["centre"], 1, 7, 10),
    ("a-home-2", "Lekseklubben", "school", "offer", "homework", ["centre"], 1, 7, 12),
    ("a-clothes-1", "Klesbytte", "church", "offer", "clothing", ["town"], -1, 3, 40),
    ("a-clothes-2", "Klær til alle", "women", "offer", "clothing", ["town"], 0, 3, 30),
    ("a-legal-1", "Rettshjelp", "redcross", "offer", "legal_advice", [], None, None, 10),
    ("a-legal-2", "Gratis advokat", "church", "offer", "legal_advice", ["town"], None, None, None),
    ("a-music-1", "Korøvelse", "church", "offer", "music", ["centre"], 2, 7, 25),
    ("a-music-2", "Musikkverksted", "library", "offer", "music", ["centre"], 2, 7, 15),
    ("a-social-1", "Åpent hus", "women", "offer", "social_meeting", ["town"], 0, 7, 33),
    ("a-social-2", "Møteplassen", "football", "offer", "social_meeting", ["town"], 0, 7, 30),
    ("a-house", "Bolig før ankomst", "mun", "statutory_task", "housing", ["town"], -2, 0, 60),
    ("a-info", "Velkomstbrev", "refugee", "information", "orientation", ["town"], -2, 1, None),
    ("a-sport", "Fotball for alle", "football", "offer", "leisure", ["centre"], 0, 7, 25),
)

_UNKNOWN = (None, None)
_NONE = (0, 0)
# fmt: off
# id theme group area language from to people priority entry covered known obstacle eligible unstated shared
_NEEDS: tuple[tuple[object, ...], ...] = (
    ("n-01", "housing", "families", "centre", None, -2, 0, 27, 1, "refugee",
     (27, 27), (27, 27), "none", 1, 0, 0),
    ("n-02", "housing", "single_adults", "north", "ti", -2, 0, 14, 1, "refugee",
     (14, 14), (14, 14), "none", 1, 0, 0),
    ("n-03", "language_training", None, "centre", None, 0, 7, 40, 2, "nav",
     (40, 40), (20, 20), "not_known", 2, 1, 0),
    ("n-04", "language_training", "women", "north", "ar", 0, 7, 18, 2, "nav",
     _NONE, _NONE, "out_of_area", 0, 0, 0),
    ("n-05", "homework", "children", "centre", None, 1, 7, 24, 2, "school",
     (22, 22), (22, 22), "no_capacity", 2, 0, 0),
    ("n-06", "homework", "youth", "island", None, 1, 7, 9, 2, "school",
     _NONE, _NONE, "out_of_area", 0, 0, 0),
    ("n-07", "clothing", "families", "town", None, -1, 3, 33, None, "refugee",
     (33, 33), (33, 33), "none", 2, 0, 0),
    ("n-08", "clothing", "infants", "centre", None, 4, 6, 4, None, "health",
     _NONE, _NONE, "out_of_period", 0, 0, 0),
    ("n-09", "legal_advice", None, "town", None, None, None, 16, None, "nav",
     (10, 16), (10, 16), "no_capacity", 2, 1, 0),
    ("n-10", "social_meeting", "seniors", "centre", "uk", 0, 7, 60, 3, None,
     (60, 60), (0, 60), "not_known", 2, 0, 1),
    ("n-11", "social_meeting", "youth", "north", None, 0, 7, None, 3, "nav",
     _UNKNOWN, _UNKNOWN, "unknown", 2, 0, 0),
    ("n-12", "childminding", "families", "centre", None, 0, 7, 11, 1, "health",
     _NONE, _NONE, "no_offer", 0, 0, 0),
    ("n-13", "leisure", "girls", "centre", "so", 0, 7, 8, 3, "school",
     _NONE, _NONE, "not_eligible", 0, 0, 0),
    ("n-14", "leisure", "boys", "centre", None, 0, 7, 15, 3, "school",
     (12.5, 12.5), (12.5, 12.5), "no_capacity", 1, 0, 0),
    ("n-15", "leisure", "youth", "island", None, 0, 7, 15, 3, "school",
     (12.5, 12.5), (10, 10), "no_capacity", 1, 0, 0),
    ("n-16", "dental", None, "town", None, 2, 5, 7, 1, "health",
     _NONE, _NONE, "no_offer", 0, 0, 0),
    ("n-17", "music", None, "centre", None, 2, 7, None, None, "nav",
     _UNKNOWN, _UNKNOWN, "unknown", 2, 0, 0),
    ("n-18", "swimming", "women", "centre", None, 3, 4, 3, None, "health",
     _NONE, _NONE, "no_offer", 0, 0, 0),
    ("n-19", "homework", "adults", "centre", None, 1, 7, 0, None, "school",
     _NONE, _NONE, "none", 2, 0, 0),
    ("n-20", "orientation", None, None, "ar", -2, 1, 20, None, "refugee",
     (20, 20), (20, 20), "none", 1, 0, 0),
    ("n-21", "leisure", "elders", "centre", None, 0, 7, 5, 3, "health",
     _NONE, _NONE, "no_offer", 0, 0, 0),
)
# fmt: on

INPUT_NEEDS = table(
    "id theme target_group area language from_month to_month people priority entry_point age_min age_max",
    *((*need[:10], 13 if need[0] == "n-13" else None, 17 if need[0] == "n-13" else None) for need in _NEEDS),
)


#: Needs that somebody must meet, with the law where the table names it.
_OWED = {"n-01": "Boligloven", "n-02": None, "n-06": None, "n-16": "Tannhelseloven"}

_STATED = ("theme", "target_group", "area", "language", "from_month", "to_month", "people", "priority")


def _ends(interval: object) -> tuple[float | None, float | None]:
    assert isinstance(interval, tuple)
    return interval[0], interval[1]


def _minus(people: object, covered: float | None) -> float | None:
    return people - covered if isinstance(people, int) and covered is not None else None


def _need_row(need: tuple[object, ...]) -> Values:
    people = need[7]
    low, high = _ends(need[10])
    known_low, known_high = _ends(need[11])
    exact = low is not None and low == high
    return {
        "need": need[0],
        **dict(zip(_STATED, need[1:9], strict=True)),
        "covered": low if exact else None,
        "gap": _minus(people, low) if exact else None,
        "covered_low": low,
        "covered_high": high,
        "gap_low": _minus(people, high),
        "gap_high": _minus(people, low),
        "known_low": known_low,
        "known_high": known_high,
        "obstacle": need[12],
        "eligible": need[13],
        "relies_on_unstated": bool(need[14]),
        "shares_with_unknown": bool(need[15]),
        "organisations": need[13],
        "statutory": need[0] in _OWED,
        "mandate": _OWED.get(str(need[0])),
        "status": "unknown" if people is None else "ok",
    }


# activities actors needs capacity capacity_unknown people needs_unknown surplus verdict
_CLUSTERS: tuple[tuple[str, str, str, int, int, int, int, int | None, str], ...] = (
    ("a-clothes-1 a-clothes-2", "church women", "n-07", 70, 0, 33, 0, 37, "surplus"),
    ("a-home-1 a-home-2", "redcross school", "n-05", 22, 0, 24, 0, 0, "needed"),
    ("a-cafe-1 a-cafe-2", "redcross library", "n-03", 50, 0, 40, 0, 10, "surplus"),
    ("a-legal-1 a-legal-2", "redcross church", "n-09", 10, 1, 16, 0, None, "unknown_capacity"),
    ("a-music-1 a-music-2", "church library", "n-17", 40, 0, 0, 1, None, "unknown_need"),
    ("a-social-1 a-social-2", "women football", "n-10", 63, 0, 60, 0, 3, "backup"),
)
_THEMES = {row["id"]: row["theme"] for row in ACTIVITIES.records}


def _theme(cluster: str) -> object:
    return _THEMES[cluster.split(maxsplit=1)[0]]


CLUSTERS = table(
    "cluster theme activities actors needs capacity capacity_unknown people needs_unknown surplus verdict",
    *(
        (row[0].split()[0], _theme(row[0]), row[0].split(), row[1].split(), row[2].split(), *row[3:])
        for row in _CLUSTERS
    ),
)
PAIRS = table(
    "cluster activity_a activity_b actor_a actor_b theme from_month to_month matched score",
    *(
        (row[0].split()[0], *row[0].split(), *row[1].split(), _theme(row[0]), 0, 3, ["area"], 0.625)
        for row in _CLUSTERS
    ),
    (None, "a-sport", "a-social-2", "football", "women", "leisure", 0, 7, ["area"], None),
)

#: How alike the offers of a pair are, field by field; all others state nothing.
SCORES: dict[tuple[str, str], dict[str, float | None]] = {
    ("a-clothes-1", "a-clothes-2"): {
        "theme": 1.0, "target_groups": 0.75, "areas": 0.6, "months": 0.75, "kind": 1.0, "name": 0.4,
        "description": 0.1, "weekly_times": 0.2, "ages": None,
    },
    ("a-cafe-1", "a-cafe-2"): {"theme": 0.0, "languages": 0.5, "ages": 0.5, "kind": 1.0},
}  # fmt: skip

#: Which activities nobody would miss: the café alone, the house by law not, the others also at once.
CRITICALITY = table(
    "activity people seats statutory redundant jointly_redundant",
    ("a-cafe-1", 0, 20, False, True, False),
    ("a-cafe-2", 0, 30, False, True, True),
    ("a-clothes-1", 0, 40, False, True, True),
    ("a-house", 0, 60, True, True, False),
    ("a-info", 0, 0, False, False, False),
    ("a-sport", 0, 25, False, True, True),
    ("a-home-1", 10, 10, False, False, False),
)

FORUMS = table(
    "id name form composition",
    ("f-coord", "Koordineringsforum for mottak", "coordination_forum", ["municipal", "civil_society"]),
    ("f-council", "Integreringsrådet", "council", ["municipal", "civil_society", "target_group"]),
    ("f-net", "Nettverk Nordmarka", "network_group", ["municipal", "civil_society", "target_group"]),
    ("f-work", "Arbeidsgruppe bolig", "working_group", []),
    ("f-pair", "Styringsgruppen", "coordination_forum", ["municipal", "civil_society"]),
    ("f-new", "Ny gruppe", "working_group", []),
)

_HALF = {"municipal": 0.5, "civil_society": 0.5}
_THIRD = {"municipal": 1 / 3, "civil_society": 1 / 3, "target_group": 1 / 3}
_FORTY = {"municipal": 0.4, "civil_society": 0.4, "target_group": 0.2}
# forum: expected shares, seats of municipal, civil_society, target_group, private, state,
# then parity, min_max_ratio, p, smallest p, outcomes
_BALANCE: dict[str, tuple[dict[str, float], tuple[int, ...], tuple[object, ...]]] = {
    "f-coord": (_HALF, (5, 3, 0, 0, 1), (0.75, 0.6, 0.7265625, 0.0078125, 9)),
    "f-council": (_FORTY, (6, 5, 1, 0, 0), (0.625, 1 / 6, 0.697708, 4.1e-9, 91)),
    "f-net": (_THIRD, (4, 5, 3, 0, 0), (0.875, 0.6, 0.86, 0.0000056, 91)),
    "f-work": (_HALF, (4, 0, 0, 1, 0), (0.0, 0.0, 0.125, 0.125, 5)),
    "f-pair": (_HALF, (4, 4, 0, 0, 0), (1.0, 1.0, 1.0, 0.0078125, 9)),
    "f-new": (_HALF, (0, 0, 0, 0, 0), (None, None, None, None, None)),
}

_BASELINE = {"municipal": 6, "civil_society": 4, "target_group": 1, "private": 1, "state": 1}
_DIVERSITY = (
    "dissimilarity",
    "gallagher",
    "kullback_leibler",
    "blau",
    "iqv",
    "blau_unbiased",
    "shannon",
    "pielou",
    "hill_1",
    "hill_2",
)


def _seats(forum: str) -> dict[str, int]:
    return dict(zip(_BASELINE, _BALANCE[forum][1], strict=True))


def _forum_row(forum: str) -> Values:
    expected, _, (parity, ratio, p, smallest, outcomes) = _BALANCE[forum]
    seats = _seats(forum)
    inside = sum(seats.get(sector, 0) for sector in expected)
    form = next(row["form"] for row in FORUMS.records if row["id"] == forum)
    tests = {
        f"p_{test}{suffix}": value
        for test in ("expected", "baseline", "pool")
        for suffix, value in (("", p), ("_smallest", smallest), ("_outcomes", outcomes))
    }
    return {
        "forum": forum,
        "form": form,
        "seats": float(sum(seats.values())),
        "seats_expected": float(inside),
        "seats_other": float(sum(seats.values()) - inside),
        "parity": parity,
        "min_max_ratio": ratio,
        **dict.fromkeys(_DIVERSITY, None if parity is None else 0.5),
        **tests,
        "status": "not_applicable" if parity is None else "ok",
        "reason": "empty" if parity is None else None,
    }


def _sector_rows(forum: str) -> list[Values]:
    expected, seats = _BALANCE[forum][0], _seats(forum)
    total = sum(seats.values())
    rows: list[Values] = []
    for sector, actors in _BASELINE.items():
        baseline = actors / sum(_BASELINE.values())
        share = seats.get(sector, 0) / total if total else None
        rows.append(
            {
                "forum": forum,
                "sector": sector,
                "expected": sector in expected,
                "seats": float(seats.get(sector, 0)),
                "share": share,
                "expected_share": expected.get(sector),
                "baseline_share": baseline,
                "ratio": None if share is None else share / baseline,
                "gap": None if share is None else share - baseline,
                "log_ratio": None,
                "status": "ok" if total else "not_applicable",
            }
        )
    return rows


_STALE = ("last_confirmed", "the offer was not confirmed for two years", "ask whether it still runs")
FINDINGS = table(
    "severity code file table row column message hint",
    ("warning", "stale_offer", "activities.csv", "activities", 4, *_STALE),
    ("warning", "stale_offer", "activities.csv", "activities", 9, *_STALE),
    ("info", "unknown_capacity", "activities.csv", "activities", 9, "capacity", "states no capacity", None),
    ("info", "no_table", "people.csv", "people", None, None, "the table was not given", None),
)

TIES = table("source target relation", ("nav", "redcross", "awareness"), ("nav", "mun", "collaboration"))
SEATS = table("forum actor", *((forum, "mun") for forum in _BALANCE for _ in range(sum(_BALANCE[forum][1]))))


def need_rows() -> list[Values]:
    return [_need_row(need) for need in _NEEDS]


def _copy(given: FakeTable) -> FakeTable:
    return FakeTable([dict(row) for row in given.records])


def _copies(**tables: FakeTable) -> dict[str, FakeTable]:
    return {name: _copy(given) for name, given in tables.items()}


def work_sharing() -> FakeSharing:
    """One proposal of each kind."""
    place = {"to_area": None, "to_first_month": None, "to_end_month": None, "to_language": None}
    moved = {"to_area": "island", "to_first_month": 0, "to_end_month": 3, "to_language": "ar"}
    kinds = ("move", "join_forces", "alternate_weeks")
    chosen = [
        {
            "proposal": number,
            "kind": kind,
            "activity": "a-clothes-1",
            "other": "a-clothes-2",
            "actors": ["church"],
            "people": 7 - number,
            "seats": 7,
            "seats_freed": 10 * number,
        }
        for number, kind in enumerate(kinds, start=1)
    ]
    table = [{"proposal": number, **(moved if number == 1 else place)} for number in (1, 2, 3)]
    return FakeSharing(
        FakeTable(table), FakeTable(chosen), FakeSharingTotals(6), FakeProvenance("work_sharing", {})
    )


def study() -> Study:
    """A fresh copy of the study, free to be changed."""
    network = FakeNetwork(
        title="Mottak i Fjordby",
        tables=_copies(
            areas=AREAS,
            actors=ACTORS,
            activities=ACTIVITIES,
            needs=INPUT_NEEDS,
            forums=FORUMS,
            seats=SEATS,
            ties=TIES,
        ),
        findings=_copy(FINDINGS),
    )
    duplication = FakeDuplication(
        _copy(PAIRS),
        _copy(CLUSTERS),
        FakeProvenance(
            "duplication",
            {"match_languages": "true", "backup_share": "0.100000", "least_score": "none"},
        ),
        scores=dict(SCORES),
    )
    criticality = FakeCriticality(
        _copy(CRITICALITY), FakeCriticalityTotals(3, 4), FakeProvenance("criticality", {})
    )
    representation = FakeRepresentation(
        FakeTable([_forum_row(forum) for forum in _BALANCE]),
        FakeTable([row for forum in _BALANCE for row in _sector_rows(forum)]),
        FakeProvenance("representation", {"baseline": "actors", "max_seats": "81"}),
    )
    coverage = coverage_of(need_rows())
    return Study(
        network,
        coverage,
        duplication,
        representation,
        repairs(),
        criticality,
        work_sharing(),
        scope(),
        organisations(),
        say(),
    )
