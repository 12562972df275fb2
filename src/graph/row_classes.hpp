// Rows that are alike, grouped without comparing every row with every other.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Classes of alike rows, numbered by their first members; members ascend.
struct RowClasses {
    std::vector<std::uint32_t> class_of;
    std::vector<std::size_t> begin{0};
    std::vector<std::uint32_t> members;

    [[nodiscard]] std::size_t size() const noexcept { return begin.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> members_of(std::uint32_t row_class) const noexcept {
        return std::span{members}.subspan(begin[row_class], begin[row_class + 1] - begin[row_class]);
    }
};

/// Mixes the fields of a row into 64 bits (the finaliser of SplitMix64 after each).
class RowHash {
public:
    RowHash& add(std::uint64_t field) noexcept {
        state_ += field + 0x9e3779b97f4a7c15U;
        state_ = (state_ ^ (state_ >> 30U)) * 0xbf58476d1ce4e5b9U;
        state_ = (state_ ^ (state_ >> 27U)) * 0x94d049bb133111ebU;
        state_ ^= state_ >> 31U;
        return *this;
    }
    RowHash& add(const std::optional<double>& field) noexcept {
        return add(field ? std::bit_cast<std::uint64_t>(*field) : ~std::uint64_t{0});
    }
    template <class Id>
    RowHash& add_list(std::span<const Id> list) noexcept {
        add(std::uint64_t{list.size()});
        for (const Id id : list) {
            add(std::uint64_t{id.value()});
        }
        return *this;
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

private:
    std::uint64_t state_ = 0;
};

/// Groups rows 0 .. rows - 1. `hash(row)` must be equal for alike rows; `alike(a, b)` decides, so that two
/// rows of one hash are never taken for alike by chance. O(rows log rows).
template <class Hash, class Alike>
RowClasses classes_of_rows(std::size_t rows, Hash hash, Alike alike) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    order.reserve(rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        order.emplace_back(hash(row), row);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> first_of(rows); // the first row that each row is like
    std::vector<std::uint32_t> firsts;         // of one run of equal hashes
    for (std::size_t k = 0; k < rows; ++k) {
        if (k == 0 || order[k].first != order[k - 1].first) {
            firsts.clear();
        }
        const std::uint32_t row = order[k].second;
        const auto same = std::find_if(firsts.begin(), firsts.end(),
                                       [&](std::uint32_t first) { return alike(first, row); });
        first_of[row] = same == firsts.end() ? row : *same;
        if (same == firsts.end()) {
            firsts.push_back(row);
        }
    }
    RowClasses classes;
    classes.class_of.resize(rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (first_of[row] == row) {
            classes.class_of[row] = static_cast<std::uint32_t>(classes.begin.size() - 1);
            classes.begin.push_back(0);
        } else {
            classes.class_of[row] = classes.class_of[first_of[row]];
        }
        ++classes.begin[classes.class_of[row] + std::size_t{1}];
    }
    std::partial_sum(classes.begin.begin(), classes.begin.end(), classes.begin.begin());
    classes.members.resize(rows);
    std::vector<std::size_t> next{classes.begin.begin(), classes.begin.end() - 1};
    for (std::uint32_t row = 0; row < rows; ++row) {
        classes.members[next[classes.class_of[row]]++] = row;
    }
    return classes;
}

} // namespace samspill::detail
