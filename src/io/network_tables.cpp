#include <samspill/io/network_tables.hpp>

#include <samspill/io/table_schema.hpp>

#include "table_builder.hpp"

#include <cmath>
#include <string>
#include <type_traits>

namespace samspill {
namespace {

/// Writes the cells of one row of one table; knows how each kind of attribute looks in a column.
class RowWriter {
public:
    RowWriter(const ActorNetwork& network, std::vector<Column>& columns)
        : network_{network}, columns_{columns} {}

    template <class... Cells>
    void row(const Cells&... cells) {
        next_ = 0;
        (put(cells), ...);
    }

private:
    [[nodiscard]] Column& next() { return columns_[next_++]; }

    void put(TermId term) { next().append(detail::stated(network_.text(term))); }
    void put(AreaId area) { reference(area, network_.areas().id); }
    void put(ActorId actor) { reference(actor, network_.actors().id); }
    void put(PersonId person) { reference(person, network_.people().id); }
    void put(ForumId forum) { reference(forum, network_.forums().id); }
    void put(MeetingId meeting) { reference(meeting, network_.meetings().id); }
    void put(Count count) { count.is_known() ? next().append(count.value()) : next().append_null(); }
    void put(MonthInterval months) {
        bound(months.has_from(), months.from);
        bound(months.has_to(), months.to);
    }
    void put(AgeRange ages) {
        bound(ages.has_min(), ages.min);
        bound(ages.has_max(), ages.max);
    }
    void put(Date date) {
        const std::string text = date.to_string();
        next().append(detail::stated(text));
    }
    void put(DateTime time) {
        const std::string text = time.to_string();
        next().append(detail::stated(text));
    }
    void put(const std::optional<bool>& flag) {
        flag ? next().append(std::string_view{*flag ? "yes" : "no"}) : next().append_null();
    }
    void put(const DateInterval& days) {
        put(days.from);
        put(days.to);
    }
    void put(const std::optional<double>& number) { next().append(number); }
    void put(std::string_view text) { next().append(detail::stated(text)); }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void put(Enum value) { next().append(to_string(value)); }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void put(const std::optional<Enum>& value) {
        value ? next().append(to_string(*value)) : next().append_null();
    }
    void put(std::span<const TermId> terms) {
        list(terms, [&](TermId term) { return network_.text(term); });
    }
    void put(std::span<const AreaId> areas) {
        list(areas, [&](AreaId area) { return network_.text(network_.areas().id[area.position()]); });
    }
    void put(std::span<const ActivityId> activities) {
        list(activities, [&](ActivityId j) { return network_.text(network_.activities().id[j.position()]); });
    }
    void put(std::span<const Sector> sectors) {
        list(sectors, [](Sector sector) { return to_string(sector); });
    }
    void put(const std::vector<std::string>& texts) {
        list(std::span{texts}, [](std::string_view text) { return text; });
    }

    template <class Id>
    void reference(Id id, const std::vector<TermId>& ids) {
        id.is_none() ? next().append_null() : next().append(network_.text(ids[id.position()]));
    }
    void bound(bool stated, std::int32_t value) {
        stated ? next().append(std::int64_t{value}) : next().append_null();
    }
    template <class T, class Text>
    void list(std::span<const T> values, Text text) {
        std::vector<std::string_view> items;
        for (const T& value : values) {
            items.push_back(text(value));
        }
        items.empty() ? next().append_null() : next().append(items);
    }

