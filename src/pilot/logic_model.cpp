#include <samspill/pilot/logic_model.hpp>

#include "model/logic_graph.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

/// What the indicators of a node lack.
std::vector<std::string> missing_parts(const LogicNode& node,
                                       const std::vector<const Indicator*>& indicators) {
    std::vector<std::string> missing;
    const auto any = [&](auto lacks) { return std::any_of(indicators.begin(), indicators.end(), lacks); };
    if (node.level == LogicLevel::outcome && indicators.empty()) {
        missing.emplace_back("indicator");
    }
    if (any([](const Indicator* row) { return !row->baseline; })) {
        missing.emplace_back("baseline");
    }
    if (any([](const Indicator* row) { return !row->target; })) {
        missing.emplace_back("target");
    }
    if (any([](const Indicator* row) { return row->source.empty(); })) {
        missing.emplace_back("source");
    }
    if (any([](const Indicator* row) { return row->owner.empty(); })) {
        missing.emplace_back("owner");
    }
    return missing;
}

bool is_complete(const LogicModelRow& row) {
    const bool leads_nowhere = row.level == LogicLevel::activity && !row.reaches_outcome;
    return !row.is_orphan && !row.is_on_cycle && !leads_nowhere && row.missing.empty();
}

} // namespace

LogicModelResult logic_model_checks(const PilotStudy& study) {
    const auto states = logic_states(study.logic_nodes(), study.logic_links(), study.indicators());
    LogicModelResult result;
    result.rows.reserve(states.size());
    for (std::size_t k = 0; k < states.size(); ++k) {
        const LogicNode& node = study.logic_nodes()[k];
        std::vector<const Indicator*> indicators;
        std::vector<std::string> ids;
        indicators.reserve(states[k].indicators.size());
        ids.reserve(states[k].indicators.size());
        for (const std::uint32_t number : states[k].indicators) {
            indicators.push_back(&study.indicators()[number]);
            ids.push_back(study.indicators()[number].id);
        }
        result.rows.push_back({.node = node.id,
                               .name = node.name,
                               .level = node.level,
                               .indicators = std::move(ids),
                               .reaches_outcome = states[k].reaches_outcome,
                               .is_orphan = states[k].is_orphan,
                               .is_on_cycle = states[k].is_on_cycle,
                               .missing = missing_parts(node, indicators)});
    }
    std::sort(result.rows.begin(), result.rows.end(), [](const LogicModelRow& a, const LogicModelRow& b) {
        return std::tie(a.level, a.node) < std::tie(b.level, b.node);
    });
    result.is_complete =
        !result.rows.empty() && std::all_of(result.rows.begin(), result.rows.end(), is_complete);
    return result;
}

} // namespace samspill
