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

AttendanceTally AttendanceSeries::tally_of(MeetingId meeting) {
    AttendanceTally tally;
    tally.groups.resize(groups_.size());
    tally.meetings = 1;
    if (sources_.meetings.is_recorded(meeting)) {
        tally.recorded = 1;
        detail::read_presence(sources_.network, sources_.meetings, meeting, presence_);
        count_members(tally);
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

/// An actor whose seat several people took is present once, and spoke as long as they all did.
void AttendanceSeries::count_members(AttendanceTally& tally) const {
    tally.guests = presence_.guests;
    tally.spoken = presence_.spoken ? 1 : 0;
    for (std::size_t k = 0; k < holders_.size(); ++k) {
        tally.entitled += presence_.seated[k];
        tally.present += presence_.came[k];
        for (const std::uint32_t group : of_holder_[k]) {
            GroupTally& sums = tally.groups[group];
            sums.entitled += presence_.seated[k];
            sums.present += presence_.came[k];
            sums.speaking += presence_.spoken ? presence_.seconds[k] : 0;
        }
    }
}

void AttendanceSeries::count_items(AttendanceTally& tally, MeetingId meeting) const {
    const AgendaItemColumns& items = sources_.network.agenda_items();
    const auto [first, last] = sources_.meetings.items_of(meeting);
    for (std::uint32_t row = first; row < last; ++row) {
        ++tally.items;
        const std::optional<std::int64_t> minutes = detail::relevant_minutes(sources_.network, row);
        if (sources_.questions.relevance && minutes) {
            count_relevance(tally, *minutes, items.relevant_sectors[row]);
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
