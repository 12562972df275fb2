#include "network_change.hpp"

#include "edited_forum_work.hpp"
#include "forum_work.hpp"
#include "merged_rows.hpp"
#include "network_ids.hpp"
#include "push_row.hpp"
#include "row_rules.hpp"
#include "row_texts.hpp"

#include <algorithm>
#include <utility>

namespace samspill {
namespace {

template <class Id>
std::vector<std::uint32_t> numbers_of(const std::vector<Id>& ids) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(ids.size());
    for (const Id id : ids) {
        numbers.push_back(id.value());
    }
    return numbers;
}

const std::string no_file;

} // namespace

/// Looks up what a new activity names, for push_row: texts among the new terms, rows among the new rows.
struct NetworkChange::Resolve {
    const NetworkChange& change;

    [[nodiscard]] TermId term(std::string_view text) const { return change.texts_.pool()->find(text); }
    [[nodiscard]] AreaId area(std::string_view id) const { return change.old_.find_area(id); }
    [[nodiscard]] ActorId actor(std::string_view id) const { return change.old_.find_actor(id); }
    [[nodiscard]] ActivityId activity(std::string_view id) const {
        return change.renumbering_(change.old_.find_activity(id));
    }
};

void NetworkChange::merge_actors(std::vector<ActorMerge> merges) {
    merges_ = std::move(merges);
    actors_.removed.assign(old_.actors().size(), 0);
    for (const ActorMerge& merge : merges_) {
        actors_.removed[merge.merged.position()] = 1;
    }
}

void NetworkChange::insert(const Activity& activity, std::vector<Finding> warnings) {
    new_activity_ = &activity;
    warnings_ = std::move(warnings);
    auto add = [&](std::string_view text) { texts_.add(text); };
    visit_texts(activity, add);
    const std::vector<TermId>& ids = old_.activities().id;
    const auto place = std::partition_point(
        ids.begin(), ids.end(), [&](TermId id) { return old_.text(id) < std::string_view{activity.id}; });
    activities_.insert_at = static_cast<std::size_t>(place - ids.begin());
    parts_.present[static_cast<std::size_t>(TableName::activities)] = true;
}

void NetworkChange::insert(const Tie& tie, std::vector<Finding> warnings) {
    new_tie_ = &tie;
    warnings_ = std::move(warnings);
    texts_.add(tie.wave);
    parts_.present[static_cast<std::size_t>(TableName::ties)] = true;
}

ActorNetwork NetworkChange::run() && {
    number_rows();
    parts_.texts = texts_.pool();
    parts_.areas = edited(parts_.areas, renumbering_);
    edit_actors();
    parts_.people = edited(parts_.people, renumbering_, people_);
    parts_.needs = edited(parts_.needs, renumbering_);
    edit_activities();
    parts_.forums = edited(parts_.forums, renumbering_);
    edit_ties();
    edit_forum_work();
    edit_findings();
    return ActorNetwork{std::move(parts_)};
}

void NetworkChange::number_rows() {
    texts_.settle(renumbering_);
    renumbering_.actors = rows_after<ActorId>(actors_, old_.actors().size());
    renumbering_.people = rows_after<PersonId>(people_, old_.people().size());
    renumbering_.activities = rows_after<ActivityId>(activities_, old_.activities().size());
    moved_rows_[static_cast<std::size_t>(TableName::actors)] = numbers_of(renumbering_.actors);
    moved_rows_[static_cast<std::size_t>(TableName::people)] = numbers_of(renumbering_.people);
    moved_rows_[static_cast<std::size_t>(TableName::activities)] = numbers_of(renumbering_.activities);
    for (const ActorMerge& merge : merges_) { // references move on; findings go with their rows
        renumbering_.actors[merge.merged.position()] = renumbering_(merge.kept);
    }
}

void NetworkChange::edit_actors() {
    Renumbering renumbering = renumbering_;
    if (!removed_actor_.is_none()) { // its units move up to its own parent
        const ActorId above = old_.actors().parent[removed_actor_.position()];
        renumbering.actors[removed_actor_.position()] = renumbering_(above);
    }
    parts_.actors = edited(parts_.actors, renumbering, actors_);
    if (!merges_.empty()) {
        auto actors = std::make_shared<ActorColumns>(*parts_.actors);
        complete_kept_actors(*actors, old_, merges_, renumbering);
        parts_.actors = std::move(actors);
        check_circles();
    }
}

