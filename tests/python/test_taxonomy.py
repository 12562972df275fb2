"""Taxonomies of themes: read, checked, held against a study, and used in the likeness of offers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import samspill as ss
from small_study import TABLES, write_folder

TERMS = [
    {"code": "sport", "parent": None},
    {"code": "ball", "parent": "sport"},
    {"code": "football", "parent": "ball"},
    {"code": "handball", "parent": "ball"},
    {"code": "language", "parent": ""},
]


def codes_of(error: ss.UnusableData) -> list[tuple[str, str, int, str]]:
    return [(found.code, found.table, found.row, found.column) for found in error.findings]


def test_similarity_by_hand() -> None:
    taxonomy = ss.Taxonomy(TERMS)
    assert taxonomy.codes == ("ball", "football", "handball", "language", "sport")
    assert taxonomy.similarity("football", "handball") == pytest.approx(2 * 2 / (3 + 3))
    assert taxonomy.similarity("football", "language") == 0
    assert taxonomy.similarity("football", "chess") is None
    assert "ball" in taxonomy
    assert "chess" not in taxonomy
    assert 3 not in taxonomy
    assert len(ss.Taxonomy([])) == 0


def test_any_kind_of_table_will_do() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    lists = {name: [row[name] for row in TERMS] for name in ("code", "parent")}
    for table in (lists, pandas.DataFrame(TERMS), polars.DataFrame(TERMS)):
        assert ss.Taxonomy(table).codes == ss.Taxonomy(TERMS).codes
    assert ss.Taxonomy({"code": [1, 2], "parent": [None, 1]}).similarity("1", "2") == pytest.approx(2 / 3)
    assert ss.Taxonomy([{"code": "alone", "name": "Alone"}]).codes == ("alone",)


def test_everything_wrong_with_it_is_said_at_once() -> None:
    with pytest.raises(ss.UnusableData) as caught:
        ss.Taxonomy(
            [
                {"code": "a", "parent": "b"},
                {"code": "b", "parent": "a"},
                {"code": None, "parent": "a"},
                {"code": "c", "parent": "nowhere"},
                {"code": "c", "parent": ""},
                {"code": "d", "parent": ""},
                {"code": "d", "parent": ""},
            ]
        )
    assert codes_of(caught.value) == [
        ("taxonomy_cycle", "taxonomy", 2, "parent"),
        ("taxonomy_cycle", "taxonomy", 3, "parent"),
        ("missing_value", "taxonomy", 4, "code"),
        ("duplicate_id", "taxonomy", 6, "code"),
        ("unknown_id", "taxonomy", 5, "parent"),
        ("duplicate_id", "taxonomy", 8, "code"),
    ]


def test_a_parent_without_a_row_is_a_warning_and_a_code() -> None:
    taxonomy = ss.Taxonomy([{"code": "football", "parent": "sport"}])
    assert [(found.severity, found.code, found.row) for found in taxonomy.findings] == [
        ("warning", "unknown_id", 2)
    ]
    assert taxonomy.codes == ("football", "sport")


@pytest.mark.parametrize("wrong", [1.5, True, "\ud800", ["a"]])
def test_codes_must_be_texts(wrong: object) -> None:
    with pytest.raises(ss.InvalidArgument, match="code of a taxonomy"):
        ss.Taxonomy([{"code": wrong}])


def test_without_the_column_nothing_is_read() -> None:
    with pytest.raises(ss.UnusableData) as caught:
        ss.Taxonomy([{"theme": "a"}])
    assert codes_of(caught.value) == [("missing_column", "taxonomy", 0, "code")]
    with pytest.raises(TypeError):
        ss.Taxonomy("themes.csv")  # type: ignore[arg-type]


def test_files_name_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "themes.csv"
    path.write_text("Code;name;Parent\n football ;F;ball\n;;\nball;B;sport\n", encoding="utf-8")
    taxonomy = ss.Taxonomy.read(path)
    assert taxonomy.similarity("football", "ball") == pytest.approx(2 * 2 / (3 + 2))
    assert [(found.file, found.row) for found in taxonomy.findings] == [("themes.csv", 4)]
    path.write_text('[{"code": "a"}]', encoding="utf-8")
    assert ss.Taxonomy.read(path).codes == ("a",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"name\nx\n", "missing_column"),
        (b"\0\1\2\3", "wrong_encoding"),
        (None, "file_not_found"),
    ],
)
def test_files_that_are_none(content: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "themes.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ss.UnusableData) as caught:
        ss.Taxonomy.read(path)
    assert caught.value.findings[0].code == code


def unknown_themes(network: ss.Network) -> list[tuple[str, str, int, str]]:
    found = [finding for finding in network.findings if finding.code == "unknown_theme_code"]
    assert {(finding.severity, finding.column) for finding in found} <= {("warning", "theme")}
    assert all("language" not in finding.message + finding.hint for finding in found)
    return [(finding.file, finding.table, finding.row, finding.column) for finding in found]


def test_themes_that_are_no_code_are_findings(tmp_path: Path) -> None:
    only_sport = [{"code": "sport"}]
    assert unknown_themes(ss.Network.from_tables(**TABLES)) == []
    assert unknown_themes(ss.Network.from_tables(**TABLES, themes=[{"code": "language"}])) == []
    rows = [("", "activities", row, "theme") for row in (2, 3, 4)]
    rows += [("", "needs", row, "theme") for row in (2, 3, 4)]
    assert unknown_themes(ss.Network.from_tables(**TABLES, themes=only_sport)) == rows
    folder = write_folder(tmp_path, TABLES)
    read = unknown_themes(ss.read(folder, themes=ss.Taxonomy(only_sport)))
    assert read == [(f"{table}.csv", table, *rest) for _, table, *rest in rows]
    assert unknown_themes(ss.read(folder, themes=[])) == read


def test_findings_about_the_taxonomy_come_with_the_study() -> None:
    network = ss.Network.from_tables(**TABLES, themes=[{"code": "language", "parent": "speech"}])
    assert [(found.table, found.code) for found in network.findings] == [("taxonomy", "unknown_id")]


def two_clubs(name: str, other: str) -> ss.Network:
    """Two clubs with neighbouring themes; both leave ends of the period or of the ages open."""
    common = {"target_groups": ["youth"], "from_month": 0}
    first = {"theme": "football", "to_month": 6, "age_min": 10}
    second = {"theme": "handball", "age_max": 19}
    return ss.Network.from_tables(
        actors=[{"id": actor, "sector": "civil_society"} for actor in ("a", "b")],
        activities=[
            {"id": "j1", "actor": "a", "name": name, **first, **common},
            {"id": "j2", "actor": "b", "name": other, **second, **common},
        ],
    )


@pytest.fixture
def clubs() -> ss.Network:
    return two_clubs("KIF", "Kameratklubben")


def scores(duplication: ss.Duplication) -> dict[str, float | None]:
    return {field.field: field.score for field in duplication.evidence("j1", "j2").fields}


def test_options_of_similarity_reach_the_evidence(clubs: ss.Network) -> None:
    usual = scores(clubs.duplication())
    assert (usual["theme"], usual["months"], usual["ages"]) == (0, 6 / 7, 10 / 101)
    chosen = clubs.duplication(
        themes=TERMS,
        abbreviations=["Kameratklubben = KIF"],
        open_months=(0, 12),
        open_ages=(0, 29),
    )
    assert scores(chosen) == usual | {
        "theme": pytest.approx(2 / 3),
        "months": 6 / 12,
        "ages": 10 / 30,
        "name": 1,
    }
    assert not clubs.duplication().evidence("j1", "j2").apart
    assert clubs.duplication(decisive=["theme"]).evidence("j1", "j2").apart
    assert not clubs.duplication(decisive=["theme"], themes=TERMS).evidence("j1", "j2").apart


def test_a_taxonomy_reaches_the_scores_of_pairs() -> None:
    """Like names make a pair from a score on; the score by hand with the usual weights."""
    clubs = two_clubs("Idrettslaget", "Idrettslaget")
    # Theme 0 or 2/3, target groups 1 and ages 10/101 (weight 2 each), months 6/7, kind and name 1 (1 each).
    for themes, theme in ((None, 0), (TERMS, 2 / 3)):
        score = (2 * theme + 2 + 2 * 10 / 101 + 6 / 7 + 2) / 9
        found = clubs.duplication(least_score=score - 1e-9, themes=themes).pairs
        assert found.column("score") == [pytest.approx(score)]
        assert len(clubs.duplication(least_score=score + 1e-9, themes=themes).pairs) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"decisive": ["colour"]},
        {"open_months": (3, 3)},
        {"open_months": None},
        {"open_ages": (5, 4)},
        {"abbreviations": ["no equals sign"]},
        {"weights": {"theme": -1}},
    ],
)
def test_values_out_of_range_are_refused(clubs: ss.Network, wrong: dict[str, Any]) -> None:
    with pytest.raises(ss.InvalidArgument):
        clubs.duplication(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"decisive": "theme"}, {"abbreviations": "a = b"}, {"open_months": 3}, {"themes": 3}, {"decisive": [1]}],
)
def test_values_of_the_wrong_type_are_refused(clubs: ss.Network, wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        clubs.duplication(**wrong)


def test_an_unusable_taxonomy_stops_the_analysis(clubs: ss.Network) -> None:
    with pytest.raises(ss.UnusableData):
        clubs.duplication(themes=[{"code": "a", "parent": "a"}])


def test_the_example_has_a_code_for_each_theme() -> None:
    folder = Path(__file__).resolve().parents[2] / "examples" / "reception"
    taxonomy = ss.Taxonomy.read(folder / "themes.csv")
    assert len(taxonomy.findings) == 0
    assert unknown_themes(ss.read(folder, themes=taxonomy)) == []
