// The types of Arrow columns that Samspill reads.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/io/arrow.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>

namespace samspill::detail {

/// An Arrow structure contradicts its own description. Caught per column and turned into a finding.
class MalformedArrow : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// How the buffers of an array are to be read.
enum class ArrowLayout : std::uint8_t {
    null,
    boolean,
    int8,
    uint8,
    int16,
    uint16,
    int32,
    uint32,
    int64,
    uint64,
    float16,
    float32,
    float64,
    text32,    ///< 32-bit offsets
    text64,    ///< 64-bit offsets
    text_view, ///< 16-byte views
    time32,    ///< 32-bit ticks since 1970-01-01
    time64,    ///< 64-bit ticks since 1970-01-01
    list32,
    list64,
    list_view32,
    list_view64,
    fixed_size_list,
};

/// A column type, parsed from the format strings of a schema.
struct ArrowType {
    ArrowLayout layout = ArrowLayout::null;
    std::int64_t ticks_per_day = 1; ///< of time32 and time64
    /// Minutes east of UTC, for ticks of UTC whose local time is asked for; none for ticks of local time.
    std::optional<std::int16_t> utc_offset;
    bool keeps_midnight = false;                 ///< midnight is a time of day, not the day alone
    std::int64_t list_size = 0;                  ///< of fixed_size_list
    std::unique_ptr<const ArrowType> item;       ///< of lists
    std::unique_ptr<const ArrowType> dictionary; ///< what the values are, when `layout` holds indices only

    /// The type of the column that receives the values.
    [[nodiscard]] ColumnType column_type() const noexcept;
    [[nodiscard]] bool is_list() const noexcept { return item != nullptr; }
};

/// The type that a schema describes, or nothing when Samspill does not read it. Timestamps at midnight stand
/// for the day alone unless the column is one of times.
/// @throws MalformedArrow when the schema contradicts itself
[[nodiscard]] std::optional<ArrowType> parse_arrow_type(const ArrowSchema& schema,
                                                        bool is_column_of_times = false);

} // namespace samspill::detail
