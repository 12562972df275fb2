// What if: a network with one thing changed, at the cost of what changes.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/tie.hpp>

namespace samspill {

// Each function gives a new network and leaves the old one as it is. Tables whose cells stay the same are
// shared with it. The new network has the tables, the relation layers and the fingerprint that a builder
// would give for the changed rows; its pool may hold texts that no table uses any more. Ids of the old
// network do not name the same rows in the new one, because a row that comes or goes moves those behind it.
//
// A changed row must keep the rules that a builder checks: otherwise UnusableData is thrown with the findings
// that are errors, without file and row. Findings of the old network stay with the rows they are about, and
// go with them; findings about a row that is new or changed name no file and no row; notes that count rows
// are counted anew; what a reader said about whole tables stays.
//
// Time: O(cells of the tables that change), and O(actors + activities + ties) when a vertex or tie does; no
// text is hashed or sorted except those of the new row.

/// The network with one more activity. The actor, areas and prerequisites it names must exist.
/// @throws UnusableData when the row breaks a rule, such as an id that is taken
[[nodiscard]] ActorNetwork with_activity(const ActorNetwork& network, const Activity& activity);

/// The network without an activity, the ties to it, and its place among prerequisites.
/// @throws InvalidArgument when there is no such activity
[[nodiscard]] ActorNetwork without_activity(const ActorNetwork& network, ActivityId activity);

/// The network with another number of seats at an activity; Count::unknown() when nobody knows it.
/// @throws InvalidArgument when there is no such activity; UnusableData for a number out of range
[[nodiscard]] ActorNetwork with_capacity(const ActorNetwork& network, ActivityId activity, Count capacity);

/// The network without an actor: its activities, people, seats and ties go with it, and ties to its
/// activities too. Needs it referred have no entry point any more, its units belong to its parent, and seats
/// of other actors that one of its people held have no person.
/// @throws InvalidArgument when there is no such actor; UnusableData when it is the only one
[[nodiscard]] ActorNetwork without_actor(const ActorNetwork& network, ActorId actor);

/// The network with one more tie.
/// @throws UnusableData when source or target do not exist or a cell breaks a rule
[[nodiscard]] ActorNetwork with_tie(const ActorNetwork& network, const Tie& tie);

} // namespace samspill
