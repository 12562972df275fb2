// Findings about taxonomies, against what a taxonomy refuses and against following every chain of parents.
#include <samspill/core/error.hpp>
#include <samspill/similarity/taxonomy_findings.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using Terms = std::vector<TaxonomyTerm>;

/// Few codes, so that circles and repetitions are frequent; an empty one among them.
rc::Gen<Terms> any_terms() {
    const auto code = rc::gen::elementOf(std::vector<std::string>{"", "a", "b", "c", "d", "e", "f"});
    return rc::gen::container<Terms>(
        rc::gen::map(rc::gen::pair(code, code), [](const std::pair<std::string, std::string>& term) {
            return TaxonomyTerm{term.first, term.second};
        }));
}

/// One term for each of some codes.
rc::Gen<Terms> terms_of_own() {
    return rc::gen::map(any_terms(), [](const Terms& terms) {
        Terms kept;
        for (const TaxonomyTerm& term : terms) {
            bool is_new = !term.code.empty();
            for (const TaxonomyTerm& earlier : kept) {
                is_new = is_new && earlier.code != term.code;
            }
            if (is_new) {
                kept.push_back(term);
            }
        }
        return kept;
    });
}

bool is_refused(const Terms& terms) {
    try {
        const Taxonomy taxonomy{terms};
        return false;
    } catch (const InvalidArgument&) {
        return true;
    }
}

/// Whether the chain of parents of a term comes back to it, by walking as many steps as there are terms.
bool comes_back(const Terms& terms, const std::string& code) {
    std::string at = code;
    for (std::size_t step = 0; step < terms.size(); ++step) {
        std::string parent;
        for (const TaxonomyTerm& term : terms) {
            parent = term.code == at ? term.parent : parent;
        }
        if (parent == code) {
            return true;
        }
        if (parent.empty()) {
            return false;
        }
        at = parent;
    }
    return false;
}

RC_GTEST_PROP(TaxonomyProp, ErrorsAreWhatATaxonomyRefuses, ()) {
    const Terms terms = *any_terms();
    RC_ASSERT(has_errors(taxonomy_findings(terms)) == is_refused(terms));
}

RC_GTEST_PROP(TaxonomyProp, EveryTermOfACircleIsNamedOnce, ()) {
    const Terms terms = *terms_of_own();
    std::vector<std::int64_t> named;
    for (const Finding& finding : taxonomy_findings(terms)) {
        if (finding.code == FindingCode::taxonomy_cycle) {
            named.push_back(finding.row);
        }
    }
    std::vector<std::int64_t> expected;
    for (std::size_t k = 0; k < terms.size(); ++k) {
        if (comes_back(terms, terms[k].code)) {
            expected.push_back(static_cast<std::int64_t>(k) + 2);
        }
    }
    RC_ASSERT(named == expected);
}

} // namespace
} // namespace samspill
