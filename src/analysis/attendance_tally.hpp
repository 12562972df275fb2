// Private to the analysis of attendance: sums over meetings, and the balances that they give.
#pragma once

#include <samspill/result/attendance_result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Sums of one group.
struct GroupTally {
    std::int64_t entitled = 0;
    std::int64_t present = 0;
    std::int64_t speaking = 0;
    std::int64_t relevant = 0;
    std::int64_t proposed = 0;
};

/// Sums of one meeting or of several.
struct AttendanceTally {
    std::vector<GroupTally> groups;
    std::int64_t meetings = 0;
    std::int64_t recorded = 0;
    std::int64_t entitled = 0;
    std::int64_t present = 0;
    std::int64_t guests = 0;
    std::int64_t spoken = 0; ///< meetings of which all speaking times are known
    std::int64_t items = 0;
    std::int64_t items_relevant = 0; ///< items whose minutes and sectors are known
    std::int64_t items_proposed = 0; ///< items of whose proposer the group is known
    std::int64_t minutes = 0;        ///< of these
    std::int64_t minutes_both = 0;   ///< relevant to both sides

    /// Adds sums whose group k is group `at[k]` here.
    void add(const AttendanceTally& other, std::span<const std::uint32_t> at);
};

/// What the attribute allows to be asked.
struct TallyQuestions {
    bool relevance = true; ///< groups are sectors
    bool proposals = true; ///< actors have groups
};

/// Parities over the groups marked 1 in `expected`. O(groups log groups).
[[nodiscard]] AttendanceBalance balance_of(const AttendanceTally& tally,
                                           std::span<const std::uint8_t> expected, TallyQuestions questions);
/// Cells of one group; ids are left to the caller.
[[nodiscard]] AttendanceGroup group_row(const AttendanceTally& tally, std::size_t group,
                                        TallyQuestions questions);
/// Present by entitled.
[[nodiscard]] Measure attendance_share(const AttendanceTally& tally);

} // namespace samspill
