"""Fair comparison and differences between sites, on tables as they are printed."""

from __future__ import annotations

import pytest

import samspill as ss


def shares(printed: list[tuple[float, int]]) -> ss.Study:
    return ss.Study(
        indicators=[{"id": "took_part", "question": "Who took part?", "unit": "share"}],
        observations=[
            {"unit": f"u{k}", "wave": "1", "indicator": "took_part", "value": value, "n": n}
            for k, (value, n) in enumerate(printed)
        ],
        treatment=[{"unit": f"u{k}", "first_wave": "never"} for k in range(len(printed))],
    )


def test_rounded_shares_give_their_counts() -> None:
    # 51 of 150; 52 of 152 printed as 0.34; a third of 300; 0.34 of 10,000 may be 3,350 to 3,450
    compared = shares([(0.34, 150), (0.34, 152), (1 / 3, 300), (0.34, 10_000)]).compare("took_part")
    assert compared.units.column("observed") == [51, 52, 100, 3400]
    assert compared.rounded == 2


def test_a_share_that_no_count_makes_is_refused() -> None:
    # of 150 people 51 are 0.340 and 52 are 0.347
    with pytest.raises(ss.InvalidArgument, match=r"unit u1: the share 0\.342 of 150 .* whole"):
        shares([(0.5, 100), (0.342, 150)]).compare("took_part")


def test_sites_without_an_error_are_left_out() -> None:
    values = {"a": (1.0, 4.0), "b": (2.0, 4.0), "c": (3.0, 4.0), "d": (2.0, 2.0)}
    for se, used in ((0.0, 0), (0.5, 2)):
        study = ss.Study(
            observations=[
                {"unit": unit, "wave": str(wave), "indicator": "x", "value": value, "se": se}
                for unit, own in values.items()
                for wave, value in enumerate(own)
            ],
            indicators=[{"id": "x", "question": "How much?", "unit": "minutes"}],
            treatment=[{"unit": unit, "first_wave": "1" if unit in "ab" else "never"} for unit in values],
        )
        found = study.heterogeneity("x")
        assert (len(found.sites), found.left_out) == (used, 2 - used)
        # 3 and 2 less the mean change of controls, (1 + 0) / 2
        assert found.sites.column("effect") == [2.5, 1.5][:used]
        assert (found.summary.mean is None) == (used == 0)
        assert found.reason == ("" if used else "no unit with a standard error")


def stratified(controls: str, se: float | None = 0.5) -> ss.Study:
    """Units a to d in stratum low and e to h in high, whose trends are 0 and 10; a, b, e are treated."""
    rows = []
    for k, unit in enumerate("abcdefgh"):
        trend = 10.0 if unit in "efgh" else 0.0
        rows += [
            {"unit": unit, "wave": "0", "indicator": "x", "value": float(k), "se": se},
            {"unit": unit, "wave": "1", "indicator": "x", "value": k + trend + (unit in "abe"), "se": se},
        ]
    kept = [row for row in rows if row["unit"] in "abe" + controls]
    return ss.Study(
        observations=kept,
        indicators=[{"id": "x", "question": "How much?", "unit": "minutes"}],
        treatment=[
            {
                "unit": unit,
                "first_wave": "1" if unit in "abe" else "never",
                "stratum": "high" if unit in "efgh" else "low",
            }
            for unit in "abe" + controls
        ],
    )


def test_sites_are_held_against_controls_of_their_stratum() -> None:
    # true effect 1 everywhere; pooled controls would say -6.5 and 3.5
    found = stratified("cdfgh").heterogeneity("x")
    assert found.sites.column("unit") == ["a", "b", "e"]
    assert found.sites.column("effect") == pytest.approx([1.0, 1.0, 1.0])
    # 0.25 + 0.25 of the site, a half of that of two controls or a third of three
    assert found.sites.column("se") == pytest.approx([0.75**0.5, 0.75**0.5, (0.5 + 0.5 / 3) ** 0.5])
    assert (found.left_out, found.reason) == (0, "")


def test_sites_without_controls_in_their_stratum_are_left_out() -> None:
    found = stratified("cd").heterogeneity("x")
    assert found.sites.column("unit") == ["a", "b"]
    assert found.left_out == 1


def test_reasons_say_why_there_are_no_sites() -> None:
    without = stratified("cdfgh", se=None).heterogeneity("x")
    assert (len(without.sites), without.left_out) == (0, 3)
    assert without.reason == "no controls with standard errors"