void NetworkChange::check_circles() const {
    FindingLog log;
    const NetworkIds known{old_};
    for (std::size_t found = actors_on_circles(*parts_.actors).size(); found > 0; --found) {
        RowCheck check{log, known, TableName::actors, no_file, 0};
        report_circle_of_parents(check, FindingCode::actor_cycle);
    }
    if (!log.so_far().empty()) {
        throw UnusableData{std::move(log).take()};
    }
}

void NetworkChange::edit_activities() {
    ActivityColumns added;
    if (new_activity_ != nullptr) {
        const Resolve resolve{*this};
        push_row(added, *new_activity_, resolve);
    }
    parts_.activities = edited(parts_.activities, renumbering_, activities_, added);
}

/// Vertex of the new network for a vertex of the old one; NetworkParts::no_row when it is gone.
Vertex NetworkChange::moved(Vertex vertex) const {
    if (old_.is_actor(vertex)) {
        return renumbering_(ActorId{vertex}).value();
    }
    const ActivityId activity = renumbering_(old_.activity_of(vertex));
    return activity.is_none() ? NetworkParts::no_row
                              : static_cast<Vertex>(parts_.actors->size()) + activity.value();
}

void NetworkChange::edit_ties() {
    if (actors_.is_nothing() && activities_.is_nothing() && new_tie_ == nullptr) {
        return;
    }
    const TieColumns& ties = old_.ties();
    std::vector<TieRow> rows;
    rows.reserve(ties.size() + 1);
    std::vector<std::uint32_t>& rows_after = moved_rows_[static_cast<std::size_t>(TableName::ties)];
    bool same = new_tie_ == nullptr;
    for (std::size_t k = 0; k < ties.size(); ++k) {
        const TieRow before = row_of(ties, k);
        TieRow after = before;
        after.source = moved(before.source);
        after.target = moved(before.target);
        after.wave = renumbering_(before.wave);
        same = same && after.key() == before.key();
        const bool stays = after.source != NetworkParts::no_row && after.target != NetworkParts::no_row;
        rows_after.push_back(stays ? static_cast<std::uint32_t>(rows.size()) : NetworkParts::no_row);
        if (stays) {
            rows.push_back(after);
        }
    }
    merge_ties(rows, rows_after);
    insert_new_tie(rows, rows_after);
    if (!same || rows.size() != ties.size()) {
        parts_.ties = columns_from<TieColumns>(rows);
    }
    const std::size_t vertices = parts_.actors->size() + parts_.activities->size();
    parts_.layers = std::make_shared<const RelationLayers>(
        relation_layers(static_cast<std::uint32_t>(vertices), *parts_.ties));
}

bool NetworkChange::is_merged(Vertex vertex) const {
    return !merges_.empty() && old_.is_actor(vertex) && actors_.removes(vertex);
}

/// Takes out moved ties that lead back to their source or repeat another, and sorts the rest.
void NetworkChange::merge_ties(std::vector<TieRow>& rows, std::vector<std::uint32_t>& rows_after) const {
    if (merges_.empty()) {
        return;
    }
    std::vector<MovedRow<TieRow>> moved_ties;
    moved_ties.reserve(rows.size());
    for (const TieRow& row : rows) {
        const TieRow before = row_of(old_.ties(), row.number);
        const bool moves = is_merged(before.source) || is_merged(before.target);
        if (!moves || row.source != row.target) {
            moved_ties.push_back({row, moves});
        }
    }
    rows = without_repetitions(std::move(moved_ties));
    std::fill(rows_after.begin(), rows_after.end(), NetworkParts::no_row);
    for (std::uint32_t k = 0; k < rows.size(); ++k) {
        rows_after[rows[k].number] = k;
    }
}

