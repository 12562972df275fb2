#include "study_log.hpp"

namespace samspill {

StudyLog::StudyLog(const StagedStudy& staged) : staged_{staged}, log_{staged.findings} {
    for (const Finding& finding : staged.findings) {
        mark(finding);
    }
}

void StudyLog::report(StudyTable table, std::int64_t row, Severity severity, FindingCode code,
                      std::string_view column, std::string message, std::string hint) {
    Finding finding{severity,
                    code,
                    staged_.files[static_cast<std::size_t>(table)],
                    std::string{to_string(table)},
                    row,
                    std::string{column},
                    std::move(message),
                    std::move(hint)};
    mark(finding);
    log_.add(std::move(finding));
}

std::vector<Finding> StudyLog::take() && {
    log_.drop_consequences();
    return std::move(log_).take();
}

void StudyLog::mark(const Finding& finding) {
    if (finding.severity != Severity::error) {
        return;
    }
    const auto table = parse<StudyTable>(finding.table);
    if (!table) { // the study as a whole, such as a folder that is not there
        broken_.fill(true);
        has_errors_.fill(true);
        return;
    }
    has_errors_[static_cast<std::size_t>(*table)] = true;
    const bool is_whole = finding.row == 0 && finding.column.empty();
    // An id that stands twice is known all the same.
    const bool is_lost_id = finding.column == "id" && finding.code != FindingCode::duplicate_id &&
                            finding.code != FindingCode::logic_cycle;
    if (is_whole || is_lost_id) {
        broken_[static_cast<std::size_t>(*table)] = true;
    }
}

void StudyRow::required(std::string_view text, std::string_view column) {
    if (text.empty()) {
        error(FindingCode::missing_value, column, "the cell is empty but the column is required",
              "fill in the cell or remove the row");
    }
}

void StudyRow::unknown(std::string_view column, StudyTable target) {
    if (!log_.is_broken(target)) {
        error(FindingCode::unknown_id, column,
              "no row of the table " + std::string{to_string(target)} + " has this id",
              "add the missing row or correct the id");
    }
}

void StudyRow::repeated(std::string_view column, std::string_view subject, std::int64_t first_row) {
    error(FindingCode::duplicate_id, column,
          std::string{subject} + " stands in row " + std::to_string(first_row) + " already",
          "keep one of the rows");
}

bool StudyRow::finite(std::optional<double> value, std::string_view column) {
    if (value && !std::isfinite(*value)) {
        error(FindingCode::not_finite, column, "the number is not finite",
              "leave the cell empty when the number is not known");
        return false;
    }
    return value.has_value();
}

void StudyRow::not_negative(std::optional<double> value, std::string_view column) {
    if (finite(value, column) && *value < 0.0) {
        error(FindingCode::negative_number, column, "the number is negative",
              "leave the cell empty when the number is not known; 0 means none");
    }
}

void StudyRow::above_zero(std::optional<double> value, std::string_view column) {
    if (finite(value, column) && *value <= 0.0) {
        error(FindingCode::out_of_range, column, "the weight is zero or negative",
              "give a number above 0, remove the row, or leave all weights empty");
    }
}

void StudyRow::within(std::optional<double> value, std::optional<double> least,
                      std::optional<double> greatest, std::string_view column) {
    if (finite(value, column) && ((least && *value < *least) || (greatest && *value > *greatest))) {
        error(FindingCode::out_of_range, column, "the number is outside what the indicator may be",
              "write shares as fractions of 1, such as 0.62, or correct least and greatest of the indicator");
    }
}

} // namespace samspill
