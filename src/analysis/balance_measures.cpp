#include <samspill/analysis/balance_measures.hpp>

#include "seat_weights.hpp"

#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using detail::Comparison;
using detail::Distribution;
using detail::ScaledWeights;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::string_view unbacked_seats = "infinite: seats in a sector whose baseline share is 0";
constexpr std::string_view no_seats = "infinite: the sector holds no seats";

void require_weights(std::span<const double> weights, const char* message) {
    const auto usable = [](double weight) { return std::isfinite(weight) && weight >= 0.0; };
    if (!std::all_of(weights.begin(), weights.end(), usable)) {
        throw InvalidArgument{message};
    }
}

/// A value and the amount it was divided by, as MeasureDefinition::denominator names it; or a reason.
struct Quotient {
    std::optional<double> value;
    double denominator;
    std::string_view reason = {};
};

double within_unit(double value) { return std::clamp(value, 0.0, 1.0); }

Measure to_measure(const MeasureDefinition& definition, const Quotient& quotient, double n) {
    return quotient.value ? Measure::of(definition, *quotient.value, n, quotient.denominator, quotient.reason)
                          : Measure::not_applicable(definition, quotient.reason, n);
}

/// The measure that `compute` gives for a distribution that has seats and enough sectors.
template <class Compute>
Measure of_seats(const MeasureDefinition& definition, std::span<const double> seats,
                 std::size_t fewest_sectors, Compute compute) {
    require_weights(seats, "seats must be finite and not negative");
    const Distribution distribution{seats};
    if (distribution.total == 0.0) {
        return Measure::not_applicable(definition, "empty", 0.0);
    }
    if (seats.size() < fewest_sectors) {
        return Measure::not_applicable(definition, "fewer than two sectors", distribution.sum());
    }
    return to_measure(definition, compute(distribution), distribution.sum());
}

/// The measure that `compute` gives for a comparison in which both sides have something to compare.
template <class Compute>
Measure of_comparison(const MeasureDefinition& definition, std::span<const double> seats,
                      std::span<const double> baseline, Compute compute) {
    require_weights(seats, "seats must be finite and not negative");
    require_weights(baseline, "baseline must be finite and not negative");
    if (seats.size() != baseline.size()) {
        throw InvalidArgument{"baseline must have one entry for each entry of seats"};
    }
    const Comparison comparison{ScaledWeights{seats}, ScaledWeights{baseline}};
    if (comparison.seats.total == 0.0) {
        return Measure::not_applicable(definition, "empty", 0.0);
    }
    if (comparison.baseline.total == 0.0) {
        return Measure::not_applicable(definition, "empty baseline", comparison.seats.sum());
    }
    return to_measure(definition, compute(comparison), comparison.seats.sum());
}

/// The same for a measure of one sector.
template <class Compute>
Measure of_sector(const MeasureDefinition& definition, std::span<const double> seats,
                  std::span<const double> baseline, std::size_t sector, Compute compute) {
    if (sector >= seats.size()) {
        throw InvalidArgument{"sector must be a position in seats"};
    }
    return of_comparison(definition, seats, baseline, compute);
}

/// R of one sector.
Quotient ratio_of(const Comparison& comparison, std::size_t sector) {
    if (comparison.has_unbacked_seats(sector)) {
        return {infinity, 0.0, unbacked_seats};
    }
    if (comparison.baseline.values[sector] == 0.0) {
        return {std::nullopt, 0.0, "neither seats nor baseline share"};
    }
    return {comparison.ratio(sector), comparison.baseline_share(sector)};
}

} // namespace

Measure parity(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"parity", "M1.1", "index from 0 to 1", "seats",
                                           "m = expected sectors"};
    return of_seats(definition, seats, 2, [](const Distribution& distribution) -> Quotient {
        const double m = distribution.sectors();
        CompensatedSum deviations;
        for (const double count : distribution.values) {
            deviations.add(std::abs(m * count - distribution.total));
        }
        // the formula multiplied through by m and N, so that whole seats are rounded only in the division
        const double largest = 2.0 * (m - 1.0) * distribution.total;
        return {within_unit((largest - deviations.value()) / largest), distribution.sum()};
    });
}

Measure min_max_ratio(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"min_max_ratio", "M1.1", "ratio", "seats of the largest sector",
                                           "over expected sectors"};
    return of_seats(definition, seats, 2, [](const Distribution& distribution) -> Quotient {
        const double largest = distribution.values.back();
        return {distribution.values.front() / largest, largest / distribution.unit};
    });
}

Measure representation_ratio(std::span<const double> seats, std::span<const double> baseline,
                             std::size_t sector) {
    constexpr MeasureDefinition definition{"ratio", "M1.2", "ratio", "baseline share of the sector", ""};
    return of_sector(definition, seats, baseline, sector,
                     [&](const Comparison& comparison) { return ratio_of(comparison, sector); });
}

Measure share_gap(std::span<const double> seats, std::span<const double> baseline, std::size_t sector) {
    constexpr MeasureDefinition definition{"gap", "M1.2", "share of seats", "seats",
                                           "seat share minus baseline share"};
    return of_sector(definition, seats, baseline, sector, [&](const Comparison& comparison) -> Quotient {
        return {comparison.difference(sector), comparison.seats.sum()};
    });
}

