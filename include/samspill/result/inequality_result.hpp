// Answers to how unevenly something is spread.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// What one supergroup adds to the part within.
struct SegregationPart {
    std::uint32_t supergroup = 0;
    std::int64_t forums = 0;
    double weight = 0.0; ///< its share of all seats
    double within = 0.0; ///< M of its own forums, in nats; the part within is Σ weight · within
};

/// Segregation of sectors over forums. Entropies and M are in nats.
struct Segregation {
    Measure theil_h; ///< M/E, in [0, 1]: 0 when every forum has the same shares, 1 when none is mixed
    Measure mutual_information;         ///< M, in [0, E]
    Measure between;                    ///< M of supergroup and sector
    Measure within;                     ///< M - between, computed as Σ weight · within
    Measure sector_entropy;             ///< E
    Measure forum_entropy;              ///< E_f
    Measure joint_entropy;              ///< E_fs; M = E + E_f - E_fs
    std::vector<SegregationPart> parts; ///< in ascending order of the supergroups; those with seats only
};

/// What one group has.
struct AmountGroup {
    std::uint32_t group = 0;
    std::int64_t people = 0;
    double amount = 0.0;
    double share = 0.0;    ///< of all amounts, a fraction of 1
    double per_head = 0.0; ///< amount/people
    double theil = 0.0;    ///< T among its people; 0 when they have nothing
};

/// Inequality of amounts among people.
struct AmountInequality {
    Measure theil; ///< T in [0, ln n]: 0 when all have the same
    Measure between;
    Measure within;         ///< Σ share · theil of the groups
    Measure gini;           ///< in [0, 1 - 1/n]
    Measure per_head_ratio; ///< largest amount per head of a group/smallest; infinite (and flagged) when that
                            ///< is 0
    std::vector<AmountGroup> groups; ///< in ascending order of the groups
};

} // namespace samspill
