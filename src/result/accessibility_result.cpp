#include <samspill/result/accessibility_result.hpp>

namespace samspill {

std::string_view to_string(DistanceUnit unit) noexcept {
    return unit == DistanceUnit::minutes ? "minutes" : "kilometres";
}

} // namespace samspill
