#include <samspill/similarity/set_join.hpp>

#include <samspill/core/error.hpp>

#include "similarity/instruction_set.hpp"
#include "similarity/join_check.hpp"
#include "similarity/join_plan.hpp"
#include "similarity/join_run.hpp"
#include "similarity/parity_scan.hpp"
#include "similarity/set_filter.hpp"

namespace samspill {

namespace {

void check(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options) {
    constexpr std::int64_t most = 1'000'000'000;
    const Fraction threshold = options.threshold;
    if (threshold.numerator() < 1 || threshold > Fraction::one() || threshold.denominator() > most) {
        throw InvalidArgument{"the threshold must be above 0 and at most 1, its denominator at most 10^9"};
    }
    detail::check_join(records.size(), groups, options.limits);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (records[groups.representative(group)].size() > std::size_t{most}) {
            throw InvalidArgument{"a set has more than 10^9 tokens"};
        }
    }
}

} // namespace

JoinSummary set_join(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options,
                     const PairSink& sink, RunControl* control) {
    check(records, groups, options);
    const detail::ParityScans scans = detail::parity_scans(detail::available_instruction_sets().back());
    const detail::SetFilter filter{records, groups, options, scans, control};
    return detail::run_join(filter, detail::JoinPlan{filter.regions()}, options.limits, sink, control);
}

} // namespace samspill
