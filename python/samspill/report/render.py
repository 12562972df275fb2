"""Writes a network and its results as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from samspill.report.context import SHOWN, Context
from samspill.report.protocols import Coverage, Criticality, Network, Repairs, Representation, WorkSharing
from samspill.report.protocols_duplicates import DuplicateActors, Duplication, DuplicationScope
from samspill.report.say_protocols import Say
from samspill.report.text import Text, visible
from samspill.report.view import build

_TEMPLATES = Path(__file__).parent / "templates"


def render(  # noqa: PLR0913 - what is shown, and how
    network: Network,
    coverage: Coverage | None,
    duplication: Duplication | None,
    representation: Representation | None,
    *,
    repairs: Repairs | None = None,
    criticality: Criticality | None = None,
    sharing: WorkSharing | None = None,
    scope: DuplicationScope | None = None,
    organisations: DuplicateActors | None = None,
    say: Say | None = None,
    forum_pages: int | None = SHOWN,
    lang: str = "en",
    generated: date | None = None,
) -> str:
    """The report as HTML.

    The page asks nothing of a network and runs no script. All text from the data is escaped, and characters
    that cannot be seen are written as escapes. Equal input gives equal text; its only date is ``generated``.

    Args:
        network: What was read.
        coverage: Result of ``coverage``; ``None`` when the tables do not allow it, then the report says why.
        duplication: Result of ``duplication``, or ``None``.
        representation: Result of ``representation``, or ``None``.
        repairs: Result of ``Coverage.repairs``, or ``None``.
        criticality: Result of ``Coverage.criticality``, or ``None``.
        sharing: Result of ``Duplication.work_sharing``, or ``None``.
        scope: Result of ``Duplication.scope``, or ``None``.
        organisations: Result of ``duplicate_actors``, or ``None``.
        say: Results about forums, if any.
        forum_pages: At most so many forums have a page of their own; ``None``: all of them.
        lang: One of ``LANGUAGES``: en, nb, da, sv.
        generated: Day to print under the title; ``None`` prints none.

    Raises:
        ValueError: for a language that is not in ``LANGUAGES``.
    """
    results = (coverage, duplication, representation, repairs, criticality, sharing, scope, organisations)
    context = Context(network, *results, say or Say(), Text(lang), forum_pages)
    return template().render(document=build(context, generated))


@cache
def template() -> Template:
    """The page that a document becomes."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _finalize(value: object) -> object:
    """Makes invisible characters visible in everything a template prints, but for its own HTML."""
    return value if isinstance(value, Markup) else visible(str(value))
