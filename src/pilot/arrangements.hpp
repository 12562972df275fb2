// Private to the pilots: the ways in which as many units of each stratum could have been treated.
#pragma once

#include <samspill/core/counter_random.hpp>
#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

/// Units of one stratum in an order of their own, outcomes less their mean.
struct Stratum {
    std::vector<double> outcome;
    std::vector<std::uint8_t> treated;
    double share = 1.0; ///< of all units that are compared

    [[nodiscard]] std::size_t units() const noexcept { return outcome.size(); }
    [[nodiscard]] std::size_t number_treated() const noexcept;
    /// Ways to choose the treated; none when more than 2^53.
    [[nodiscard]] std::optional<std::int64_t> arrangements() const noexcept;
};

/// Columns with one entry an arrangement. All are linear in the strata: what a stratum adds is weighted by
/// its share.
struct Arrangements {
    std::vector<double> difference; ///< of means
    std::vector<double> variance;   ///< squares of Welch's standard errors; empty when not asked for
    std::vector<double> overlap;    ///< the difference that the observed treatment itself would show
};

/// What is to be filled in besides the differences.
struct ArrangementColumns {
    bool variance = false;
    bool overlap = false;
};

/// The arrangement that was observed.
[[nodiscard]] Arrangements observed_arrangement(const std::vector<Stratum>& strata,
                                                ArrangementColumns columns);
/// All of them, strata multiplied out.
[[nodiscard]] Arrangements all_arrangements(const std::vector<Stratum>& strata, ArrangementColumns columns,
                                            RunControl* control);
/// The observed one and `replicates` others, drawn with equal chances.
[[nodiscard]] Arrangements drawn_arrangements(const std::vector<Stratum>& strata, ArrangementColumns columns,
                                              std::int64_t replicates, std::uint64_t seed,
                                              RunControl* control);

} // namespace samspill::detail
