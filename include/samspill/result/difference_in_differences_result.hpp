// The change of the treated less the change of the others.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace samspill {

/// A t test of the difference, with its limits.
struct DifferenceTest {
    std::string_view convention; ///< how the standard error is made; a literal
    Status status = Status::ok;
    std::string_view reason;                  ///< a literal; empty when there is nothing to explain
    std::optional<double> se;                 ///< in units of the outcome
    std::optional<double> degrees_of_freedom; ///< of Student's t
    std::optional<double> t;
    std::optional<double> p; ///< two-sided
    std::optional<double> low;
    std::optional<double> high;
};

/// Result of difference_in_differences().
struct DifferenceInDifferencesResult {
    std::string_view method = "M3.3";
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t treated = 0; ///< units with both waves
    std::size_t controls = 0;
    std::size_t left_out = 0;             ///< units that lack a wave
    std::optional<double> treated_before; ///< means of those that count, in units of the outcome
    std::optional<double> treated_after;
    std::optional<double> controls_before;
    std::optional<double> controls_after;
    std::optional<double> estimate; ///< (treated after - before) - (controls after - before)
    double level = 0.0;             ///< of the limits
    DifferenceTest pooled;          ///< changes vary alike in both arms
    DifferenceTest welch;           ///< each arm's changes vary in their own way
};

} // namespace samspill
