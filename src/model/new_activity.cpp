#include <samspill/model/new_activity.hpp>

#include <samspill/core/error.hpp>

#include "network_ids.hpp"
#include "push_row.hpp"
#include "row_rules.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

const std::string no_file;

/// Looks up what the row names, for push_row.
struct Resolve {
    const ActorNetwork& network;

    /// A text that the network does not have is no term, which no need asks for.
    [[nodiscard]] TermId term(std::string_view text) const { return network.texts().find(text); }
    [[nodiscard]] AreaId area(std::string_view id) const { return network.find_area(id); }
    [[nodiscard]] ActorId actor(std::string_view id) const { return network.find_actor(id); }
    [[nodiscard]] ActivityId activity(std::string_view id) const { return network.find_activity(id); }
};

} // namespace

NewActivity::NewActivity(const ActorNetwork& network, const Activity& activity) {
    FindingLog log;
    const NetworkIds known{network, &activity};
    RowCheck check{log, known, TableName::activities, no_file, 0};
    check_row(check, activity);
    std::vector<Finding> findings = std::move(log).take();
    if (has_errors(findings)) {
        throw UnusableData{std::move(findings)};
    }
    const Resolve resolve{network};
    push_row(columns_, activity, resolve);
}

} // namespace samspill
