#include "finding_rows.hpp"

#include <samspill/model/actor_network.hpp>

#include <unordered_map>

namespace samspill {

std::vector<std::uint32_t> rows_of_findings(std::span<const Finding> findings, const RowOrders& orders) {
    // Findings are few and rows many, so the numbers that findings name are looked for among the rows, and
    // not the other way round.
    std::array<std::unordered_map<std::int64_t, std::uint32_t>, vocabulary_size<TableName>> wanted;
    for (const Finding& finding : findings) {
        const auto table = parse<TableName>(finding.table);
        if (table && finding.row != 0) {
            wanted[static_cast<std::size_t>(*table)].emplace(finding.row, NetworkParts::no_row);
        }
    }
    for (std::size_t table = 0; table < wanted.size(); ++table) {
        const RowOrder& came = orders[table];
        for (std::uint32_t k = 0; !wanted[table].empty() && k < came.order.size(); ++k) {
            const auto found = wanted[table].find(came.numbers[came.order[k]]);
            if (found != wanted[table].end()) {
                found->second = k;
            }
        }
    }
    std::vector<std::uint32_t> rows;
    rows.reserve(findings.size());
    for (const Finding& finding : findings) {
        const auto table = parse<TableName>(finding.table);
        const bool has_row = table && finding.row != 0;
        rows.push_back(has_row ? wanted[static_cast<std::size_t>(*table)].at(finding.row)
                               : NetworkParts::no_row);
    }
    return rows;
}

} // namespace samspill
