// Outcome of an exact test on counts: never a p-value without the smallest one that could have come out.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// A p-value with what is needed to judge it. With few seats hardly any outcome has a small p, so a large p
/// does not certify balance: compare `smallest_p` with the level you meant to test at.
struct ExactTest {
    std::string_view method = "M1.6";
    std::string_view convention; ///< which outcomes count as at least as extreme; a literal
    Status status = Status::ok;
    std::string_view reason;           ///< a literal; empty when there is nothing to explain
    std::int64_t n = 0;                ///< observations, such as seats
    std::optional<double> p;           ///< in [smallest_p, 1]; 0 only for an observation that cannot happen
    std::optional<double> probability; ///< of exactly the observed outcome
    std::optional<double> smallest_p;  ///< p of the least probable outcome that can happen
    std::optional<std::int64_t> outcomes; ///< distinct outcomes that can happen
};

/// Fisher's exact tests of many tables as columns, one entry a table.
struct FisherTests {
    std::vector<double> p;              ///< NaN for a table without a value
    std::vector<double> smallest_p;     ///< NaN likewise
    std::vector<std::int64_t> outcomes; ///< possible ones; 0 for a table of zeros
};

} // namespace samspill
