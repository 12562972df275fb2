// Which duplicates were resolved between the waves of a study, which are new, and which came back?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_change.hpp>
#include <samspill/result/duplication_result.hpp>

#include <map>
#include <span>
#include <string>

namespace samspill {

/// One wave: its network and the duplication() of that network. Both must outlive the call.
struct DuplicationWave {
    const ActorNetwork* network = nullptr;
    const DuplicationResult* duplication = nullptr;
};

struct DuplicationChangeOptions {
    /// False takes a surplus that has become a wanted reserve (verdict `backup`) for resolved, and leaves
    /// reserves out of all sums.
    bool count_backup = true;
    /// Ids of activities that have another id in later waves: old -> new; a chain of renamings is followed.
    /// Several old ids may become one. A renamed id stands for the new one in every wave, so that it must not
    /// be used again for something else.
    std::map<std::string, std::string> renamed{};
};

/// Follows the clusters of duplicates through two or more waves, in the order given. Clusters of two waves
/// are the same when their activities overlap most: candidates by Jaccard's coefficient of the sets of
/// activity ids, above 0, are taken one to one from the largest on; of equal ones the larger number of common
/// activities goes first, then the smaller first id before, then after, then the earlier track. Each wave is
/// compared with the one before it; clusters that are left over are then compared, in the same way, with
/// earlier ones that were gone. A cluster has surplus when its verdict is `surplus`, or `backup` where these
/// count; a verdict of `unknown_need` or `unknown_capacity` is neither surplus nor its end. Clusters that
/// never had surplus give no row. Nothing depends on the order of rows. One wave compared with itself: all
/// surplus remains.
/// @throws InvalidArgument for fewer than two waves, a null pointer, a result of another network, or
/// renamings that run in a circle; Cancelled when `control` asks to stop
/// O((activities + members of clusters) * log n) a wave.
[[nodiscard]] DuplicationChangeResult duplication_change(std::span<const DuplicationWave> waves,
                                                         const DuplicationChangeOptions& options = {},
                                                         RunControl* control = nullptr);

} // namespace samspill
