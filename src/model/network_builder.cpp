#include <samspill/model/network_builder.hpp>

#include <samspill/core/error.hpp>

#include "staged_rows.hpp"

#include <algorithm>
#include <utility>

namespace samspill {

NetworkBuilder::NetworkBuilder() : rows_{std::make_unique<StagedRows>()} {}
NetworkBuilder::~NetworkBuilder() = default;
NetworkBuilder::NetworkBuilder(NetworkBuilder&&) noexcept = default;
NetworkBuilder& NetworkBuilder::operator=(NetworkBuilder&&) noexcept = default;

NetworkBuilder& NetworkBuilder::add_area(Area area, std::int64_t row) {
    rows_->mark(TableName::areas);
    rows_->areas.add(std::move(area), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_actor(Actor actor, std::int64_t row) {
    rows_->mark(TableName::actors);
    rows_->actors.add(std::move(actor), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_person(Person person, std::int64_t row) {
    rows_->mark(TableName::people);
    rows_->people.add(std::move(person), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_need(Need need, std::int64_t row) {
    rows_->mark(TableName::needs);
    rows_->needs.add(std::move(need), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_activity(Activity activity, std::int64_t row) {
    rows_->mark(TableName::activities);
    rows_->activities.add(std::move(activity), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_tie(const Tie& tie, std::int64_t row) {
    rows_->mark(TableName::ties);
    StagedTie staged;
    staged.source = rows_->texts.intern(tie.source);
    staged.target = rows_->texts.intern(tie.target);
    staged.wave = rows_->texts.intern(tie.wave);
    staged.relation = tie.relation;
    staged.has_weight = tie.weight.has_value();
    staged.weight = tie.weight.value_or(staged.weight);
    staged.valid = tie.valid;
    rows_->ties.add(staged, row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_forum(Forum forum, std::int64_t row) {
    rows_->mark(TableName::forums);
    rows_->forums.add(std::move(forum), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_seat(Seat seat, std::int64_t row) {
    rows_->mark(TableName::seats);
    rows_->seats.add(std::move(seat), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_travel_time(TravelTime time, std::int64_t row) {
    rows_->mark(TableName::travel_times);
    rows_->travel_times.add(std::move(time), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_meeting(Meeting meeting, std::int64_t row) {
    rows_->mark(TableName::meetings);
    rows_->meetings.add(std::move(meeting), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_agenda_item(AgendaItem item, std::int64_t row) {
    rows_->mark(TableName::agenda_items);
    rows_->agenda_items.add(std::move(item), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_attendance(Attendance attendance, std::int64_t row) {
    rows_->mark(TableName::attendance);
    rows_->attendance.add(std::move(attendance), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_review(Review review, std::int64_t row) {
    rows_->mark(TableName::reviews);
    rows_->reviews.add(std::move(review), row);
    return *this;
}

NetworkBuilder& NetworkBuilder::declare_table(TableName table, std::string file) {
    rows_->mark(table);
    rows_->files[static_cast<std::size_t>(table)] = std::move(file);
    return *this;
}

NetworkBuilder& NetworkBuilder::expect_themes(std::vector<std::string> codes) {
    std::sort(codes.begin(), codes.end());
    rows_->theme_codes = std::move(codes);
    return *this;
}

NetworkBuilder& NetworkBuilder::add_finding(Finding finding) {
    rows_->findings.push_back(std::move(finding));
    return *this;
}

std::vector<Finding> NetworkBuilder::validate(RunControl* control) const {
    return samspill::validate(*rows_, control);
}

ActorNetwork NetworkBuilder::build(RunControl* control) {
    std::vector<Finding> findings = validate(control);
    if (has_errors(findings)) {
        throw UnusableData{std::move(findings)};
    }
    const std::unique_ptr<StagedRows> rows = std::exchange(rows_, std::make_unique<StagedRows>());
    return ActorNetwork{freeze(std::move(*rows), std::move(findings), control)};
}

} // namespace samspill
