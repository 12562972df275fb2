// What the checks of a logic model say of its nodes.
#pragma once

#include <samspill/model/indicator.hpp>

#include <string>
#include <vector>

namespace samspill {

struct LogicModelRow {
    std::string node{};
    std::string name{};
    LogicLevel level = LogicLevel::input;
    std::vector<std::string> indicators{}; ///< that measure it, sorted
    bool reaches_outcome = false;          ///< it is an outcome, or links lead from it to one
    bool is_orphan = false;                ///< no link comes from it or leads to it
    bool is_on_cycle = false;              ///< a built study has none
    /// What is not stated: `indicator` for an outcome that none measures; `baseline`, `target`, `source` and
    /// `owner` when one of its indicators lacks it.
    std::vector<std::string> missing{};
};

/// By the order of levels, then by id.
struct LogicModelResult {
    std::vector<LogicModelRow> rows{};
    bool is_complete =
        false; ///< no orphan, no activity without outcome, nothing missing; false without nodes
};

} // namespace samspill
