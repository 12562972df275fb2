// Private to the model: seats, attendance and reviews after actors or people have gone or were merged.
#pragma once

#include <samspill/model/actor_network.hpp>

#include "sorted_rows.hpp"
#include "table_edit.hpp"

#include <vector>

namespace samspill {

/// The seats of actors that are still there, in the order of the new network. A person who is gone leaves the
/// seat to the actor alone. `merged` removes actors whose seats move to another one; such a seat goes when
/// it repeats one. O(n log n).
[[nodiscard]] std::vector<SeatRow> seats_after(const SeatColumns& seats, const Renumbering& renumbering,
                                               const TableEdit& merged);

/// Whoever has neither actor nor person left is taken out. Two who have become one came together and spoke as
/// long as both did. O(n log n).
[[nodiscard]] std::vector<AttendanceRow> attendance_after(const AttendanceColumns& attendance,
                                                          const Renumbering& renumbering);

/// The ratings of people who are gone go with them: without their sector nobody could place them.
[[nodiscard]] TableEdit reviews_gone(const ReviewColumns& reviews, const TableEdit& people);

} // namespace samspill
