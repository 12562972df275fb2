// What is asked of a forum: rules that a municipality can read, change and extend.
#pragma once

#include <samspill/model/text_by_language.hpp>
#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// What can be known about a forum, each a number (methods M1.12). Shares are fractions of 1, truth values 0
/// or 1. docs/methods/forum_rules.md says how each is found.
enum class ForumFact : std::uint8_t {
    parity,                      ///< of the seats over the expected sectors, M1.1
    coordinators,                ///< people, or seats without a person, with the role coordinator
    coordinators_placed,         ///< share of the coordinators of whom actor, role and tier are stated
    coordinator_hours_per_actor, ///< hours a week of all coordinators over the actors in the forum
    leading_sectors,             ///< share of the expected sectors for which somebody of the leadership sits
    mandate_stated,              ///< 0 or 1
    civil_society_share,         ///< seats of civil society and of users' own groups over all seats
    civil_society_types,         ///< distinct types of actors from there
    municipal_seats,             ///< seats
    fewest_seats_of_both,        ///< the smaller of municipal seats and those of civil society and users
    competences_missing,         ///< required competences that no member has
    end_stated,                  ///< 1 when a day of ending or the passing into operation is stated
    terms_stated,                ///< parts of the terms of reference that are stated, 0 to 5
    terms_age,                   ///< whole months since they were agreed on
    meeting_overlap,             ///< share of the meetings' minutes in which civil society's members are free
    agenda_relevance,            ///< share of the agenda's minutes that are relevant to both sides
    meeting_ratio,               ///< meetings held over meetings meant to be held
    users_involved,              ///< 1 for a seat of users, or a documented way to involve them
};

/// How a fact is held against the bounds of a rule.
enum class RuleComparison : std::uint8_t { at_least, at_most, exactly };

/// Whom the advice is for.
enum class RuleAddressee : std::uint8_t { municipality, civil_society, leadership };

/// How the advice is meant.
enum class RuleKind : std::uint8_t { step, recommendation, leadership_level, point_of_attention };

template <>
struct Vocabulary<ForumFact> {
    static constexpr std::array<std::string_view, 18> names{"parity",
                                                            "coordinators",
                                                            "coordinators_placed",
                                                            "coordinator_hours_per_actor",
                                                            "leading_sectors",
                                                            "mandate_stated",
                                                            "civil_society_share",
                                                            "civil_society_types",
                                                            "municipal_seats",
                                                            "fewest_seats_of_both",
                                                            "competences_missing",
                                                            "end_stated",
                                                            "terms_stated",
                                                            "terms_age",
                                                            "meeting_overlap",
                                                            "agenda_relevance",
                                                            "meeting_ratio",
                                                            "users_involved"};
};
template <>
struct Vocabulary<RuleComparison> {
    static constexpr std::array<std::string_view, 3> names{"at_least", "at_most", "exactly"};
};
template <>
struct Vocabulary<RuleAddressee> {
    static constexpr std::array<std::string_view, 3> names{"municipality", "civil_society", "leadership"};
};
template <>
struct Vocabulary<RuleKind> {
    static constexpr std::array<std::string_view, 4> names{"step", "recommendation", "leadership_level",
                                                           "point_of_attention"};
};

/// One rule: a fact, the bounds that it is held against, and the advice when it is not met.
struct ForumRule {
    std::string id{};               ///< such as "R1.parity"; what stands before the point groups rules
    std::vector<ForumForm> forms{}; ///< the forms of forum that it is asked of
    ForumFact fact = ForumFact::parity;
    RuleComparison comparison = RuleComparison::at_least;
    double pass = 0.0;            ///< the bound that is met or not
    std::optional<double> warn{}; ///< a weaker bound: met, the rule gives a warning and does not fail
    RuleKind kind = RuleKind::recommendation;
    std::vector<RuleAddressee> addressees{};
    std::string source{};      ///< where the rule comes from
    TextByLanguage question{}; ///< what is asked, in plain words
    TextByLanguage advice{};   ///< what to do when it is not met
};

/// Rules and their version, in the order of their ids.
struct ForumRules {
    std::string version{};
    std::vector<ForumRule> rules{};
};

} // namespace samspill
