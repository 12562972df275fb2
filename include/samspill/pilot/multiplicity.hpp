// Which findings stand when many indicators were looked at?
#pragma once

#include <samspill/result/multiplicity_result.hpp>

#include <cstddef>
#include <optional>
#include <span>

namespace samspill {

struct MultiplicityOptions {
    double level = 0.05;
    /// Row of the one primary indicator that was named before the data were seen. Its p stays as it is, and
    /// it is not in the family.
    std::optional<std::size_t> primary{};
};

/// Adjusted p values by Bonferroni, Holm (1979), Benjamini & Hochberg (1995) and Benjamini & Yekutieli (2001)
/// (methods M3.16). A test without a p stays without and does not count in the family. Not applicable: no
/// test with a p (`empty`). p within a relative 1e-9 of the level count as rejected.
/// The same for any order of the tests. O(tests log tests).
/// @throws InvalidArgument for a p outside [0, 1], a level outside (0, 1), a primary that is no row
[[nodiscard]] MultiplicityResult adjust_p(std::span<const std::optional<double>> p,
                                          const MultiplicityOptions& options = {});

/// Statistics of several tests under the same arrangements, such as who else might have been treated.
struct ArrangedStatistics {
    std::span<const std::optional<double>> observed; ///< one a test; none for a test without variance
    /// arrangements · tests numbers, arrangement by arrangement; what stands for a test without an observed
    /// statistic is not read.
    std::span<const double> arranged;
    bool exact = false; ///< all arrangements, the observed one among them; else drawn beside it
};

/// Step-down max-T of Westfall & Young (1993), two-sided, which knows how far the tests go together: the most
/// extreme test is compared with the largest statistic of all tests, the next with that of the rest
/// (methods M3.16). p = extreme / arrangements when exact, else (1 + extreme) / (1 + arrangements).
/// Statistics within a relative 1e-9 count as equal. Use statistics of one scale, such as t.
///
/// Not applicable: no test with a statistic (`empty`), no arrangement. The same for any order of tests and of
/// arrangements. O(tests · (arrangements + log tests)).
/// @throws InvalidArgument for numbers that are not finite, `arranged` not a multiple of the tests, a level
/// outside (0, 1), exact statistics none of whose arrangements is as extreme as the observed one
[[nodiscard]] WestfallYoungResult westfall_young(const ArrangedStatistics& statistics, double level = 0.05);

} // namespace samspill
