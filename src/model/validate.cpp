// Rules that rows must keep: each check collects findings and never stops at the first.
#include "staged_rows.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace samspill {
namespace {

/// Collects findings about one row; knows where the row stands so that the rules need not.
class RowCheck {
public:
    RowCheck(std::vector<Finding>& findings, const TablePresence& broken, const StagedRows& rows,
             TableName table, std::int64_t row)
        : findings_{findings}, broken_{broken}, file_{rows.file(table)}, table_{table}, row_{row} {}

    void report(Severity severity, FindingCode code, std::string_view column, std::string message,
                std::string hint) {
        findings_.push_back({severity, code, file_, std::string{to_string(table_)}, row_, std::string{column},
                             std::move(message), std::move(hint)});
    }

    void required(std::string_view text, std::string_view column) {
        if (text.empty()) {
            report(Severity::error, FindingCode::missing_value, column,
                   "the cell is empty but the column is required", "fill in the cell or remove the row");
        }
    }

    void count(Count value, std::string_view column) {
        if (value.is_known() && value.value() < 0) {
            negative(column);
        } else if (value.is_known() && value.value() > Count::limit) {
            report(Severity::error, FindingCode::number_too_large, column,
                   "the number is larger than 1 000 000 000 000", "check the unit and the decimal separator");
        }
    }

    void number(std::optional<double> value, std::string_view column) {
        if (value && !std::isfinite(*value)) {
            report(Severity::error, FindingCode::not_finite, column, "the number is not finite",
                   "leave the cell empty when the number is not known");
        } else if (value && *value < 0.0) {
            negative(column);
        }
    }

    void order(bool reversed, std::string_view column, std::string_view rule) {
        if (reversed) {
            report(Severity::error, FindingCode::reversed_interval, column, std::string{rule},
                   "swap the two ends or correct the wrong one");
        }
    }

    void reference(std::string_view id, const IdPositions& ids, std::string_view column, TableName target) {
        if (!id.empty() && !ids.contains(id) && !broken_[static_cast<std::size_t>(target)]) {
            unknown(column,
                    std::string{"no row of the table "}.append(to_string(target)).append(" has this id"));
        }
    }

    void unknown(std::string_view column, std::string message) {
        report(Severity::error, FindingCode::unknown_id, column, std::move(message),
               "add the missing row or correct the id");
    }

    void negative(std::string_view column) {
        report(Severity::error, FindingCode::negative_number, column, "the number is negative",
               "leave the cell empty when the number is not known; 0 means none");
    }

private:
    std::vector<Finding>& findings_;
    const TablePresence& broken_; // tables that could not be read as a whole: their ids are not known
    const std::string& file_;
    TableName table_;
    std::int64_t row_;
};

/// The checks of one study, with the id tables they share.
class Validation {
public:
    Validation(const StagedRows& rows, RunControl* control)
        : rows_{rows}, findings_{rows.findings}, ticker_{control, "checking rows", rows.size()},
          areas_{positions_of_ids(rows.areas)}, actors_{positions_of_ids(rows.actors)},
          people_{positions_of_ids(rows.people)},
          activities_{positions_of_ids(rows.activities)}, forums_{positions_of_ids(rows.forums)} {
        for (const Finding& finding : findings_) {
            mark_broken(finding);
        }
    }

    std::vector<Finding> run() && {
        check_actors_given();
        check_areas();
        check_actors();
        check_people();
        check_needs();
        check_activities();
        check_ties();
        check_forums();
        check_seats();
        note_unknown_numbers();
        drop_consequences_of_missing_columns();
        std::sort(findings_.begin(), findings_.end(), precedes);
        return std::move(findings_);
    }

private:
    [[nodiscard]] RowCheck at(TableName table, std::int64_t row) {
        return {findings_, broken_, rows_, table, row};
    }

    /// The same for the next row that is checked as a whole.
    [[nodiscard]] RowCheck next_row(TableName table, std::int64_t row) {
        ticker_.step();
        return at(table, row);
    }

