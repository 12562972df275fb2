#include <samspill/analysis/duplication.hpp>

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/graph/eligibility.hpp>

#include "../detail/options_echo.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace samspill {
namespace {

constexpr std::size_t no_cluster = static_cast<std::size_t>(-1);

/// Partition of activities such that every two members of a part are a pair: activities in id order join the
/// part that was founded first among those they pair with completely, or found one of their own.
std::vector<std::vector<ActivityId>>
complete_linkage(std::size_t activities, const std::vector<DuplicatePair>& pairs, RunControl* control) {
    StageTicker ticker{control, "joining pairs", activities + pairs.size()};
    std::vector<std::vector<ActivityId>> partners(activities); // with a smaller id
    for (const DuplicatePair& pair : pairs) {
        partners[pair.b.position()].push_back(pair.a);
    }
    std::vector<std::size_t> part_of(activities);
    std::vector<std::vector<ActivityId>> parts;
    for (std::size_t k = 0; k < activities; ++k) {
        ticker.step(1 + partners[k].size());
        std::map<std::size_t, std::size_t> partners_in; // by part
        for (const ActivityId partner : partners[k]) {
            ++partners_in[part_of[partner.position()]];
        }
        const auto complete = std::find_if(partners_in.begin(), partners_in.end(), [&](const auto& entry) {
            return entry.second == parts[entry.first].size();
        });
        part_of[k] = complete == partners_in.end() ? parts.size() : complete->first;
        if (complete == partners_in.end()) {
            parts.emplace_back();
        }
        parts[part_of[k]].emplace_back(k);
    }
    return parts;
}

/// Need classes that each activity can serve: the eligibility graph read from the other side.
std::vector<std::vector<std::uint32_t>> classes_by_activity(const ActorNetwork& network,
                                                            const Eligibility& eligibility) {
    std::vector<std::vector<std::uint32_t>> classes(network.activities().size());
    for (std::uint32_t k = 0; k < eligibility.need_classes(); ++k) {
        const std::vector<ActivityId> activities = eligibility.activities(k);
        for (const ActivityId activity : activities) {
            classes[activity.position()].push_back(k);
        }
    }
    return classes;
}

void judge(DuplicateCluster& cluster, double backup_share) {
    const std::int64_t beyond = cluster.capacity - cluster.people;
    const bool seats_known = cluster.capacity_unknown == 0;
    const double reserve = backup_share * static_cast<double>(cluster.people);
    if (cluster.needs.empty()) {
        cluster.verdict = Verdict::unknown_need;
        return;
    }
    if (seats_known && beyond <= 0) { // also when some needs are unknown: they only add to the demand
        cluster.verdict = Verdict::needed;
        cluster.surplus = 0;
        return;
    }
    if (cluster.needs_unknown > 0) {
        cluster.verdict = Verdict::unknown_need;
        return;
    }
    if (static_cast<double>(beyond) > reserve) { // unknown seats could only add to it
        cluster.verdict = Verdict::surplus;
        cluster.surplus = beyond;
    } else if (seats_known) {
        cluster.verdict = Verdict::backup;
        cluster.surplus = beyond;
    } else {
        cluster.verdict = Verdict::unknown_capacity;
    }
}

class Duplication {
public:
    Duplication(const ActorNetwork& network, const DuplicationOptions& options, RunControl* control)
        : network_{network}, options_{options}, eligibility_{network, options.match, control},
          classes_of_{classes_by_activity(network, eligibility_)}, control_{control} {}

    DuplicationResult run() && {
        DuplicationResult result;
        result.provenance = detail::provenance_of("duplication", network_);
        result.pairs = duplicate_pairs(network_, {options_.match_languages, options_.match_ages}, control_);
        const auto parts = complete_linkage(network_.activities().size(), result.pairs, control_);
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
        detail::echo(result.provenance, "backup_share", std::to_string(options_.backup_share));
        detail::echo(result.provenance, options_.match);
        return result;
    }

private:
    [[nodiscard]] DuplicateCluster cluster_of(const std::vector<ActivityId>& members) const {
        DuplicateCluster cluster;
        cluster.theme = network_.activities().theme[members.front().position()];
        cluster.activities = members;
        std::vector<std::uint32_t> classes;
        for (const ActivityId activity : members) {
            const Count seats = network_.activities().capacity[activity.position()];
            cluster.capacity = checked_add(cluster.capacity, seats.value_or(0));
            cluster.capacity_unknown += seats.is_known() ? 0 : 1;
            const auto& served = classes_of_[activity.position()];
            classes.insert(classes.end(), served.begin(), served.end());
        }
        std::sort(classes.begin(), classes.end());
        classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
        for (const std::uint32_t k : classes) {
            for (const NeedId need : eligibility_.members(k)) {
                const Count people = network_.needs().people[need.position()];
                cluster.needs.push_back(need);
                cluster.people = checked_add(cluster.people, people.value_or(0));
                cluster.needs_unknown += people.is_known() ? 0 : 1;
            }
        }
        std::sort(cluster.needs.begin(), cluster.needs.end());
        judge(cluster, options_.backup_share);
        return cluster;
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
    std::vector<std::vector<std::uint32_t>> classes_of_;
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
    return Duplication{network, options, control}.run();
}

} // namespace samspill
