"""What the report says about coverage: every number is that of the input."""

from __future__ import annotations

import pytest
from fake_study import need_rows, study
from fakes import coverage_of
from pages import Element, by_id, chapter, report, rows


@pytest.fixture
def root() -> Element:
    return report(study())


def test_overview_names_its_denominators(root: Element) -> None:
    text = chapter(root, "overview").text
    assert "Between 251 and 257 of 329 people in needs of known size can be given a place" in text
    assert "(between 76% and 78%)" in text
    assert "2 of 21 needs are of unknown size" in text
    assert "Without a place: between 72 and 78 people in 12 needs." in text
    assert "no offer serves the area (27 people in 2 needs)" in text
    assert "2 of 4 needs that must be met by law or mandate leave people without a place: 16 people" in text
    assert "4 repairs would reach 42 people more" in text
    assert "6 groups of offers could replace each other" in text
    assert "have 47 places beyond it" in text
    assert "In 1 of 6 forums a sector that was meant to have a seat has none." in text
    assert "2 warnings and 2 notes" in text


def test_exact_numbers_are_not_shown_as_intervals() -> None:
    given = study()
    given.coverage = coverage_of([row for row in need_rows() if row["need"] != "n-09"])
    given.coverage.totals.activities_capacity_unknown = 0
    text = chapter(report(given), "overview").text
    assert "241 of 313 people in needs of known size" in text
    assert "(77%)" in text
    assert "interval" not in text


def test_heat_map_has_the_numbers_of_the_months(root: Element) -> None:
    cells = {row[0]: row[1:] for row in rows(by_id(root, "heat-1"))}
    heads = [head.text for head in by_id(root, "heat-1").first("thead").all("th")]
    assert heads[:4] == ["Theme", "−2", "−1", "0"]
    nothing = "· no need recorded"
    assert cells["language training"] == [nothing, nothing, *["18"] * 7, "18 of 58"]
    assert cells["legal advice"] == [*["0–6"] * 9, "0–6 of 16"]
    assert cells["music"] == [*[nothing] * 4, *["? need of unknown size"] * 5, "?"]
    assert cells["social meeting"][2:] == [*["0+?"] * 7, "0+? of 60"]
    assert cells["clothing"] == [nothing, "0", "0", "0", "0", nothing, "4", "4", nothing, "4 of 37"]


def test_heat_map_puts_the_largest_gap_first_and_adds_up(root: Element) -> None:
    table = by_id(root, "heat-1")
    assert [row[0] for row in rows(table)][:4] == ["language training", "leisure", "childminding", "homework"]
    gaps, people = ([cell.text for cell in row.children] for row in table.first("tfoot").all("tr"))
    assert gaps[3] == "47–53"
    assert gaps[-1] == "72–78 of 329"
    assert people[1:4] == ["77", "110", "241"]


def test_shade_is_never_the_only_sign(root: Element) -> None:
    for cell in by_id(root, "heat-1").all("td"):
        shade = cell.attributes["class"].split()[-1]
        if shade in {"l1", "l2", "l3", "l4"}:
            assert any(character.isdigit() for character in cell.text)


def test_months_of_a_calendar_have_their_names() -> None:
    given = study()
    given.network.month_labels = {month: f"m{month}/26" for month in range(-2, 7)}
    root = report(given)
    heads = [head.text for head in by_id(root, "heat-1").first("thead").all("th")]
    assert heads[1:3] == ["m-2/26", "m-1/26"]
    assert "from arrival" not in chapter(root, "coverage").text
    assert "m3/26" in next(row for row in rows(by_id(root, "gap-table")) if "n-18" in row[0])[0]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("March", "mars"), ("March 2026", "mars 2026"), ("March on", "March on"), ("Q1", "Q1")],
)
def test_calendar_months_speak_the_language(label: str, shown: str) -> None:
    given = study()
    given.network.month_labels = dict.fromkeys(range(-2, 7), label)
    heads = [head.text for head in by_id(report(given, "nb"), "heat-1").first("thead").all("th")]
    assert heads[1] == shown


def test_many_months_are_split_into_tables_of_a_year() -> None:
    given = study()
    given.coverage = coverage_of(need_rows(), range(30))
    tables = [table for table in report(given).all("table") if table.attributes["id"].startswith("heat-")]
    assert [len(table.first("thead").all("th")) - 2 for table in tables] == [12, 12, 6]


def test_large_numbers_are_shown_in_thousands() -> None:
    given = study()
    first = need_rows()[3]
    given.coverage = coverage_of([{**first, "people": 2_500_000, "gap_low": 2.5e6, "gap_high": 2.5e6}])
    table = by_id(report(given), "heat-1")
    assert "(in thousands)" in table.first("caption").text
    assert rows(table)[0][-1] == "2,500 of 2,500"


def test_gaps_are_listed_with_obstacle_and_remedy(root: Element) -> None:
    listed = {row[0].split()[-1]: row for row in rows(by_id(root, "gap-table"))}
    assert list(listed)[:2] == ["n-04", "n-12"]
    assert listed["n-04"] == [
        "language training women · Nordmarka · Arabic · months 0 to 6 n-04",
        "18 of 18",
        "No offer of this kind serves Nordmarka.",
        "Open an existing offer to Nordmarka, or start one there.",
    ]
    assert listed["n-12"][2:] == ["No offer has this theme.", "Start an offer."]
    assert listed["n-21"][2].startswith("Offers with this theme exist, but none is open to the group: elders")
    assert listed["n-08"][3] == "Let an offer run in these months: months 4 to 5."
    assert listed["n-13"][3] == "Open an offer to these people: Somali, ages 13 to 17."
    assert listed["n-05"][1:] == [
        "2 of 24",
        "2 offers fit, but have too few places.",
        "At least 2 places more.",
    ]
    assert listed["n-14"][1:] == [
        "2.5 of 15",
        "1 offer fits, but has too few places.",
        "At least 3 places more.",
    ]
    assert listed["n-18"][0].startswith("swimming women · Sentrum · month 3")


