#include <samspill/model/network_edit.hpp>

#include "count_total.hpp"
#include "network_change.hpp"
#include "network_ids.hpp"
#include "row_rules.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

const std::string no_file;

/// Throws when the findings about a changed row hold an error; gives back the warnings.
std::vector<Finding> without_errors(FindingLog log) {
    std::vector<Finding> findings = std::move(log).take();
    if (has_errors(findings)) {
        throw UnusableData{std::move(findings)};
    }
    return findings;
}

/// Adds the counts of a column, without row `except`.
CountTotal total(const std::vector<Count>& column, ActivityId except = ActivityId::none()) {
    CountTotal sum;
    for (std::size_t j = 0; j < column.size(); ++j) {
        sum.add(ActivityId{j} == except ? Count{0} : column[j]);
    }
    return sum;
}

std::vector<Finding> check_new(const ActorNetwork& network, const Activity& activity) {
    FindingLog log;
    const NetworkIds known{network, &activity};
    RowCheck check{log, known, TableName::activities, no_file, 0};
    check.required(activity.id, "id");
    if (!network.find_activity(activity.id).is_none()) {
        check.report(Severity::error, FindingCode::duplicate_id, "id", "another activity has this id already",
                     "give the new activity an id of its own");
    }
    check_row(check, activity);
    if (std::find(activity.after.begin(), activity.after.end(), activity.id) != activity.after.end()) {
        report_circle_of_prerequisites(check);
    }
    CountTotal capacity = total(network.activities().capacity);
    capacity.add(activity.capacity);
    capacity.check(check, "capacity");
    CountTotal in_use = total(network.activities().in_use);
    in_use.add(activity.in_use);
    in_use.check(check, "in_use");
    return without_errors(std::move(log));
}

std::vector<Finding> check_new(const ActorNetwork& network, const Tie& tie) {
    FindingLog log;
    const NetworkIds known{network};
    RowCheck check{log, known, TableName::ties, no_file, 0};
    check_row(check, {.has_source = !tie.source.empty(),
                      .has_target = !tie.target.empty(),
                      .source_is_actor = known.has(TableName::actors, tie.source),
                      .target_is_actor_or_activity = known.has(TableName::actors, tie.target) ||
                                                     known.has(TableName::activities, tie.target),
                      .leads_back = !tie.source.empty() && tie.source == tie.target,
                      .weight = tie.weight,
                      .valid = tie.valid});
    return without_errors(std::move(log));
}

void require_activity(const ActorNetwork& network, ActivityId activity) {
    if (activity.position() >= network.activities().size()) {
        throw InvalidArgument{"activity must be one of the network"};
    }
}

/// 1 for each row whose actor goes; empty when there is none.
std::vector<std::uint8_t> rows_of_actor(const std::vector<ActorId>& column, ActorId actor) {
    std::vector<std::uint8_t> rows;
    if (std::find(column.begin(), column.end(), actor) != column.end()) {
        rows.reserve(column.size());
        for (const ActorId owner : column) {
            rows.push_back(owner == actor ? 1 : 0);
        }
    }
    return rows;
}

} // namespace

ActorNetwork with_activity(const ActorNetwork& network, const Activity& activity) {
    std::vector<Finding> warnings = check_new(network, activity);
    NetworkChange change{network};
    change.insert(activity, std::move(warnings));
    return std::move(change).run();
}

ActorNetwork without_activity(const ActorNetwork& network, ActivityId activity) {
    require_activity(network, activity);
    std::vector<std::uint8_t> removed(network.activities().size(), 0);
    removed[activity.position()] = 1;
    NetworkChange change{network};
    change.remove_activities(std::move(removed));
    return std::move(change).run();
}

ActorNetwork with_capacity(const ActorNetwork& network, ActivityId activity, Count capacity) {
    require_activity(network, activity);
    FindingLog log;
    const NetworkIds known{network};
    RowCheck check{log, known, TableName::activities, no_file, 0};
    check.count(capacity, "capacity");
    CountTotal seats = total(network.activities().capacity, activity);
    seats.add(capacity);
    seats.check(check, "capacity");
    static_cast<void>(without_errors(std::move(log)));

    NetworkParts parts = network.parts();
    auto activities = std::make_shared<ActivityColumns>(network.activities());
    activities->capacity[activity.position()] = capacity;
    EditedFindings findings{network, {}};
    findings.recheck(*activities, std::span{&activity, 1});
    findings.recount_unknown_capacity(*activities);
    parts.activities = std::move(activities);
    std::move(findings).put_into(parts);
    return ActorNetwork{std::move(parts)};
}

ActorNetwork without_actor(const ActorNetwork& network, ActorId actor) {
    if (actor.position() >= network.actors().size()) {
        throw InvalidArgument{"actor must be one of the network"};
    }
    if (network.actors().size() == 1) {
        FindingLog log;
        report_no_actors({log, NetworkIds{network}, TableName::actors, no_file, 0});
        static_cast<void>(without_errors(std::move(log)));
    }
    NetworkChange change{network};
    change.remove_actor(actor);
    change.remove_people(rows_of_actor(network.people().actor, actor));
    change.remove_activities(rows_of_actor(network.activities().actor, actor));
    return std::move(change).run();
}

ActorNetwork with_tie(const ActorNetwork& network, const Tie& tie) {
    std::vector<Finding> warnings = check_new(network, tie);
    NetworkChange change{network};
    change.insert(tie, std::move(warnings));
    return std::move(change).run();
}

} // namespace samspill
