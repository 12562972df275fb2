// Private to analysis: which clusters of two waves are the same.
#pragma once

#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Members of a cluster, ascending and each once.
using KeySet = std::span<const std::uint32_t>;

/// Positions of a cluster before and of the cluster that it has become.
struct ClusterMatch {
    std::size_t before = 0;
    std::size_t after = 0;

    friend bool operator==(const ClusterMatch&, const ClusterMatch&) = default;
};

/// One to one, greedily: by Jaccard's coefficient from the largest on, above 0; of equal ones by common
/// members, then the smaller first member before, then after, then positions. In the order taken.
/// @throws Cancelled when `control` asks to stop. O(common members * log n).
[[nodiscard]] std::vector<ClusterMatch> match_clusters(const std::vector<KeySet>& before,
                                                       const std::vector<KeySet>& after, RunControl* control);

} // namespace samspill::detail
