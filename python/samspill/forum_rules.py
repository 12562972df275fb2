"""Rules of forums: what is asked of them, how each stands, and what to do about it (methods M1.12)."""

from __future__ import annotations

from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Literal

from samspill import _core, options
from samspill.display import escaped
from samspill.errors import UnusableData
from samspill.findings import Finding, FindingsTable, merge_findings
from samspill.frames import columns_of
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from os import PathLike

    from samspill.frames import TableData

Outcome = Literal["pass", "warn", "fail", "not_assessable"]

#: What a rule can come to, from the best to what nobody can tell.
OUTCOMES: tuple[Outcome, ...] = ("pass", "warn", "fail", "not_assessable")

_SHOWN = ("forum", "rule", "outcome", "value", "pass", "warn", "question")


class ForumRules:
    """Rules with a version. A municipality can change, add and remove rules in a copy of the file.

    The columns of such a table are described in docs/methods/forum_rules.md.
    """

    def __init__(self, core: _core.ForumRules, findings: tuple[Finding, ...]) -> None:
        self._core = core
        self._findings = findings

    @classmethod
    def standard(cls) -> ForumRules:
        """The rules that come along."""
        with resources.as_file(resources.files("samspill") / "data" / "forum_rules.csv") as file:
            return cls.read(file)

    @classmethod
    def read(cls, path: str | PathLike[str]) -> ForumRules:
        """Rules from a CSV file.

        Raises:
            UnusableData: Something in the file is no rule; all findings are listed.
        """
        return cls._checked(_core.read_forum_rules(options.path("path", path)), ())

    @classmethod
    def from_table(cls, rules: TableData) -> ForumRules:
        """Rules from a data frame, a mapping of columns or a list of rows.

        Raises:
            UnusableData: Something in the table is no rule; all findings are listed.
        """
        columns, findings = columns_of("forum_rules", rules)
        return cls._checked(_core.forum_rules_from(columns), tuple(findings))

    @classmethod
    def _checked(cls, core: _core.ForumRules, before: tuple[Finding, ...]) -> ForumRules:
        findings = merge_findings((Finding(*found) for found in core.findings), before)
        if any(finding.severity == "error" for finding in findings):
            raise UnusableData(findings)
        return cls(core, findings)

    @property
    def core(self) -> _core.ForumRules:
        """The compiled rules, for analyses."""
        return self._core

    @property
    def version(self) -> str:
        """The version that all rules of the file state."""
        return self._core.version

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the rules, in their order."""
        return tuple(self._core.ids)

    def findings(self) -> FindingsTable:
        """What is doubtful about the file, though no error."""
        return FindingsTable(self._findings)

    def __len__(self) -> int:
        return len(self._core.ids)

    def __repr__(self) -> str:
        return f"<samspill.ForumRules {self.version}: {len(self)} rules>"


class ForumRuleResults:
    """How each forum stands against each rule that is asked of its form."""

    def __init__(self, core: _core.ForumRulesResult) -> None:
        self._core = core

    def rows(self, language: str = "en") -> ResultTable:
        """One row a forum and rule: outcome, value, bounds, evidence, and the advice in a language.

        A language that the rules do not speak is answered in English.
        """
        return ResultTable(self._core.rows(options.text("language", language)))

    @cached_property
    def counts(self) -> ResultTable:
        """One row a forum: rules asked of it, by outcome."""
        return ResultTable(self._core.counts())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from, with version and digest of the rules."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """Rules by outcome, over all forums, in one sentence."""
        sums = {outcome: sum(self.counts.column(outcome)) for outcome in OUTCOMES}
        return (
            f"{len(self.counts)} forums: {sums['pass']} rules met, {sums['warn']} nearly, "
            f"{sums['fail']} not met, {sums['not_assessable']} that the data do not tell."
        )

    def __repr__(self) -> str:
        return f"<samspill.ForumRuleResults of {len(self.counts)} forums>"

    def _repr_html_(self) -> str:
        """The summary and the rules for a notebook, every text escaped."""
        rows = self.rows().to_html(caption="Rules of the forums", columns=_SHOWN)
        return f"<p>{escaped(self.summary())}</p>{rows}"
