// Private to analysis: the rows of a balance by groups, from what is counted and what it is compared with.
#pragma once

#include <samspill/analysis/intersectional_balance.hpp>
#include <samspill/result/group_balance_result.hpp>

#include "counted_amounts.hpp"
#include "seat_categories.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// One attribute and what its groups are compared with.
struct ComparedAttribute {
    ComparedAttribute(const ActorNetwork& network, const BalancedAttribute& asked);

    GroupAttribute attribute;
    SeatCategories categories;
    std::vector<std::optional<double>> baseline;       ///< by group; nothing where it is not known
    std::optional<std::vector<double>> known_baseline; ///< all of it, if all of it is known

    [[nodiscard]] std::size_t groups() const noexcept { return categories.groups().size(); }
};

/// Amounts of one attribute by group, then of none of the groups and of several.
[[nodiscard]] std::vector<double> sums_by_group(const ComparedAttribute& attribute,
                                                const CountedAmounts& amounts);

/// The measures of one attribute. O(groups log groups).
[[nodiscard]] AttributeBalance attribute_row(const ComparedAttribute& attribute, std::size_t position,
                                             const CountedAmounts& amounts, std::span<const double> sums);

/// Appends a row for each group. O(groups²).
void add_group_rows(std::vector<GroupShare>& rows, const ComparedAttribute& attribute, std::size_t position,
                    const CountedAmounts& amounts, std::span<const double> sums);

/// All attributes where they cross.
[[nodiscard]] CrossedBalance crossed_row(std::span<const ComparedAttribute> attributes,
                                         const CountedAmounts& amounts, const IntersectionalOptions& options);

/// How unequal the speaking time of a forum's members is.
[[nodiscard]] AirtimeInequality airtime_row(const ComparedAttribute& attribute, std::size_t position,
                                            const ForumMeetingAmounts& meetings);

} // namespace samspill::detail
