// How well found duplicates agree with duplicates that somebody labelled by hand.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/duplicate_agreement.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill {

/// Two activities that somebody judged. Their order does not matter.
struct LabelledPair {
    ActivityId a;
    ActivityId b;
    bool same = false; ///< true: one could replace the other
};

/// Two activities and how alike a measure takes them to be.
struct ScoredPair {
    ActivityId a;
    ActivityId b;
    double score = 0.0;
};

/// What a found pair without a label means.
enum class Unlabelled : std::uint8_t {
    left_out, ///< nobody judged it: it counts neither as right nor as wrong
    different ///< the labels name all duplicates there are: it is wrong
};

/// Found pairs against labels. A pair counts once however often it is found or labelled.
/// @throws InvalidArgument for a pair of an activity with itself, a pair labelled both same and different
/// O(n log n).
[[nodiscard]] Agreement score_pairs(std::span<const ScoredPair> found, std::span<const LabelledPair> truth,
                                    Unlabelled unlabelled = Unlabelled::left_out);

/// One entry for each score that occurs, from the highest to the lowest; none without pairs. A pair that is
/// found several times has its highest score. O(n log n).
/// @throws InvalidArgument as score_pairs, and for a score that is not finite
[[nodiscard]] std::vector<ThresholdScore> score_curve(std::span<const ScoredPair> scored,
                                                      std::span<const LabelledPair> truth,
                                                      Unlabelled unlabelled = Unlabelled::left_out);

/// The entry of highest F1, of several the one of highest threshold; nothing when no entry has an F1. O(n).
[[nodiscard]] std::optional<ThresholdScore> best_threshold(std::span<const ThresholdScore> curve);

/// Disjoint sets of activities; an activity in none of them stands for itself.
using Clusters = std::vector<std::vector<ActivityId>>;

/// Found clusters against true ones. The order of clusters and of their members makes no difference. O(n log
/// n).
/// @throws InvalidArgument for an activity that is twice in the clusters of one side
[[nodiscard]] ClusterScore score_clusters(const Clusters& found, const Clusters& truth);

/// The clusters that follow from labels when sameness carries over from pair to pair (transitive closure): of
/// two activities and more, by their first activity. O(n log n).
/// @throws InvalidArgument for a pair of an activity with itself
[[nodiscard]] Clusters clusters_of(std::span<const LabelledPair> truth);

} // namespace samspill
