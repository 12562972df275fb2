// Private to the model: sums of columns of counts, which must stay far from what 64 bits hold.
#pragma once

#include <samspill/core/count.hpp>

#include "row_check.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace samspill {

/// Adds counts and stops growing just above the limit, so that no number of rows can make it wrap around.
class CountTotal {
public:
    void add(Count count) noexcept {
        const std::int64_t people = std::clamp<std::int64_t>(count.value_or(0), 0, Count::limit);
        sum_ = std::min(sum_ + people, Count::total_limit + 1);
    }
    void check(RowCheck table, std::string_view column) const {
        if (sum_ > Count::total_limit) {
            table.report(Severity::error, FindingCode::number_too_large, column,
                         "the numbers of this column add up to more than 1 000 000 000 000 000",
                         "check the unit and the decimal separator");
        }
    }

private:
    std::int64_t sum_ = 0;
};

} // namespace samspill
