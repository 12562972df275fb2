#include "finding_log.hpp"

#include <algorithm>
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
