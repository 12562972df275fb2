// Private to analysis: the clusters of several waves in terms of activities that are the same in all of them.
#pragma once

#include <samspill/analysis/duplication_change.hpp>

#include "cluster_matching.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Follows old ids to the last new one.
class Renaming {
public:
    /// `renamed` must outlive the object. @throws InvalidArgument when ids run in a circle. O(n log n).
    explicit Renaming(const std::map<std::string, std::string>& renamed);

    [[nodiscard]] std::string_view last_id(std::string_view id) const;

private:
    std::map<std::string_view, std::string_view> last_;
};

/// One wave, with a key for each activity: equal in all waves where the last id is.
class WaveClusters {
public:
    /// @param keys by ActivityId; `wave` must outlive the object
    WaveClusters(const DuplicationWave& wave, std::vector<std::uint32_t> keys);

    [[nodiscard]] const ActorNetwork& network() const noexcept { return *wave_.network; }
    [[nodiscard]] const std::vector<DuplicateCluster>& clusters() const noexcept {
        return wave_.duplication->clusters;
    }
    [[nodiscard]] std::uint32_t key(ActivityId activity) const noexcept { return keys_[activity.position()]; }
    /// Keys of a cluster's activities.
    [[nodiscard]] KeySet members(std::size_t cluster) const noexcept { return members_[cluster]; }
    [[nodiscard]] bool lists(std::uint32_t key) const;
    /// Seats of all activities with that key; nothing when one states none.
    [[nodiscard]] std::optional<std::int64_t> seats(std::uint32_t key) const;

private:
    using Listed = std::pair<std::uint32_t, ActivityId>;

    DuplicationWave wave_;
    std::vector<std::uint32_t> keys_;
    std::vector<Listed> listed_; // ascending
    std::vector<std::vector<std::uint32_t>> members_;
};

/// The waves in their order. Keys ascend as the last ids do. O(activities * log activities).
[[nodiscard]] std::vector<WaveClusters> wave_clusters(std::span<const DuplicationWave> waves,
                                                      const std::map<std::string, std::string>& renamed);

} // namespace samspill::detail
