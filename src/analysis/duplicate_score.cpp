#include <samspill/analysis/duplicate_score.hpp>
#include <samspill/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

using Pair = std::pair<ActivityId, ActivityId>;

Pair ordered(ActivityId a, ActivityId b) {
    if (a == b) {
        throw InvalidArgument{"a pair holds one activity twice"};
    }
    return std::minmax(a, b);
}

/// The labels, each pair once, in order.
class Labels {
public:
    explicit Labels(std::span<const LabelledPair> truth) {
        labels_.reserve(truth.size());
        for (const LabelledPair& pair : truth) {
            labels_.emplace_back(ordered(pair.a, pair.b), pair.same);
        }
        std::sort(labels_.begin(), labels_.end());
        labels_.erase(std::unique(labels_.begin(), labels_.end()), labels_.end());
        for (std::size_t k = 1; k < labels_.size(); ++k) {
            if (labels_[k].first == labels_[k - 1].first) {
                throw InvalidArgument{"a pair is labelled both same and different"};
            }
        }
    }

    [[nodiscard]] std::optional<bool> find(const Pair& pair) const {
        const auto place = std::lower_bound(labels_.begin(), labels_.end(), pair,
                                            [](const auto& label, const Pair& p) { return label.first < p; });
        return place != labels_.end() && place->first == pair ? std::optional{place->second} : std::nullopt;
    }
    [[nodiscard]] std::int64_t count_same() const {
        return std::count_if(labels_.begin(), labels_.end(), [](const auto& label) { return label.second; });
    }

private:
    std::vector<std::pair<Pair, bool>> labels_;
};

/// Counts found pairs one by one.
class Counter {
public:
    Counter(const Labels& labels, Unlabelled unlabelled) : labels_{labels}, unlabelled_{unlabelled} {
        agreement_.false_negatives = labels.count_same();
    }

    void add(const Pair& pair) {
        const std::optional<bool> same = labels_.find(pair);
        if (!same && unlabelled_ == Unlabelled::left_out) {
            ++agreement_.unlabelled;
        } else if (same.value_or(false)) {
            ++agreement_.true_positives;
            --agreement_.false_negatives;
        } else {
            ++agreement_.false_positives;
        }
    }

    [[nodiscard]] const Agreement& agreement() const noexcept { return agreement_; }

private:
    const Labels& labels_;
    Unlabelled unlabelled_;
    Agreement agreement_;
};

/// Scores with their pairs, each pair once with its highest score; the highest score first.
std::vector<std::pair<double, Pair>> by_score(std::span<const ScoredPair> scored) {
    std::vector<std::pair<double, Pair>> pairs;
    pairs.reserve(scored.size());
    for (const ScoredPair& pair : scored) {
        if (!std::isfinite(pair.score)) {
            throw InvalidArgument{"the score of a pair is not finite"};
        }
        pairs.emplace_back(pair.score, ordered(pair.a, pair.b));
    }
    std::sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) {
        return std::tie(x.second, y.first) < std::tie(y.second, x.first);
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [](const auto& x, const auto& y) { return x.second == y.second; }),
                pairs.end());
    std::sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) {
        return std::tie(y.first, x.second) < std::tie(x.first, y.second);
    });
    return pairs;
}

/// The cluster of each activity that is in one.
std::map<ActivityId, std::size_t> cluster_of_each(const Clusters& clusters) {
    std::map<ActivityId, std::size_t> cluster_of;
    for (std::size_t k = 0; k < clusters.size(); ++k) {
        for (const ActivityId activity : clusters[k]) {
            if (!cluster_of.emplace(activity, k).second) {
                throw InvalidArgument{"an activity is twice in the clusters"};
            }
        }
    }
    return cluster_of;
}

/// Gives those who are in a cluster of the other side only one of their own.
void add_singletons(std::map<ActivityId, std::size_t>& clusters,
                    const std::map<ActivityId, std::size_t>& others, std::size_t next) {
    for (const auto& [activity, cluster] : others) {
        next += clusters.emplace(activity, next).second ? 1 : 0;
    }
}

std::int64_t pairs_among(std::int64_t members) noexcept { return members * (members - 1) / 2; }

/// Sum of n²/size over the cells of each cluster, which hold n members and come in order of first member.
struct CubedSum {
    std::map<ActivityId, std::pair<std::int64_t, std::int64_t>> squares_and_size; // by first member

    void add(ActivityId first_of_cluster, std::int64_t cell, std::int64_t size) {
        auto& [squares, members] = squares_and_size[first_of_cluster];
        squares += cell * cell;
        members = size;
    }
    [[nodiscard]] double sum() const {
        return std::accumulate(squares_and_size.begin(), squares_and_size.end(), 0.0,
                               [](double total, const auto& cluster) {
                                   const auto& [squares, members] = cluster.second;
                                   return total + static_cast<double>(squares) / static_cast<double>(members);
                               });
    }
};

