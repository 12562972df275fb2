"""Service directories in the 1.x and 3.0 layouts, made by hand, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.importers import ImportedStudy, read_hsds
from samspill.importers.cells import words

Rows = list[dict[str, object]]
RowsOf = Callable[[ImportedStudy, str], Rows]
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes a directory: one CSV file per keyword, its lines joined by line ends."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return write


ORGANIZATIONS = "id,name\n1,City of Testby\n2,Helpers\n"
SERVICES = "id,organization_id,name,status\n1,1,Language café,active\n2,2,Homework help,active\n"


def found(study: ImportedStudy) -> dict[tuple[str, str, str], tuple[str, int]]:
    """Findings by code, table and column: their severity and row."""
    return {(f.code, f.table, f.column): (f.severity, f.row) for f in study.findings}


def test_the_3_0_layout(folder: Folder, rows_of: RowsOf) -> None:
    path = folder(
        organizations="id,name,legal_status,parent_organization_id\n"
        "o1,Helpers,Limited Company,o2\no2,Roof,,o9\n",
        programs="id,organization_id,name\np1,o2,Welcome\n",
        services="id,organization_id,program_id,name,description,status,minimum_age,maximum_age,assured_date,url\n"
        "s1,o1,,Counselling,Call 555 123 4567 or a@example.org since 2010-2015.,active,12,100,2023-03-15,x\n"
        "s2,,p1,Shelter,,temporarily closed,,,,\ns3,,p1,Soup,,active,0.5,,,\n",
        locations="id,location_type,organization_id,name\nl1,physical,o1,Centre\nl2,virtual,o9,Web\n",
        addresses="id,location_id,city,state_province,country,address_type\n"
        "a1,l1,Testby,North,NO,physical\na2,l1,Elsewhere,North,NO,postal\n",
        service_at_location="id,service_id,location_id\nsl1,s1,l1\n",
        service_areas="id,service_id,name\nar1,s3,Testby\n",
        schedules="id,service_id,service_at_location_id,freq,interval,byday,opens_at,closes_at,until,wkst\n"
        'c1,,sl1,WEEKLY,1,"TH,FR",10:00:00,18:00:00,,TU\nc2,s3,,MONTHLY,2,-1SU,10:00Z,11:00Z,2025-12-31,MON\n',
        languages="id,service_id,location_id,name,code\ng1,s1,,Urdu,ur\ng2,s1,,,pl\n",
        taxonomies="id,name\nt1,Needs\n",
        taxonomy_terms="id,code,name,parent_id,taxonomy_id\nx1,1,Health,,t1\nx2,1.1,Mental health,x1,t9\n",
        attributes="id,link_id,taxonomy_term_id,link_entity\nb1,s1,x2,service\nb2,gone,x1,service\n",
        service_capacity="id,service_id,unit_id,available,maximum\nk1,s1,u1,3,12\nk2,s3,u2,100,\n",
        units="id,name\nu1,Place\nu2,Kilogram\n",
    )
    study = read_hsds(path)
    activities = {a["id"]: a for a in rows_of(study, "activities")}
    assert activities.keys() == {"service-s1", "service-s3"}
    one, two = activities["service-s1"], activities["service-s3"]
    assert (one["actor"], one["theme"], one["areas"]) == ("org-o1", "Health", ["NO/North/Testby"])
    assert (one["age_min"], one["age_max"], one["capacity"]) == (12, 100, 12)
    assert one["languages"] == ["pl", "ur"]
    assert one["schedule"] == "FREQ=WEEKLY;BYDAY=TH,FR;WKST=TU"
    assert one["description"] == "Call … or … since 2010-2015."
    assert one["last_confirmed"] == "2023-03-15"
    assert (two["actor"], two["theme"], two["areas"]) == ("org-o2", "Soup", ["NO/North/Testby"])
    assert (two["age_min"], two["capacity"]) == (0, None)
    assert two["schedule"] == "FREQ=MONTHLY;INTERVAL=2;UNTIL=20251231;BYDAY=-1SU"
    actors = {a["id"]: a for a in rows_of(study, "actors")}
    assert (actors["org-o1"]["sector"], actors["org-o1"]["parent"]) == ("private", "org-o2")
    assert (actors["org-o1"]["area"], actors["org-o2"]["parent"]) == ("NO/North/Testby", None)
    assert found(study).keys() >= {
        ("unknown_id", "organizations", "parent_organization_id"),
        ("unknown_id", "locations", "organization_id"),
        ("unknown_id", "taxonomy_terms", "taxonomy_id"),
        ("unknown_id", "attributes", "link_id"),
        ("unit_not_people", "service_capacity", ""),
        ("theme_unstated", "services", ""),
    }
    assert not study.has_errors


def test_the_1_x_layout(folder: Folder, rows_of: RowsOf) -> None:
    path = folder(
        organizations=ORGANIZATIONS,
        services=SERVICES,
        locations="id,organization_id\n7,1\n",
        services_at_location="id,service_id,location_id\n1,1,7\n",
        physical_addresses="id,location_id,city,country\n1,7,Testby,NO\n",
        eligibility="id,service_id,eligibility,minimum_age,maximum_age\n1,1,adult,18,\n2,2,None,,\n",
        regular_schedules="id,service_id,weekday,opens_at,closes_at\n1,1,1,3pm,noon\n2,1,Wed,9am,03:00\n3,1,Someday,,\n",
        holiday_schedules='id,service_id,start_date,end_date\n1,1,"January 01, 0001","January 01, 0001"\n'
        "2,1,03/04/2015,\n3,1,2015-12-24,2015-12-20\n",
        taxonomy="taxonomy_id,name,parent_id\nA,Leisure,\nA-1,Cafés,A\n",
        services_taxonomy="service_id,taxonomy_id\n1,A-1\n2,B\n",
    )
    study = read_hsds(path)
    one, two = rows_of(study, "activities")
    assert (one["theme"], one["areas"], one["age_min"]) == ("Leisure", ["NO/Testby"], 18)
    assert one["schedule"] == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert (two["theme"], two["areas"], two["age_min"]) == ("Homework help", [], None)
    assert {key: row for key, (_, row) in found(study).items() if key[1].endswith("schedules")} == {
        ("not_a_time", "schedules", "closes_at"): 2,
        ("reversed_time", "schedules", "closes_at"): 3,
        ("schedule_unreadable", "schedules", ""): 4,
        ("not_a_date", "holiday_schedules", "start_date"): 3,
        ("reversed_interval", "holiday_schedules", "end_date"): 4,
    }
    assert ("unknown_id", "service_taxonomy", "taxonomy_id") in found(study)
    assert ("area_unstated", "services", "") in found(study)


def test_recurrences(folder: Folder, rows_of: RowsOf) -> None:
    path = folder(
        organizations="id,name\n1,A\n",
        services="id,organization_id,name,location_id\n" + "".join(f"{k},1,S{k},{k}\n" for k in range(1, 8)),
        locations="id,organization_id\n" + "".join(f"{k},1\n" for k in range(1, 8)),
        schedules="service_id,location_id,freq,interval,byday,count,until\n"
        '1,,weekly,1,"MO, WE",,\n1,,WEEKLY,,FR,,\n'  # days alone: one rule
        "2,,WEEKLY,2,MO,,\n2,,WEEKLY,,FR,,\n"  # two rules that cannot be one
        "3,,WEEKLY,,MO,3,2025-01-31\n"  # a rule ends by a count or by a day
        "4,,WEEKLY,often,MO,,\n5,,HOURLY,,MO,,\n6,,WEEKLY,,XX,,\n"  # cannot be read
        ",7,MONTHLY,,,,\n,,WEEKLY,,MO,,\n",  # of a location; of nothing
    )
    study = read_hsds(path)
    assert [activity["schedule"] for activity in rows_of(study, "activities")] == [
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        None,
        "FREQ=WEEKLY;UNTIL=20250131;BYDAY=MO",
        None,
        None,
        None,
        "FREQ=MONTHLY",
    ]
    unreadable = next(f.message for f in study.findings if f.code == "schedule_unreadable")
    assert unreadable.startswith("3 rows (rows 7-9)")


def test_circles_are_cut(folder: Folder, rows_of: RowsOf) -> None:
    path = folder(
        organizations="id,name,parent_organization_id\n1,A,2\n2,B,1\n3,C,1\n4,D,4\n",
        services="id,organization_id,name,taxonomy_ids\n1,1,S,x\n",
        taxonomy="id,name,parent_id\nx,X,y\ny,Y,z\nz,Z,y\n",
    )
    study = read_hsds(path)
    assert [actor["parent"] for actor in rows_of(study, "actors")] == [None, None, "org-1", None]
    assert found(study)["actor_cycle", "organizations", "parent_organization_id"] == ("warning", 2)
    assert rows_of(study, "activities")[0]["theme"] == "Y"


def test_doubtful_rows_are_left_out_with_a_finding(folder: Folder, rows_of: RowsOf) -> None:
    path = folder(
        organizations="id,name\n1,A\n1,B\n,C\n",
        services="id,organization_id,name,status,minimum_age,maximum_age\n"
        "1,1,S,active,20,10\n2,,T,active,,\n3,1,U,paused,,\n4,1,V,active,many,\n",
    )
    study = read_hsds(path)
    assert [actor["name"] for actor in rows_of(study, "actors")] == ["A"]
    assert [(a["id"], a["age_min"]) for a in rows_of(study, "activities")] == [
        ("service-1", None),
        ("service-4", None),
    ]
    assert {key[:2]: value for key, value in found(study).items() if value[1]}.items() >= {
        ("duplicate_id", "organizations"): ("warning", 3),
        ("missing_value", "organizations"): ("warning", 4),
        ("missing_organisation", "services"): ("warning", 3),
        ("unknown_term", "services"): ("warning", 4),
        ("reversed_interval", "services"): ("error", 2),
        ("not_a_number", "services"): ("error", 5),
    }.items()


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "missing_table"),
        ({"services": SERVICES}, "missing_table"),
        ({"organizations": ORGANIZATIONS}, "missing_table"),
        ({"organizations": "", "services": SERVICES}, "empty_file"),
        ({"organizations": "id,name\n", "services": SERVICES}, "empty_table"),
        ({"organizations": "name\nA\n", "services": SERVICES}, "missing_column"),
        ({"organizations": 'id,name\n1,"A\n', "services": SERVICES}, "malformed_csv"),
    ],
)
def test_an_unusable_directory_is_an_error(folder: Folder, files: dict[str, str], code: str) -> None:
    study = read_hsds(folder(**files))
    assert ("error", code) in {(f.severity, f.code) for f in study.findings}
    assert study.has_errors


def test_a_path_that_is_no_folder(tmp_path: Path) -> None:
    assert [f.code for f in read_hsds(tmp_path / "absent").findings] == ["not_a_folder"]
    (tmp_path / "services.csv").mkdir()
    assert "not_a_file" in {f.code for f in read_hsds(tmp_path).findings}


CANARY = "Canary-Amina-4711"


def test_no_finding_repeats_what_a_cell_holds(folder: Folder) -> None:
    row = ",".join([CANARY] * 9)
    names = "id,name,organization_id,location_id,parent_id,status,minimum_age,opens_at,weekday"
    tables = (
        "organizations",
        "services",
        "locations",
        "addresses",
        "schedules",
        "languages",
        "taxonomy",
        "phones",
    )
    study = read_hsds(folder(**dict.fromkeys(tables, f"{names}\n{row}\nb{row}\n{row}\n")))
    assert len(study.findings) > 3
    assert all(CANARY not in repr(finding) for finding in study.findings)


CELLS = st.sampled_from(
    ["", "1", "2", "x", "active", "None", "9am", "Monday", "2015-01-01", "12", "-1", "a, b"]
)
COLUMNS = st.sampled_from(
    sorted(
        words(
            """id name organization_id service_id location_id parent_id taxonomy_id link_id status minimum_age
            weekday freq opens_at closes_at city country unit_id available service_areas keywords languages"""
        )
    )
)
TABLES = st.sampled_from(
    sorted(
        words(
            """organizations services locations addresses regular_schedules holiday_schedules eligibility
            languages taxonomy attributes service_capacity units service_at_location service_areas phones"""
        )
    )
)
FILE = st.tuples(st.lists(COLUMNS, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=5))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(files=st.dictionaries(TABLES, FILE, max_size=8))
def test_any_tables_give_columns_of_equal_length(
    folder: Folder, files: dict[str, tuple[list[str], list[list[str]]]]
) -> None:
    texts = {
        name: "\n".join(",".join(f'"{cell}"' for cell in line) for line in [head, *rows])
        for name, (head, rows) in {"organizations": (["id", "name"], [["1", "A"]]), **files}.items()
    }
    study = read_hsds(folder(**texts))
    for columns in study.tables.values():
        assert len({len(values) for values in columns.values()}) == 1
    areas = set(study.tables.get("areas", {}).get("id", []))
    for listed in study.tables.get("activities", {}).get("areas", []):
        assert isinstance(listed, list)
        assert set(listed) <= areas
