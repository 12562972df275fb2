// How many of those meant does no list know?
#pragma once

#include <samspill/result/capture_recapture_result.hpp>

#include <cstdint>
#include <optional>
#include <span>

namespace samspill {

struct CaptureOptions {
    double level = 0.95;            ///< of all limits
    std::int64_t smallest_cell = 5; ///< cells of fewer people, but some, are not told; at least 1
};

/// Counts only: who is on the lists stays with those who hold them.
struct TwoLists {
    std::int64_t first = 0;  ///< people on the first list
    std::int64_t second = 0; ///< people on the second
    std::int64_t both = 0;   ///< people on both
};

/// Lincoln-Petersen N = n1 n2 / m and Chapman N = (n1 + 1)(n2 + 1) / (m + 1) - 1 with its variance (methods
/// M3.14; Seber 1982), and limits of the unseen from a normal logarithm (Chao 1987), which never fall below
/// none. Both hold when being on one list says nothing about the other and no one comes or goes.
///
/// Without overlap Lincoln-Petersen is not applicable, and Chapman finite but flagged. With an empty list
/// neither is applicable. Estimates rest on the true counts, and small cells can be worked out from
/// them: where cells are suppressed, publish the limits, not the estimates. O(1).
/// @throws InvalidArgument for counts below 0 or above 2^52, more people on both lists than on one, a level
/// outside (0, 1), a smallest cell below 1
[[nodiscard]] TwoListResult two_list_capture(const TwoLists& lists, const CaptureOptions& options = {});

/// Three to five lists: Poisson log-linear models of the numbers of people with every history, with
/// independence and every set of dependent pairs (methods M3.14; Fienberg 1972), told by AIC. Entry h - 1
/// holds the people with history h, where bit k of h is set for those on list k: 7, 15 or 31 entries. That a
/// model was chosen is not in its limits, and models that fit alike may differ widely in the unseen: show
/// them beside each other. For suppressed cells see two_list_capture().
///
/// Not applicable: no one on any list (`empty`); single models whose estimate is not finite, as where a pair
/// of lists that may depend has no one in common. O(2^pairs) fits: 8, 64 or 1024.
/// @throws InvalidArgument for any other number of entries, counts below 0 or above 2^52, and options as
/// above
[[nodiscard]] ListModelsResult list_models(std::span<const std::int64_t> people_by_history,
                                           const CaptureOptions& options = {});

/// How far an offer came.
struct OutreachCounts {
    std::optional<std::int64_t> eligible;
    std::optional<std::int64_t> informed;         ///< of the eligible
    std::optional<std::int64_t> used;             ///< of the eligible
    std::optional<std::int64_t> new_participants; ///< of those who used it: did nothing like it before
};

/// Reach = informed / eligible, uptake = used / eligible, additionality = new participants / users (methods
/// M3.14). Unknown without a count, not applicable with a denominator of 0 (`empty`), suppressed where one of
/// the two groups that a share tells apart has people but fewer than `smallest_cell`. O(1).
/// @throws InvalidArgument for counts below 0, a part above its whole, and options as above
[[nodiscard]] OutreachResult outreach(const OutreachCounts& counts, const CaptureOptions& options = {});

} // namespace samspill
