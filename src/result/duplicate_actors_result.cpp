#include <samspill/result/duplicate_actors_result.hpp>

#include <array>

namespace samspill {

std::string_view to_string(NumberEvidence evidence) noexcept {
    static constexpr std::array<std::string_view, 3> names{"same", "different", "open"};
    return names[static_cast<std::size_t>(evidence)];
}

std::string_view to_string(AreaEvidence evidence) noexcept {
    static constexpr std::array<std::string_view, 3> names{"nested", "apart", "open"};
    return names[static_cast<std::size_t>(evidence)];
}

std::string_view to_string(SharedText text) noexcept {
    static constexpr std::array<std::string_view, 3> names{"name", "near_name", "organisation_number"};
    return names[static_cast<std::size_t>(text)];
}

} // namespace samspill
