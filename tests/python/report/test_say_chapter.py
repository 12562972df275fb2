"""The chapter on who has a say: forums side by side, and a page for each."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fake_say import FakeRules, decided_by
from fake_study import study
from fakes import FakeProvenance, FakeTable, Study, Values
from pages import Element, by_id, chapter, report, rows

from samspill.report import LANGUAGES
from samspill.report.text import catalogue

SOURCES = Path(__file__).resolve().parents[3] / "src" / "analysis"


@pytest.fixture
def root() -> Element:
    return report(study())


def part(root: Element, forum: str) -> Element:
    """The page of a forum, by its name."""
    heading = next(h for h in chapter(root, "say").all("h3") if h.text == forum)
    assert heading.parent is not None
    return heading.parent


def with_rules(*changed: Values) -> Study:
    """The study with one forum whose rules are given; the rest of a rule is that of a step not met."""
    given = study()
    assert given.say is not None
    assert isinstance(given.say.rules, FakeRules)
    usual: Values = {
        "forum": "f-coord",
        "outcome": "fail",
        "fact": "coordinators",
        "value": 0.0,
        "comparison": "at_least",
        "pass": 1.0,
        "kind": "step",
        "question": "Is it so?",
        "addressees": ["leadership"],
        "evidence": [],
    }
    table = FakeTable([usual | {"advice": f"Do {rule['rule']}."} | rule for rule in changed])
    given.say = replace(given.say, rules=FakeRules(table, given.say.rules.provenance))
    return given


def test_forums_stand_side_by_side_with_most_rules_not_met_first(root: Element) -> None:
    table = rows(by_id(root, "compare-table"))
    assert [row[0].split(" ")[0] for row in table] == [
        "Koordineringsforum",
        "Integreringsrådet",
        "Nettverk",
        "Ny",
        "Styringsgruppen",
        "Arbeidsgruppe",
    ]
    # seats 5:3; 16:10 came to the four meetings with a list; 3 rules met, 1 nearly, 4 not, 1 open
    assert table[0][1:] == ["0.75", "0.77", "0.50", "−0.140", "3", "1", "4", "1"]
    assert table[3][1:] == ["–", "–", "–", "–", "0", "0", "0", "0"]


@pytest.mark.parametrize("name", ["say", "representation"])
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"as_of": "latest", "as_of.day": "2025-12-09"}, "Seats are those of 9 December 2025."),
        ({"as_of": "latest", "as_of.day": "+10000-01-01"}, "Seats are those of +10000-01-01."),
        ({"as_of": "all seats"}, "All seats that were ever held count"),
    ],
)
def test_the_day_of_the_seats_is_told(name: str, options: dict[str, object], words: str) -> None:
    given = study()
    assert given.representation is not None
    assert given.say is not None
    assert isinstance(given.say.rules, FakeRules)
    given.representation.provenance = FakeProvenance("representation", options)
    given.say.rules.provenance = FakeProvenance("forum_rules", options)
    assert words in chapter(report(given), name).text


def test_lead_adds_up_all_forums(root: Element) -> None:
    lead = "6 forums. Of the rules asked of them 4 are met and 2 nearly; 6 are not met, and 2 cannot be told"
    assert lead in chapter(root, "say").text
    assert lead in chapter(root, "overview").text


def test_power_is_shown_as_a_vector_with_the_mean_beside_it(root: Element) -> None:
    first = rows(by_id(root, "asymmetry-table"))[0]
    assert first[1] == "0.25"
    assert first[2:8] == ["–"] * 6
    assert first[8] == "0.44 5 of 7 known between 0.20 and 0.60"


def test_a_forum_says_why_a_dimension_has_no_value(root: Element) -> None:
    assert rows(by_id(root, "power-1")) == [
        ["Seats", "63%", "38%", "0.25"],
        ["Speaking time", "–", "–", "– nobody recorded it"],
        ["Chair and coordinator", "–", "–", "– neither side has any"],
    ]


def test_three_things_to_change_are_failed_steps_first(root: Element) -> None:
    first = part(root, "Koordineringsforum for mottak")
    assert first.all("h4")[0].text == "Three things to change"
    assert len(first.first("ol").all("li")) == 3


def test_order_of_what_to_change() -> None:
    """Failures before warnings, steps first, ties by id; what cannot be told asks for no change."""
    given = with_rules(
        {"rule": "e", "outcome": "warn", "kind": "step"},
        {"rule": "d", "kind": "point_of_attention"},
        {"rule": "c", "kind": "recommendation"},
        {"rule": "b", "kind": "step"},
        {"rule": "a", "outcome": "not_assessable", "value": None, "reason": "empty"},
        {"rule": "B", "kind": "step"},
    )
    page = part(report(given), "Koordineringsforum for mottak")
    advice = [item.first("strong").text for item in page.first("ol").all("li")]
    assert advice == ["Do B.", "Do b.", "Do c."]


def test_without_failures_nothing_is_to_change() -> None:
    given = with_rules({"rule": "a", "outcome": "pass", "value": 1.0})
    page = part(report(given), "Koordineringsforum for mottak")
    assert "No rule asks for a change here." in page.text
    assert not page.all("ol")


def test_a_rule_names_value_bounds_evidence_and_advice(root: Element) -> None:
    table = {row[0].split()[-1]: row for row in rows(by_id(root, "rules-table-1"))}
    assert table["R1.parity"][1:3] == [
        "Nearly met",
        "0.75 asked: at least 0.80 nearly met: 0.60 evidence: seats: mun / p0; mun / p1; mun / p2; mun / p3",
    ]
    assert table["R1.parity"][3] == "Make it so. for the municipality and civil society"
    assert table["R4.age"][2].startswith("56 months asked: at most 24 months nearly met: 36 months")
    assert table["R4.age"][2].endswith("and 1 more row")
    assert table["R8.users"][2:] == ["yes", "–"]
    assert table["R9.hours"][2].startswith("3.33 hours a week for each actor asked: at least 0.50 hours")


def test_what_cannot_be_told_says_why_and_is_no_failure(root: Element) -> None:
    table = {row[0].split()[-1]: row for row in rows(by_id(root, "rules-table-1"))}
    assert table["R5.times"][1] == "Cannot be told"
    assert table["R5.times"][2].startswith("no meetings are recorded")
    assert table["R5.times"][3].startswith("Record what is missing")


def test_reasons_that_the_catalogue_lacks_are_marked_as_english() -> None:
    page = part(report(study(), "da"), "Arbeidsgruppe bolig")
    assert any(
        span.text == "a reason nobody translated" and span.attributes.get("lang") == "en"
        for span in page.all("span")
    )


def test_voting_power_stands_beside_the_seats(root: Element) -> None:
    page = part(root, "Koordineringsforum for mottak")
    assert rows(by_id(page, "seats-say-1"))[0] == ["municipality", "", "5", "56%", "63%", "63%", "100%"]
    assert "A decision takes 5 of 8 votes; 36% of all possible groups of members can make one." in page.text
    assert "If the municipality votes as one, it has 100% of the voting power" in page.text
    council = part(root, "Integreringsrådet").text
    assert "Voting power cannot be told: it is not stated how many votes a decision takes." in council


@pytest.mark.parametrize(
    ("quota", "takes"),
    [(5.0, "A decision takes 5 of 8 votes and 6 of 8 voters;"), (None, "A decision takes 6 of 8 voters, ")],
)
def test_heads_and_vetoes_are_told(quota: float | None, takes: str) -> None:
    given = study()
    assert given.say is not None
    say = replace(given.say, voting=decided_by(quota, "municipal=all;civil_society=majority"))
    page = part(report(replace(given, say=say)), "Koordineringsforum for mottak")
    assert takes in page.text
    assert "Nothing is decided unless all voters of the sector municipality agree." in page.text
    assert "more than half of the voters of the sector civil society agree." in page.text


def test_curve_draws_meetings_and_leaves_gaps_where_nobody_kept_a_list(root: Element) -> None:
    drawing = by_id(root, "curve-1")
    assert len(drawing.all("polyline")) == 4  # two sides, two stretches each
    markers = [p for p in drawing.all("circle", "path") if p.attributes["class"].startswith("marker")]
    assert len(markers) == 2 + 2 * 4  # the names, and four meetings with a list
    words = drawing.first("desc").text
    assert "Meeting 2: municipality 4 of 4 and civil society 3 of 4." in words
    assert "Meeting 3: nobody kept a list." in words
    assert "business" not in words, "a sector without members has no curve"


def test_the_curve_is_there_as_a_table_too(root: Element) -> None:
    assert rows(by_id(root, "meetings-1")) == [
        ["1 2025-01-14", "4 of 4", "4 of 4", "0", "1.00"],
        ["2 2025-02-14", "4 of 4", "3 of 4", "1", "0.86"],
        ["3 2025-03-14", "–", "–", "unknown", "–"],
        ["4 2025-04-14", "4 of 4", "2 of 4", "0", "0.67"],
        ["5 2025-05-14", "4 of 4", "1 of 4", "0", "0.40"],
    ]


def test_change_of_parity_is_named_in_words(root: Element) -> None:
    assert "It falls by 0.140 a meeting." in part(root, "Koordineringsforum for mottak").text
    assert "It rises by 0.330 a meeting." in part(root, "Integreringsrådet").text
    assert "a meeting." not in part(root, "Styringsgruppen").text


def test_meetings_without_lists_and_forums_without_meetings_say_so(root: Element) -> None:
    assert "Nobody kept a list of who came to any of its 2 meetings" in part(root, "Nettverk Nordmarka").text
    assert "No meeting is recorded." in part(root, "Arbeidsgruppe bolig").text


def test_results_that_were_not_run_are_called_that() -> None:
    given = study()
    assert given.say is not None
    given.say = replace(given.say, attendance=None, voting=None, asymmetry=None)
    root = report(given)
    page = part(root, "Koordineringsforum for mottak").text
    assert "Voting power was not run" in page
    assert "nobody can tell who comes" in page
    assert not [t for t in root.all("table") if t.attributes["id"] == "asymmetry-table"]


def test_names_and_rules_are_escaped() -> None:
    evil = "<i onmouseover=x>"
    given = with_rules(
        {"rule": evil, "advice": evil, "question": evil, "evidence": [evil], "reason": evil, "kind": evil}
    )
    root = report(given)
    assert not root.all("i")
    assert evil in by_id(root, "rules-table-1").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_of_the_analyses_is_in_the_catalogue(lang: str) -> None:
    """Reasons are literals of the library; a new one needs words in four languages."""
    literal = re.compile(
        r'(?:none_because\(|reason = |refuse\(vote, |\? )"([^"]+)"|: "((?:not|the quota|the head)[^"]+)"'
    )
    found: set[str] = set()
    for name in ("forum_facts", "forum_games", "forum_meeting_facts", "forum_terms_facts", "power_profile"):
        text = re.sub(r"\s+", " ", (SOURCES / f"{name}.cpp").read_text(encoding="utf-8"))
        found |= {a or b for a, b in literal.findall(text)}
    assert len(found) > 12
    keys = {"reason." + "_".join(re.findall(r"\w+", reason)) for reason in found}
    assert keys <= set(catalogue(lang))
