// Is a forum balanced where its attributes cross, or on the margins only (methods M1.5)? Four municipal men
// and four women of civil society are balanced by sector and by gender, and yet no municipal woman has a say.
#pragma once

#include <samspill/result/intersectional_result.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace samspill {

/// A category that is not known. Seats with one are left out and counted.
inline constexpr std::uint32_t unknown_category = std::numeric_limits<std::uint32_t>::max();

/// One attribute of all seats, such as gender.
struct CrossedAttribute {
    std::uint32_t expected = 0;            ///< categories that were expected, at least 1
    std::vector<std::uint32_t> categories; ///< of each seat: below `expected`, or unknown_category
};

struct IntersectionalOptions {
    /// From which parity on an attribute counts as balanced, in (0, 1]. A choice of the project, not a
    /// published value; the default is that of the forum rules.
    double balanced_from = 0.8;
    /// From which `correlation_share` on attributes hang together, in (0, 1]. A choice of the project.
    double correlated_from = 0.1;
};

/// Parities of the attributes, Blau's index over the cells of their cross-classification against its maximum,
/// empty cells and total correlation (Watanabe 1960). Balanced on the margins only is a table whose parities
/// all reach `balanced_from` while its `correlation_share` reaches `correlated_from`. `weights` gives each
/// seat's weight, such as person-time; empty for 1 each. Without seats whose categories are all known: no
/// values and the reason "empty". Time O(seats · attributes · log seats); the number of cells does not
/// matter. Any order of seats gives the same bits.
/// @throws InvalidArgument for no attributes, attributes of different lengths, an attribute without expected
/// categories, a category that is not below `expected`, weights that are negative, NaN or infinite; Overflow
/// when there are more than 2^63 cells
[[nodiscard]] IntersectionalBalance intersectional_balance(std::span<const CrossedAttribute> attributes,
                                                           std::span<const double> weights = {},
                                                           const IntersectionalOptions& options = {});

} // namespace samspill