    /// What was found while reading: a table whose rows or ids are missing as a whole has unknown ids.
    void mark_broken(const Finding& finding) {
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

    [[nodiscard]] std::size_t rows_of(TableName table) const {
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
        }
        return 0;
    }

    /// A column that is missing says it once; that each of its cells is empty too is no news.
    void drop_consequences_of_missing_columns() {
        std::set<std::pair<std::string, std::string>> missing;
        for (const Finding& finding : findings_) {
            if (finding.code == FindingCode::missing_column) {
                missing.emplace(finding.table, finding.column);
            }
        }
        std::erase_if(findings_, [&](const Finding& finding) {
            return finding.code == FindingCode::missing_value &&
                   missing.contains({finding.table, finding.column});
        });
    }

    void check_actors_given() {
        if (rows_.actors.size() == 0 && !is_broken(TableName::actors)) {
            at(TableName::actors, 0)
                .report(Severity::error, FindingCode::missing_table, "", "there are no actors",
                        "every study needs the table actors with at least one row");
        }
    }

    /// Reports ids that are missing or stand in an earlier row too.
    template <class Row>
    void check_ids(const Staged<Row>& table, TableName name, const IdPositions& positions) {
        for (std::uint32_t k = 0; k < table.size(); ++k) {
            const std::string& id = table.rows[k].id;
            RowCheck check = at(name, table.numbers[k]);
            check.required(id, "id");
            const std::uint32_t first = positions.at(id);
            if (!id.empty() && first != k) {
                check.report(Severity::error, FindingCode::duplicate_id, "id",
                             "the id stands in row " + std::to_string(table.numbers[first]) + " already",
                             "give each row an id of its own or remove the repetition");
            }
        }
    }

    /// Reports each row whose chain of parents comes back to the row itself.
    template <class Row>
    void check_cycles(const Staged<Row>& table, TableName name, const IdPositions& positions,
                      FindingCode code) {
        constexpr std::uint32_t unvisited = 0;
        std::vector<std::uint32_t> walk_of(table.size(), unvisited);
        for (std::uint32_t start = 0; start < table.size(); ++start) {
            const std::uint32_t walk = start + 1;
            std::optional<std::uint32_t> at_row = start;
            while (at_row && walk_of[*at_row] == unvisited) {
                walk_of[*at_row] = walk;
                at_row = parent_position(table.rows[*at_row].parent, positions);
            }
            if (at_row && walk_of[*at_row] == walk) {
                report_cycle(table, name, positions, code, *at_row);
            }
        }
    }

    template <class Row>
    void report_cycle(const Staged<Row>& table, TableName name, const IdPositions& positions,
                      FindingCode code, std::uint32_t member) {
        std::uint32_t k = member;
        do {
            at(name, table.numbers[k])
                .report(Severity::error, code, "parent", "the chain of parents comes back to this row",
                        "remove or correct one of the parents in the circle");
            k = *parent_position(table.rows[k].parent, positions);
        } while (k != member);
    }

    static std::optional<std::uint32_t> parent_position(std::string_view parent,
                                                        const IdPositions& positions) {
        const auto found = positions.find(parent);
        if (parent.empty() || found == positions.end()) {
            return std::nullopt;
        }
        return found->second;
    }

    [[nodiscard]] bool is_broken(TableName table) const { return broken_[static_cast<std::size_t>(table)]; }

    void check_areas() {
        check_ids(rows_.areas, TableName::areas, areas_);
        for (std::size_t k = 0; k < rows_.areas.size(); ++k) {
            const Area& area = rows_.areas.rows[k];
            RowCheck check = next_row(TableName::areas, rows_.areas.numbers[k]);
            check.reference(area.parent, areas_, "parent", TableName::areas);
            check.count(area.population, "population");
        }
        check_cycles(rows_.areas, TableName::areas, areas_, FindingCode::area_cycle);
    }

