"""Who stops coming, balance by attribute and ratings in the small study, written by hand."""

from __future__ import annotations

from dataclasses import dataclass

from fakes import FakeProvenance, FakeTable, table


@dataclass
class FakeDropOff:
    groups: FakeTable
    curves: FakeTable
    tests: FakeTable
    provenance: FakeProvenance


@dataclass
class FakeBalance:
    forums: FakeTable
    groups: FakeTable
    crossed: FakeTable
    cells: FakeTable
    provenance: FakeProvenance


@dataclass
class FakePerception:
    items: FakeTable
    instruments: FakeTable
    provenance: FakeProvenance

    def items_in(self, language: str) -> FakeTable:
        return FakeTable([dict(row, text=f"{row['text']} ({language}).") for row in self.items.records])


def drop_off() -> FakeDropOff:
    """Of 4 and 4 in f-coord the municipality stays; civil society loses one at 2 and one at 3."""
    return FakeDropOff(
        table(
            "forum group spells events median",
            ("f-coord", "civil_society", 4, 2, 3.0),
            ("f-coord", "municipal", 4, 0, None),
            ("f-coord", None, 1, 1, None),
            ("f-council", "municipal", 6, 1, None),
            ("f-council", "private", 1, 0, None),
            ("f-pair", "municipal", 4, 0, None),
            ("f-work", "municipal", 2, 1, None),
            (None, "municipal", 14, 1, None),
            (None, "civil_society", 4, 2, None),
        ),
        table(
            "forum group time at_risk events censored survival low high",
            ("f-coord", "civil_society", 2.0, 4, 1, 0, 0.75, 0.13, 0.96),
            ("f-coord", "civil_society", 3.0, 3, 1, 1, 0.5, 0.06, 0.84),
            ("f-coord", "civil_society", 5.0, 1, 0, 1, 0.5, 0.06, 0.84),
            ("f-coord", "municipal", 5.0, 4, 0, 4, 1.0, None, None),
            ("f-council", "municipal", 1.0, 6, 1, 5, 0.833, 0.27, 0.97),
            ("f-council", "private", 2.0, 1, 0, 1, 1.0, None, None),
            ("f-pair", "municipal", 1.0, 4, 0, 4, 1.0, None, None),
            ("f-work", "municipal", 0.0, 2, 1, 1, 0.5, None, None),
        ),
        table(
            "forum weight p permutation_p smallest_p exact arrangements replicates status reason",
            ("f-coord", "log_rank", 0.06, 0.43, 0.14, True, 70, 0, "ok", None),
            ("f-coord", "gehan", 0.5, None, None, None, None, None, "ok", None),
            ("f-council", "log_rank", 0.02, 0.03, 0.0001, False, None, 9999, "ok", None),
            ("f-work", "log_rank", *[None] * 6, "not_applicable", "fewer than two groups"),
        ),
        FakeProvenance("drop_off", {"attribute": "sector", "unit": "meetings", "silent_meetings": "2"}),
    )


def balance() -> FakeBalance:
    """Gender, role, language, place and former municipality of f-coord; groups of its own in f-council."""
    forums = table(
        "forum attribute amount amount_counted amount_unknown amount_in_several parity parity_note",
        ("f-coord", "membership", 8.0, 8.0, 0.0, 0.0, 0.75, None),
        ("f-coord", "tier", 8.0, 7.0, 1.0, 0.0, 0.25, None),
        ("f-coord", "language", 8.0, 3.0, 0.0, 5.0, 0.0, None),
        ("f-coord", "area", 8.0, 8.0, 0.0, 0.0, 0.1, None),
        ("f-coord", "former_unit", 8.0, 8.0, 0.0, 0.0, None, "fewer than two sectors"),
        ("f-council", "membership", 2.0, 2.0, 0.0, 0.0, 1.0, None),
        ("f-net", "membership", 1.0, 1.0, 0.0, 0.0, 0.0, None),
        ("f-work", "membership", 0.0, 0.0, 0.0, 0.0, None, "empty"),
        ("f-work", "tier", 1.0, 1.0, 0.0, 0.0, None, "empty"),
        (None, "membership", 10.0, 10.0, 0.0, 0.0, 0.8, None),
        (None, "tier", 10.0, 9.0, 1.0, 0.0, 0.3, None),
        (None, "language", 10.0, 5.0, 0.0, 5.0, 0.1, None),
        (None, "area", 10.0, 10.0, 0.0, 0.0, 0.2, None),
        (None, "former_unit", 10.0, 10.0, 0.0, 0.0, 0.4, None),
    )
    groups = table(
        "forum attribute group amount",
        ("f-coord", "membership", "man", 3.0),
        ("f-coord", "membership", "woman", 5.0),
        ("f-coord", "tier", "leadership", 6.0),
        ("f-coord", "tier", "staff", 1.0),
        ("f-coord", "tier", "volunteer", 0.0),
        ("f-coord", "language", "nb", 3.0),
        ("f-coord", "language", "ar", 0.0),
        ("f-coord", "area", "north", 8.0),
        *(("f-coord", "area", f"area-{number}", 0.0) for number in range(5)),
        ("f-coord", "former_unit", "Gamle <Fjordby>", 8.0),
        ("f-council", "membership", "club_members", 2.0),
        (None, "membership", "woman", 6.0),
    )
    return FakeBalance(forums, groups, FakeTable(), FakeTable(), FakeProvenance("group_balance", {}))


