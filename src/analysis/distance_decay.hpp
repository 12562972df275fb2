// How far is too far, and how much a place counts on the way there.
#pragma once

#include <samspill/analysis/accessibility.hpp>
#include <samspill/model/actor_network.hpp>

#include <string>
#include <vector>

namespace samspill::detail {

/// @throws MissingTable when minutes are asked for and no travel time is stated
[[nodiscard]] DistanceUnit unit_of(const ActorNetwork& network, DistanceBasis basis);

/// What a place counts at a distance of at most the threshold.
class DistanceDecay {
public:
    /// @throws InvalidArgument for a threshold or zones out of range
    DistanceDecay(const AccessibilityOptions& options, DistanceUnit unit);

    [[nodiscard]] double threshold() const noexcept { return threshold_; }
    /// In [0, 1]; never rises with the distance, which must lie in [0, threshold].
    [[nodiscard]] double operator()(double distance) const;
    /// "10: 1; 20: 0.68"; empty for a decay without zones.
    [[nodiscard]] std::string zones_text() const;

private:
    Decay decay_;
    double threshold_;
    std::vector<DecayZone> zones_;
};

} // namespace samspill::detail
