#include <samspill/pilot/neighbourhood_influence.hpp>

#include "pilot/columns.hpp"
#include "pilot/neighbours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace samspill {
namespace {

using detail::require;

/// Units by number, changes less their mean.
struct Units {
    std::vector<std::uint32_t> number;
    std::vector<double> change;
    std::vector<std::uint8_t> treated;
    std::vector<std::vector<std::uint32_t>> neighbours; ///< places, ascending, each once
};

Units ordered(std::span<const std::uint32_t> unit, std::span<const double> change,
              std::span<const std::uint8_t> treated, std::span<const NeighbourWeight> weights) {
    require(change.size() == unit.size() && treated.size() == unit.size(),
            "change and treated must have one entry for each unit");
    detail::require_finite(change, "changes must be finite");
    Units units;
    units.number = detail::distinct(unit);
    require(units.number.size() == unit.size(), "a unit must not be given twice");
    units.change.resize(unit.size());
    units.treated.resize(unit.size());
    units.neighbours.resize(unit.size());
    const double mean =
        detail::ordered_sum({change.begin(), change.end()}) / static_cast<double>(unit.size());
    for (std::size_t row = 0; row < unit.size(); ++row) {
        const std::size_t place = detail::place_of(units.number, unit[row]);
        units.change[place] = change[row] - mean;
        units.treated[place] = treated[row] != 0 ? 1 : 0;
    }
    for (const NeighbourWeight& pair : detail::neighbours_by_place(units.number, weights)) {
        units.neighbours[pair.from].push_back(pair.to);
        units.neighbours[pair.to].push_back(pair.from);
    }
    for (std::vector<std::uint32_t>& own : units.neighbours) {
        own = detail::distinct(std::span<const std::uint32_t>{own});
    }
    return units;
}

/// Sums and numbers of controls and treated.
class Arms {
public:
    void add(const Units& units, std::size_t place) { change(units, place, 1.0); }
    void take(const Units& units, std::size_t place) { change(units, place, -1.0); }
    [[nodiscard]] double treated() const noexcept { return number_[1]; }
    [[nodiscard]] std::optional<double> difference() const {
        if (number_[0] < 1.0 || number_[1] < 1.0) {
            return std::nullopt;
        }
        return sum_[1] / number_[1] - sum_[0] / number_[0];
    }

private:
    void change(const Units& units, std::size_t place, double sign) {
        sum_[units.treated[place]] += sign * units.change[place];
        number_[units.treated[place]] += sign;
    }

    std::array<double, 2> sum_{};
    std::array<double, 2> number_{};
};

void add_without(NeighbourhoodRange& range, const Units& units, const Arms& all) {
    double furthest = -1.0;
    for (std::size_t place = 0; place < units.number.size(); ++place) {
        Arms rest = all;
        rest.take(units, place);
        for (const std::uint32_t neighbour : units.neighbours[place]) {
            rest.take(units, neighbour);
        }
        const std::optional<double> estimate = rest.difference();
        range.without.push_back({units.number[place], units.neighbours[place].size() + 1, estimate});
        if (!estimate) {
            ++range.not_identified;
            continue;
        }
        range.low = std::min(range.low.value_or(*estimate), *estimate);
        range.high = std::max(range.high.value_or(*estimate), *estimate);
        const double moved = std::abs(*estimate - *range.estimate);
        if (moved > furthest * (1.0 + detail::tie_tolerance)) {
            furthest = moved;
            range.most_influential = units.number[place];
        }
    }
}

} // namespace

NeighbourhoodRange leave_one_neighbourhood_out(std::span<const std::uint32_t> unit,
                                               std::span<const double> change,
                                               std::span<const std::uint8_t> treated,
                                               std::span<const NeighbourWeight> weights) {
    const Units units = ordered(unit, change, treated, weights);
    Arms all;
    NeighbourhoodRange range;
    range.units = unit.size();
    for (std::size_t place = 0; place < unit.size(); ++place) {
        all.add(units, place);
        const auto is_control = [&](std::uint32_t neighbour) { return units.treated[neighbour] == 0; };
        const std::vector<std::uint32_t>& own = units.neighbours[place];
        range.treated_beside_controls +=
            units.treated[place] != 0 && std::any_of(own.begin(), own.end(), is_control) ? 1 : 0;
    }
    range.treated = static_cast<std::size_t>(all.treated());
    range.estimate = all.difference();
    if (!range.estimate) {
        range.status = Status::not_applicable;
        range.reason = unit.empty() ? "empty" : range.treated == 0 ? "no treated" : "no controls";
        return range;
    }
    add_without(range, units, all);
    return range;
}

} // namespace samspill
