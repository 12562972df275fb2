#include <samspill/analysis/power_profile.hpp>

#include <samspill/core/counter_random.hpp>
#include <samspill/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace samspill {
namespace {

constexpr auto airtime = static_cast<std::size_t>(PowerDimension::airtime);
constexpr auto agenda_items = static_cast<std::size_t>(PowerDimension::agenda_items);

bool is_amount(double value) { return std::isfinite(value) && value >= 0.0; }

void check(const PowerWeights& weights) {
    double sum = 0.0;
    for (const double weight : weights) {
        if (!is_amount(weight)) {
            throw InvalidArgument{"weights must be 0 or more"};
        }
        sum += weight;
    }
    if (sum <= 0.0) {
        throw InvalidArgument{"weights must not all be 0"};
    }
}

void add(std::optional<PowerAmounts>& sum, const std::optional<PowerAmounts>& amounts) {
    if (amounts) {
        PowerAmounts& total = sum ? *sum : sum.emplace();
        total.municipal += amounts->municipal;
        total.civil_society += amounts->civil_society;
    }
}

/// The replicate below which a share of the sorted replicates lies (the nearest rank).
double quantile(const std::vector<double>& sorted, double share) {
    const auto n = static_cast<double>(sorted.size());
    const double rank = std::ceil(share * n) - 1.0;
    return sorted[static_cast<std::size_t>(std::clamp(rank, 0.0, n - 1.0))];
}

} // namespace

std::optional<double> power_asymmetry_of(const std::optional<PowerAmounts>& amounts) {
    if (!amounts) {
        return std::nullopt;
    }
    if (!is_amount(amounts->municipal) || !is_amount(amounts->civil_society)) {
        throw InvalidArgument{"amounts must be 0 or more"};
    }
    const double sum = amounts->municipal + amounts->civil_society;
    return sum > 0.0 ? std::optional{(amounts->municipal - amounts->civil_society) / sum} : std::nullopt;
}

PowerProfile power_profile(const PowerVector& amounts, const PowerWeights& weights) {
    check(weights);
    PowerProfile profile;
    double weighted = 0.0;
    double weight_used = 0.0;
    for (std::size_t d = 0; d < power_dimension_count; ++d) {
        PowerAsymmetryDimension& row = profile.dimensions[d];
        row.dimension = static_cast<PowerDimension>(d);
        row.weight = weights[d];
        row.amounts = amounts[d];
        row.asymmetry = power_asymmetry_of(amounts[d]);
        if (!row.asymmetry) {
            row.reason = amounts[d] ? "neither side has any" : "not recorded";
        } else if (row.weight > 0.0) {
            weighted += row.weight * *row.asymmetry;
            weight_used += row.weight;
            ++profile.dimensions_used;
        }
    }
    if (profile.dimensions_used > 0) {
        profile.composite = weighted / weight_used;
    }
    return profile;
}

std::optional<BootstrapInterval> power_bootstrap(const PowerVector& amounts,
                                                 std::span<const MeetingAmounts> meetings,
                                                 const PowerWeights& weights,
                                                 const PowerBootstrapOptions& options) {
    check(weights);
    if (options.replicates < 0) {
        throw InvalidArgument{"replicates must be 0 or more"};
    }
    if (!(options.level > 0.0 && options.level < 1.0)) {
        throw InvalidArgument{"level must be above 0 and below 1"};
    }
    if (meetings.size() < 2 || options.replicates == 0) {
        return std::nullopt;
    }
    std::vector<double> replicates;
    replicates.reserve(static_cast<std::size_t>(options.replicates));
    for (std::int64_t r = 0; r < options.replicates; ++r) {
        CounterRandom random{options.seed, static_cast<std::uint64_t>(r)};
        PowerVector drawn = amounts;
        drawn[airtime].reset();
        drawn[agenda_items].reset();
        for (std::size_t k = 0; k < meetings.size(); ++k) {
            const MeetingAmounts& meeting =
                meetings[random.below(static_cast<std::uint32_t>(meetings.size()))];
            add(drawn[airtime], meeting.airtime);
            add(drawn[agenda_items], meeting.agenda_items);
        }
        if (const auto composite = power_profile(drawn, weights).composite) {
            replicates.push_back(*composite);
        }
    }
    if (replicates.empty()) {
        return std::nullopt;
    }
    std::sort(replicates.begin(), replicates.end());
    const double outside = (1.0 - options.level) / 2.0;
    return BootstrapInterval{.low = quantile(replicates, outside),
                             .high = quantile(replicates, 1.0 - outside),
                             .replicates = static_cast<std::int64_t>(replicates.size()),
                             .meetings = static_cast<std::int64_t>(meetings.size())};
}

} // namespace samspill
