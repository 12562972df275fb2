// Nesting of areas: who lies in whom, answered in constant time.
#pragma once

#include <samspill/core/index.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Forest over areas, numbered by one depth-first walk so that containment is a comparison of intervals.
class AreaTree {
public:
    AreaTree() = default;
    /// `parents[a]` is the area that a lies in, or none. Parents must not form a cycle. O(n).
    explicit AreaTree(std::span<const AreaId> parents);

    /// True when `inner` is `outer` or lies in it at any depth. O(1).
    [[nodiscard]] bool contains(AreaId outer, AreaId inner) const noexcept {
        return enter_[outer.position()] <= enter_[inner.position()] &&
               enter_[inner.position()] < leave_[outer.position()];
    }
    /// True when one of the two contains the other. O(1).
    [[nodiscard]] bool nested(AreaId a, AreaId b) const noexcept { return contains(a, b) || contains(b, a); }
    /// Number of areas inside `area`, itself counted. O(1).
    [[nodiscard]] std::size_t count_inside(AreaId area) const noexcept {
        return leave_[area.position()] - enter_[area.position()];
    }
    /// Place of the area in a depth-first walk: the areas inside it take the places right behind it, so that
    /// itself and they are [place, place + count_inside). O(1).
    [[nodiscard]] std::uint32_t place(AreaId area) const noexcept { return enter_[area.position()]; }
    /// The area that `area` lies in, or none for an outermost area.
    [[nodiscard]] AreaId parent(AreaId area) const noexcept { return parents_[area.position()]; }
    [[nodiscard]] std::size_t size() const noexcept { return parents_.size(); }

private:
    std::vector<AreaId> parents_;
    std::vector<std::uint32_t> enter_; // position of the area in the walk
    std::vector<std::uint32_t> leave_; // one past the position of its last descendant
};

} // namespace samspill
