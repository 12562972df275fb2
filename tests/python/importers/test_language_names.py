"""Names of languages become codes; whatever else stands there stays."""

from __future__ import annotations

import pytest

import samspill as ss
from samspill.importers.language_names import _CODES, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Spanish", "es"),
        ("spanish ", "es"),
        ("ARABIC", "ar"),
        ("Chinese (Mandarin)", "cmn"),
        ("Chinese (Cantonese)", "yue"),
        ("Chinese", "zh"),
        ("Norwegian Bokmål", "nb"),
        ("Tigrinya", "ti"),
        ("Farsi", "fa"),
        ("Kurdish (some dialect)", "ku"),
        ("ur", "ur"),
        ("pt-BR", "pt-BR"),
        ("Klingon lessons", "Klingon lessons"),
        ("(", "("),
        ("", ""),
    ],
)
def test_names_become_codes(text: str, code: str) -> None:
    assert language_code(text) == code


def test_every_code_is_one() -> None:
    actors = [{"id": "a", "sector": "state", "languages": sorted(set(_CODES.values()))}]
    assert len(ss.Network.from_tables(actors=actors).findings) == 0