    void check_actors() {
        check_ids(rows_.actors, TableName::actors, actors_);
        for (std::size_t k = 0; k < rows_.actors.size(); ++k) {
            const Actor& actor = rows_.actors.rows[k];
            RowCheck check = next_row(TableName::actors, rows_.actors.numbers[k]);
            check.reference(actor.parent, actors_, "parent", TableName::actors);
            check.reference(actor.area, areas_, "area", TableName::areas);
            check.order(actor.valid.is_empty(), "valid_to", "valid_to is not after valid_from");
        }
        check_cycles(rows_.actors, TableName::actors, actors_, FindingCode::actor_cycle);
    }

    void check_people() {
        check_ids(rows_.people, TableName::people, people_);
        for (std::size_t k = 0; k < rows_.people.size(); ++k) {
            const Person& person = rows_.people.rows[k];
            RowCheck check = next_row(TableName::people, rows_.people.numbers[k]);
            check.required(person.actor, "actor");
            check.reference(person.actor, actors_, "actor", TableName::actors);
            check.number(person.hours, "hours");
        }
    }

    void check_needs() {
        check_ids(rows_.needs, TableName::needs, positions_of_ids(rows_.needs));
        for (std::size_t k = 0; k < rows_.needs.size(); ++k) {
            const Need& need = rows_.needs.rows[k];
            RowCheck check = next_row(TableName::needs, rows_.needs.numbers[k]);
            check.required(need.theme, "theme");
            check.reference(need.area, areas_, "area", TableName::areas);
            check.reference(need.entry_point, actors_, "entry_point", TableName::actors);
            check.count(need.people, "people");
            check_period_and_ages(check, need.period, need.ages);
            if (need.priority < 1) {
                check.report(Severity::error, FindingCode::negative_number, "priority",
                             "the priority is below 1", "1 is the most urgent priority");
            }
        }
    }

    static void check_period_and_ages(RowCheck& check, MonthInterval period, AgeRange ages) {
        check.order(period.is_empty(), "to_month",
                    "to_month is not after from_month; the interval is half-open");
        check.order(ages.min > ages.max, "age_max", "age_max is below age_min");
        if (ages.has_min() && ages.min < 0) {
            check.negative("age_min");
        }
        if (ages.has_max() && ages.max < 0) {
            check.negative("age_max");
        }
    }

    void check_activities() {
        check_ids(rows_.activities, TableName::activities, activities_);
        for (std::size_t k = 0; k < rows_.activities.size(); ++k) {
            const Activity& activity = rows_.activities.rows[k];
            RowCheck check = next_row(TableName::activities, rows_.activities.numbers[k]);
            check.required(activity.theme, "theme");
            check.required(activity.actor, "actor");
            check.reference(activity.actor, actors_, "actor", TableName::actors);
            for (const std::string& area : activity.areas) {
                check.reference(area, areas_, "areas", TableName::areas);
            }
            for (const std::string& earlier : activity.after) {
                check.reference(earlier, activities_, "after", TableName::activities);
            }
            check.count(activity.capacity, "capacity");
            check.count(activity.minutes, "minutes");
            check.number(activity.cost, "cost");
            check_period_and_ages(check, activity.period, activity.ages);
            if (actors_.contains(activity.id)) {
                check.report(Severity::error, FindingCode::ambiguous_id, "id", "an actor has the same id",
                             "ties name actors and activities by id, so the two tables must not share one");
            }
        }
    }

    /// Which texts of the ties are ids of a table. Asked once a text, because ties repeat few ids many times.
    [[nodiscard]] std::vector<std::uint8_t> terms_among(const IdPositions& ids) const {
        std::vector<std::uint8_t> among(rows_.texts.size(), 0);
        for (std::uint32_t term = 0; term < among.size(); ++term) {
            among[term] = ids.contains(rows_.texts.text(TermId{term})) ? 1 : 0;
        }
        return among;
    }

