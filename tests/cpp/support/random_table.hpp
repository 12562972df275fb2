// Random tables for property tests.
#pragma once

#include <samspill/core/table.hpp>

#include <rapidcheck.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::test {

/// Texts of characters that formats stumble over.
inline rc::Gen<std::string> tricky_text() {
    const auto piece = rc::gen::element<std::string>("a", "1", "=", "+", "-", "@", "'", "\"", ",", ";", "\t",
                                                     "\n", "\r", " ", "\xC2\xA0", "\xC3\xB8", "\xE2\x82\xAC",
                                                     "\xF0\x9F\x98\x80", "\xE2\x80\x8B");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](std::vector<std::string> pieces) {
                            std::string text;
                            for (const std::string& next : pieces) {
                                text += next;
                            }
                            return text;
                        });
}

inline void append_random(Column& column) {
    switch (column.type()) {
    case ColumnType::int64:
        return column.append(*rc::gen::arbitrary<std::int64_t>());
    case ColumnType::float64:
        return column.append(*rc::gen::oneOf(rc::gen::arbitrary<double>(),
                                             rc::gen::element(std::numeric_limits<double>::quiet_NaN(),
                                                              std::numeric_limits<double>::max(), 5e-324)));
    case ColumnType::boolean:
        return column.append(*rc::gen::arbitrary<bool>());
    case ColumnType::text:
        return column.append(*tricky_text());
    case ColumnType::text_list:
        break;
    }
    const auto items = *rc::gen::container<std::vector<std::string>>(tricky_text());
    column.append(std::vector<std::string_view>(items.begin(), items.end()));
}

/// Up to five columns of any of the types, up to twenty rows, about a fourth of the cells null.
inline Table random_table(const std::vector<ColumnType>& types) {
    const int width = *rc::gen::inRange(1, 6);
    const int rows = *rc::gen::inRange(0, 21);
    std::vector<Column> columns;
    for (int k = 0; k < width; ++k) {
        Column column{"column " + std::to_string(k), *rc::gen::elementOf(types)};
        for (int row = 0; row < rows; ++row) {
            if (*rc::gen::inRange(0, 4) == 0) {
                column.append_null();
            } else {
                append_random(column);
            }
        }
        columns.push_back(std::move(column));
    }
    return Table{"random", std::move(columns)};
}

} // namespace samspill::test
