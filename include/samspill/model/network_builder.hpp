// Collects rows, reports everything that is wrong with them, and freezes them into an ActorNetwork.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/review.hpp>
#include <samspill/model/tie.hpp>
#include <samspill/model/travel_time.hpp>
#include <samspill/model/vocabulary.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace samspill {

struct StagedRows;

/// The only mutable object of the model. Rows may come in any order and may refer to rows that come later.
/// `row` is the row number that findings will name; 0 numbers the rows of a table 2, 3, … as they come.
class NetworkBuilder {
public:
    NetworkBuilder();
    ~NetworkBuilder();
    NetworkBuilder(NetworkBuilder&&) noexcept;
    NetworkBuilder& operator=(NetworkBuilder&&) noexcept;
    NetworkBuilder(const NetworkBuilder&) = delete;
    NetworkBuilder& operator=(const NetworkBuilder&) = delete;

    NetworkBuilder& add_area(Area area, std::int64_t row = 0);
    NetworkBuilder& add_actor(Actor actor, std::int64_t row = 0);
    NetworkBuilder& add_person(Person person, std::int64_t row = 0);
    NetworkBuilder& add_need(Need need, std::int64_t row = 0);
    NetworkBuilder& add_activity(Activity activity, std::int64_t row = 0);
    NetworkBuilder& add_tie(const Tie& tie, std::int64_t row = 0);
    NetworkBuilder& add_forum(Forum forum, std::int64_t row = 0);
    NetworkBuilder& add_seat(Seat seat, std::int64_t row = 0);
    NetworkBuilder& add_travel_time(TravelTime time, std::int64_t row = 0);
    NetworkBuilder& add_meeting(Meeting meeting, std::int64_t row = 0);
    NetworkBuilder& add_agenda_item(AgendaItem item, std::int64_t row = 0);
    NetworkBuilder& add_attendance(Attendance attendance, std::int64_t row = 0);
    NetworkBuilder& add_review(Review review, std::int64_t row = 0);

    /// Says that a table was given, even without usable rows, and the file its findings shall name.
    NetworkBuilder& declare_table(TableName table, std::string file = {});
    /// Says which codes a theme may be: a need or activity with another theme is the finding
    /// `unknown_theme_code`, a warning. Called again, the new codes hold. No codes at all: every theme is
    /// unknown. Rows that later edits of the network add are not held against them.
    NetworkBuilder& expect_themes(std::vector<std::string> codes);
    /// Adds a finding made before the rows reached the builder, such as text in a number column.
    NetworkBuilder& add_finding(Finding finding);

    /// All findings about the rows so far, in a fixed order. Does not change the builder. O(n log n).
    /// @throws Cancelled when `control` asks to stop
    [[nodiscard]] std::vector<Finding> validate(RunControl* control = nullptr) const;

    /// The network. Leaves the builder empty, ready for another study. O(n log n).
    /// @throws UnusableData with all findings when one of them is an error; Cancelled when `control` asks to
    /// stop, which leaves the builder empty or as it was
    [[nodiscard]] ActorNetwork build(RunControl* control = nullptr);

private:
    std::unique_ptr<StagedRows> rows_;
};

} // namespace samspill
