// Has the burden on volunteers risen by less than the margin?
#pragma once

#include <samspill/result/non_inferiority_result.hpp>

#include <optional>
#include <span>

namespace samspill {

/// An estimated rise of burden, in units such as minutes a week, above 0 for more burden. From a sample the
/// degrees are n - 1; from clusters those of cluster_robust().
struct BurdenRise {
    std::optional<double> estimate;
    std::optional<double> se;
    double degrees_of_freedom = 0.0; ///< above 0, may be infinite
};

struct NonInferiorityOptions {
    double margin =
        0.0; ///< smallest rise that is too much; a project's choice, made before the data are seen
    double level = 0.95; ///< of the one-sided upper limit
};

/// Tests that the rise is the margin or more: t = (estimate - margin) / se (methods M3.13). Unknown without
/// an estimate; without a standard error, or with one of 0, there is no t, no p and no verdict
/// (`no variance`). O(1).
/// @throws InvalidArgument for a margin that is not finite, an estimate likewise, a standard error below 0,
/// degrees that are not above 0, a level outside (0, 1)
[[nodiscard]] NonInferiorityResult burden_non_inferiority(const BurdenRise& rise,
                                                          const NonInferiorityOptions& options);

/// The same from one change a volunteer, all independent. Not applicable: no change (`empty`), one change,
/// changes that are all equal (`no variance`). The same bits for any order of the changes. O(n log n).
/// @throws as above, and for changes that are not finite
[[nodiscard]] NonInferiorityResult burden_non_inferiority(std::span<const double> changes,
                                                          const NonInferiorityOptions& options);

} // namespace samspill
