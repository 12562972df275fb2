// How well found duplicates agree with duplicates that somebody labelled by hand.
#pragma once

#include <samspill/core/index.hpp>

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

/// Decisions counted against labels. Shares are in [0, 1] and null where their denominator is 0.
struct Agreement {
    std::int64_t true_positives = 0;  ///< found and the same
    std::int64_t false_positives = 0; ///< found and different
    std::int64_t false_negatives = 0; ///< the same and not found
    std::int64_t unlabelled = 0;      ///< found, without a label, and left out

    [[nodiscard]] std::optional<double> precision() const noexcept; ///< right among found
    [[nodiscard]] std::optional<double> recall() const noexcept;    ///< found among the same
    /// Harmonic mean of both, 2 TP / (2 TP + FP + FN); 0 when nothing found is right.
    [[nodiscard]] std::optional<double> f1() const noexcept;

    friend bool operator==(const Agreement&, const Agreement&) = default;
};

/// Found pairs against labels. A pair counts once however often it is found or labelled.
/// @throws InvalidArgument for a pair of an activity with itself, a pair labelled both same and different
/// O(n log n).
[[nodiscard]] Agreement score_pairs(std::span<const ScoredPair> found, std::span<const LabelledPair> truth,
                                    Unlabelled unlabelled = Unlabelled::left_out);

/// The agreement when every pair of this score or above counts as found.
struct ThresholdScore {
    double threshold = 0.0;
    Agreement agreement{};
};

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

/// Agreement of two partitions.
struct ClusterScore {
    Agreement pairs{};           ///< over all pairs that lie in one cluster (pairwise closure)
    std::int64_t activities = 0; ///< in a cluster of either partition
    /// B-cubed (Bagga and Baldwin 1998): for every activity the share of its found cluster that lies in its
    /// true cluster (precision), and of its true cluster that lies in its found one (recall), the activity
    /// itself counted; means over all activities, null without any.
    std::optional<double> b_cubed_precision{};
    std::optional<double> b_cubed_recall{};
    std::optional<double> b_cubed_f1{}; ///< harmonic mean of both
};

/// Found clusters against true ones. The order of clusters and of their members makes no difference. O(n log
/// n).
/// @throws InvalidArgument for an activity that is twice in the clusters of one side
[[nodiscard]] ClusterScore score_clusters(const Clusters& found, const Clusters& truth);

/// The clusters that follow from labels when sameness carries over from pair to pair (transitive closure): of
/// two activities and more, by their first activity. O(n log n).
/// @throws InvalidArgument for a pair of an activity with itself
[[nodiscard]] Clusters clusters_of(std::span<const LabelledPair> truth);

} // namespace samspill
