#include <samspill/analysis/group_balance.hpp>

#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "core/parallel.hpp"
#include "counted_amounts.hpp"
#include "forum_seats.hpp"
#include "group_rows.hpp"
#include "group_summaries.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::ComparedAttribute;
using detail::CountedAmounts;
using detail::CountedSeat;

/// Where the entries of each forum begin, and where those of the last end.
std::vector<std::size_t> beginnings(std::span<const CountedSeat> seats, std::size_t forums) {
    std::vector<std::size_t> begin(forums + 1, 0);
    for (const CountedSeat& seat : seats) {
        ++begin[seat.forum.position() + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    return begin;
}

/// What one task makes, and the sums that the rows over all forums need.
struct Part {
    GroupBalanceResult rows;
    CountedAmounts attendance;
    CountedAmounts airtime;
    CountedAmounts agenda;
};

/// Moves one kind of rows of all parts into the result.
template <class Row>
void join(GroupBalanceResult& result, std::vector<Part>& parts, std::vector<Row> GroupBalanceResult::*rows) {
    std::size_t all = 0;
    for (const Part& part : parts) {
        all += (part.rows.*rows).size();
    }
    (result.*rows).reserve(all);
    for (Part& part : parts) {
        std::vector<Row> own = std::move(part.rows.*rows); // and gives the memory back
        std::move(own.begin(), own.end(), std::back_inserter(result.*rows));
    }
}

class GroupBalance {
public:
    GroupBalance(const ActorNetwork& network, const GroupBalanceOptions& options)
        : network_{network}, options_{options}, time_{detail::seat_time(network, options.as_of,
                                                                        options.window)},
          seats_{detail::counted_seats(network, time_)}, begin_{beginnings(seats_, network.forums().size())} {
        attributes_.reserve(options.attributes.size());
        for (const BalancedAttribute& asked : options.attributes) {
            attributes_.emplace_back(network, asked);
        }
        if (counts(Counted::people)) {
            people_ = detail::counted_people(network, seats_, time_.window, false);
            begin_of_people_ = beginnings(people_, network.forums().size());
        }
        const auto of_meetings = [](Counted counted) { return counted >= Counted::attendance; };
        if (options.series || std::any_of(options.counted.begin(), options.counted.end(), of_meetings)) {
            meetings_.emplace(network);
        }
    }

    [[nodiscard]] GroupBalanceResult run(RunControl* control) const {
        GroupBalanceResult result;
        result.provenance = detail::provenance_of("group_balance", network_);
        for (const ComparedAttribute& attribute : attributes_) {
            result.attributes.push_back({attribute.attribute, attribute.categories.groups()});
        }
        const std::size_t forums = network_.forums().size();
        constexpr std::size_t forums_a_task = 64; // enough to be worth a thread's while
        const std::size_t tasks = (forums + forums_a_task - 1) / forums_a_task;
        std::vector<Part> parts(tasks);
        detail::run_in_parallel(tasks, control, "balancing groups", [&](std::size_t task, RunControl* own) {
            StageTicker ticker{own};
            for (std::size_t f = task * forums_a_task; f < std::min(forums, (task + 1) * forums_a_task);
                 ++f) {
                ticker.step(1 + begin_[f + 1] - begin_[f] + (meetings_ ? meetings_->work(ForumId{f}) : 0));
                add_forum(parts[task], ForumId{f});
            }
        });
        Part all;
        join(result, parts, &GroupBalanceResult::forums);
        join(result, parts, &GroupBalanceResult::groups);
        join(result, parts, &GroupBalanceResult::crossed);
        join(result, parts, &GroupBalanceResult::meetings);
        join(result, parts, &GroupBalanceResult::meeting_groups);
        join(result, parts, &GroupBalanceResult::meeting_crossed);
        join(result, parts, &GroupBalanceResult::airtime);
        for (const Part& part : parts) {
            all.attendance.add(part.attendance);
            all.airtime.add(part.airtime);
            all.agenda.add(part.agenda);
        }
        result.segregation = detail::segregation_rows(network_, attributes_, options_.counted, result);
        add_all(result, all);
        detail::add_tests(result, attributes_, options_.tests, control);
        echo_options(result.provenance);
        return result;
    }

private:
    [[nodiscard]] bool counts(Counted counted) const {
        return std::find(options_.counted.begin(), options_.counted.end(), counted) != options_.counted.end();
    }

    void add_forum(Part& part, ForumId forum) const {
        const std::size_t f = forum.position();
        const auto seats = std::span{seats_}.subspan(begin_[f], begin_[f + 1] - begin_[f]);
        detail::ForumMeetingAmounts meetings;
        if (meetings_) {
            detail::MeetingAmounts::Visit visit;
            if (options_.series) {
                visit = [&](const CountedAmounts& amounts) {
                    add_rows(part.rows.meetings, part.rows.meeting_groups, part.rows.meeting_crossed,
                             amounts);
                };
            }
            meetings = meetings_->of(forum, options_.counted, visit);
            part.attendance.add(meetings.attendance);
            part.airtime.add(meetings.airtime);
            part.agenda.add(meetings.agenda);
        }
        for (const Counted counted : options_.counted) {
            add_forum_rows(part.rows, amounts_of(counted, forum, seats, meetings));
        }
        if (counts(Counted::airtime)) {
            for (std::size_t a = 0; a < attributes_.size(); ++a) {
                part.rows.airtime.push_back(detail::airtime_row(attributes_[a], a, meetings));
            }
        }
    }

    [[nodiscard]] CountedAmounts amounts_of(Counted counted, ForumId forum,
                                            std::span<const CountedSeat> seats,
                                            const detail::ForumMeetingAmounts& meetings) const {
        const std::size_t f = forum.position();
        switch (counted) {
        case Counted::seats:
            break;
        case Counted::people:
            return detail::amounts_of_people(
                forum,
                std::span{people_}.subspan(begin_of_people_[f],
                                           begin_of_people_[f + 1] - begin_of_people_[f]),
                seats);
        case Counted::attendance:
            return meetings.attendance;
        case Counted::airtime:
            return meetings.airtime;
        case Counted::agenda:
            return meetings.agenda;
        }
        return detail::amounts_of_seats(forum, seats);
    }

    /// Rows over all forums, each person once.
    void add_all(GroupBalanceResult& result, Part& all) const {
        const ForumId none = ForumId::none();
        for (const Counted counted : options_.counted) {
            if (counted == Counted::seats) {
                add_forum_rows(result, detail::amounts_of_seats(none, seats_));
            } else if (counted == Counted::people) {
                const auto people = detail::counted_people(network_, seats_, time_.window, true);
                add_forum_rows(result, detail::amounts_of_people(none, people, seats_));
            } else {
                CountedAmounts& amounts = counted == Counted::attendance ? all.attendance
                                          : counted == Counted::airtime  ? all.airtime
                                                                         : all.agenda;
                amounts.subject = {.counted = counted, .forum = none, .meeting = MeetingId::none()};
                amounts.judge();
                add_forum_rows(result, amounts);
            }
        }
    }

    void add_forum_rows(GroupBalanceResult& rows, const CountedAmounts& amounts) const {
        add_rows(rows.forums, rows.groups, rows.crossed, amounts);
    }

    /// The day whose seats count; meetings have days of their own.
    [[nodiscard]] Date day_of(const BalanceSubject& subject) const {
        if (subject.counted >= Counted::attendance || !subject.meeting.is_none()) {
            return {};
        }
        return subject.forum.is_none() ? time_.days.study : time_.days.forums[subject.forum.position()];
    }

    template <class Row>
    void add_rows(std::vector<Row>& balances, std::vector<GroupShare>& groups,
                  std::vector<CrossedBalance>& crossed, const CountedAmounts& amounts) const {
        for (std::size_t a = 0; a < attributes_.size(); ++a) {
            const std::vector<double> sums = detail::sums_by_group(attributes_[a], amounts);
            AttributeBalance& row = balances.emplace_back();
            row = detail::attribute_row(attributes_[a], a, amounts, sums);
            row.as_of = day_of(amounts.subject);
            detail::add_group_rows(groups, attributes_[a], a, amounts, sums);
        }
        if (attributes_.size() > 1 && amounts.subject.counted != Counted::agenda) {
            crossed.push_back(detail::crossed_row(
                attributes_, amounts,
                {.balanced_from = options_.balanced_from, .correlated_from = options_.correlated_from}));
        }
    }

    void echo_options(Provenance& provenance) const {
        std::string counted;
        for (const Counted kind : options_.counted) {
            counted.append(counted.empty() ? "" : ";").append(to_string(kind));
        }
        detail::echo(provenance, "counted", counted);
        detail::echo(provenance, "series", options_.series ? "true" : "false");
        for (const BalancedAttribute& asked : options_.attributes) {
            std::string groups;
            for (const std::string& group : asked.groups) {
                groups.append(groups.empty() ? "" : ";").append(group);
            }
            const std::string name{to_string(asked.attribute)};
            detail::echo(provenance, name + ".groups",
                         groups.empty() ? "all that are seated or in the baseline" : groups);
            detail::echo(provenance, name + ".baseline", std::string{to_string(asked.baseline)});
        }
        detail::echo(provenance, options_.as_of, time_.days.study, options_.window);
        detail::echo(provenance, "balanced_from", detail::text_of(options_.balanced_from));
        detail::echo(provenance, "correlated_from", detail::text_of(options_.correlated_from));
        detail::echo(provenance, "tests.max_outcomes", std::to_string(options_.tests.max_outcomes));
        detail::echo(provenance, "tests.mid_p", options_.tests.mid_p ? "true" : "false");
    }

    const ActorNetwork& network_;
    const GroupBalanceOptions& options_;
    detail::SeatTime time_;
    std::vector<CountedSeat> seats_;
    std::vector<std::size_t> begin_;
    std::vector<CountedSeat> people_;
    std::vector<std::size_t> begin_of_people_;
    std::vector<ComparedAttribute> attributes_;
    std::optional<detail::MeetingAmounts> meetings_;
};

void check_baseline_table(const ActorNetwork& network, GroupBaseline baseline) {
    const auto need = [&](TableName table) {
        if (!network.has(table)) {
            throw MissingTable{"baseline " + std::string{to_string(baseline)} + " needs the table " +
                               std::string{to_string(table)}};
        }
    };
    if (baseline == GroupBaseline::people) {
        need(TableName::people);
    } else if (baseline == GroupBaseline::population) {
        need(TableName::areas);
    } else if (baseline == GroupBaseline::needs) {
        need(TableName::needs);
    }
}

void check_counted(const ActorNetwork& network, const GroupBalanceOptions& options) {
    const auto need = [&](const std::string& what, std::initializer_list<TableName> tables) {
        for (const TableName table : tables) {
            if (!network.has(table)) {
                throw MissingTable{what + " needs the table " + std::string{to_string(table)}};
            }
        }
    };
    need("group_balance", {TableName::forums, TableName::seats});
    if (options.series) {
        need("a series", {TableName::meetings});
    }
    std::set<Counted> counted;
    for (const Counted kind : options.counted) {
        if (!counted.insert(kind).second) {
            throw InvalidArgument{"counted must name nothing twice"};
        }
        const std::string what = "counting " + std::string{to_string(kind)};
        if (kind == Counted::people) {
            need(what, {TableName::people});
        } else if (kind == Counted::attendance || kind == Counted::airtime) {
            need(what, {TableName::meetings, TableName::attendance});
        } else if (kind == Counted::agenda) {
            need(what, {TableName::meetings, TableName::agenda_items});
        }
    }
    if (counted.empty()) {
        throw InvalidArgument{"counted must name at least one"};
    }
}

void check(const ActorNetwork& network, const GroupBalanceOptions& options) {
    check_counted(network, options);
    std::set<GroupAttribute> attributes;
    for (const BalancedAttribute& asked : options.attributes) {
        if (!attributes.insert(asked.attribute).second) {
            throw InvalidArgument{"attributes must name no attribute twice"};
        }
        detail::check_attribute(asked);
        check_baseline_table(network, asked.baseline);
    }
    if (attributes.empty()) {
        throw InvalidArgument{"attributes must name at least one"};
    }
}

} // namespace

GroupBalanceResult group_balance(const ActorNetwork& network, const GroupBalanceOptions& options,
                                 RunControl* control) {
    check(network, options);
    return GroupBalance{network, options}.run(control);
}

} // namespace samspill
