// Does each forum do what makes such forums work?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/forum_rule.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/forum_rules_result.hpp>

#include <vector>

namespace samspill {

struct ForumRulesOptions {
    /// The day whose seats count, up to which meetings do, and on which terms of reference are aged. With
    /// SeatDay::all_seats() all seats and meetings count, and ages are those on the latest day.
    SeatDay as_of{};
    /// Sectors a forum is meant to bring together when its own composition does not say so.
    std::vector<Sector> expected_sectors{Sector::municipal, Sector::civil_society};
};

/// Holds facts about each forum against the rules (methods M1.12); each row tells the value, the bound and
/// the rows of tables that it rests on. What the data do not say is `not_assessable` with the reason, never a
/// pass or a failure. Users' own groups count as civil society wherever the rules speak of it, as they do in
/// the catalogue that the rules come from.
/// @throws MissingTable when the tables forums or seats were not given
/// @throws InvalidArgument for no rules, a rule twice, bounds that are not finite, no or repeated expected
/// sectors
/// O(rows of the forums' tables + forums * rules); Cancelled when `control` asks to stop.
[[nodiscard]] ForumRulesResult forum_rules(const ActorNetwork& network, ForumRules rules,
                                           const ForumRulesOptions& options = {},
                                           RunControl* control = nullptr);

} // namespace samspill
