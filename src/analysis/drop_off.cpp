#include <samspill/analysis/drop_off.hpp>

#include <samspill/core/error.hpp>

#include "../detail/forum_meetings.hpp"
#include "../detail/holder_groups.hpp"
#include "../detail/options_echo.hpp"
#include "core/parallel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

using detail::ForumMeetings;
using detail::HolderGroups;

/// What is seen of one holder on a walk through the meetings; times since the first meeting with a seat.
struct Seen {
    bool has_entry = false;
    std::int64_t entry = 0;    ///< number of that meeting from 0, or its day
    std::int64_t attended = 0; ///< 0 for never; in days 0 is the first meeting too
    std::int64_t observed = 0; ///< time of the last recorded meeting
    std::int64_t silent = 0;   ///< recorded meetings since the last attended one
    std::int64_t recorded = 0;
    std::vector<std::int64_t> missed{};
};

class DropOff {
public:
    DropOff(const ActorNetwork& network, const DropOffOptions& options)
        : network_{network}, options_{options}, meetings_{network}, groups_{network, options.attribute} {}

    DropOffResult run(RunControl* control) const {
        DropOffResult result;
        result.provenance = detail::provenance_of("drop_off", network_);
        result.unit = counts_days() ? "days" : "meetings";
        result.groups = groups_.names();
        const std::size_t forums = network_.forums().size();
        constexpr std::size_t forums_a_task = 64; // enough to be worth a thread's while
        std::vector<DropOffResult> parts((forums + forums_a_task - 1) / forums_a_task);
        detail::run_in_parallel(parts.size(), control, "following members",
                                [&](std::size_t task, RunControl* own) {
                                    StageTicker ticker{own};
                                    const std::size_t last = std::min(forums, (task + 1) * forums_a_task);
                                    for (std::size_t f = task * forums_a_task; f < last; ++f) {
                                        add_forum(parts[task], ForumId{f}, ticker);
                                    }
                                });
        std::size_t spells = 0;
        for (const DropOffResult& part : parts) {
            spells += part.spells.size();
        }
        result.spells.reserve(spells);
        result.observed.reserve(spells);
        for (const DropOffResult& part : parts) {
            join(result, part);
        }
        detail::echo(result.provenance, "attribute", std::string{to_string(options_.attribute)});
        detail::echo(result.provenance, "unit", std::string{result.unit});
        detail::echo(result.provenance, "silent_meetings", std::to_string(options_.silent_meetings));
        return result;
    }

private:
    [[nodiscard]] bool counts_days() const noexcept { return options_.unit == DropOffUnit::days; }

    static void join(DropOffResult& result, const DropOffResult& part) {
        result.spells.insert(result.spells.end(), part.spells.begin(), part.spells.end());
        result.observed.insert(result.observed.end(), part.observed.begin(), part.observed.end());
        result.unobserved += part.unobserved;
        result.in_one += part.in_one;
        result.in_several += part.in_several;
        result.in_unknown += part.in_unknown;
        for (std::size_t row = 0; row < part.absences.size(); ++row) {
            for (const std::int64_t time : part.absences[row]) {
                result.absences.push_value(time);
            }
            result.absences.end_row();
        }
    }

    void add_forum(DropOffResult& result, ForumId forum, StageTicker& ticker) const {
        const auto holders = meetings_.holders().of(forum);
        const auto meetings = meetings_.of(forum);
        std::vector<Seen> seen(holders.size());
        std::vector<std::uint8_t> came(holders.size());
        for (std::size_t number = 0; number < meetings.size(); ++number) {
            const auto [first, last] = meetings_.attendance_of(meetings[number]);
            ticker.step(1 + last - first);
            std::fill(came.begin(), came.end(), std::uint8_t{0});
            meetings_.visit_attendance(meetings[number],
                                       [&](std::uint32_t, std::optional<std::uint32_t> holder) {
                                           if (holder) {
                                               came[*holder] = 1;
                                           }
                                       });
            const Date day = meetings_.day(meetings[number]);
            const std::int64_t clock =
                counts_days() ? day.days_since_epoch() : static_cast<std::int64_t>(number);
            for (std::size_t k = 0; k < holders.size(); ++k) {
                if (meetings_.holders().is_seated(holders[k], day)) {
                    pass(seen[k], clock, first < last, came[k] != 0);
                }
            }
        }
        for (std::size_t k = 0; k < holders.size(); ++k) {
            add_spells(result, holders[k], seen[k]);
        }
    }

