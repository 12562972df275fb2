// Private to the pilots: what if the units had changed their labels, such as their first waves of treatment?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/pilot/randomisation_test.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// A statistic that is linear in the outcomes.
struct LabelledStatistic {
    double outcome = 0.0;  ///< of the outcomes, in their unit
    double exposure = 0.0; ///< of what a constant effect of 1 adds to the outcomes as they were observed

    /// Of labels that leave nothing to compare.
    [[nodiscard]] static LabelledStatistic undefined() noexcept {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none};
    }
    [[nodiscard]] bool is_defined() const noexcept { return !std::isnan(outcome); }
};

class LabelStatistic {
public:
    LabelStatistic() = default;
    LabelStatistic(const LabelStatistic&) = delete;
    LabelStatistic& operator=(const LabelStatistic&) = delete;
    LabelStatistic(LabelStatistic&&) = delete;
    LabelStatistic& operator=(LabelStatistic&&) = delete;
    virtual ~LabelStatistic() = default;

    /// With one label a unit. Called from several threads at once.
    [[nodiscard]] virtual LabelledStatistic of(std::span<const std::uint32_t> labels) const = 0;
};

/// Statistics of several tests under the same arrangements of labels.
struct PermutedStatistics {
    bool exact = false;
    std::optional<std::int64_t> arrangements; ///< that there are; none when more than 2^53
    std::int64_t replicates = 0;              ///< drawn beside the observed one; 0 when exact
    std::vector<LabelledStatistic> observed;  ///< one a statistic
    /// arrangements · statistics, arrangement by arrangement; drawn ones after the observed one.
    std::vector<LabelledStatistic> arranged;
};

/// All ways to lay the labels out within strata when there are no more than max_arrangements, else
/// `replicates` of them drawn. The same bits for any number of threads. @throws Cancelled when `control` asks
/// to stop
[[nodiscard]] PermutedStatistics permuted_statistics(std::span<const std::uint32_t> labels,
                                                     std::span<const std::uint32_t> strata,
                                                     std::span<const LabelStatistic* const> statistics,
                                                     const RandomisationOptions& options,
                                                     RunControl* control);

/// Randomisation inference with one of them, as randomisation_test(); `statistic` of the options is not used.
/// Arrangements without a statistic do not count: which these are does not depend on the outcomes.
/// The caller sees to it that there are units, and that labels differ within some stratum.
[[nodiscard]] RandomisationResult label_permutation_test(std::span<const std::uint32_t> labels,
                                                         std::span<const std::uint32_t> strata,
                                                         const LabelStatistic& statistic,
                                                         const RandomisationOptions& options,
                                                         RunControl* control);

} // namespace samspill::detail
