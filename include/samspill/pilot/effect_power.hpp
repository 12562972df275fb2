// Before the pilot: what could so few municipalities show?
#pragma once

#include <samspill/result/effect_power_result.hpp>

#include <cstdint>

namespace samspill {

/// Two waves, other people each time: a difference-in-differences of repeated cross-sections.
struct PilotDesign {
    std::int64_t treated_clusters = 0;
    std::int64_t control_clusters = 0;
    std::int64_t people = 1;                ///< asked in each cluster and wave, at least 1
    double intra_cluster_correlation = 0.0; ///< share of the variance that lies between clusters, in [0, 1]
    double cluster_autocorrelation = 0.0;   ///< of a cluster's own level in the two waves, in [-1, 1]
    double standard_deviation = 1.0;        ///< of a person's outcome, in its unit, above 0
};

struct EffectPowerOptions {
    double alpha = 0.05; ///< two-sided level of the test
    double power = 0.8;  ///< wanted chance to find the effect; above alpha
};

/// Variance of the effect: 2 [ρ σ² (1 - r) + (1 - ρ) σ² / m] (1/G1 + 1/G0) (methods M3.12). People beyond
/// some 200 a cluster hardly lower it: the number of clusters decides. O(1).
/// @throws InvalidArgument for fewer than one cluster in an arm or one person, a correlation outside its
/// range, a standard deviation that is not above 0
[[nodiscard]] double effect_variance(const PilotDesign& design);

/// The smallest effect that is found with the wanted chance, by Student's t with G1 + G0 - 2 degrees: as a
/// noncentral t, and as the common approximation (Bloom 1995), which is too small with few clusters. Not
/// applicable: fewer than three clusters (`no degrees of freedom`), a variance of 0 (`no variance`). No
/// exact effect, with a reason, where it would be beyond 100 standard errors. O(1).
/// @throws as effect_variance, and for alpha or power outside (0, 1), a power that is not above alpha
[[nodiscard]] EffectPowerResult minimum_detectable_effect(const PilotDesign& design,
                                                          const EffectPowerOptions& options = {});

/// The same for an effect whose standard error and degrees of freedom, which may be infinite, are known.
/// @throws InvalidArgument for a standard error that is not above 0, degrees likewise, and options as above
[[nodiscard]] EffectPowerResult minimum_detectable_effect(double se, double degrees_of_freedom,
                                                          const EffectPowerOptions& options = {});

/// The chance that `effect`, in the unit of the outcome and of either sign, is found; beyond 100 standard
/// errors as at 100. Not applicable as minimum_detectable_effect(). @throws likewise, and for an effect that
/// is not finite
[[nodiscard]] EffectPowerResult power_of_effect(const PilotDesign& design, double effect,
                                                const EffectPowerOptions& options = {});

/// The fewest clusters, with as many treated as controls, that find `effect` with the wanted chance; the
/// numbers of clusters in `design` are not used. Not applicable: more than 100,000 an arm, an effect of 0, a
/// variance of 0. O(log clusters) powers.
/// @throws as power_of_effect
[[nodiscard]] EffectPowerResult clusters_needed(const PilotDesign& design, double effect,
                                                const EffectPowerOptions& options = {});

} // namespace samspill
