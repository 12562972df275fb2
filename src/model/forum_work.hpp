// Private to the model: what the tables about forums say together, and what is doubtful about it.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/vocabulary.hpp>

#include "table_rules.hpp"

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samspill {

/// A rule about forums that a row breaks. The texts are literals.
struct ForumFinding {
    TableName table = TableName::forums;
    std::uint32_t row = 0;
    FindingCode code = FindingCode::seated_twice;
    std::string_view column;
    std::string_view message;

    friend auto operator<=>(const ForumFinding&, const ForumFinding&) = default;

    [[nodiscard]] Severity severity() const noexcept;
    [[nodiscard]] std::string_view hint() const noexcept;
};

/// True for findings that come from these rules, and so depend on more rows than their own.
[[nodiscard]] bool is_about_forum_work(FindingCode code) noexcept;

/// Seats that overlap, a person in two seats at a time, a quota that all votes do not reach, a head count
/// above the number of voters, people at a meeting without a seat, items and speeches longer than their
/// meeting. O(n log n).
void check_forum_work(const StudyCheck& study);

/// The same of a network, in ascending order.
[[nodiscard]] std::vector<ForumFinding> forum_findings(const NetworkParts& parts);

} // namespace samspill
