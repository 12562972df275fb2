#include "network_ids.hpp"

namespace samspill {

bool NetworkIds::has(TableName table, std::string_view id) const {
    switch (table) {
    case TableName::areas:
        return !network_.find_area(id).is_none();
    case TableName::actors:
        return !network_.find_actor(id).is_none();
    case TableName::people:
        return !network_.find_person(id).is_none();
    case TableName::needs:
        return !network_.find_need(id).is_none();
    case TableName::activities:
        return is_added(id) || !network_.find_activity(id).is_none();
    case TableName::forums:
        return !network_.find_forum(id).is_none();
    case TableName::meetings:
        return !network_.find_meeting(id).is_none();
    case TableName::ties:
    case TableName::seats:
    case TableName::travel_times:
    case TableName::agenda_items:
    case TableName::attendance:
    case TableName::reviews:
        break; // their rows have no id
    }
    return false;
}

MonthInterval NetworkIds::period_of(std::string_view activity) const {
    if (is_added(activity)) {
        return added_->period;
    }
    const ActivityId found = network_.find_activity(activity);
    return found.is_none() ? MonthInterval{} : network_.activities().period[found.position()];
}

} // namespace samspill
