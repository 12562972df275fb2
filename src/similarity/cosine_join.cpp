#include <samspill/similarity/cosine_join.hpp>

#include <samspill/core/error.hpp>

#include "similarity/bucket_scan.hpp"
#include "similarity/cosine_filter.hpp"
#include "similarity/instruction_set.hpp"
#include "similarity/join_check.hpp"
#include "similarity/join_plan.hpp"
#include "similarity/join_run.hpp"

namespace samspill {

JoinSummary cosine_join(const TfIdfVectors& vectors, const RecordGroups& groups,
                        const CosineJoinOptions& options, const PairSink& sink, RunControl* control) {
    if (!(options.threshold > 0.0 && options.threshold <= 1.0)) {
        throw InvalidArgument{"the threshold must be above 0 and at most 1"};
    }
    detail::check_join(vectors.size(), groups, options.limits);
    const detail::BucketScan scan = detail::bucket_scan(detail::available_instruction_sets().back());
    const detail::CosineFilter filter{vectors, groups, options.threshold, scan, control};
    return detail::run_join(filter, detail::JoinPlan{filter.regions()}, options.limits, sink, control);
}

} // namespace samspill
