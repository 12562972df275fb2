// Panels for tests of pilots: columns that own what the library views.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace samspill::testing_support {

/// Rows of units and periods, in any order.
struct PanelColumns {
    std::vector<std::uint32_t> unit;
    std::vector<std::int32_t> period;
    std::vector<double> outcome;

    /// One row a period, from period 1.
    void add(std::uint32_t number, const std::vector<double>& outcomes) {
        for (std::size_t t = 0; t < outcomes.size(); ++t) {
            unit.push_back(number);
            period.push_back(static_cast<std::int32_t>(t) + 1);
            outcome.push_back(outcomes[t]);
        }
    }
    [[nodiscard]] PanelColumns shuffled(std::uint32_t seed) const {
        std::vector<std::size_t> order(unit.size());
        for (std::size_t k = 0; k < order.size(); ++k) {
            order[k] = k;
        }
        std::mt19937 random{seed};
        for (std::size_t left = order.size(); left > 1; --left) {
            std::swap(order[left - 1], order[random() % left]);
        }
        PanelColumns other;
        for (const std::size_t row : order) {
            other.unit.push_back(unit[row]);
            other.period.push_back(period[row]);
            other.outcome.push_back(outcome[row]);
        }
        return other;
    }
};

} // namespace samspill::testing_support
