#include "finding_log.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace samspill {

void FindingLog::add(Finding finding) {
    if (finding.severity != Severity::error) {
        Repetition& kind = repeated_[{finding.code, finding.table, finding.column}];
        if (++kind.rows > most_named_rows) {
            kind.sample = std::move(finding);
            return;
        }
    }
    findings_.push_back(std::move(finding));
}

void FindingLog::drop_consequences() {
    using Place = std::tuple<std::string, std::int64_t, std::string>;
    std::set<Place> explained;
    for (const Finding& finding : findings_) {
        if (finding.code == FindingCode::missing_column) {
            explained.emplace(finding.table, 0, finding.column);
        } else if (finding.severity == Severity::error && finding.code != FindingCode::missing_value) {
            explained.emplace(finding.table, finding.row, finding.column);
        }
    }
    std::erase_if(findings_, [&](const Finding& finding) {
        return finding.code == FindingCode::missing_value &&
               (explained.contains({finding.table, 0, finding.column}) ||
                explained.contains({finding.table, finding.row, finding.column}));
    });
}

std::vector<Finding> FindingLog::take() && {
    for (auto& [kind, repetition] : repeated_) {
        if (repetition.rows > most_named_rows) {
            repetition.sample.row = 0;
            repetition.sample.message = "the same holds for " +
                                        std::to_string(repetition.rows - most_named_rows) +
                                        " further rows, which are not named";
            findings_.push_back(std::move(repetition.sample));
        }
    }
    std::sort(findings_.begin(), findings_.end(), precedes);
    return std::move(findings_);
}

} // namespace samspill
