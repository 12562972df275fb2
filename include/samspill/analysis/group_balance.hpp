// Is the say of forums balanced by sector, tier, gender, language, place: one by one and where they cross?
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/date.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/group_attribute.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/group_balance_result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// What the shares of groups are compared with.
enum class GroupBaseline : std::uint8_t {
    equal,      ///< equal parts of the groups
    actors,     ///< actors of the network; for attributes that actors have
    people,     ///< people of the network
    population, ///< inhabitants of areas; for `area` (each without the areas inside it) and `former_unit`
    needs,      ///< people in needs; for `language`, `area`, `former_unit`, `membership` (their target
                ///< group); not known for a group with a need of unknown size
    given,      ///< BalancedAttribute::baseline
};

template <>
struct Vocabulary<GroupBaseline> {
    static constexpr std::array<std::string_view, 6> names{"equal",      "actors", "people",
                                                           "population", "needs",  "given"};
};

struct BalancedAttribute {
    GroupAttribute attribute = GroupAttribute::sector;
    /// The groups that are expected, whether or not anybody of them has a seat, such as `woman` and `man` of
    /// the memberships. Empty: municipal and civil society for the sector; for the others all groups that
    /// hold a seat anywhere, and all that the baseline has, seated or not: people's or actors' own, those
    /// that needs name, places with inhabitants or needs outside the places seated (of inhabited ones the
    /// outermost).
    std::vector<std::string> groups{};
    GroupBaseline baseline = GroupBaseline::equal;
    std::vector<double> weights{}; ///< for GroupBaseline::given: one a group, in any unit
};

struct GroupBalanceOptions {
    std::vector<BalancedAttribute> attributes{{}};
    /// The day whose seats count, 1 each.
    SeatDay as_of{};
    /// In place of a day: a seat counts the part of the window [from, to) that it was
    /// held, a person the part in which one of their seats was. Meetings count whenever they were.
    std::optional<DateInterval> window{};
    /// From which parity on an attribute counts as balanced (project choice).
    double balanced_from = 0.8;
    /// From which share of the largest total correlation on attributes hang together (project choice).
    double correlated_from = 0.1;
    /// What is counted, none twice. Rows stand in this order.
    std::vector<Counted> counted{Counted::seats};
    /// True: also for each meeting of each forum.
    bool series = false;
    /// Of the exact tests. With many groups a test can take long, so the default makes fewer of them than
    /// elsewhere: up to 5 groups of 30 seats, 3 of 300.
    ExactTestOptions tests{.max_outcomes = 50'000};
};

/// Balance of each forum, of all forums together and, if asked for, of each meeting, by each attribute
/// (methods M1.1 to M1.3) and by all attributes crossed (M1.5); how much the forums differ (M1.4); exact
/// tests of seats and people (M1.6); and how unequal speaking time is among the members of a forum (M1.4).
/// Seats are counted as in representation(), members and meetings as in attendance(). Whoever belongs to none
/// of the groups, or to several, or of whom nobody said, is counted apart and is in no share. Meetings of
/// which something is not recorded are left out of it, and a note says so; where it is known of none, amounts
/// and measures are `unknown`. Over all forums a person counts once among the people.
/// @throws MissingTable when the tables forums or seats were not given, or one that a baseline, the series or
/// what is counted needs
/// @throws InvalidArgument for no attributes or one twice, a group twice, nothing counted or something twice,
/// a baseline that the attribute does not have, weights of another number than groups, negative or all 0, a
/// window without both ends, of no days or beside as_of, balanced_from or correlated_from not in (0, 1]
/// O(attributes * (seats log seats + forums * groups) + cost of the exact tests), with meetings in `counted`
/// or a series O(meetings * (holders of the forum + groups²) * attributes) more; Cancelled when `control`
/// asks to stop.
[[nodiscard]] GroupBalanceResult group_balance(const ActorNetwork& network,
                                               const GroupBalanceOptions& options = {},
                                               RunControl* control = nullptr);

} // namespace samspill