    /// One meeting to which the holder is entitled. In meetings the first one has the time 1.
    void pass(Seen& seen, std::int64_t clock, bool recorded, bool came) const {
        const std::int64_t first_time = counts_days() ? 0 : 1;
        seen.entry = seen.has_entry ? seen.entry : clock;
        seen.has_entry = true;
        if (!recorded) {
            return;
        }
        // Offsets to UTC may put a later meeting on an earlier day.
        const std::int64_t time = std::max(clock - seen.entry + first_time, seen.observed);
        ++seen.recorded;
        seen.observed = time;
        if (came) {
            seen.attended = time;
            seen.silent = 0;
        } else {
            ++seen.silent;
            seen.missed.push_back(time);
        }
    }

    void add_spells(DropOffResult& result, const SeatHolder& holder, const Seen& seen) const {
        if (seen.recorded == 0) {
            ++result.unobserved;
            return;
        }
        const auto groups = groups_.of(holder.actor, holder.person);
        AttendanceSpell spell{.forum = holder.forum,
                              .actor = holder.actor,
                              .person = holder.person,
                              .group = AttendanceSpell::no_group,
                              .duration = seen.attended,
                              .end = end_of(holder, seen),
                              .recorded = seen.recorded,
                              .in_several = groups.size() > 1};
        std::int64_t& like_this = groups.empty()     ? result.in_unknown
                                  : spell.in_several ? result.in_several
                                                     : result.in_one;
        ++like_this;
        for (std::size_t k = 0; k < std::max<std::size_t>(groups.size(), 1); ++k) {
            spell.group = groups.empty() ? AttendanceSpell::no_group : groups[k];
            result.spells.push_back(spell);
            result.observed.push_back(seen.observed);
            for (const std::int64_t time : seen.missed) {
                result.absences.push_value(time);
            }
            result.absences.end_row();
        }
    }

    [[nodiscard]] SpellEnd end_of(const SeatHolder& holder, const Seen& seen) const {
        const SeatColumns& seats = network_.seats();
        const auto rows = meetings_.holders().seats_of(holder);
        const auto is_open = [&](std::uint32_t k) {
            return !seats.period[k].to.is_known() && !seats.ended_by[k];
        };
        const bool ended = std::none_of(rows.begin(), rows.end(), is_open);
        const std::uint32_t last = *std::max_element(rows.begin(), rows.end(), [&](auto a, auto b) {
            return seats.period[a].to < seats.period[b].to;
        });
        if (ended && seats.ended_by[last] == SeatEnd::resigned) {
            return SpellEnd::resigned;
        }
        if (seen.silent >= options_.silent_meetings) {
            return SpellEnd::silent;
        }
        const Date end = seats.period[last].to;
        if (ended && (!end.is_known() || is_over(holder.forum, end))) {
            return SpellEnd::seat_ended;
        }
        return seen.silent > 0 ? SpellEnd::unconfirmed : SpellEnd::active;
    }

    /// True when the forum met on that day or later.
    [[nodiscard]] bool is_over(ForumId forum, Date day) const {
        return meetings_.day(meetings_.of(forum).back()) >= day;
    }

    const ActorNetwork& network_;
    const DropOffOptions& options_;
    ForumMeetings meetings_;
    HolderGroups groups_;
};

} // namespace

DropOffResult drop_off(const ActorNetwork& network, const DropOffOptions& options, RunControl* control) {
    detail::require_attendance(network, "drop_off");
    if (options.silent_meetings < 1) {
        throw InvalidArgument{"silent_meetings must be at least 1"};
    }
    return DropOff{network, options}.run(control);
}

} // namespace samspill
