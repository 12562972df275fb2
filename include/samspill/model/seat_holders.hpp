// Who holds the seats of each forum, and whose seat somebody at a meeting took.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/forum.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill {

/// A person with all seats that they have in one forum, or an actor with the seats that name no person.
struct SeatHolder {
    ForumId forum;
    ActorId actor;   ///< the first by id of those that the seats are held for
    PersonId person; ///< none where the seats name no person
    std::uint32_t first = 0;
    std::uint32_t last = 0; ///< the seats are SeatHolders::seats()[first, last)
};

/// The holders of all seats, by forum, then people by id, then actors by id.
class SeatHolders {
public:
    /// Seats may be in any order; each must name a forum below `forums`. The seats must outlive this object.
    /// O(n log n).
    SeatHolders(const SeatColumns& seats, std::size_t forums);

    [[nodiscard]] const std::vector<SeatHolder>& all() const noexcept { return holders_; }
    /// Holders of one forum; their numbers in `all` begin at first_of(forum).
    [[nodiscard]] std::span<const SeatHolder> of(ForumId forum) const noexcept;
    [[nodiscard]] std::uint32_t first_of(ForumId forum) const noexcept { return begin_[forum.position()]; }

    /// Rows of the table of seats that the holder has.
    [[nodiscard]] std::span<const std::uint32_t> seats_of(const SeatHolder& holder) const noexcept {
        return std::span{rows_}.subspan(holder.first, holder.last - holder.first);
    }
    /// True when one of the holder's seats holds on that day; an unknown day fits every seat.
    [[nodiscard]] bool is_seated(const SeatHolder& holder, Date day) const noexcept;

    /// Number of the holder whose seat somebody took who came on that day as `person` for `actor`, either of
    /// which may be none: the person's own seat, else the seat of the actor that names no person, else, where
    /// no person is named, the seat of the only person who sits for that actor on that day. Nothing when
    /// there is none. O(log n), and O(seats of the actor) for the last.
    [[nodiscard]] std::optional<std::uint32_t> find(ForumId forum, Date day, ActorId actor,
                                                    PersonId person) const noexcept;

private:
    struct NamedSeat {
        std::uint32_t row = 0;
        std::uint32_t holder = 0;
    };

    [[nodiscard]] std::optional<std::uint32_t> seated(ForumId forum, Date day, PersonId person,
                                                      ActorId actor) const noexcept;

    [[nodiscard]] std::optional<std::uint32_t> only_person_for(ForumId forum, Date day,
                                                               ActorId actor) const noexcept;

    const SeatColumns& seats_;
    std::vector<std::uint32_t> rows_;
    std::vector<SeatHolder> holders_;
    std::vector<std::uint32_t> begin_; // by forum, and the end of the last
    std::vector<NamedSeat> by_actor_;  // seats that name a person, by forum and actor
};

} // namespace samspill
