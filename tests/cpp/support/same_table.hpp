// Equality of tables, with NaN equal to NaN.
#pragma once

#include <samspill/core/table.hpp>

#include <cstddef>

namespace samspill::test {

inline bool same_cell(const Column& a, const Column& b, std::size_t row) {
    switch (a.type()) {
    case ColumnType::int64:
        return a.int64(row) == b.int64(row);
    case ColumnType::boolean:
        return a.boolean(row) == b.boolean(row);
    case ColumnType::text:
        return a.text(row) == b.text(row);
    case ColumnType::text_list:
        return a.text_list(row) == b.text_list(row);
    case ColumnType::float64:
        break;
    }
    const auto x = a.float64(row);
    const auto y = b.float64(row);
    return x == y || (x && y && *x != *x && *y != *y);
}

inline bool same_column(const Column& a, const Column& b) {
    bool same = a.name() == b.name() && a.type() == b.type() && a.validity() == b.validity();
    for (std::size_t row = 0; same && row < a.size(); ++row) {
        same = same_cell(a, b, row);
    }
    return same;
}

/// True when names, types, nulls and values are the same; units do not count.
inline bool same_table(const Table& a, const Table& b) {
    bool same = a.name() == b.name() && a.columns().size() == b.columns().size();
    for (std::size_t k = 0; same && k < a.columns().size(); ++k) {
        same = same_column(a.columns()[k], b.columns()[k]);
    }
    return same;
}

} // namespace samspill::test
