// How long the groups of a forum keep coming: curves, tests between groups, and absences.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/log_rank_result.hpp>
#include <samspill/result/permutation_test.hpp>
#include <samspill/result/survival_result.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// One group in one forum, or in all forums together (`forum` is none).
struct GroupSurvival {
    ForumId forum;
    std::uint32_t group = 0; ///< position in DropOffResult::groups
    SurvivalCurve curve;
    MeanCumulative absences; ///< missed meetings of one holder of a seat
};

/// Do the groups of a forum stay equally long? Over all forums, members are compared within their forum.
struct DropOffTest {
    ForumId forum;
    LogRankWeight weight = LogRankWeight::log_rank;
    LogRankTest test;
    std::optional<PermutationTest> permutation; ///< of the same statistic, unless it was not asked for
};

struct DropOffSurvival {
    std::vector<GroupSurvival> groups; ///< by forum, those of all forums last; groups with spells only
    std::vector<DropOffTest> tests;    ///< by forum, those of all forums last; then by weight

    /// To be read beside the curves and tests.
    static constexpr std::string_view caveat =
        "Who was about to leave when the records end counts as still there: curves are then too good. Groups "
        "differ in more than what they are called, so a difference is no proof of a cause.";
};

} // namespace samspill
