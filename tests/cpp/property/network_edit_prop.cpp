// A changed network is the network that its changed rows give.
#include <samspill/io/network_tables.hpp>
#include <samspill/model/actor_merge.hpp>
#include <samspill/model/network_edit.hpp>

#include "support/detailed_network.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

/// All tables count as given, also when their last row goes.
ActorNetwork network_of(const Rows& rows) {
    return rows.build({TableName::areas, TableName::actors, TableName::people, TableName::needs,
                       TableName::activities, TableName::ties, TableName::forums, TableName::seats,
                       TableName::travel_times, TableName::meetings, TableName::agenda_items,
                       TableName::attendance, TableName::reviews});
}

/// What findings say, wherever the row stands: changed rows stand in no file.
std::vector<std::string> said(const ActorNetwork& network) {
    std::vector<std::string> lines;
    for (const Finding& finding : network.findings()) {
        lines.push_back(std::string{to_string(finding.code)} + " " + finding.table + " " + finding.column +
                        " " + finding.message);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// For each finding about a single row, the id of that row (for tables without ids: nothing).
std::vector<std::string> named_rows(const ActorNetwork& network) {
    std::vector<std::string> lines;
    const NetworkParts& parts = network.parts();
    for (std::size_t k = 0; k < parts.findings.size(); ++k) {
        const std::uint32_t row = parts.finding_rows[k];
        const Finding& finding = parts.findings[k];
        const std::string rule = std::string{to_string(finding.code)} + " " + finding.column + " ";
        if (row == NetworkParts::no_row || finding.table == "ties" || finding.table == "seats" ||
            finding.table == "attendance") {
            lines.push_back(rule);
            continue;
        }
        const std::vector<TermId>& ids = finding.table == "activities" ? network.activities().id
                                         : finding.table == "needs"    ? network.needs().id
                                         : finding.table == "people"   ? network.people().id
                                         : finding.table == "forums"   ? network.forums().id
                                         : finding.table == "meetings" ? network.meetings().id
                                                                       : network.actors().id;
        lines.push_back(rule + std::string{network.text(ids[row])});
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

void expect_same_layers(const ActorNetwork& a, const ActorNetwork& b) {
    for (std::size_t r = 0; r < vocabulary_size<Relation>; ++r) {
        const RelationLayer& one = a.layer(static_cast<Relation>(r));
        const RelationLayer& other = b.layer(static_cast<Relation>(r));
        RC_ASSERT(one.vertices() == other.vertices());
        RC_ASSERT(one.arcs() == other.arcs());
        for (Vertex v = 0; v < one.vertices(); ++v) {
            RC_ASSERT(std::ranges::equal(one.successors(v), other.successors(v)));
            RC_ASSERT(std::ranges::equal(one.arcs_into(v), other.arcs_into(v)));
        }
        for (std::uint32_t arc = 0; arc < one.arcs(); ++arc) {
            RC_ASSERT(one.tie(arc) == other.tie(arc));
        }
    }
}

void expect_same(const ActorNetwork& edited, const ActorNetwork& rebuilt) {
    for (std::size_t k = 0; k < vocabulary_size<TableName>; ++k) {
        const auto table = static_cast<TableName>(k);
        RC_ASSERT(edited.has(table) == rebuilt.has(table));
        const Table one = network_table(edited, table);
        const Table other = network_table(rebuilt, table);
        RC_ASSERT(test::same_table(one, other));
    }
    expect_same_layers(edited, rebuilt);
    RC_ASSERT(said(edited) == said(rebuilt));
    RC_ASSERT(named_rows(edited) == named_rows(rebuilt));
    RC_ASSERT(edited.fingerprint() == rebuilt.fingerprint());
}

template <class Row>
void erase_id(std::vector<Row>& rows, const std::string& id) {
    std::erase_if(rows, [&](const Row& row) { return row.id == id; });
}

/// Takes an activity out of the rows, as without_activity says it.
void take_out_activity(Rows& rows, const std::string& id) {
    erase_id(rows.activities, id);
    std::erase_if(rows.ties, [&](const Tie& tie) { return tie.target == id; });
    for (Activity& activity : rows.activities) {
        std::erase(activity.after, id);
    }
}

/// Takes out attendance of nobody; rows that say the same of one actor become one, with the sum of seconds.
void unite_attendance(Rows& rows) {
    std::vector<Attendance> united;
    for (const Attendance& row : rows.attendance) {
        const auto same = std::find_if(united.begin(), united.end(), [&](const Attendance& other) {
            return other.meeting == row.meeting && other.person == row.person && other.actor == row.actor;
        });
        if (same == united.end()) {
            united.push_back(row);
        } else {
            Count& spoken = same->speaking_seconds;
            spoken = spoken.is_known() && row.speaking_seconds.is_known()
                         ? Count{spoken.value() + row.speaking_seconds.value()}
                         : Count::unknown();
        }
    }
    std::erase_if(united, [](const Attendance& row) { return row.actor.empty() && row.person.empty(); });
    rows.attendance = united;
}

/// Takes an actor out of the rows, as without_actor says it.
void take_out_actor(Rows& rows, const std::string& id) {
    const auto found = std::find_if(rows.actors.begin(), rows.actors.end(),
                                    [&](const Actor& actor) { return actor.id == id; });
    const std::string parent = found->parent;
    rows.actors.erase(found);
    for (Actor& actor : rows.actors) {
        actor.parent = actor.parent == id ? parent : actor.parent;
    }
    const std::vector<Activity> activities = rows.activities;
    for (const Activity& activity : activities) {
        if (activity.actor == id) {
            take_out_activity(rows, activity.id);
        }
    }
    std::erase_if(rows.ties, [&](const Tie& tie) { return tie.source == id || tie.target == id; });
    std::erase_if(rows.seats, [&](const Seat& seat) { return seat.actor == id; });
    for (const Person& person : rows.people) {
        const auto is_gone = [&](const std::string& who) { return person.actor == id && who == person.id; };
        for (Seat& seat : rows.seats) {
            seat.person = is_gone(seat.person) ? "" : seat.person;
        }
        for (Attendance& attendance : rows.attendance) {
            attendance.person = is_gone(attendance.person) ? "" : attendance.person;
        }
        std::erase_if(rows.reviews, [&](const Review& review) { return is_gone(review.person); });
    }
    for (Attendance& attendance : rows.attendance) {
        attendance.actor = attendance.actor == id ? "" : attendance.actor;
    }
    unite_attendance(rows);
    for (AgendaItem& item : rows.agenda_items) {
        item.proposed_by = item.proposed_by == id ? "" : item.proposed_by;
    }
    std::erase_if(rows.people, [&](const Person& person) { return person.actor == id; });
    for (Need& need : rows.needs) {
        need.entry_point = need.entry_point == id ? "" : need.entry_point;
    }
}

template <class Row>
std::string any_id(const std::vector<Row>& rows) {
    return rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))].id;
}

Activity any_new_activity(const Rows& rows) {
    Activity activity{.id = below(2) == 0 ? "offer-new" : "offer0.5",
                      .actor = any_id(rows.actors),
                      .theme = id("theme", below(4)), // two of them are new texts
                      .target_groups = some("group", 3),
                      .areas = some("area", static_cast<int>(rows.areas.size())),
                      .period = any_period(),
                      .ages = any_ages(),
                      .capacity = any_count(15)};
    describe_activity(activity);
    for (const Activity& earlier : rows.activities) {
        if (below(3) == 0) {
            activity.after.push_back(earlier.id);
        }
    }
    return activity;
}

Tie any_new_tie(const Rows& rows) {
    const bool to_offer = !rows.activities.empty() && below(2) == 0;
    return {.source = any_id(rows.actors),
            .target = to_offer ? any_id(rows.activities) : any_id(rows.actors),
            .relation = static_cast<Relation>(below(6)),
            .weight = maybe_number(3),
            .valid = any_days(),
            .wave = maybe("wave", 4)};
}

RC_GTEST_PROP(NetworkEditProp, WithActivityIsTheNetworkOfTheLongerTable, ()) {
    Rows rows = detailed_rows();
    const Activity activity = any_new_activity(rows);
    const ActorNetwork edited = with_activity(network_of(rows), activity);
    rows.activities.push_back(activity);
    expect_same(edited, network_of(rows));
}

RC_GTEST_PROP(NetworkEditProp, WithoutActivityIsTheNetworkOfTheShorterTable, ()) {
    Rows rows = detailed_rows();
    RC_PRE(!rows.activities.empty());
    const ActorNetwork network = network_of(rows);
    const ActivityId activity{static_cast<std::uint32_t>(below(static_cast<int>(rows.activities.size())))};
    const std::string id{network.text(network.activities().id[activity.position()])};
    const ActorNetwork edited = without_activity(network, activity);
    take_out_activity(rows, id);
    expect_same(edited, network_of(rows));
}

RC_GTEST_PROP(NetworkEditProp, WithCapacityIsTheNetworkOfTheChangedCell, ()) {
    Rows rows = detailed_rows();
    RC_PRE(!rows.activities.empty());
    const ActorNetwork network = network_of(rows);
    Activity& row =
        rows.activities[static_cast<std::size_t>(below(static_cast<int>(rows.activities.size())))];
    row.capacity = any_count(20);
    const ActorNetwork edited = with_capacity(network, network.find_activity(row.id), row.capacity);
    expect_same(edited, network_of(rows));
}

RC_GTEST_PROP(NetworkEditProp, WithoutActorIsTheNetworkOfWhatRemains, ()) {
    Rows rows = detailed_rows();
    const ActorNetwork network = network_of(rows);
    const std::string actor = id("actor", below(static_cast<int>(rows.actors.size())));
    const ActorNetwork edited = without_actor(network, network.find_actor(actor));
    take_out_actor(rows, actor);
    expect_same(edited, network_of(rows));
}

RC_GTEST_PROP(NetworkEditProp, WithTieIsTheNetworkOfTheLongerTable, ()) {
    Rows rows = detailed_rows();
    const Tie tie = any_new_tie(rows);
    const ActorNetwork edited = with_tie(network_of(rows), tie);
    rows.ties.push_back(tie);
    expect_same(edited, network_of(rows));
}

/// What a merge makes of an id.
void rename(std::string& id, const std::string& gone, const std::string& kept) {
    id = id == gone ? kept : id;
}

/// Fills the cells of `kept` as merged_actors says it; false where the chain of parents would form a circle.
bool merge_actor_rows(Rows& rows, const std::string& gone, const std::string& kept) {
    const auto row_of = [&](const std::string& id) {
        return std::find_if(rows.actors.begin(), rows.actors.end(),
                            [&](const Actor& actor) { return actor.id == id; });
    };
    const Actor merged = *row_of(gone);
    Actor& target = *row_of(kept);
    target.parent = target.parent == gone ? merged.parent : target.parent;
    for (const auto cell :
         {&Actor::name, &Actor::type, &Actor::tier, &Actor::area, &Actor::organisation_number}) {
        target.*cell = (target.*cell).empty() ? merged.*cell : target.*cell;
    }
    const bool silent = target.languages.empty() || target.languages.front().empty();
    target.languages = silent ? merged.languages : target.languages;
    rows.actors.erase(row_of(gone));
    for (Actor& actor : rows.actors) {
        rename(actor.parent, gone, kept);
    }
    std::string above = row_of(kept)->parent;
    while (!above.empty() && above != kept) {
        above = row_of(above)->parent;
    }
    return above.empty();
}

/// Rows after a merge, once each among those that moved and equal another.
template <class Row, class Key, class Move>
void move_rows(std::vector<Row>& rows, Key key, Move move) {
    std::vector<Row> kept;
    std::vector<Row> moved;
    for (Row& row : rows) {
        (move(row) ? moved : kept).push_back(row);
    }
    for (const Row& row : moved) {
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Row& other) { return key(other) == key(row); })) {
            kept.push_back(row);
        }
    }
    rows = kept;
}

