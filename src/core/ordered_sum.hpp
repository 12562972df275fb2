// Private to the library: a sum whose bits do not depend on the order of its terms.
#pragma once

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <vector>

namespace samspill::detail {

/// The sum of the terms, whose order does not matter.
[[nodiscard]] inline double ordered_sum(std::vector<double> terms) {
    std::sort(terms.begin(), terms.end());
    CompensatedSum total;
    for (const double term : terms) {
        total.add(term);
    }
    return total.value();
}

} // namespace samspill::detail
