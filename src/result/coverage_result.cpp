#include <samspill/result/coverage_result.hpp>

#include <array>

namespace samspill {
namespace {

std::optional<double> share_of(double covered, std::int64_t people) noexcept {
    if (people == 0) {
        return std::nullopt;
    }
    return covered / static_cast<double>(people);
}

} // namespace

std::string_view to_string(Obstacle obstacle) noexcept {
    static constexpr std::array<std::string_view, 8> names{"none",          "no_offer",     "out_of_area",
                                                           "out_of_period", "not_eligible", "no_capacity",
                                                           "not_known",     "unknown"};
    return names[static_cast<std::size_t>(obstacle)];
}

std::optional<double> CoverageSums::share_low() const noexcept { return share_of(covered_low, people); }

std::optional<double> CoverageSums::share_high() const noexcept { return share_of(covered_high, people); }

} // namespace samspill
