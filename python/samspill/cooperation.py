"""Is co-creation the right method here, and which form of forum fits? Decision tables (methods M1.12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from samspill import _core, options
from samspill.errors import InvalidArgument

Advice = Literal["applicable", "coordinate_only", "ask"]
Form = Literal["coordination_forum", "network_group", "working_group"]
Purpose = Literal["steer", "know_each_other", "develop_together"]

#: What makes working together co-creation: all must hold.
TESTS: tuple[str, ...] = _core.co_creation_tests
#: What makes co-creation the wrong method: one is enough.
BLOCKERS: tuple[str, ...] = _core.co_creation_blockers


@dataclass(frozen=True, slots=True)
class CoCreation:
    """The advice with the answers it rests on.

    Attributes:
        advice: ``applicable``, ``coordinate_only``, or ``ask`` when answers are missing that could change it.
        tests_failed: Tests that are not met.
        tests_open: Tests that nobody answered.
        blockers_present: What stands against it.
        blockers_open: Blockers that nobody answered.
    """

    advice: Advice
    tests_failed: tuple[str, ...]
    tests_open: tuple[str, ...]
    blockers_present: tuple[str, ...]
    blockers_open: tuple[str, ...]


def co_creation(answers: Mapping[str, bool | None]) -> CoCreation:
    """Whether co-creation is the right method, from yes-or-no answers; None or no entry is not answered.

    Args:
        answers: By the names in ``TESTS`` and ``BLOCKERS``.

    Raises:
        InvalidArgument: A name is none of these.
    """
    unknown = sorted(set(answers) - {*TESTS, *BLOCKERS})
    if unknown:
        message = f"answers must be named by: {', '.join((*TESTS, *BLOCKERS))}"
        raise InvalidArgument(message)
    given = {name: None if answer is None else options.flag(name, answer) for name, answer in answers.items()}
    advice, *lists = _core.co_creation_decision(
        [given.get(name) for name in TESTS], [given.get(name) for name in BLOCKERS]
    )
    return CoCreation(advice, *(tuple(names) for names in lists))


def form_for(purpose: Purpose) -> Form:
    """The form of forum that serves a purpose; several purposes ask for several forums.

    Raises:
        InvalidArgument: The purpose is none of ``steer``, ``know_each_other`` and ``develop_together``.
    """
    return _core.form_for(options.text("purpose", purpose))
