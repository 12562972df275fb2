"""The report on what the package computes from the examples, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import by_id, page, rows

import samspill as ss
from samspill.report import LANGUAGES, render
from samspill.report.text import Text
from samspill.report_say import stated_attributes

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture(scope="module")
def reception() -> ss.Network:
    return ss.read(EXAMPLES / "reception")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", ["reception", "hxl-rowca-4w", "ohana-directory"])
def test_examples_give_a_page_that_needs_nothing_else(example: str, lang: str) -> None:
    html = ss.read(EXAMPLES / example).to_html(lang=lang)
    assert page(html).first("html").attributes["lang"] == lang
    assert "//" not in html.replace("<!DOCTYPE html>", "")


def test_report_states_the_totals_of_the_coverage(reception: ss.Network) -> None:
    coverage = reception.coverage()
    main = page(render(reception, coverage, None, None)).first("main").text
    text, totals = Text("en"), coverage.totals
    covered = text.between(totals.covered_low, totals.covered_high)
    assert f"{covered.capitalize()} of {text.amount(totals.people)} people in needs of known size" in main
    assert f"{totals.needs_unknown} of {totals.needs} needs are of unknown size" in main


def test_report_lists_every_gap_every_cluster_and_every_forum(reception: ss.Network) -> None:
    coverage, duplication = reception.coverage(), reception.duplication()
    representation = reception.representation()
    root = page(render(reception, coverage, duplication, representation))
    listed = [
        row[0].split()[-1] for name in ("statutory", "gap") for row in rows(by_id(root, f"{name}-table"))
    ]
    assert listed == coverage.gaps.column("need")[: len(listed)]
    verdicts = duplication.clusters.column("verdict")
    for verdict in set(verdicts):
        assert len(rows(by_id(root, f"duplication-{verdict}-table"))) == verdicts.count(verdict)
    names = {row["id"]: row["name"] for row in reception.table("forums").rows()}
    shown = {row[0] for row in rows(by_id(root, "forum-table"))}
    for forum in representation.forums.column("forum"):
        assert any(text.startswith(names[forum]) for text in shown)


def test_losses_by_referrer_add_up_to_the_total(reception: ss.Network) -> None:
    coverage = reception.coverage()
    root = page(render(reception, coverage, None, None))
    lost = sum(float(row[2]) for row in rows(by_id(root, "awareness-table")))
    assert coverage.totals.lost_to_not_knowing_low == coverage.totals.lost_to_not_knowing_high
    assert lost == pytest.approx(coverage.totals.lost_to_not_knowing_low)


def test_picture_shows_the_losses_of_the_cascade(reception: ss.Network) -> None:
    coverage, text = reception.coverage(), Text("en")
    root = page(render(reception, coverage, None, None))
    shown = [row[3:] for row in rows(by_id(root, "cascade-table"))]
    assert shown == [
        [
            text.span(*sorted((row["lost_least"], row["lost_most"]))),
            text.span(row["left_least"], row["left_most"]),
        ]
        for row in coverage.cascade.rows()
    ]
    labels = [label.text for label in by_id(root, "cascade-picture").all("text")]
    assert {f"{lost} lost" for lost, _ in shown} <= set(labels)
    assert {f"{left} left" for _, left in shown} <= set(labels)


def test_stages_that_nobody_recorded_are_unknown() -> None:
    """The sheet says who does what where, and nothing about languages, ages or who knows whom."""
    root = page(ss.read(EXAMPLES / "hxl-rowca-4w").to_html())
    table = {row[0]: row[2:] for row in rows(by_id(root, "cascade-table"))}
    assert table["It fits language, age, price, access"] == ["unknown"] * 3
    assert table["The one who refers knows it"] == ["unknown"] * 3
    assert "unknown" not in table["It has a free place"]


def test_report_names_the_best_repairs_and_the_choice(reception: ss.Network) -> None:
    repairs = reception.coverage().repairs()
    root = page(reception.to_html())
    table = rows(by_id(root, "repair-table"))
    best = repairs.table.rows()[:10]
    assert [row[0].split(".")[0] for row in table] == [str(row["repair"]) for row in best]
    assert [row[2] for row in table] == [str(row["people"]) for row in best]
    assert [row[5] != "no" for row in table] == [row["step"] is not None for row in best]
    names = {row["id"]: row["name"] for row in reception.table("activities").rows()}
    assert all(names[repair["activity"]] in row[0] for row, repair in zip(table, best, strict=True))
    assert len(rows(by_id(root, "knowledge-table"))) == len(repairs.knowledge)


def test_groups_and_backup_add_up_to_the_totals(reception: ss.Network) -> None:
    totals = reception.coverage().totals
    root = page(reception.to_html())
    for grouping in ("target-group", "area"):
        shown = [row[1].split(" of ") for row in rows(by_id(root, f"equity-{grouping}-table"))]
        assert sum(int(people.replace(",", "")) for _, people in shown) == totals.people
    backup = [int(row[2].replace(",", "")) for row in rows(by_id(root, "backup-table"))]
    assert backup[0] == totals.people_with_backup
    assert sum(backup) == totals.people


def test_row_order_of_the_input_does_not_show(reception: ss.Network) -> None:
    names = list(reception.sizes)
    turned = {name: list(reversed(reception.table(name).rows())) for name in names}
    network = ss.Network.from_tables(**turned, title=reception.title)
    plain = ss.Network.from_tables(
        **{name: reception.table(name).rows() for name in names}, title=reception.title
    )
    assert without_places(network.to_html()) == without_places(plain.to_html())


def without_places(html: str) -> str:
    """The page without the numbers of rows that findings name, which are those of the input."""
    return re.sub(r'(data-label="See row">)[^<]*', r"\1", html)


def test_report_shows_who_stopped_coming(reception: ss.Network) -> None:
    root = page(reception.to_html())
    shown = {row[0]: row[1:] for row in rows(by_id(root, "stay-compare-table"))}
    names = {row["id"]: row["name"] for row in reception.table("forums").rows()}
    drop_off = reception.drop_off()
    followed = {row["forum"] for row in drop_off.groups.rows() if row["forum"]}
    assert shown.keys() == {names[forum] for forum in followed}
    for forum in followed:
        groups = [row for row in drop_off.groups.rows() if row["forum"] == forum]
        counts = [str(sum(row[name] for row in groups)) for name in ("spells", "events")]
        assert shown[names[forum]][:2] == counts
    assert shown["Styregruppen for det fælles projekt"] == [
        *("8", "3", "0 of 4", "3 of 4", "–", "0.14", "0.14"),
    ]


def test_report_suppresses_what_few_rated(reception: ss.Network) -> None:
    root = page(reception.to_html())
    tables = [t for t in root.all("table") if re.fullmatch(r"ratings-\d+", t.attributes["id"])]
    raters = {row[1]: row for table in tables for row in rows(table)}
    assert raters.keys() == {"8", "2"}
    assert raters["2"][2].startswith("– fewer people rated it")
    assert [cell.split()[0] for cell in raters["2"][3:]] == ["–"] * 4


@pytest.mark.parametrize(
    ("tables", "asked"),
    [
        ({}, []),
        (
            {"people": [{"id": "p", "actor": "a", "groups": "chess", "tier": "staff", "languages": "da"}]},
            ["membership", "tier", "language"],
        ),
        (
            {"people": [{"id": "p", "actor": "a", "groups": "woman;chess"}]},
            [{"attribute": "membership", "groups": ["woman", "man"]}],
        ),
        (
            {
                "areas": [{"id": "x", "former_unit": "u"}],
                "actors": [{"id": "a", "sector": "state", "area": "x", "languages": "ar"}],
            },
            ["language", "area", "former_unit"],
        ),
    ],
)
def test_attributes_are_asked_for_where_the_tables_state_them(
    tables: dict[str, list[dict[str, str]]], asked: list[object]
) -> None:
    given = {"actors": [{"id": "a", "sector": "state"}], **tables}
    network = ss.Network.from_tables(**given)  # type: ignore[arg-type] # tables by name
    assert stated_attributes(network) == asked
