"""Rules of forums: what is asked of them, how each stands, and what to do about it (methods M1.12)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from samspill import _core, options
from samspill.display import escaped
from samspill.provenance import Provenance, provenance_of
from samspill.standalone import StandaloneTable
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Sequence

Outcome = Literal["pass", "warn", "fail", "not_assessable"]

#: What a rule can come to, from the best to what nobody can tell.
OUTCOMES: tuple[Outcome, ...] = ("pass", "warn", "fail", "not_assessable")

_SHOWN = ("forum", "rule", "outcome", "value", "pass", "warn", "question")


class ForumRules(StandaloneTable[_core.ForumRules]):
    """Rules with a version. A municipality can change, add and remove rules in a copy of the file.

    The columns of such a table are described in docs/methods/forum_rules.md.
    """

    _TABLE = "forum_rules"

    @staticmethod
    def _read_file(path: str) -> _core.ForumRules:
        return _core.read_forum_rules(path)

    @staticmethod
    def _from_columns(columns: Sequence[tuple[str, list[Any]]]) -> _core.ForumRules:
        return _core.forum_rules_from(columns)


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
