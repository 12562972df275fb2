#include "finding_rows.hpp"

#include <samspill/model/actor_network.hpp>

#include <optional>
#include <unordered_map>

namespace samspill {

std::vector<std::uint32_t> rows_of_findings(std::span<const Finding> findings, const RowOrders& orders) {
    std::array<std::optional<std::unordered_map<std::int64_t, std::uint32_t>>, vocabulary_size<TableName>>
        rows_by_number;
    std::vector<std::uint32_t> rows;
    rows.reserve(findings.size());
    for (const Finding& finding : findings) {
        const auto table = parse<TableName>(finding.table);
        if (!table || finding.row == 0) {
            rows.push_back(NetworkParts::no_row);
            continue;
        }
        const RowOrder& came = orders[static_cast<std::size_t>(*table)];
        auto& known = rows_by_number[static_cast<std::size_t>(*table)];
        if (!known) {
            known.emplace();
            for (std::uint32_t k = 0; k < came.order.size(); ++k) {
                known->insert_or_assign(came.numbers[came.order[k]], k);
            }
        }
        const auto found = known->find(finding.row);
        rows.push_back(found == known->end() ? NetworkParts::no_row : found->second);
    }
    return rows;
}

} // namespace samspill
