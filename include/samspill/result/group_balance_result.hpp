// Who sits in the forums by any attribute of people and actors, and where attributes cross.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/group_attribute.hpp>
#include <samspill/result/inequality_result.hpp>
#include <samspill/result/intersectional_result.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// An attribute and the groups that balance is asked for, in the order of the options or of their names.
struct AttributeGroups {
    GroupAttribute attribute = GroupAttribute::sector;
    std::vector<std::string> groups;
};

/// Balance of one attribute in one forum, or over all forums (`forum` is none). Measures are over the seats
/// whose group is one of those asked for.
struct AttributeBalance {
    ForumId forum;
    Date as_of;                 ///< whose seats count; unknown for a window and when all seats count
    std::size_t attribute = 0;  ///< position in GroupBalanceResult::attributes
    double seats = 0.0;         ///< all seats
    double seats_counted = 0.0; ///< in exactly one of the groups: the denominator of the measures
    double seats_unknown = 0.0; ///< in none of them, or nobody stated it
    double seats_in_several = 0.0;
    Measure parity;
    Measure min_max_ratio;
    Measure dissimilarity;
    Measure kullback_leibler;
    Measure blau;
    Measure iqv;
    Measure shannon;
    Measure pielou;
    Measure hill_1;
    Measure hill_2;
};

/// One group of one attribute in one forum, or over all forums.
struct GroupShare {
    ForumId forum;
    std::size_t attribute = 0;
    std::size_t group = 0; ///< position in AttributeGroups::groups
    double seats = 0.0;
    std::optional<double> share;          ///< of the seats that are counted
    std::optional<double> baseline_share; ///< of the baseline over the same groups
    Measure ratio;                        ///< share / baseline share
    Measure gap;                          ///< share - baseline share
};

/// The crossing of all attributes in one forum, or over all forums.
struct CrossedBalance {
    ForumId forum;
    IntersectionalBalance balance;
};

/// How much the forums differ in the groups of one attribute.
struct AttributeSegregation {
    std::size_t attribute = 0;
    Segregation segregation; ///< supergroups are the forms of forum, by their place in the vocabulary
};

/// Result of group_balance(). Forums are those of the network it was computed from; rows over all forums come
/// last.
struct GroupBalanceResult {
    Provenance provenance;
    std::vector<AttributeGroups> attributes;
    std::vector<AttributeBalance> forums;          ///< by forum, then attribute
    std::vector<GroupShare> groups;                ///< by forum, then attribute, then group
    std::vector<CrossedBalance> crossed;           ///< by forum; empty for one attribute
    std::vector<AttributeSegregation> segregation; ///< by attribute
};

} // namespace samspill
