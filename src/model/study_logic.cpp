// The logic model of a pilot.
#include "logic_graph.hpp"
#include "study_parts.hpp"

#include <algorithm>
#include <tuple>

namespace samspill {
namespace {

/// Rows of the table of nodes by id, and of the first row of each.
std::map<std::string, std::int64_t> add_nodes(const StagedStudy& staged, StudyParts& parts, StudyLog& log) {
    std::map<std::string, std::int64_t> rows;
    for (std::size_t k = 0; k < staged.logic_nodes.size(); ++k) {
        const LogicNode& node = staged.logic_nodes.rows[k];
        StudyRow row{log, StudyTable::logic_nodes, staged.logic_nodes.numbers[k]};
        row.required(node.id, "id");
        const auto [first, is_new] = rows.emplace(node.id, staged.logic_nodes.numbers[k]);
        if (!is_new && !node.id.empty()) {
            row.repeated("id", "the node", first->second);
        } else if (!node.id.empty()) {
            parts.logic_nodes.push_back(node);
        }
    }
    std::sort(parts.logic_nodes.begin(), parts.logic_nodes.end(),
              [](const LogicNode& a, const LogicNode& b) { return a.id < b.id; });
    return rows;
}

void add_links(const StagedStudy& staged, const std::map<std::string, std::int64_t>& nodes, StudyParts& parts,
               StudyLog& log) {
    for (std::size_t k = 0; k < staged.logic_links.size(); ++k) {
        const LogicLink& link = staged.logic_links.rows[k];
        StudyRow row{log, StudyTable::logic_links, staged.logic_links.numbers[k]};
        const auto check = [&](const std::string& id, std::string_view column) {
            row.required(id, column);
            if (!id.empty() && !nodes.contains(id)) {
                row.unknown(column, StudyTable::logic_nodes);
            }
        };
        check(link.from, "from");
        check(link.to, "to");
        parts.logic_links.push_back(link);
    }
    auto& links = parts.logic_links;
    std::sort(links.begin(), links.end(), [](const LogicLink& a, const LogicLink& b) {
        return std::tie(a.from, a.to) < std::tie(b.from, b.to);
    });
    links.erase(
        std::unique(links.begin(), links.end(),
                    [](const LogicLink& a, const LogicLink& b) { return a.from == b.from && a.to == b.to; }),
        links.end());
}

/// `hangs_together`: all links could be read, so that what seems to be missing is.
void check_node(const LogicNode& node, const LogicNodeState& state, bool hangs_together,
                bool indicators_are_known, StudyRow row) {
    if (state.is_on_cycle) {
        row.error(FindingCode::logic_cycle, "id", "the links lead from the node back to it",
                  "remove one of the links of the circle; what comes of an activity is no cause of it");
    }
    if (state.is_orphan && hangs_together) {
        row.warn(FindingCode::orphan_node, "id", "no link comes from the node or leads to it",
                 "add a row to the table logic_links, or remove the node");
    } else if (node.level == LogicLevel::activity && !state.reaches_outcome && hangs_together) {
        row.warn(FindingCode::unreached_outcome, "id", "no links lead from the activity to an outcome",
                 "link it, by its outputs, to what shall come of it");
    }
    if (node.level == LogicLevel::outcome && state.indicators.empty() && indicators_are_known) {
        row.warn(FindingCode::incomplete_logic, "id", "no indicator measures the outcome",
                 "name the node in the column node of an indicator");
    }
}

void check_indicators(const StagedStudy& staged, const std::map<std::string, std::int64_t>& nodes,
                      StudyLog& log) {
    const bool is_read = !log.has_errors(StudyTable::indicators); // else cells may only seem to be empty
    for (std::size_t k = 0; k < staged.indicators.size(); ++k) {
        const Indicator& indicator = staged.indicators.rows[k];
        StudyRow row{log, StudyTable::indicators, staged.indicators.numbers[k]};
        if (indicator.node.empty()) {
            continue;
        }
        if (!nodes.contains(indicator.node)) {
            row.unknown("node", StudyTable::logic_nodes);
        }
        const auto expect = [&](bool is_stated, std::string_view column) {
            if (!is_stated && is_read) {
                row.warn(FindingCode::incomplete_logic, column,
                         "the indicator measures a node of the logic model, but the cell is empty",
                         "give baseline, target, source and owner of such indicators");
            }
        };
        expect(indicator.baseline.has_value(), "baseline");
        expect(indicator.target.has_value(), "target");
        expect(!indicator.source.empty(), "source");
        expect(!indicator.owner.empty(), "owner");
    }
}

} // namespace

void add_logic(const StagedStudy& staged, StudyParts& parts, StudyLog& log) {
    const auto rows = add_nodes(staged, parts, log);
    add_links(staged, rows, parts, log);
    if (staged.has(StudyTable::logic_nodes)) {
        check_indicators(staged, rows, log);
    }
    const bool hangs_together = !log.has_errors(StudyTable::logic_nodes, StudyTable::logic_links);
    const bool indicators_are_known = !log.has_errors(StudyTable::indicators);
    const auto states = logic_states(parts.logic_nodes, parts.logic_links, parts.indicators);
    for (std::size_t k = 0; k < states.size(); ++k) {
        const LogicNode& node = parts.logic_nodes[k];
        check_node(node, states[k], hangs_together, indicators_are_known,
                   {log, StudyTable::logic_nodes, rows.at(node.id)});
    }
}

} // namespace samspill
