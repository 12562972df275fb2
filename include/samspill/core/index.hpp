// Dense 32-bit identifiers behind strong types: an ActorId is never taken for a NeedId.
#pragma once

#include <samspill/core/fast_math_guard.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace samspill {

/// Position of a row in one table of an ActorNetwork: 0 .. n-1 in the order of the table's text ids.
/// `none` marks an absent reference; it is larger than every valid index, so it sorts last.
template <class Tag>
class Index {
public:
    constexpr Index() noexcept = default;
    constexpr explicit Index(std::uint32_t value) noexcept : value_{value} {}
    constexpr explicit Index(std::size_t value) noexcept : value_{static_cast<std::uint32_t>(value)} {}

    [[nodiscard]] static constexpr Index none() noexcept { return Index{}; }
    [[nodiscard]] constexpr bool is_none() const noexcept { return value_ == absent; }
    [[nodiscard]] constexpr std::uint32_t value() const noexcept { return value_; }
    /// Subscript into the columns of the table; only for an index that is not `none`.
    [[nodiscard]] constexpr std::size_t position() const noexcept { return value_; }

    friend constexpr auto operator<=>(Index, Index) noexcept = default;

private:
    static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t value_ = absent;
};

using AreaId = Index<struct AreaTag>;
using ActorId = Index<struct ActorTag>;
using PersonId = Index<struct PersonTag>;
using NeedId = Index<struct NeedTag>;
using ActivityId = Index<struct ActivityTag>;
using TieId = Index<struct TieTag>;
using ForumId = Index<struct ForumTag>;
using SeatId = Index<struct SeatTag>;
using MeetingId = Index<struct MeetingTag>;
/// An interned text (see StringPool); terms compare as their texts do.
using TermId = Index<struct TermTag>;

} // namespace samspill

template <class Tag>
struct std::hash<samspill::Index<Tag>> {
    std::size_t operator()(samspill::Index<Tag> index) const noexcept {
        return std::hash<std::uint32_t>{}(index.value());
    }
};
