"""Who stops coming, balance by attribute and ratings in the chapter on who has a say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_say_parts import FakeBalance, FakeDropOff, FakePerception
from fake_study import study
from fakes import FakeTable, Study
from pages import Element, by_id, chapter, page, report, rows
from pages import html as report_html

from samspill.report import LANGUAGES, render


@pytest.fixture
def root() -> Element:
    return report(study())


def part(root: Element, forum: str, heading: str) -> str:
    """The text of a part of a forum's page."""
    own = next(h for h in chapter(root, "say").all("h3") if h.text == forum).parent
    assert own is not None
    found = next((h for h in own.all("h4") if h.text == heading), None)
    assert found is not None, heading
    assert found.parent is not None
    return found.parent.text


def without(name: str) -> Study:
    given = study()
    assert given.say is not None
    given.say = replace(given.say, **{name: None})
    return given


def test_those_who_stopped_are_named_with_all_who_were_followed(root: Element) -> None:
    text = part(root, "Koordineringsforum for mottak", "Who stops coming")
    assert "2 of 8 members have stopped coming: municipality 0 of 4 and civil society 2 of 4." in text
    assert "Half of civil society had stopped by their meeting number 3." in text
    assert "missed at least 2 meetings in a row" in text


def test_the_p_stands_beside_the_smallest_it_can_reach(root: Element) -> None:
    text = part(root, "Koordineringsforum for mottak", "Who stops coming")
    assert "over all 70 ways to deal the members to the sectors: p = 0.43" in text
    assert "the smallest p that so few members can reach is 0.14" in text
    assert "cannot give a p of 0.05 or less" in text
    assert "A large p does not show that the sectors stay equally long." in text
    drawn = part(root, "Integreringsrådet", "Who stops coming")
    assert "over 9,999 drawn ways" in drawn
    assert "cannot give a p of 0.05 or less" not in drawn
    untested = part(root, "Arbeidsgruppe bolig", "Who stops coming")
    assert "cannot be tested: all who are followed are of one sector." in untested


def test_nobody_stopped_and_nobody_followed(root: Element) -> None:
    text = part(root, "Styringsgruppen", "Who stops coming")
    assert "None of the 4 members who are followed has stopped coming" in text
    assert "Nettverk" not in by_id(root, "stay-compare-table").text


def test_numbers_at_risk_stand_below_the_curve(root: Element) -> None:
    """Somebody followed until 3 is at risk at 3, but not at 4."""
    table = by_id(root, "risk-1")
    assert [head.text for head in table.first("thead").all("th")[1:]] == ["0", "1", "2", "3", "4", "5"]
    assert rows(table) == [
        ["Municipality", "4", "4", "4", "4", "4", "4"],
        ["Civil society", "4", "4", "4", "3", "1", "1"],
    ]


def test_the_curve_of_who_stays_is_there_as_a_table_and_in_words(root: Element) -> None:
    assert rows(by_id(root, "stay-table-1")) == [
        ["Municipality", "5", "4", "0", "4", "100%", "–"],
        ["Civil society", "2", "4", "1", "0", "75%", "13–96%"],
        ["Civil society", "3", "3", "1", "1", "50%", "6–84%"],
        ["Civil society", "5", "1", "0", "1", "50%", "6–84%"],
    ]
    words = by_id(root, "stay-curve-1-text").text
    assert "civil society: 75% after meeting 2 and 50% after meeting 3." in words
    assert "municipality: all still come." in words


def test_forums_are_compared_by_who_stopped(root: Element) -> None:
    table = by_id(root, "stay-compare-table")
    first, *_ = rows(table)
    assert first == ["Koordineringsforum for mottak", "8", "2", "0 of 4", "2 of 4", "–", "0.43", "0.14"]
    assert [cell.text for cell in table.first("tfoot").first("tr").children][:4] == [
        *("All forums together", "18", "3", "1 of 14"),
    ]


def test_balance_by_attribute_names_groups_and_what_is_left_out(root: Element) -> None:
    assert rows(by_id(root, "balance-1")) == [
        ["gender", "women 5 and men 3", "0.75", "8 of 8"],
        [
            *("role in the organisation", "leadership 6 and staff 1 no seat: volunteers", "0.25"),
            "7 of 8 1 not stated or none of these",
        ],
        ["language", "Norwegian 3", "– fewer than half of the seats count", "3 of 8 5 belong to several"],
        ["place", "Nordmarka 8 5 other groups have no seat here", "0.10", "8 of 8"],
        ["former municipality", "Gamle <Fjordby> 8", "– there is only one group", "8 of 8"],
    ]


