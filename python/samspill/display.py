"""How values look on a terminal and in HTML: numbers for people, texts made harmless."""

from __future__ import annotations

import html
import math
import unicodedata
from collections.abc import Iterable, Sequence

_STYLE = (
    "border-collapse:collapse;font-variant-numeric:tabular-nums",
    "text-align:left;padding:0.2em 0.6em;border-bottom:1px solid #999;vertical-align:bottom",
    "padding:0.2em 0.6em;border-bottom:1px solid #ddd;vertical-align:top;text-align:",
)

_JOINERS = "\u200c\u200d"  # belong to the spelling of Persian and to emoji


def visible(text: str) -> str:
    """The text with characters that steer a terminal or turn the direction of writing shown as escapes.

    Line breaks and tabs become spaces.
    """
    if text.isprintable():
        return text
    return "".join(_visible_character(character) for character in text)


def _visible_character(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character in _JOINERS:
        return character
    # Cc control, Cf direction and zero width, Co private, Cs lone surrogates, Zl and Zp line separators
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
        return f"\\u{ord(character):04x}"
    return character


def escaped(text: str) -> str:
    """The text for HTML content or attributes, without control and direction characters."""
    return html.escape(visible(text))


def plain_number(value: object) -> str:
    """A cell for people: at most three decimals, lists joined by ``;``, an empty text for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, list):
        return "; ".join(plain_number(item) for item in value)
    return str(value)


def _decimal(value: float) -> str:
    if math.isinf(value):
        return "infinite" if value > 0 else "-infinite"
    if value != 0 and abs(value) < 0.001:
        return f"{value:.1e}"
    return f"{value:.3f}".rstrip("0").rstrip(".")


def interval(low: float | None, high: float | None) -> str:
    """``8`` when both ends agree, ``8 to 12`` when they do not, ``unknown`` without them."""
    if low is None or high is None:
        return "unknown"
    first, last = plain_number(low), plain_number(high)
    return first if first == last else f"{first} to {last}"


def percent(low: float | None, high: float | None) -> str:
    """A share as a percentage, as an interval where its ends differ."""
    if low is None or high is None:
        return "unknown"
    first, last = f"{100 * low:.1f}", f"{100 * high:.1f}"
    return f"{first} %" if first == last else f"{first} to {last} %"


def html_table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]
) -> str:
    """An HTML table with a caption and scoped headings; escapes everything it is given."""
    table, heading, cell = _STYLE
    align = [cell + ("right" if is_number else "left") for is_number in numeric]
    head = "".join(f'<th scope="col" style="{heading}">{escaped(text)}</th>' for text in headings)
    body = "".join(
        "<tr>"
        + "".join(f'<td style="{a}">{escaped(text)}</td>' for a, text in zip(align, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table style="{table}"><caption style="text-align:left">{escaped(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    """Columns aligned with spaces, for a terminal; control characters in cells are shown as escapes."""
    lines = [list(headings), *([visible(cell) for cell in row] for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(headings))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )
