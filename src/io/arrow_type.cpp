#include "arrow_type.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace samspill::detail {

namespace {

constexpr std::int64_t seconds_per_day = 86'400;

struct PlainFormat {
    std::string_view format;
    ArrowLayout layout;
};

constexpr std::array plain_formats{
    PlainFormat{"n", ArrowLayout::null},          PlainFormat{"b", ArrowLayout::boolean},
    PlainFormat{"c", ArrowLayout::int8},          PlainFormat{"C", ArrowLayout::uint8},
    PlainFormat{"s", ArrowLayout::int16},         PlainFormat{"S", ArrowLayout::uint16},
    PlainFormat{"i", ArrowLayout::int32},         PlainFormat{"I", ArrowLayout::uint32},
    PlainFormat{"l", ArrowLayout::int64},         PlainFormat{"L", ArrowLayout::uint64},
    PlainFormat{"e", ArrowLayout::float16},       PlainFormat{"f", ArrowLayout::float32},
    PlainFormat{"g", ArrowLayout::float64},       PlainFormat{"u", ArrowLayout::text32},
    PlainFormat{"U", ArrowLayout::text64},        PlainFormat{"vu", ArrowLayout::text_view},
    PlainFormat{"+l", ArrowLayout::list32},       PlainFormat{"+L", ArrowLayout::list64},
    PlainFormat{"+vl", ArrowLayout::list_view32}, PlainFormat{"+vL", ArrowLayout::list_view64},
};

bool is_list_layout(ArrowLayout layout) noexcept { return layout >= ArrowLayout::list32; }
bool is_integer_layout(ArrowLayout layout) noexcept {
    return layout >= ArrowLayout::int8 && layout <= ArrowLayout::uint64;
}

bool take_prefix(std::string_view& text, std::string_view prefix) noexcept {
    if (text.substr(0, prefix.size()) != prefix) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

/// Minutes that a zone is ahead of UTC; nothing for zones whose offset changes over the year.
std::optional<std::int16_t> fixed_offset(std::string_view zone) noexcept {
    constexpr std::array<std::string_view, 5> names_of_utc{"UTC", "utc", "Z", "Etc/UTC", "GMT"};
    if (std::find(names_of_utc.begin(), names_of_utc.end(), zone) != names_of_utc.end()) {
        return 0;
    }
    const auto digit = [zone](std::size_t k) {
        return zone[k] >= '0' && zone[k] <= '9' ? zone[k] - '0' : 100;
    };
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') {
        return std::nullopt;
    }
    const int hours = digit(1) * 10 + digit(2);
    const int minutes = digit(4) * 10 + digit(5);
    if (hours >= 24 || minutes >= 60) {
        return std::nullopt;
    }
    return static_cast<std::int16_t>((zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes));
}

ArrowType time_type(ArrowLayout layout, std::int64_t ticks_per_day) {
    ArrowType type;
    type.layout = layout;
    type.ticks_per_day = ticks_per_day;
    return type;
}

/// `tdD`, `tdm` and `ts` + unit + `:` + zone.
std::optional<ArrowType> parse_time(std::string_view format, bool is_column_of_times) {
    if (format == "tdD") {
        return time_type(ArrowLayout::time32, 1);
    }
    if (format == "tdm") {
        return time_type(ArrowLayout::time64, seconds_per_day * 1000);
    }
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units{
        {{"tss:", 1}, {"tsm:", 1000}, {"tsu:", 1'000'000}, {"tsn:", 1'000'000'000}}};
    for (const auto& [prefix, ticks_per_second] : units) {
        if (take_prefix(format, prefix)) {
            ArrowType type = time_type(ArrowLayout::time64, seconds_per_day * ticks_per_second);
            type.keeps_midnight = is_column_of_times;
            type.utc_offset = fixed_offset(format);
            return format.empty() || type.utc_offset ? std::optional{std::move(type)} : std::nullopt;
        }
    }
    return std::nullopt;
}

/// The type of a format string alone, without items and dictionary.
std::optional<ArrowType> parse_format(std::string_view format, bool is_column_of_times) {
    const auto plain = std::find_if(plain_formats.begin(), plain_formats.end(),
                                    [format](const PlainFormat& known) { return known.format == format; });
    ArrowType type;
    if (plain != plain_formats.end()) {
        type.layout = plain->layout;
        return type;
    }
    if (!take_prefix(format, "+w:")) {
        return parse_time(format, is_column_of_times);
    }
    type.layout = ArrowLayout::fixed_size_list;
    const char* const end = format.data() + format.size();
    const auto [stop, failure] = std::from_chars(format.data(), end, type.list_size);
    if (failure != std::errc{} || stop != end || type.list_size < 0) {
        throw MalformedArrow{"the size of a fixed-size list is not a number"};
    }
    return type;
}

bool may_be_item(const ArrowType& type) noexcept {
    return type.column_type() == ColumnType::text || type.column_type() == ColumnType::int64;
}

} // namespace

ColumnType ArrowType::column_type() const noexcept {
    if (dictionary) {
        return dictionary->column_type();
    }
    if (is_list_layout(layout)) {
        return ColumnType::text_list;
    }
    if (is_integer_layout(layout)) {
        return ColumnType::int64;
    }
    if (layout == ArrowLayout::boolean) {
        return ColumnType::boolean;
    }
    const bool is_float = layout >= ArrowLayout::float16 && layout <= ArrowLayout::float64;
    return is_float ? ColumnType::float64 : ColumnType::text;
}

std::optional<ArrowType> parse_arrow_type(const ArrowSchema& schema, bool is_column_of_times) {
    if (schema.format == nullptr) {
        throw MalformedArrow{"a schema has no format"};
    }
    std::optional<ArrowType> type = parse_format(schema.format, is_column_of_times);
    if (!type) {
        return std::nullopt;
    }
    if (is_list_layout(type->layout)) {
        if (schema.n_children != 1 || schema.children == nullptr || schema.children[0] == nullptr) {
            throw MalformedArrow{"a list type does not have exactly one item type"};
        }
        std::optional<ArrowType> item = parse_arrow_type(*schema.children[0]);
        if (!item || !may_be_item(*item)) {
            return std::nullopt;
        }
        type->item = std::make_unique<const ArrowType>(std::move(*item));
    }
    if (schema.dictionary != nullptr) {
        if (!is_integer_layout(type->layout)) {
            throw MalformedArrow{"the indices of a dictionary are not integers"};
        }
        std::optional<ArrowType> values = parse_arrow_type(*schema.dictionary, is_column_of_times);
        if (!values) {
            return std::nullopt;
        }
        type->dictionary = std::make_unique<const ArrowType>(std::move(*values));
    }
    return type;
}

} // namespace samspill::detail
