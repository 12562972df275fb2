#include <samspill/analysis/duplication_scope.hpp>

#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "activity_settings.hpp"
#include "municipality_map.hpp"
#include "surplus_total.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace samspill {
namespace {

std::vector<AreaId> municipalities_of(const ActorNetwork& network, const DuplicationScopeOptions& options) {
    if (options.municipality_depth && !options.municipalities.empty()) {
        throw InvalidArgument{"municipality_depth and municipalities cannot both be given"};
    }
    if (!options.municipalities.empty()) {
        return detail::named_municipalities(network, options.municipalities);
    }
    if (!options.municipality_depth) {
        return detail::default_municipalities(network.area_tree());
    }
    if (*options.municipality_depth < 0) {
        throw InvalidArgument{"municipality_depth must be 0 or more"};
    }
    return detail::areas_at_depth(network.area_tree(), *options.municipality_depth);
}

/// The scope of two activities, by the rules of duplication_scope().
class ScopeRules {
public:
    ScopeRules(const ActorNetwork& network, const std::vector<ActivitySetting>& settings)
        : network_{network}, settings_{settings} {}

    [[nodiscard]] PairScope operator()(ActivityId a, ActivityId b) const {
        const ActivitySetting& first = settings_[a.position()];
        const ActivitySetting& second = settings_[b.position()];
        const bool both_placed = !first.municipality.is_none() && !second.municipality.is_none();
        const ActorId common = common_actor(first, second);
        if (both_placed && first.municipality != second.municipality) {
            return {DuplicationScope::between_municipalities, common};
        }
        if (!common.is_none()) {
            return {inside_organisation(first.top, common), common};
        }
        if (first.above_municipality || second.above_municipality) {
            return {DuplicationScope::above_municipality, common};
        }
        return {both_placed ? inside_municipality(a, b) : DuplicationScope::unknown, common};
    }

    [[nodiscard]] Sector sector(ActivityId activity) const {
        return network_.actors().sector[network_.activities().actor[activity.position()].position()];
    }

private:
    static ActorId common_actor(const ActivitySetting& a, const ActivitySetting& b) {
        if (a.top != b.top) {
            return ActorId::none();
        }
        const bool same_department = !a.department.is_none() && a.department == b.department;
        return same_department ? a.department : a.top;
    }
    [[nodiscard]] DuplicationScope inside_organisation(ActorId top, ActorId common) const {
        if (network_.actors().sector[top.position()] != Sector::municipal) {
            return DuplicationScope::within_organisation;
        }
        return common == top ? DuplicationScope::between_departments : DuplicationScope::within_department;
    }
    [[nodiscard]] DuplicationScope inside_municipality(ActivityId a, ActivityId b) const {
        if (sector(a) != sector(b)) {
            return DuplicationScope::between_sectors_of_municipality;
        }
        return sector(a) == Sector::municipal ? DuplicationScope::between_departments
                                              : DuplicationScope::within_sector_of_municipality;
    }

    const ActorNetwork& network_;
    const std::vector<ActivitySetting>& settings_;
};

/// Pairs and clusters of one row of a summary while they are collected.
struct Collected {
    std::int64_t pairs = 0;
    std::vector<std::size_t> clusters; ///< may hold a cluster several times

    void add(const DuplicatePair& pair) {
        ++pairs;
        if (pair.cluster && (clusters.empty() || clusters.back() != *pair.cluster)) {
            clusters.push_back(*pair.cluster);
        }
    }
};

ScopeSums sums_of(const ActorNetwork& network, const DuplicationResult& duplication, Collected collected) {
    std::vector<std::size_t>& clusters = collected.clusters;
    std::sort(clusters.begin(), clusters.end());
    clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
    detail::SurplusTotal surplus;
    detail::SurplusTotal backup;
    for (const std::size_t position : clusters) {
        const DuplicateCluster& cluster = duplication.clusters[position];
        if (cluster.verdict == Verdict::surplus) {
            surplus.add(cluster);
        } else if (cluster.verdict == Verdict::backup) {
            backup.add(cluster);
        }
    }
    return {collected.pairs, static_cast<std::int64_t>(clusters.size()), std::move(surplus).take(network),
            std::move(backup).take(network)};
}

/// Rows by two values of which the smaller comes first.
template <class Value>
class PairedRows {
public:
    void add(Value a, Value b, const DuplicatePair& pair) { rows_[std::minmax(a, b)].add(pair); }

