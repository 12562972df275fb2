// The published panels in tests/data.
#pragma once

#include <cstdint>
#include <vector>

namespace samspill::testing_support {

/// Homicides in states of the USA (tests/data/panel-castle).
struct Castle {
    std::vector<std::uint32_t> state;
    std::vector<std::int32_t> year;
    std::vector<double> log_homicides;
    std::vector<double> post;
    std::vector<double> people;
};
[[nodiscard]] Castle read_castle();

/// Organ donors in states of the USA (tests/data/panel-organ-donations), states numbered by name.
struct OrganDonations {
    static constexpr std::int32_t first_treated = 4;
    std::vector<std::uint32_t> state;
    std::vector<std::int32_t> quarter;
    std::vector<double> share;
    std::vector<double> post;     ///< 1 in California from quarter 4
    std::uint32_t california = 0; ///< number of the treated state
};
[[nodiscard]] OrganDonations read_organ_donations();

/// Deaths in motor vehicles in states of the USA (tests/data/panel-mortality).
struct Mortality {
    std::vector<std::uint32_t> state;
    std::vector<std::int32_t> year;
    std::vector<double> deaths; ///< per 100,000 people of 18 to 20 years
    std::vector<double> legal;  ///< share of them who may drink
    std::vector<double> beer_tax;
};
[[nodiscard]] Mortality read_mortality();

} // namespace samspill::testing_support
