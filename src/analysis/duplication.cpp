#include <samspill/analysis/duplication.hpp>

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/similarity/normal_text.hpp>

#include "../core/parallel.hpp"
#include "cluster_judge.hpp"
#include "duplicate_clusters.hpp"
#include "duplication_echo.hpp"
#include "like_named_pairs.hpp"
#include "pair_lister.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {
namespace {

bool by_activities(const DuplicatePair& x, const DuplicatePair& y) {
    return std::pair{x.a, x.b} < std::pair{y.a, y.b};
}

/// The program's own measure, whose answers are checked, or the score of Gower's similarity.
detail::ActivityScore score_by(const ActorNetwork& network, const DuplicationOptions& options,
                               const ActivitySimilarity* similarity) {
    if (similarity != nullptr) {
        return [similarity](ActivityId a, ActivityId b) { return similarity->evidence(a, b).score; };
    }
    return [&network, &options](ActivityId a, ActivityId b) {
        const std::optional<double> score = options.measure(network, a, b);
        if (score && !(*score >= 0.0 && *score <= 1.0)) {
            throw InvalidArgument{"measure must give numbers from 0 to 1"};
        }
        return score;
    };
}

void add_scores(std::vector<DuplicatePair>& pairs, const detail::ActivityScore& score, RunControl* control) {
    constexpr std::size_t pairs_of_a_task = 4096;
    detail::run_in_parallel((pairs.size() + pairs_of_a_task - 1) / pairs_of_a_task, control, "scoring pairs",
                            [&](std::size_t task, RunControl* own) {
                                StageTicker ticker{own};
                                const std::size_t end = std::min(pairs.size(), (task + 1) * pairs_of_a_task);
                                for (std::size_t k = task * pairs_of_a_task; k < end; ++k) {
                                    ticker.step();
                                    pairs[k].score = score(pairs[k].a, pairs[k].b);
                                }
                            });
}

/// Normal forms of names, those that were read for the scores and else new ones.
class NormalNames {
public:
    NormalNames(const ActorNetwork& network, const SimilarityOptions& options,
                const ActivitySimilarity* similarity, RunControl* control) {
        const std::size_t activities = network.activities().size();
        StageTicker ticker{control, "reading names", activities};
        views_.reserve(activities);
        if (similarity != nullptr && options.weights.name > 0.0) {
            for (std::size_t k = 0; k < activities; ++k) {
                views_.push_back(similarity->normal_name(ActivityId{k}));
            }
            return;
        }
        read_.reserve(activities); // views point into it
        for (const TermId name : network.activities().name) {
            ticker.step();
            views_.push_back(
                read_.emplace_back(options.abbreviations.expand(normal_text(network.text(name)))));
        }
    }
    [[nodiscard]] const std::vector<std::string_view>& views() const noexcept { return views_; }

private:
    std::vector<std::string> read_;
    std::vector<std::string_view> views_;
};

void name_clusters_of_pairs(DuplicationResult& result, std::size_t activities) {
    constexpr auto no_cluster = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> cluster_of(activities, no_cluster);
    for (std::size_t c = 0; c < result.clusters.size(); ++c) {
        for (const ActivityId activity : result.clusters[c].activities) {
            cluster_of[activity.position()] = c;
        }
    }
    for (DuplicatePair& pair : result.pairs) {
        const std::size_t cluster = cluster_of[pair.a.position()];
        if (cluster != no_cluster && cluster == cluster_of[pair.b.position()]) {
            pair.cluster = cluster;
        }
    }
}

class Duplication {
public:
    Duplication(const ActorNetwork& network, const DuplicationOptions& options, RunControl* control)
        : network_{network}, options_{options}, stated_{options.match_languages, options.match_ages,
                                                        options.most_listed_alike},
          alike_{network, options.most_listed_alike}, profiles_{network, stated_}, control_{control} {
        if (!options.measure) {
            similarity_.emplace(network, options.similarity, control);
        }
    }

