// Private to the pilots: how far limits must reach to hold for several estimates together.
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {
class RunControl;
}

namespace samspill::detail {

/// For each family of estimates the number of standard errors that all of them together stay within, with a
/// chance of `level`: quantile of the largest |t*| of the family over draws of a sign for each cluster, the
/// same signs for all families. One column of sums by cluster for each estimate, already over its standard
/// error and the number of units; `family_sizes` are numbers of columns in their order, each above 0.
///
/// Signs are those of WildDraws: all there are where `replicates` reaches their number. Takes O(clusters / 4)
/// additions for each draw and column; memory for one number for each draw and family.
[[nodiscard]] std::vector<double> simultaneous_reaches(const Eigen::MatrixXd& scaled_sums,
                                                       std::span<const std::size_t> family_sizes,
                                                       double level, std::int64_t replicates,
                                                       std::uint64_t seed, RunControl* control);

} // namespace samspill::detail
