// The columns of the input tables: the one place that names them, for readers, writers and help texts.
#pragma once

#include <samspill/model/vocabulary.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace samspill {

/// What the cells of an input column are read as.
enum class CellKind : std::uint8_t {
    text,
    list,      ///< list of texts; separated by `;` where the cell is one text
    term,      ///< name from a closed vocabulary
    count,     ///< whole number >= 0; empty = unknown
    whole,     ///< whole number, may be negative
    real,      ///< finite number; >= 0 but for scores
    degrees,   ///< finite number, may be negative
    date,      ///< YYYY-MM-DD
    date_time, ///< YYYY-MM-DDTHH:MM, with an offset such as +02:00 where known
    flag,      ///< yes or no
};

struct ColumnSchema {
    std::string_view name;
    CellKind kind = CellKind::text;
    bool required = false; ///< the column must be there; whether a cell may be empty is the model's matter
};

/// The columns of a table, in the order in which they are written.
[[nodiscard]] std::span<const ColumnSchema> schema(TableName table) noexcept;

} // namespace samspill
