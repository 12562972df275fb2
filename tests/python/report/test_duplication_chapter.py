"""The evidence beside a verdict, what could stop without loss, and large groups of alike rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_study import study
from fakes import FakeProvenance, FakeTable
from pages import Element, by_id, chapter, page, report, rows

import samspill as ss
from samspill.report import LANGUAGES

RECEPTION = Path(__file__).resolve().parents[3] / "examples" / "reception"


@pytest.fixture
def root() -> Element:
    return report(study())


@pytest.fixture(scope="module")
def reception() -> Element:
    return page(ss.read(RECEPTION).to_html())


def offers(root: Element, verdict: str) -> list[str]:
    return [row[1] for row in rows(by_id(root, f"duplication-{verdict}-table"))]


def test_evidence_names_the_fields_that_agree_and_differ_most(root: Element) -> None:
    """By hand: 0.75, 0.75, 0.6 agree, the first two are named; 0.1 < 0.2 < 0.4; equal themes say nothing."""
    clothes, cafe = offers(root, "surplus")
    assert clothes.endswith(
        "Likeness 0.63. Most alike in: target group and months. "
        "Least alike in: description and time of the week."
    )
    assert cafe.endswith("Likeness 0.63. Most alike in: languages and ages. Least alike in: theme.")


def test_a_group_shows_its_lowest_and_highest_score_and_the_mean_of_each_field() -> None:
    given = study()
    assert given.duplication
    pair = given.duplication.pairs.records[0]
    for score, other in ((0.91, "x"), (0.724, "y"), (None, "z")):
        given.duplication.pairs.records.append(pair | {"score": score, "activity_b": other})
    pair["score"] = 0.8
    given.duplication.scores = {
        ("a-clothes-1", "x"): {"areas": 1.0, "name": 0.6},
        ("a-clothes-1", "y"): {"areas": 0.0, "name": 0.2},
    }
    words = offers(report(given), "surplus")[0]
    assert words.endswith("Likeness 0.72 to 0.91. Most alike in: areas. Least alike in: name.")


def test_without_a_score_nothing_is_said_of_likeness() -> None:
    given = study()
    assert given.duplication
    for pair in given.duplication.pairs.records:
        pair["score"] = None
    assert "Likeness" not in "".join(offers(report(given), "surplus"))


def test_a_large_group_names_its_first_twelve_offers() -> None:
    given = study()
    assert given.duplication
    given.duplication.clusters.records[0]["activities"] = [f"o-{number:02}" for number in range(30)]
    words = offers(report(given), "surplus")[0]
    assert "o-11" in words
    assert "o-12" not in words
    assert "… and 18 more" in words


def test_proposals_say_who_does_what_instead(root: Element) -> None:
    told = [row[1] for row in rows(by_id(root, "sharing-table"))]
    assert told[0].startswith("Use 7 places of Klesbytte where people are without one: Øya, ")
    assert "Arabic" in told[0]
    assert told[1].startswith("Make Klesbytte and Klær til alle one common offer.")
    assert told[2].startswith("Let Klesbytte and Klær til alle meet every other week each.")
    assert [row[2:] for row in rows(by_id(root, "sharing-table"))] == [
        ["6", "10"],
        ["5", "20"],
        ["4", "30"],
    ]
    assert "Together they reach 6 people more." in chapter(root, "sharing").text


def test_proposals_that_reach_nobody_more_say_what_they_free() -> None:
    given = study()
    assert given.sharing
    given.sharing.totals.chosen_people = 0
    part = chapter(report(given), "sharing").text
    assert "Together they free 60 places, and as many people as now get one." in part  # 10 + 20 + 30
    assert "0 people" not in part


def test_without_proposals_the_report_says_so() -> None:
    given = study()
    assert given.sharing
    given.sharing.chosen = FakeTable()
    assert "No proposal reaches anybody" in chapter(report(given), "sharing").text
    given.sharing = None
    assert "Who could do what instead" not in report(given).text


def test_what_could_stop_comes_with_its_bound_and_cautions(root: Element) -> None:
    """Of the rows, four are redundant and no statutory task; the house is redundant, but owed by law."""
    part = chapter(root, "redundancy").text
    assert "Of 7 activities, 4 that are no statutory tasks could each stop alone" in part
    assert "3 of them could stop at once; no such set has more than 4." in part
    assert "An overlap is first a chance to join forces" in part
    assert "by law or mandate is never in this set" in part
    assert "Unknown is not zero" in part
    assert "Bolig før ankomst" not in part


def test_those_with_somebody_to_join_come_first(root: Element) -> None:
    assert rows(by_id(root, "redundancy-table")) == [
        ["Klesbytte Fjordby menighet", "clothing", "40", "Klær til alle"],
        ["Språkkveld Biblioteket", "language training", "30", "Språkkafé"],
        ["Fotball for alle Fjordby IL", "leisure", "25", "–"],
    ]


def test_an_unknown_need_is_not_read_as_none() -> None:
    given = study()
    assert given.criticality
    row = {"activity": "a-music-1", "seats": 25, "redundant": True, "jointly_redundant": True}
    given.criticality.activities.records.append(row)
    shown = {row[0]: row[3] for row in rows(by_id(report(given), "redundancy-table"))}
    assert shown["Korøvelse Fjordby menighet"] == "Musikkverksted Cannot be judged: need unknown"


def test_a_set_as_large_as_the_bound_is_the_largest() -> None:
    given = study()
    assert given.criticality
    given.criticality.totals.jointly_redundant_at_most = 3
    assert "3 of them could stop at once, and no such set is larger." in report(given).text


def test_when_every_offer_is_needed_the_report_says_so() -> None:
    given = study()
    assert given.criticality
    for row in given.criticality.activities.records:
        row["redundant"] = row["jointly_redundant"] = row["statutory"]
    root = report(given)
    assert "Without any one of the offers, fewer people" in chapter(root, "redundancy").text
    assert not [table for table in root.all("table") if table.attributes.get("id") == "redundancy-table"]


def test_without_that_result_the_part_is_left_out() -> None:
    given = study()
    given.criticality = None
    text = report(given).text
    assert "What could stop" not in text
    assert "Could stop alone" not in text


def test_without_overlaps_the_rest_of_the_chapter_stays() -> None:
    given = study()
    assert given.duplication
    given.duplication.clusters = given.duplication.pairs = FakeTable()
    root = report(given)
    assert "No two offers of different actors overlap" in chapter(root, "duplication").text
    assert [row[3] for row in rows(by_id(root, "redundancy-table"))] == ["–"] * 3


def test_large_groups_of_alike_rows_are_a_note_on_the_data(root: Element) -> None:
    assert "Many rows alike" not in root.text
    given = study()
    assert given.duplication
    given.duplication.groups = FakeTable(
        [
            {
                "alike": "attributes",
                "group": "a-cafe-1",
                "theme": "language_training",
                "activities": 10_000,
                "actors": 30,
            }
        ]
    )
    shown = report(given)
    assert rows(by_id(shown, "alike-table")) == [["language training", "10,000", "30", "Språkkafé"]]
    assert "Check that before you read them as overlap." in chapter(shown, "duplication-alike").text


def test_alike_rows_of_a_network_are_noted() -> None:
    offer = {"name": "Kafé", "theme": "cafe", "kind": "offer"}
    network = ss.Network.from_tables(
        actors=[{"id": f"o{number}", "sector": "municipal"} for number in range(30)],
        activities=[offer | {"id": f"k{number:02}", "actor": f"o{number % 30}"} for number in range(60)],
    )
    root = page(network.to_html())
    assert rows(by_id(root, "alike-table")) == [["cafe", "60", "30", "Kafé"]]


def test_names_in_these_parts_are_escaped() -> None:
    given = study()
    evil = "<i onmouseover=x>"
    assert given.duplication
    assert given.criticality
    given.duplication.groups = FakeTable(
        [{"alike": "attributes", "group": evil, "theme": evil, "activities": 60, "actors": 3}]
    )
    given.criticality.activities.records.append(
        {"activity": evil, "seats": 1, "redundant": True, "jointly_redundant": True}
    )
    given.criticality.provenance = FakeProvenance("criticality", {evil: evil})
    assert not report(given).all("i")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "could stop at once; no such set has more than 4"),
        ("nb", "kunne stoppet samtidig; ingen slik samling har mer enn 4"),
        ("da", "kunne stoppe på én gang; ingen sådan samling har mere end 4"),
        ("sv", "kunde upphöra samtidigt; ingen sådan samling har fler än 4"),
    ],
)
def test_these_parts_speak_the_language(lang: str, words: str) -> None:
    assert words in chapter(report(study(), lang), "redundancy").text


def test_every_planted_cluster_of_the_example_shows_its_evidence(reception: Element) -> None:
    planted = json.loads((RECEPTION / "planted.json").read_text(encoding="utf-8"))["clusters"]
    names = {row["id"]: row["name"] for row in ss.read(RECEPTION).table("activities").rows()}
    for cluster in planted:
        shown = offers(reception, cluster["verdict"])
        (own,) = [text for text in shown if all(names[member] in text for member in cluster["members"])]
        assert "Likeness 0." in own
        assert (" to 0." in own) == (len(cluster["members"]) > 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_could_stop_in_the_example_never_is_a_statutory_task(lang: str) -> None:
    network = ss.read(RECEPTION)
    table = rows(by_id(page(network.to_html(lang=lang)), "redundancy-table-all"))
    totals = network.coverage().criticality().totals
    assert len(table) == totals.jointly_redundant <= totals.jointly_redundant_at_most
    owners = {row["id"]: row["name"] for row in network.table("actors").rows()}
    owed = {
        f"{row['name']} {owners[row['actor']]}"
        for row in network.table("activities").rows()
        if row["kind"] == "statutory_task"
    }
    assert owed
    assert not owed & {row[0] for row in table}


def test_where_groups_lie(root: Element) -> None:
    """From the sums by scope; a scope without a group has no row, and an unknown place no number."""
    assert rows(by_id(root, "duplication-scope-table")) == [
        ["Between sectors in one municipality", "3", "1", "10", "40"],
        ["Between municipalities", "2", "1", "at least 37", "33"],
        ["At a place that the data do not state", "1", "0", "–", "–"],
    ]
    part = chapter(root, "duplication-scope").text
    assert "Counted as municipalities here: Fjordby and Øya." in part
    clothes, cafe = offers(root, "surplus")
    assert "Lies between municipalities." in clothes
    assert "Lies between sectors in one municipality." in cafe
    assert "Lies" not in offers(root, "backup")[0]


def test_where_nothing_is_known_of_places_the_report_says_so() -> None:
    given = study()
    assert given.scope
    given.scope.by_scope = FakeTable([{"scope": "unknown", "pairs": 6, "clusters": 6}])
    assert "cannot be said" in chapter(report(given), "duplication-scope").text
    given.scope = None
    assert "Where the overlap lies" not in report(given).text


def test_organisations_entered_twice(root: Element) -> None:
    assert rows(by_id(root, "organisations-table")) == [
        ["Kvinnenettverket women", "Røde Kors Fjordby redcross", "like name, likeness 0.91", "3"],
        [
            "Biblioteket library",
            "Sentrum skole school",
            "same organisation number entered in another sector",
            "4",
        ],
    ]
    assert (
        "2 entries are probably organisations that are in the data already." in chapter(root, "overview").text
    )
    given = study()
    assert given.organisations
    given.organisations.former_ids = FakeTable()
    assert "No two organisations look as if" in chapter(report(given), "organisations").text


def test_of_many_pairs_the_strongest_are_compared() -> None:
    """30 pairs of one group: the 20 of the highest scores are looked at, and the range is of all 30."""
    given = study()
    assert given.duplication
    first = given.duplication.pairs.records[0]
    pairs = [first | {"activity_b": f"x-{k:02}", "score": k / 100} for k in range(30)]
    given.duplication.pairs.records[:1] = pairs
    given.duplication.scores = {
        ("a-clothes-1", f"x-{k:02}"): {"areas" if k >= 10 else "name": 1.0} for k in range(30)
    }
    words = offers(report(given), "surplus")[0]
    assert "Likeness 0.00 to 0.29. Most alike in: areas." in words
    assert "Field by field, the 20 most alike of 30 pairs are compared." in words


def test_a_group_of_many_names_twelve_partners() -> None:
    given = study()
    assert given.duplication
    many = ["a-clothes-1", *(f"o-{number:02}" for number in range(30))]
    given.duplication.clusters.records[0]["activities"] = many
    shown = {row[0]: row[3] for row in rows(by_id(report(given), "redundancy-table"))}
    partners = shown["Klesbytte Fjordby menighet"]
    assert "o-11" in partners
    assert "o-12" not in partners
    assert partners.endswith("… and 18 more")
