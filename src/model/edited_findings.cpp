#include "edited_findings.hpp"

#include "network_ids.hpp"
#include "row_rules.hpp"
#include "same_organisation.hpp"
#include "table_rules.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

const std::string no_file;

bool depends_on_other_rows(FindingCode code) {
    return code == FindingCode::capacity_below_use || code == FindingCode::contradictory_window;
}

} // namespace

EditedFindings::EditedFindings(const ActorNetwork& old, const MovedRows& moved) : old_{old} {
    const NetworkParts& parts = old.parts();
    for (std::size_t k = 0; k < parts.findings.size(); ++k) {
        std::uint32_t row = parts.finding_rows[k];
        const auto table = parse<TableName>(parts.findings[k].table);
        if (table && row != NetworkParts::no_row) {
            const std::vector<std::uint32_t>& rows = moved[static_cast<std::size_t>(*table)];
            row = rows.empty() ? row : rows[row];
            if (row == NetworkParts::no_row) {
                continue;
            }
        }
        placed_.push_back({parts.findings[k], row});
    }
}

void EditedFindings::add(std::vector<Finding> findings, std::uint32_t row) {
    for (Finding& finding : findings) {
        placed_.push_back({std::move(finding), row});
    }
}

std::vector<Finding> EditedFindings::about(const ActivityColumns& activities, ActivityId activity) const {
    const std::size_t j = activity.position();
    std::vector<MonthInterval> prerequisites;
    for (const ActivityId earlier : activities.after[j]) {
        prerequisites.push_back(activities.period[earlier.position()]);
    }
    FindingLog log;
    const NetworkIds known{old_};
    RowCheck check{log, known, TableName::activities, no_file, 0};
    check_seats_in_use(check, activities.capacity[j], activities.in_use[j]);
    check_prerequisites(check, activities.period[j], prerequisites);
    return std::move(log).take();
}

void EditedFindings::recheck(const ActivityColumns& activities, std::span<const ActivityId> changed) {
    for (const ActivityId activity : changed) {
        std::vector<Finding> holding = about(activities, activity);
        const auto still_holds = [&](const Placed& placed) {
            return std::any_of(holding.begin(), holding.end(),
                               [&](const Finding& finding) { return finding.code == placed.finding.code; });
        };
        const auto is_about_it = [&](const Placed& placed) {
            return placed.row == activity.value() && depends_on_other_rows(placed.finding.code);
        };
        std::erase_if(placed_,
                      [&](const Placed& placed) { return is_about_it(placed) && !still_holds(placed); });
        std::erase_if(holding, [&](const Finding& finding) {
            return std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) {
                return is_about_it(placed) && placed.finding.code == finding.code;
            });
        });
        add(std::move(holding), activity.value());
    }
}

void EditedFindings::recheck_organisations(const ActorColumns& actors, const StringPool& texts) {
    const std::vector<std::uint32_t> holding = rows_of_same_organisations(actors, texts);
    std::vector<std::uint32_t> said;
    bool rest_is_counted = false; // then nobody knows which rows are among them
    std::erase_if(placed_, [&](const Placed& placed) {
        if (placed.finding.code != FindingCode::same_organisation) {
            return false;
        }
        rest_is_counted = rest_is_counted || placed.row == NetworkParts::no_row;
        said.push_back(placed.row);
        return placed.row != NetworkParts::no_row &&
               !std::binary_search(holding.begin(), holding.end(), placed.row);
    });
    std::sort(said.begin(), said.end());
    for (const std::uint32_t row : holding) {
        if (!rest_is_counted && !std::binary_search(said.begin(), said.end(), row)) {
            FindingLog log;
            const NetworkIds known{old_};
            RowCheck check{log, known, TableName::actors, no_file, 0};
            report_same_organisation(check);
            add(std::move(log).take(), row);
        }
    }
}

void EditedFindings::recheck_forum_work(const std::vector<ForumFinding>& holding) {
    using Key = std::tuple<std::string_view, std::uint32_t, FindingCode, std::string_view, std::string_view>;
    std::set<Key> wanted;
    for (const ForumFinding& finding : holding) {
        wanted.emplace(to_string(finding.table), finding.row, finding.code, finding.column, finding.message);
    }
    const auto is_rest = [](const Placed& placed) {
        return is_about_forum_work(placed.finding.code) && placed.row == NetworkParts::no_row;
    };
    if (std::any_of(placed_.begin(), placed_.end(), is_rest)) {
        return; // some rows were only counted, and nobody knows which
    }
    std::erase_if(placed_, [&](const Placed& placed) {
        const Finding& said = placed.finding;
        return is_about_forum_work(said.code) &&
               wanted.erase({said.table, placed.row, said.code, said.column, said.message}) == 0;
    });
    for (const ForumFinding& finding : holding) {
        if (wanted.contains(
                {to_string(finding.table), finding.row, finding.code, finding.column, finding.message})) {
            FindingLog log;
            const NetworkIds known{old_};
            RowCheck check{log, known, finding.table, no_file, 0};
            check.report(finding.severity(), finding.code, finding.column, std::string{finding.message},
                         std::string{finding.hint()});
            add(std::move(log).take(), finding.row);
        }
    }
}

void EditedFindings::recount_unknown_capacity(const ActivityColumns& activities) {
    std::string file;
    std::erase_if(placed_, [&](const Placed& placed) {
        const bool is_count = placed.finding.code == FindingCode::unknown_capacity;
        file = is_count ? placed.finding.file : file;
        return is_count;
    });
    const auto unknown = std::count_if(activities.capacity.begin(), activities.capacity.end(),
                                       [](Count capacity) { return !capacity.is_known(); });
    FindingLog log;
    const NetworkIds known{old_};
    note_unknown_capacity({log, known, TableName::activities, file, 0}, static_cast<std::size_t>(unknown),
                          activities.size());
    add(std::move(log).take(), NetworkParts::no_row);
}

void EditedFindings::put_into(NetworkParts& parts) && {
    std::sort(placed_.begin(), placed_.end(),
              [](const Placed& a, const Placed& b) { return precedes(a.finding, b.finding); });
    parts.findings.clear();
    parts.finding_rows.clear();
    for (Placed& placed : placed_) {
        parts.findings.push_back(std::move(placed.finding));
        parts.finding_rows.push_back(placed.row);
    }
}

} // namespace samspill