/// Puts the new tie, if there is one, at its place among the sorted rows.
void NetworkChange::insert_new_tie(std::vector<TieRow>& rows, std::vector<std::uint32_t>& rows_after) {
    if (new_tie_ == nullptr) {
        return;
    }
    const ActorId target = old_.find_actor(new_tie_->target);
    TieRow row{.relation = new_tie_->relation,
               .source = old_.find_actor(new_tie_->source).value(),
               .target =
                   target.is_none() ? old_.vertex(old_.find_activity(new_tie_->target)) : old_.vertex(target),
               .wave = texts_.pool()->find(new_tie_->wave),
               .valid = new_tie_->valid};
    row.weight = new_tie_->weight.value_or(row.weight);
    const auto place = std::upper_bound(rows.begin(), rows.end(), row,
                                        [](const TieRow& a, const TieRow& b) { return a.key() < b.key(); });
    new_tie_row_ = static_cast<std::uint32_t>(place - rows.begin());
    rows.insert(place, row);
    for (std::uint32_t& after : rows_after) {
        after += after >= new_tie_row_ ? 1U : 0U;
    }
}

/// Rows whose actor or person is gone may change their order, and are noted.
void NetworkChange::edit_forum_work() {
    parts_.meetings = edited(parts_.meetings, renumbering_);
    parts_.agenda_items = edited(parts_.agenda_items, renumbering_);
    if (!actors_.is_nothing()) {
        const auto seats = seats_after(old_.seats(), renumbering_, merges_.empty() ? TableEdit{} : actors_);
        note_moves(TableName::seats, seats, old_.seats().size());
        parts_.seats = columns_from<SeatColumns>(seats);
        const auto attendance = attendance_after(old_.attendance(), renumbering_);
        note_moves(TableName::attendance, attendance, old_.attendance().size());
        parts_.attendance = columns_from<AttendanceColumns>(attendance);
    }
    parts_.reviews = edited(parts_.reviews, renumbering_, reviews_gone(old_.reviews(), people_));
}

void NetworkChange::edit_findings() {
    EditedFindings findings{old_, moved_rows_};
    findings.add(std::move(warnings_), new_activity_ != nullptr
                                           ? static_cast<std::uint32_t>(*activities_.insert_at)
                                           : new_tie_row_);
    findings.recheck(*parts_.activities, activities_with_fewer_prerequisites());
    findings.recount_unknown_capacity(*parts_.activities);
    if (!actors_.is_nothing()) {
        findings.recheck_organisations(*parts_.actors, *parts_.texts);
        findings.recheck_forum_work(forum_findings(parts_));
    }
    check_kept_actors(findings);
    std::move(findings).put_into(parts_);
}

/// What the rules say about cells of kept actors that were filled from merged ones.
void NetworkChange::check_kept_actors(EditedFindings& findings) const {
    const NetworkIds known{old_};
    const ActorColumns& before = old_.actors();
    const ActorColumns& after = *parts_.actors;
    std::vector<ActorId> kept;
    kept.reserve(merges_.size());
    for (const ActorMerge& merge : merges_) {
        kept.push_back(merge.kept);
    }
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    for (const ActorId actor : kept) {
        const std::size_t k = renumbering_(actor).position();
        FindingLog log;
        RowCheck check{log, known, TableName::actors, no_file, 0};
        if (before.organisation_number[actor.position()].is_none()) {
            check.organisation_number(parts_.texts->text(after.organisation_number[k]),
                                      "organisation_number");
        }
        if (before.languages[actor.position()].empty()) {
            std::vector<std::string> languages;
            for (const TermId language : after.languages[k]) {
                languages.emplace_back(parts_.texts->text(language));
            }
            check.languages(languages, "languages");
        }
        findings.add(std::move(log).take(), static_cast<std::uint32_t>(k));
    }
}

/// Activities of the new network that wait for one that is gone.
std::vector<ActivityId> NetworkChange::activities_with_fewer_prerequisites() const {
    std::vector<ActivityId> found;
    const ListColumn<ActivityId>& after = old_.activities().after;
    for (std::size_t j = 0; j < after.size(); ++j) {
        const bool loses = std::any_of(after[j].begin(), after[j].end(), [&](ActivityId earlier) {
            return activities_.removes(earlier.position());
        });
        if (loses && !activities_.removes(j)) {
            found.push_back(renumbering_(ActivityId{j}));
        }
    }
    return found;
}

} // namespace samspill
