#include <samspill/result/work_sharing_result.hpp>

namespace samspill {

std::string_view to_string(SharingKind kind) noexcept {
    switch (kind) {
    case SharingKind::move:
        return "move";
    case SharingKind::join_forces:
        return "join_forces";
    case SharingKind::alternate_weeks:
        return "alternate_weeks";
    }
    return {};
}

} // namespace samspill
