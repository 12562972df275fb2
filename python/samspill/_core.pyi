"""Compiled part of samspill; use the package samspill instead.

Findings are tuples (severity, code, file, table, row, column, message, hint). `progress` is None or is called
as progress(fraction, stage) on the calling thread. Callers check the types of all arguments beforehand.
"""

import sys
from collections.abc import Callable, Sequence
from enum import Enum
from os import PathLike
from typing import Any, Literal, TypeAlias, TypedDict, type_check_only

_Finding: TypeAlias = tuple[Literal["error", "warning", "info"], str, str, str, int, str, str, str]
_Progress: TypeAlias = Callable[[float, str], object] | None

version: str
default_awareness_steps: int
default_backup_share: float
default_max_outcomes: int

@type_check_only
class _Bound(type):
    """Metaclass of the binding library."""

@type_check_only
class _Result(metaclass=_Bound):
    """Made by functions only."""

    def __init__(self, /, *args: object, **kwargs: object) -> None: ...

class ColumnType(Enum):
    __pybind11_native_enum__: object
    int64 = 0
    float64 = 1
    boolean = 2
    text = 3
    text_list = 4

class OverlapRule(Enum):
    __pybind11_native_enum__: object
    any = 0
    whole = 1

class UnstatedRule(Enum):
    __pybind11_native_enum__: object
    accept = 0
    reject = 1

class Sector(Enum):
    __pybind11_native_enum__: object
    municipal = 0
    civil_society = 1
    target_group = 2
    private = 3
    state = 4

class Baseline(Enum):
    __pybind11_native_enum__: object
    actors = 0
    people = 1
    equal = 2
    given = 3

class ColumnBuffer(_Result):
    """Read-only memory of a column, for memoryview and numpy; keeps the table alive."""

    if sys.version_info >= (3, 12):
        def __buffer__(self, flags: int, /) -> memoryview: ...

class Table(_Result):
    """Named, typed, nullable columns of equal length."""

    @staticmethod
    def from_columns(
        name: str, columns: Sequence[tuple[str, ColumnType | None, str, list[Any]]]
    ) -> tuple[Table, list[_Finding]]:
        """The table of columns (name, type, unit, cells), and findings about cells that do not fit."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> list[tuple[str, ColumnType, str]]: ...
    def __len__(self) -> int: ...
    def cells(self, column: str) -> list[Any]: ...
    def values(self, column: str) -> ColumnBuffer: ...
    def validity(self, column: str) -> ColumnBuffer: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def write_csv_file(self, path: str | PathLike[str]) -> None: ...

class ActorNetwork(_Result):
    """Immutable; safe to share between threads."""

    @property
    def fingerprint(self) -> int: ...
    @property
    def findings(self) -> list[_Finding]: ...
    def has(self, table: str) -> bool: ...
    def rows(self, table: str) -> int: ...
    def table(self, name: str) -> Table: ...

class NetworkBuilder(metaclass=_Bound):
    """Collects tables; for one thread."""

    def __init__(self) -> None: ...
    def add_columns(
        self,
        table: str,
        columns: Sequence[tuple[str, list[Any]]],
        file: str,
        source_rows: Sequence[int],
        progress: _Progress,
    ) -> None: ...
    def add_arrow_stream(self, table: str, stream: object, progress: _Progress) -> None: ...
    def build(self, progress: _Progress) -> ActorNetwork: ...

def read_folder(folder: str | PathLike[str], progress: _Progress) -> ActorNetwork: ...
def schema(table: str) -> list[str]:
    """Names of the columns of an input table."""

class _Provenance(TypedDict):
    analysis: str
    version: str
    network_fingerprint: int
    options: dict[str, str]
    seed: int | None

class _CoverageTotals(TypedDict):
    needs: int
    needs_unknown: int
    people: int
    covered_low: float
    covered_high: float
    gap_low: float
    gap_high: float
    share_low: float | None
    share_high: float | None
    known_low: float | None
    known_high: float | None
    lost_to_not_knowing_low: float | None
    lost_to_not_knowing_high: float | None
    capacity: int
    activities_capacity_unknown: int
    unused_capacity: int

class MatchOptions(metaclass=_Bound):
    def __init__(self, period: OverlapRule, ages: OverlapRule, unstated: UnstatedRule) -> None: ...

class CoverageResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def totals(self) -> _CoverageTotals: ...
    @property
    def months(self) -> tuple[int, int]: ...
    def needs(self) -> Table: ...
    def gaps(self) -> Table: ...
    def by_theme(self) -> Table: ...
    def by_theme_month(self) -> Table: ...

class DuplicationResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def pairs(self) -> Table: ...
    def clusters(self) -> Table: ...

class RepresentationResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def forums(self) -> Table: ...
    def sectors(self) -> Table: ...

def coverage(
    network: ActorNetwork,
    match: MatchOptions,
    awareness_steps: int,
    months: tuple[int, int] | None,
    progress: _Progress,
) -> CoverageResult: ...
def duplication(
    network: ActorNetwork,
    match_languages: bool,
    match_ages: bool,
    backup_share: float,
    match: MatchOptions,
    progress: _Progress,
) -> DuplicationResult: ...
def representation(
    network: ActorNetwork,
    expected_sectors: Sequence[Sector],
    baseline: Baseline,
    baseline_weights: Sequence[float],
    window: tuple[str, str] | None,
    max_outcomes: int,
    progress: _Progress,
) -> RepresentationResult: ...
