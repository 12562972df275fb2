"""Studies of pilots: from tables to effects, and what is refused."""

from __future__ import annotations

import csv
import math
import random
from pathlib import Path

import pytest

import samspill as ss

EXAMPLES = Path(__file__).parents[2] / "examples"

#: Changes of five municipalities, the first two treated (methods 2.3, "Toy-5").
TOY = {"a": 6.0, "b": 4.0, "c": 1.0, "d": 2.0, "e": 0.0}
TREATED = ("a", "b")


def observations(**changed: object) -> list[dict[str, object]]:
    rows = [
        {"unit": unit, "wave": wave, "indicator": "x", "value": change if wave == "2" else 0.0}
        for unit, change in TOY.items()
        for wave in ("1", "2")
    ]
    return [row | changed for row in rows]


def treatment() -> list[dict[str, object]]:
    return [{"unit": unit, "first_wave": "2" if unit in TREATED else "never"} for unit in TOY]


def indicator(**stated: object) -> list[dict[str, object]]:
    return [{"id": "x", "unit": "minutes"} | stated]


def toy() -> ss.Study:
    return ss.Study(observations=observations(), treatment=treatment(), indicators=indicator())


def by_method(effect: ss.Effect) -> dict[str, dict[str, object]]:
    return {row["method"]: row for row in effect.estimates.rows()}


def findings_of(**tables: object) -> set[tuple[str, str, int | None]]:
    """Code, table and row of the errors of a study that cannot be used."""
    with pytest.raises(ss.UnusableData) as caught:
        ss.Study(**tables)  # type: ignore[arg-type]
    return {(f.code, f.table, f.row) for f in caught.value.findings if f.severity == "error"}


def test_the_three_methods_stand_side_by_side() -> None:
    effect = toy().effect("x")
    assert (effect.design, effect.baseline, effect.follow_up) == ("two_waves", "1", "2")
    assert effect.estimate == pytest.approx(4.0)
    rows = effect.estimates.rows()
    assert rows[0]["method"] == "randomisation"
    assert rows[0]["headline"]
    assert (rows[0]["p"], rows[0]["smallest_p"], rows[0]["arrangements"]) == (0.1, 0.1, 10)
    found = by_method(effect)
    assert found["cr2_satterthwaite"]["p"] == pytest.approx(0.0617, abs=5e-5)
    assert found["wild_webb"]["p"] == pytest.approx(37 / 1296)
    assert found["wild_rademacher"]["p"] == 1 / 16
    assert "level_out_of_reach" in effect.warnings.column("code")
    assert effect.unit == "minutes"
    assert effect.provenance.options["design"] == "automatic"
    assert effect.provenance.seed == 1
    assert "0.1" in effect.summary()
    assert "wild_webb" in effect._repr_html_()


def test_rows_in_any_order_give_the_same_study() -> None:
    rows, arms = observations(), treatment()
    random.Random(3).shuffle(rows)
    random.Random(4).shuffle(arms)
    shuffled = ss.Study(observations=rows, treatment=arms, indicators=indicator())
    assert shuffled.fingerprint == toy().fingerprint
    assert shuffled.effect("x").estimates.rows() == toy().effect("x").estimates.rows()


def test_data_frames_come_in_whatever_their_kind() -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    for frame in (pandas.DataFrame, polars.DataFrame):
        study = ss.Study(
            observations=frame(observations()),
            treatment=frame(treatment()),
            indicators=frame(indicator()),
        )
        assert study.fingerprint == toy().fingerprint


def test_an_indicator_of_the_catalogue_need_not_be_stated() -> None:
    study = ss.Study(observations=observations(indicator="volunteer_burden"), treatment=treatment())
    assert study.indicator_ids == ("volunteer_burden",)
    questions = set(study.indicators(lang="da").column("question"))
    assert questions == {ss.IndicatorCatalogue.standard()["volunteer_burden"].question("da")}


def test_what_was_withheld_lies_between_limits_and_is_never_zero() -> None:
    rows = observations()
    rows[1] |= {"value": "<5"}  # a at wave 2
    study = ss.Study(observations=rows, treatment=treatment(), indicators=indicator(least=0, greatest=20))
    cell = next(r for r in study.observations().rows() if (r["unit"], r["wave"]) == ("a", "2"))
    assert (cell["status"], cell["value"], cell["low"], cell["high"]) == ("suppressed", None, 1.0, 4.0)
    effect = study.effect("x")
    assert effect.estimate == pytest.approx(4.0 - 1.0)  # b alone
    assert effect.treated == 1
    # a changes by 1 to 4, b by 4; controls by 1 on average
    assert effect.bounds["low"] == pytest.approx(1.5)
    assert effect.bounds["high"] == pytest.approx(3.0)
    assert {"suppressed"} <= set(effect.warnings.column("code"))


