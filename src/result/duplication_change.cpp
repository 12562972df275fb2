#include <samspill/result/duplication_change.hpp>

namespace samspill {

std::string_view to_string(ClusterChange change) noexcept {
    static constexpr std::array<std::string_view, cluster_changes> names{
        "resolved", "remains", "new", "came_back", "newly_known", "no_longer_known"};
    return names[static_cast<std::size_t>(change)];
}

} // namespace samspill
