"""What would help most: repairs in plain words, the choice and its bound."""

from __future__ import annotations

import pytest
from fake_study import study
from fakes import Study
from pages import Element, by_id, chapter, report, rows


def repairs(root: Element) -> list[list[str]]:
    return rows(by_id(root, "repair-table"))


def test_repairs_say_who_does_what_for_whom() -> None:
    table = repairs(report(study()))
    assert table[0] == [
        "1. Tell NAV Fjordby of Språkkafé (Røde Kors Fjordby). language training · Sentrum",
        "NAV Fjordby with Røde Kors Fjordby",
        "20",
        "1",
        "20.0",
        "yes, step 1",
    ]
    assert table[1][:2] == [
        "2. Open Fotball for alle (Fjordby IL) to Øya. homework · youth · Øya And tell: Sentrum skole.",
        "Fjordby IL",
    ]
    assert table[2] == [
        "3. Move 2 places from Leksehjelp (Røde Kors Fjordby) to Lekseklubben (Sentrum skole). homework",
        "Røde Kors Fjordby with Sentrum skole",
        "2",
        "2",
        "1.0",
        "yes, step 2",
    ]
    assert table[3][0] == "4. Add 1 place to Fotball for alle (Fjordby IL). leisure"
    assert table[3][3:] == ["2.25", "0.4", "no"]
    assert table[4][0].startswith(
        "5. Invite Fjordby IL, who runs Fotball for alle elsewhere, to Nordmarka, with 25 places."
    )
    assert table[4][0].endswith("and 1 more need And tell: Sentrum skole and NAV Fjordby.")


def test_every_opening_is_in_plain_words() -> None:
    words = [row[0].split(". ")[1] for row in repairs(report(study()))[5:10]]
    offer = "Fotball for alle (Fjordby IL)"
    assert words == [
        f"Open {offer} to the group girls",
        f"Let {offer} run here, too: months −2 to −1",
        f"Open {offer} to people who speak Somali",
        f"Open {offer} to ages 13 to 17",
        f"Let {offer} cost at most 12.50 for a participant",
    ]
    given = study()
    assert given.repairs
    given.repairs.table.records[:10] = []
    assert repairs(report(given))[0][0].startswith(f"11. Provide step-free access and shower at {offer}.")


@pytest.mark.parametrize(
    ("lang", "first", "third"),
    [
        ("nb", "1. Fortell NAV Fjordby om Språkkafé", "3. Flytt 2 plasser fra Leksehjelp"),
        ("da", "1. Fortæl NAV Fjordby om Språkkafé", "3. Flyt 2 pladser fra Leksehjelp"),
        ("sv", "1. Berätta för NAV Fjordby om Språkkafé", "3. Flytta 2 platser från Leksehjelp"),
    ],
)
def test_repairs_speak_the_language(lang: str, first: str, third: str) -> None:
    table = repairs(report(study(), lang))
    assert table[0][0].startswith(first)
    assert table[2][0].startswith(third)


def test_ten_best_are_shown_and_every_chosen_one() -> None:
    table = repairs(report(study()))
    assert [row[0].split(".")[0] for row in table] == [*map(str, range(1, 11)), "12"]
    assert table[-1][2:] == ["0", "1", "0.0", "yes, step 2"]


def test_choice_stands_beside_its_bound_and_what_it_is_not() -> None:
    text = chapter(report(study()), "repairs").text
    assert "4 repairs would reach 42 people more, with an effort of 8 out of at most 8.5." in text
    assert "No choice within that limit could reach more than 44 people." in text
    assert "no general guarantee" in text
    assert "do not add these numbers up" in text
    assert "2 and 0.25 a place for adding places" in text
    assert "These weights are a choice of this project" in text
    assert "… and 1 more repair that would reach somebody." in text


def test_best_possible_choice_is_called_that() -> None:
    given = study()
    assert given.repairs
    given.repairs.totals.people_at_most = 42
    assert "No choice within that limit could reach more." in chapter(report(given), "repairs").text


def test_each_referrer_hears_of_one_thing_first_where_it_reaches_most() -> None:
    assert rows(by_id(report(study()), "knowledge-table")) == [
        ["NAV Fjordby", "Språkkafé Røde Kors Fjordby", "20"],
        ["Helsestasjonen", "Gratis advokat Fjordby menighet", "2"],
    ]


def without(given: Study, *, table: bool) -> str:
    assert given.repairs
    if table:
        given.repairs.table.records.clear()
    for row in given.repairs.table.records:
        row["step"] = None
    return chapter(report(given), "repairs").text


def test_nothing_to_mend_and_nothing_within_the_budget() -> None:
    assert "would reach anybody" in without(study(), table=True)
    assert "No repair that reaches anybody fits into an effort of 8.5." in without(study(), table=False)


def test_repairs_that_were_not_looked_at_are_said() -> None:
    given = study()
    assert given.repairs
    given.repairs.totals.all_considered = False
    assert "Only 13 possible repairs were looked at" in chapter(report(given), "repairs").text


def test_repairs_that_were_not_asked_for_are_called_that() -> None:
    given = study()
    given.repairs = None
    root = report(given)
    assert "was not run" in chapter(root, "repairs").text
    assert "Most people for the effort" not in chapter(root, "overview").text