    DuplicationResult run() && {
        result_.provenance = detail::provenance_of("duplication", network_);
        detail::echo(result_.provenance, options_);
        result_.groups = alike_.large_groups(network_);
        const std::vector<DuplicatePair> further = list_pairs();
        judge_clusters(further);
        name_clusters_of_pairs(result_, network_.activities().size());
        return std::move(result_);
    }

private:
    /// Gives those that likeness makes, as far as they are listed.
    std::vector<DuplicatePair> list_pairs() {
        const ActivitySimilarity* const similarity = similarity_ ? &*similarity_ : nullptr;
        const detail::ActivityScore score = score_by(network_, options_, similarity);
        detail::PairLister lister{network_, stated_, alike_, profiles_};
        detail::FirstPairs stated = detail::first_pairs(network_, lister, options_.most_pairs, control_);
        detail::LikeNamedPairs like_named;
        if (options_.least_score) {
            const NormalNames names{network_, options_.similarity, similarity, control_};
            like_named =
                detail::like_named_pairs(network_, profiles_, names.views(), score, options_, control_);
        }
        add_scores(stated.pairs, score, control_);
        const std::vector<DuplicatePair>& further = like_named.first.pairs;
        result_.pairs = std::move(stated.pairs);
        const auto middle = static_cast<std::ptrdiff_t>(result_.pairs.size());
        result_.pairs.insert(result_.pairs.end(), further.begin(), further.end());
        std::inplace_merge(result_.pairs.begin(), result_.pairs.begin() + middle, result_.pairs.end(),
                           by_activities);
        result_.pairs.resize(std::min(result_.pairs.size(), options_.most_pairs));
        result_.pairs_by_likeness = like_named.first.found;
        result_.pairs_found = checked_add(stated.found, like_named.first.found);
        result_.groups.insert(result_.groups.end(), like_named.groups.begin(), like_named.groups.end());
        return std::move(like_named.first.pairs);
    }

    void judge_clusters(const std::vector<DuplicatePair>& further) {
        const auto parts = detail::complete_linkage(network_, stated_, alike_, profiles_, further, control_);
        const detail::ClusterJudge judge{network_, options_.match, options_.backup_share, control_};
        StageTicker ticker{control_, "judging clusters", parts.size()};
        for (const std::vector<ActivityId>& members : parts) {
            ticker.step();
            if (members.size() > 1) {
                result_.clusters.push_back(judge.judged(members));
            }
        }
        std::sort(
            result_.clusters.begin(), result_.clusters.end(),
            [](const DuplicateCluster& a, const DuplicateCluster& b) {
                return std::pair{a.theme, a.activities.front()} < std::pair{b.theme, b.activities.front()};
            });
    }

    const ActorNetwork& network_;
    const DuplicationOptions& options_;
    PairOptions stated_; // by which what two activities state makes them a pair
    detail::AlikeOffers alike_;
    detail::OfferProfiles profiles_;
    std::optional<ActivitySimilarity> similarity_; // none where the program brings its own measure
    RunControl* control_;
    DuplicationResult result_;
};

} // namespace

DuplicationResult duplication(const ActorNetwork& network, const DuplicationOptions& options,
                              RunControl* control) {
    if (!network.has(TableName::activities)) {
        throw MissingTable{"duplication needs the table activities"};
    }
    if (!std::isfinite(options.backup_share) || options.backup_share < 0.0) {
        throw InvalidArgument{"backup_share must be 0 or more"};
    }
    if (options.least_score && !(*options.least_score > 0.0 && *options.least_score <= 1.0)) {
        throw InvalidArgument{"least_score must be above 0 and at most 1"};
    }
    if (options.name_likeness <= Fraction{} || options.name_likeness > Fraction::one()) {
        throw InvalidArgument{"name_likeness must be above 0 and at most 1"};
    }
    return Duplication{network, options, control}.run();
}

} // namespace samspill
