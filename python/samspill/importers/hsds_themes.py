"""The theme of a service: the top term of its taxonomy, else the category its keywords begin with."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from samspill.importers.tables import Rule, Where

if TYPE_CHECKING:
    from samspill.importers.hsds_files import Directory, Record
    from samspill.importers.tables import FindingLog

_RULES = (
    Rule(
        "info",
        "several_themes",
        "the service has terms under several top terms; the one with most terms is its theme",
    ),
    Rule(
        "info",
        "theme_from_keywords",
        "no taxonomy term; the first category among the keywords is the theme",
    ),
    Rule(
        "warning",
        "theme_unstated",
        "no taxonomy term and no keyword; the service is compared with no other",
        "give each service a term of the taxonomy",
    ),
)


class Themes:
    """Themes of services, one each; what was chosen among several, or had to be derived, is counted."""

    def __init__(self, directory: Directory) -> None:
        self._file = directory.files.get("services", "")
        self._terms = {record.text("id"): record for record in directory["taxonomy_terms"]}
        self._terms_of: dict[str, set[str]] = defaultdict(set)
        for service in directory["services"]:
            self._terms_of[service.text("id")].update(service.items("taxonomy_ids"))
        for link in directory["service_taxonomy"]:
            self._terms_of[link.text("service_id")].add(link.text("taxonomy_term_id", "taxonomy_id"))
        for link in directory["attributes"]:
            self._terms_of[link.text("link_id", "service_id")].add(
                link.text("taxonomy_term_id", "taxonomy_id")
            )
        self._noted: dict[str, list[int]] = defaultdict(list)

    def of(self, service: Record) -> str:
        """The theme of a service, never empty.

        Of several top terms, the one with the most terms of the service beneath it, then the first by id.
        A service without any category is its own theme, so that it is compared with nothing.
        """
        tops = Counter(self._top(term) for term in self._terms_of[service.text("id")] if term in self._terms)
        if tops:
            if len(tops) > 1:
                self._noted["several_themes"].append(service.row)
            chosen = min(tops, key=lambda term: (-tops[term], term))
            return self._terms[chosen].text("name") or chosen
        if category := _category(service.items("keywords")):
            self._noted["theme_from_keywords"].append(service.row)
            return category
        self._noted["theme_unstated"].append(service.row)
        return service.text("name", "id")

    def log(self, log: FindingLog) -> None:
        """Adds one finding for each way in which themes had to be chosen."""
        for rule in _RULES:
            log.add_rows(rule, self._noted[rule.code], Where("services", file=self._file))

    def _top(self, term: str) -> str:
        """The term at the root above a term; a circle of parents ends at its first term by id."""
        seen = [term]
        while (parent := self._terms[seen[-1]].text("parent_id")) in self._terms:
            if parent in seen:
                return min(seen[seen.index(parent) :])
            seen.append(parent)
        return seen[-1]


def _category(keywords: list[str]) -> str:
    """The first keyword in capitals, as such lists head their categories, else the first keyword."""
    heading = next((word for word in keywords if len(word) > 3 and word.isupper()), None)
    return heading.capitalize() if heading else next(iter(keywords), "")