def crossing() -> FakeBalance:
    """Five women of the municipality and three men of civil society; in f-work many combinations."""
    sides, genders = ("municipal", "civil_society"), ("woman", "man")
    two_by_two = [("sector", side, 1.0) for side in sides] + [("membership", one, 1.0) for one in genders]
    groups = table(
        "forum attribute group amount",
        *((forum, *row) for forum in ("f-coord", "f-council", "f-net", None) for row in two_by_two),
        *(("f-work", "sector", side, 1.0) for side in sides),
        *(("f-work", "membership", f"group_{number}", 0.0) for number in range(3)),
    )
    crossed = table(
        "forum joint_evenness joint_evenness_note balanced_on_margins_only",
        ("f-coord", 0.63, None, True),
        ("f-council", 1.0, None, False),
        ("f-net", None, "empty", None),
        ("f-work", 0.5, None, None),
        (None, 0.7, None, False),
    )
    cells = table(
        "forum groups amount",
        ("f-coord", ["municipal", "woman"], 5.0),
        ("f-coord", ["civil_society", "man"], 3.0),
        *(("f-council", [side, gender], 1.0) for side in sides for gender in genders),
        ("f-work", ["municipal", "group_0"], 1.0),
    )
    forums = table("forum attribute", ("f-coord", "sector"), ("f-coord", "membership"))
    return FakeBalance(
        forums, groups, crossed, cells, FakeProvenance("group_balance", {"balanced_from": "0.8"})
    )


def perception() -> FakePerception:
    """Two rounds in f-coord, ratings by too few in f-council, none elsewhere."""
    few, side = "fewer raters than may be shown", "fewer raters of a group than may be shown"
    names = (
        "forum wave item text raters mean lowest r_wg r_wg_note raters_municipal mean_municipal"
        " raters_civil_society mean_civil_society gap gap_note gap_p gap_smallest_p"
    )
    return FakePerception(
        table(
            names,
            (
                *("f-coord", None, "trust", "We trust <each> other", 6, 3.5, False, 0.5, None),
                *(3, 3.5, 3, 3.5, 0.0, None, None, None),
            ),
            (
                *("f-coord", "2025", "trust", "We trust <each> other", 6, 4.0, False, 0.5, None),
                *(3, 4.5, 3, 3.5, 1.0, None, 0.4, 0.1),
            ),
            (
                *("f-coord", "2025", "share", "We share", 6, 2.5, True, 0.25, None),
                *(3, 1.5, 3, 3.5, -2.0, None, 0.1, 0.1),
            ),
            (
                *("f-coord", "2025", "learn", "We learn", 4, None, False, None, side),
                *(3, None, 1, None, None, side, None, None),
            ),
            (
                *("f-council", "2025", "trust", "We trust <each> other", 2, None, False, None, few),
                *(0, None, 2, None, None, "empty", None, None),
            ),
        ),
        table(
            "forum wave instrument r_wg_j r_wg_j_note lowest_items",
            ("f-coord", "2025", "ours", 0.6, None, ["share"]),
            ("f-council", "2025", "ours", None, "no item with enough raters", []),
        ),
        FakeProvenance("perception", {"fewest_raters": "3"}),
    )
