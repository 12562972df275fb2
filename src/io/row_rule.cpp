#include "row_rule.hpp"

#include <string>
#include <utility>

namespace samspill::detail {

void RowRule::report(std::vector<Finding>& findings, Finding place) {
    if (++rows > most_named_rows) {
        return;
    }
    place.code = code;
    place.severity = severity;
    place.message = message;
    place.hint = hint;
    findings.push_back(std::move(place));
}

void RowRule::report_rest(std::vector<Finding>& findings, Finding place) const {
    if (rows <= most_named_rows) {
        return;
    }
    place.code = code;
    place.severity = severity;
    place.message = std::string{message} + " (" + std::to_string(rows - most_named_rows) + " further rows)";
    place.hint = hint;
    findings.push_back(std::move(place));
}

} // namespace samspill::detail
