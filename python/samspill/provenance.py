"""Where a result comes from: enough to compute it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from samspill import _core


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to compute a result again.

    Attributes:
        analysis: Name of the function that computed the result.
        version: Version of the library.
        network_fingerprint: Digest of every table of the network; see ``Network.fingerprint``.
        options: Every option with the value that was used.
        seed: Seed of a method that draws random numbers, else None.
    """

    analysis: str
    version: str
    network_fingerprint: int
    options: Mapping[str, str]
    seed: int | None


class CompiledResult(Protocol):
    """A result of the compiled part."""

    @property
    def provenance(self) -> _core._Provenance:
        """Where it comes from, as plain values."""


_Core = TypeVar("_Core", bound=CompiledResult)


class Result(Generic[_Core]):
    """What a compiled result has in common with every other: it says where it comes from."""

    def __init__(self, core: _Core) -> None:
        self._core = core

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)


def provenance_of(core: CompiledResult) -> Provenance:
    """The provenance of a compiled result."""
    fields = core.provenance
    return Provenance(
        analysis=fields["analysis"],
        version=fields["version"],
        network_fingerprint=fields["network_fingerprint"],
        options=MappingProxyType(fields["options"]),
        seed=fields["seed"],
    )
