#include <samspill/core/error.hpp>

#include <cstddef>

namespace samspill {

namespace {

constexpr std::size_t findings_shown = 5;

std::string summary(const std::vector<Finding>& findings) {
    std::string lines;
    std::size_t errors = 0;
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::error && ++errors <= findings_shown) {
            lines += "\n  " + to_string(finding);
        }
    }
    if (errors > findings_shown) {
        lines += "\n  and " + std::to_string(errors - findings_shown) + " more";
    }
    return std::to_string(errors) + (errors == 1 ? " finding" : " findings") + " of severity error" + lines;
}

} // namespace

UnusableData::UnusableData(std::vector<Finding> findings)
    : Error{summary(findings)}, findings_{std::move(findings)} {}

} // namespace samspill
