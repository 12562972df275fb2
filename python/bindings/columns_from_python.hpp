// Columns of numbers as Python hands them over: buffers, seen without a copy where their layout allows it.
//
// The caller checked the formats and that one-dimensional buffers are contiguous.
#pragma once

#include <samspill/core/error.hpp>

#include <pybind11/pybind11.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace samspill::python {

/// A contiguous buffer of one dimension. Lives and dies with the GIL held; its numbers are read without it.
template <class Number>
class BufferColumn {
public:
    explicit BufferColumn(const pybind11::buffer& buffer) : info_{buffer.request()} {}

    [[nodiscard]] std::span<const Number> view() const noexcept {
        return {static_cast<const Number*>(info_.ptr), static_cast<std::size_t>(info_.size)};
    }

private:
    pybind11::buffer_info info_;
};

using RealColumn = BufferColumn<double>;
using CountColumn = BufferColumn<std::int64_t>;
using FlagColumn = BufferColumn<std::uint8_t>;

/// NaN stands for what is missing.
[[nodiscard]] inline std::vector<std::optional<double>> optional_numbers(const pybind11::buffer& buffer) {
    const RealColumn column{buffer};
    std::vector<std::optional<double>> numbers;
    numbers.reserve(column.view().size());
    for (const double number : column.view()) {
        numbers.push_back(std::isnan(number) ? std::nullopt : std::optional{number});
    }
    return numbers;
}

/// Any whole numbers as 32-bit numbers of the same order. O(rows), or O(rows log rows) when they lie far
/// apart.
[[nodiscard]] inline std::vector<std::uint32_t> label_numbers(const pybind11::buffer& buffer) {
    const CountColumn column{buffer};
    const std::span<const std::int64_t> labels = column.view();
    std::vector<std::uint32_t> numbers(labels.size());
    if (labels.empty()) {
        return numbers;
    }
    const auto [least, greatest] = std::minmax_element(labels.begin(), labels.end());
    // as unsigned numbers, for a difference of two numbers of 64 bits may not fit
    const auto first = static_cast<std::uint64_t>(*least);
    if (static_cast<std::uint64_t>(*greatest) - first <= std::numeric_limits<std::uint32_t>::max()) {
        std::transform(labels.begin(), labels.end(), numbers.begin(), [first](std::int64_t label) {
            return static_cast<std::uint32_t>(static_cast<std::uint64_t>(label) - first);
        });
        return numbers;
    }
    std::vector<std::int64_t> sorted(labels.begin(), labels.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::transform(labels.begin(), labels.end(), numbers.begin(), [&sorted](std::int64_t label) {
        return static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), label) -
                                          sorted.begin());
    });
    return numbers;
}

/// @throws InvalidArgument for a period of more than 32 bits, or the greatest, which stands for never
[[nodiscard]] inline std::int32_t period_number(std::int64_t period) {
    if (period < std::numeric_limits<std::int32_t>::min() ||
        period >= std::numeric_limits<std::int32_t>::max()) {
        throw InvalidArgument{"period must be a whole number of 32 bits"};
    }
    return static_cast<std::int32_t>(period);
}

/// @throws as period_number
[[nodiscard]] inline std::vector<std::int32_t> period_numbers(const pybind11::buffer& buffer) {
    const CountColumn column{buffer};
    std::vector<std::int32_t> numbers(column.view().size());
    std::transform(column.view().begin(), column.view().end(), numbers.begin(), &period_number);
    return numbers;
}

/// Numbers column by column: those of a buffer with rows and columns in any layout, or of columns one after
/// another.
[[nodiscard]] inline std::vector<double> column_major(const pybind11::buffer& buffer) {
    const pybind11::buffer_info info = buffer.request();
    std::vector<double> numbers(static_cast<std::size_t>(info.size));
    if (info.ndim < 2) {
        const auto* first = static_cast<const double*>(info.ptr);
        std::copy_n(first, numbers.size(), numbers.begin());
        return numbers;
    }
    const auto* bytes = static_cast<const std::byte*>(info.ptr);
    std::size_t next = 0;
    for (pybind11::ssize_t column = 0; column < info.shape[1]; ++column) {
        for (pybind11::ssize_t row = 0; row < info.shape[0]; ++row) {
            std::memcpy(&numbers[next++], bytes + row * info.strides[0] + column * info.strides[1],
                        sizeof(double));
        }
    }
    return numbers;
}

} // namespace samspill::python
