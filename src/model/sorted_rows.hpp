// Private to the model: rows without an id of their own, and the order in which their tables keep them.
#pragma once

#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/review.hpp>
#include <samspill/model/tie.hpp>
#include <samspill/model/travel_time.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace samspill {

/// A tie with its references resolved. `number` is the row it came from, so that findings can follow it.
struct TieRow {
    Relation relation = Relation::awareness;
    Vertex source = 0;
    Vertex target = 0;
    TermId wave{};
    DateInterval valid{};
    double weight = std::numeric_limits<double>::quiet_NaN();
    std::uint32_t number = 0;

    /// Order of the table; ties equal in it are equal in everything but where they came from.
    [[nodiscard]] auto key() const {
        const bool has_weight = !std::isnan(weight);
        return std::tuple{relation, source, target, wave, valid, has_weight, has_weight ? weight : 0.0};
    }
};

/// A seat with its references resolved.
struct SeatRow {
    ForumId forum{};
    ActorId actor{};
    PersonId person{};
    std::optional<SeatRole> role{};
    DateInterval period{};
    std::optional<double> votes{};
    std::optional<SeatEnd> ended_by{};
    std::uint32_t number = 0;

    [[nodiscard]] auto key() const { return std::tuple{forum, actor, person, role, period, votes, ended_by}; }
};

/// A travel time with its references resolved.
struct TravelTimeRow {
    AreaId from{};
    AreaId to{};
    double minutes = 0.0;

    [[nodiscard]] auto key() const { return std::tuple{from, to}; }
};

/// An agenda item with its references resolved.
struct AgendaItemRow {
    MeetingId meeting{};
    TermId item{};
    Count minutes{Count::unknown()};
    std::vector<Sector> relevant_sectors{}; ///< ascending, each once
    ActorId proposed_by{};
    std::uint32_t number = 0;

    [[nodiscard]] auto key() const { return std::tuple{meeting, item}; }
};

/// An attendance with its references resolved.
struct AttendanceRow {
    MeetingId meeting{};
    PersonId person{};
    ActorId actor{};
    Count speaking_seconds{Count::unknown()};
    std::uint32_t number = 0;

    [[nodiscard]] auto key() const { return std::tuple{meeting, person, actor}; }
};

/// A rating with its references resolved.
struct ReviewRow {
    ForumId forum{};
    TermId item{};
    TermId wave{};
    PersonId person{};
    double score = 0.0;
    std::uint32_t number = 0;

    [[nodiscard]] auto key() const { return std::tuple{forum, item, wave, person, score}; }
};

[[nodiscard]] inline TieRow row_of(const TieColumns& ties, std::size_t k) {
    return {.relation = ties.relation[k],
            .source = ties.source[k].value(),
            .target = ties.target[k],
            .wave = ties.wave[k],
            .valid = ties.valid[k],
            .weight = ties.weight[k],
            .number = static_cast<std::uint32_t>(k)};
}

inline void push_row(TieColumns& ties, const TieRow& row) {
    ties.source.push_back(ActorId{row.source});
    ties.target.push_back(row.target);
    ties.relation.push_back(row.relation);
    ties.weight.push_back(row.weight);
    ties.valid.push_back(row.valid);
    ties.wave.push_back(row.wave);
}

[[nodiscard]] inline SeatRow row_of(const SeatColumns& seats, std::size_t k) {
    return {.forum = seats.forum[k],
            .actor = seats.actor[k],
            .person = seats.person[k],
            .role = seats.role[k],
            .period = seats.period[k],
            .votes = seats.votes[k],
            .ended_by = seats.ended_by[k],
            .number = static_cast<std::uint32_t>(k)};
}

inline void push_row(SeatColumns& seats, const SeatRow& row) {
    seats.forum.push_back(row.forum);
    seats.actor.push_back(row.actor);
    seats.person.push_back(row.person);
    seats.role.push_back(row.role);
    seats.votes.push_back(row.votes);
    seats.period.push_back(row.period);
    seats.ended_by.push_back(row.ended_by);
}

inline void push_row(TravelTimeColumns& times, const TravelTimeRow& row) {
    times.from.push_back(row.from);
    times.to.push_back(row.to);
    times.minutes.push_back(row.minutes);
}

inline void push_row(AgendaItemColumns& items, const AgendaItemRow& row) {
    items.meeting.push_back(row.meeting);
    items.item.push_back(row.item);
    items.minutes.push_back(row.minutes);
    for (const Sector sector : row.relevant_sectors) {
        items.relevant_sectors.push_value(sector);
    }
    items.relevant_sectors.end_row();
    items.proposed_by.push_back(row.proposed_by);
}

[[nodiscard]] inline AttendanceRow row_of(const AttendanceColumns& attendance, std::size_t k) {
    return {.meeting = attendance.meeting[k],
            .person = attendance.person[k],
            .actor = attendance.actor[k],
            .speaking_seconds = attendance.speaking_seconds[k],
            .number = static_cast<std::uint32_t>(k)};
}

inline void push_row(AttendanceColumns& attendance, const AttendanceRow& row) {
    attendance.meeting.push_back(row.meeting);
    attendance.actor.push_back(row.actor);
    attendance.person.push_back(row.person);
    attendance.speaking_seconds.push_back(row.speaking_seconds);
}

[[nodiscard]] inline ReviewRow row_of(const ReviewColumns& reviews, std::size_t k) {
    return {.forum = reviews.forum[k],
            .item = reviews.item[k],
            .wave = reviews.wave[k],
            .person = reviews.person[k],
            .score = reviews.score[k],
            .number = static_cast<std::uint32_t>(k)};
}

inline void push_row(ReviewColumns& reviews, const ReviewRow& row) {
    reviews.person.push_back(row.person);
    reviews.item.push_back(row.item);
    reviews.score.push_back(row.score);
    reviews.wave.push_back(row.wave);
    reviews.forum.push_back(row.forum);
}

template <class Columns, class Row>
[[nodiscard]] std::shared_ptr<const Columns> columns_from(const std::vector<Row>& sorted_rows) {
    auto columns = std::make_shared<Columns>();
    for (const Row& row : sorted_rows) {
        push_row(*columns, row);
    }
    return columns;
}

} // namespace samspill
