"""Groups that are reached less than others, and needs that depend on one organisation."""

from __future__ import annotations

import math

import pytest
from fake_study import need_rows, study
from fakes import Values, coverage_of
from pages import Element, by_id, report, rows


def part(root: Element, identifier: str) -> str:
    section = by_id(root, identifier).parent
    assert section is not None
    return section.text


def of(*needs: Values) -> Element:
    given = study()
    base = {"covered_low": 0.0, "covered_high": 0.0, "known_low": 0.0, "known_high": 0.0}
    first = need_rows()[0]
    given.coverage = coverage_of(
        [{**first, "need": f"n{k}", **base, **need} for k, need in enumerate(needs, start=1)]
    )
    return report(given)


def covered(covered: float, **more: object) -> Values:
    return {"covered_low": covered, "covered_high": covered, **more}


def test_groups_come_worst_first_with_their_denominator() -> None:
    root = of(
        covered(6.0, target_group="women", people=8),
        covered(1.0, target_group="youth", people=4),
        covered(4.0, target_group=None, people=4),
        covered(2.0, target_group="women", people=8),
    )
    assert rows(by_id(root, "equity-target-group-table")) == [
        ["youth", "1 of 4", "25%"],
        ["women", "8 of 16", "50%"],
        ["no target group stated", "4 of 4", "100%"],
    ]
    text = part(root, "equity-target-group")
    assert "Best reached: no target group stated (100%); worst: youth (25%)." in text
    assert "The gap is 75 percentage points." in text


def test_theil_is_that_of_the_worked_example() -> None:
    """Methods M1.4 on M4.1 by language: shares 2/3, 0, 2/3 of 10, 6 and 8 people; ln(4/3), all between."""
    root = of(
        covered(20 / 3, target_group="arabic", people=10),
        covered(0.0, target_group="tigrinya", people=6),
        covered(16 / 3, target_group="danish", people=8),
    )
    text = part(root, "equity-target-group")
    assert f"Theil index {math.log(4 / 3):.3f}" in text
    assert f"{math.log(4 / 3):.3f} of it lies between the groups, 0.000 within them" in text
    assert "Compared with the mean covered share, 50%, over 3 needs of known size" in text
    assert "Best reached: arabic and 1 more (67%); worst: tigrinya (0%)" in text


def test_one_group_is_not_compared() -> None:
    root = of(covered(1.0, area=None, target_group="women"), covered(2.0, area=None, target_group="women"))
    assert not any(heading.text == "Who is reached less than others" for heading in root.all("h3"))


def test_equal_shares_are_said_to_be_equal() -> None:
    root = of(covered(5.0, people=10, area="north"), covered(4.0, people=8, area="centre"))
    assert "All groups are reached alike: 50%." in part(root, "equity-area")


def test_unknown_places_that_change_the_order_are_said() -> None:
    unknown = {"covered_low": 0.0, "covered_high": 10.0, "people": 10, "area": "north"}
    root = of(unknown, covered(5.0, people=10, area="centre"))
    text = part(root, "equity-area")
    assert "Best reached: Sentrum (50%); worst: Nordmarka (0%)." in text
    assert "With as many of the unknown places as are asked for: Best reached: Nordmarka (100%)" in text
    assert rows(by_id(root, "equity-area-table"))[0] == ["Nordmarka", "0–10 of 10", "0–100%"]


def test_without_any_place_there_is_no_theil_index() -> None:
    root = of(covered(0.0, area="north"), covered(0.0, area="centre"))
    assert "so there is no Theil index" in part(root, "equity-area")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", "reservedekning"), ("da", "backup-dækning"), ("sv", "reservtäckning")],
)
def test_backup_in_the_words_of_the_field(lang: str, words: str) -> None:
    text = part(report(study(), lang), "backup")
    assert words in text


def test_backup_names_its_denominator() -> None:
    root = report(study())
    table = rows(by_id(root, "backup-table"))
    counted = [row for row in need_rows() if row["people"] is not None]
    for row, number in zip(table, (2, 1, 0), strict=True):
        needs = [need for need in counted if need["organisations"] == number]
        assert row[1] == str(len(needs))
        assert row[2] == str(sum(int(str(need["people"])) for need in needs))
    assert f"{table[0][2]} of 329 people in needs of known size" in part(root, "backup")
    assert sum(int(row[2]) for row in table) == 329
