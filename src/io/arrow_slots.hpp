// Bounds-checked access to the cells of one Arrow array.
#pragma once

#include "arrow_type.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace samspill::detail {

inline void require(bool holds, const char* what) {
    if (!holds) {
        throw MalformedArrow{what};
    }
}

/// Element of a buffer, which need not be aligned.
template <class T>
[[nodiscard]] T load(const void* buffer, std::int64_t position) noexcept {
    T value;
    std::memcpy(&value, static_cast<const char*>(buffer) + position * static_cast<std::int64_t>(sizeof(T)),
                sizeof(T));
    return value;
}

[[nodiscard]] inline bool load_bit(const void* bits, std::int64_t position) noexcept {
    const auto byte = load<std::uint8_t>(bits, position / 8);
    return (static_cast<unsigned>(byte) >> static_cast<unsigned>(position % 8) & 1U) != 0;
}

/// Bounds [first, second) that a buffer of offsets gives to the cell at `position`.
/// @throws MalformedArrow when they are negative or decrease
template <class Offset>
[[nodiscard]] std::pair<std::int64_t, std::int64_t> load_arrow_bounds(const void* offsets,
                                                                      std::int64_t position) {
    const auto first = load<Offset>(offsets, position);
    const auto last = load<Offset>(offsets, position + 1);
    require(first >= 0 && first <= last, "offsets are negative or decrease");
    return {first, last};
}

/// Consecutive cells of an array. The array must outlive them.
class ArrowSlots {
public:
    /// Cells [first, first + count) of `array`, counted from its logical beginning.
    /// @throws MalformedArrow when the array does not hold them
    ArrowSlots(const ArrowArray& array, std::int64_t first, std::int64_t count);

    /// Takes over the nulls of a record batch whose cell k encloses cell k of these slots.
    void mask_with(const ArrowSlots& batch) noexcept { mask_ = &batch; }

    [[nodiscard]] const ArrowArray& array() const noexcept { return *array_; }
    [[nodiscard]] std::int64_t count() const noexcept { return count_; }
    /// Position of cell k in the buffers.
    [[nodiscard]] std::int64_t position(std::int64_t k) const noexcept { return first_ + k; }
    [[nodiscard]] bool is_null(std::int64_t k) const noexcept {
        return (validity_ != nullptr && !load_bit(validity_, position(k))) ||
               (mask_ != nullptr && mask_->is_null(k));
    }
    /// Buffer k of the array. @throws MalformedArrow when it is missing although there are cells
    [[nodiscard]] const void* buffer(std::int64_t k) const;

private:
    const ArrowArray* array_;
    std::int64_t first_ = 0; // includes the offset of the array
    std::int64_t count_;
    const void* validity_ = nullptr;
    const ArrowSlots* mask_ = nullptr;
};

} // namespace samspill::detail
