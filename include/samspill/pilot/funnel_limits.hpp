// Which municipalities lie further from the rest than chance takes them?
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/funnel_limits_result.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace samspill {

/// How far from 1 a ratio O/E is, in standard deviations: √E ln(O/E), which a count of 0 does not have, or
/// 2 (√O - √E), which every count has.
enum class FunnelScore : std::uint8_t { log_ratio, square_root };

template <>
struct Vocabulary<FunnelScore> {
    static constexpr std::array<std::string_view, 2> names{"log_ratio", "square_root"};
};

struct FunnelOptions {
    FunnelScore score = FunnelScore::log_ratio;
    double winsorised = 0.1; ///< share of the scores at either end that are drawn in, in [0, 0.5)
    std::vector<double> levels{0.95, 0.998};
};

/// Exact Poisson limits of O/E when `expected` is expected: χ²_{α/2}(2E) / 2E and χ²_{1-α/2}(2E + 2) / 2E
/// (methods M3.11). @throws InvalidArgument for an expected count that is not above 0, a level outside (0, 1)
[[nodiscard]] RatioLimits poisson_ratio_limits(double expected, double level);

/// Sums of observed and expected counts by group, ascending, and their ratio. The same bits for any order of
/// the rows. O(rows log rows).
/// @throws InvalidArgument for spans of different length, counts below 0, expected counts that are not above
/// 0; Overflow
[[nodiscard]] std::vector<GroupRatio> aggregate_ratios(std::span<const std::int64_t> observed,
                                                       std::span<const double> expected,
                                                       std::span<const std::uint32_t> group);

/// Funnel of counts (Spiegelhalter 2005): each unit's ratio, exact limits at its expected count, and, when
/// the mean square φ of the scores, winsorised at quantiles between order statistics, is above 1, limits
/// wider by √φ on the scale of the score. It describes: being outside is no verdict on a municipality.
///
/// Not applicable: no units (`empty`). Units without a score stay in the funnel and are left out of φ, with
/// their number. The same bits for any order of the units. O(units · (levels + log units)).
/// @throws as aggregate_ratios, and for levels outside (0, 1), a winsorised share outside [0, 0.5)
[[nodiscard]] FunnelResult funnel_limits(std::span<const std::int64_t> observed,
                                         std::span<const double> expected, const FunnelOptions& options = {});

} // namespace samspill
