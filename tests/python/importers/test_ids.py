"""Readable ids made for rows that have none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samspill.importers.ids import unique_ids


def test_equal_wishes_are_numbered_whatever_their_order() -> None:
    wanted = {"k3": "North", "k1": "North", "k2": "South", "k4": "North (2)"}
    expected = {"k1": "North", "k3": "North (3)", "k2": "South", "k4": "North (2)"}
    assert unique_ids(wanted) == expected
    assert unique_ids(dict(reversed(wanted.items()))) == expected


def test_the_separator_of_lists_is_no_part_of_an_id() -> None:
    assert unique_ids({1: "a;b"}) == {1: "a,b"}


@given(st.dictionaries(st.integers(), st.sampled_from(["", "a", "a (2)", "a;b", "a,b"])))
def test_ids_are_unique(wanted: dict[int, str]) -> None:
    ids = unique_ids(wanted)
    assert ids.keys() == wanted.keys()
    assert len(set(ids.values())) == len(wanted)
