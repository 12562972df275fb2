#include "staged_ids.hpp"

namespace samspill {

StagedIds::StagedIds(const StagedRows& rows, RunControl* control) : rows_{rows} {
    StageTicker ticker{control, "collecting ids", rows.size() - rows.ties.size()};
    at(TableName::areas) = positions_of_ids(rows.areas, ticker);
    at(TableName::actors) = positions_of_ids(rows.actors, ticker);
    at(TableName::people) = positions_of_ids(rows.people, ticker);
    at(TableName::needs) = positions_of_ids(rows.needs, ticker);
    at(TableName::activities) = positions_of_ids(rows.activities, ticker);
    at(TableName::forums) = positions_of_ids(rows.forums, ticker);
    at(TableName::meetings) = positions_of_ids(rows.meetings, ticker);
}

void StagedIds::mark_broken(const Finding& finding) {
    if (finding.severity != Severity::error) {
        return;
    }
    const auto table = parse<TableName>(finding.table);
    if (!table) { // the study as a whole, such as a folder that is not there
        broken_.fill(true);
        return;
    }
    const bool concerns_ids = finding.column.empty() || finding.column == "id";
    if ((finding.row == 0 && concerns_ids) || rows_of(*table) == 0) {
        broken_[static_cast<std::size_t>(*table)] = true;
    }
}

MonthInterval StagedIds::period_of(std::string_view activity) const {
    const IdPositions& activities = positions(TableName::activities);
    const auto found = activities.find(activity);
    return found == activities.end() ? MonthInterval{} : rows_.activities.rows[found->second].period;
}

std::size_t StagedIds::rows_of(TableName table) const {
    switch (table) {
    case TableName::areas:
        return rows_.areas.size();
    case TableName::actors:
        return rows_.actors.size();
    case TableName::people:
        return rows_.people.size();
    case TableName::needs:
        return rows_.needs.size();
    case TableName::activities:
        return rows_.activities.size();
    case TableName::ties:
        return rows_.ties.size();
    case TableName::forums:
        return rows_.forums.size();
    case TableName::seats:
        return rows_.seats.size();
    case TableName::travel_times:
        return rows_.travel_times.size();
    case TableName::meetings:
        return rows_.meetings.size();
    case TableName::agenda_items:
        return rows_.agenda_items.size();
    case TableName::attendance:
        return rows_.attendance.size();
    case TableName::reviews:
        return rows_.reviews.size();
    }
    return 0;
}

} // namespace samspill
