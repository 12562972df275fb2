"""Readable ids for rows that the source gives none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def unique_ids(wanted: Mapping[Key, str]) -> dict[Key, str]:
    """An id for each key: the wanted text, with `` (2)``, `` (3)`` … where several keys want the same.

    Numbers follow the order of the keys' text form, so that the order of source rows does not matter.
    Semicolons become commas, for lists of ids are separated by semicolons. O(n log n).
    """
    keys_of: dict[str, list[Key]] = defaultdict(list)
    for key, text in wanted.items():
        keys_of[text.replace(";", ",")].append(key)
    taken = set(keys_of)
    ids: dict[Key, str] = {}
    for text, keys in sorted(keys_of.items()):
        first, *others = sorted(keys, key=lambda key: (wanted[key], str(key))) if len(keys) > 1 else keys
        ids[first] = text
        number = 1
        for key in others:
            while f"{text} ({number})" in taken or number == 1:
                number += 1
            ids[key] = f"{text} ({number})"
            taken.add(ids[key])
    return ids