def test_planted_effects_are_found_and_none_where_none_was_planted() -> None:
    study = ss.Study.read(EXAMPLES / "leisure_pilot")
    effects = study.effects(replicates=9_999)
    rows = {row["indicator"]: row for row in effects.table.rows()}
    assert rows["known_coverage"]["low"] < 0.08 < rows["known_coverage"]["high"]
    assert rows["known_coverage"]["p"] < 0.01
    assert rows["leisure_participation"]["low"] < 0.0 < rows["leisure_participation"]["high"]
    assert rows["leisure_participation"]["holm"] > 0.05
    assert effects["trust"].estimate == rows["trust"]["estimate"]
    assert len(effects) == len(rows)
    # the two municipalities that merged are one unit, and said to be
    assert "changed_units" in effects["trust"].warnings.column("code")
    assert not {"9125", "9126"} & set(study.units)
    # the indicator that was named beforehand is in no family of adjusted p
    assert rows["known_coverage"]["holm"] is None
    assert rows["known_coverage"]["westfall_young"] is None
    assert rows["trust"]["westfall_young"] < 0.05


def test_treatment_says_who_takes_part_from_when_on() -> None:
    rows = {row["unit"]: row for row in ss.Study.read(EXAMPLES / "leisure_pilot").treatment().rows()}
    assert (rows["9103"]["name"], rows["9103"]["arm"], rows["9103"]["first_wave"]) == (
        "Dalstad",
        "treated",
        "2019h2",
    )
    assert (rows["9107"]["name"], rows["9107"]["arm"], rows["9107"]["first_wave"]) == (
        "Hegrevåg",
        "never",
        None,
    )
    seen = [{"unit": unit, "wave": "1", "indicator": "x", "value": 1} for unit in ("a", "b")]
    indicators = [{"id": "x", "question_en": "How many?", "unit": "people", "direction": "increase"}]
    study = ss.Study(
        observations=seen,
        indicators=indicators,
        treatment=[{"unit": "a", "name": "Ås", "first_wave": "never"}],
    )
    assert study.treatment().column("name") == ["Ås", None]
    assert study.treatment().column("arm") == ["never", "unknown"]


def test_fair_comparison_sites_and_burden() -> None:
    study = ss.Study.read(EXAMPLES / "leisure_pilot")
    compared = study.compare("leisure_participation", adjust_for=["inhabitants_thousands"])
    assert len(compared.units) + compared.left_out == len(study.units)
    assert sum(compared.units.column("observed")) == pytest.approx(sum(compared.units.column("expected")))
    sites = study.heterogeneity("volunteer_burden", baseline="2018h2", follow_up="2020h2")
    assert len(sites.sites) + sites.left_out == 12
    assert sites.summary.prediction_low < sites.summary.mean < sites.summary.prediction_high  # type: ignore[operator]
    burden = study.burden("volunteer_burden", margin=10.0)
    assert burden.p is not None
    assert burden.p < 0.05
    with pytest.raises(ss.NotFound):
        study.compare("leisure_participation", adjust_for=["nothing"])
    with pytest.raises(ss.NotFound):
        study.compare("nothing")


def test_one_treated_unit_gives_no_verdict_on_burden() -> None:
    study = ss.Study(
        observations=[
            {"unit": unit, "wave": wave, "indicator": "minutes", "value": change if wave == "2" else 0.0}
            for unit, change in zip("abcdef", (-3.0, 1.0, 2.0, 0.0, 1.5, 0.5), strict=True)
            for wave in ("1", "2")
        ],
        treatment=[{"unit": unit, "first_wave": "2" if unit == "a" else "never"} for unit in "abcdef"],
        indicators=[{"id": "minutes", "unit": "minutes"}],
    )
    effect = study.effect("minutes", replicates=99)
    burden = study.burden("minutes", margin=5.0)
    assert burden.estimate == pytest.approx(-4.0)
    assert burden.is_non_inferior is None
    assert burden.status == "not_applicable"
    assert burden.reason == effect.detectable_reason == by_method(effect)["cr2_satterthwaite"]["reason"]
    assert burden.reason.startswith("a cluster alone determines")
    assert effect.detectable is None