def test_gap_of_unknown_capacity_is_an_interval_in_words(root: Element) -> None:
    row = next(row for row in rows(by_id(root, "gap-table")) if "n-09" in row[0])
    assert row[0].startswith("legal advice Fjordby · all the time")
    assert row[1] == "0–6 of 16"
    assert row[2] == "2 offers fit, but nobody knows whether they have enough places."
    assert row[3] == "Ask how many places there are. Up to 6 places may be missing."


def test_needs_of_unknown_size_are_listed_and_in_no_number(root: Element) -> None:
    table = rows(by_id(root, "uncounted-table"))
    assert [row[0].split()[-1] for row in table] == ["n-11", "n-17"]
    assert not any("n-11" in row[0] for row in rows(by_id(root, "gap-table")))


def test_people_lost_to_not_knowing_are_shown_by_referrer(root: Element) -> None:
    part = chapter(root, "awareness")
    assert "between 22.5 and 82.5 people" in part.text
    assert "For 1 need of known size the data name no referrer." in part.text
    assert rows(by_id(root, "awareness-table")) == [
        ["NAV Fjordby", "language training · Sentrum: 20", "20", ""],
        ["Sentrum skole", "leisure · youth · Øya: 2.5", "2.5", ""],
    ]


def test_language_or_age_alone_is_named() -> None:
    given = study()
    needs = {need["id"]: need for need in given.network.tables["needs"].records}
    needs["n-13"]["age_min"] = needs["n-13"]["age_max"] = None
    row = next(row for row in rows(by_id(report(given), "gap-table")) if "n-13" in row[0])
    assert row[2:] == [
        "No offer in the area and months takes this language.",
        "Open an offer to this language: Somali.",
    ]


def test_nobody_lost_is_said() -> None:
    given = study()
    given.coverage = coverage_of(
        [row for row in need_rows() if row["obstacle"] != "not_known" and row["need"] != "n-15"]
    )
    text = chapter(report(given), "awareness").text
    assert "can also be referred to it" in text


def test_long_tables_show_the_largest_and_list_the_rest() -> None:
    given = study()
    row = need_rows()[3]
    needs = [{**row, "need": f"n-{number:03}", "people": number, "gap_low": number, "gap_high": number}
             for number in range(1, 41)]  # fmt: skip
    given.coverage = coverage_of(needs)
    root = report(given)
    table = rows(by_id(root, "gap-table"))
    assert len(table) == 25
    assert table[0][1] == "40 of 40"
    assert (
        "… and 15 more needs, with 120 people without a place (all needs together: 820 people)." in root.text
    )
    assert len(rows(by_id(root, "gap-table-all"))) == 40


def test_very_long_lists_say_what_is_left_out() -> None:
    given = study()
    row = need_rows()[3]
    given.coverage = coverage_of([{**row, "need": f"n-{number:05}"} for number in range(1200)])
    root = report(given)
    assert len(rows(by_id(root, "gap-table-all"))) == 1000
    assert "200 more are not listed here." in root.text


def test_needs_that_must_be_met_come_first_with_their_law() -> None:
    root = report(study())
    assert [[row[0].split()[-1], row[1], row[4]] for row in rows(by_id(root, "statutory-table"))] == [
        ["n-06", "9 of 9", "not named in the data"],
        ["n-16", "7 of 7", "Tannhelseloven"],
    ]
    part = by_id(root, "statutory").parent
    assert part is not None
    assert "2 of 4 needs that must be met by law or mandate" in part.text
    assert "16 people of 57 people in such needs" in part.text
    assert not any("n-16" in row[0] for row in rows(by_id(root, "gap-table")))
    heads = [heading.text for heading in chapter(root, "coverage").all("h3")]
    assert heads.index("What somebody is obliged to provide") < heads.index(
        "The largest gaps among the other needs"
    )


def test_needs_that_must_be_met_and_are() -> None:
    given = study()
    given.coverage = coverage_of([row for row in need_rows() if row["need"] in ("n-01", "n-02", "n-04")])
    text = chapter(report(given), "coverage").text
    assert (
        "Everybody in 2 needs of known size that must be met by law or mandate can be given a place." in text
    )
    assert "The largest gaps Needs" in text


@pytest.mark.parametrize(
    ("stated", "obstacle", "remedy"),
    [
        ({"max_cost": 50.0}, "a price that they can pay", "at most 50 for a participant."),
        ({"access": ["childcare"]}, "provides what they depend on", "Provide this at an offer: childcare."),
        ({"max_cost": 50.0, "age_min": 65}, "fits all that they need", "at most 50 for a participant."),
    ],
)
def test_price_and_access_alone_are_named(stated: dict[str, object], obstacle: str, remedy: str) -> None:
    given = study()
    needs = {need["id"]: need for need in given.network.tables["needs"].records}
    needs["n-13"].update({"age_min": None, "age_max": None, **stated})
    assert given.coverage
    for row in given.coverage.needs.records:
        row["language"] = None
    row = next(row for row in rows(by_id(report(given), "gap-table")) if "n-13" in row[0])
    assert obstacle in row[2]
    assert row[3].endswith(remedy)
