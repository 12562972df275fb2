// How sure are the means of indicators?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/bootstrap_means_result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// Views of columns with one entry a row; nothing is kept.
struct IndicatorColumns {
    std::size_t rows = 0;
    std::span<const double> values;        ///< rows · c numbers, column by column
    std::span<const std::uint8_t> known{}; ///< likewise, 0 where there is no value; empty: all known
    std::span<const std::uint32_t>
        cluster{}; ///< rows of one number are drawn together; empty: each row alone
    std::span<const std::uint32_t> stratum{}; ///< the same in all rows of a cluster; empty: one stratum
};

/// How often a unit comes into a replicate. `multinomial`: as in as many draws with replacement as there are
/// units, in each stratum; `poisson`: independently, Poisson with mean 1, which is faster and almost the same
/// for hundreds of units.
enum class BootstrapWeights : std::uint8_t { multinomial, poisson };

struct BootstrapOptions {
    BootstrapWeights weights = BootstrapWeights::multinomial;
    std::int64_t replicates = 9'999;
    std::uint64_t seed = 1; ///< replicate k is drawn from stream k
    double level = 0.95;
};

/// Bootstrap of means (Efron & Tibshirani 1993): percentile, basic and BCa limits. All columns are seen in
/// the same replicates. Quantiles lie between order statistics in proportion. The acceleration of BCa comes
/// from leaving out one unit at a time, to first order; its bias counts replicates equal to the estimate by
/// half.
///
/// A row without a value counts neither in sum nor in number. Not applicable as a whole: no rows or no
/// columns
/// (`empty`), one unit only; a column: nothing known, no variance. No BCa where all replicates lie on one
/// side. The same bits for any order of the rows, number of threads and instruction set. O(replicates · units
/// · columns); memory 16 bytes a unit and thread, 8 a replicate and column.
/// @throws InvalidArgument for spans of different length, known values that are not finite, a cluster in two
/// strata, strata with Poisson weights, replicates outside 1 to 2^31, a level outside (0, 1); Cancelled when
/// `control` asks to stop
[[nodiscard]] BootstrapMeansResult bootstrap_means(const IndicatorColumns& columns,
                                                   const BootstrapOptions& options = {},
                                                   RunControl* control = nullptr);

} // namespace samspill
