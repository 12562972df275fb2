// Private to the pilots: what bootstrap replicates of means are made of.
#pragma once

#include <samspill/pilot/bootstrap_means.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Sums and numbers of known values of each unit that is drawn. Units stand by stratum, in an order of their
/// own.
struct BootstrapUnits {
    std::size_t columns = 0;   ///< of the indicators
    std::size_t counts = 0;    ///< columns of numbers: one for all indicators where they are known alike
    std::vector<double> table; ///< units times (columns + counts), row by row
    std::vector<std::uint32_t> stratum_sizes;

    [[nodiscard]] std::size_t width() const noexcept { return columns + counts; }
    [[nodiscard]] std::size_t units() const noexcept { return table.size() / width(); }
    [[nodiscard]] double sum(std::size_t unit, std::size_t column) const {
        return table[unit * width() + column];
    }
    [[nodiscard]] std::size_t count_place(std::size_t column) const noexcept {
        return columns + (counts == 1 ? 0 : column);
    }
    [[nodiscard]] double count(std::size_t unit, std::size_t column) const {
        return table[unit * width() + count_place(column)];
    }
};

/// Units of at least one row and column: rows, or clusters of them.
/// @throws InvalidArgument for a cluster in two strata
[[nodiscard]] BootstrapUnits bootstrap_units(const IndicatorColumns& columns);

} // namespace samspill::detail
