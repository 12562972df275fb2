// Seats and baselines prepared for the balance measures: checked by the caller, scaled and ordered here.
#pragma once

#include <samspill/core/numeric.hpp>

#include "core/ordered_sum.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Non-negative weights divided by a power of two that brings the largest into [0.5, 1). That rounds nothing
/// and keeps squares from overflowing; a weight 150 decimal orders below the largest becomes 0.
struct ScaledWeights {
    explicit ScaledWeights(std::span<const double> weights) : values(weights.begin(), weights.end()) {
        constexpr double negligible = 0x1p-500;
        int exponent = 0;
        if (!values.empty()) {
            std::frexp(*std::max_element(values.begin(), values.end()), &exponent);
        }
        for (double& value : values) {
            value = std::ldexp(value, -exponent);
            value = value < negligible ? 0.0 : value;
        }
        total = ordered_sum(values);
        unit = std::ldexp(1.0, -exponent);
    }

    /// The sum of the weights as they were given.
    [[nodiscard]] double sum() const noexcept { return total / unit; }

    std::vector<double> values;
    double total = 0.0; ///< of the scaled values, added in ascending order
    double unit = 1.0;  ///< what a weight of 1 became
};

/// Seats in ascending order, so that no sum depends on the order of the sectors. Whole seats stay whole
/// multiples of one power of two, so that their sums and products are exact.
struct Distribution : ScaledWeights {
    explicit Distribution(std::span<const double> seats) : ScaledWeights{seats} {
        std::sort(values.begin(), values.end());
    }
    [[nodiscard]] double sectors() const noexcept { return static_cast<double>(values.size()); }

    /// Σ n (N - n), formed as twice the products of all pairs: no digits cancel when one sector dominates.
    [[nodiscard]] double unlike_pairs() const noexcept {
        CompensatedSum pairs;
        double before = 0.0;
        for (const double seats : values) {
            pairs.add(seats * before);
            before += seats;
        }
        return 2.0 * pairs.value();
    }
    [[nodiscard]] double entropy() const noexcept {
        CompensatedSum terms;
        for (const double seats : values) {
            terms.add(seats > 0.0 ? seats * natural_log(total / seats) : 0.0);
        }
        return terms.value() / total;
    }
};

/// Seats and baseline of the same sectors, in the caller's order.
struct Comparison {
    [[nodiscard]] std::size_t sectors() const noexcept { return seats.values.size(); }
    [[nodiscard]] double difference(std::size_t sector) const {
        return seats.values[sector] / seats.total - baseline_share(sector);
    }
    [[nodiscard]] double baseline_share(std::size_t sector) const {
        return baseline.values[sector] / baseline.total;
    }
    [[nodiscard]] bool has_unbacked_seats(std::size_t sector) const {
        return seats.values[sector] > 0.0 && baseline.values[sector] == 0.0;
    }
    /// p/q formed from whole products, so that seats proportional to the baseline give exactly 1.
    [[nodiscard]] double ratio(std::size_t sector) const {
        return (seats.values[sector] * baseline.total) / (seats.total * baseline.values[sector]);
    }
    /// Σ term(sector), added in ascending order of the terms: any order of the sectors gives the same bits.
    template <class Term>
    [[nodiscard]] double sum_of(Term term) const {
        std::vector<double> terms;
        terms.reserve(sectors());
        for (std::size_t sector = 0; sector < sectors(); ++sector) {
            terms.push_back(term(sector));
        }
        return ordered_sum(std::move(terms));
    }

    ScaledWeights seats;
    ScaledWeights baseline;
};

} // namespace samspill::detail
