#include "row_reader.hpp"

#include <samspill/model/vocabulary.hpp>

#include <algorithm>

namespace samspill {
namespace {

MonthInterval months(CellReader& cells, std::size_t row) {
    return {cells.whole("from_month", row).value_or(MonthInterval::open_from),
            cells.whole("to_month", row).value_or(MonthInterval::open_to)};
}

AgeRange ages(CellReader& cells, std::size_t row) {
    return {cells.whole("age_min", row).value_or(AgeRange::open_min),
            cells.whole("age_max", row).value_or(AgeRange::open_max)};
}

/// `sector` or `sector=what`: reads an entry, and calls `take(sector, what)`, which answers whether it is
/// one.
template <class Take>
bool read_sector(std::string_view entry, Take take) {
    const std::size_t equals = entry.find('=');
    const std::optional<Sector> sector = parse<Sector>(entry.substr(0, equals));
    const auto what =
        equals == std::string_view::npos ? std::nullopt : std::optional{entry.substr(equals + 1)};
    return sector && take(*sector, what);
}

/// True when none of the entries names the sector.
template <class Entry>
bool is_new(const std::vector<Entry>& entries, Sector sector) {
    return std::none_of(entries.begin(), entries.end(),
                        [&](const Entry& earlier) { return earlier.sector == sector; });
}

/// `sector` or `sector=number`, one entry per expected sector.
std::vector<ExpectedSector> composition(CellReader& cells, std::size_t row) {
    std::vector<ExpectedSector> expected;
    for (const std::string& entry : cells.list("composition", row)) {
        const bool is_read = read_sector(entry, [&](Sector sector, std::optional<std::string_view> number) {
            const std::optional<double> weight = number ? parse_number(*number) : std::nullopt;
            if (number.has_value() != weight.has_value() || !is_new(expected, sector)) {
                return false;
            }
            expected.push_back({sector, weight});
            return true;
        });
        if (!is_read) {
            cells.report(FindingCode::unknown_term, row, "composition",
                         "an entry is not of the form sector or sector=number, or names a sector twice",
                         "for example municipal=4;civil_society=4; allowed: " + allowed_names<Sector>());
        }
    }
    return expected;
}

/// `sector` or `sector=veto`, one entry per sector with a veto.
std::vector<SectorVeto> vetoes(CellReader& cells, std::size_t row) {
    std::vector<SectorVeto> stated;
    for (const std::string& entry : cells.list("vetoes", row)) {
        const bool is_read = read_sector(entry, [&](Sector sector, std::optional<std::string_view> name) {
            const std::optional<Veto> veto = name ? parse<Veto>(*name) : Veto::at_least_one;
            if (!veto || !is_new(stated, sector)) {
                return false;
            }
            stated.push_back({sector, *veto});
            return true;
        });
        if (!is_read) {
            cells.report(FindingCode::unknown_term, row, "vetoes",
                         "an entry is not of the form sector or sector=veto, or names a sector twice",
                         "for example civil_society=majority; vetoes: " + allowed_names<Veto>() +
                             "; sectors: " + allowed_names<Sector>());
        }
    }
    return stated;
}

std::vector<Sector> sectors(CellReader& cells, std::size_t row, std::string_view column) {
    std::vector<Sector> named;
    for (const std::string& entry : cells.list(column, row)) {
        if (const std::optional<Sector> sector = parse<Sector>(entry)) {
            named.push_back(*sector);
        } else {
            cells.report(FindingCode::unknown_term, row, column, "an entry is none of the sectors",
                         "allowed: " + allowed_names<Sector>());
        }
    }
    return named;
}

DateInterval days(CellReader& cells, std::size_t row, std::string_view from, std::string_view to) {
    return {cells.date(from, row), cells.date(to, row)};
}

} // namespace

Area RowReader::area(std::size_t row) {
    return {.id = cells_.text("id", row),
            .name = cells_.text("name", row),
            .parent = cells_.text("parent", row),
            .population = cells_.count("population", row),
            .former_unit = cells_.text("former_unit", row),
            .latitude = cells_.real("latitude", row),
            .longitude = cells_.real("longitude", row)};
}

Actor RowReader::actor(std::size_t row) {
    return {.id = cells_.text("id", row),
            .name = cells_.text("name", row),
            .sector = cells_.required_term("sector", row, Sector::municipal),
            .type = cells_.text("type", row),
            .tier = cells_.text("tier", row),
            .parent = cells_.text("parent", row),
            .area = cells_.text("area", row),
            .languages = cells_.list("languages", row),
            .valid = days(cells_, row, "valid_from", "valid_to"),
            .organisation_number = cells_.text("organisation_number", row)};
}

Person RowReader::person(std::size_t row) {
    return {.id = cells_.text("id", row),
            .actor = cells_.text("actor", row),
            .role = cells_.text("role", row),
            .tier = cells_.term<PersonTier>("tier", row),
            .languages = cells_.list("languages", row),
            .hours = cells_.real("hours", row),
            .groups = cells_.list("groups", row),
            .competences = cells_.list("competences", row),
            .available = cells_.list("available", row)};
}

Need RowReader::need(std::size_t row) {
    return {.id = cells_.text("id", row),
            .theme = cells_.text("theme", row),
            .target_group = cells_.text("target_group", row),
            .area = cells_.text("area", row),
            .language = cells_.text("language", row),
            .period = months(cells_, row),
            .ages = ages(cells_, row),
            .people = cells_.count("people", row),
            .priority = cells_.whole("priority", row).value_or(lowest_priority),
            .entry_point = cells_.text("entry_point", row),
            .mandate = cells_.text("mandate", row),
            .max_cost = cells_.real("max_cost", row),
            .access = cells_.list("access", row)};
}

Activity RowReader::activity(std::size_t row) {
    return {.id = cells_.text("id", row),
            .name = cells_.text("name", row),
            .actor = cells_.text("actor", row),
            .kind = cells_.term<ActivityKind>("kind", row).value_or(ActivityKind::offer),
            .theme = cells_.text("theme", row),
            .target_groups = cells_.list("target_groups", row),
            .areas = cells_.list("areas", row),
            .languages = cells_.list("languages", row),
            .period = months(cells_, row),
            .schedule = cells_.text("schedule", row),
            .ages = ages(cells_, row),
            .capacity = cells_.count("capacity", row),
            .cost = cells_.real("cost", row),
            .minutes = cells_.count("minutes", row),
            .description = cells_.text("description", row),
            .last_confirmed = cells_.date("last_confirmed", row),
            .after = cells_.list("after", row),
            .mandate = cells_.text("mandate", row),
            .in_use = cells_.count("in_use", row),
            .access = cells_.list("access", row)};
}

Tie RowReader::tie(std::size_t row) {
    return {.source = cells_.text("source", row),
            .target = cells_.text("target", row),
            .relation = cells_.required_term("relation", row, Relation::awareness),
            .weight = cells_.real("weight", row),
            .valid = days(cells_, row, "from", "to"),
            .wave = cells_.text("wave", row)};
}

Forum RowReader::forum(std::size_t row) {
    return {.id = cells_.text("id", row),
            .name = cells_.text("name", row),
            .form = cells_.required_term("form", row, ForumForm::coordination_forum),
            .area = cells_.text("area", row),
            .purpose = cells_.text("purpose", row),
            .tasks = cells_.text("tasks", row),
            .mandate = cells_.text("mandate", row),
            .composition = composition(cells_, row),
            .meets_per_year = cells_.real("meets_per_year", row),
            .quota = cells_.real("quota", row),
            .head_count = cells_.count("head_count", row),
            .vetoes = vetoes(cells_, row),
            .agreed_on = cells_.date("agreed_on", row),
            .ends_on = cells_.date("ends_on", row),
            .in_operation = cells_.flag("in_operation", row),
            .competences = cells_.list("competences", row),
            .involvement = cells_.text("involvement", row)};
}

Seat RowReader::seat(std::size_t row) {
    return {.forum = cells_.text("forum", row),
            .actor = cells_.text("actor", row),
            .person = cells_.text("person", row),
            .role = cells_.term<SeatRole>("role", row),
            .votes = cells_.real("votes", row),
            .period = days(cells_, row, "from", "to"),
            .ended_by = cells_.term<SeatEnd>("ended_by", row)};
}

TravelTime RowReader::travel_time(std::size_t row) {
    return {.from = cells_.text("from", row),
            .to = cells_.text("to", row),
            .minutes = cells_.real("minutes", row)};
}

Meeting RowReader::meeting(std::size_t row) {
    return {.id = cells_.text("id", row),
            .forum = cells_.text("forum", row),
            .start = cells_.date_time("start", row),
            .end = cells_.date_time("end", row)};
}

AgendaItem RowReader::agenda_item(std::size_t row) {
    return {.meeting = cells_.text("meeting", row),
            .item = cells_.text("item", row),
            .minutes = cells_.count("minutes", row),
            .relevant_sectors = sectors(cells_, row, "relevant_sectors"),
            .proposed_by = cells_.text("proposed_by", row)};
}

Attendance RowReader::attendance(std::size_t row) {
    return {.meeting = cells_.text("meeting", row),
            .actor = cells_.text("actor", row),
            .person = cells_.text("person", row),
            .speaking_seconds = cells_.count("speaking_seconds", row)};
}

Review RowReader::review(std::size_t row) {
    return {.person = cells_.text("person", row),
            .item = cells_.text("item", row),
            .score = cells_.real("score", row),
            .wave = cells_.text("wave", row),
            .forum = cells_.text("forum", row)};
}

} // namespace samspill
