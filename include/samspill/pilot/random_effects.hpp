// Does the pilot work the same everywhere?
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/random_effects_result.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace samspill {

/// How the variance between sites is estimated: from Q (DerSimonian & Laird 1986), or by restricted maximum
/// likelihood, which is less biased when sites differ much in size.
enum class BetweenVariance : std::uint8_t { dersimonian_laird, reml };

template <>
struct Vocabulary<BetweenVariance> {
    static constexpr std::array<std::string_view, 2> names{"dersimonian_laird", "reml"};
};

struct RandomEffectsOptions {
    BetweenVariance between = BetweenVariance::dersimonian_laird;
    double level = 0.95; ///< of all limits
};

/// Random-effects summary of one effect a site with its variance (methods M3.18; prediction interval of
/// Higgins, Thompson & Spiegelhalter 2009). Sites' own effects are drawn towards the mean the more, the less
/// their own data say.
///
/// Not applicable: no sites (`empty`). One site is its own mean, without Q and variance between sites; fewer
/// than three have no prediction interval. The same bits for any order of the sites. O(sites log sites), REML
/// times its steps.
/// @throws InvalidArgument for spans of different length, effects that are not finite, variances that are not
/// above 0, a level outside (0, 1)
[[nodiscard]] RandomEffectsResult random_effects(std::span<const double> effects,
                                                 std::span<const double> variances,
                                                 const RandomEffectsOptions& options = {});

} // namespace samspill
