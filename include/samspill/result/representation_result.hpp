// Who sits in each forum, against what was expected and against a baseline.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/result/exact_test.hpp>
#include <samspill/result/interval.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// The share of the side that faces the municipality, where a forum expects these two sectors only. Shares
/// are of the seats of both sides, not of all seats.
struct SideShare {
    std::optional<std::uint8_t> side;  ///< position in the vocabulary of sectors
    std::optional<std::int64_t> seats; ///< of the side
    std::optional<std::int64_t> of;    ///< of both sides: what the shares are fractions of
    double level = 0.0;                ///< of both intervals
    Interval wilson;
    Interval clopper_pearson;
    ExactTest equivalence; ///< of the share with the one expected, within the margin of the options
};

/// Balance of one forum, or of all forums together (`forum` is none). Seats may be fractional when a window
/// weighs them by time.
struct ForumBalance {
    ForumId forum;
    Date as_of;         ///< whose seats count; unknown for a window and when all seats count
    double seats = 0.0; ///< all seats, each person once
    double seats_expected =
        0.0; ///< seats of the sectors that were expected: the denominator of the measures below
    double seats_other = 0.0; ///< seats of other sectors
    Measure parity;
    Measure min_max_ratio;
    Measure dissimilarity;
    Measure gallagher;
    Measure kullback_leibler;
    Measure blau;
    Measure iqv;
    Measure blau_unbiased;
    Measure shannon;
    Measure pielou;
    Measure hill_1;
    Measure hill_2;
    ExactTest against_expectation; ///< multinomial, expected seats of each expected sector
    ExactTest against_baseline;    ///< multinomial, baseline shares over all sectors of the baseline
    ExactTest against_pool;        ///< hypergeometric, drawn from the actors of each sector
    SideShare side;
    /// Set where no outcome could have a p against the expectation at or below `alpha`; a literal.
    std::string_view warning;

    /// `not_applicable` when the forum has no seats at that time.
    [[nodiscard]] Status status() const noexcept { return parity.status; }
    [[nodiscard]] std::string_view reason() const noexcept { return parity.reason; }
};

/// One sector in one forum. Shares of all seats, as fractions of 1. `sector` is the position in the
/// vocabulary of sectors.
struct SectorBalance {
    ForumId forum;
    std::uint8_t sector = 0;
    bool expected = false;
    double seats = 0.0;
    std::optional<double> share; ///< of all seats of the forum
    std::optional<double>
        expected_share; ///< by the forum's composition, or equal parts of the expected sectors
    std::optional<double> baseline_share;
    Measure ratio; ///< share / baseline share
    Measure gap;   ///< share - baseline share
    Measure log_ratio;
};

/// Result of representation(). Forums are those of the network it was computed from.
struct RepresentationResult {
    Provenance provenance;
    std::vector<ForumBalance> forums; ///< indexed by ForumId
    std::vector<SectorBalance>
        sectors; ///< by forum, then sector; sectors expected, seated or in the baseline
    /// All forums together. Expected are the sectors that any forum with seats expects, each with the seats
    /// that the forums' expectations give it.
    ForumBalance all;
    std::vector<SectorBalance> all_sectors; ///< by sector

    /// What `warning` says.
    static constexpr std::string_view too_few_seats =
        "so few seats cannot give a p at the level alpha or below: a large p does not show balance";
};

} // namespace samspill
