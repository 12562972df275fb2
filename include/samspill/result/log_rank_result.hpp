// Outcome of a log-rank test and its weighted relatives.
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/measure.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// How much each time with events weighs: 1; n at risk (Gehan, Breslow), which looks at early times; √n
/// (Tarone & Ware); Peto & Peto's Π (1 - d/(n + 1)) up to this time; or S(t-)^rho of all groups' Kaplan-Meier
/// curve just before this time (Harrington & Fleming's G-rho).
enum class LogRankWeight : std::uint8_t { log_rank, gehan, tarone_ware, peto_peto, g_rho };

template <>
struct Vocabulary<LogRankWeight> {
    static constexpr std::array<std::string_view, 5> names{"log_rank", "gehan", "tarone_ware", "peto_peto",
                                                           "g_rho"};
};

/// What one group shows. With weights other than 1 both sums are weighted.
struct LogRankGroup {
    std::int64_t n = 0;
    double observed = 0.0; ///< events
    double expected = 0.0; ///< events if all groups of a stratum had the same risk
};

struct LogRankTest {
    std::string_view method = "M1.10";
    std::string_view convention; ///< the weights; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::int64_t n = 0;
    std::int64_t events = 0;
    std::vector<LogRankGroup> groups; ///< one for each group, those without people too
    std::vector<double> variance;     ///< of observed - expected, groups × groups, row by row
    std::optional<double> chi_square;
    std::int64_t degrees = 0; ///< of freedom: groups that can be told apart, less one
    std::optional<double> p;  ///< from the chi-square distribution, which small groups do not follow
};

} // namespace samspill
