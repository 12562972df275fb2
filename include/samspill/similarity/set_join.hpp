// All pairs of similar sets: an exact self-join.
#pragma once

#include <samspill/core/fraction.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/similarity/similar_pair.hpp>

namespace samspill {

/// How alike two sets with an overlap of o = |x ∩ y| tokens are.
enum class SetMeasure {
    jaccard, ///< o / (|x| + |y| - o)
    dice,    ///< 2 o / (|x| + |y|)
    overlap, ///< o / min(|x|, |y|), the overlap coefficient
};

struct SetJoinOptions {
    SetMeasure measure = SetMeasure::jaccard;
    /// The least similarity, in (0, 1], with numerator and denominator at most 10^9.
    Fraction threshold{4, 5};
    JoinLimits limits{};
};

/// Hands every pair of groups of one block whose sets are at least that similar to `sink`, once. Exact: the
/// comparison with the threshold is one of integers, and no pair is lost. The similarity told is the
/// quotient rounded once to the nearest double.
///
/// Pairs whose sizes allow the threshold meet a filter: two bitmaps, each bit the parity of the tokens that
/// hash to it, differ in at most |x| + |y| - 2 o bits (Sandes, Teodoro and Melo 2020). The few that pass are
/// merged. Where it costs less, only those meet that share one of their rarest tokens, as similar sets do
/// (Chaudhuri, Ganti and Kaushik 2006; Xiao et al. 2011). O(n² bits / 64) with a small factor, on all threads
/// of the machine; memory 4 to 600 bytes a group, whatever sizes there are, and what limits.waiting_pairs
/// say.
/// @throws InvalidArgument when an option is out of its range or `groups` are not those of `records`
/// @throws Cancelled when `control` asks to stop
JoinSummary set_join(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options,
                     const PairSink& sink, RunControl* control = nullptr);

} // namespace samspill
