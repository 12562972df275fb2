#include <samspill/model/seat_holders.hpp>

#include <samspill/model/seat_day.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace samspill {
namespace {

/// Seats with the same key have the same holder.
auto key_of(ForumId forum, PersonId person, ActorId actor) noexcept {
    return std::tuple{forum, person, person.is_none() ? actor : ActorId::none()};
}

} // namespace

SeatHolders::SeatHolders(const SeatColumns& seats, std::size_t forums) : seats_{seats}, rows_(seats.size()) {
    std::vector<std::uint32_t> end(forums + 1, 0); // bucketed by forum first: small sorts stay in the cache
    for (const ForumId forum : seats.forum) {
        ++end[forum.position() + 1];
    }
    std::partial_sum(end.begin(), end.end(), end.begin());
    const std::vector<std::uint32_t> begin = end;
    for (std::uint32_t k = 0; k < rows_.size(); ++k) {
        rows_[end[seats.forum[k].position()]++] = k;
    }
    const auto key = [&](std::uint32_t k) { return key_of(seats.forum[k], seats.person[k], seats.actor[k]); };
    const auto order = [&](std::uint32_t k) { return std::tuple{key(k), seats.actor[k]}; };
    const auto within = [](auto& all, std::uint32_t first, std::uint32_t last, auto is_before) {
        std::stable_sort(all.begin() + first, all.begin() + last, is_before);
    };
    for (std::size_t f = 0; f < forums; ++f) {
        within(rows_, begin[f], begin[f + 1],
               [&](std::uint32_t a, std::uint32_t b) { return order(a) < order(b); });
    }
    for (std::uint32_t at = 0; at < rows_.size(); ++at) {
        const std::uint32_t k = rows_[at];
        if (at == 0 || key(rows_[at - 1]) != key(k)) {
            holders_.push_back({seats.forum[k], seats.actor[k], seats.person[k], at, at});
        }
        holders_.back().last = at + 1;
    }
    begin_.reserve(forums + 1);
    std::uint32_t next = 0;
    for (std::size_t f = 0; f <= forums; ++f) {
        while (next < holders_.size() && holders_[next].forum.position() < f) {
            ++next;
        }
        begin_.push_back(next);
    }
    for (std::uint32_t holder = 0; holder < holders_.size(); ++holder) {
        for (const std::uint32_t row : seats_of(holders_[holder])) {
            if (!holders_[holder].person.is_none()) {
                by_actor_.push_back({row, holder});
            }
        }
    }
    std::stable_sort(by_actor_.begin(), by_actor_.end(), [&](const NamedSeat& a, const NamedSeat& b) {
        return std::tuple{seats.forum[a.row], seats.actor[a.row]} <
               std::tuple{seats.forum[b.row], seats.actor[b.row]};
    });
}

std::span<const SeatHolder> SeatHolders::of(ForumId forum) const noexcept {
    const std::uint32_t first = begin_[forum.position()];
    return std::span{holders_}.subspan(first, begin_[forum.position() + 1] - first);
}

bool SeatHolders::is_seated(const SeatHolder& holder, Date day) const noexcept {
    const auto rows = seats_of(holder);
    return std::any_of(rows.begin(), rows.end(),
                       [&](std::uint32_t k) { return is_held_on(seats_.period[k], day); });
}

std::optional<std::uint32_t> SeatHolders::seated(ForumId forum, Date day, PersonId person,
                                                 ActorId actor) const noexcept {
    const auto key = key_of(forum, person, actor);
    const auto holders = of(forum);
    const auto found = std::lower_bound(holders.begin(), holders.end(), key,
                                        [](const SeatHolder& holder, const auto& wanted) {
                                            return key_of(holder.forum, holder.person, holder.actor) < wanted;
                                        });
    if (found == holders.end() || key_of(found->forum, found->person, found->actor) != key ||
        !is_seated(*found, day)) {
        return std::nullopt;
    }
    return first_of(forum) + static_cast<std::uint32_t>(found - holders.begin());
}

std::optional<std::uint32_t> SeatHolders::find(ForumId forum, Date day, ActorId actor,
                                               PersonId person) const noexcept {
    if (!person.is_none()) {
        if (const auto own = seated(forum, day, person, actor)) {
            return own;
        }
    }
    if (actor.is_none()) {
        return std::nullopt;
    }
    const auto of_actor = seated(forum, day, PersonId::none(), actor);
    if (of_actor || !person.is_none()) {
        return of_actor;
    }
    return only_person_for(forum, day, actor);
}

std::optional<std::uint32_t> SeatHolders::only_person_for(ForumId forum, Date day,
                                                          ActorId actor) const noexcept {
    const auto place = [&](const NamedSeat& seat) {
        return std::tuple{seats_.forum[seat.row], seats_.actor[seat.row]};
    };
    const std::tuple wanted{forum, actor};
    std::optional<std::uint32_t> only;
    for (auto seat = std::partition_point(by_actor_.begin(), by_actor_.end(),
                                          [&](const NamedSeat& s) { return place(s) < wanted; });
         seat != by_actor_.end() && place(*seat) == wanted; ++seat) {
        if (!is_held_on(seats_.period[seat->row], day)) {
            continue;
        }
        if (only && *only != seat->holder) {
            return std::nullopt;
        }
        only = seat->holder;
    }
    return only;
}

} // namespace samspill
