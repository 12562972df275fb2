// Private to the model: rows of one table as they came, with the row numbers that findings name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace samspill {

template <class Row>
struct Staged {
    std::vector<Row> rows;
    std::vector<std::int64_t> numbers; // spreadsheet row of each row

    void add(Row row, std::int64_t number) {
        constexpr std::int64_t first_record = 2; // row 1 is the header
        numbers.push_back(number > 0 ? number : first_record + static_cast<std::int64_t>(rows.size()));
        rows.push_back(std::move(row));
    }
    [[nodiscard]] std::size_t size() const noexcept { return rows.size(); }
};

} // namespace samspill
