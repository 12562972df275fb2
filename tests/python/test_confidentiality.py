"""No value from the data in reprs, errors, logs or temporary files; texts do no harm where they are shown."""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import samspill as ss
from samspill.display import escaped, visible
from small_study import TABLES

CANARY = "kanarifugl"


def marked(value: object) -> object:
    """The value with the canary in it, wherever it is a text of the data."""
    if isinstance(value, list):
        return [marked(item) for item in value]
    return f"{CANARY}-{value}" if isinstance(value, str) else value


KEPT = {"sector", "relation", "form", "role", "kind", "from", "to"}  # of a closed vocabulary, or dates
STUDY: dict[str, list[dict[str, Any]]] = {
    name: [{c: v if c in KEPT else marked(v) for c, v in row.items()} for row in rows]
    for name, rows in TABLES.items()
}


@pytest.fixture(scope="module")
def network() -> ss.Network:
    return ss.Network.from_tables(**STUDY)  # type: ignore[arg-type]


def test_the_canary_is_in_the_data(network: ss.Network) -> None:
    assert CANARY in str(network.coverage().needs.rows())
    assert CANARY in network.coverage()._repr_html_()


def test_reprs_show_no_cell(network: ss.Network) -> None:
    coverage, duplication, representation = (
        network.coverage(),
        network.duplication(),
        network.representation(),
    )
    things = [network, coverage, duplication, representation, coverage.totals, coverage.provenance]
    things += [coverage.needs, coverage.gaps, duplication.pairs, representation.forums, network.findings]
    things += [network.table(name) for name in STUDY]
    for thing in things:
        assert CANARY not in repr(thing) + str(thing)
    assert repr(network).startswith(
        f"<samspill.Network {network.fingerprint:016x}: 2 areas, 3 actors, 2 people"
    )


WRONG: list[Callable[[dict[str, Any]], Any]] = [
    lambda study: ss.Network.from_tables(**{**study, "needs": CANARY}),
    lambda study: ss.Network.from_tables(**{**study, "needs": [CANARY]}),
    lambda study: ss.Network.from_tables(**{**study, "needs": {"id": CANARY}}),
    lambda study: ss.Network.from_tables(**{**study, "needs": {"id": [CANARY], "theme": [CANARY, CANARY]}}),
    lambda study: ss.Network.from_tables(
        **{**study, "needs": {"id": [CANARY], "people": [{CANARY: CANARY}]}}
    ),
    lambda study: ss.Network.from_tables(**{**study, "needs": {"id": [CANARY], "people": [CANARY]}}),
    lambda study: ss.Network.from_tables(**{**study, "actors": study["actors"] * 2}),
    lambda study: ss.Network.from_tables(**{**study, "areas": None}),
    lambda study: ss.Network.from_tables(
        **{**study, "needs": pd.DataFrame({"id": [CANARY], "people": ["x"]})}
    ),
    lambda study: ss.Network.from_tables(
        **{**study, "needs": pa.table({"id": [CANARY], "people": [CANARY]})}
    ),
    lambda study: ss.Network.from_tables(**{**study, "title": [CANARY]}),
    lambda study: ss.Network.from_tables(**study).table(CANARY),
    lambda study: ss.Network.from_tables(**study).table([CANARY]),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).coverage(match_period=CANARY),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).coverage(awareness_steps=study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).coverage(months=study["needs"]),
    lambda study: ss.Network.from_tables(**study).coverage(progress=study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).duplication(backup_share=study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).representation(baseline=study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).representation(expected_sectors=study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).representation(baseline_weights=study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).representation(window=(CANARY, CANARY)),
    lambda study: ss.Network.from_tables(**study).report(study),  # type: ignore[arg-type]
    lambda study: ss.Network.from_tables(**study).to_html(lang=CANARY),
    lambda study: ss.read([CANARY]),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_errors_hold_no_value(number: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises((ValueError, TypeError, KeyError)) as caught:
        WRONG[number](STUDY)
    error: BaseException | None = caught.value
    assert error is not None
    shown = (
        "".join(traceback.format_exception_only(error)) + repr(error) + str(getattr(error, "findings", ""))
    )
    assert CANARY not in shown
    assert CANARY not in caplog.text
    while error is not None:  # an exception behind it would be printed too
        assert CANARY not in str(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_nothing_is_left_behind(network: ss.Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(tmp_path)
    network.report("report.html")
    network.coverage().needs.to_csv("needs.csv")
    with pytest.raises(ss.FileError):
        network.report("nowhere/report.html")
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")} == {
        "temporary",
        "report.html",
        "needs.csv",
    }


def test_a_failed_write_leaves_the_old_file(
    network: ss.Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "report.html"
    page.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ss.FileError, match=r"^cannot write report\.html: No space left on device$"):
        network.report(page)
    assert page.read_text() == "old"
    assert list(tmp_path.iterdir()) == [page]


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><script>",
    "'onmouseover='x",
    "&lt;b&gt;",
    "\u202egnp.exe",
    "a\x1b[31m\x07",
    "line\nbreak\ttab",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_are_escaped_in_html(payload: str) -> None:
    study = {
        "actors": [{"id": payload, "sector": "state", "name": payload}],
        "needs": [{"id": payload + "n", "theme": payload, "people": 3, "target_group": payload}],
        "activities": [{"id": payload + "o", "actor": payload, "theme": payload, "capacity": 1}],
        "forums": [{"id": payload, "form": "council", "name": payload}],
        "seats": [{"forum": payload, "actor": payload}],
    }
    network = ss.Network.from_tables(**study, title=payload)  # type: ignore[arg-type]
    results: list[Any] = [network, network.coverage(), network.duplication(), network.representation()]
    results += [network.table("actors"), network.coverage().needs]
    tags = {"p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    for page in (result._repr_html_() for result in results):
        assert set(re.findall(r"</?\s*([a-zA-Z!]+)", page)) <= tags
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page)


def test_visible_keeps_letters_of_every_language() -> None:
    for text in ("Åse Ærø", "أهلا", "می‌خواهم", "ትግርኛ", "한국어", "👨‍👩‍👧"):
        assert visible(text) == text
    assert visible("a\nb\x00\u2066") == "a b\\u0000\\u2066"
    assert escaped("<&\"'>") == "&lt;&amp;&quot;&#x27;&gt;"
