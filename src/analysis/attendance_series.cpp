#include "attendance_series.hpp"

#include <algorithm>
#include <optional>

namespace samspill {

AttendanceSeries::AttendanceSeries(const AttendanceSources& sources, ForumId forum,
                                   const std::vector<std::uint32_t>& groups)
    : sources_{sources}, holders_{sources.meetings.holders().of(forum)}, groups_{groups} {
    for (const SeatHolder& holder : holders_) {
        for (const std::uint32_t group : sources.groups.of(holder.actor, holder.person)) {
            of_holder_.push_value(local(group));
        }
        of_holder_.end_row();
    }
}

AttendanceTally AttendanceSeries::tally_of(MeetingId meeting) const {
    AttendanceTally tally;
    tally.groups.resize(groups_.size());
    tally.meetings = 1;
    if (sources_.meetings.is_recorded(meeting)) {
        tally.recorded = 1;
        count_entitled(tally, meeting);
        count_present(tally, meeting);
    }
    count_items(tally, meeting);
    return tally;
}

/// Position of a group among those of the forum; their number when it is none of them.
std::uint32_t AttendanceSeries::local(std::uint32_t group) const {
    const auto found = std::lower_bound(groups_.begin(), groups_.end(), group);
    return static_cast<std::uint32_t>(found != groups_.end() && *found == group
                                          ? found - groups_.begin()
                                          : static_cast<std::ptrdiff_t>(groups_.size()));
}

void AttendanceSeries::count_entitled(AttendanceTally& tally, MeetingId meeting) const {
    const Date day = sources_.meetings.day(meeting);
    for (std::size_t k = 0; k < holders_.size(); ++k) {
        if (sources_.meetings.holders().is_seated(holders_[k], day)) {
            ++tally.entitled;
            for (const std::uint32_t group : of_holder_[k]) {
                ++tally.groups[group].entitled;
            }
        }
    }
}

/// An actor whose seat several people took is present once, and spoke as long as they all did.
void AttendanceSeries::count_present(AttendanceTally& tally, MeetingId meeting) const {
    std::vector<std::uint8_t> came(holders_.size(), 0);
    bool all_spoken_known = true;
    sources_.meetings.visit_attendance(meeting, [&](std::uint32_t row, std::optional<std::uint32_t> holder) {
        if (!holder) {
            ++tally.guests;
            return;
        }
        const bool is_first = came[*holder] == 0;
        came[*holder] = 1;
        tally.present += is_first ? 1 : 0;
        const Count spoken = sources_.network.attendance().speaking_seconds[row];
        all_spoken_known = all_spoken_known && spoken.is_known();
        for (const std::uint32_t group : of_holder_[*holder]) {
            tally.groups[group].present += is_first ? 1 : 0;
            tally.groups[group].speaking += spoken.is_known() ? spoken.value() : 0;
        }
    });
    if (all_spoken_known && tally.present > 0) {
        tally.spoken = 1;
        return;
    }
    for (GroupTally& group : tally.groups) {
        group.speaking = 0;
    }
}

void AttendanceSeries::count_items(AttendanceTally& tally, MeetingId meeting) const {
    const AgendaItemColumns& items = sources_.network.agenda_items();
    const auto [first, last] = sources_.meetings.items_of(meeting);
    for (std::uint32_t row = first; row < last; ++row) {
        ++tally.items;
        const auto sectors = items.relevant_sectors[row];
        if (sources_.questions.relevance && items.minutes[row].is_known() && !sectors.empty()) {
            count_relevance(tally, items.minutes[row].value(), sectors);
        }
        const auto proposers = sources_.groups.of(items.proposed_by[row]);
        tally.items_proposed += proposers.empty() ? 0 : 1;
        for (const std::uint32_t group : proposers) {
            if (const std::uint32_t at = local(group); at < groups_.size()) {
                ++tally.groups[at].proposed;
            }
        }
    }
}

void AttendanceSeries::count_relevance(AttendanceTally& tally, std::int64_t minutes,
                                       std::span<const Sector> sectors) const {
    bool municipal = false;
    bool civil = false;
    for (const Sector sector : sectors) {
        municipal = municipal || sector == Sector::municipal;
        civil = civil || is_civil(sector);
        if (const std::uint32_t at = local(static_cast<std::uint32_t>(sector)); at < groups_.size()) {
            tally.groups[at].relevant += minutes;
        }
    }
    ++tally.items_relevant;
    tally.minutes += minutes;
    tally.minutes_both += municipal && civil ? minutes : 0;
}

} // namespace samspill