Measure log_representation_ratio(std::span<const double> seats, std::span<const double> baseline,
                                 std::size_t sector) {
    constexpr MeasureDefinition definition{"log_ratio", "M1.2", "natural logarithm of a ratio",
                                           "baseline share of the sector", ""};
    return of_sector(definition, seats, baseline, sector, [&](const Comparison& comparison) -> Quotient {
        const Quotient ratio = ratio_of(comparison, sector);
        if (!ratio.value || *ratio.value == infinity) {
            return ratio;
        }
        return *ratio.value > 0.0 ? Quotient{natural_log(*ratio.value), ratio.denominator}
                                  : Quotient{-infinity, ratio.denominator, no_seats};
    });
}

Measure dissimilarity(std::span<const double> seats, std::span<const double> baseline) {
    constexpr MeasureDefinition definition{"dissimilarity", "M1.2", "share of seats", "seats", ""};
    return of_comparison(definition, seats, baseline, [](const Comparison& comparison) -> Quotient {
        const double sum =
            comparison.sum_of([&](std::size_t sector) { return std::abs(comparison.difference(sector)); });
        return {within_unit(0.5 * sum), comparison.seats.sum()};
    });
}

Measure gallagher(std::span<const double> seats, std::span<const double> baseline) {
    constexpr MeasureDefinition definition{"gallagher", "M1.2", "share of seats", "seats", ""};
    return of_comparison(definition, seats, baseline, [](const Comparison& comparison) -> Quotient {
        const double sum = comparison.sum_of([&](std::size_t sector) {
            const double difference = comparison.difference(sector);
            return difference * difference;
        });
        return {within_unit(std::sqrt(0.5 * sum)), comparison.seats.sum()};
    });
}

Measure kullback_leibler(std::span<const double> seats, std::span<const double> baseline) {
    constexpr MeasureDefinition definition{"kullback_leibler", "M1.2", "nats", "seats",
                                           "seat shares relative to the baseline"};
    return of_comparison(definition, seats, baseline, [](const Comparison& comparison) -> Quotient {
        const double n = comparison.seats.sum();
        for (std::size_t sector = 0; sector < comparison.sectors(); ++sector) {
            if (comparison.has_unbacked_seats(sector)) {
                return {infinity, n, unbacked_seats};
            }
        }
        const double sum = comparison.sum_of([&](std::size_t sector) {
            const double count = comparison.seats.values[sector];
            return count > 0.0 ? count * natural_log(comparison.ratio(sector)) : 0.0;
        });
        return {std::max(sum / comparison.seats.total, 0.0), n};
    });
}

Measure blau(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"blau", "M1.3", "probability", "seats", "drawn with replacement"};
    return of_seats(definition, seats, 1, [](const Distribution& distribution) -> Quotient {
        const double pairs = distribution.total * distribution.total;
        return {within_unit(distribution.unlike_pairs() / pairs), distribution.sum()};
    });
}

Measure iqv(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"iqv", "M1.3", "index from 0 to 1", "largest possible Blau index",
                                           "m = expected sectors"};
    return of_seats(definition, seats, 2, [](const Distribution& distribution) -> Quotient {
        const double m = distribution.sectors();
        const double most_unlike_pairs = (m - 1.0) * (distribution.total * distribution.total);
        return {within_unit(m * distribution.unlike_pairs() / most_unlike_pairs), (m - 1.0) / m};
    });
}

Measure blau_unbiased(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"blau_unbiased", "M1.3", "probability", "ordered pairs of seats",
                                           "drawn without replacement"};
    return of_seats(definition, seats, 1, [&](const Distribution& distribution) -> Quotient {
        const double n = distribution.sum();
        if (!std::all_of(seats.begin(), seats.end(),
                         [](double count) { return count == std::floor(count); })) {
            return {std::nullopt, 0.0, "seats are not whole numbers"};
        }
        if (n < 2.0) {
            return {std::nullopt, 0.0, "fewer than two seats"};
        }
        const double pairs = distribution.total * (distribution.total - distribution.unit);
        return {within_unit(distribution.unlike_pairs() / pairs), n * (n - 1.0)};
    });
}

Measure shannon(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"shannon", "M1.3", "nats", "seats", ""};
    return of_seats(definition, seats, 1, [](const Distribution& distribution) -> Quotient {
        return {distribution.entropy(), distribution.sum()};
    });
}

Measure pielou(std::span<const double> seats, SectorBasis basis) {
    MeasureDefinition definition{"pielou", "M1.3", "index from 0 to 1", "largest possible Shannon entropy",
                                 "m = expected sectors"};
    std::vector<double> counted{seats.begin(), seats.end()};
    if (basis == SectorBasis::observed) {
        definition.convention = "m = observed sectors";
        std::erase(counted, 0.0);
    }
    return of_seats(definition, counted, 2, [](const Distribution& distribution) -> Quotient {
        const double largest = natural_log(distribution.sectors());
        return {within_unit(distribution.entropy() / largest), largest};
    });
}

Measure hill_1(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"hill_1", "M1.3", "effective sectors", "seats", ""};
    return of_seats(definition, seats, 1, [](const Distribution& distribution) -> Quotient {
        const double effective = exponential(distribution.entropy());
        return {std::clamp(effective, 1.0, distribution.sectors()), distribution.sum()};
    });
}

Measure hill_2(std::span<const double> seats) {
    constexpr MeasureDefinition definition{"hill_2", "M1.3", "effective sectors", "seats", ""};
    return of_seats(definition, seats, 1, [](const Distribution& distribution) -> Quotient {
        CompensatedSum squares;
        for (const double count : distribution.values) {
            squares.add(count * count);
        }
        const double effective = distribution.total * distribution.total / squares.value();
        return {std::clamp(effective, 1.0, distribution.sectors()), distribution.sum()};
    });
}

} // namespace samspill
