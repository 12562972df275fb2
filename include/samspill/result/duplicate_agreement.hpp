// How well found duplicates agree with labels.
#pragma once

#include <cstdint>
#include <optional>

namespace samspill {

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

/// The agreement when every pair of this score or above counts as found.
struct ThresholdScore {
    double threshold = 0.0;
    Agreement agreement{};
};

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

} // namespace samspill
