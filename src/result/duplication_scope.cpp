#include <samspill/result/duplication_scope.hpp>

namespace samspill {

std::string_view to_string(DuplicationScope scope) noexcept {
    static constexpr std::array<std::string_view, duplication_scopes> names{
        "within_department",
        "between_departments",
        "within_organisation",
        "within_sector_of_municipality",
        "between_sectors_of_municipality",
        "between_municipalities",
        "above_municipality",
        "unknown",
    };
    return names[static_cast<std::size_t>(scope)];
}

std::string_view to_string(PlaceSource source) noexcept {
    static constexpr std::array<std::string_view, 4> names{"actor", "parent_actor", "activity_areas", "none"};
    return names[static_cast<std::size_t>(source)];
}

} // namespace samspill
