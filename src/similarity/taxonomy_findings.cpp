#include <samspill/similarity/taxonomy_findings.hpp>

#include <samspill/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace samspill {
namespace {

using Positions = std::unordered_map<std::string_view, std::size_t>; // first term of each code

class TaxonomyCheck {
public:
    TaxonomyCheck(std::span<const TaxonomyTerm> terms, std::span<const std::int64_t> rows,
                  const std::string& file)
        : terms_{terms}, rows_{rows}, file_{file} {
        positions_.reserve(terms.size());
    }

    std::vector<Finding> run() && {
        check_codes();
        check_parents();
        check_circles();
        std::sort(findings_.begin(), findings_.end(), precedes);
        return std::move(findings_);
    }

private:
    void report(std::size_t term, Severity severity, FindingCode code, const char* column,
                const char* message, const char* hint) {
        constexpr std::int64_t first_record = 2; // row 1 is the header
        const std::int64_t row = rows_.empty() ? first_record + static_cast<std::int64_t>(term) : rows_[term];
        findings_.push_back({severity, code, file_, "taxonomy", row, column, message, hint});
    }

    void check_codes() {
        for (std::size_t k = 0; k < terms_.size(); ++k) {
            if (terms_[k].code.empty()) {
                report(k, Severity::error, FindingCode::missing_value, "code",
                       "the cell is empty but the column is required", "fill in the cell or remove the row");
                continue;
            }
            const auto [first, is_new] = positions_.try_emplace(terms_[k].code, k);
            if (is_new) {
                continue;
            }
            if (terms_[first->second].parent == terms_[k].parent) {
                report(k, Severity::warning, FindingCode::duplicate_id, "code",
                       "the code stands in an earlier row too", "remove one of the rows");
            } else {
                report(k, Severity::error, FindingCode::duplicate_id, "code",
                       "the code stands in an earlier row with another parent",
                       "give each code one row and one parent");
            }
        }
    }

    void check_parents() {
        for (std::size_t k = 0; k < terms_.size(); ++k) {
            if (!terms_[k].parent.empty() && !positions_.contains(terms_[k].parent)) {
                report(k, Severity::warning, FindingCode::unknown_id, "parent",
                       "the parent is no code of the taxonomy; it is taken for one without a parent",
                       "add a row for it, or correct the spelling");
            }
        }
    }

    /// Follows each chain of parents once; a chain that meets itself closes a circle.
    void check_circles() {
        constexpr std::size_t unseen = 0;
        std::vector<std::size_t> walk_of(terms_.size(), unseen);
        for (std::size_t start = 0; start < terms_.size(); ++start) {
            std::size_t at = start;
            while (at < terms_.size() && walk_of[at] == unseen) {
                walk_of[at] = start + 1;
                at = parent_of(at);
            }
            if (at < terms_.size() && walk_of[at] == start + 1) {
                report_circle(at);
            }
        }
    }

    void report_circle(std::size_t member) {
        std::size_t at = member;
        do {
            report(at, Severity::error, FindingCode::taxonomy_cycle, "parent",
                   "the chain of parents comes back to this row",
                   "remove or correct one of the parents in the circle");
            at = parent_of(at);
        } while (at != member);
    }

    /// The first term whose code is the parent of a term; beyond the last one when there is none.
    [[nodiscard]] std::size_t parent_of(std::size_t term) const {
        const auto found = positions_.find(terms_[term].parent);
        return found == positions_.end() ? terms_.size() : found->second;
    }

    std::span<const TaxonomyTerm> terms_;
    std::span<const std::int64_t> rows_;
    const std::string& file_;
    Positions positions_;
    std::vector<Finding> findings_;
};

} // namespace

std::vector<Finding> taxonomy_findings(std::span<const TaxonomyTerm> terms,
                                       std::span<const std::int64_t> rows, const std::string& file) {
    if (!rows.empty() && rows.size() != terms.size()) {
        throw InvalidArgument{"each term of the taxonomy needs one row number, or none has one"};
    }
    return TaxonomyCheck{terms, rows, file}.run();
}

} // namespace samspill
