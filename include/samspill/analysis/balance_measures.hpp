// How evenly seats are spread over sectors: parity (methods M1.1), comparison with a baseline (M1.2) and
// diversity (M1.3), as pure functions of numbers.
//
// `seats` holds one entry for each sector that was EXPECTED, zero where nobody sits; m is its length. Entries
// may be fractional (person-time weights). `baseline` holds one weight for each of the same sectors, in any
// unit: shares, or counts of actors or inhabitants; q is a weight divided by the sum of the weights. p is a
// sector's seats divided by all N seats, and 0 ln 0 = 0.
//
// All functions give no value and the reason "empty" when there are no sectors or no seats ("empty baseline"
// when all baseline weights are 0), throw InvalidArgument for entries that are negative, NaN or infinite and
// for a baseline of another length, take O(m log m), and give the same bits for any order of the sectors and
// on any platform.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// Which sectors a maximum refers to: all that were expected, or only those that hold a seat.
enum class SectorBasis : std::uint8_t { expected, observed };

/// P = 1 - m/(2(m-1)) Σ|p - 1/m|, in [0, 1]: 1 when all expected sectors hold equally many seats, 0 when one
/// holds them all. With two sectors P = 1 - |a - b|/N. No value for m < 2. Methods M1.1.
[[nodiscard]] Measure parity(std::span<const double> seats);

/// Fewest seats of an expected sector divided by most seats, in [0, 1]; 0 when an expected sector has none.
/// No value for m < 2. Methods M1.1.
[[nodiscard]] Measure min_max_ratio(std::span<const double> seats);

/// R = p/q of one sector: 1 means as many seats as its baseline share asks for. Infinite (and flagged) for
/// seats without baseline share; no value for a sector with neither. Methods M1.2.
/// @throws InvalidArgument also when `sector` is not a position in `seats`
[[nodiscard]] Measure representation_ratio(std::span<const double> seats, std::span<const double> baseline,
                                           std::size_t sector);

/// p - q of one sector as a fraction of 1 (0.05 is five percentage points), in [-1, 1]. Methods M1.2.
/// @throws InvalidArgument also when `sector` is not a position in `seats`
[[nodiscard]] Measure share_gap(std::span<const double> seats, std::span<const double> baseline,
                                std::size_t sector);

/// ln R of one sector: 0 at its baseline share, equally far from 0 for twice and for half of it. Minus
/// infinity (and flagged) for a sector without seats, plus infinity for seats without baseline share.
/// Methods M1.2.
/// @throws InvalidArgument also when `sector` is not a position in `seats`
[[nodiscard]] Measure log_representation_ratio(std::span<const double> seats,
                                               std::span<const double> baseline, std::size_t sector);

/// D = ½ Σ|p - q|, in [0, 1]: the share of seats that would have to change sector to match the baseline.
/// Methods M1.2 (Duncan & Duncan 1955).
[[nodiscard]] Measure dissimilarity(std::span<const double> seats, std::span<const double> baseline);

/// √(½ Σ(p - q)²), in [0, 1]: as dissimilarity, but one large difference weighs more than several small ones.
/// Methods M1.2.
[[nodiscard]] Measure gallagher(std::span<const double> seats, std::span<const double> baseline);

/// Kullback-Leibler divergence Σ p ln(p/q) in nats, >= 0; infinite (and flagged) when a sector holds seats
/// without baseline share. Methods M1.2.
[[nodiscard]] Measure kullback_leibler(std::span<const double> seats, std::span<const double> baseline);

/// B = 1 - Σp², in [0, 1 - 1/m]: the chance that two seats drawn with replacement are of different sectors.
/// Methods M1.3 (Blau 1977).
[[nodiscard]] Measure blau(std::span<const double> seats);

/// Index of qualitative variation B m/(m-1), in [0, 1]. No value for m < 2. Methods M1.3.
[[nodiscard]] Measure iqv(std::span<const double> seats);

/// 1 - Σn(n-1)/(N(N-1)), in [0, 1]: the chance that two different seats are of different sectors. No value
/// for N < 2 and for fractional seats, where no pairs can be counted. Methods M1.3.
[[nodiscard]] Measure blau_unbiased(std::span<const double> seats);

/// Shannon entropy H = -Σ p ln p in nats, in [0, ln m]. Methods M1.3.
[[nodiscard]] Measure shannon(std::span<const double> seats);

/// Pielou's evenness J = H/ln m, in [0, 1]. Counting the sectors that were expected, a forum of one sector
/// has J = 0; counting those observed, it has none. No value for m < 2. Methods M1.3.
[[nodiscard]] Measure pielou(std::span<const double> seats, SectorBasis basis = SectorBasis::expected);

/// Hill number of order 1, e^H, in [1, m]: the effective number of sectors, each weighed by its share.
/// Methods M1.3.
[[nodiscard]] Measure hill_1(std::span<const double> seats);

/// Hill number of order 2, 1/Σp², in [1, m]: the effective number of sectors, large sectors weighing more.
/// Methods M1.3.
[[nodiscard]] Measure hill_2(std::span<const double> seats);

} // namespace samspill
