"""Writes the table by which normal_text folds characters, and texts to test it with.

Usage: unicode_folding.py TABLE.cpp PAIRS.csv

The table comes from the Unicode Character Database as Python packs it (unicodedata); the texts come from
unicodedata.normalize on whole words, so that they test the table by another way.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

LAST = 0x10FFFF
HANGUL = range(0xAC00, 0xD7A4)  # decomposed by rule, not by table
SURROGATES = range(0xD800, 0xE000)
RING, DIAERESIS = "\u030a", "\u0308"  # normal_text itself looks for these after a and o

# Letters that have no decomposition but are written in other ways: Nordic, Sami and neighbours.
LETTERS = {
    "\u00e6": "ae",
    "\u00f8": "oe",
    "\u0153": "oe",
    "\u00f0": "d",
    "\u0111": "d",
    "\u00fe": "th",
    "\u0142": "l",
    "\u0127": "h",
    "\u0131": "i",
    "\u014b": "n",
    "\u0167": "t",
}
# Apostrophes and stresses inside words; the stretching stroke of Arabic.
SILENT = frozenset("'`\u00b4\u2018\u2019\u02bb\u02bc\uff07\u05f3\u0640")
LINE_AND_TAB = "\t\n\v\f\r\x85"
# Default ignorable code points that the general category Cf does not cover.
IGNORABLE = frozenset(
    chr(c)
    for block in (
        range(0x034F, 0x0350),
        range(0x115F, 0x1161),
        range(0x17B4, 0x17B6),
        range(0x180B, 0x1810),
        range(0x3164, 0x3165),
        range(0xFE00, 0xFE10),
        range(0xFFA0, 0xFFA1),
        range(0xE0000, 0xE1000),
    )
    for c in block
)


def is_dropped_mark(char: str) -> bool:
    """Accents and vowel points. Other classes (nukta, virama, signs of South-East Asia) spell letters."""
    combining = unicodedata.combining(char)
    return combining in (1, 6) or 10 <= combining <= 36 or combining >= 200


def kept(mark: str) -> str:
    return "" if is_dropped_mark(mark) and mark not in (RING, DIAERESIS) else mark


def compatible(char: str) -> str:
    """The character without form and case: repeated until nothing changes."""
    while (folded := unicodedata.normalize("NFKD", char.casefold())) != char:
        char = folded
    return char


def folded(char: str) -> str:
    """What the character becomes: letters, digits, kept marks; a blank; or nothing."""
    if char in SILENT or char in IGNORABLE:
        return ""
    decomposed = unicodedata.normalize("NFD", char)
    if len(decomposed) > 1 or decomposed != char:
        return "".join(folded(part) for part in decomposed)
    if unicodedata.combining(char):
        return kept(char)
    return "".join(final(part) for part in unicodedata.normalize("NFD", compatible(char)))


def final(char: str) -> str:
    """A character without form and case as it stands in a normal form."""
    category = unicodedata.category(char)
    if char in SILENT or char in IGNORABLE or category == "Me":
        return ""
    if unicodedata.combining(char):
        return kept(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in ("Cf", "Cc") or category[0] in "ZPS":
        return " " if category[0] in "ZPS" or char in LINE_AND_TAB else ""
    return LETTERS.get(char, char)


def changes() -> dict[int, str]:
    """Every code point that does not stay as it is, and what becomes of it."""
    table = {}
    for code in range(LAST + 1):
        if code not in SURROGATES and code not in HANGUL and (to := folded(chr(code))) != chr(code):
            table[code] = to
    return table


def runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring code points as (first, last)."""
    first = previous = None
    for code in codes:
        if previous is None or code != previous + 1:
            if first is not None and previous is not None:
                yield first, previous
            first = code
        previous = code
    if first is not None and previous is not None:
        yield first, previous


