// Scores of found duplicates against counting pair by pair.
#include <samspill/analysis/duplicate_score.hpp>

#include "support/random_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

using Pair = std::pair<ActivityId, ActivityId>;
constexpr int activities = 7;

template <class Both>
Pair ordered(const Both& both) {
    return std::minmax(both.a, both.b);
}

ActivityId any_activity() { return ActivityId{static_cast<std::uint32_t>(below(activities))}; }

std::vector<LabelledPair> any_labels() {
    std::vector<LabelledPair> labels;
    for (std::uint32_t a = 0; a < activities; ++a) {
        for (std::uint32_t b = 0; b < a; ++b) {
            if (below(3) > 0) {
                labels.push_back({ActivityId{a}, ActivityId{b}, below(2) == 0});
            }
        }
    }
    return labels;
}

std::vector<ScoredPair> any_scores() {
    std::vector<ScoredPair> scores;
    const int count = below(20);
    for (int k = 0; k < count; ++k) {
        const ActivityId a = any_activity();
        const ActivityId b = any_activity();
        if (a != b) {
            scores.push_back({a, b, 0.25 * below(5)});
        }
    }
    return scores;
}

/// Every pair there is, asked one by one.
Agreement plain_agreement(const std::vector<ScoredPair>& found, const std::vector<LabelledPair>& labels,
                          Unlabelled unlabelled) {
    Agreement agreement;
    for (std::uint32_t a = 0; a < activities; ++a) {
        for (std::uint32_t b = 0; b < a; ++b) {
            const auto is_it = [&](const auto& pair) {
                return ordered(pair) == Pair{ActivityId{b}, ActivityId{a}};
            };
            const bool is_found = std::any_of(found.begin(), found.end(), is_it);
            const auto label = std::find_if(labels.begin(), labels.end(), is_it);
            const bool has_label = label != labels.end();
            const bool is_same = has_label && label->same;
            agreement.true_positives += is_found && is_same ? 1 : 0;
            agreement.false_negatives += !is_found && is_same ? 1 : 0;
            const bool left_out = !has_label && unlabelled == Unlabelled::left_out;
            agreement.unlabelled += is_found && left_out ? 1 : 0;
            agreement.false_positives += is_found && !is_same && !left_out ? 1 : 0;
        }
    }
    return agreement;
}

RC_GTEST_PROP(DuplicateScoreProp, EqualsCountingPairByPair, ()) {
    const std::vector<LabelledPair> labels = any_labels();
    const std::vector<ScoredPair> scores = any_scores();
    const auto rule = static_cast<Unlabelled>(below(2));
    const Agreement agreement = score_pairs(scores, labels, rule);
    RC_ASSERT(agreement == plain_agreement(scores, labels, rule));
    const std::optional<double> precision = agreement.precision();
    const std::optional<double> recall = agreement.recall();
    if (precision && recall && *precision + *recall > 0.0) {
        RC_ASSERT(std::abs(*agreement.f1() - 2 * *precision * *recall / (*precision + *recall)) < 1e-12);
    }
}

RC_GTEST_PROP(DuplicateScoreProp, TheCurveScoresEveryThreshold, ()) {
    const std::vector<LabelledPair> labels = any_labels();
    const std::vector<ScoredPair> scores = any_scores();
    std::set<double> thresholds;
    for (const ScoredPair& pair : scores) {
        // A score below the pair's highest is no entry unless another pair has it.
        const bool is_highest = std::none_of(scores.begin(), scores.end(), [&](const ScoredPair& other) {
            return ordered(other) == ordered(pair) && other.score > pair.score;
        });
        if (is_highest) {
            thresholds.insert(pair.score);
        }
    }
    const std::vector<ThresholdScore> curve = score_curve(scores, labels);
    RC_ASSERT(curve.size() == thresholds.size());
    auto threshold = thresholds.rbegin();
    for (const ThresholdScore& entry : curve) {
        RC_ASSERT(entry.threshold == *threshold++);
        std::vector<ScoredPair> found;
        std::copy_if(scores.begin(), scores.end(), std::back_inserter(found),
                     [&](const ScoredPair& pair) { return pair.score >= entry.threshold; });
        RC_ASSERT(entry.agreement == plain_agreement(found, labels, Unlabelled::left_out));
    }
}

