// A column whose cells are lists: one flat array of values and one of offsets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Rows of varying length in compressed form; row r is values[offsets[r] .. offsets[r+1]).
template <class T>
class ListColumn {
public:
    [[nodiscard]] std::size_t size() const noexcept { return offsets_.size() - 1; }
    [[nodiscard]] std::span<const T> operator[](std::size_t row) const noexcept {
        return std::span<const T>{values_}.subspan(offsets_[row], offsets_[row + 1] - offsets_[row]);
    }
    [[nodiscard]] std::span<const T> values() const noexcept { return values_; }

    /// Adds a value to the row under construction.
    void push_value(T value) { values_.push_back(value); }
    /// Closes the row under construction; a row without values is an empty list.
    void end_row() { offsets_.push_back(values_.size()); }

private:
    std::vector<std::size_t> offsets_{0};
    std::vector<T> values_;
};

} // namespace samspill
