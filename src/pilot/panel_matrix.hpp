// Private to the pilots: a panel as a matrix of units and periods.
#pragma once

#include <samspill/pilot/staggered_adoption.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

struct PanelMatrix {
    std::vector<std::int32_t> periods;       ///< ascending, each once
    Eigen::MatrixXd outcome;                 ///< units by periods, NaN where not observed
    std::vector<std::int32_t> first_treated; ///< by unit
    std::vector<std::uint32_t> cluster;      ///< by unit, numbered from 0 without gaps
    std::size_t clusters = 0;
    std::size_t treated_at_first = 0; ///< units left out

    [[nodiscard]] std::size_t units() const noexcept { return first_treated.size(); }
};

/// Units by number. @throws InvalidArgument as staggered_adoption()
[[nodiscard]] PanelMatrix panel_matrix(const StaggeredPanel& panel, std::int32_t anticipation);

} // namespace samspill::detail