/// Each activity in one of a few clusters, or in none.
std::vector<int> any_partition() {
    std::vector<int> cluster_of;
    cluster_of.reserve(activities);
    for (int k = 0; k < activities; ++k) {
        cluster_of.push_back(below(4) == 0 ? -1 - k : below(3));
    }
    return cluster_of;
}

Clusters as_clusters(const std::vector<int>& cluster_of) {
    std::map<int, std::vector<ActivityId>> members;
    for (std::uint32_t k = 0; k < activities; ++k) {
        if (cluster_of[k] >= 0) {
            members[cluster_of[k]].push_back(ActivityId{k});
        }
    }
    Clusters clusters;
    clusters.reserve(members.size());
    for (auto& [number, cluster] : members) {
        clusters.push_back(std::move(cluster));
    }
    return clusters;
}

Agreement plain_pairs(const std::vector<int>& found, const std::vector<int>& truth) {
    Agreement pairs;
    for (std::size_t i = 0; i < activities; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const bool same_found = found[i] == found[j];
            const bool same_truth = truth[i] == truth[j];
            pairs.true_positives += static_cast<int>(same_found && same_truth);
            pairs.false_positives += static_cast<int>(same_found && !same_truth);
            pairs.false_negatives += static_cast<int>(!same_found && same_truth);
        }
    }
    return pairs;
}

/// The share of the cluster of activity i in `one` that lies in its cluster in `other`.
double share_of_cluster(const std::vector<int>& one, const std::vector<int>& other, std::size_t i) {
    double size = 0;
    double shared = 0;
    for (std::size_t j = 0; j < activities; ++j) {
        size += static_cast<double>(one[i] == one[j]);
        shared += static_cast<double>(one[i] == one[j] && other[i] == other[j]);
    }
    return shared / size;
}

RC_GTEST_PROP(DuplicateScoreProp, ClustersEqualCountingActivityByActivity, ()) {
    const std::vector<int> found = any_partition();
    const std::vector<int> truth = any_partition();
    const ClusterScore score = score_clusters(as_clusters(found), as_clusters(truth));
    double precision = 0.0;
    double recall = 0.0;
    std::int64_t counted = 0;
    for (std::size_t i = 0; i < activities; ++i) {
        if (found[i] >= 0 || truth[i] >= 0) {
            ++counted;
            precision += share_of_cluster(found, truth, i);
            recall += share_of_cluster(truth, found, i);
        }
    }
    RC_ASSERT(score.pairs == plain_pairs(found, truth));
    RC_ASSERT(score.activities == counted);
    RC_ASSERT(score.b_cubed_precision.has_value() == (counted > 0));
    if (counted > 0) {
        RC_ASSERT(std::abs(*score.b_cubed_precision - precision / static_cast<double>(counted)) < 1e-12);
        RC_ASSERT(std::abs(*score.b_cubed_recall - recall / static_cast<double>(counted)) < 1e-12);
    }
}

RC_GTEST_PROP(DuplicateScoreProp, ClustersOfLabelsAreTheirTransitiveClosure, ()) {
    const std::vector<LabelledPair> labels = any_labels();
    std::vector<std::vector<bool>> reached(activities, std::vector<bool>(activities));
    for (const LabelledPair& pair : labels) {
        reached[pair.a.position()][pair.b.position()] = reached[pair.b.position()][pair.a.position()] =
            pair.same;
    }
    for (std::size_t via = 0; via < activities; ++via) {
        for (std::size_t i = 0; i < activities; ++i) {
            for (std::size_t j = 0; j < activities; ++j) {
                reached[i][j] = reached[i][j] || (reached[i][via] && reached[via][j]);
            }
        }
    }
    std::set<Pair> together;
    for (const auto& cluster : clusters_of(labels)) {
        RC_ASSERT((cluster.size() >= 2 && std::is_sorted(cluster.begin(), cluster.end())));
        for (const ActivityId a : cluster) {
            for (const ActivityId b : cluster) {
                together.emplace(a, b);
            }
        }
    }
    for (std::size_t i = 0; i < activities; ++i) {
        for (std::size_t j = 0; j < activities; ++j) {
            RC_ASSERT((i == j || together.contains({ActivityId{i}, ActivityId{j}}) == reached[i][j]));
        }
    }
}

} // namespace
} // namespace samspill
