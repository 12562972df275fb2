// How much say each member of a voting game has, and by which computation that is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// How the indices were computed.
enum class PowerMethod : std::uint8_t {
    exact,      ///< coalitions counted in whole numbers
    floating,   ///< sums of probabilities and an exact quadrature in double precision
    enumerated, ///< every coalition looked at; counts are exact
    sampled,    ///< estimated from random coalitions and orders
};

[[nodiscard]] constexpr std::string_view to_string(PowerMethod method) noexcept {
    switch (method) {
    case PowerMethod::exact:
        return "exact";
    case PowerMethod::floating:
        return "floating";
    case PowerMethod::enumerated:
        return "enumerated";
    case PowerMethod::sampled:
        return "sampled";
    }
    return {};
}

/// Wilson's score interval of a sampled share.
struct SampledInterval {
    double low = 0.0;
    double high = 1.0;
};

/// Power of one member (methods M1.7). Shares are fractions of 1.
struct MemberPower {
    double banzhaf = 0.0;          ///< swings / swings of all members
    double banzhaf_absolute = 0.0; ///< swings / coalitions of the other members
    double shapley_shubik = 0.0;   ///< orders in which the member is pivotal / all orders
    double coleman_prevent = 0.0;  ///< swings / winning coalitions
    double coleman_initiate = 0.0; ///< swings / losing coalitions
    std::string swings;            ///< the whole number; empty where it was not counted
    std::string banzhaf_fraction;  ///< in lowest terms, such as "5/21"; empty where it is not known exactly
    std::string shapley_fraction;  ///< likewise
    std::optional<SampledInterval> banzhaf_absolute_interval; ///< only where sampled
    std::optional<SampledInterval> shapley_interval;          ///< only where sampled
};

/// Power in one game. Indices that were not asked for are 0.
struct VotingPower {
    PowerMethod method = PowerMethod::exact;
    std::vector<MemberPower> members; ///< in the order of the game
    double power_to_act = 0.0;        ///< Coleman: winning coalitions / all coalitions
    std::string winning_coalitions;   ///< the whole number; empty where it was not counted
    double shapley_residual = 0.0;    ///< |sum of the Shapley-Shubik indices - 1| as computed
    std::size_t quadrature_nodes = 0; ///< of the Shapley-Shubik integral; 0 where none was needed
    std::uint64_t samples = 0;        ///< random coalitions, and as many orders; 0 where nothing is random
    std::uint64_t seed = 0;           ///< of the samples
};

} // namespace samspill
