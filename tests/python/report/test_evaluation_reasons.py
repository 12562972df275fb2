"""Reasons, ways in which methods are made and what they suppose are told in every language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from samspill.report import LANGUAGES
from samspill.report.evaluation import PART
from samspill.report.text import catalogue

ROOT = Path(__file__).resolve().parents[3]
#: Where the numbers of the evaluation report are made; what these include is read too.
_STARTS = ("pilot_effects", "study_indicators")
#: Their numbers stand in the report and their words do not: why one of them is missing is not told.
_SILENT = frozenset(
    {"effect_family", "effect_power", "multiplicity", "neighbourhood_influence", "spatial_autocorrelation"}
)
#: Literals in the arguments of these go to whoever calls the library, waits for it or builds it.
_NO_WORDS = frozenset(
    {"require", "require_finite", "ticker", "StageTicker", "run_in_parallel", "echo", "target"}
)
#: Ways in which numbers are made that the report does not name one by one.
_UNSAID = frozenset(
    {
        "all that were asked for",
        "bounds and re-weighting over observed, missing and suppressed units",
        "limits by Fieller, the target exact",
    }
)
_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|^[ \t]*#[^\n]*|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\'|\w+|\S',
    re.DOTALL | re.MULTILINE,
)


@cache
def sources() -> tuple[Path, ...]:
    """Files of src/pilot that numbers of the report come from."""
    names, todo = set[str](), list(_STARTS)
    while todo:
        name = todo.pop()
        if name not in names:
            names.add(name)
            for path in files(name):
                todo += re.findall(
                    r'#include ["<](?:samspill/)?pilot/(\w+)\.hpp[">]', path.read_text("utf-8")
                )
    return tuple(path for name in sorted(names - _SILENT) for path in files(name))


def files(name: str) -> list[Path]:
    found = (
        ROOT / "src/pilot" / f"{name}.cpp",
        ROOT / "src/pilot" / f"{name}.hpp",
        ROOT / "include/samspill/pilot" / f"{name}.hpp",
    )
    return [path for path in found if path.exists()]


def phrases(source: str) -> set[str]:
    """Literals of several words, or "empty"; those behind each other are one."""
    told, calls, before, literal = set[str](), list[str](), "", ""
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token.startswith('"') and not _NO_WORDS & set(calls):
            literal += token[1:-1]
        elif not token.startswith(("//", "/*")) and not token.lstrip().startswith("#"):
            told.add(literal)
            literal = ""
            if token in "([{":
                calls.append(before)
            elif token in ")]}":
                calls.pop()
            before = token
    return {phrase for phrase in told if re.search(r"\w \w", phrase) or phrase == "empty"}


def key(phrase: str) -> str:
    """As the report looks it up."""
    return "reason." + "_".join(re.findall(r"\w+", phrase.lower().replace("_", " ")))


def told() -> set[str]:
    return {phrase for path in sources() for phrase in phrases(path.read_text("utf-8"))}


def test_literals_are_found_wherever_they_stand() -> None:
    source = """
        #include "pilot/some file.hpp"
        // a "comment that says" nothing
        result.caveat = "as if lots had been drawn: "
                        "then it only describes";
        detail::require(level < 1.0, "level must be below 1");
        return refuse(effect, is_none ? "no unit at all" : "one unit");
        StageTicker ticker{control, "leaving one out", 1};
        row(cells[0], 'x', "empty", "name");
    """
    assert phrases(source) == {
        "as if lots had been drawn: then it only describes",
        "no unit at all",
        "one unit",
        "empty",
    }


def test_what_is_not_told_still_is_in_the_library() -> None:
    assert told() >= _UNSAID
    assert all(files(name) for name in _SILENT)


def test_the_files_that_matter_are_read() -> None:
    names = {path.stem for path in sources()}
    assert names >= {
        "pilot_effect",
        "staggered_effect",
        "synthetic_control",
        "target_attainment",
        "missing_bounds",
    }
    assert told() >= {"one cluster only", "regressors are collinear", "ranks of placebos have no limits"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_is_told_in_every_language(lang: str) -> None:
    words = catalogue(lang, PART)
    assert not {phrase for phrase in told() - _UNSAID if key(phrase) not in words}


def test_no_reason_stays_english() -> None:
    english = catalogue("en", PART)
    reasons = {key(phrase) for phrase in told() - _UNSAID}
    for lang in LANGUAGES[1:]:
        words = catalogue(lang, PART)
        assert not {reason for reason in reasons if words[reason] == english[reason]}
        assert not {
            reason for reason in reasons if re.search(r"\b(the|with|unit|clusters?)\b", str(words[reason]))
        }


def test_no_reason_is_left_over() -> None:
    own = {name for name in catalogue("en", PART) if name.startswith("reason.")}
    other = {name for name in catalogue("en") if name.startswith("reason.")}
    literals = (re.findall(r'"([^"\n]+)"', path.read_text("utf-8")) for path in (ROOT / "src").rglob("*.cpp"))
    known = {key(phrase) for found in literals for phrase in found} | {key(phrase) for phrase in told()}
    assert not own - other - known
