#include "arrow_slots.hpp"

namespace samspill::detail {

ArrowSlots::ArrowSlots(const ArrowArray& array, std::int64_t first, std::int64_t count)
    : array_{&array}, count_{count} {
    require(array.length >= 0 && array.offset >= 0, "an array has a negative length or offset");
    require(first >= 0 && count >= 0 && first <= array.length && count <= array.length - first,
            "an array is shorter than what refers to it");
    std::int64_t last = 0;
    require(!__builtin_add_overflow(array.offset, array.length, &last), "an array is too long");
    first_ = array.offset + first; // NOLINT(cppcoreguidelines-prefer-member-initializer): checked above
    if (array.n_buffers > 0) {
        require(array.buffers != nullptr, "an array lacks its buffers");
        validity_ = array.buffers[0];
    }
}

const void* ArrowSlots::buffer(std::int64_t k) const {
    require(k < array_->n_buffers, "an array has too few buffers");
    const void* const buffer = array_->buffers[k];
    require(buffer != nullptr || count_ == 0, "a buffer is missing although the array has cells");
    return buffer;
}

} // namespace samspill::detail
