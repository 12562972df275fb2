"""The loss cascade against a twin that follows its definition with fractions, on random studies."""

from __future__ import annotations

import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

import samspill as ss
from samspill.testing import tables
from small_study import TABLES, write_folder

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
import reception_oracle
from oracle_cascade import STAGES


def expected_losses(study: dict[str, Any]) -> Any:  # noqa: ANN401 - as read from JSON
    with tempfile.TemporaryDirectory() as folder:
        return reception_oracle.analyse(write_folder(Path(folder), study))["needs"]


def assert_agrees(study: dict[str, Any]) -> None:
    coverage, expected = ss.Network.from_tables(**study).coverage(), expected_losses(study)
    shown = [row["stage"] for row in coverage.cascade.rows() if row["lost_least"] is not None]
    for row in coverage.losses.rows():
        for reading in ("least", "most"):
            lost = expected[row["need"]].get(f"lost_{reading}")
            found = {stage: row[f"{stage}_{reading}"] for stage in STAGES}
            if lost is None:
                assert set(found.values()) == {None}
                continue
            assert lost.keys() <= set(shown), "a stage that nobody recorded loses nobody"
            for stage in shown:
                assert found[stage] == pytest.approx(float(Fraction(lost.get(stage, "0"))), abs=1e-9)


def test_worked_example() -> None:
    """Methods M4.3: n2 area 6; n1 capacity 50/9; n3 capacity 4/9, known 4."""
    found = expected_losses(TABLES)
    assert [found[need]["lost_least"] for need in ("n1", "n2", "n3")] == [
        {"free_capacity": "50/9"},
        {"in_area": "6"},
        {"free_capacity": "4/9", "known": "4"},
    ]
    assert_agrees(TABLES)


@settings(derandomize=True, deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(tables(max_rows=6))
def test_losses_agree_with_the_twin(study: dict[str, Any]) -> None:
    assume("needs" in study and "activities" in study)
    assert_agrees(study)
