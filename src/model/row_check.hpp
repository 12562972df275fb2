// Private to the model: what the rules about single rows are made of.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/model/vocabulary.hpp>

#include "finding_log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// The rows that a row may refer to: those of a study being read, or of a network.
class KnownRows {
public:
    KnownRows() = default;
    KnownRows(const KnownRows&) = delete;
    KnownRows& operator=(const KnownRows&) = delete;
    KnownRows(KnownRows&&) = delete;
    KnownRows& operator=(KnownRows&&) = delete;
    virtual ~KnownRows() = default;

    [[nodiscard]] virtual bool has(TableName table, std::string_view id) const = 0;
    /// True when the rows of a table could not be read, so that nobody knows which ids it has.
    [[nodiscard]] virtual bool is_broken(TableName table) const = 0;
    /// The period of the activity of that id; open when there is none.
    [[nodiscard]] virtual MonthInterval period_of(std::string_view activity) const = 0;
};

/// Collects findings about one row; knows where the row stands so that the rules need not.
class RowCheck {
public:
    /// Row 0 names no row: one that stands in no file, or the table as a whole.
    RowCheck(FindingLog& log, const KnownRows& known, TableName table, const std::string& file,
             std::int64_t row)
        : log_{log}, known_{known}, file_{file}, table_{table}, row_{row} {}

    void report(Severity severity, FindingCode code, std::string_view column, std::string message,
                std::string hint);

    void missing(std::string_view column);
    void required(std::string_view text, std::string_view column);
    void count(Count value, std::string_view column);
    void number(std::optional<double> value, std::string_view column);
    /// A number from `least` to `most`, such as a latitude.
    void within(std::optional<double> value, double least, double most, std::string_view column);
    void order(bool reversed, std::string_view column, std::string_view rule);
    void language(std::string_view tag, std::string_view column);
    void languages(const std::vector<std::string>& tags, std::string_view column);
    void schedule(std::string_view rule, std::string_view column);
    void windows(const std::vector<std::string>& windows, std::string_view column);
    /// Votes that are no decimal of at most nine places cannot be counted exactly.
    void votes(std::optional<double> votes, std::string_view column);
    void organisation_number(std::string_view number, std::string_view column);
    /// `role` says what the column names, where its name alone does not.
    void reference(std::string_view id, std::string_view column, TableName target,
                   std::string_view role = {});
    void unknown(std::string_view column, std::string message);
    void negative(std::string_view column);

    [[nodiscard]] const KnownRows& known() const noexcept { return known_; }

private:
    FindingLog& log_;
    const KnownRows& known_;
    const std::string& file_;
    TableName table_;
    std::int64_t row_;
};

} // namespace samspill
