"""How alike two activities are: what is compared, and the options of the comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.taxonomies import Taxonomy

if TYPE_CHECKING:
    from samspill.frames import TableData

#: What of two activities is compared (docs/methods/similarity.md).
FIELDS = (
    "theme",
    "target_groups",
    "areas",
    "months",
    "weekly_times",
    "ages",
    "languages",
    "kind",
    "name",
    "description",
)

#: Fields that keep two activities apart when they have nothing in common there.
DECISIVE: tuple[str, ...] = _core.default_decisive
#: Where open ends of periods are taken to lie, a half-open interval of months from arrival.
OPEN_MONTHS: tuple[int, int] = _core.default_open_months
#: Where open ends of ranges of ages are taken to lie, both ends included.
OPEN_AGES: tuple[int, int] = _core.default_open_ages


def similarity_options(  # noqa: PLR0913 - one argument an option
    *,
    weights: Mapping[str, float] | None,
    decisive: Sequence[str],
    themes: Taxonomy | TableData | None,
    abbreviations: Sequence[str],
    open_months: tuple[int, int],
    open_ages: tuple[int, int],
) -> _core.SimilarityOptions:
    """The options of a comparison, checked; see ``Network.duplication`` for what they mean.

    Raises:
        InvalidArgument: An option is out of range.
        UnusableData: ``themes`` are no taxonomy.
    """
    taxonomy = _core.Taxonomy([]) if themes is None else Taxonomy.of(themes).core
    return _core.SimilarityOptions(
        options.numbers("weights", weights or {}, FIELDS),
        _fields("decisive", decisive),
        taxonomy,
        abbreviation_lines(abbreviations),
        _bounds("open_months", options.months("open_months", open_months)),
        _bounds("open_ages", options.months("open_ages", open_ages)),
    )


def abbreviation_lines(abbreviations: object) -> str:
    """Lines ``phrase = other phrase | another`` as one text."""
    return "\n".join(options.texts("abbreviations", abbreviations))


def _fields(name: str, fields: object) -> list[str]:
    chosen = options.texts(name, fields)
    if any(field not in FIELDS for field in chosen):
        message = f"each item of {name} must be one of {', '.join(FIELDS)}"
        raise InvalidArgument(message)
    return chosen


def _bounds(name: str, bounds: tuple[int, int] | None) -> tuple[int, int]:
    if bounds is None:
        message = f"{name} must be two whole numbers (from, to)"
        raise InvalidArgument(message)
    return bounds
