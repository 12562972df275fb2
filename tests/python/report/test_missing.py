"""What the report says when something is missing, unknown or not fit for publication."""

from __future__ import annotations

import pytest
from fake_study import need_rows, study
from fakes import FakeTable, coverage_of
from pages import Element, by_id, chapter, report, rows


@pytest.fixture
def root() -> Element:
    return report(study())


def test_without_ties_the_report_says_what_is_missing() -> None:
    given = study()
    assert given.coverage
    given.coverage.totals.lost_to_not_knowing_low = given.coverage.totals.lost_to_not_knowing_high = None
    text = chapter(report(given), "awareness").text
    assert "the data hold no ties" in text


def test_without_referrers_the_report_says_what_is_missing() -> None:
    given = study()
    for need in given.network.tables["needs"].records:
        need["entry_point"] = None
    root = report(given)
    assert "no need says who refers its people" in chapter(root, "awareness").text
    assert "does not know the offer" not in chapter(root, "overview").text


def test_nothing_known_is_not_zero() -> None:
    given = study()
    for table, column in (("needs", "people"), ("activities", "capacity")):
        for row in given.network.tables[table].records:
            row[column] = None
    read = {row[0]: row[2] for row in rows(by_id(report(given), "input-table"))}
    assert read["Needs"] == "size of none is known"
    assert read["Activities"].endswith("capacity of none is known")


def test_limits_are_always_stated(root: Element) -> None:
    assert "A place that somebody can have is not a person who takes part." in chapter(root, "limits").text


def test_small_groups_make_the_report_internal() -> None:
    given = study()
    assert (
        "2 needs in this report are those of groups of fewer than 5 people"
        in report(given).first("header").text
    )
    for need in given.network.tables["needs"].records:
        need["people"] = 5
    assert "not for publication" not in report(given).first("header").text


def test_missing_results_are_explained() -> None:
    given = study()
    given.coverage = given.duplication = given.representation = None
    given.network.tables = {"actors": given.network.tables["actors"]}
    root = report(given)
    assert "the data hold no needs and activities." in chapter(root, "coverage").text
    assert "the data hold no activities." in chapter(root, "duplication").text
    assert "the data hold no forums and seats in forums." in chapter(root, "representation").text
    assert "**" not in root.text
    assert "not computed" in chapter(root, "overview").text


def test_directory_without_needs_shows_its_duplicates() -> None:
    given = study()
    given.coverage = given.representation = None
    del given.network.tables["needs"]
    root = report(given)
    assert "the data hold no needs." in chapter(root, "coverage").text
    assert rows(by_id(root, "duplication-surplus-table"))


def test_analysis_that_was_not_run_is_called_that() -> None:
    given = study()
    given.coverage = None
    assert "was not run" in chapter(report(given), "coverage").text


def test_empty_results_are_said_in_words() -> None:
    given = study()
    assert given.duplication
    assert given.representation
    given.coverage = coverage_of([])
    given.duplication.clusters = given.duplication.pairs = FakeTable()
    given.representation.forums = given.representation.sectors = FakeTable()
    given.network.findings = FakeTable()
    root = report(given)
    assert "nothing to cover" in chapter(root, "coverage").text
    assert "No two offers of different actors overlap" in chapter(root, "duplication").text
    assert "has no rows" in chapter(root, "representation").text
    assert "Nothing in the data broke a rule" in chapter(root, "findings").text


def test_needs_that_nobody_counted_give_no_share() -> None:
    given = study()
    given.coverage = coverage_of([row for row in need_rows() if row["people"] is None])
    text = chapter(report(given), "coverage").text
    assert "The data hold 2 needs, but of none how many people have it." in text


def test_ids_stand_in_for_missing_names() -> None:
    given = study()
    for row in given.network.tables["actors"].records:
        row["name"] = None
    assert rows(by_id(report(given), "awareness-table"))[0][0] == "nav"
