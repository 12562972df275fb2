// How unevenly seats, minutes or money are spread over forums, sectors and people (methods M1.4).
//
// All functions give no values and the reason "empty" when there is nothing to spread, throw InvalidArgument
// for entries that are negative, NaN or infinite, and give the same bits on any platform; sums are added in
// an order that depends on the numbers alone, so that any order of forums, sectors and people gives the same
// bits.
#pragma once

#include <samspill/result/inequality_result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// How much forums differ in their sectors. `seats` holds the seats of forum f in sector s at f · sectors +
/// s; `supergroup` says to which supergroup (such as a municipality) each forum belongs, any numbers; empty
/// for one each. M is the mutual information of forum and sector, Σ p_fs ln(p_fs/(p_f p_s)), and splits
/// exactly into what lies between supergroups and within them; H = M/E divides it by the entropy of the
/// sectors (Theil & Finizza 1971; Mora & Ruiz-Castillo 2011). O(forums · sectors).
/// @throws InvalidArgument also when `sectors` is 0 or does not divide the number of seats, or `supergroup`
/// has another length than there are forums
[[nodiscard]] Segregation segregation(std::span<const double> seats, std::size_t sectors,
                                      std::span<const std::uint32_t> supergroup = {});

/// How unequal amounts (minutes of speech, money) are among people, and how much of that lies between groups.
/// `group` gives each person's group, any numbers; empty for one each of their own, so that nothing is
/// within. Theil's T = (1/n) Σ (y/μ) ln(y/μ) = B + W with B = Σ (Y_g/Y) ln((Y_g/Y)/(n_g/n)); an amount of 0
/// contributes 0. Gini = Σ_i Σ_j |y_i - y_j| / (2n²μ). O(n log n).
/// @throws InvalidArgument also when `group` has another length than `amounts`
[[nodiscard]] AmountInequality amount_inequality(std::span<const double> amounts,
                                                 std::span<const std::uint32_t> group = {});

} // namespace samspill
