#include <samspill/analysis/duplication.hpp>

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/graph/eligibility.hpp>

#include "../core/parallel.hpp"
#include "../detail/options_echo.hpp"
#include "duplicate_clusters.hpp"
#include "like_named_pairs.hpp"
#include "listed_pairs.hpp"
#include "need_verdict.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>

namespace samspill {
namespace {

constexpr std::size_t no_cluster = static_cast<std::size_t>(-1);

class Duplication {
public:
    Duplication(const ActorNetwork& network, const DuplicationOptions& options, RunControl* control)
        : network_{network}, options_{options}, eligibility_{network, options.match, control},
          need_classes_{eligibility_.graph()}, control_{control} {}

    DuplicationResult run() && {
        DuplicationResult result;
        result.provenance = detail::provenance_of("duplication", network_);
        const PairOptions listed{options_.match_languages, options_.match_ages, options_.most_listed_alike};
        const detail::AlikeOffers alike{network_, listed, control_};
        const ActivitySimilarity similarity{network_, options_.similarity, control_};
        result.pairs = detail::listed_pairs(network_, alike, listed, control_);
        score(result.pairs, similarity);
        std::vector<DuplicatePair> further;
        if (options_.least_score) {
            further = detail::like_named_pairs(network_, alike, similarity, options_, control_);
        }
        const auto parts = detail::complete_linkage(network_, alike, further, control_);
        add_sorted(result.pairs, further);
        result.groups = large_groups(alike);
        StageTicker ticker{control_, "judging clusters", parts.size()};
        for (const auto& members : parts) {
            ticker.step();
            if (members.size() > 1) {
                result.clusters.push_back(cluster_of(members));
            }
        }
        std::sort(
            result.clusters.begin(), result.clusters.end(),
            [](const DuplicateCluster& a, const DuplicateCluster& b) {
                return std::pair{a.theme, a.activities.front()} < std::pair{b.theme, b.activities.front()};
            });
        name_clusters_of_pairs(result);
        detail::echo(result.provenance, "match_languages", options_.match_languages ? "true" : "false");
        detail::echo(result.provenance, "match_ages", options_.match_ages ? "true" : "false");
        detail::echo(result.provenance, "backup_share", detail::text_of(options_.backup_share));
        detail::echo(result.provenance, options_.match);
        detail::echo(result.provenance, "least_score",
                     options_.least_score ? detail::text_of(*options_.least_score) : "none");
        detail::echo(result.provenance, "name_likeness", detail::text_of(options_.name_likeness.to_double()));
        for (std::size_t k = 0; k < activity_field_count; ++k) {
            const auto field = static_cast<ActivityField>(k);
            detail::echo(result.provenance, "weight_" + std::string{to_string(field)},
                         detail::text_of(options_.similarity.weights.of(field)));
        }
        detail::echo(result.provenance, "most_listed_alike", std::to_string(options_.most_listed_alike));
        return result;
    }

private:
    void score(std::vector<DuplicatePair>& pairs, const ActivitySimilarity& similarity) const {
        constexpr std::size_t pairs_of_a_task = 4096;
        detail::run_in_parallel((pairs.size() + pairs_of_a_task - 1) / pairs_of_a_task, control_,
                                [&](std::size_t task, RunControl* control) {
                                    StageTicker ticker{control, "scoring pairs", pairs_of_a_task};
                                    const std::size_t end =
                                        std::min(pairs.size(), (task + 1) * pairs_of_a_task);
                                    for (std::size_t k = task * pairs_of_a_task; k < end; ++k) {
                                        ticker.step();
                                        pairs[k].score = similarity.evidence(pairs[k].a, pairs[k].b).score;
                                    }
                                });
    }

    static void add_sorted(std::vector<DuplicatePair>& pairs, const std::vector<DuplicatePair>& further) {
        const auto middle = static_cast<std::ptrdiff_t>(pairs.size());
        pairs.insert(pairs.end(), further.begin(), further.end());
        std::inplace_merge(pairs.begin(), pairs.begin() + middle, pairs.end(),
                           [](const DuplicatePair& x, const DuplicatePair& y) {
                               return std::pair{x.a, x.b} < std::pair{y.a, y.b};
                           });
    }

    [[nodiscard]] std::vector<AlikeGroup> large_groups(const detail::AlikeOffers& alike) const {
        std::vector<AlikeGroup> groups;
        for (std::uint32_t k = 0; k < alike.classes().size(); ++k) {
            const std::span<const std::uint32_t> members = alike.classes().members_of(k);
            if (members.size() <= options_.most_listed_alike) {
                continue;
            }
            AlikeGroup& group = groups.emplace_back();
            std::vector<ActorId> actors;
            for (const std::uint32_t row : members) {
                group.activities.emplace_back(row);
                actors.push_back(network_.activities().actor[row]);
            }
            std::sort(actors.begin(), actors.end());
            group.actors = std::unique(actors.begin(), actors.end()) - actors.begin();
        }
        return groups;
    }

    [[nodiscard]] DuplicateCluster cluster_of(const std::vector<ActivityId>& members) const {
        DuplicateCluster cluster;
        cluster.theme = network_.activities().theme[members.front().position()];
        cluster.activities = members;
        for (const ActivityId activity : members) {
            const Count seats = network_.activities().capacity[activity.position()];
            cluster.capacity = checked_add(cluster.capacity, seats.value_or(0));
            cluster.capacity_unknown += seats.is_known() ? 0 : 1;
        }
        for (const std::uint32_t k : classes_served_by(members)) {
            for (const NeedId need : eligibility_.members(k)) {
                const Count people = network_.needs().people[need.position()];
                cluster.needs.push_back(need);
                cluster.people = checked_add(cluster.people, people.value_or(0));
                cluster.needs_unknown += people.is_known() ? 0 : 1;
            }
        }
        std::sort(cluster.needs.begin(), cluster.needs.end());
        const detail::NeedVerdict judged =
            detail::judge({.seats = cluster.capacity,
                           .seats_unknown = cluster.capacity_unknown,
                           .people = cluster.people,
                           .needs = static_cast<std::int64_t>(cluster.needs.size()),
                           .needs_unknown = cluster.needs_unknown},
                          options_.backup_share);
        cluster.verdict = judged.verdict;
        cluster.surplus = judged.surplus;
        return cluster;
    }

    /// Need classes that at least one of the activities can serve, ascending.
    [[nodiscard]] std::vector<std::uint32_t> classes_served_by(const std::vector<ActivityId>& members) const {
        std::vector<std::uint32_t> offers;
        offers.reserve(members.size());
        for (const ActivityId activity : members) {
            offers.push_back(eligibility_.offer_class_of(activity));
        }
        keep_each_once(offers);
        std::vector<std::uint32_t> classes;
        for (const std::uint32_t offer : offers) {
            const auto begin = need_classes_.left.begin();
            classes.insert(classes.end(), begin + need_classes_.begin[offer],
                           begin + need_classes_.begin[offer + std::size_t{1}]);
        }
        keep_each_once(classes);
        return classes;
    }

    static void keep_each_once(std::vector<std::uint32_t>& numbers) {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    }

    void name_clusters_of_pairs(DuplicationResult& result) const {
        std::vector<std::size_t> cluster_of(network_.activities().size(), no_cluster);
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

    const ActorNetwork& network_;
    const DuplicationOptions& options_;
    Eligibility eligibility_;
    ReversedArcs need_classes_; // of each offer class: the eligibility graph read from the other side
    RunControl* control_;
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
