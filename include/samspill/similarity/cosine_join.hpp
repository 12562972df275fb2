// All pairs of similar TF-IDF vectors: an exact self-join.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/similarity/similar_pair.hpp>
#include <samspill/similarity/tf_idf.hpp>

namespace samspill {

struct CosineJoinOptions {
    /// The least cosine, in (0, 1]. Vectors that differ in nothing but rounding may reach 1 or just miss it.
    double threshold = 0.8;
    JoinLimits limits{};
};

/// Hands every pair of groups of one block with TfIdfVectors::cosine at or above the threshold to `sink`,
/// once, and no other; make the groups of `vectors.records()`. The value told is that cosine, so pairs are
/// the same on every machine.
///
/// Tokens are dealt to buckets, and each vector keeps the length of its part in each bucket, rounded up to a
/// byte. By the inequality of Cauchy and Schwarz in each bucket, the product of two such rows of bytes bounds
/// the cosine from above; every pair of a block meets this bound, and the few that pass are computed.
/// O(n² buckets / 64) with a small factor, on all threads of the machine; a byte a bucket and vector, with 64
/// to 1,024 buckets for short to long texts.
/// @throws InvalidArgument when an option is out of its range or `groups` are not those of the records
/// @throws Cancelled when `control` asks to stop
JoinSummary cosine_join(const TfIdfVectors& vectors, const RecordGroups& groups,
                        const CosineJoinOptions& options, const PairSink& sink,
                        RunControl* control = nullptr);

} // namespace samspill
