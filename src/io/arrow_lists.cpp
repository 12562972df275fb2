#include "arrow_values.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

namespace samspill::detail {

namespace {

using Bounds = std::vector<std::pair<std::int64_t, std::int64_t>>; // of items; {0, 0} for a null list

template <class Offset>
Bounds list_bounds(const ArrowSlots& slots) {
    const void* const offsets = slots.buffer(1);
    Bounds bounds(static_cast<std::size_t>(slots.count()));
    for (std::int64_t k = 0; k < slots.count(); ++k) {
        if (!slots.is_null(k)) {
            bounds[static_cast<std::size_t>(k)] = load_arrow_bounds<Offset>(offsets, slots.position(k));
        }
    }
    return bounds;
}

template <class Offset>
Bounds list_view_bounds(const ArrowSlots& slots) {
    const void* const offsets = slots.buffer(1);
    const void* const sizes = slots.buffer(2);
    Bounds bounds(static_cast<std::size_t>(slots.count()));
    for (std::int64_t k = 0; k < slots.count(); ++k) {
        if (slots.is_null(k)) {
            continue;
        }
        const std::int64_t first{load<Offset>(offsets, slots.position(k))};
        const std::int64_t size{load<Offset>(sizes, slots.position(k))};
        std::int64_t last = 0;
        require(first >= 0 && size >= 0 && !__builtin_add_overflow(first, size, &last),
                "offsets or sizes of lists are negative or too large");
        bounds[static_cast<std::size_t>(k)] = {first, last};
    }
    return bounds;
}

Bounds fixed_size_bounds(const ArrowSlots& slots, std::int64_t list_size) {
    Bounds bounds(static_cast<std::size_t>(slots.count()));
    for (std::int64_t k = 0; k < slots.count(); ++k) {
        std::int64_t last = 0;
        require(!__builtin_mul_overflow(slots.position(k) + 1, list_size, &last), "a list is too long");
        if (!slots.is_null(k)) {
            bounds[static_cast<std::size_t>(k)] = {last - list_size, last};
        }
    }
    return bounds;
}

Bounds bounds_of(const ArrowType& type, const ArrowSlots& slots) {
    switch (type.layout) {
    case ArrowLayout::list32:
        return list_bounds<std::int32_t>(slots);
    case ArrowLayout::list64:
        return list_bounds<std::int64_t>(slots);
    case ArrowLayout::list_view32:
        return list_view_bounds<std::int32_t>(slots);
    case ArrowLayout::list_view64:
        return list_view_bounds<std::int64_t>(slots);
    default:
        return fixed_size_bounds(slots, type.list_size);
    }
}

Column as_text(const Column& numbers) {
    Column texts{numbers.name(), ColumnType::text};
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        const auto number = numbers.int64(row);
        number ? texts.append(std::to_string(*number)) : texts.append_null();
    }
    return texts;
}

/// The items that the lists refer to, as texts; item 0 is the one at `first`.
Column text_items(const ArrowType& item, const ArrowArray& array, std::int64_t first, std::int64_t last,
                  ArrowCellFindings& findings) {
    Column items{{}, item.column_type()};
    const std::int64_t row = findings.set_first_row(0);
    append_arrow_cells(item, ArrowSlots{array, first, last - first}, items, findings);
    findings.set_first_row(row);
    return items.type() == ColumnType::text ? std::move(items) : as_text(items);
}

} // namespace

void append_arrow_lists(const ArrowType& type, const ArrowSlots& slots, Column& column,
                        ArrowCellFindings& findings) {
    const ArrowArray& array = slots.array();
    require(array.n_children == 1 && array.children != nullptr && array.children[0] != nullptr,
            "a list array lacks its items");
    const Bounds bounds = bounds_of(type, slots);
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = 0;
    for (const auto& [from, to] : bounds) {
        if (from < to) {
            first = std::min(first, from);
            last = std::max(last, to);
        }
    }
    first = std::min(first, last); // when no list has an item
    const Column items = text_items(*type.item, *array.children[0], first, last, findings);
    std::vector<std::string_view> list;
    for (std::size_t k = 0; k < bounds.size(); ++k) {
        if (slots.is_null(static_cast<std::int64_t>(k))) {
            column.append_null();
            continue;
        }
        list.clear();
        for (std::int64_t position = bounds[k].first; position < bounds[k].second; ++position) {
            if (const auto item = items.text(static_cast<std::size_t>(position - first))) {
                list.push_back(*item);
            }
        }
        column.append(list);
    }
}

} // namespace samspill::detail