    const ActorNetwork& network_;
    std::vector<Column>& columns_;
    std::size_t next_ = 0;
};

ColumnType type_of(CellKind kind) {
    switch (kind) {
    case CellKind::text:
    case CellKind::term:
    case CellKind::date:
    case CellKind::date_time:
    case CellKind::flag:
        return ColumnType::text;
    case CellKind::list:
        return ColumnType::text_list;
    case CellKind::count:
    case CellKind::whole:
        return ColumnType::int64;
    case CellKind::real:
    case CellKind::degrees:
        return ColumnType::float64;
    }
    return ColumnType::text;
}

std::string_view target_id(const ActorNetwork& network, Vertex target) {
    const TermId id = network.is_actor(target)
                          ? network.actors().id[target]
                          : network.activities().id[network.activity_of(target).position()];
    return network.text(id);
}

/// `sector` or `sector=number`, as the loader reads them.
std::vector<std::string> composition_texts(std::span<const ExpectedSector> composition) {
    std::vector<std::string> texts;
    for (const ExpectedSector& expected : composition) {
        std::string text{to_string(expected.sector)};
        if (expected.weight) {
            text += "=" + detail::shortest_text(*expected.weight);
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

std::vector<std::string> veto_texts(std::span<const SectorVeto> vetoes) {
    std::vector<std::string> texts;
    texts.reserve(vetoes.size());
    for (const SectorVeto& veto : vetoes) {
        texts.push_back(std::string{to_string(veto.sector)}.append("=").append(to_string(veto.veto)));
    }
    return texts;
}

std::optional<double> stated_weight(double weight) {
    return std::isnan(weight) ? std::nullopt : std::optional{weight};
}

/// The tables about forums.
void write_forum_rows(const ActorNetwork& network, TableName table, RowWriter& writer) {
    switch (table) {
    case TableName::forums: {
        const ForumColumns& forums = network.forums();
        for (std::size_t k = 0; k < forums.size(); ++k) {
            writer.row(forums.id[k], forums.name[k], forums.form[k], forums.area[k], forums.purpose[k],
                       forums.tasks[k], forums.mandate[k], composition_texts(forums.composition[k]),
                       forums.meets_per_year[k], forums.quota[k], forums.head_count[k],
                       veto_texts(forums.vetoes[k]), forums.agreed_on[k], forums.ends_on[k],
                       forums.in_operation[k], forums.competences[k], forums.involvement[k]);
        }
        break;
    }
    case TableName::seats: {
        const SeatColumns& seats = network.seats();
        for (std::size_t k = 0; k < seats.size(); ++k) {
            writer.row(seats.forum[k], seats.actor[k], seats.person[k], seats.role[k], seats.votes[k],
                       seats.period[k], seats.ended_by[k]);
        }
        break;
    }
    case TableName::meetings: {
        const MeetingColumns& meetings = network.meetings();
        for (std::size_t k = 0; k < meetings.size(); ++k) {
            writer.row(meetings.id[k], meetings.forum[k], meetings.start[k], meetings.end[k]);
        }
        break;
    }
    case TableName::agenda_items: {
        const AgendaItemColumns& items = network.agenda_items();
        for (std::size_t k = 0; k < items.size(); ++k) {
            writer.row(items.meeting[k], items.item[k], items.minutes[k], items.relevant_sectors[k],
                       items.proposed_by[k]);
        }
        break;
    }
    case TableName::attendance: {
        const AttendanceColumns& attendance = network.attendance();
        for (std::size_t k = 0; k < attendance.size(); ++k) {
            writer.row(attendance.meeting[k], attendance.actor[k], attendance.person[k],
                       attendance.speaking_seconds[k]);
        }
        break;
    }
    case TableName::reviews: {
        const ReviewColumns& reviews = network.reviews();
        for (std::size_t k = 0; k < reviews.size(); ++k) {
            writer.row(reviews.person[k], reviews.item[k], std::optional{reviews.score[k]}, reviews.wave[k],
                       reviews.forum[k]);
        }
        break;
    }
    default:
        break;
    }
}

void write_rows(const ActorNetwork& network, TableName table, RowWriter writer) {
    switch (table) {
    case TableName::areas: {
        const AreaColumns& areas = network.areas();
        for (std::size_t k = 0; k < areas.size(); ++k) {
            writer.row(areas.id[k], areas.name[k], areas.parent[k], areas.population[k], areas.former_unit[k],
                       areas.latitude[k], areas.longitude[k]);
        }
        break;
    }
    case TableName::actors: {
        const ActorColumns& actors = network.actors();
        for (std::size_t k = 0; k < actors.size(); ++k) {
            writer.row(actors.id[k], actors.name[k], actors.sector[k], actors.type[k], actors.tier[k],
                       actors.parent[k], actors.area[k], actors.languages[k], actors.valid[k],
                       actors.organisation_number[k]);
        }
        break;
    }
    case TableName::people: {
        const PersonColumns& people = network.people();
        for (std::size_t k = 0; k < people.size(); ++k) {
            writer.row(people.id[k], people.actor[k], people.role[k], people.tier[k], people.languages[k],
                       people.hours[k], people.groups[k], people.competences[k], people.available[k]);
        }
        break;
    }
    case TableName::needs: {
        const NeedColumns& needs = network.needs();
        for (std::size_t k = 0; k < needs.size(); ++k) {
            const bool has_priority = needs.priority[k] != lowest_priority;
            writer.row(needs.id[k], needs.theme[k], needs.target_group[k], needs.area[k], needs.language[k],
                       needs.period[k], needs.ages[k], needs.people[k],
                       has_priority ? Count{needs.priority[k]} : Count::unknown(), needs.entry_point[k],
                       needs.mandate[k], needs.max_cost[k], needs.access[k]);
        }
        break;
    }
    case TableName::activities: {
        const ActivityColumns& offers = network.activities();
        for (std::size_t k = 0; k < offers.size(); ++k) {
            writer.row(offers.id[k], offers.name[k], offers.actor[k], offers.kind[k], offers.theme[k],
                       offers.target_groups[k], offers.areas[k], offers.languages[k], offers.period[k],
                       offers.schedule[k], offers.ages[k], offers.capacity[k], offers.cost[k],
                       offers.minutes[k], offers.description[k], offers.last_confirmed[k], offers.after[k],
                       offers.mandate[k], offers.in_use[k], offers.access[k]);
        }
        break;
    }
    case TableName::ties: {
        const TieColumns& ties = network.ties();
        for (std::size_t k = 0; k < ties.size(); ++k) {
            writer.row(ties.source[k], target_id(network, ties.target[k]), ties.relation[k],
                       stated_weight(ties.weight[k]), ties.valid[k], ties.wave[k]);
        }
        break;
    }
    case TableName::travel_times: {
        const TravelTimeColumns& times = network.travel_times();
        for (std::size_t k = 0; k < times.size(); ++k) {
            writer.row(times.from[k], times.to[k], std::optional{times.minutes[k]});
        }
        break;
    }
    case TableName::forums:
    case TableName::seats:
    case TableName::meetings:
    case TableName::agenda_items:
    case TableName::attendance:
    case TableName::reviews:
        write_forum_rows(network, table, writer);
        break;
    }
}

} // namespace

Table network_table(const ActorNetwork& network, TableName table) {
    std::vector<Column> columns;
    for (const ColumnSchema& column : schema(table)) {
        columns.emplace_back(std::string{column.name}, type_of(column.kind));
    }
    write_rows(network, table, RowWriter{network, columns});
    return Table{std::string{to_string(table)}, std::move(columns)};
}

Table findings_table(std::span<const Finding> findings) {
    using enum ColumnType;
    detail::TableBuilder table{"findings",
                               {{"severity", text, ""},
                                {"code", text, ""},
                                {"file", text, ""},
                                {"table", text, ""},
                                {"row", int64, "spreadsheet row, header = 1"},
                                {"column", text, ""},
                                {"message", text, ""},
                                {"hint", text, ""}}};
    for (const Finding& finding : findings) {
        table.row(to_string(finding.severity), to_string(finding.code), detail::stated(finding.file),
                  detail::stated(finding.table), finding.row > 0 ? std::optional{finding.row} : std::nullopt,
                  detail::stated(finding.column), std::string_view{finding.message},
                  detail::stated(finding.hint));
    }
    return std::move(table).take();
}

} // namespace samspill
