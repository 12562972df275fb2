#include <samspill/analysis/duplication_scope.hpp>

#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "activity_settings.hpp"
#include "municipality_map.hpp"
#include "scope_rules.hpp"
#include "surplus_total.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
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

/// Pairs and clusters of one row of a summary while they are collected.
struct Collected {
    std::int64_t pairs = 0;
    std::vector<std::size_t> clusters; ///< each once, ascending

    void add_cluster(std::int64_t pairs_inside, std::size_t cluster) {
        pairs += pairs_inside;
        clusters.push_back(cluster);
    }
};

ScopeSums sums_of(const ActorNetwork& network, const DuplicationResult& duplication,
                  const Collected& collected) {
    detail::SurplusTotal surplus;
    detail::SurplusTotal backup;
    for (const std::size_t position : collected.clusters) {
        const DuplicateCluster& cluster = duplication.clusters[position];
        if (cluster.verdict == Verdict::surplus) {
            surplus.add(cluster);
        } else if (cluster.verdict == Verdict::backup) {
            backup.add(cluster);
        }
    }
    return {collected.pairs, static_cast<std::int64_t>(collected.clusters.size()),
            std::move(surplus).take(network), std::move(backup).take(network)};
}

/// Rows by two values of which the smaller comes first.
template <class Value>
class PairedRows {
public:
    void add_pair(Value a, Value b) { ++rows_[std::minmax(a, b)].pairs; }

    /// Adds a cluster to the rows of all pairs of its values.
    void add_cluster(const std::map<Value, std::int64_t>& activities_with, std::size_t cluster) {
        for (auto one = activities_with.begin(); one != activities_with.end(); ++one) {
            if (one->second > 1) {
                rows_[{one->first, one->first}].add_cluster(one->second * (one->second - 1) / 2, cluster);
            }
            for (auto other = std::next(one); other != activities_with.end(); ++other) {
                rows_[{one->first, other->first}].add_cluster(one->second * other->second, cluster);
            }
        }
    }

    [[nodiscard]] std::vector<PairedSums<Value>> take(const ActorNetwork& network,
                                                      const DuplicationResult& duplication) && {
        std::vector<PairedSums<Value>> sums;
        sums.reserve(rows_.size());
        for (const auto& [values, collected] : rows_) {
            sums.push_back({values.first, values.second, sums_of(network, duplication, collected)});
        }
        return sums;
    }

private:
    std::map<std::pair<Value, Value>, Collected> rows_;
};

/// Sums of pairs and clusters while they are collected. Pairs inside a cluster are counted from its members,
/// because not all of them need be listed.
class ScopeTables {
public:
    ScopeTables(const ActorNetwork& network, DuplicationScopeResult& result)
        : network_{network}, result_{result}, scope_of_{network, result.settings} {}

    void add_pair(const DuplicatePair& pair) {
        const PairScope scope = result_.pairs.emplace_back(scope_of_(pair.a, pair.b));
        if (pair.cluster) {
            return;
        }
        ++by_scope_[position_of(scope.scope)].pairs;
        by_sectors_.add_pair(sector(pair.a), sector(pair.b));
        if (!former_unit(pair.a).is_none() && !former_unit(pair.b).is_none()) {
            by_former_units_.add_pair(former_unit(pair.a), former_unit(pair.b));
        }
    }

    void add_cluster(const DuplicateCluster& cluster, std::size_t position) {
        const ClusterScope& scope =
            result_.clusters.emplace_back(detail::scope_of_cluster(scope_of_, cluster.activities));
        for (std::size_t k = 0; k < duplication_scopes; ++k) {
            by_scope_[k].pairs += scope.pairs[k];
        }
        by_scope_[position_of(scope.scope)].clusters.push_back(position);
        std::map<std::uint8_t, std::int64_t> sectors;
        std::map<TermId, std::int64_t> units;
        for (const ActivityId activity : cluster.activities) {
            ++sectors[sector(activity)];
            if (!former_unit(activity).is_none()) {
                ++units[former_unit(activity)];
            }
        }
        by_sectors_.add_cluster(sectors, position);
        by_former_units_.add_cluster(units, position);
    }

    void sum_up(const DuplicationResult& duplication) && {
        for (std::size_t scope = 0; scope < duplication_scopes; ++scope) {
            result_.by_scope[scope] = sums_of(network_, duplication, by_scope_[scope]);
        }
        result_.by_sectors = std::move(by_sectors_).take(network_, duplication);
        result_.by_former_units = std::move(by_former_units_).take(network_, duplication);
    }

private:
    static std::size_t position_of(DuplicationScope scope) { return static_cast<std::size_t>(scope); }
    [[nodiscard]] std::uint8_t sector(ActivityId activity) const {
        return static_cast<std::uint8_t>(scope_of_.sector(activity));
    }
    [[nodiscard]] TermId former_unit(ActivityId activity) const {
        return result_.settings[activity.position()].former_unit;
    }

    const ActorNetwork& network_;
    DuplicationScopeResult& result_;
    detail::ScopeRules scope_of_;
    std::array<Collected, duplication_scopes> by_scope_;
    PairedRows<std::uint8_t> by_sectors_;
    PairedRows<TermId> by_former_units_;
};

void fill(DuplicationScopeResult& result, const ActorNetwork& network, const DuplicationResult& duplication,
          RunControl* control) {
    ScopeTables tables{network, result};
    StageTicker ticker{control, "placing pairs", duplication.pairs.size()};
    result.pairs.reserve(duplication.pairs.size());
    result.clusters.reserve(duplication.clusters.size());
    for (const DuplicatePair& pair : duplication.pairs) {
        ticker.step();
        tables.add_pair(pair);
    }
    for (std::size_t c = 0; c < duplication.clusters.size(); ++c) {
        ticker.step();
        tables.add_cluster(duplication.clusters[c], c);
    }
    std::move(tables).sum_up(duplication);
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
