// Private to the model: the rules that the rows of a study must keep together.
#pragma once

#include "staged_ids.hpp"

namespace samspill {

/// A study and where its findings go.
struct StudyCheck {
    const StagedRows& rows;
    const StagedIds& ids;
    FindingLog& log;
    RunControl* control = nullptr;

    /// For findings about a row, or about a whole table for row 0.
    [[nodiscard]] RowCheck at(TableName table, std::int64_t row) const {
        return {log, ids, table, rows.file(table), row};
    }
};

/// Ids that are missing or stand twice, and pairs of areas that do.
void check_repetitions(const StudyCheck& study);

/// Parents and prerequisites that come back to where they began.
void check_circles(const StudyCheck& study);

/// Columns of counts whose sum is beyond Count::total_limit.
void check_totals(const StudyCheck& study);

/// Needs that count people of other needs once more.
void check_double_counting(const StudyCheck& study);

/// Themes that are no code of the taxonomy that was given, if one was.
void check_themes(const StudyCheck& study);

/// Notes how many needs and activities leave their number open.
void note_unknown_numbers(const StudyCheck& study);
/// The part of it about activities: `unknown` of so many rows state no capacity.
void note_unknown_capacity(RowCheck activities, std::size_t unknown, std::size_t rows);

} // namespace samspill
