"""Tables in files of their own beside the study, that come along and that a municipality can change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib import resources
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, Self, TypeVar

from samspill import options
from samspill.errors import UnusableData
from samspill.findings import Finding, FindingsTable, merge_findings
from samspill.frames import columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from samspill._core import _Finding
    from samspill.frames import TableData


class _Reading(Protocol):
    @property
    def version(self) -> str: ...
    @property
    def ids(self) -> list[str]: ...
    @property
    def findings(self) -> list[_Finding]: ...


_Core = TypeVar("_Core", bound=_Reading)


class StandaloneTable(ABC, Generic[_Core]):
    """Rows with ids and one version. Made by ``standard``, ``read`` or ``from_table``."""

    _TABLE: ClassVar[str]

    @staticmethod
    @abstractmethod
    def _read_file(path: str) -> _Core: ...
    @staticmethod
    @abstractmethod
    def _from_columns(columns: Sequence[tuple[str, list[Any]]]) -> _Core: ...

    def __init__(self, core: _Core, findings: tuple[Finding, ...]) -> None:
        self._core = core
        self._findings = findings

    @classmethod
    def standard(cls) -> Self:
        """Those that come along."""
        with resources.as_file(resources.files("samspill") / "data" / f"{cls._TABLE}.csv") as file:
            return cls.read(file)

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Self:
        """Those of a CSV file.

        Raises:
            UnusableData: Something in the file does not fit; all findings are listed.
        """
        return cls._checked(cls._read_file(options.path("path", path)), ())

    @classmethod
    def from_table(cls, table: TableData) -> Self:
        """Those of a data frame, a mapping of columns or a list of rows.

        Raises:
            UnusableData: Something in the table does not fit; all findings are listed.
        """
        columns, findings = columns_of(cls._TABLE, table)
        return cls._checked(cls._from_columns(columns), tuple(findings))

    @classmethod
    def _checked(cls, core: _Core, before: tuple[Finding, ...]) -> Self:
        findings = merge_findings((Finding(*found) for found in core.findings), before)
        if any(finding.severity == "error" for finding in findings):
            raise UnusableData(findings)
        return cls(core, findings)

    @property
    def core(self) -> _Core:
        """The compiled rows, for analyses."""
        return self._core

    @property
    def version(self) -> str:
        """The version that all rows of the file state."""
        return self._core.version

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the rows, in their order."""
        return tuple(self._core.ids)

    def findings(self) -> FindingsTable:
        """What is doubtful about the file, though no error."""
        return FindingsTable(self._findings)

    def __len__(self) -> int:
        return len(self._core.ids)

    def __repr__(self) -> str:
        return f"<samspill.{type(self).__name__} {self.version}: {len(self)} rows>"
