"""What the report says about duplicates, forums, findings and definitions."""

from __future__ import annotations

import pytest
from fake_study import study
from fakes import FakeTable
from pages import Element, by_id, chapter, report, rows


@pytest.fixture
def root() -> Element:
    return report(study())


def test_what_was_read_is_counted(root: Element) -> None:
    read = {row[0]: row[1:] for row in rows(by_id(root, "input-table"))}
    assert read["Actors"] == [
        "13",
        "municipality 6, civil society 4, business 1, state 1, target group's own groups 1",
    ]
    assert read["Activities"][0] == "15"
    assert "2 of unknown capacity" in read["Activities"][1]
    assert read["Needs"][0] == "21"
    assert "329 people in all; 2 of unknown size" in read["Needs"][1]
    assert read["Forums"][0] == "6"
    assert read["People in the organisations"] == ["0", "none given"]


def test_duplicates_come_with_their_verdict(root: Element) -> None:
    part = chapter(root, "duplication")
    assert "An overlap is first a chance to join forces" in part.text
    assert "Backup is not waste" in part.text
    assert "1 more pair of offers overlaps across these groups" in part.text
    surplus = rows(by_id(root, "duplication-surplus-table"))
    assert [[row[0], *row[2:]] for row in surplus] == [
        ["clothing", "70", "33", "", "37"],
        ["language training", "50", "40", "", "10"],
    ]
    assert "Klesbytte, Fjordby menighet · Fjordby · months −1 to 2 · 40 places" in surplus[0][1]
    assert rows(by_id(root, "duplication-backup-table"))[0][2:] == ["63", "60", "", "3"]
    assert rows(by_id(root, "duplication-needed-table"))[0][2:] == ["22", "24", "", "0"]


def test_unknown_need_and_capacity_are_never_zero(root: Element) -> None:
    need = rows(by_id(root, "duplication-unknown_need-table"))[0]
    assert need[2:] == ["40", "unknown", "", "–"]
    capacity = rows(by_id(root, "duplication-unknown_capacity-table"))[0]
    assert capacity[2:] == ["at least 10 1 offer does not state its capacity", "16", "", "–"]
    assert "capacity unknown" in capacity[1]


def test_cluster_without_any_recorded_need() -> None:
    given = study()
    assert given.duplication
    given.duplication.clusters.records[4]["needs"] = []
    assert rows(by_id(report(given), "duplication-unknown_need-table"))[0][3] == "no need recorded"


def test_forums_are_listed_least_even_first(root: Element) -> None:
    table = rows(by_id(root, "forum-table"))
    assert [row[0] for row in table][:2] == ["Arbeidsgruppe bolig working group", "Integreringsrådet council"]
    assert table[1][1:] == ["12", "0.63", "", "0.17", "0.70", "< 0.0001"]
    assert table[2][1:] == ["9", "0.75", "", "0.60", "0.73", "0.0078"]
    assert table[-1] == ["Ny gruppe working group · no seats", "0", "–", "", "–", "–", "–"]
    assert "A large p does not certify balance." in chapter(root, "representation").text


def test_seats_by_sector_stand_beside_the_intended_number(root: Element) -> None:
    card = by_id(root, "forum-2").parent
    assert card is not None
    assert card.text.startswith("Integreringsrådet council 12 seats: municipality 6, civil society 5 and")
    table = rows(by_id(root, "sectors-2"))
    assert table[0] == ["municipality", "", "6", "4.8", "50%", "46%", "1.08"]
    assert table[2] == ["target group's own groups", "", "1", "2.4", "8%", "8%", "1.08"]
    assert table[4] == ["state", "", "0", "–", "0%", "8%", "0.00"]


def test_missing_sector_is_said(root: Element) -> None:
    text = by_id(root, "forum-1").parent
    assert text is not None
    assert "No seat, though one was meant: civil society." in text.text
    assert "1 seat belongs to a sector that was not asked for" in text.text


def test_exact_tests_name_smallest_p_and_outcomes(root: Element) -> None:
    row = next(row for row in rows(by_id(root, "test-table")) if row[0].startswith("Koordinerings"))
    assert row[1] == "0.73 smallest possible 0.0078, 9 outcomes"


def test_findings_are_grouped_with_their_rows(root: Element) -> None:
    assert rows(by_id(root, "findings-warning-table")) == [
        [
            "activities.csv · last_confirmed stale_offer",
            "the offer was not confirmed for two years ask whether it still runs",
            "4, 9",
        ]
    ]
    infos = rows(by_id(root, "findings-info-table"))
    assert infos[1][2] == "the whole table"
    message = by_id(root, "findings-info-table").first("tbody").first("td").first("span")
    assert message.attributes["lang"] == "en"


def test_many_rows_of_one_finding_are_shortened() -> None:
    given = study()
    given.network.findings = FakeTable(
        [
            {"severity": "info", "code": "c", "table": "needs", "row": row, "message": "m"}
            for row in range(2, 22)
        ]
    )
    assert rows(by_id(report(given), "findings-info-table"))[0][2] == "2, 3, 4, 5, 6, 7 and 14 more"


def test_definitions_carry_methods_options_and_fingerprint(root: Element) -> None:
    part = chapter(root, "definitions")
    for method in (
        "M1.1",
        "M1.2",
        "M1.3",
        "M1.6",
        "M1.7",
        "M1.12",
        "M1.5",
        "M1.10",
        "M3.9",
        "M1.4",
        "M2.10",
        "M4.1",
        "M4.2",
        "M4.3",
        "M4.4",
        "M4.5",
    ):
        assert method in part.text
    table = rows(by_id(root, "provenance-table"))
    assert [row[1] for row in table] == ["Samspill 0.1.0"] * 16
    assert {row[2] for row in table} == {"1f2e3d4c5b6a7988"}
    assert "One month in common is enough (match.period = any)" in table[0][3]
    assert "Steps along ties within which an offer is known (awareness_steps = 2)" in table[0][3]
    assert "Largest sum of efforts (budget = 8.5)" in table[1][3]
    assert "(backup_share = 0.100000)" in table[2][3]
    assert "max_seats = 81" in table[6][3]
    assert "1f2e3d4c5b6a7988" in root.first("footer").text


def test_norwegian_uses_the_words_of_the_field() -> None:
    text = report(study(), "nb").first("main").text
    for word in (
        "udekkede behov",
        "Overlappende tilbud",
        "Reservedekning",
        "Overkapasitet",
        "koordineringsforum",
    ):
        assert word in text
    assert "Mellom 251 og 257 av 329 personer" in text
    assert "22,5" in text


def test_danish_uses_the_words_of_the_field() -> None:
    text = report(study(), "da").first("main").text
    for word in (
        "Sammenfaldende aktiviteter",
        "Backup-dækning",
        "Overkapacitet",
        "netværksgruppe",
        "kendskab",
    ):
        assert word in text


def test_swedish_uses_the_words_of_the_field() -> None:
    text = report(study(), "sv").first("main").text
    for word in ("otillgodosedda behoven", "Överlappande insatser", "Reservtäckning", "samordningsforum"):
        assert word in text
