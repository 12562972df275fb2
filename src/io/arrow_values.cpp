#include "arrow_values.hpp"

#include <samspill/core/date.hpp>
#include <samspill/core/date_time.hpp>
#include <samspill/core/utf8.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <type_traits>
#include <utility>

namespace samspill::detail {

namespace {

double half_to_double(std::uint16_t half) noexcept {
    const int exponent = static_cast<int>(half >> 10U & 0x1FU);
    const int fraction = static_cast<int>(half & 0x3FFU);
    double magnitude = 0.0;
    if (exponent == 31) {
        magnitude = fraction == 0 ? std::numeric_limits<double>::infinity()
                                  : std::numeric_limits<double>::quiet_NaN();
    } else if (exponent == 0) {
        magnitude = std::ldexp(fraction, -24);
    } else {
        magnitude = std::ldexp(fraction + 0x400, exponent - 25);
    }
    return (half & 0x8000U) != 0 ? -magnitude : magnitude;
}

/// Calls `append(k)` for the cells that are not null, and appends null for the others.
template <class Append>
void for_each_cell(const ArrowSlots& slots, Column& column, Append append) {
    for (std::int64_t k = 0; k < slots.count(); ++k) {
        if (slots.is_null(k)) {
            column.append_null();
        } else {
            append(k);
        }
    }
}

template <class Integer>
void append_integers(const ArrowSlots& slots, Column& column, ArrowCellFindings& findings) {
    const void* const values = slots.buffer(1);
    for_each_cell(slots, column, [&](std::int64_t k) {
        const auto value = load<Integer>(values, slots.position(k));
        if (std::in_range<std::int64_t>(value)) {
            column.append(static_cast<std::int64_t>(value));
        } else {
            findings.number_too_large(k);
            column.append_null();
        }
    });
}

template <class Float>
void append_floats(const ArrowSlots& slots, Column& column) {
    const void* const values = slots.buffer(1);
    for_each_cell(slots, column, [&](std::int64_t k) {
        const auto value = load<Float>(values, slots.position(k));
        if constexpr (std::is_same_v<Float, std::uint16_t>) {
            column.append(half_to_double(value));
        } else {
            column.append(static_cast<double>(value));
        }
    });
}

void append_booleans(const ArrowSlots& slots, Column& column) {
    const void* const bits = slots.buffer(1);
    for_each_cell(slots, column, [&](std::int64_t k) { column.append(load_bit(bits, slots.position(k))); });
}

void append_checked_text(std::string_view text, std::int64_t k, Column& column, ArrowCellFindings& findings) {
    if (first_invalid_utf8(text) == text.size()) {
        column.append(text);
    } else {
        findings.not_utf8(k);
        column.append_null();
    }
}

template <class Offset>
void append_texts(const ArrowSlots& slots, Column& column, ArrowCellFindings& findings) {
    const void* const offsets = slots.buffer(1);
    require(slots.array().n_buffers > 2, "a text array lacks its bytes");
    // Without any text this buffer may be missing.
    const auto* const bytes = static_cast<const char*>(slots.array().buffers[2]);
    for_each_cell(slots, column, [&](std::int64_t k) {
        const auto [first, last] = load_arrow_bounds<Offset>(offsets, slots.position(k));
        require(bytes != nullptr || first == last, "a text array lacks its bytes");
        const std::string_view text =
            first == last ? std::string_view{}
                          : std::string_view{bytes + first, static_cast<std::size_t>(last - first)};
        append_checked_text(text, k, column, findings);
    });
}

/// A text of up to 12 bytes lies in its view; a longer one in one of the data buffers, whose sizes are in the
/// last buffer.
std::string_view text_of_view(const ArrowArray& array, const char* view) {
    const auto length = load<std::int32_t>(view, 0);
    require(length >= 0, "a text view has a negative length");
    if (length <= 12) {
        return {view + 4, static_cast<std::size_t>(length)};
    }
    const std::int64_t data_buffers = array.n_buffers - 3;
    const auto index = load<std::int32_t>(view, 2);
    const auto offset = load<std::int32_t>(view, 3);
    require(index >= 0 && index < data_buffers, "a text view names a buffer that does not exist");
    const void* const sizes = array.buffers[array.n_buffers - 1];
    const void* const bytes = array.buffers[2 + index];
    require(sizes != nullptr && bytes != nullptr, "a text view names a buffer that is missing");
    require(offset >= 0 && std::int64_t{offset} + length <= load<std::int64_t>(sizes, index),
            "a text view ends beyond its buffer");
    return {static_cast<const char*>(bytes) + offset, static_cast<std::size_t>(length)};
}

void append_text_views(const ArrowSlots& slots, Column& column, ArrowCellFindings& findings) {
    const auto* const views = static_cast<const char*>(slots.buffer(1));
    for_each_cell(slots, column, [&](std::int64_t k) {
        append_checked_text(text_of_view(slots.array(), views + slots.position(k) * 16), k, column, findings);
    });
}

/// Days, with the time of day and the stated offset where it is not midnight: most producers know no type for
/// days alone.
template <class Ticks>
void append_dates(const ArrowType& type, const ArrowSlots& slots, Column& column,
                  ArrowCellFindings& findings) {
    constexpr std::int64_t first_day = -719'528;                                        // 0000-01-01
    constexpr std::int64_t last_day = 2'932'896;                                        // 9999-12-31
    const std::int64_t ticks_a_minute = type.ticks_per_day / DateTime::minutes_per_day; // 0 for whole days
    const std::int64_t ticks_ahead = type.utc_offset.value_or(0) * ticks_a_minute;
    const void* const values = slots.buffer(1);
    for_each_cell(slots, column, [&](std::int64_t k) {
        std::int64_t ticks = 0;
        const bool overflows =
            __builtin_add_overflow(std::int64_t{load<Ticks>(values, slots.position(k))}, ticks_ahead, &ticks);
        const std::int64_t days = ticks / type.ticks_per_day - (ticks % type.ticks_per_day < 0 ? 1 : 0);
        if (overflows || days < first_day || days > last_day) {
            findings.not_a_date(k);
            column.append_null();
        } else {
            const std::int64_t ticks_today = ticks - days * type.ticks_per_day;
            const std::int64_t minute = ticks_today == 0 ? 0 : ticks_today / ticks_a_minute;
            const bool is_day = minute == 0 && !type.keeps_midnight;
            const DateTime time{days * DateTime::minutes_per_day + minute, type.utc_offset};
            column.append(is_day ? time.date().to_string() : time.to_string());
        }
    });
}

/// Cells of all types but lists and dictionaries; of the latter, the indices.
void append_plain(const ArrowType& type, const ArrowSlots& slots, Column& column,
                  ArrowCellFindings& findings) {
    switch (type.layout) {
    case ArrowLayout::boolean:
        return append_booleans(slots, column);
    case ArrowLayout::int8:
        return append_integers<std::int8_t>(slots, column, findings);
    case ArrowLayout::uint8:
        return append_integers<std::uint8_t>(slots, column, findings);
    case ArrowLayout::int16:
        return append_integers<std::int16_t>(slots, column, findings);
    case ArrowLayout::uint16:
        return append_integers<std::uint16_t>(slots, column, findings);
    case ArrowLayout::int32:
        return append_integers<std::int32_t>(slots, column, findings);
    case ArrowLayout::uint32:
        return append_integers<std::uint32_t>(slots, column, findings);
    case ArrowLayout::int64:
        return append_integers<std::int64_t>(slots, column, findings);
    case ArrowLayout::uint64:
        return append_integers<std::uint64_t>(slots, column, findings);
    case ArrowLayout::float16:
        return append_floats<std::uint16_t>(slots, column);
    case ArrowLayout::float32:
        return append_floats<float>(slots, column);
    case ArrowLayout::float64:
        return append_floats<double>(slots, column);
    case ArrowLayout::text32:
        return append_texts<std::int32_t>(slots, column, findings);
    case ArrowLayout::text64:
        return append_texts<std::int64_t>(slots, column, findings);
    case ArrowLayout::text_view:
        return append_text_views(slots, column, findings);
    case ArrowLayout::time32:
        return append_dates<std::int32_t>(type, slots, column, findings);
    case ArrowLayout::time64:
        return append_dates<std::int64_t>(type, slots, column, findings);
    default:
        break;
    }
    for (std::int64_t k = 0; k < slots.count(); ++k) {
        column.append_null();
    }
}

void append_cell_of(const Column& values, std::size_t row, Column& column) {
    switch (values.type()) {
    case ColumnType::int64:
        return column.append(values.int64(row));
    case ColumnType::float64:
        return column.append(values.float64(row));
    case ColumnType::boolean:
        return column.append(values.boolean(row));
    case ColumnType::text:
        return column.append(values.text(row));
    case ColumnType::text_list:
        return column.append(values.text_list(row));
    }
}

void append_from_dictionary(const ArrowType& type, const ArrowSlots& slots, Column& column,
                            ArrowCellFindings& findings) {
    const ArrowArray* const dictionary = slots.array().dictionary;
    require(dictionary != nullptr, "an array lacks its dictionary");
    Column values{{}, type.column_type()};
    const std::int64_t row = findings.set_first_row(0);
    append_arrow_cells(*type.dictionary, ArrowSlots{*dictionary, 0, dictionary->length}, values, findings);
    Column indices{{}, ColumnType::int64};
    append_plain(type, slots, indices, findings);
    findings.set_first_row(row);
    for (std::size_t k = 0; k < indices.size(); ++k) {
        const auto index = indices.int64(k);
        require(!index || (*index >= 0 && *index < dictionary->length),
                "an index lies outside its dictionary");
        if (!index) {
            column.append_null();
        } else {
            append_cell_of(values, static_cast<std::size_t>(*index), column);
        }
    }
}

} // namespace

void append_arrow_cells(const ArrowType& type, const ArrowSlots& slots, Column& column,
                        ArrowCellFindings& findings) {
    const ArrowArray& array = slots.array();
    const bool may_have_nulls = type.layout == ArrowLayout::null || array.null_count <= 0 ||
                                (array.n_buffers > 0 && array.buffers[0] != nullptr);
    require(may_have_nulls, "an array counts nulls but does not say which cells they are");
    if (type.dictionary) {
        append_from_dictionary(type, slots, column, findings);
    } else if (type.is_list()) {
        append_arrow_lists(type, slots, column, findings);
    } else {
        append_plain(type, slots, column, findings);
    }
}

void ArrowCellFindings::report(RowRule& rule, std::int64_t slot) {
    place_.row = first_row_ == 0 ? 0 : first_row_ + slot;
    rule.report(found_, place_);
}

void ArrowCellFindings::move_to(std::vector<Finding>& findings) {
    place_.row = 0;
    for (const RowRule* rule : {&number_too_large_, &not_utf8_, &not_a_date_}) {
        rule->report_rest(found_, place_);
    }
    findings.insert(findings.end(), std::make_move_iterator(found_.begin()),
                    std::make_move_iterator(found_.end()));
    found_.clear();
}

} // namespace samspill::detail