struct Members {
    ActivityId first;
    std::int64_t count = 0;
};

std::map<std::size_t, Members> members_of(const std::map<ActivityId, std::size_t>& cluster_of) {
    std::map<std::size_t, Members> members;
    for (const auto& [activity, cluster] : cluster_of) { // in ascending order
        auto& [first, count] = members[cluster];
        first = count == 0 ? activity : first;
        ++count;
    }
    return members;
}

} // namespace

Agreement score_pairs(std::span<const ScoredPair> found, std::span<const LabelledPair> truth,
                      Unlabelled unlabelled) {
    std::vector<Pair> pairs;
    pairs.reserve(found.size());
    for (const ScoredPair& pair : found) {
        pairs.push_back(ordered(pair.a, pair.b));
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    const Labels labels{truth};
    Counter counter{labels, unlabelled};
    for (const Pair& pair : pairs) {
        counter.add(pair);
    }
    return counter.agreement();
}

std::vector<ThresholdScore> score_curve(std::span<const ScoredPair> scored,
                                        std::span<const LabelledPair> truth, Unlabelled unlabelled) {
    const Labels labels{truth};
    Counter counter{labels, unlabelled};
    std::vector<ThresholdScore> curve;
    for (const auto& [score, pair] : by_score(scored)) {
        if (curve.empty() || curve.back().threshold != score) {
            curve.push_back({score, {}});
        }
        counter.add(pair);
        curve.back().agreement = counter.agreement();
    }
    return curve;
}

std::optional<ThresholdScore> best_threshold(std::span<const ThresholdScore> curve) {
    std::optional<ThresholdScore> best;
    for (const ThresholdScore& entry : curve) {
        const std::optional<double> f1 = entry.agreement.f1();
        const bool is_better = f1 && (!best || *f1 > *best->agreement.f1() ||
                                      (*f1 == *best->agreement.f1() && entry.threshold > best->threshold));
        best = is_better ? std::optional{entry} : best;
    }
    return best;
}

ClusterScore score_clusters(const Clusters& found, const Clusters& truth) {
    auto found_of = cluster_of_each(found);
    auto true_of = cluster_of_each(truth);
    add_singletons(found_of, true_of, found.size());
    add_singletons(true_of, found_of, truth.size());
    const auto found_members = members_of(found_of);
    const auto true_members = members_of(true_of);
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> cells;
    for (const auto& [activity, cluster] : found_of) {
        ++cells[{cluster, true_of.at(activity)}];
    }

    ClusterScore score;
    score.activities = static_cast<std::int64_t>(found_of.size());
    CubedSum precision;
    CubedSum recall;
    for (const auto& [cell, count] : cells) {
        const Members& by_found = found_members.at(cell.first);
        const Members& by_truth = true_members.at(cell.second);
        score.pairs.true_positives += pairs_among(count);
        precision.add(by_found.first, count, by_found.count);
        recall.add(by_truth.first, count, by_truth.count);
    }
    for (const auto& [cluster, members] : found_members) {
        score.pairs.false_positives += pairs_among(members.count);
    }
    for (const auto& [cluster, members] : true_members) {
        score.pairs.false_negatives += pairs_among(members.count);
    }
    score.pairs.false_positives -= score.pairs.true_positives;
    score.pairs.false_negatives -= score.pairs.true_positives;
    if (score.activities > 0) {
        const auto n = static_cast<double>(score.activities);
        const double p = precision.sum() / n;
        const double r = recall.sum() / n;
        score.b_cubed_precision = p;
        score.b_cubed_recall = r;
        score.b_cubed_f1 = 2.0 * p * r / (p + r);
    }
    return score;
}

Clusters clusters_of(std::span<const LabelledPair> truth) {
    std::map<ActivityId, ActivityId> leader; // a smaller activity of the same cluster, or itself
    const auto leader_of = [&leader](ActivityId activity) {
        for (leader.try_emplace(activity, activity); leader.at(activity) != activity;) {
            ActivityId& above = leader.at(activity);
            above = leader.at(above); // halves the way for the next who asks
            activity = above;
        }
        return activity;
    };
    for (const LabelledPair& pair : truth) {
        const Pair both = ordered(pair.a, pair.b);
        if (pair.same) {
            const auto [first, second] = std::minmax({leader_of(both.first), leader_of(both.second)});
            leader.at(second) = first;
        }
    }
    std::map<ActivityId, std::vector<ActivityId>> members;
    for (const auto& [activity, above] : leader) { // ascending, so the leader comes first
        members[leader_of(activity)].push_back(activity);
    }
    Clusters clusters;
    clusters.reserve(members.size());
    for (auto& [first, cluster] : members) {
        clusters.push_back(std::move(cluster));
    }
    return clusters;
}

} // namespace samspill
