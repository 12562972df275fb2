#include "edited_forum_work.hpp"

#include "merged_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace samspill {

std::vector<SeatRow> seats_after(const SeatColumns& seats, const Renumbering& renumbering,
                                 const TableEdit& merged) {
    std::vector<MovedRow<SeatRow>> rows;
    rows.reserve(seats.size());
    for (std::size_t k = 0; k < seats.size(); ++k) {
        SeatRow row = row_of(seats, k);
        const bool moves = merged.removes(row.actor.position());
        row.actor = renumbering(row.actor);
        row.person = renumbering(row.person);
        if (!row.actor.is_none()) {
            rows.push_back({row, moves});
        }
    }
    return without_repetitions(std::move(rows));
}

std::vector<AttendanceRow> attendance_after(const AttendanceColumns& attendance,
                                            const Renumbering& renumbering) {
    std::vector<AttendanceRow> rows;
    rows.reserve(attendance.size());
    for (std::size_t k = 0; k < attendance.size(); ++k) {
        AttendanceRow row = row_of(attendance, k);
        row.actor = renumbering(row.actor);
        row.person = renumbering(row.person);
        if (!row.actor.is_none() || !row.person.is_none()) {
            rows.push_back(row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const AttendanceRow& a, const AttendanceRow& b) { return a.key() < b.key(); });
    std::vector<AttendanceRow> kept;
    kept.reserve(rows.size());
    for (const AttendanceRow& row : rows) {
        if (kept.empty() || kept.back().key() != row.key()) {
            kept.push_back(row);
            continue;
        }
        Count& spoken = kept.back().speaking_seconds;
        spoken = spoken.is_known() && row.speaking_seconds.is_known()
                     ? Count{std::min(spoken.value() + row.speaking_seconds.value(), Count::limit)}
                     : Count::unknown();
    }
    return kept;
}

TableEdit reviews_gone(const ReviewColumns& reviews, const TableEdit& people) {
    TableEdit gone;
    if (!people.is_nothing()) {
        gone.removed.reserve(reviews.person.size());
        for (const PersonId person : reviews.person) {
            gone.removed.push_back(!person.is_none() && people.removes(person.position()) ? 1 : 0);
        }
    }
    return gone;
}

} // namespace samspill
