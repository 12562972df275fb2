// Private to the model: which rows of a built network its findings are about.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// How the rows of one table came: row k of the network was row order[k], which findings call
/// numbers[order[k]].
struct RowOrder {
    std::span<const std::uint32_t> order;
    std::span<const std::int64_t> numbers;
};
using RowOrders = std::array<RowOrder, vocabulary_size<TableName>>;

/// For each finding the row of its table in the network; NetworkParts::no_row where it is about no single
/// row. Where rows share a number, the last one. O(findings + rows of tables that have some).
[[nodiscard]] std::vector<std::uint32_t> rows_of_findings(std::span<const Finding> findings,
                                                          const RowOrders& orders);

} // namespace samspill
