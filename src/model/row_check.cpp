#include "row_check.hpp"

#include <samspill/model/language_tag.hpp>
#include <samspill/model/organisation_number.hpp>
#include <samspill/model/weekly_times.hpp>
#include <samspill/model/weekly_window.hpp>

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

/// True for the number nearest to a decimal of at most nine places whose digits a double holds exactly.
bool is_short_decimal(double number) {
    constexpr double exact_limit = 9007199254740992.0; // 2^53
    constexpr int most_places = 9;                     // as many as voting power counts exactly
    double scale = 1.0;
    for (int places = 0; places <= most_places; ++places) {
        const double digits = std::round(number * scale);
        if (digits <= exact_limit && digits / scale == number) {
            return true;
        }
        scale *= 10.0;
    }
    return false;
}

} // namespace

void RowCheck::report(Severity severity, FindingCode code, std::string_view column, std::string message,
                      std::string hint) {
    log_.add({severity, code, file_, std::string{to_string(table_)}, row_, std::string{column},
              std::move(message), std::move(hint)});
}

void RowCheck::missing(std::string_view column) {
    report(Severity::error, FindingCode::missing_value, column,
           "the cell is empty but the column is required", "fill in the cell or remove the row");
}

void RowCheck::required(std::string_view text, std::string_view column) {
    if (text.empty()) {
        missing(column);
    }
}

void RowCheck::count(Count value, std::string_view column) {
    if (value.is_known() && value.value() < 0) {
        negative(column);
    } else if (value.is_known() && value.value() > Count::limit) {
        report(Severity::error, FindingCode::number_too_large, column,
               "the number is larger than 1 000 000 000 000", "check the unit and the decimal separator");
    }
}

void RowCheck::number(std::optional<double> value, std::string_view column) {
    if (value && !std::isfinite(*value)) {
        report(Severity::error, FindingCode::not_finite, column, "the number is not finite",
               "leave the cell empty when the number is not known");
    } else if (value && *value < 0.0) {
        negative(column);
    }
}

void RowCheck::within(std::optional<double> value, double least, double most, std::string_view column) {
    if (value && !std::isfinite(*value)) {
        number(value, column);
    } else if (value && (*value < least || *value > most)) {
        report(
            Severity::error, FindingCode::out_of_range, column, "the number is outside its range",
            "write degrees with a point before decimals: latitudes from -90 to 90, longitudes from -180 to "
            "180");
    }
}

void RowCheck::order(bool reversed, std::string_view column, std::string_view rule) {
    if (reversed) {
        report(Severity::error, FindingCode::reversed_interval, column, std::string{rule},
               "swap the two ends or correct the wrong one");
    }
}

void RowCheck::language(std::string_view tag, std::string_view column) {
    if (!tag.empty() && !is_language_tag(tag)) {
        report(Severity::warning, FindingCode::unknown_language, column,
               "the cell holds something that is no language code",
               "write languages by BCP 47 (ISO 639), such as ar, ti or zh-Hans; x-... for your own codes");
    }
}

void RowCheck::languages(const std::vector<std::string>& tags, std::string_view column) {
    const auto wrong = std::find_if(tags.begin(), tags.end(), [](const std::string& tag) {
        return !tag.empty() && !is_language_tag(tag);
    });
    if (wrong != tags.end()) { // once a cell, however many of its items are wrong
        language(*wrong, column);
    }
}

void RowCheck::schedule(std::string_view rule, std::string_view column) {
    if (!rule.empty() && !parse_weekly_times(rule)) {
        report(Severity::warning, FindingCode::malformed_schedule, column,
               "the cell holds something that is no recurrence rule",
               "write times by RFC 5545, such as FREQ=WEEKLY;BYDAY=TU;BYHOUR=17, or leave the cell empty");
    }
}

void RowCheck::windows(const std::vector<std::string>& windows, std::string_view column) {
    const auto wrong = std::find_if(windows.begin(), windows.end(), [](const std::string& window) {
        return !window.empty() && !parse_weekly_window(window);
    });
    if (wrong != windows.end()) {
        report(Severity::warning, FindingCode::malformed_schedule, column,
               "the cell holds something that is no part of a week",
               "write weekday and times such as MO 17:00-21:00, with ; between several");
    }
}

void RowCheck::votes(std::optional<double> votes, std::string_view column) {
    number(votes, column);
    if (votes && std::isfinite(*votes) && *votes >= 0.0 && !is_short_decimal(*votes)) {
        report(Severity::warning, FindingCode::inexact_votes, column,
               "the number is no decimal of at most nine places, so votes cannot be counted exactly",
               "write votes with few decimals, or scale them to whole numbers");
    }
}

void RowCheck::organisation_number(std::string_view number, std::string_view column) {
    if (number.empty()) {
        return;
    }
    const auto doubtful = [&](std::string message, std::string hint) {
        report(Severity::warning, FindingCode::organisation_number, column, std::move(message),
               std::move(hint));
    };
    switch (read_organisation_number(number).status) {
    case NumberStatus::valid:
    case NumberStatus::unchecked:
        return;
    case NumberStatus::wrong_check_digit:
        doubtful("the check digit of the organisation number is wrong",
                 "compare the number with the register; a digit is mistyped or two have changed places");
        return;
    case NumberStatus::malformed:
        doubtful("the cell holds something that is no organisation number",
                 "write 9 digits for Norway, 8 for Denmark, 10 for Sweden, or put the code of another "
                 "country in front");
        return;
    case NumberStatus::personal:
        doubtful("the cell may hold the identity number of a person",
                 "leave the cell empty; numbers of persons have no place in any table");
        return;
    }
}

void RowCheck::reference(std::string_view id, std::string_view column, TableName target,
                         std::string_view role) {
    if (!id.empty() && !known_.has(target, id) && !known_.is_broken(target)) {
        unknown(column, std::string{"no row of the table "}
                            .append(to_string(target))
                            .append(" has this id")
                            .append(role.empty() ? "" : "; ")
                            .append(role));
    }
}

void RowCheck::unknown(std::string_view column, std::string message) {
    report(Severity::error, FindingCode::unknown_id, column, std::move(message),
           "add the missing row or correct the id");
}

void RowCheck::negative(std::string_view column) {
    report(Severity::error, FindingCode::negative_number, column, "the number is negative",
           "leave the cell empty when the number is not known; 0 means none");
}

} // namespace samspill
