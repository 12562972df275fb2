// Private to analysis: what can be known about a forum, number by number.
#pragma once

#include <samspill/analysis/forum_rules.hpp>
#include <samspill/analysis/representation.hpp>

#include "../detail/forum_meetings.hpp"
#include "forum_meeting_facts.hpp"
#include "forum_seats.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// Facts about the forums of one network, which must outlive this.
class ForumFacts {
public:
    ForumFacts(const ActorNetwork& network, const ForumRulesOptions& options);

    [[nodiscard]] ForumFactValue of(ForumFact fact, ForumId forum) const;
    [[nodiscard]] const SeatDays& days() const noexcept { return time_.days; }

private:
    using SeatRows = std::span<const std::uint32_t>;

    [[nodiscard]] SeatRows seats_of(ForumId forum) const;
    [[nodiscard]] SeatRange all_seats_of(ForumId forum) const;
    [[nodiscard]] bool is_civil_society(std::uint32_t seat) const;
    [[nodiscard]] std::string seat_text(std::uint32_t seat) const;
    [[nodiscard]] bool are_roles_stated(ForumId forum) const;
    [[nodiscard]] std::vector<std::uint32_t> coordinators(ForumId forum) const;
    [[nodiscard]] std::string_view why_no_coordinator(ForumId forum) const;

    [[nodiscard]] ForumFactValue balance(ForumId forum) const;
    [[nodiscard]] ForumFactValue coordinator_count(ForumId forum) const;
    [[nodiscard]] ForumFactValue coordinators_placed(ForumId forum) const;
    [[nodiscard]] ForumFactValue coordinator_hours(ForumId forum) const;
    [[nodiscard]] ForumFactValue leading_sectors(ForumId forum) const;
    [[nodiscard]] ForumFactValue civil_society_share(ForumId forum) const;
    [[nodiscard]] ForumFactValue civil_society_types(ForumId forum) const;
    [[nodiscard]] ForumFactValue municipal_seats(ForumId forum) const;
    [[nodiscard]] ForumFactValue fewest_seats_of_both(ForumId forum) const;
    [[nodiscard]] ForumFactValue users_involved(ForumId forum) const;

    const ActorNetwork& network_;
    const ForumRulesOptions& options_;
    ForumMeetings meetings_;
    SeatTime time_;
    std::vector<Date> today_;              // by forum, to count ages from; known also where all seats count
    std::vector<SectorWeights> seats_;     // by forum and sector, people once
    std::vector<std::uint32_t> seat_rows_; // rows of seats that are held, by forum
    std::vector<std::uint32_t> begin_;
    std::vector<std::uint32_t> all_begin_; // where the seats of each forum begin in the table
    bool is_involvement_recorded_ = false; // for any forum of the study
};

} // namespace samspill::detail
