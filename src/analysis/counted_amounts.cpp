#include "counted_amounts.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>

namespace samspill::detail {
namespace {

constexpr std::string_view no_list = "no list of attendance";

/// By who holds a seat on the day, or came, or spoke.
double weight_at(Counted counted, const MeetingPresence& presence, std::size_t holder) {
    switch (counted) {
    case Counted::seats:
    case Counted::people:
        return presence.seated[holder];
    case Counted::attendance:
        return presence.came[holder];
    case Counted::airtime:
        return presence.spoken ? static_cast<double>(presence.seconds[holder]) : 0.0;
    case Counted::agenda:
        break;
    }
    return 0.0;
}

bool is_known(Counted counted, const MeetingPresence& presence) {
    return counted == Counted::attendance ? presence.recorded : presence.spoken;
}

void add_members(CountedAmounts& amounts, ForumId forum, std::span<const SeatHolder> holders,
                 std::span<const double> weights) {
    for (std::size_t k = 0; k < holders.size(); ++k) {
        if (weights[k] > 0.0) {
            amounts.members.push_back({forum, holders[k].actor, holders[k].person, weights[k]});
        }
    }
}

struct Judgement {
    Status status = Status::ok;
    std::string_view reason;
};

Judgement of_meetings(const CountedAmounts& amounts, std::string_view none, std::string_view some) {
    if (amounts.meetings_counted == 0) {
        return {Status::unknown, none};
    }
    return {Status::ok, amounts.meetings_counted < amounts.meetings ? some : std::string_view{}};
}

Judgement of_agenda(const CountedAmounts& amounts) {
    if (amounts.items == 0) {
        return {Status::unknown, "no agenda"};
    }
    if (amounts.items_stated == 0) {
        return {Status::unknown, "not stated for any agenda item"};
    }
    const bool all = amounts.items_stated == amounts.items && amounts.meetings_counted == amounts.meetings;
    return {Status::ok, all ? std::string_view{} : "not stated for some agenda items"};
}

} // namespace

void CountedAmounts::add(const CountedAmounts& other) {
    members.insert(members.end(), other.members.begin(), other.members.end());
    for (std::size_t s = 0; s < minutes.size(); ++s) {
        minutes[s] += other.minutes[s];
    }
    meetings += other.meetings;
    meetings_counted += other.meetings_counted;
    items += other.items;
    items_stated += other.items_stated;
}

void CountedAmounts::judge() {
    Judgement made;
    switch (subject.counted) {
    case Counted::seats:
    case Counted::people:
        return;
    case Counted::attendance:
        made = of_meetings(*this, no_list, "some meetings have no list of attendance");
        break;
    case Counted::airtime:
        made = of_meetings(*this, "not stated for all who came to any meeting",
                           "not stated for all who came to some meetings");
        break;
    case Counted::agenda:
        made = of_agenda(*this);
        break;
    }
    status = made.status;
    reason = made.reason;
}

std::vector<CountedSeat> counted_people(const ActorNetwork& network, std::span<const CountedSeat> seats,
                                        const std::optional<DateInterval>& window, bool over_all_forums) {
    std::vector<CountedSeat> people;
    std::copy_if(seats.begin(), seats.end(), std::back_inserter(people),
                 [](const CountedSeat& seat) { return !seat.person.is_none() && seat.weight > 0.0; });
    const auto key = [&](const CountedSeat& seat) {
        return std::tuple{over_all_forums ? ForumId::none() : seat.forum, seat.person};
    };
    std::sort(people.begin(), people.end(), [&](const CountedSeat& a, const CountedSeat& b) {
        return std::tuple{key(a), a.actor} < std::tuple{key(b), b.actor};
    });
    people.erase(std::unique(people.begin(), people.end(),
                             [&](const CountedSeat& a, const CountedSeat& b) { return key(a) == key(b); }),
                 people.end());
    if (!window) {
        for (CountedSeat& person : people) {
            person.weight = 1.0;
        }
        return people;
    }
    // Of seats held at the same time each moment counts once, so the periods are needed again.
    const SeatColumns& table = network.seats();
    std::vector<CountedSeat> rows(table.size());
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t k = 0; k < table.size(); ++k) {
        rows[k] = {table.forum[k], table.actor[k], table.person[k]};
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(rows[a]) < key(rows[b]); });
    auto next = order.begin();
    for (CountedSeat& person : people) {
        next = std::find_if(next, order.end(), [&](std::uint32_t k) { return key(rows[k]) == key(person); });
        std::vector<DateInterval> periods;
        for (; next != order.end() && key(rows[*next]) == key(person); ++next) {
            periods.push_back(table.period[*next]);
        }
        person.weight = part_of_window(std::move(periods), window);
    }
    return people;
}

CountedAmounts amounts_of_seats(ForumId forum, std::span<const CountedSeat> seats) {
    CountedAmounts amounts;
    amounts.subject = {.counted = Counted::seats, .forum = forum, .meeting = MeetingId::none()};
    amounts.members.assign(seats.begin(), seats.end());
    return amounts;
}

