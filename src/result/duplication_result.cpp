#include <samspill/result/duplication_result.hpp>

#include <array>

namespace samspill {

std::string_view to_string(Verdict verdict) noexcept {
    static constexpr std::array<std::string_view, 5> names{"needed", "backup", "surplus", "unknown_need",
                                                           "unknown_capacity"};
    return names[static_cast<std::size_t>(verdict)];
}

std::string_view to_string(AlikeIn alike_in) noexcept {
    return alike_in == AlikeIn::attributes ? "attributes" : "name";
}

} // namespace samspill