def test_networks_become_observations() -> None:
    network = ss.read(EXAMPLES / "reception")
    pairs = [(unit, wave) for unit in ("a", "b", "c", "d") for wave in ("1", "2")]
    study = ss.Study(
        networks=dict.fromkeys(pairs, network),
        treatment=[{"unit": unit, "first_wave": "2" if unit in "ab" else "never"} for unit in "abcd"],
    )
    totals = network.coverage().totals
    row = next(
        r for r in study.observations().rows() if (r["indicator"], r["unit"]) == ("known_coverage", "a")
    )
    expected = totals.known_low / totals.people
    low = row["value"] if row["status"] == "observed" else row["low"]
    assert low == pytest.approx(expected)


EXPORTED = (
    "observations", "indicators", "effects", "effects_estimates", "effects_means", "effects_aggregates",
    "effects_bounds", "warnings", "findings", "provenance",
)  # fmt: skip


def exported(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_export_says_how_to_compute_again(tmp_path: Path) -> None:
    study = toy()
    files = study.export(tmp_path, effects=study.effects(replicates=99, seed=7, level=0.9))
    assert [file.stem for file in files] == list(EXPORTED)
    known = {row["key"]: row["value"] for row in exported(tmp_path, "provenance")}
    assert (known["seed"], known["version"]) == ("7", ss.__version__)
    assert (known["option.level"], known["option.replicates"]) == ("0.9", "99")
    assert (known["fingerprint"], known["option.indicator"]) == (str(study.fingerprint), "x")
    # 6 and 4 less 1, 2 and 0: all is seen, so bounds meet in 5 - 1
    bounds = exported(tmp_path, "effects_bounds")[0]
    assert (bounds["indicator"], float(bounds["low"]), float(bounds["high"])) == ("x", 4.0, 4.0)
    means = {(row["arm"], row["wave"]): row["mean"] for row in exported(tmp_path, "effects_means")}
    assert len(means) == 4
    codes = [row["code"] for row in exported(tmp_path, "warnings")]
    assert codes == study.effect("x", replicates=99, level=0.9).warnings.column("code")
    assert exported(tmp_path, "effects_aggregates") == []


def test_export_of_staggered_effects(tmp_path: Path) -> None:
    study = ss.Study.read(EXAMPLES / "leisure_pilot")
    effects = study.effects(replicates=99)
    study.export(tmp_path, effects=effects)
    rows = exported(tmp_path, "effects_aggregates")
    assert len(rows) == sum(len(effect.aggregates) for effect in effects) > 0
    assert {row["indicator"] for row in rows} == {e.indicator for e in effects if len(e.aggregates)}
    assert len(exported(tmp_path, "findings")) == len(study.findings)


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_tidy_export(tmp_path: Path, form: str) -> None:
    study = toy()
    effects = study.effects(replicates=99)
    files = study.export(tmp_path / "out", form=form, effects=effects)  # type: ignore[arg-type]
    assert all(file.exists() for file in files)
    if form == "csv":
        with (tmp_path / "out" / "effects.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert float(rows[0]["estimate"]) == 4.0
        assert rows[0]["indicator"] == "x"
    elif form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        table = parquet.read_table(tmp_path / "out" / "effects_estimates.parquet")
        assert table.column("estimate").to_pylist()[0] == 4.0
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(tmp_path / "out" / "study.xlsx")
        assert book.sheetnames == list(EXPORTED)
        again = book["observations"]
        assert again.max_row == 11
    with pytest.raises(ss.InvalidArgument):
        study.export(tmp_path, form="pdf")  # type: ignore[arg-type]


def test_a_workbook_is_read_as_a_folder_is(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "notes"
    for name, rows in (
        ("observations", observations()),
        ("treatment", treatment()),
        ("indicators", indicator()),
    ):
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.save(tmp_path / "study.xlsx")
    assert ss.Study.read(tmp_path / "study.xlsx").fingerprint == toy().fingerprint


def test_everything_that_is_wrong_is_told_at_once() -> None:
    waves = [
        {"id": "1", "from": "2020-01-01", "to": "2020-07-01"},
        {"id": "2", "from": "2020-06-01", "to": "2020-12-01"},
    ]
    twice = [*treatment(), {"unit": "c", "first_wave": "2"}]
    twice[0] |= {"weight": 0}
    twice[1] |= {"weight": -1}
    found = findings_of(observations=observations(), treatment=twice, indicators=indicator(), waves=waves)
    codes = {code for code, _, _ in found}
    tables = {(table, row) for _, table, row in found}
    assert {"waves", "treatment"} <= {table for table, _ in tables}
    assert {("treatment", 2), ("treatment", 3), ("treatment", 7)} <= tables
    assert len(codes) >= 3


@pytest.mark.parametrize(
    ("waves", "unit"),
    [(("Q42010", "Q12011"), "a"), (("2020", "2021"), "a")],
)
def test_waves_need_an_order(waves: tuple[str, str], unit: str) -> None:
    rows = [{"unit": unit, "wave": wave, "indicator": "x", "value": 1.0} for wave in waves]
    if waves[0].isdigit():
        study = ss.Study(observations=rows, indicators=indicator())
        assert study.waves == waves
    else:
        assert findings_of(observations=rows, indicators=indicator())


def test_a_lost_leading_zero_is_found() -> None:
    rows = [
        {"unit": unit, "wave": wave, "indicator": "x", "value": 1.0}
        for unit in ("0301", "1103", "4601", "301")
        for wave in ("1", "2")
    ]
    found = findings_of(observations=rows, indicators=indicator())
    assert {("observations", 8), ("observations", 9)} <= {(table, row) for _, table, row in found}


def test_codes_of_two_generations_are_found() -> None:
    waves = [{"id": "1", "from": "2019-01-01"}, {"id": "2", "from": "2021-01-01"}]
    rows = [
        {"unit": unit, "wave": wave, "indicator": "x", "value": 1.0, "n": 10}
        for unit, wave in (("0213", "1"), ("0217", "1"), ("3020", "2"), ("0213", "2"))
    ]
    changes = [{"old_code": old, "new_code": "3020", "day": "2020-01-01"} for old in ("0213", "0217")]
    stated = indicator(denominator="people")
    found = findings_of(observations=rows, indicators=stated, waves=waves, unit_changes=changes)
    assert ("observations", 5) in {(table, row) for _, table, row in found}
    good = ss.Study(observations=rows[:3], indicators=stated, waves=waves, unit_changes=changes)
    assert good.units == ("3020",)


def test_effects_that_are_not_identified_say_why() -> None:
    nobody = ss.Study(
        observations=observations(),
        treatment=[{"unit": unit, "first_wave": "never"} for unit in TOY],
        indicators=indicator(),
    )
    effect = nobody.effect("x")
    assert (effect.status, effect.estimate) == ("not_applicable", None)
    assert effect.reason in effect.summary()
    assert nobody.effects().table.column("p") == [None]
    assert toy().effect("x", design="synthetic").status == "not_applicable"


def test_arguments_are_checked() -> None:
    study = toy()
    for wrong in (
        {"design": "other"},
        {"replicates": 0},
        {"level": 1.5},
        {"baseline": "2", "follow_up": "1"},
        {"comparison": "all"},
    ):
        with pytest.raises(ss.InvalidArgument):
            study.effect("x", **wrong)  # type: ignore[arg-type]
    for unknown in ({"baseline": "9"}, {"adjust_for": ["y"]}):
        with pytest.raises(ss.NotFound):
            study.effect("x", **unknown)  # type: ignore[arg-type]
    with pytest.raises(ss.NotFound):
        study.effect("y")


def test_no_value_of_a_cell_shows_in_reprs_and_messages() -> None:
    rows = observations()
    rows[0] |= {"value": "secret"}
    with pytest.raises(ss.UnusableData) as caught:
        ss.Study(observations=rows, treatment=treatment(), indicators=indicator())
    assert "secret" not in str(caught.value)
    assert all("secret" not in str(finding) for finding in caught.value.findings)
    assert "6.0" not in repr(toy())


def test_seeds_decide_what_is_drawn() -> None:
    study = ss.Study.read(EXAMPLES / "leisure_pilot")
    first, again, other = (
        study.effect("volunteer_burden", replicates=999, seed=seed).estimates.rows()[0]["p"]
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other or math.isclose(first, other, abs_tol=0.05)


@pytest.mark.parametrize("option", ["few_clusters", "few_in_arm"])
def test_negative_numbers_are_refused_by_name(option: str) -> None:
    study = toy()
    with pytest.raises(ss.InvalidArgument, match=f"{option} must not be negative"):
        study.effect("x", **{option: -1})  # type: ignore[arg-type]
