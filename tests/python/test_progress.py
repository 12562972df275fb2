"""Long work tells how far it has come, on the thread that asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import samspill as ss

RECEPTION = Path(__file__).parents[2] / "examples" / "reception"
ANALYSES = [
    "attendance",
    "coverage",
    "drop_off",
    "duplication",
    "forum_rules",
    "group_balance",
    "perception",
    "power_asymmetry",
    "representation",
    "voting_power",
]


@pytest.fixture(scope="module")
def reception() -> ss.Network:
    return ss.read(RECEPTION)


@pytest.mark.parametrize("name", ANALYSES)
def test_analyses_tell_their_progress(reception: ss.Network, name: str) -> None:
    told: list[tuple[float, str]] = []
    analysis: Callable[..., Any] = getattr(reception, name)
    analysis(progress=lambda fraction, stage: told.append((fraction, stage)))
    assert all(0.0 <= fraction <= 1.0 for fraction, _ in told)
    assert told[-1][0] == 1.0
    stages = list(dict.fromkeys(stage for _, stage in told))
    assert len(stages) >= 2, f"only that it is done: {stages}"