    [[nodiscard]] std::vector<PairedSums<Value>> take(const ActorNetwork& network,
                                                      const DuplicationResult& duplication) && {
        std::vector<PairedSums<Value>> sums;
        sums.reserve(rows_.size());
        for (auto& [values, collected] : rows_) {
            sums.push_back(
                {values.first, values.second, sums_of(network, duplication, std::move(collected))});
        }
        return sums;
    }

private:
    std::map<std::pair<Value, Value>, Collected> rows_;
};

std::size_t position_of(DuplicationScope scope) { return static_cast<std::size_t>(scope); }

/// The widest scope that occurs; scopes are declared from the nearest to the widest, `unknown` last.
DuplicationScope widest(const ClusterScope& cluster) {
    for (std::size_t scope = position_of(DuplicationScope::unknown); scope-- > 0;) {
        if (cluster.pairs[scope] > 0) {
            return static_cast<DuplicationScope>(scope);
        }
    }
    return DuplicationScope::unknown;
}

void fill(DuplicationScopeResult& result, const ActorNetwork& network, const DuplicationResult& duplication,
          RunControl* control) {
    const ScopeRules scope_of{network, result.settings};
    std::array<Collected, duplication_scopes> by_scope;
    PairedRows<std::uint8_t> by_sectors;
    PairedRows<TermId> by_former_units;
    StageTicker ticker{control, "placing pairs", duplication.pairs.size()};
    result.pairs.reserve(duplication.pairs.size());
    result.clusters.resize(duplication.clusters.size());
    for (const DuplicatePair& pair : duplication.pairs) {
        ticker.step();
        const PairScope scope = result.pairs.emplace_back(scope_of(pair.a, pair.b));
        ++by_scope[position_of(scope.scope)].pairs;
        if (pair.cluster) {
            ++result.clusters[*pair.cluster].pairs[position_of(scope.scope)];
        }
        by_sectors.add(static_cast<std::uint8_t>(scope_of.sector(pair.a)),
                       static_cast<std::uint8_t>(scope_of.sector(pair.b)), pair);
        const TermId first = result.settings[pair.a.position()].former_unit;
        const TermId second = result.settings[pair.b.position()].former_unit;
        if (!first.is_none() && !second.is_none()) {
            by_former_units.add(first, second, pair);
        }
    }
    for (std::size_t c = 0; c < result.clusters.size(); ++c) {
        result.clusters[c].scope = widest(result.clusters[c]);
        by_scope[position_of(result.clusters[c].scope)].clusters.push_back(c);
    }
    for (std::size_t scope = 0; scope < duplication_scopes; ++scope) {
        result.by_scope[scope] = sums_of(network, duplication, std::move(by_scope[scope]));
    }
    result.by_sectors = std::move(by_sectors).take(network, duplication);
    result.by_former_units = std::move(by_former_units).take(network, duplication);
}

} // namespace

DuplicationScopeResult duplication_scope(const ActorNetwork& network, const DuplicationResult& duplication,
                                         const DuplicationScopeOptions& options, RunControl* control) {
    if (duplication.provenance.network_fingerprint != network.fingerprint()) {
        throw InvalidArgument{"duplication was computed from another network"};
    }
    const detail::MunicipalityMap municipalities{network.area_tree(), municipalities_of(network, options)};
    DuplicationScopeResult result;
    result.provenance = detail::provenance_of("duplication_scope", network);
    result.municipalities = municipalities.municipalities();
    result.settings = detail::activity_settings(network, municipalities, control);
    fill(result, network, duplication, control);
    std::string named;
    for (const std::string& id : options.municipalities) {
        named.append(named.empty() ? "" : ", ").append(id);
    }
    const auto depth = options.municipality_depth;
    detail::echo(result.provenance, "municipality_depth", depth ? std::to_string(*depth) : "not stated");
    detail::echo(result.provenance, "municipalities", std::move(named));
    return result;
}

} // namespace samspill
