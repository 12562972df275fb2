// Tables of synthetic controls, of bootstrapped means and of single neighbourhoods.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/result/bootstrap_means_result.hpp>
#include <samspill/result/neighbourhood_range.hpp>
#include <samspill/result/synthetic_control_result.hpp>

#include <span>
#include <string>

namespace samspill {

/// What units and periods that were numbered from 0 are called. Periods without names are whole numbers.
struct PanelNames {
    std::span<const std::string> units;
    std::span<const std::string> periods{};
};

/// One row a donor with a weight above 0. @throws InvalidArgument for a unit without a name
[[nodiscard]] Table synthetic_weights(const SyntheticControlResult& result, const PanelNames& names);
/// One row a period. @throws InvalidArgument for a period without a name, where periods have names
[[nodiscard]] Table synthetic_gaps(const SyntheticControlResult& result, const PanelNames& names);
/// One row a donor taken for treated. @throws as synthetic_weights
[[nodiscard]] Table synthetic_placebos(const SyntheticControlResult& result, const PanelNames& names);

/// One row an indicator, by its name, or its position from 0 where there are no names.
/// @throws InvalidArgument when there are names, but not one for each
[[nodiscard]] Table bootstrap_mean_rows(const BootstrapMeansResult& result,
                                        std::span<const std::string> names = {});

/// One row a unit. @throws InvalidArgument for a unit without a name
[[nodiscard]] Table without_neighbourhoods(const NeighbourhoodRange& result,
                                           std::span<const std::string> names);

} // namespace samspill
