"""The rules of the 4W import, each on a sheet of a few rows made for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samspill.importers import ImportedStudy

Rows = list[dict[str, object]]
RowsOf = Callable[[ImportedStudy, str], Rows]
Read = Callable[..., ImportedStudy]

FOUR_W_HEAD = (
    "Org;Sector;ProjectCode;Month;IndicatorId;Indicator;Accumulative;Region;AnnualTarget;Achieved;ReportId"
)
FOUR_W_TAGS = "#org;#sector;;#date;;;;#adm1;;;"


@pytest.fixture
def read_4w(read_lines: Read) -> Read:
    """Reads a sheet in the columns of FOUR_W_HEAD."""

    def sheet(*lines: str) -> ImportedStudy:
        return read_lines(FOUR_W_TAGS, *lines, header=FOUR_W_HEAD)

    return sheet


def codes(study: ImportedStudy) -> list[str]:
    return [finding.code for finding in study.findings if finding.code != "sector_assumed"]


def severities(study: ImportedStudy) -> dict[str, str]:
    return {finding.code: finding.severity for finding in study.findings}


MONTHLY = (
    "A;Health;P1;January;7;children fed;{0};North;100;40;1",
    "A;Health;P1;February;7;children fed;{0};North;100;30;2",
    "A;Health;P1;April;7;children fed;{0};North;100;20;3",
)


@pytest.mark.parametrize(("flag", "use"), [("NO", 40), ("YES", 90), ("", 40), ("maybe", 40)])
def test_monthly_figures_add_up_only_when_declared_so(
    read_4w: Read, rows_of: RowsOf, flag: str, use: int
) -> None:
    study = read_4w(*(line.format(flag) for line in MONTHLY))
    (activity,), (need,) = rows_of(study, "activities"), rows_of(study, "needs")
    assert (activity["capacity"], activity["from_month"], activity["to_month"]) == (use, 1, 5)
    assert (need["people"], need["from_month"], need["to_month"]) == (100, 1, 13)
    assert ("accumulation_unstated" in codes(study)) == (flag in ("", "maybe"))
    assert ("unknown_term" in codes(study)) == (flag == "maybe")


def test_contradicting_declarations_count_the_largest_report(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w(MONTHLY[0].format("YES"), MONTHLY[1].format("NO"))
    assert rows_of(study, "activities")[0]["capacity"] == 40
    assert "accumulation_mixed" in codes(study)


def test_a_gap_in_a_series_to_be_added_up_makes_the_sum_unknown(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w(MONTHLY[0].format("YES"), "A;Health;P1;May;7;children fed;YES;North;100;;4")
    assert rows_of(study, "activities")[0]["capacity"] is None
    assert "report_incomplete" in codes(study)


def test_differing_targets_are_one_need_of_the_largest(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w(
        "A;Health;P1;January;7;children fed;NO;North;100;40;1",
        "A;Health;P1;February;7;children fed;NO;North;120;40;2",
        "A;Health;P1;March;7;children fed;NO;North;;40;3",
    )
    assert [need["people"] for need in rows_of(study, "needs")] == [120]
    finding = next(f for f in study.findings if f.code == "targets_differ")
    assert (finding.severity, finding.row) == ("warning", 3)


def test_a_target_of_zero_is_a_known_need_of_nobody(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w("A;Health;P1;January;7;children fed;NO;North;0;0;1")
    assert rows_of(study, "needs")[0]["people"] == 0
    assert rows_of(study, "activities")[0]["capacity"] == 0


def test_organisations_with_reports_of_their_own_have_activities_of_their_own(
    read_4w: Read, rows_of: RowsOf
) -> None:
    study = read_4w(
        "B;Health;P1;June;7;children fed;NO;North;100;40;1",
        "A;Health;P1;June;7;children fed;NO;North;100;30;2",
    )
    assert [(a["actor"], a["capacity"]) for a in rows_of(study, "activities")] == [("A", 30), ("B", 40)]
    assert [need["people"] for need in rows_of(study, "needs")] == [100]
    assert rows_of(study, "ties") == []


def test_a_shared_report_is_one_activity_of_the_first_by_name(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w(
        "C;Health;P1;June;7;children fed;NO;North;100;40;1",
        "B;Health;P1;June;7;children fed;NO;North;100;45;1",
        "A;Health;P1;June;7;children fed;NO;North;100;5;2",
    )
    found = {a["actor"]: (a["id"], a["capacity"]) for a in rows_of(study, "activities")}
    assert {actor: use for actor, (_, use) in found.items()} == {"A": 5, "B": 45}
    assert rows_of(study, "ties") == [{"source": "C", "target": found["B"][0], "relation": "collaboration"}]
    assert "joint_reports_differ" in codes(study)


def test_the_unit_column_decides_before_the_indicator(read_lines: Read, rows_of: RowsOf) -> None:
    lines = ("A;Health;people;vaccination;10;5", "A;FSC;tonnes;children fed;10;5", "B;FSC;;children fed;9;")
    study = read_lines("#org;#sector;;;;", *lines, header="o;s;Unit;Indicator;Target;Achieved")
    assert [(n["theme"], n["people"]) for n in rows_of(study, "needs")] == [
        ("Food security", 9),
        ("Health", 10),
    ]
    assert "unit_not_people" in codes(study)


def test_a_tag_declares_people_where_words_do_not(read_lines: Read, rows_of: RowsOf) -> None:
    lines = ("A,Health,degree of joy,10", "A,Health,tonnes of rice,20")
    study = read_lines("#org,#sector,#indicator,#targeted", *lines)
    assert [n["people"] for n in rows_of(study, "needs")] == [10]


def test_several_reports_of_one_organisation_under_one_id_all_count(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w(
        "A;Health;P1;June;7;children fed;YES;North;100;40;1",
        "A;Health;P1;June;7;children fed;YES;North;100;45;1",
    )
    assert rows_of(study, "activities")[0]["capacity"] == 85


def test_what_does_not_count_people_is_left_out_but_not_in_silence(read_4w: Read, rows_of: RowsOf) -> None:
    study = read_4w(
        "A;Health;P1;June;7;children fed;NO;North;100;40;1",
        "A;Health;P1;June;8;tonnes of food;NO;South;5;4.5;2",
        "B;Health;P1;June;9;households helped;NO;South;50;40;3",
        "B;Health;P1;June;10;degree of joy;NO;South;50;40;4",
    )
    assert [need["people"] for need in rows_of(study, "needs")] == [100]
    assert len(rows_of(study, "activities")) == 1
    assert [actor["id"] for actor in rows_of(study, "actors")] == ["A", "B"]
    assert [area["id"] for area in rows_of(study, "areas")] == ["North", "South"]
    messages = {f.code: f.message for f in study.findings}
    assert messages["unit_not_people"].startswith("2 rows (rows 4-5)")
    assert messages["unit_not_recognised"].startswith("1 row (row 6)")
    assert not study.has_errors


def test_people_in_need_are_nobodys_and_count_once(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines(
        "#org;#sector;#adm1;#inneed;#reached", "A;Health;North;100;10", "B;Health;North;100;20"
    )
    assert [need["people"] for need in rows_of(study, "needs")] == [100]
    assert len(rows_of(study, "activities")) == 2


def test_a_3w_without_numbers_gives_activities_of_unknown_capacity(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines("#org,#sector,#adm1", "A,WASH,North", "A,WSH,North", "B,Astrology,South")
    assert [(a["actor"], a["theme"], a["capacity"]) for a in rows_of(study, "activities")] == [
        ("B", "Astrology", None),
        ("A", "Water, sanitation and hygiene", None),
    ]
    assert "needs" not in study.tables
    assert study.unrecognised_labels == {"sector": ["Astrology"]}
    assert next(f.row for f in study.findings if f.code == "unrecognised_label") == 4


def test_places_by_code_and_by_name(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines(
        "#org,#sector,#country,#adm1+name,#adm1+code,#adm2",
        "A,Health,Norway,Oslo,03,Sagene",
        "A,Health,NORWAY,Oslo,,Frogner",
        "A,Health,Norway,Herøy,1515,",
        "A,Health,Norway,Herøy,1818,",
        "A,Health,Norway,Herøy,,",
        "A,Health,,,,",
    )
    areas = {area["id"]: (area["name"], area["parent"]) for area in rows_of(study, "areas")}
    assert areas == {
        "Norway": ("Norway", None),
        "03": ("Oslo", "Norway"),
        "Norway/Oslo/Sagene": ("Sagene", "03"),
        "Norway/Oslo/Frogner": ("Frogner", "03"),
        "1515": ("Herøy", "Norway"),
        "1818": ("Herøy", "Norway"),
        "Norway/Herøy": ("Herøy", "Norway"),
    }
    assert next(f.row for f in study.findings if f.code == "ambiguous_id") == 6
    assert [] in [a["areas"] for a in rows_of(study, "activities")]


def test_organisations_with_types_codes_and_roles(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines(
        "#org+name,#org+code,#org+type,#org+funder,#org+prog,#org+impl,#sector,#adm1",
        "Helpers,h1,International NGO,Donor Bank,,Local Club,Health,North",
        "helpers,h1,International NGO,Donor Bank,,,Health,South",
        "Ministry of Care,,,,Helpers,,Health,North",
    )
    actors = {a["id"]: (a["name"], a["sector"]) for a in rows_of(study, "actors")}
    assert actors["h1"][1] == "civil_society"
    assert actors["Ministry of Care"] == ("Ministry of Care", "state")
    ties = {(t["source"], t["target"], t["relation"]) for t in rows_of(study, "ties")}
    assert ties == {
        ("Donor Bank", "h1", "funding"),
        ("h1", "Local Club", "contract"),
        ("h1", "Ministry of Care", "contract"),
    }


def test_start_and_end_over_two_years(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines(
        "#org,#sector,#date+start,#date+end",
        "A,Health,2014-11-01,2015-02-28",
        "B,Health,2014-12-01,",
        "C,Health,2015-03-01,2015-01-01",
        "D,Health,soon,later",
    )
    periods = {a["actor"]: (a["from_month"], a["to_month"]) for a in rows_of(study, "activities")}
    assert periods == {"A": (11, 15), "B": (12, None), "C": (None, None), "D": (None, None)}
    assert severities(study)["reversed_interval"] == "error"
    assert severities(study)["not_a_date"] == "warning"
    assert study.month_labels is not None
    assert study.month_labels[13] == "January 2015"


def test_months_in_words_take_the_year_from_its_column(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines("#org,#sector,#date,", "A,Health,June,2014", "B,Health,June,2015", header="o,s,m,Year")
    assert [a["from_month"] for a in rows_of(study, "activities")] == [6, 18]
    several = read_lines("#org,#sector,#date", "A,Health,June", "B,Health,June 2014", "C,Health,May 2015")
    assert {a["actor"]: a["from_month"] for a in rows_of(several, "activities")} == {
        "A": None,
        "B": 6,
        "C": 17,
    }
    assert "month_without_year" in codes(several)


def test_rows_that_say_too_little_or_nothing_new(read_lines: Read, rows_of: RowsOf) -> None:
    study = read_lines(
        "#org,#sector,#adm1,#status,",
        "A,Health,North,Ongoing,yes",
        "A,Health,North,Ongoing,yes",
        "",
        ",Health,South,Ongoing,yes",
        "B,,South,Ongoing,yes",
        "C,Health,South,Cancelled,yes",
        "D,Health,South,Ongoing,no",
        "E,Health,South,Ongoing,yes,too,many",
        header="a,b,c,d,IsApproved",
    )
    assert [a["actor"] for a in rows_of(study, "activities")] == ["A", "E"]
    found = {f.code: f.row for f in study.findings}
    assert found["duplicate_row"] == 4
    assert found["missing_organisation"] == 6
    assert found["missing_value"] == 7
    assert found["activity_stopped"] == 8
    assert found["not_approved"] == 9
    assert found["row_too_long"] == 10
