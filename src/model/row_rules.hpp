// Private to the model: the rules that one row must keep by itself, for each table.
#pragma once

#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/review.hpp>
#include <samspill/model/tie.hpp>
#include <samspill/model/travel_time.hpp>

#include "row_check.hpp"

#include <optional>
#include <span>

namespace samspill {

void check_row(RowCheck& check, const Area& area);
void check_row(RowCheck& check, const Actor& actor);
void check_row(RowCheck& check, const Person& person);
void check_row(RowCheck& check, const Need& need);
void check_row(RowCheck& check, const Activity& activity);
void check_row(RowCheck& check, const Forum& forum);
void check_row(RowCheck& check, const Seat& seat);
void check_row(RowCheck& check, const TravelTime& time);
void check_row(RowCheck& check, const Meeting& meeting);
void check_row(RowCheck& check, const AgendaItem& item);
void check_row(RowCheck& check, const Attendance& attendance);
void check_row(RowCheck& check, const Review& review);

/// What the rules ask about a tie. Its ids are looked up by the caller, because ties repeat few ids often.
struct TieFacts {
    bool has_source = false;
    bool has_target = false;
    bool source_is_actor = false;
    bool target_is_actor_or_activity = false;
    bool leads_back = false;
    std::optional<double> weight{};
    DateInterval valid{};
};
void check_row(RowCheck& check, const TieFacts& tie);

/// Rules about an activity that the edit of a network can break or mend.
void check_seats_in_use(RowCheck& check, Count capacity, Count in_use);
void report_no_actors(RowCheck actors);
void report_circle_of_prerequisites(RowCheck& check);
void report_circle_of_parents(RowCheck& check, FindingCode code);
void check_prerequisites(RowCheck& check, MonthInterval period, std::span<const MonthInterval> prerequisites);

} // namespace samspill
