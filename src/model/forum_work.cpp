#include "forum_work.hpp"

#include "forum_rules.hpp"
#include "staged_forum_work.hpp"

#include <string>
#include <vector>

namespace samspill {

Severity ForumFinding::severity() const noexcept {
    return code == FindingCode::seated_twice ? Severity::info : Severity::warning;
}

std::string_view ForumFinding::hint() const noexcept {
    switch (code) {
    case FindingCode::overlapping_seats:
        return "end the earlier period where the later one begins, or keep one of the rows";
    case FindingCode::seated_twice:
        return "the person counts once, unless the seats have different votes";
    case FindingCode::quota_above_votes:
        return "correct the quota or the votes; as they stand, nothing can ever be decided";
    case FindingCode::head_count_above_voters:
        return "correct the head count or the seats; as they stand, nothing can ever be decided";
    case FindingCode::unseated_attendance:
        return "correct the ids or the period of the seat; guests are counted as guests";
    default:
        return "correct the numbers, or the times of the meeting";
    }
}

bool is_about_forum_work(FindingCode code) noexcept {
    switch (code) {
    case FindingCode::overlapping_seats:
    case FindingCode::seated_twice:
    case FindingCode::quota_above_votes:
    case FindingCode::head_count_above_voters:
    case FindingCode::unseated_attendance:
    case FindingCode::beyond_meeting:
        return true;
    default:
        return false;
    }
}

void check_forum_work(const StudyCheck& study) {
    const StagedForumWork staged{study};
    const ForumWork work = staged.work();
    const bool seats_unknown =
        study.ids.is_broken(TableName::seats) || study.rows.seats.size() == 0; // then nobody is out of place
    for (const ForumFinding& finding : broken_forum_rules(work, study.control)) {
        if (seats_unknown && finding.code == FindingCode::unseated_attendance) {
            continue;
        }
        study.at(finding.table, staged.number(finding))
            .report(finding.severity(), finding.code, finding.column, std::string{finding.message},
                    std::string{finding.hint()});
    }
}

std::vector<ForumFinding> forum_findings(const NetworkParts& parts) {
    const ForumWork work{*parts.forums,   *parts.people,       *parts.seats,
                         *parts.meetings, *parts.agenda_items, *parts.attendance};
    std::vector<ForumFinding> found = broken_forum_rules(work, nullptr);
    if (parts.seats->size() == 0) {
        std::erase_if(found, [](const ForumFinding& finding) {
            return finding.code == FindingCode::unseated_attendance;
        });
    }
    return found;
}

} // namespace samspill
