// Whether two relations between the same units go together.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Result of qap_correlation().
struct QapResult {
    std::string_view method = "M3.17";
    std::string_view convention; ///< which pairs count, and what is exchanged; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t units = 0;
    std::size_t pairs = 0;                    ///< that both relations know
    std::size_t left_out = 0;                 ///< pairs that one of them does not know
    std::optional<double> correlation;        ///< Pearson's, over the pairs
    std::optional<double> slope;              ///< of the second relation on the first
    bool exact = false;                       ///< every order of the units was counted
    std::optional<std::int64_t> arrangements; ///< orders of the units; none when more than 2^53
    std::int64_t replicates = 0;              ///< drawn beside the observed one; 0 when exact
    std::uint64_t seed = 0;
    std::int64_t undefined = 0;       ///< orders whose pairs do not vary; they count as extreme
    std::optional<double> p;          ///< two-sided: orders with as large a |correlation|
    std::optional<double> p_upper;    ///< with as large a correlation
    std::optional<double> p_lower;    ///< with as small a correlation
    std::optional<double> smallest_p; ///< two-sided p of the most extreme order, or 1/(1 + replicates)
};

} // namespace samspill
