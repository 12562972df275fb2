// p values of many indicators, raised for having looked at many.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// Adjusted p values of one procedure, one for each test in the order given; none for a test without a p.
struct AdjustedP {
    std::vector<std::optional<double>> p;
    std::size_t rejected = 0; ///< tests with an adjusted p of at most the level
};

/// Result of adjust_p(). Bonferroni and Holm bound the chance of any false finding; Benjamini-Hochberg (for
/// tests that do not pull against each other) and Benjamini-Yekutieli (for any) bound the share of false
/// findings among all.
struct MultiplicityResult {
    std::string_view method = "M3.16";
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    double level = 0.0;
    std::size_t tests = 0;           ///< in the family: with a p, the primary one left out
    std::size_t without_p = 0;       ///< tests whose p is null
    std::optional<double> primary_p; ///< of the one primary indicator named beforehand, as it is
    AdjustedP bonferroni;
    AdjustedP holm;
    AdjustedP benjamini_hochberg;
    AdjustedP benjamini_yekutieli;
};

/// Result of westfall_young().
struct WestfallYoungResult {
    std::string_view method = "M3.16";
    std::string_view convention; ///< statistic and counting; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    double level = 0.0;
    std::size_t tests = 0;            ///< with a statistic
    std::size_t without_p = 0;        ///< tests without one
    bool exact = false;               ///< every arrangement was given; else some were drawn
    std::int64_t arrangements = 0;    ///< that were given
    std::optional<double> smallest_p; ///< adjusted p of the most extreme of the arrangements
    AdjustedP adjusted;
};

} // namespace samspill
