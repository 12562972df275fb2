// Private to analysis: which areas are municipalities, and in which of them every other area lies.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/model/actor_network.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace samspill::detail {

/// Municipalities as a set of areas of which none lies in another.
class MunicipalityMap {
public:
    /// @param municipalities ascending; none may lie in another. O(areas).
    MunicipalityMap(const AreaTree& tree, std::vector<AreaId> municipalities);

    [[nodiscard]] const std::vector<AreaId>& municipalities() const noexcept { return municipalities_; }
    /// The municipality that an area is or lies in; none where there is none.
    [[nodiscard]] AreaId of(AreaId area) const noexcept { return around_[area.position()]; }
    /// True for an area with municipalities inside it.
    [[nodiscard]] bool is_above(AreaId area) const noexcept { return above_[area.position()] != 0; }

private:
    std::vector<AreaId> municipalities_;
    std::vector<AreaId> around_;
    std::vector<std::uint8_t> above_;
};

/// The level of municipalities where nobody says which areas they are: what lies directly in the only
/// outermost area, or that area itself when it is empty; else the outermost areas. O(areas).
[[nodiscard]] std::vector<AreaId> default_municipalities(const AreaTree& tree);
/// All areas with so many areas around them. O(areas).
[[nodiscard]] std::vector<AreaId> areas_at_depth(const AreaTree& tree, std::int32_t depth);
/// The areas of these ids, ascending. O(ids * log areas).
/// @throws NotFound for an id that is no area; InvalidArgument when one area lies in another
[[nodiscard]] std::vector<AreaId> named_municipalities(const ActorNetwork& network,
                                                       const std::vector<std::string>& ids);

} // namespace samspill::detail
