"""The report on a pilot: whatever a study holds becomes a page, complete in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pages import every, page
from test_text import fields, forms

import samspill as ss
import samspill.report.text as text_module
from samspill.effects import Effects
from samspill.report import LANGUAGES, charts
from samspill.report.evaluation import PART, render_study
from samspill.report.evaluation_context import Amounts
from samspill.report.text import Text, catalogue
from samspill.study import Study

ROOT = Path(__file__).resolve().parents[3]
INDICATOR: dict[str, Any] = {
    "id": "x",
    "question_en": "How many?",
    "unit": "crates",
    "direction": "increase",
}


@cache
def pilot() -> tuple[Study, Effects]:
    study = Study.read(ROOT / "examples" / "leisure_pilot")
    return study, study.effects(replicates=999)


@cache
def five() -> tuple[Study, Effects]:
    study = Study.read(ROOT / "examples" / "five_municipalities")
    return study, study.effects()


def made(
    values: dict[str, tuple[float | None, ...]],
    first: dict[str, str],
    neighbours: list[dict[str, str]] | None = None,
    **columns: object,
) -> Study:
    """A study of one indicator; values of units by wave, from 1."""
    rows = [
        {"unit": unit, "wave": str(wave), "indicator": "x", "value": value}
        for unit, series in values.items()
        for wave, value in enumerate(series, start=1)
    ]
    return Study(
        observations=rows,
        indicators=[INDICATOR | columns],
        treatment=[{"unit": unit, "first_wave": wave} for unit, wave in first.items()],
        neighbours=neighbours,
    )


@cache
def others() -> tuple[Study, ...]:
    """Without controls; with too few units; outreach; never seen; a target like the baseline; neighbours."""
    alone = made({"a": (1, 3), "b": (2, 3), "c": (2, 6)}, {"a": "2", "b": "2", "c": "2"})
    refused = made({"a": (1, 3), "b": (2, 2)}, {"a": "1", "b": "never"})
    told = made(
        {"a": (0.2, 0.4), "b": (0.1, 0.3), "c": (0.2, 0.2), "d": (0.3, None)},
        {"a": "2", "b": "2", "c": "never", "d": "never"},
        unit="share",
        denominator="people",
        method="M3.14",
        baseline=0.2,
        target=0.5,
        target_wave="2",
    )
    unseen = made({"a": (None, None), "b": (None, None)}, {"a": "2", "b": "never"})
    same = made({"a": (1, 3), "b": (2, 2)}, {"a": "2", "b": "never"}, baseline=1, target=1, target_wave="2")
    near = made(
        {"a": (1, 3), "b": (2, 3), "c": (2, 2), "d": (2, 1), "e": (3, 3)},
        {"a": "2", "b": "2", "c": "never", "d": "never", "e": "never"},
        [{"a": "b", "b": "c"}],
    )
    return alone, refused, told, unseen, same, near


@cache
def mixed() -> tuple[Study, Effects]:
    """A synthetic control: the treated one lay halfway between two others (methods M3.7)."""
    study = made(
        {"t": (2, 4, 8), "a": (1, 3, 4), "b": (3, 5, 6), "c": (10, 0, 1)},
        dict.fromkeys("abc", "never") | {"t": "3"},
    )
    return study, study.effects(design="synthetic")


def pages(lang: str) -> list[str]:
    found = [render_study(*pilot(), lang=lang, generated=date(2026, 5, 17)), render_study(*five(), lang=lang)]
    found.append(render_study(*mixed(), lang=lang))
    return found + [render_study(study, study.effects(), lang=lang) for study in others()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_catalogues_have_the_same_keys_and_parameters(lang: str) -> None:
    english, other = catalogue("en", PART), catalogue(lang, PART)
    assert list(other) == list(english)
    for key, message in english.items():
        assert fields(other[key]) == fields(message), key
        assert isinstance(other[key], str) == isinstance(message, str), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_messages_are_complete_and_end_alike(lang: str) -> None:
    for key, message in catalogue(lang, PART).items():
        for form in forms(message):
            assert form or key == "heat.unit_1", key
            assert form.count("**") % 2 == 0, key
            assert "  " not in form, key
        if not key.startswith("format."):
            ends = {form.rstrip("*").endswith(".") for form in forms(message)}
            english = forms(catalogue("en", PART)[key])
            assert ends == {form.rstrip("*").endswith(".") for form in english}, key


def test_files_hold_every_key_once_and_only_reasons_of_the_other_report() -> None:
    """A reason may mean something else here: nobody has a seat in a study of a pilot."""
    for lang in LANGUAGES:
        path = Path(text_module.__file__).parent / "locale" / PART / f"{lang}.json"
        keys = [key for key, _ in json.loads(path.read_text("utf-8"), object_pairs_hook=list)]
        assert len(keys) == len(set(keys))
        assert not {key for key in set(keys) & set(catalogue(lang)) if not key.startswith("reason.")}


#: Families of keys that name something in the data; each member is used when the data hold it.
_FAMILIES = ("warning.", "reason.", "denominator.", "unit.", "method.", "level.", "group.", "lacks.", "arm.")


def test_every_key_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    original: Callable[..., text_module.Line] = Text.line

    def line(self: Text, key: str, /, n: float | None = None, **params: str) -> text_module.Line:
        used.add(key)
        return original(self, key, n, **params)

    monkeypatch.setattr(Text, "line", line)
    pages("en")
    unused = set(catalogue("en", PART)) - set(catalogue("en")) - used
    assert not {key for key in unused if not key.startswith(_FAMILIES)}


def test_warnings_methods_and_designs_are_those_of_cpp() -> None:
    header = (ROOT / "include/samspill/result/pilot_effect_result.hpp").read_text(encoding="utf-8")
    for lang in LANGUAGES:
        words = catalogue(lang, PART)
        for vocabulary, family in (("EffectWarning", "warning"), ("EffectMethod", "method")):
            found = re.search(rf"Vocabulary<{vocabulary}> {{.*?names{{(.*?)}}", header, re.S)
            assert found is not None
            names = re.findall(r'"(\w+)"', found[1])
            assert {key.partition(".")[2] for key in words if key.startswith(f"{family}.")} == set(names)
        found = re.search(r"Vocabulary<EffectDesign> {.*?names{(.*?)}", header, re.S)
        assert found is not None
        designs = set(re.findall(r'"(\w+)"', found[1])) - {"automatic"}
        assert {key.partition(".")[2] for key in words if key.startswith("design.")} == designs


def test_the_catalogue_of_indicators_is_in_words() -> None:
    for lang in LANGUAGES:
        words = catalogue(lang, PART)
        for indicator in ss.IndicatorCatalogue.standard():
            assert f"unit.{indicator.unit}" in words
            assert not indicator.denominator or f"denominator.{indicator.denominator}" in words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_sound(lang: str) -> None:
    """Tags close, ids stand once, links lead somewhere, nothing is fetched, nothing is left to fill in."""
    for text in pages(lang):
        root = page(text)
        ids = [element.attributes["id"] for element in every(root) if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        for link in root.all("a"):
            assert link.attributes["href"].removeprefix("#") in ids
        assert "http" not in re.sub(r'http-equiv|"http://www.w3.org/[^"]*"', "", text)
        assert "None" not in root.text
        assert not re.search(r"{\w+}", root.first("body").text)


@cache
def refused() -> tuple[tuple[Study, Effects], ...]:
    """Every design where it gives no effect, or not by every method."""
    study, (alone, few, *_) = pilot()[0], others()
    inhabitants = "inhabitants_thousands"
    return (
        (study, study.effects(["trust"], design="synthetic", replicates=99)),
        (study, study.effects(["trust"], design="two_waves", adjust_for=[inhabitants], replicates=99)),
        (study, study.effects(["trust"], design="staggered", weighted=True, replicates=99)),
        (study, study.effects(["card_informed"], design="two_waves", replicates=99)),
        (few, few.effects(design="two_waves")),
        (alone, alone.effects(design="synthetic")),
        (alone, alone.effects(design="staggered")),
    )


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_only_findings_stay_english(lang: str) -> None:
    written = [*pages(lang), *(render_study(study, effects, lang=lang) for study, effects in refused())]
    for text in written:
        for section in page(text).all("section"):
            if section.attributes["class"] != "chapter findings":
                assert not [found.text for found in every(section) if found.attributes.get("lang") == "en"]


def test_equal_input_gives_equal_text() -> None:
    study = Study.read(ROOT / "examples" / "five_municipalities")
    assert render_study(study, study.effects()) == render_study(*five())


def test_numbers_of_the_five_stand_on_the_page() -> None:
    """Worked out in methods.md: 4, and p of 0.100, 0.062 and 0.029 by three methods."""
    text = page(render_study(*five())).first("body").text
    assert "+4.0 efforts" in text
    for p in ("0.10", "0.062", "0.029"):
        assert p in text
    assert "p cannot fall below 0.10" in text
    assert "Few that stand alone: 5 municipalities" in text


def test_the_primary_indicator_comes_first() -> None:
    headings = [element.text for element in page(render_study(*pilot())).all("h3")]
    assert headings[0] == "Do people in need get a place that whoever refers them can find?"


def test_units_go_by_their_names() -> None:
    """With the id in brackets where it says something else; Ytremark matters most to taking part."""
    assert "Ytremark (9120)" in page(render_study(*pilot())).first("body").text
    text = page(render_study(*five())).first("body").text
    assert "Askerum changes it most" in text
    assert "askerum" not in text


def test_municipalities_are_listed_by_when_they_began() -> None:
    terms = page(render_study(*pilot())).first("details")
    listed = dict(
        zip((term.text for term in terms.all("dt")), (names.text for names in terms.all("dd")), strict=True)
    )
    assert list(listed) == [
        "In the pilot from 2019h1",
        "In the pilot from 2019h2",
        "In the pilot from 2020h1",
        "Not in the pilot",
    ]
    assert listed["In the pilot from 2019h2"].startswith("Dalstad (9103), Eikhavn (9104), ")
    study = made({"a": (1, 3), "b": (2, 2), "c": (2, 2)}, {"b": "2", "a": "never"})
    listed_last = page(render_study(study, study.effects())).first("details").all("dt")[-1].text
    assert listed_last == "Not stated"


def test_the_column_of_adjusted_p_is_there_for_several_questions_only() -> None:
    def heads(study: Study, effects: Effects) -> list[str]:
        tables = page(render_study(study, effects)).all("table")
        return next([head.text for head in table.all("th")] for table in tables)

    assert "p when so many questions are asked" in heads(*pilot())
    assert "p when so many questions are asked" not in heads(*five())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_methods_are_explained_in_every_language(lang: str) -> None:
    """One row a method of the report, however many indicators there are, with nothing left in English."""
    study, effects = pilot()
    caption = Text(lang, PART)("methods.caption")
    tables = page(render_study(study, effects, lang=lang)).all("table")
    (table,) = [table for table in tables if caption in table.text]
    rows = table.first("tbody").all("tr")
    assert len(rows) == len({row["method"] for row in effects.estimates.rows()})
    assert ("starting waves are exchanged" in table.text) == (lang == "en")
    assert not [element for element in every(table) if element.attributes.get("lang") == "en"]


def test_going_away_from_the_target_is_said_so() -> None:
    text = page(render_study(*pilot())).first("body").text
    assert "farther from the target than at the start, by 4" in text
    assert "gone −" not in text


def test_null_is_not_shown_as_zero() -> None:
    study = others()[3]
    text = page(render_study(study, study.effects())).first("body").text
    assert "Nothing was observed of this indicator." in text
    assert "+0" not in text


def test_data_are_escaped() -> None:
    study = made({"a": (1, 3), "b": (2, 2)}, {"a": "2", "b": "never"}, question_en="<script>?", unit="<b>")
    text = render_study(study, study.effects())
    named = Study(
        observations=[{"unit": "a", "wave": "1", "indicator": "x", "value": 1}],
        indicators=[INDICATOR],
        treatment=[{"unit": "a", "name": "<script>\u202e", "first_wave": "never"}],
    )
    text += render_study(named, named.effects())
    assert "\u202e" not in text
    assert "<script>" not in text
    assert "<b>" not in text


def test_a_language_that_there_is_not() -> None:
    with pytest.raises(ss.InvalidArgument):
        render_study(*five(), lang="fi")


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "shown"),
    [
        ("share", 1, 0.0809, "+8.1 percentage points"),
        ("share", 1, -0.0004, "0.0 percentage points"),
        ("minutes", 1, -1.34, "−1.3 minutes"),
        ("crates", 2, 0.5, "+0.50 crates"),
        ("crates", 2, None, "–"),
    ],
)
def test_effects_in_words(unit: str, decimals: int, value: float | None, shown: str) -> None:
    assert Amounts(Text("en", PART), unit, decimals).effect(value) == shown


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([], (0.0, 1.0)),
        ([0.55, 0.68], (0.5, 0.7)),
        ([0.0, 1.0], (0.0, 1.0)),
        ([5.0], (4.9, 5.1)),
        ([0.0], (0.0, 1e-9)),
    ],
)
def test_axes_hold_all_values(values: list[float], ends: tuple[float, float]) -> None:
    low, high = charts.axis(values, 0.0, None if 5.0 in values else 1.0)
    assert all(low <= value <= high for value in values)
    assert low < high
    assert (low, high) == pytest.approx(ends)


def test_whiskers_stand_where_points_could_lie() -> None:
    found = charts.whiskers([[(0.2, 0.4), (0.5, 0.5), None]])
    assert [(w.number, w.top, w.bottom) for w in found] == [(0, 66.0, 88.0)]
