// Private to the model: the ids of a study being read.
#pragma once

#include "row_check.hpp"
#include "staged_rows.hpp"

#include <array>

namespace samspill {

/// Positions of all ids, and the tables whose ids are not known because they could not be read.
class StagedIds final : public KnownRows {
public:
    StagedIds(const StagedRows& rows, RunControl* control);

    /// Learns from a finding made while reading that a table's rows or ids are missing as a whole.
    void mark_broken(const Finding& finding);

    [[nodiscard]] bool has(TableName table, std::string_view id) const override {
        return positions(table).contains(id);
    }
    [[nodiscard]] bool is_broken(TableName table) const override {
        return broken_[static_cast<std::size_t>(table)];
    }
    [[nodiscard]] MonthInterval period_of(std::string_view activity) const override;

    /// Empty for tables whose rows have no id.
    [[nodiscard]] const IdPositions& positions(TableName table) const {
        return positions_[static_cast<std::size_t>(table)];
    }

private:
    [[nodiscard]] IdPositions& at(TableName table) { return positions_[static_cast<std::size_t>(table)]; }
    [[nodiscard]] std::size_t rows_of(TableName table) const;

    const StagedRows& rows_;
    std::array<IdPositions, vocabulary_size<TableName>> positions_;
    TablePresence broken_{};
};

} // namespace samspill
