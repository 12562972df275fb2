"""Words and numbers: the catalogues agree, plurals and numbers follow the language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st
from pages import html
from variants import variants

import samspill.report.text as text_module
from samspill.report import LANGUAGES
from samspill.report.text import FromData, Text, catalogue, visible

NBSP = "\u00a0"


def forms(message: text_module.Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


def fields(message: text_module.Message) -> set[str]:
    return {name for form in forms(message) for name in re.findall(r"{(\w+)}", form)} - {"n"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_catalogues_have_the_same_keys_and_parameters(lang: str) -> None:
    english, other = catalogue("en"), catalogue(lang)
    assert list(other) == list(english)
    for key, message in english.items():
        assert fields(other[key]) == fields(message), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_messages_are_complete(lang: str) -> None:
    for key, message in catalogue(lang).items():
        for form in forms(message):
            assert form or key == "heat.unit_1", key
            assert form.count("**") % 2 == 0, key
            assert "  " not in form, key
        if isinstance(message, dict):
            assert set(message) == {"one", "other"}, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_end_alike_in_all_languages(lang: str) -> None:
    sentences = ((key, form) for key, form in catalogue("en").items() if not key.startswith("format."))
    for key, message in sentences:
        ends = {form.rstrip("*").endswith(".") for form in forms(message)}
        assert {form.rstrip("*").endswith(".") for form in forms(catalogue(lang)[key])} == ends, key


def test_catalogue_files_hold_every_key_once() -> None:
    for lang in LANGUAGES:
        path = Path(text_module.__file__).parent / "locale" / f"{lang}.json"
        pairs: list[tuple[str, object]] = json.loads(path.read_text("utf-8"), object_pairs_hook=list)
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys))


#: Families of keys that name something in the data; each member is used when the data hold it.
_FAMILIES = ("access.", "language.", "calendar.", "option.", "relation.", "kind.", "reason.")


def test_every_key_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    original: Callable[..., text_module.Line] = Text.line

    def line(self: Text, key: str, /, n: float | None = None, **params: str) -> text_module.Line:
        used.add(key)
        return original(self, key, n, **params)

    monkeypatch.setattr(Text, "line", line)
    for given in variants():
        html(given, generated=date(2026, 5, 17))
    unused = {key for key in catalogue("en") if key not in used and not key.startswith(_FAMILIES)}
    assert not unused


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_variant_renders(lang: str) -> None:
    for given in variants():
        html(given, lang)


@pytest.mark.parametrize(
    ("lang", "value", "shown"),
    [
        ("en", 0, "0"),
        ("en", 1234, "1,234"),
        ("nb", 1234, "1234"),
        ("nb", 12345, f"12{NBSP}345"),
        ("da", 1234567, f"1{NBSP}234{NBSP}567"),
        ("sv", 4.5, "4,5"),
        ("en", 40 / 9, "4.4"),
        ("en", 0.25, "0.3"),
        ("en", 0.01, f"<{NBSP}0.1"),
        ("en", -2, "−2"),
        ("en", -0.04, f"<{NBSP}0.1"),
        ("en", 2.9999999999, "3"),
    ],
)
def test_amounts_follow_the_language(lang: str, value: float, shown: str) -> None:
    assert Text(lang).amount(value) == shown


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [(0, "0%"), (1, "100%"), (0.001, f"<{NBSP}1%"), (0.999, f">{NBSP}99%"), (0.5, "50%"), (0.615, "62%")],
)
def test_percentages_are_0_and_100_only_where_exact(fraction: float, shown: str) -> None:
    assert Text("en").percent(fraction) == shown


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (None, "–"),
        (1.0, "1"),
        (0.7265625, "0.73"),
        (0.0703, "0.070"),
        (0.0078125, "0.0078"),
        (0.00043, "0.00043"),
        (1e-9, f"<{NBSP}0.0001"),
        (0.0, "0"),
    ],
)
def test_p_values_show_what_matters(p: float | None, shown: str) -> None:
    assert Text("en").probability(p) == shown


def test_measures_round_halves_up_and_show_infinity_in_words() -> None:
    assert Text("en").measure(0.625) == "0.63"
    assert Text("en").measure(float("inf")) == "infinite"
    assert Text("en").measure(None) == "–"


@pytest.mark.parametrize(
    ("lang", "key", "one", "two"),
    [
        ("en", "count.people", "1 person", "2 people"),
        ("nb", "count.places", "1 plass", "2 plasser"),
        ("da", "count.activities", "1 aktivitet", "2 aktiviteter"),
        ("sv", "count.actors", "1 aktör", "2 aktörer"),
        ("nb", "count.forums", "1 forum", "2 fora"),
    ],
)
def test_plurals(lang: str, key: str, one: str, two: str) -> None:
    text = Text(lang)
    assert text(key, 1) == one
    assert text(key, 2) == two
    assert text(key, 0).startswith("0 ")
    assert text(key, 1.5).split()[1] == two.split()[1]


def test_intervals() -> None:
    text = Text("en")
    assert text.between(3, 7) == "between 3 and 7"
    assert text.between(3, 3) == "3"
    assert text.span(3, 7.5) == "3–7.5"
    assert text.percent_between(0.5, 0.5) == "50%"
    assert text.percent_span(0.5, 0.61) == "50–61%"
    assert text.percent_span(0.5, 0.5) == "50%"


def test_lists() -> None:
    text = Text("nb")
    assert text.listing([]) == ""
    assert text.listing(["a"]) == "a"
    assert text.listing(["a", "b", "c"]) == "a, b og c"


def test_names_in_a_sentence_stay_names() -> None:
    name = FromData("**a** {b}")
    runs = Text("en").line("gap.out_of_area", area=name)
    assert [run.text for run in runs if run.from_data] == [name]
    assert not any(run.strong for run in runs)


def test_sentences_begin_with_a_capital_but_names_are_left_alone() -> None:
    text = Text("en")
    assert text.sentence("month.calendar", first=FromData("jan"), last="x")[0].text == "jan"
    assert text.sentence("format.between", low="1", high="2")[0].text.startswith("Between")


def test_missing_parameter_is_an_error() -> None:
    with pytest.raises(KeyError):
        Text("en")("gap.out_of_area")


@hypothesis_given(st.text())
def test_visible_text_is_printable_and_keeps_what_was_visible(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert all(
        character.isprintable() or character in "\u200c\u200d" or character.isspace() for character in shown
    )
    if all(character.isprintable() for character in text):
        assert shown == text
