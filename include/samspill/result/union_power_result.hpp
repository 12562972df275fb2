// Power of members whose sectors vote together.
#pragma once

#include <samspill/result/voting_power_result.hpp>

#include <cstddef>
#include <vector>

namespace samspill {

/// Values of one member, as fractions of 1 (methods M1.8).
struct MemberUnionPower {
    std::size_t union_number = 0;
    double owen = 0.0;
    double banzhaf_owen = 0.0; ///< chance to swing, as the absolute Banzhaf index; the sum need not be 1
};

/// Power of members in a priori unions.
struct UnionPower {
    std::vector<MemberUnionPower> members; ///< in the order of the game
    VotingPower unions;                    ///< of the unions as players, in the order of their numbers
    double owen_residual = 0.0;            ///< |sum of the Owen values - 1| as computed
};

/// What a bloc gains or loses when it votes as one.
struct BlocPower {
    VotingPower before;
    VotingPower after;           ///< the bloc first, then the others in their order
    double banzhaf_before = 0.0; ///< sum over the bloc's members
    double banzhaf_after = 0.0;
    double shapley_before = 0.0;
    double shapley_after = 0.0;
};

} // namespace samspill
