#include <samspill/result/coverage_groups_result.hpp>

#include <array>

namespace samspill {
namespace {

std::optional<double> share_of(std::optional<double> part, std::int64_t people) noexcept {
    if (!part || people == 0) {
        return std::nullopt;
    }
    return *part / static_cast<double>(people);
}

} // namespace

std::string_view to_string(Grouping grouping) noexcept {
    static constexpr std::array<std::string_view, 7> names{"theme",    "target_group", "area",       "month",
                                                           "language", "entry_point",  "former_unit"};
    return names[static_cast<std::size_t>(grouping)];
}

std::optional<double> GroupCoverage::known_share_low() const noexcept {
    return share_of(known_low, sums.people);
}

std::optional<double> GroupCoverage::known_share_high() const noexcept {
    return share_of(known_high, sums.people);
}

std::optional<double> GroupCoverage::per_1000(double people) const noexcept {
    if (population.value_or(0) == 0) {
        return std::nullopt;
    }
    return 1000.0 * people / static_cast<double>(population.value());
}

} // namespace samspill
