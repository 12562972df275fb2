#include "pilot/bootstrap_units.hpp"

#include "core/require.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace samspill::detail {
namespace {

/// Values (0 where unknown) and known or not, row by row.
std::vector<double> row_by_row(const IndicatorColumns& columns, const BootstrapUnits& units) {
    const std::size_t width = units.width();
    std::vector<double> table(columns.rows * width, 1.0);
    for (std::size_t i = 0; i < columns.rows; ++i) {
        for (std::size_t j = 0; j < units.columns; ++j) {
            const std::size_t place = j * columns.rows + i;
            const bool is_known = columns.known.empty() || columns.known[place] != 0;
            table[i * width + j] = is_known ? columns.values[place] : 0.0;
            table[i * width + units.count_place(j)] = is_known ? 1.0 : 0.0;
        }
    }
    return table;
}

bool known_alike(const IndicatorColumns& columns, std::size_t number) {
    for (std::size_t place = columns.rows; place < number * columns.rows && !columns.known.empty(); ++place) {
        if ((columns.known[place] != 0) != (columns.known[place % columns.rows] != 0)) {
            return false;
        }
    }
    return true;
}

/// What rows are ordered by before the rest of their numbers is looked at.
struct RowKey {
    std::uint32_t cluster;
    std::uint32_t stratum;
    double first;
    std::size_t row;
};

/// Rows by cluster, stratum and numbers; rows alike in all of these keep their order.
std::vector<std::size_t> row_order(const IndicatorColumns& columns, const std::vector<double>& rows,
                                   std::size_t width) {
    std::vector<RowKey> keys;
    keys.reserve(columns.rows);
    for (std::size_t row = 0; row < columns.rows; ++row) {
        keys.push_back({columns.cluster.empty() ? 0 : columns.cluster[row],
                        columns.stratum.empty() ? 0 : columns.stratum[row], rows[row * width], row});
    }
    std::stable_sort(keys.begin(), keys.end(), [&](const RowKey& a, const RowKey& b) {
        if (a.cluster != b.cluster || a.stratum != b.stratum) {
            return a.cluster != b.cluster ? a.cluster < b.cluster : a.stratum < b.stratum;
        }
        if (a.first != b.first) {
            return a.first < b.first;
        }
        const double* const one = rows.data() + a.row * width;
        const double* const other = rows.data() + b.row * width;
        return std::lexicographical_compare(one, one + width, other, other + width);
    });
    std::vector<std::size_t> order;
    order.reserve(keys.size());
    for (const RowKey& key : keys) {
        order.push_back(key.row);
    }
    return order;
}

/// Row k becomes what row order[k] was, within the same memory.
void permute_rows(std::vector<double>& rows, std::size_t width, std::vector<std::size_t> order) {
    const auto row = [&](std::size_t k) { return rows.begin() + static_cast<std::ptrdiff_t>(k * width); };
    std::vector<double> first(width);
    for (std::size_t start = 0; start < order.size(); ++start) {
        std::copy_n(row(start), width, first.begin());
        std::size_t to = start;
        for (std::size_t from = order[to]; from != start; from = order[to]) {
            std::copy_n(row(from), width, row(to));
            order[to] = to;
            to = from;
        }
        std::copy_n(first.begin(), width, row(to));
        order[to] = to;
    }
}

/// Each row a unit.
void set_rows(BootstrapUnits& units, const IndicatorColumns& columns, std::vector<double> rows,
              std::vector<std::size_t> order) {
    const auto stratum = [&](std::size_t k) { return columns.stratum[order[k]]; };
    units.stratum_sizes = {0};
    for (std::size_t k = 0; k < order.size(); ++k) {
        if (k > 0 && !columns.stratum.empty() && stratum(k) != stratum(k - 1)) {
            units.stratum_sizes.push_back(0);
        }
        ++units.stratum_sizes.back();
    }
    permute_rows(rows, units.width(), std::move(order));
    units.table = std::move(rows);
}

/// Each cluster a unit; rows in `order` stand by cluster.
void set_clusters(BootstrapUnits& units, const IndicatorColumns& columns, const std::vector<double>& rows,
                  const std::vector<std::size_t>& order) {
    const std::size_t width = units.width();
    const auto stratum = [&](std::size_t row) { return columns.stratum.empty() ? 0 : columns.stratum[row]; };
    std::vector<std::size_t> starts; // of units in `order`
    for (std::size_t k = 0; k < order.size(); ++k) {
        const bool is_new = k == 0 || columns.cluster[order[k]] != columns.cluster[order[k - 1]];
        require(is_new || stratum(order[k]) == stratum(order[k - 1]), "a cluster must be in one stratum");
        if (is_new) {
            starts.push_back(k);
        }
    }
    const auto of_unit = [&](std::size_t unit) { return stratum(order[starts[unit]]); };
    const auto by_stratum =
        ordered_rows(starts.size(), [&](std::size_t a, std::size_t b) { return of_unit(a) < of_unit(b); });
    units.table.assign(starts.size() * width, 0.0);
    for (std::size_t place = 0; place < by_stratum.size(); ++place) {
        const std::size_t unit = by_stratum[place];
        const std::size_t end = unit + 1 < starts.size() ? starts[unit + 1] : order.size();
        for (std::size_t k = starts[unit]; k < end; ++k) {
            for (std::size_t j = 0; j < width; ++j) {
                units.table[place * width + j] += rows[order[k] * width + j];
            }
        }
        if (place == 0 || of_unit(unit) != of_unit(by_stratum[place - 1])) {
            units.stratum_sizes.push_back(0);
        }
        ++units.stratum_sizes.back();
    }
}

} // namespace

BootstrapUnits bootstrap_units(const IndicatorColumns& columns) {
    BootstrapUnits units;
    units.columns = columns.values.size() / columns.rows;
    units.counts = known_alike(columns, units.columns) ? 1 : units.columns;
    std::vector<double> rows = row_by_row(columns, units);
    std::vector<std::size_t> order = row_order(columns, rows, units.width());
    if (columns.cluster.empty()) {
        set_rows(units, columns, std::move(rows), std::move(order));
    } else {
        set_clusters(units, columns, rows, order);
    }
    return units;
}

} // namespace samspill::detail
