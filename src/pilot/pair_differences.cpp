#include "pilot/pair_differences.hpp"

#include <algorithm>
#include <map>

namespace samspill::detail {
namespace {

struct Pair {
    const EffectRow* treated = nullptr;
    const EffectRow* control = nullptr;
};

bool reach_beyond_strata(const std::vector<EffectRow>& rows) {
    std::map<std::uint32_t, std::uint32_t> stratum_of;
    return std::any_of(rows.begin(), rows.end(), [&](const EffectRow& row) {
        return stratum_of.emplace(row.cluster, row.stratum).first->second != row.stratum;
    });
}

} // namespace

std::optional<PairDifferences> pair_differences(const std::vector<EffectRow>& rows) {
    std::map<std::uint32_t, Pair> pairs;
    for (const EffectRow& row : rows) {
        Pair& own = pairs[row.stratum];
        const EffectRow*& place = row.treated ? own.treated : own.control;
        if (place != nullptr || !row.preconditions.empty()) {
            return std::nullopt;
        }
        place = &row;
    }
    if (reach_beyond_strata(rows)) {
        return std::nullopt;
    }
    PairDifferences differences;
    for (const auto& [stratum, pair] : pairs) {
        if (pair.treated == nullptr || pair.control == nullptr) {
            return std::nullopt;
        }
        differences.outcome.push_back(pair.treated->change() - pair.control->change());
        differences.constant.push_back(1.0);
        differences.cluster.push_back(stratum);
        differences.weights.push_back(pair.treated->weight + pair.control->weight);
    }
    return differences;
}

} // namespace samspill::detail
