"""The exceptions of Samspill; the C++ library throws classes of the same names.

No message holds a value from the data: tables, columns, rows and rules only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from samspill.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN_FINDINGS = 5


class Error(Exception):
    """Base of every exception that Samspill raises."""


class InvalidArgument(Error, ValueError):  # noqa: N818 - named as in C++
    """An option or argument is out of its range; the message names it."""


class NotFound(Error, KeyError):  # noqa: N818 - named as in C++
    """An id, table or column that was asked for does not exist."""

    def __str__(self) -> str:
        """The message itself, without the quotes that a KeyError puts around it."""
        return str(self.args[0]) if self.args else ""


class MissingTable(Error, ValueError):  # noqa: N818 - named as in C++
    """An analysis lacks a table it needs; the message says which."""


class FileError(Error, OSError):
    """A file cannot be written; the message names it without its folder."""


class Overflow(Error, OverflowError):  # noqa: N818 - named as in C++
    """A count, or a sum or product of counts, exceeds 64 bits."""


class Unavailable(Error, ImportError):  # noqa: N818 - named as in C++
    """An optional part is not installed; the message says how to get it."""


class Cancelled(Error):  # noqa: N818 - named as in C++
    """A long computation was asked to stop. Ctrl-C raises KeyboardInterrupt instead."""


class UnusableData(Error, ValueError):  # noqa: N818 - named as in C++
    """The data hold findings of severity ``error``; ``findings`` has all of them, also the milder ones."""

    findings: tuple[Finding, ...]

    def __init__(self, findings: Iterable[Finding | tuple[object, ...]]) -> None:
        self.findings = tuple(found if isinstance(found, Finding) else Finding(*found) for found in findings)  # type: ignore[arg-type]
        super().__init__(self._summary())

    def _summary(self) -> str:
        errors = [str(finding) for finding in self.findings if finding.severity == "error"]
        count = "1 finding" if len(errors) == 1 else f"{len(errors)} findings"
        lines = [f"{count} of severity error", *(f"  {line}" for line in errors[:_SHOWN_FINDINGS])]
        if len(errors) > _SHOWN_FINDINGS:
            lines.append(f"  and {len(errors) - _SHOWN_FINDINGS} more")
        return "\n".join(lines)
