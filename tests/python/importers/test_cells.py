"""Numbers, dates and words of foreign cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.importers.cells import NumberReader, clean, fold, has_foreign_space, number_text, squeeze
from samspill.importers.dates import MonthAxis, Span, read_date, read_span, read_time
from samspill.importers.vocabulary import (
    people_counted,
    sector_of_organisation,
    sector_of_relief,
    unit_counted,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("100", 100),
        ("0", 0),
        ("24.06", 24.06),
        ("24,06", 24.06),
        ("1 234", 1234),
        ("1'234", 1234),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("0.123", 0.123),
        ("1234.567", 1234.567),
        ("+5", 5),
        ("-0", 0),
    ],
)
def test_numbers_that_leave_no_doubt(text: str, value: float) -> None:
    number = NumberReader().read(text)
    assert (number.value, number.problem) == (value, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<5", "value_suppressed"),
        ("< 5", "value_suppressed"),
        (":", "value_suppressed"),
        ("*", "value_suppressed"),
        ("1-4", "value_suppressed"),
        ("n/a", "value_unstated"),
        ("pending", "value_unstated"),
        ("-", "value_unstated"),
        ("1.234", "ambiguous_number"),
        ("1,234", "ambiguous_number"),
        ("NaN", "not_finite"),
        ("-inf", "not_finite"),
        ("-3", "negative_number"),
        ("1000000000001", "number_too_large"),
        ("9" * 60, "number_too_large"),
        ("about 300", "not_a_number"),
        ("12 34", "not_a_number"),
        ("1,2,3", "not_a_number"),
    ],
)
def test_cells_that_give_no_number_say_why(text: str, problem: str) -> None:
    number = NumberReader().read(text)
    assert (number.value, number.problem) == (None, problem)


def test_another_cell_of_the_file_decides_what_a_mark_means() -> None:
    assert NumberReader(["24.06"]).read("1.234").value == pytest.approx(1.234)
    assert NumberReader(["24.06"]).read("1,234").value == 1234
    assert NumberReader(["1.234.567"]).read("1.234").value == 1234
    assert NumberReader(["24.06", "24,06"]).read("1.234").problem == "ambiguous_number"


def test_people_come_in_whole_numbers() -> None:
    assert NumberReader().read_whole("12.5").problem == "not_a_whole_number"
    assert NumberReader().read_whole("12.0").value == 12


@given(st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda x: round(x, 4)))
def test_typed_numbers_come_back_without_doubt(value: float) -> None:
    number = NumberReader().read(number_text(value))
    assert number.value == pytest.approx(value)


@given(st.text())
def test_no_text_makes_the_readers_raise(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert fold(fold(text)) == fold(text)
    NumberReader([text]).read(cleaned)
    read_span(text)
    read_date(text)
    read_time(text)
    unit_counted(text)
    people_counted(text)
    sector_of_organisation(text)


def test_numbers_without_end_are_written_as_what_they_are() -> None:
    assert NumberReader().read(number_text(float("inf"))).problem == "not_finite"
    assert NumberReader().read(number_text(float("nan"))).problem == "not_finite"


def test_invisible_characters_go_and_foreign_spaces_become_plain() -> None:
    assert clean("\u200ba\u00a0 b\u202fc\n") == "a b c"
    assert has_foreign_space("a\u200bb")
    assert not has_foreign_space("a b")
    assert squeeze("Annual Target") == "annualtarget"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("June", Span(0, 6, 6)),
        ("juin", Span(0, 6, 6)),
        ("Mars 2015", Span(2015, 3, 3)),
        ("1 March 2015", Span(2015, 3, 3)),
        ("March 1, 2015", Span(2015, 3, 3)),
        ("2014-06-23", Span(2014, 6, 6)),
        ("2014-06", Span(2014, 6, 6)),
        ("06/2014", Span(2014, 6, 6)),
        ("23/06/2014", Span(2014, 6, 6)),
        ("06/23/2014", Span(2014, 6, 6)),
        ("2014", Span(2014, 1, 12)),
        ("03/04/2015", None),
        ("Juneish", None),
        ("2014-13", None),
        ("", None),
    ],
)
def test_months_in_words_and_dates(text: str, span: Span | None) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("January 01, 0001", date(1, 1, 1)),
        ("12/24/2015", date(2015, 12, 24)),
        ("12/24/15", date(2015, 12, 24)),
        ("24.12.2015", date(2015, 12, 24)),
        ("2015-12-24T10:00:00Z", date(2015, 12, 24)),
        ("1 March 2015", date(2015, 3, 1)),
        ("03/04/2015", None),
        ("2015-02-30", None),
        ("June", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("17:00", 17 * 60),
        ("4:00 PM", 16 * 60),
        ("3pm", 15 * 60),
        ("9am", 9 * 60),
        ("12am", 0),
        ("12 p.m.", 12 * 60),
        ("10:00:00", 10 * 60),
        ("10:00Z", 10 * 60),
        ("24:00", 24 * 60),
        ("25:00", None),
        ("13pm", None),
        ("noon", None),
    ],
)
def test_times_of_day(text: str, minutes: int | None) -> None:
    assert read_time(text) == minutes


def test_months_go_on_counting_in_later_years() -> None:
    axis = MonthAxis([Span(2014, 11, 11), Span(2015, 2, 2)])
    assert (axis.start(Span(2014, 11, 11)), axis.end(Span(2015, 2, 2))) == (11, 15)
    labels = axis.labels() or {}
    assert (len(labels), labels[1], labels[14]) == (24, "January 2014", "February 2015")
    assert axis.start(Span(0, 3, 3)) is None
    assert MonthAxis([Span(0, 1, 1), Span(0, 6, 6)]).labels() is not None
    assert MonthAxis([]).labels() is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Water Sanitation & Hygiene", "Water, sanitation and hygiene"),
        ("WASH", "Water, sanitation and hygiene"),
        ("WSH", "Water, sanitation and hygiene"),
        ("Salud", "Health"),
        ("PRO-CPN", "Child protection"),
        ("food  SECURITY", "Food security"),
        ("Astrology", None),
        ("", None),
    ],
)
def test_synonyms_of_sectors(label: str, name: str | None) -> None:
    assert sector_of_relief(label) == name


@pytest.mark.parametrize(
    ("texts", "sector"),
    [
        (("437",), "civil_society"),
        (("447",), "state"),
        (("Government", "Anything"), "state"),
        (("International NGO",), "civil_society"),
        (("Non-governmental organisation",), "civil_society"),
        (("", "Public Library of a Town"), "municipal"),
        (("", "City of Testby"), "municipal"),
        (("Private sector",), "private"),
        (("", "Refugee-led network"), "target_group"),
        (("", "Fake Org"), None),
        (("Other", "Fake Org"), None),
    ],
)
def test_sectors_of_organisations(texts: tuple[str, ...], sector: str | None) -> None:
    assert sector_of_organisation(*texts) == sector


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [
        ("number of children receiving nutritional support", "people"),
        ("Number of communities with persons sensitized", "other"),
        ("Number of trained community volunteers", "people"),
        ("Number of child-friendly spaces supported", "other"),
        ("Number of youth centers opened", "other"),
        ("quantity of food distributed", "other"),
        ("Number of households reached", "other"),
        ("nombre d'enfants vaccinés", "people"),
        ("Percentage of people reached", "other"),
        ("Degree of happiness", "unrecognised"),
        ("", "unrecognised"),
    ],
)
def test_what_an_indicator_counts(indicator: str, unit: str) -> None:
    assert unit_counted(indicator) == unit


def test_the_people_an_indicator_counts_are_named_without_number_of() -> None:
    assert people_counted("number of of women, men receiving assistance") == "women, men receiving assistance"
    assert people_counted("Number of ") == "Number of "
    assert people_counted("children fed.") == "children fed"
