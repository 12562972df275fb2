#include "logic_graph.hpp"

#include "circles.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace samspill {
namespace {

std::optional<std::uint32_t> place_of(std::span<const LogicNode> nodes, std::string_view id) {
    const auto found =
        std::lower_bound(nodes.begin(), nodes.end(), id,
                         [](const LogicNode& node, std::string_view text) { return node.id < text; });
    return found != nodes.end() && found->id == id
               ? std::optional{static_cast<std::uint32_t>(found - nodes.begin())}
               : std::nullopt;
}

/// Goes back along the links from every outcome.
void mark_reaching(std::span<const LogicNode> nodes, const std::vector<std::vector<std::uint32_t>>& before,
                   std::vector<LogicNodeState>& states) {
    std::vector<std::uint32_t> open;
    open.reserve(nodes.size());
    for (std::uint32_t k = 0; k < nodes.size(); ++k) {
        if (nodes[k].level == LogicLevel::outcome) {
            states[k].reaches_outcome = true;
            open.push_back(k);
        }
    }
    while (!open.empty()) {
        const std::uint32_t node = open.back();
        open.pop_back();
        for (const std::uint32_t earlier : before[node]) {
            if (!states[earlier].reaches_outcome) {
                states[earlier].reaches_outcome = true;
                open.push_back(earlier);
            }
        }
    }
}

} // namespace

std::vector<LogicNodeState> logic_states(std::span<const LogicNode> nodes, std::span<const LogicLink> links,
                                         std::span<const Indicator> indicators) {
    std::vector<LogicNodeState> states(nodes.size());
    std::vector<std::vector<std::uint32_t>> before(nodes.size());
    std::vector<std::vector<std::uint32_t>> after(nodes.size());
    for (LogicNodeState& state : states) {
        state.is_orphan = true;
    }
    for (const LogicLink& link : links) {
        const auto from = place_of(nodes, link.from);
        const auto to = place_of(nodes, link.to);
        if (from && to) {
            before[*to].push_back(*from);
            after[*from].push_back(*to);
            states[*from].is_orphan = false;
            states[*to].is_orphan = false;
        }
    }
    ListColumn<std::uint32_t> references;
    for (const auto& next : after) {
        for (const std::uint32_t node : next) {
            references.push_value(node);
        }
        references.end_row();
    }
    for (const std::uint32_t node : rows_on_circles(references)) {
        states[node].is_on_cycle = true;
    }
    mark_reaching(nodes, before, states);
    for (std::uint32_t k = 0; k < indicators.size(); ++k) {
        if (const auto node = place_of(nodes, indicators[k].node)) {
            states[*node].indicators.push_back(k);
        }
    }
    return states;
}

} // namespace samspill