def test_balanced_on_the_margins_only_is_said_in_words(root: Element) -> None:
    text = part(root, "Koordineringsforum for mottak", "Balance by more than the sector")
    assert "Balanced on the margins only: sector and gender are each even, but not together." in text
    assert "No seat for: municipality × men and civil society × women." in text
    assert "Every combination has a seat." in part(
        root, "Integreringsrådet", "Balance by more than the sector"
    )
    assert "2 more" not in text
    many = part(root, "Arbeidsgruppe bolig", "Balance by more than the sector")
    assert "1 more combination has none." in many
    compared = {row[0]: row[-2:] for row in rows(by_id(root, "balance-compare-table"))}
    assert compared["Koordineringsforum for mottak"] == ["0.63", "yes"]
    assert compared["Integreringsrådet"] == ["1.00", "no"]
    assert compared["Nettverk Nordmarka"] == ["–", "–"]
    assert compared["Arbeidsgruppe bolig"] == ["0.50", "–"]


def test_attributes_without_a_crossing_are_shown_alone() -> None:
    root = report(without("crossing"))
    assert len(rows(by_id(root, "balance-compare-table"))[0]) == 6
    assert rows(by_id(root, "balance-1"))
    assert "Balanced on the margins only" not in chapter(root, "say").text


def test_ratings_show_both_sides_and_what_is_weakest(root: Element) -> None:
    text = part(root, "Koordineringsforum for mottak", "How they rate the cooperation")
    assert "Rated lowest: We share (en) (2.5)." in text
    assert "furthest apart on: We share (en) (municipality 1.5, civil society 3.5)." in text
    assert "1 statement is not shown, because fewer than 3 people of a side rated it." in text
    table = rows(by_id(root, "ratings-1"))
    assert table[0] == [
        *("We trust <each> other (en)", "6", "4.0", "4.5 3 raters", "3.5 3 raters"),
        *("1.0 p 0.40, smallest it can reach 0.10", "0.50"),
    ]
    assert table[1][0] == "We share (en) rated lowest"
    assert table[2] == [
        *("We learn (en)", "4", "– fewer people of one side rated it than may be shown"),
        *("– 3 raters", "– 1 rater", "–", "–"),
    ]
    assert rows(by_id(root, "ratings-1-0"))[0][2] == "3.5"  # the earlier round, closed below


def test_too_few_raters_are_suppressed(root: Element) -> None:
    text = part(root, "Integreringsrådet", "How they rate the cooperation")
    assert "1 statement was rated, but by fewer than 3 people, so the ratings are not shown." in text
    assert "Nobody has rated" in part(root, "Styringsgruppen", "How they rate the cooperation")
    compared = rows(by_id(root, "ratings-compare-table"))
    assert compared == [
        [
            *("Koordineringsforum for mottak 2025", "6", "We share (en)"),
            *("We share (en) municipality − civil society: −2.0", "0.60"),
        ],
        ["Integreringsrådet 2025", "2", "–", "–", "– fewer people rated each statement than may be shown"],
    ]
    assert "4 other forums were rated by nobody." in chapter(root, "say").text


@pytest.mark.parametrize("name", ["drop_off", "balance", "perception"])
def test_what_was_not_run_is_not_shown(name: str) -> None:
    heading = {
        "drop_off": "Who stops coming",
        "balance": "Balance by more than the sector",
        "perception": "How they rate the cooperation",
    }[name]
    assert heading in {h.text for h in report(study()).all("h3", "h4")}
    assert heading not in {h.text for h in report(without(name)).all("h3", "h4")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_groups_and_statements_are_escaped(lang: str) -> None:
    evil = "<i onmouseover=x>"
    given = study()
    assert given.say is not None
    assert isinstance(given.say.drop_off, FakeDropOff)
    assert isinstance(given.say.balance, FakeBalance)
    assert isinstance(given.say.crossing, FakeBalance)
    assert isinstance(given.say.perception, FakePerception)
    for table in (given.say.balance.groups, given.say.crossing.groups, given.say.perception.items):
        for row in table.records:
            row.update(text=evil, wave=evil)
            if row.get("attribute") in ("membership", "former_unit", "area", "language"):
                row["group"] = evil
    for table in (given.say.drop_off.tests, given.say.perception.instruments):
        for row in table.records:
            row.update(status=evil, reason=evil, wave=evil, r_wg_j=None, r_wg_j_note=evil)
    root = report(given, lang)
    assert not root.all("i")
    assert evil in chapter(root, "say").text


def test_how_many_forums_have_a_page() -> None:
    given = study()
    forums = given.network.tables["forums"]
    given.network.tables["forums"] = FakeTable(
        [*forums.records, *(forums.records[0] | {"id": f"f-more-{number}"} for number in range(30))]
    )

    def shown(forum_pages: int | None) -> tuple[int, str]:
        results = (given.coverage, given.duplication, given.representation)
        root = page(render(given.network, *results, say=given.say, forum_pages=forum_pages))
        said = chapter(root, "say")
        return sum("page" in div.attributes.get("class", "").split() for div in said.all("div")), said.text

    assert page(report_html(given)).text.count("Pages below are for 25 of 36 forums") == 1
    number, text = shown(2)
    assert number == 2
    assert "Pages below are for 2 of 36 forums, those with most rules not met first; 34 more forums" in text
    assert shown(0)[0] == 0
    number, text = shown(None)
    assert number == 36
    assert "Pages below" not in text
