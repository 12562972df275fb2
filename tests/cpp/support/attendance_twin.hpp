// A slow twin of attendance() that counts each meeting from the rows alone.
#pragma once

#include "support/forum_twin.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace samspill::testing_support {

using Names = std::set<std::string>;

struct GroupCount {
    std::int64_t entitled = 0;
    std::int64_t present = 0;
    std::int64_t speaking = 0;
    std::int64_t relevant = 0;
    std::int64_t proposed = 0;
};

/// What one meeting, or several, come to.
struct Recount {
    std::map<std::string, GroupCount> groups;
    std::int64_t recorded = 0;
    std::int64_t entitled = 0;
    std::int64_t present = 0;
    std::int64_t guests = 0;
    std::int64_t spoken = 0;
    std::int64_t items_relevant = 0;
    std::int64_t items_proposed = 0;
    std::int64_t minutes = 0;
    std::int64_t minutes_both = 0;

    void add(const Recount& other) {
        for (const auto& [name, count] : other.groups) {
            groups[name].entitled += count.entitled;
            groups[name].present += count.present;
            groups[name].speaking += count.speaking;
            groups[name].relevant += count.relevant;
            groups[name].proposed += count.proposed;
        }
        recorded += other.recorded;
        entitled += other.entitled;
        present += other.present;
        guests += other.guests;
        spoken += other.spoken;
        items_relevant += other.items_relevant;
        items_proposed += other.items_proposed;
        minutes += other.minutes;
        minutes_both += other.minutes_both;
    }
};

inline bool is_civil_name(const std::string& sector) {
    return sector == "civil_society" || sector == "target_group";
}

/// One forum as the rows tell it.
struct TwinForum {
    std::vector<TwinHolder> holders;
    std::vector<Meeting> meetings;
    Names expected;
    Names groups; ///< expected or seated
};

class AttendanceTwin {
public:
    AttendanceTwin(const Rows& rows, GroupAttribute attribute)
        : rows_{rows}, attribute_{attribute}, twin_{rows} {}

    [[nodiscard]] const ForumTwin& rows() const { return twin_; }

    [[nodiscard]] TwinForum forum(const std::string& id) const {
        TwinForum made{twin_.holders(id), twin_.meetings(id), {}, {}};
        for (const TwinHolder& holder : made.holders) {
            const auto names = twin_.groups(attribute_, holder.actor, holder.person);
            made.groups.insert(names.begin(), names.end());
        }
        if (attribute_ != GroupAttribute::sector) {
            made.expected = made.groups;
            return made;
        }
        for (const Forum& row : rows_.forums) {
            for (const ExpectedSector& entry : row.composition) {
                if (row.id == id) {
                    made.expected.insert(std::string{to_string(entry.sector)});
                }
            }
        }
        if (made.expected.empty()) {
            made.expected = {"municipal", "civil_society"};
        }
        made.groups.insert(made.expected.begin(), made.expected.end());
        return made;
    }

    [[nodiscard]] Recount count(const TwinForum& forum, const Meeting& meeting) const {
        Recount made;
        const auto came = twin_.attendance(meeting.id);
        if (!came.empty()) {
            count_members(made, forum, meeting, came);
        }
        for (const AgendaItem& item : rows_.agenda_items) {
            if (item.meeting == meeting.id) {
                count_item(made, forum, item);
            }
        }
        return made;
    }

private:
    void count_members(Recount& made, const TwinForum& forum, const Meeting& meeting,
                       const std::vector<Attendance>& came) const {
        made.recorded = 1;
        const Date day = meeting.start.date();
        std::vector<int> times(forum.holders.size(), 0);
        std::vector<std::int64_t> seconds(forum.holders.size(), 0);
        bool all_known = true;
        for (const Attendance& row : came) {
            const auto who = twin_.taken(forum.holders, day, row);
            if (!who) {
                ++made.guests;
                continue;
            }
            ++times[*who];
            all_known = all_known && row.speaking_seconds.is_known();
            seconds[*who] += row.speaking_seconds.is_known() ? row.speaking_seconds.value() : 0;
        }
        for (std::size_t k = 0; k < forum.holders.size(); ++k) {
            const TwinHolder& holder = forum.holders[k];
            const std::int64_t entitled = ForumTwin::is_seated(holder, day) ? 1 : 0;
            const std::int64_t present = times[k] > 0 ? 1 : 0;
            made.entitled += entitled;
            made.present += present;
            for (const std::string& name : twin_.groups(attribute_, holder.actor, holder.person)) {
                made.groups[name].entitled += entitled;
                made.groups[name].present += present;
                made.groups[name].speaking += seconds[k];
            }
        }
        made.spoken = all_known && made.present > 0 ? 1 : 0;
        for (auto& [name, count] : made.groups) {
            count.speaking *= made.spoken;
        }
    }

    void count_item(Recount& made, const TwinForum& forum, const AgendaItem& item) const {
        const auto proposers = twin_.groups(attribute_, item.proposed_by, "");
        made.items_proposed += proposers.empty() ? 0 : 1;
        for (const std::string& name : proposers) {
            made.groups[name].proposed += forum.groups.count(name) > 0 ? 1 : 0;
        }
        if (attribute_ != GroupAttribute::sector || !item.minutes.is_known() ||
            item.relevant_sectors.empty()) {
            return;
        }
        bool municipal = false;
        bool civil = false;
        for (const Sector sector : item.relevant_sectors) {
            const std::string name{to_string(sector)};
            municipal = municipal || name == "municipal";
            civil = civil || is_civil_name(name);
            made.groups[name].relevant += forum.groups.count(name) > 0 ? item.minutes.value() : 0;
        }
        ++made.items_relevant;
        made.minutes += item.minutes.value();
        made.minutes_both += municipal && civil ? item.minutes.value() : 0;
    }

    const Rows& rows_;
    GroupAttribute attribute_;
    ForumTwin twin_;
};

} // namespace samspill::testing_support
