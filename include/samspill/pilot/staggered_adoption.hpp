// What did it do where it started at different times?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/staggered_result.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace samspill {

/// First period of treatment of units that never are treated.
inline constexpr std::int32_t never_treated = std::numeric_limits<std::int32_t>::max();

/// Views of columns with one entry for each unit and period that was observed; nothing is kept.
struct StaggeredPanel {
    std::span<const std::uint32_t> unit;
    std::span<const std::int32_t> period;
    std::span<const double> outcome;
    std::span<const std::int32_t> first_treated; ///< the same in all rows of a unit; or never_treated
    std::span<const std::uint32_t> cluster{};    ///< the same in all rows of a unit; empty: each its own
};

/// With whom those who are treated are compared.
enum class StaggeredComparison : std::uint8_t {
    never,   ///< units that never are treated
    not_yet, ///< also units that are treated later than both periods
};

struct StaggeredOptions {
    StaggeredComparison comparison = StaggeredComparison::never;
    std::int32_t anticipation = 0; ///< periods before treatment in which it may already have an effect
    std::int64_t replicates = 0;   ///< multiplier bootstrap draws for the bands; 0: no bands
    std::uint64_t seed = 1;
    double level = 0.95;
};

/// Group-time effects and their aggregates without covariates (methods M3.8; Callaway & Sant'Anna 2021):
/// ATT(g, t) is the mean change since the period before treatment of group g less that of the controls.
/// Before treatment the base is the period before t ("varying"), and the effect should be 0. Standard errors
/// come from influence functions, those of the groups' sizes included, summed by cluster.
///
/// A group of one unit has an effect but no standard error; a cell without controls or without treated has a
/// reason. Units without a period before treatment are left out and counted. Missing periods leave a unit out
/// of the cells that need them. Not applicable as a whole: no rows (`empty`), nobody treated after the first
/// period, fewer than two periods. The same bits for any order of rows and number of threads.
/// O(rows log rows + cells · units + replicates · clusters · (cells + aggregates)); memory 8 bytes for each
/// unit and cell. @throws InvalidArgument for spans of different length, outcomes that are not finite, a unit
/// twice in a period, with two first periods of treatment or two clusters, a negative anticipation, a level
/// outside (0, 1), replicates below 0 or above 2^31; Cancelled when `control` asks to stop
[[nodiscard]] StaggeredResult staggered_adoption(const StaggeredPanel& panel,
                                                 const StaggeredOptions& options = {},
                                                 RunControl* control = nullptr);

} // namespace samspill
