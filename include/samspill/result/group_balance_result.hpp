// Who sits in the forums, comes, speaks and is on the agenda, by any attribute of people and actors, and
// where attributes cross.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/group_attribute.hpp>
#include <samspill/model/vocabulary.hpp>
#include <samspill/result/brief_measure.hpp>
#include <samspill/result/exact_test.hpp>
#include <samspill/result/inequality_result.hpp>
#include <samspill/result/intersectional_result.hpp>
#include <samspill/result/provenance.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// What groups have parts of.
enum class Counted : std::uint8_t {
    seats,      ///< as in representation(); at a meeting its members: who holds a seat on its day, as in
                ///< attendance()
    people,     ///< people who hold a seat, each once; seats that name no person are left out
    attendance, ///< meetings that members came to
    airtime,    ///< seconds that members spoke, in meetings where that is stated for all members who came
    agenda,     ///< minutes of agenda items that concern the sector; several where an item does
};

template <>
struct Vocabulary<Counted> {
    static constexpr std::array<std::string_view, 5> names{"seats", "people", "attendance", "airtime",
                                                           "agenda"};
};

/// An attribute and the groups that balance is asked for, in the order of the options or of their names.
struct AttributeGroups {
    GroupAttribute attribute = GroupAttribute::sector;
    std::vector<std::string> groups;
};

/// What a row is about: one forum, one meeting of it, or all forums (both ids are none).
struct BalanceSubject {
    Counted counted = Counted::seats;
    ForumId forum;
    MeetingId meeting;
    std::int64_t number = 0; ///< 1 is the first meeting of the forum by time; 0 for no meeting

    [[nodiscard]] friend bool operator==(const BalanceSubject&, const BalanceSubject&) = default;
};

/// Balance of one attribute. Amounts are seats, people, attendances, seconds or minutes; nothing where they
/// are not known. Measures are over what is in exactly one of the groups asked for.
struct AttributeBalance {
    BalanceSubject subject;
    Date as_of;                   ///< whose seats count; unknown for a window and when all seats count
    std::size_t attribute = 0;    ///< position in GroupBalanceResult::attributes
    std::optional<double> amount; ///< in all
    std::optional<double> amount_counted; ///< in exactly one of the groups: the denominator of the measures
    std::optional<double> amount_unknown; ///< in none of them, or nobody stated it
    std::optional<double> amount_in_several; ///< of members that are in several
    std::int64_t meetings = 0;               ///< of attendance, airtime and agenda: those there were
    std::int64_t meetings_counted = 0;       ///< those of which it is known; the others are left out
    std::string_view note;                   ///< what is left out, or why nothing is known; a literal
    BriefMeasure parity;                     ///< M1.1
    BriefMeasure min_max_ratio;              ///< M1.1
    BriefMeasure dissimilarity;              ///< M1.2, as the next two
    BriefMeasure gallagher;
    BriefMeasure kullback_leibler;
    BriefMeasure blau; ///< M1.3, as those that follow
    BriefMeasure iqv;
    BriefMeasure blau_unbiased;
    BriefMeasure shannon;
    BriefMeasure pielou;
    BriefMeasure hill_1;
    BriefMeasure hill_2;
};

/// The same of a forum or of all forums, with an exact test of whole seats or people.
struct ForumAttributeBalance : AttributeBalance {
    ExactTest against_baseline; ///< multinomial, baseline shares of the groups (M1.6)
};

/// One group of one attribute.
struct GroupShare {
    BalanceSubject subject;
    std::size_t attribute = 0;
    std::size_t group = 0;                ///< position in AttributeGroups::groups
    std::optional<double> amount;         ///< nothing where it is not known
    std::optional<double> share;          ///< of amount_counted
    std::optional<double> baseline;       ///< people, inhabitants, actors or weight; nothing where not known
    std::optional<double> baseline_share; ///< of the baseline over the same groups
    BriefMeasure ratio;                   ///< share / baseline share
    BriefMeasure gap;                     ///< share - baseline share
    BriefMeasure log_ratio;               ///< ln of the ratio
};

/// The crossing of all attributes. Nothing is crossed of the agenda, which concerns sectors only.
struct CrossedBalance {
    BalanceSubject subject;
    IntersectionalBalance balance;
};

/// How much the forums differ in the groups of one attribute.
struct AttributeSegregation {
    Counted counted = Counted::seats;
    std::size_t attribute = 0;
    std::int64_t forums_unknown = 0; ///< left out because what is counted is not known there
    Segregation segregation;         ///< supergroups are the forms of forum, by their place in the vocabulary
};

/// How unequal the speaking time of a forum's members is (M1.4): of those who held a seat on the day of a
/// meeting whose speaking times are known. Who did not come spoke for 0 seconds.
struct AirtimeInequality {
    ForumId forum;
    std::size_t attribute = 0;
    std::int64_t members = 0;    ///< in exactly one of the groups
    std::int64_t left_out = 0;   ///< in none of them, in several, or nobody stated it
    std::string_view note;       ///< what is left out, or why nothing is known; a literal
    AmountInequality inequality; ///< groups are those of the attribute, by position
};

/// Result of group_balance(). Forums are those of the network it was computed from; rows over all forums come
/// last.
struct GroupBalanceResult {
    Provenance provenance;
    std::vector<AttributeGroups> attributes;
    std::vector<ForumAttributeBalance> forums;   ///< by forum, then what is counted, then attribute
    std::vector<GroupShare> groups;              ///< in the same order, then by group
    std::vector<CrossedBalance> crossed;         ///< by forum; empty for one attribute
    std::vector<AttributeBalance> meetings;      ///< by forum, time, what is counted, attribute; if asked for
    std::vector<GroupShare> meeting_groups;      ///< in the same order, then by group
    std::vector<CrossedBalance> meeting_crossed; ///< by forum, then time; empty for one attribute
    std::vector<AttributeSegregation> segregation; ///< by what is counted, then attribute
    std::vector<AirtimeInequality> airtime;        ///< by forum, then attribute; if airtime is counted
};

} // namespace samspill