void merge_tie_rows(Rows& rows, const std::string& gone, const std::string& kept) {
    std::erase_if(rows.ties, [&](const Tie& tie) {
        const bool moves = tie.source == gone || tie.target == gone;
        const auto is_one_of_both = [&](const std::string& id) { return id == gone || id == kept; };
        return moves && is_one_of_both(tie.source) && is_one_of_both(tie.target);
    });
    move_rows(
        rows.ties,
        [](const Tie& tie) {
            return std::tuple{tie.source, tie.target, tie.relation, tie.weight, tie.valid, tie.wave};
        },
        [&](Tie& tie) {
            const bool moves = tie.source == gone || tie.target == gone;
            rename(tie.source, gone, kept);
            rename(tie.target, gone, kept);
            return moves;
        });
}

RC_GTEST_PROP(NetworkEditProp, MergedActorsAreTheNetworkOfTheRenamedTables, ()) {
    Rows rows = detailed_rows();
    RC_PRE(rows.actors.size() > 1);
    const ActorNetwork network = network_of(rows);
    const std::string gone = any_id(rows.actors);
    const std::string kept = any_id(rows.actors);
    RC_PRE(gone != kept);
    const ActorMerge merge{network.find_actor(gone), network.find_actor(kept)};
    RC_PRE(merge_actor_rows(rows, gone, kept));
    for (Person& person : rows.people) {
        rename(person.actor, gone, kept);
    }
    for (Need& need : rows.needs) {
        rename(need.entry_point, gone, kept);
    }
    for (Activity& activity : rows.activities) {
        rename(activity.actor, gone, kept);
    }
    for (AgendaItem& item : rows.agenda_items) {
        rename(item.proposed_by, gone, kept);
    }
    for (Attendance& attendance : rows.attendance) {
        rename(attendance.actor, gone, kept);
    }
    unite_attendance(rows);
    merge_tie_rows(rows, gone, kept);
    move_rows(
        rows.seats,
        [](const Seat& seat) {
            return std::tuple{seat.forum, seat.actor,  seat.person,  seat.role,
                              seat.votes, seat.period, seat.ended_by};
        },
        [&](Seat& seat) {
            const bool moves = seat.actor == gone;
            rename(seat.actor, gone, kept);
            return moves;
        });
    expect_same(merged_actors(network, {&merge, 1}), network_of(rows));
}

/// Several changes one after the other, so that pools with unused texts and moved findings meet again.
RC_GTEST_PROP(NetworkEditProp, ChangesMayFollowOneAnother, ()) {
    Rows rows = detailed_rows();
    ActorNetwork network = network_of(rows);
    const int changes = below(5);
    for (int k = 0; k < changes; ++k) {
        const int kind = below(4);
        if (kind == 0 && network.find_activity("offer-new").is_none() &&
            network.find_activity("offer0.5").is_none()) {
            const Activity activity = any_new_activity(rows);
            network = with_activity(network, activity);
            rows.activities.push_back(activity);
        } else if (kind == 1 && !rows.activities.empty()) {
            const std::string id = rows.activities.back().id;
            network = without_activity(network, network.find_activity(id));
            take_out_activity(rows, id);
        } else if (kind == 2 && rows.actors.size() > 1) {
            const std::string id = rows.actors.front().id;
            network = without_actor(network, network.find_actor(id));
            take_out_actor(rows, id);
        } else {
            const Tie tie = any_new_tie(rows);
            network = with_tie(network, tie);
            rows.ties.push_back(tie);
        }
    }
    expect_same(network, network_of(rows));
}

} // namespace
} // namespace samspill