    void check_ties() {
        const std::vector<std::uint8_t> is_actor = terms_among(actors_);
        const std::vector<std::uint8_t> is_activity = terms_among(activities_);
        const bool targets_known = !is_broken(TableName::actors) && !is_broken(TableName::activities);
        for (std::size_t k = 0; k < rows_.ties.size(); ++k) {
            const StagedTie& tie = rows_.ties.rows[k];
            RowCheck check = next_row(TableName::ties, rows_.ties.numbers[k]);
            check.required(rows_.texts.text(tie.source), "source");
            check.required(rows_.texts.text(tie.target), "target");
            if (!tie.source.is_none() && is_actor[tie.source.position()] == 0 &&
                !is_broken(TableName::actors)) {
                check.unknown("source", "no row of the table actors has this id");
            }
            if (!tie.target.is_none() && is_actor[tie.target.position()] == 0 &&
                is_activity[tie.target.position()] == 0 && targets_known) {
                check.unknown("target", "neither an actor nor an activity has this id");
            }
            if (!tie.source.is_none() && tie.source == tie.target) {
                check.report(Severity::warning, FindingCode::self_tie, "target",
                             "the tie leads back to its source",
                             "remove the row; an actor needs no tie to itself");
            }
            check.number(tie.has_weight ? std::optional{tie.weight} : std::nullopt, "weight");
            check.order(tie.valid.is_empty(), "to", "to is not after from");
        }
    }

    void check_forums() {
        check_ids(rows_.forums, TableName::forums, forums_);
        for (std::size_t k = 0; k < rows_.forums.size(); ++k) {
            const Forum& forum = rows_.forums.rows[k];
            RowCheck check = next_row(TableName::forums, rows_.forums.numbers[k]);
            check.reference(forum.area, areas_, "area", TableName::areas);
            check.number(forum.meets_per_year, "meets_per_year");
            check.number(forum.quota, "quota");
            for (const ExpectedSector& expected : forum.composition) {
                check.number(expected.weight, "composition");
            }
        }
    }

    void check_seats() {
        for (std::size_t k = 0; k < rows_.seats.size(); ++k) {
            const Seat& seat = rows_.seats.rows[k];
            RowCheck check = next_row(TableName::seats, rows_.seats.numbers[k]);
            check.required(seat.forum, "forum");
            check.required(seat.actor, "actor");
            check.reference(seat.forum, forums_, "forum", TableName::forums);
            check.reference(seat.actor, actors_, "actor", TableName::actors);
            check.reference(seat.person, people_, "person", TableName::people);
            check.number(seat.votes, "votes");
            check.order(seat.period.is_empty(), "to", "to is not after from");
        }
    }

    void note_unknown_numbers() {
        const auto people = [](const Need& need) { return need.people; };
        const auto capacity = [](const Activity& activity) { return activity.capacity; };
        note_unknown(rows_.needs, TableName::needs, "people", FindingCode::unknown_people, people,
                     " needs state no number of people", "they are reported as unknown and never count as 0");
        note_unknown(rows_.activities, TableName::activities, "capacity", FindingCode::unknown_capacity,
                     capacity, " activities state no capacity",
                     "coverage that depends on them is an interval from 0 seats to unbounded");
    }

    /// Counts rows whose number is not stated. A cell that holds something else has a finding of its own.
    template <class Row, class Number>
    void note_unknown(const Staged<Row>& table, TableName name, std::string_view column, FindingCode code,
                      Number number, std::string_view what, std::string_view hint) {
        std::set<std::int64_t> misread;
        for (const Finding& finding : findings_) {
            if (finding.table == to_string(name) && finding.column == column) {
                misread.insert(finding.row);
            }
        }
        std::size_t unknown = 0;
        for (std::size_t k = 0; k < table.size(); ++k) {
            unknown += !number(table.rows[k]).is_known() && !misread.contains(table.numbers[k]) ? 1U : 0U;
        }
        if (unknown > 0) {
            at(name, 0).report(Severity::info, code, column,
                               std::to_string(unknown) + " of " + std::to_string(table.size()) +
                                   std::string{what},
                               std::string{hint});
        }
    }

    const StagedRows& rows_;
    std::vector<Finding> findings_;
    StageTicker ticker_;
    TablePresence broken_{};
    IdPositions areas_;
    IdPositions actors_;
    IdPositions people_;
    IdPositions activities_;
    IdPositions forums_;
};

} // namespace

std::vector<Finding> validate(const StagedRows& rows, RunControl* control) {
    return Validation{rows, control}.run();
}

} // namespace samspill
