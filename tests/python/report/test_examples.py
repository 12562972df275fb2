"""The report on what the package computes from the examples, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import by_id, page, rows

import samspill as ss
from samspill.report import LANGUAGES, render
from samspill.report.text import Text

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
    listed = [row[0].split()[-1] for row in rows(by_id(root, "gap-table"))]
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


def test_row_order_of_the_input_does_not_show(reception: ss.Network) -> None:
    names = ("areas", "actors", "people", "needs", "activities", "ties", "forums", "seats")
    turned = {name: list(reversed(reception.table(name).rows())) for name in names}
    network = ss.Network.from_tables(**turned, title=reception.title)
    plain = ss.Network.from_tables(
        **{name: reception.table(name).rows() for name in names}, title=reception.title
    )
    assert network.to_html() == plain.to_html()
