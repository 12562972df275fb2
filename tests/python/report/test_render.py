"""The page as HTML: valid, safe, self-contained, accessible, deterministic, in every language."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from fake_study import study
from fakes import FakeTable, Study, coverage_of
from pages import Element, by_id, every, page
from pages import html as report_html

from samspill.report import LANGUAGES

DAY = date(2026, 3, 4)


def html(given: Study, lang: str = "en") -> str:
    return report_html(given, lang, DAY)


def parsed(lang: str = "en") -> Element:
    return page(html(study(), lang))


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_language_renders_and_is_declared(lang: str) -> None:
    root = parsed(lang)
    assert root.first("html").attributes["lang"] == lang
    assert root.first("h1").text == "Mottak i Fjordby"
    assert "{" not in root.first("main").text
    assert "**" not in root.first("main").text


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en, nb, da, sv"):
        html(study(), "xx")


def test_equal_input_gives_equal_text(lang: str) -> None:
    assert html(study(), lang) == html(study(), lang)


def test_date_is_printed_only_when_given() -> None:
    given = study()
    without = report_html(given)
    assert "2026" not in without
    assert "4 March 2026" in page(html(given)).first("header").text
    assert "4. mars 2026" in page(html(given, "nb")).first("header").text
    assert "4. marts 2026" in page(html(given, "da")).first("header").text
    assert "4 mars 2026" in page(html(given, "sv")).first("header").text


def test_page_asks_nothing_of_a_network() -> None:
    text = html(study())
    root = page(text)
    for element in every(root):
        assert element.tag not in {"script", "iframe", "object", "embed", "link", "base", "form", "img"}
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            if name in {"href", "src", "srcset", "action", "data", "poster", "xlink:href"}:
                assert value.startswith("#")
    policy = next(m for m in root.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert "@import" not in text
    assert "url(" not in text
    assert "//" not in text.replace("<!DOCTYPE html>", "")


def test_references_lead_somewhere_and_ids_are_unique() -> None:
    root = parsed()
    ids = [element.attributes["id"] for element in every(root) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in every(root):
        if "href" in element.attributes:
            assert element.attributes["href"].removeprefix("#") in ids
        for label in element.attributes.get("aria-labelledby", "").split():
            assert label in ids


def test_headings_step_down_one_at_a_time() -> None:
    levels = [int(heading.tag[1]) for heading in parsed().all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_scopes_and_full_rows() -> None:
    tables = parsed().all("table")
    assert len(tables) > 10
    for table in tables:
        assert table.children[0].tag == "caption"
        assert table.first("caption").text
        heads = table.first("thead").all("th")
        assert all(head.attributes["scope"] == "col" for head in heads)
        assert all(head.text for head in heads)
        for row in [
            *table.first("tbody").all("tr"),
            *(r for foot in table.all("tfoot") for r in foot.all("tr")),
        ]:
            assert row.children[0].tag == "th"
            assert row.children[0].attributes["scope"] == "row"
            assert row.children[0].text
            assert len(row.children) == len(heads)


def test_pictures_have_a_title_and_say_in_words_what_they_show() -> None:
    pictures = [drawing for drawing in parsed().all("svg") if "aria-hidden" not in drawing.attributes]
    assert [picture.attributes["id"].rpartition("-")[0] for picture in pictures] == [
        "cascade",
        "curve",
        "stay-curve",
        "curve",
        "stay-curve",
        "curve",
        "stay-curve",
    ], "the cascade; a curve for each forum with a list of who came, and one where somebody stopped coming"
    for picture in pictures:
        assert picture.attributes["role"] == "img"
        named = picture.attributes["aria-labelledby"].split()
        assert [by_id(picture, name).tag for name in named] == ["title", "desc"]
        words = picture.first("desc").text
        assert all(label.text in words for label in picture.all("text") if "Tanahashi" not in label.text)


def test_bars_are_beside_their_numbers_and_hidden_from_screen_readers() -> None:
    drawings = [drawing for drawing in parsed().all("svg") if "role" not in drawing.attributes]
    assert drawings
    for drawing in drawings:
        assert drawing.attributes["aria-hidden"] == "true"
        cell = drawing.parent
        assert cell is not None
        row = cell.parent
        assert row is not None
        assert any(re.search(r"\d", other.text) for other in row.children)


def test_scrolling_regions_can_be_reached_by_keyboard() -> None:
    for region in (e for e in every(parsed()) if e.attributes.get("role") == "group"):
        assert region.attributes["tabindex"] == "0"


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>*{display:none}",
    "A & B <b>'quoted'</b>",
    "**bold** {gap}",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_they_are_and_nothing_more(name: str) -> None:
    given = study()
    given.network.title = name
    for table in given.network.tables.values():
        for row in table.records:
            if row.get("name"):
                row["name"] = name
    tags = [element.tag for element in every(page(html(study())))]
    root = page(html(given))
    assert [element.tag for element in every(root)] == tags
    assert root.first("h1").text == name
    assert name in by_id(root, "forum-table").text


def test_themes_groups_months_ids_and_findings_are_escaped() -> None:
    given = study()
    evil = "<i onmouseover=x>"
    assert given.coverage is not None
    assert given.duplication is not None
    rows = [dict(row) for row in given.coverage.needs.records]
    for row in rows:
        row.update(need=f"{row['need']}{evil}", theme=evil, target_group=evil, area=evil, language=evil)
        row["mandate"] = evil
    given.coverage = coverage_of(rows)
    assert given.repairs is not None
    for row in given.repairs.table.records:
        row.update(target_group=evil, area=evil, language=evil, access=[evil], told=[evil], actor=evil)
    given.network.month_labels = dict.fromkeys(range(-2, 7), evil)
    given.network.fingerprint = evil
    given.coverage.provenance.options["match.period"] = evil
    given.network.findings = FakeTable(
        [
            dict.fromkeys(("code", "file", "column", "message", "hint"), evil)
            | {"severity": "warning", "row": 3}
        ]
    )
    root = page(html(given))
    assert not root.all("i")
    assert evil in by_id(root, "gap-table").text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("abc\u202edef", "abc\\u202edef"),
        ("\u2066left", "\\u2066left"),
        ("a\u200bb", "a\\u200bb"),
        ("nul\x00bell\x07", "nul\\u0000bell\\u0007"),
        ("line\nbreak", "line\\u000abreak"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("half\ud800", "half\\ud800"),
    ],
)
def test_characters_that_cannot_be_seen_are_written_as_escapes(name: str, shown: str) -> None:
    given = study()
    given.network.title = name
    text = html(given)
    assert page(text).first("h1").text == shown
    assert text.encode("utf-8")


def test_names_that_run_the_other_way_are_isolated() -> None:
    given = study()
    given.network.title = "استقبال"
    assert page(html(given)).first("h1").first("bdi").text == "استقبال"


def test_spelling_keeps_its_joiners() -> None:
    given = study()
    given.network.title = "می\u200cخواهم"
    assert page(html(given)).first("h1").text == "می\u200cخواهم"


def _luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(("ink", f"l{level}") for level in range(5)),
        ("muted", "l0"),
        ("ink", "tint"),
        ("muted", "tint"),
        ("accent", "tint"),
        ("accent", "l0"),
    ],
)
def test_text_has_the_contrast_of_wcag_aa(text: str, ground: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", html(study())))
    light, dark = _luminance(colours[ground]), _luminance(colours[text])
    assert (light + 0.05) / (dark + 0.05) >= 4.5
