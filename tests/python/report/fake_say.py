"""Who has a say in the forums of the small study: rules, attendance, votes and power, written by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from fake_say_parts import balance, crossing, drop_off, perception
from fakes import FakeProvenance, FakeTable, Values, table

from samspill.report.say_protocols import Say

FORUMS = ("f-coord", "f-council", "f-net", "f-work", "f-pair", "f-new")


@dataclass
class FakeRules:
    table: FakeTable
    provenance: FakeProvenance

    @property
    def counts(self) -> FakeTable:
        outcomes: dict[str, Counter[str]] = {forum: Counter() for forum in FORUMS}
        for row in self.table.records:
            outcomes[str(row["forum"])][str(row["outcome"])] += 1
        return FakeTable([{"forum": forum, **counted} for forum, counted in outcomes.items()])

    def rows(self, language: str = "en") -> FakeTable:
        return FakeTable(
            [dict(row, question=f"{row['question']} ({language})") for row in self.table.records]
        )


@dataclass
class FakeAttendance:
    forums: FakeTable
    meetings: FakeTable
    meeting_groups: FakeTable
    provenance: FakeProvenance


@dataclass
class FakeVoting:
    forums: FakeTable
    sectors: FakeTable
    provenance: FakeProvenance


@dataclass
class FakeAsymmetry:
    forums: FakeTable
    dimensions: FakeTable
    provenance: FakeProvenance


_SEATS = [f"seats: mun / p{number}" for number in range(6)]
_RULES = table(
    "forum rule outcome fact value reason comparison pass warn kind addressees evidence",
    *(
        ("f-coord", *row)
        for row in (
            (
                "R1.coordinator",
                "fail",
                "coordinators",
                0.0,
                None,
                "exactly",
                1.0,
                None,
                "step",
                ["leadership"],
                [],
            ),
            (
                "R1.leaders",
                "fail",
                "leading_sectors",
                0.5,
                None,
                "at_least",
                1.0,
                None,
                "leadership_level",
                ["leadership"],
                _SEATS,
            ),
            (
                "R1.mandate",
                "fail",
                "mandate_stated",
                0.0,
                None,
                "at_least",
                1.0,
                None,
                "step",
                ["leadership"],
                ["forums: f-coord / mandate"],
            ),
            (
                "R1.parity",
                "warn",
                "parity",
                0.75,
                None,
                "at_least",
                0.8,
                0.6,
                "recommendation",
                ["municipality", "civil_society"],
                _SEATS[:4],
            ),
            (
                "R4.age",
                "fail",
                "terms_age",
                56.0,
                None,
                "at_most",
                24.0,
                36.0,
                "point_of_attention",
                ["leadership"],
                _SEATS[:5],
            ),
            ("R4.terms", "pass", "terms_stated", 5.0, None, "at_least", 5.0, 4.0, "step", ["leadership"], []),
            (
                "R5.times",
                "not_assessable",
                "meeting_overlap",
                None,
                "no meetings are recorded",
                "at_least",
                0.5,
                0.25,
                "recommendation",
                ["municipality"],
                [],
            ),
            (
                "R8.users",
                "pass",
                "users_involved",
                1.0,
                None,
                "at_least",
                1.0,
                None,
                "recommendation",
                ["municipality"],
                [],
            ),
            (
                "R9.hours",
                "pass",
                "coordinator_hours_per_actor",
                10 / 3,
                None,
                "at_least",
                0.5,
                0.25,
                "leadership_level",
                ["leadership"],
                [],
            ),
        )
    ),
    *(
        (
            "f-council",
            f"R8.{name}",
            "fail",
            "users_involved",
            0.0,
            None,
            "at_least",
            1.0,
            None,
            kind,
            ["municipality"],
            [],
        )
        for name, kind in (("a", "recommendation"), ("b", "a_kind_of_their_own"))
    ),
    ("f-net", "R2.municipality", "warn", "municipal_seats", 1.0, None, "at_least", 2.0, 1.0, "step", [], []),
    (
        "f-work",
        "R3.own",
        "not_assessable",
        "parity",
        None,
        "a reason nobody translated",
        "at_least",
        1.0,
        None,
        "step",
        [],
        [],
    ),
    ("f-pair", "R1.parity", "pass", "parity", 1.0, None, "at_least", 0.8, 0.6, "step", [], []),
)


def _rules() -> FakeTable:
    texts = {"question": "Is it so?", "advice": "Make it so."}
    return FakeTable([{**row, **texts} for row in _RULES.records])


#: Who came of 4 and 4, by meeting; None where nobody kept a list.
_CAME: dict[str, list[tuple[int, int] | None]] = {
    "f-coord": [(4, 4), (4, 3), None, (4, 2), (4, 1)],
    "f-council": [(4, 2), (4, 4)],
    "f-net": [None, None],
    "f-work": [],
    "f-pair": [(4, 4)],
}
_SLOPES = {"f-coord": -0.14, "f-council": 0.33}


def _parity(came: tuple[int, int]) -> float:
    return 1 - abs(came[0] - came[1]) / sum(came)


def _attendance() -> FakeAttendance:
    forums, meetings, groups = [], [], []
    for forum, series in _CAME.items():
        lists = [came for came in series if came is not None]
        together = (sum(came[0] for came in lists), sum(came[1] for came in lists))
        forums.append(
            {
                "forum": forum,
                "meetings": len(series),
                "recorded": len(lists),
                "entitled_parity": 1.0 if lists else None,
                "present_parity": _parity(together) if lists else None,
                "speaking_parity": 0.5 if forum == "f-coord" else None,
                "erosion": _SLOPES.get(forum),
            }
        )
        for number, came in enumerate(series, start=1):
            meeting = f"m-{forum}-{number}"
            meetings.append(_meeting(forum, meeting, number, came))
            for position, group in enumerate(("civil_society", "municipal")):
                present = 0 if came is None else came[1 - position]
                groups.append(_group(forum, meeting, group, 0 if came is None else 4, present))
            groups.append(_group(forum, meeting, "private", 0, 0))
    everything: Values = {"forum": None, "meetings": 10, "recorded": 7}
    return FakeAttendance(
        FakeTable([*forums, everything]),
        FakeTable(meetings),
        FakeTable(groups),
        FakeProvenance("attendance", {"attribute": "sector"}),
    )


def _meeting(forum: str, meeting: str, number: int, came: tuple[int, int] | None) -> Values:
    return {
        "forum": forum,
        "meeting": meeting,
        "number": number,
        "start": f"2025-0{number}-14T17:00",
        "recorded": came is not None,
        "guests": 1 if came == (4, 3) else 0,
        "present_parity": None if came is None else _parity(came),
    }


def _group(forum: str, meeting: str, group: str, entitled: int, present: int) -> Values:
    return {
        "forum": forum,
        "meeting": meeting,
        "group": group,
        "expected": group != "private",
        "entitled": entitled,
        "present": present,
    }


def _voting() -> FakeVoting:
    return FakeVoting(
        table(
            "forum votes quota power_to_act status reason",
            ("f-coord", 8.0, 5.0, 93 / 256, "ok", None),
            ("f-council", None, None, None, "not_applicable", "no quota stated"),
            ("f-pair", 4.0, 3.0, 0.5, "ok", None),
        ),
        table(
            "forum sector votes vote_share banzhaf banzhaf_as_one",
            ("f-coord", "municipal", 5.0, 0.625, 0.625, 1.0),
            ("f-coord", "civil_society", 3.0, 0.375, 0.375, 0.25),
        ),
        FakeProvenance("forum_power", {"assume_majority": "false"}),
    )


def decided_by(quota: float | None, vetoes: str) -> FakeVoting:
    """Votes of one forum in which six of eight voters must agree."""
    rule: Values = {"forum": "f-coord", "votes": 8.0, "quota": quota, "head_count": 6, "voters": 8}
    made = FakeTable([rule | {"vetoes": vetoes, "power_to_act": 0.125, "status": "ok"}])
    return replace(_voting(), forums=made)


def _asymmetry() -> FakeAsymmetry:
    return FakeAsymmetry(
        table(
            "forum composite dimensions_used composite_low composite_high",
            ("f-coord", 0.44, 5, 0.2, 0.6),
            ("f-council", -0.1, 1, None, None),
            ("f-net", None, 0, None, None),
        ),
        table(
            "forum dimension municipal civil_society asymmetry reason",
            ("f-coord", "seats", 5.0, 3.0, 0.25, None),
            ("f-coord", "airtime", None, None, None, "not recorded"),
            ("f-coord", "chair", 0.0, 0.0, None, "neither side has any"),
        ),
        FakeProvenance("power_asymmetry", {"weights.seats": "1"}),
    )


def say() -> Say:
    """All results."""
    return Say(
        FakeRules(_rules(), FakeProvenance("forum_rules", {"rules.version": "1.0"})),
        _attendance(),
        drop_off(),
        _voting(),
        _asymmetry(),
        balance(),
        crossing(),
        perception(),
    )
