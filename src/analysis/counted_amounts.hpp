// Private to analysis: seats, people, attendances, seconds and minutes of forums and meetings, by who has
// them.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/group_balance_result.hpp>

#include "../detail/forum_meetings.hpp"
#include "forum_seats.hpp"
#include "meeting_presence.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// What one row of a balance counts.
struct CountedAmounts {
    BalanceSubject subject;
    std::vector<CountedSeat> members; ///< who has how much; several entries may be of one member
    SectorWeights minutes{};          ///< of the agenda, which has no members
    std::int64_t meetings = 0;
    std::int64_t meetings_counted = 0;
    std::int64_t items = 0; ///< of the agenda
    std::int64_t items_stated = 0;
    Status status = Status::ok;
    std::string_view reason; ///< why nothing is known, or what is left out; a literal

    /// Adds what another subject counts of the same kind.
    void add(const CountedAmounts& other);
    /// Sets status and reason by what was counted.
    void judge();
};

/// The people among seats, each once in every forum, or once in all where `over_all_forums`; for the first by
/// id of the actors that they sit for. The weight is 1, or the part of the window in which one of their seats
/// was held. `seats` are those of counted_seats(). O(seats log seats).
[[nodiscard]] std::vector<CountedSeat> counted_people(const ActorNetwork& network,
                                                      std::span<const CountedSeat> seats,
                                                      const std::optional<DateInterval>& window,
                                                      bool over_all_forums);

/// The row of seats, or of the people among them.
[[nodiscard]] CountedAmounts amounts_of_seats(ForumId forum, std::span<const CountedSeat> seats);
[[nodiscard]] CountedAmounts amounts_of_people(ForumId forum, std::span<const CountedSeat> people,
                                               std::span<const CountedSeat> seats);

/// What the meetings of one forum count.
struct ForumMeetingAmounts {
    CountedAmounts attendance;
    CountedAmounts airtime;
    CountedAmounts agenda;
    std::vector<CountedSeat>
        speakers; ///< members of meetings whose speaking times are known; weight: seconds
};

class MeetingAmounts {
public:
    explicit MeetingAmounts(const ActorNetwork& network) : network_{network}, meetings_{network} {}

    using Visit = std::function<void(const CountedAmounts&)>;

    /// Sums over the meetings of a forum. `visit`, which may be empty, is called with each of `counted` of
    /// each meeting by time. O(meetings * holders + attendance + items).
    [[nodiscard]] ForumMeetingAmounts of(ForumId forum, std::span<const Counted> counted,
                                         const Visit& visit) const;
    /// Steps of work that of() is.
    [[nodiscard]] std::uint64_t work(ForumId forum) const {
        return 1 + meetings_.of(forum).size() * (1 + meetings_.holders().of(forum).size());
    }

private:
    [[nodiscard]] CountedAmounts of_meeting(const BalanceSubject& subject,
                                            const MeetingPresence& presence) const;
    void add_agenda(CountedAmounts& amounts, MeetingId meeting) const;

    const ActorNetwork& network_;
    ForumMeetings meetings_;
};

} // namespace samspill::detail