def shifts(single: dict[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Single replacements as (first, last, step, to of the first): equal distance, step 1 or 2."""
    codes = sorted(single)
    k = 0
    while k < len(codes):
        first, to = codes[k], single[codes[k]]
        step = 1
        if k + 1 < len(codes) and codes[k + 1] - first in (1, 2):
            step = codes[k + 1] - first
        last = first
        while single.get(last + step) == to + (last + step - first) and not any(
            code in single for code in range(last + 1, last + step)
        ):
            last += step
        yield first, last, step if last > first else 1, to
        k = codes.index(last, k) + 1


def combining_classes() -> list[tuple[int, int, int]]:
    """(first, last, class) of the marks that are kept."""
    of_class: dict[int, list[int]] = {}
    for code in range(LAST + 1):
        if (combining := unicodedata.combining(chr(code))) and folded(chr(code)):
            of_class.setdefault(combining, []).append(code)
    return sorted((first, last, c) for c, codes in of_class.items() for first, last in runs(codes))


def literal(name: str, records: list[str]) -> str:
    """A C++ text of the records, a blank after each."""
    lines, line = [], ""
    for record in records:
        if len(line) + len(record) + 1 > 100:
            lines.append(line)
            line = ""
        line += record + " "
    lines.append(line)
    return f"const std::string_view {name} =\n" + "\n".join(f'    "{line}"' for line in lines) + ";\n"


def span(first: int, last: int) -> str:
    return f"{first:x}" if first == last else f"{first:x}-{last:x}"


def write_table(path: Path) -> None:
    table = changes()
    blanks = [code for code, to in table.items() if to == " "]
    gone = [code for code, to in table.items() if not to]
    single = {code: ord(to) for code, to in table.items() if len(to) == 1 and to != " "}
    several = {code: to for code, to in table.items() if len(to) > 1}
    parts = [
        f"""\
// How characters are folded. Written by tools/unicode_folding.py from the Unicode Character Database
// {unicodedata.unidata_version} (Unicode-DFS-2016, see NOTICE); not edited by hand.
#include "unicode_folding_table.hpp"

namespace samspill::detail {{
""",
        literal("folded_to_blank", [span(*run) for run in runs(blanks)]),
        literal("folded_to_nothing", [span(*run) for run in runs(gone)]),
        literal("folded_to_one", [
            span(first, last) + ("/2" if step == 2 else "") + f"={to:x}"
            for first, last, step, to in shifts(single)
        ]),
        literal("folded_to_several", [
            f"{code:x}=" + ",".join(f"{ord(part):x}" for part in to) for code, to in sorted(several.items())
        ]),
        literal("kept_marks", [span(first, last) + f"={c:x}" for first, last, c in combining_classes()]),
        "} // namespace samspill::detail\n",
    ]  # fmt: skip
    path.write_text("\n".join(parts), encoding="utf-8")


def words(seed: int) -> Iterator[str]:
    """Made-up words: every composed character once among letters, and runs of marks in mixed order."""
    draw = random.Random(seed)
    composed = [
        chr(code)
        for code in range(0xC0, LAST + 1)
        if code not in SURROGATES and unicodedata.normalize("NFD", chr(code)) != chr(code)
    ]
    chosen = [c for c in composed if ord(c) < 0x2000] + draw.sample(composed, 400)
    marks = [chr(code) for code in range(0x300, 0x1AFF) if unicodedata.combining(chr(code))]
    for first, second in pairwise(chosen):
        yield "b" + first + "".join(draw.sample(marks, draw.randrange(4))) + "o" + second


def write_pairs(path: Path) -> None:
    """Rows of NFC and NFD of one made-up word as code points, where the two differ."""
    lines = ["nfc,nfd"]
    for word in words(seed=1):
        forms = [unicodedata.normalize(form, word) for form in ("NFC", "NFD")]
        if forms[0] != forms[1]:
            lines.append(",".join(" ".join(f"{ord(char):x}" for char in form) for form in forms))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_table(Path(sys.argv[1]))
    write_pairs(Path(sys.argv[2]))
