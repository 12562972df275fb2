#include "distance_decay.hpp"

#include "../detail/options_echo.hpp"

#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace samspill::detail {
namespace {

constexpr double default_minutes = 30.0;
constexpr double default_kilometres = 15.0;
constexpr std::array<double, 3> default_weights{1.0, 0.68, 0.22};

void check_zones(const AccessibilityOptions& options) {
    if (options.zones.empty()) {
        return;
    }
    if (options.decay != Decay::stepwise) {
        throw InvalidArgument{"zones are for the stepwise decay"};
    }
    if (options.threshold) {
        throw InvalidArgument{"threshold and zones exclude each other: the last limit is the threshold"};
    }
    DecayZone before{0.0, 1.0};
    for (const DecayZone& zone : options.zones) {
        if (!std::isfinite(zone.limit) || zone.limit <= before.limit) {
            throw InvalidArgument{"the limits of zones must be finite, above 0 and rising"};
        }
        if (!(zone.weight >= 0.0 && zone.weight <= before.weight)) {
            throw InvalidArgument{"the weights of zones must lie in [0, 1] and not rise"};
        }
        before = zone;
    }
}

double threshold_of(const AccessibilityOptions& options, DistanceUnit unit) {
    check_zones(options);
    if (!options.zones.empty()) {
        return options.zones.back().limit;
    }
    const double threshold =
        options.threshold.value_or(unit == DistanceUnit::minutes ? default_minutes : default_kilometres);
    if (!std::isfinite(threshold) || threshold <= 0.0) {
        throw InvalidArgument{"threshold must be a finite number above 0"};
    }
    return threshold;
}

/// Equal zones up to the threshold.
std::vector<DecayZone> default_zones(double threshold) {
    std::vector<DecayZone> zones;
    zones.reserve(default_weights.size());
    const auto count = static_cast<double>(default_weights.size());
    for (const double weight : default_weights) {
        zones.push_back({threshold * static_cast<double>(zones.size() + 1) / count, weight});
    }
    zones.back().limit = threshold;
    return zones;
}

} // namespace

DistanceUnit unit_of(const ActorNetwork& network, DistanceBasis basis) {
    const bool has_times = network.travel_times().size() > 0;
    if (basis == DistanceBasis::minutes && !has_times) {
        throw MissingTable{"accessibility in minutes needs the table travel_times"};
    }
    const bool in_minutes = basis == DistanceBasis::minutes || (basis == DistanceBasis::stated && has_times);
    return in_minutes ? DistanceUnit::minutes : DistanceUnit::kilometres;
}

DistanceDecay::DistanceDecay(const AccessibilityOptions& options, DistanceUnit unit)
    : decay_{options.decay}, threshold_{threshold_of(options, unit)}, zones_{options.zones} {
    if (decay_ == Decay::stepwise && zones_.empty()) {
        zones_ = default_zones(threshold_);
    }
}

double DistanceDecay::operator()(double distance) const {
    switch (decay_) {
    case Decay::binary:
        break;
    case Decay::stepwise:
        return std::lower_bound(zones_.begin(), zones_.end(), distance,
                                [](const DecayZone& zone, double d) { return zone.limit < d; })
            ->weight;
    case Decay::gaussian: {
        const double part = distance / threshold_;
        const double at_threshold = exponential(-0.5);
        return (exponential(-0.5 * part * part) - at_threshold) / (1.0 - at_threshold);
    }
    }
    return 1.0;
}

std::string DistanceDecay::zones_text() const {
    std::string text;
    for (const DecayZone& zone : zones_) {
        text.append(text.empty() ? "" : "; ").append(text_of(zone.limit)).append(": ");
        text.append(text_of(zone.weight));
    }
    return text;
}

} // namespace samspill::detail
