// What became of the duplicates between the waves of a study.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/duplication_result.hpp>
#include <samspill/result/provenance.hpp>
#include <samspill/result/surplus_sums.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What happened to a cluster that had surplus in this wave or before.
enum class ClusterChange : std::uint8_t {
    resolved,        ///< had surplus; now its activities form no cluster, or one without surplus
    remains,         ///< had surplus and has it now
    appeared,        ///< has surplus for the first time; "new" in tables
    came_back,       ///< had surplus, was resolved in an earlier wave, and has surplus again
    newly_known,     ///< has surplus; whether it had some in the wave before could not be judged
    no_longer_known, ///< had surplus; whether it has some now cannot be judged
};
[[nodiscard]] std::string_view to_string(ClusterChange change) noexcept;
inline constexpr std::size_t cluster_changes = 6;

/// A cluster as one wave found it.
struct ClusterInWave {
    std::size_t wave = 0;    ///< position of the wave
    std::size_t cluster = 0; ///< position in DuplicationResult::clusters of that wave
    TermId theme;
    ActivityId first_activity;
    Verdict verdict = Verdict::unknown_need;
    std::optional<std::int64_t> surplus; ///< seats beyond the need, as in DuplicateCluster
    std::optional<std::int64_t> seats;   ///< nothing when an activity states none
    std::optional<std::int64_t> people;  ///< nothing when no need is recorded, or one of unknown size

    friend bool operator==(const ClusterInWave&, const ClusterInWave&) = default;
};

/// Why a cluster changed. Activities are the same when their ids are, after the renaming that was handed in.
struct ClusterDifference {
    std::vector<ActivityId> gone;   ///< of the wave before: no longer listed by the wave now
    std::vector<ActivityId> left;   ///< of the wave before: still listed, but no longer in the cluster
    std::vector<ActivityId> joined; ///< of the wave now: not in the cluster before
    /// Seats of the cluster's activities that both waves list, now minus before; nothing when one is unknown,
    /// 0 when both list none of them.
    std::optional<std::int64_t> seats_changed;
    /// People in the needs, now minus before; nothing without a cluster on both sides or when one is unknown.
    std::optional<std::int64_t> people_changed;

    friend bool operator==(const ClusterDifference&, const ClusterDifference&) = default;
};

/// One cluster in one wave after the first.
struct ClusterHistory {
    std::size_t track = 0; ///< the same for all rows about one cluster; by first wave, then cluster
    std::size_t wave = 0;  ///< position of the wave in which it happened
    ClusterChange change = ClusterChange::resolved;
    /// In the last wave before that could judge it, else in the last that found it; nothing when none did.
    std::optional<ClusterInWave> before;
    std::optional<ClusterInWave> after; ///< in `wave`; nothing when its activities form no cluster any more
    ClusterDifference difference;

    friend bool operator==(const ClusterHistory&, const ClusterHistory&) = default;
};

/// Surplus of the clusters of one wave by what happened to them. Those that are resolved or no longer known
/// count as they were before, all others as they are now.
struct WaveChange {
    std::array<SurplusSums, cluster_changes> by_change{};
    SurplusSums remaining_before; ///< those that remain, as they were before

    friend bool operator==(const WaveChange&, const WaveChange&) = default;
};

/// Result of duplication_change(). Positions and ids are those of the waves, in the order they were given.
struct DuplicationChangeResult {
    Provenance provenance;               ///< fingerprint of the last wave's network
    std::vector<ClusterHistory> history; ///< by wave, then track
    std::vector<WaveChange> waves;       ///< from the second wave on
};

} // namespace samspill