CountedAmounts amounts_of_people(ForumId forum, std::span<const CountedSeat> people,
                                 std::span<const CountedSeat> seats) {
    CountedAmounts amounts = amounts_of_seats(forum, people);
    amounts.subject.counted = Counted::people;
    const bool some_unnamed = std::any_of(seats.begin(), seats.end(), [](const CountedSeat& seat) {
        return seat.person.is_none() && seat.weight > 0.0;
    });
    if (some_unnamed && people.empty()) {
        amounts.status = Status::unknown;
        amounts.reason = "no seat names a person";
    } else if (some_unnamed) {
        amounts.reason = "some seats name no person";
    }
    return amounts;
}

ForumMeetingAmounts MeetingAmounts::of(ForumId forum, std::span<const Counted> counted,
                                       const Visit& visit) const {
    ForumMeetingAmounts sums;
    const auto subject_of = [&](Counted kind) {
        return BalanceSubject{.counted = kind, .forum = forum, .meeting = MeetingId::none()};
    };
    sums.attendance.subject = subject_of(Counted::attendance);
    sums.airtime.subject = subject_of(Counted::airtime);
    sums.agenda.subject = subject_of(Counted::agenda);
    const std::span<const SeatHolder> holders = meetings_.holders().of(forum);
    std::vector<double> attended(holders.size(), 0.0);
    std::vector<double> spoken(holders.size(), 0.0);
    std::vector<std::uint8_t> could_speak(holders.size(), 0);
    MeetingPresence presence;
    std::int64_t number = 0;
    for (const MeetingId meeting : meetings_.of(forum)) {
        read_presence(network_, meetings_, meeting, presence);
        for (std::size_t k = 0; k < holders.size(); ++k) {
            attended[k] += weight_at(Counted::attendance, presence, k);
            spoken[k] += weight_at(Counted::airtime, presence, k);
            if (presence.spoken && presence.seated[k] != 0) {
                could_speak[k] = 1;
            }
        }
        for (CountedAmounts* kind : {&sums.attendance, &sums.airtime}) {
            ++kind->meetings;
            kind->meetings_counted += is_known(kind->subject.counted, presence) ? 1 : 0;
        }
        add_agenda(sums.agenda, meeting);
        ++number;
        for (const Counted kind : counted) {
            if (visit) {
                visit(of_meeting({kind, forum, meeting, number}, presence));
            }
        }
    }
    add_members(sums.attendance, forum, holders, attended);
    add_members(sums.airtime, forum, holders, spoken);
    for (std::size_t k = 0; k < holders.size(); ++k) {
        if (could_speak[k] != 0) {
            sums.speakers.push_back({forum, holders[k].actor, holders[k].person, spoken[k]});
        }
    }
    sums.attendance.judge();
    sums.airtime.judge();
    sums.agenda.judge();
    return sums;
}

CountedAmounts MeetingAmounts::of_meeting(const BalanceSubject& subject,
                                          const MeetingPresence& presence) const {
    CountedAmounts amounts;
    amounts.subject = subject;
    if (subject.counted == Counted::agenda) {
        add_agenda(amounts, subject.meeting);
        amounts.judge();
        return amounts;
    }
    const std::span<const SeatHolder> holders = meetings_.holders().of(subject.forum);
    std::vector<double> weights(holders.size());
    bool some_unnamed = false;
    for (std::size_t k = 0; k < holders.size(); ++k) {
        const bool unnamed = subject.counted == Counted::people && holders[k].person.is_none();
        some_unnamed = some_unnamed || (unnamed && presence.seated[k] != 0);
        weights[k] = unnamed ? 0.0 : weight_at(subject.counted, presence, k);
    }
    add_members(amounts, subject.forum, holders, weights);
    amounts.meetings = 1;
    switch (subject.counted) {
    case Counted::seats:
    case Counted::agenda:
        amounts.meetings_counted = 1;
        break;
    case Counted::people:
        amounts.meetings_counted = 1;
        if (some_unnamed) {
            amounts.status = amounts.members.empty() ? Status::unknown : Status::ok;
            amounts.reason = amounts.members.empty() ? "no seat names a person" : "some seats name no person";
        }
        break;
    case Counted::attendance:
    case Counted::airtime:
        amounts.meetings_counted = is_known(subject.counted, presence) ? 1 : 0;
        amounts.judge();
        break;
    }
    return amounts;
}

void MeetingAmounts::add_agenda(CountedAmounts& amounts, MeetingId meeting) const {
    const auto [first, last] = meetings_.items_of(meeting);
    bool any_stated = false;
    for (std::uint32_t row = first; row < last; ++row) {
        ++amounts.items;
        const std::optional<std::int64_t> minutes = relevant_minutes(network_, row);
        if (!minutes) {
            continue;
        }
        any_stated = true;
        ++amounts.items_stated;
        for (const Sector sector : network_.agenda_items().relevant_sectors[row]) {
            amounts.minutes[static_cast<std::size_t>(sector)] += static_cast<double>(*minutes);
        }
    }
    ++amounts.meetings;
    amounts.meetings_counted += any_stated ? 1 : 0;
}

} // namespace samspill::detail
