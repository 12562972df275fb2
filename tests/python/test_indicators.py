"""Catalogues of indicators."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import samspill as ss
from indicator_support import ROW, catalogue
from samspill import indicator_rows
from samspill.indicators import IndicatorCatalogue

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"en", "nb", "da", "sv"}


def test_the_standard_catalogue_is_complete() -> None:
    standard = IndicatorCatalogue.standard()
    assert len(standard.findings()) == 0
    assert set(standard.sets) == {
        "reception_pilot",
        "volunteering_policy",
        "leisure_card",
        "benefit_refugees",
        "benefit_community",
        "benefit_staff",
        "benefit_volunteers",
    }
    for indicator in standard:
        assert set(indicator.questions) == LANGUAGES, indicator.id
        assert all(text.endswith("?") for text in indicator.questions.values()), indicator.id
        assert re.match(r"S\d+", indicator.source), indicator.id
        assert re.fullmatch(r"M\d\.\d+", indicator.method), indicator.id
        assert indicator.set.startswith("benefit_") <= (indicator.set == f"benefit_{indicator.group}")
        assert "%" not in indicator.unit
        # Without a denominator units that become one are added up, which makes no sense of an index.
        assert indicator.unit != "index" or indicator.combination == "weighted_mean"


def test_terms_are_those_of_cpp() -> None:
    header = (ROOT / "include/samspill/model/indicator.hpp").read_text(encoding="utf-8")
    names = {
        "direction": "IndicatorDirection",
        "level": "LogicLevel",
        "group": "BeneficiaryGroup",
        "combination": "IndicatorCombination",
    }
    assert set(names) == set(indicator_rows.TERMS)
    for column, vocabulary in names.items():
        found = re.search(rf"Vocabulary<{vocabulary}> {{.*?names{{(.*?)}}", header, re.S)
        assert found is not None
        assert tuple(re.findall(r'"(\w+)"', found[1])) == indicator_rows.TERMS[column]


def test_columns_are_fields_of_an_indicator_in_cpp() -> None:
    header = (ROOT / "include/samspill/model/indicator.hpp").read_text(encoding="utf-8")
    found = re.search(r"struct Indicator {(.*?)^};", header, re.S | re.M)
    assert found is not None
    fields = set(re.findall(r"(\w+)(?:{}| = [^;]+);", re.sub(r"//[^\n]*", "", found[1])))
    python = {field.name for field in dataclasses.fields(indicator_rows.Indicator)} - {"questions"}
    assert python <= fields


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"direction": "up"}, "unknown_term", "direction"),
        ({"level": "goal"}, "unknown_term", "level"),
        ({"denominator": ""}, "missing_value", "denominator"),
        ({"id": None}, "missing_value", "id"),
        ({"question_en": " "}, "missing_value", "question_en"),
        ({"least": "a"}, "not_a_number", "least"),
        ({"least": True}, "not_a_number", "least"),
        ({"least": 2, "greatest": 1}, "reversed_interval", "least"),
        ({"least": 2}, "reversed_interval", "least"),
        ({"analysis": "coverage"}, "missing_value", "measure"),
        ({"measure": "totals.people"}, "missing_value", "analysis"),
        ({"analysis": "coverage", "measure": "totals people"}, "unknown_term", "measure"),
        ({"unit": ["share"]}, "unsupported_type", "unit"),
        ({"unit": "\ud800"}, "wrong_encoding", "unit"),
    ],
)
def test_what_does_not_fit_is_found(change: dict[str, object], code: str, column: str) -> None:
    with pytest.raises(ss.UnusableData) as caught:
        catalogue(**change)
    assert (code, 2, column) in {(f.code, f.row, f.column) for f in caught.value.findings}


def test_all_findings_come_at_once() -> None:
    rows = [ROW, ROW | {"version": "2"}, ROW | {"id": "b", "direction": "", "group": "x"}]
    with pytest.raises(ss.UnusableData) as caught:
        IndicatorCatalogue.from_table(rows)
    assert {(f.code, f.row, f.column) for f in caught.value.findings} == {
        ("duplicate_id", 3, "id"),
        ("contradictory_version", 3, "version"),
        ("missing_value", 4, "direction"),
        ("unknown_term", 4, "group"),
    }


def test_own_catalogues(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "id;set;version;question_en;question_nb;unit;denominator;direction;colour\n"
        "reached;own;1;Are people reached?;Blir folk nådd?;share;people;increase;red\n\n",
        encoding="utf-8",
    )
    read = IndicatorCatalogue.read(file)
    assert [(f.code, f.column, f.file) for f in read.findings()] == [("unknown_column", "colour", "own.csv")]
    assert (read.version, read.ids) == ("1", ("reached",))
    assert read["reached"].question("nb") == "Blir folk nådd?"
    assert read["reached"].question("sv") == "Are people reached?"
    assert (read["reached"].least, read["reached"].greatest) == (0.0, 1.0)
    assert read.rows("nb").column("question") == ["Blir folk nådd?"]
    study = read.study_rows()[0]
    assert "version" not in study
    assert study["question_nb"] == "Blir folk nådd?"
    assert study["analysis"] is None
    with pytest.raises(ss.UnusableData):
        IndicatorCatalogue.read(tmp_path / "missing.csv")
    with pytest.raises(ss.UnusableData):
        IndicatorCatalogue.from_table([])


def test_choosing() -> None:
    standard = IndicatorCatalogue.standard()
    assert {found.set for found in standard.of_set("leisure_card")} == {"leisure_card"}
    assert standard.only(["trust", "coverage"]).ids == ("coverage", "trust")
    assert "coverage" in standard
    for wrong in (lambda: standard["x"], lambda: standard.only(["x"]), lambda: standard.of_set("x")):
        with pytest.raises(ss.NotFound):
            wrong()
