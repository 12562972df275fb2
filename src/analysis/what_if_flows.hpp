// Private to analysis: the maximum flows of a what-if session, changed and changed back.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/changing_flow.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/what_if_result.hpp>

#include "offer_seats.hpp"
#include "what_if_change.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace samspill::detail {

/// Nominal and known flow, each in the readings that cover least and most people. The latter are made where
/// they differ, or when a change makes them differ for the first time.
class WhatIfFlows {
public:
    WhatIfFlows(const CoverageModel& model, RunControl* control);

    [[nodiscard]] const OfferSeats& seats() const noexcept { return seats_; }
    [[nodiscard]] const CoveredPeople& covered() const noexcept { return covered_; }
    [[nodiscard]] CoveredPeople covered_after(const WhatIfChange& change);

private:
    /// One flow with the problem it stands on.
    class Flow {
    public:
        Flow(AllocationProblem problem, RunControl* control)
            : problem_{std::move(problem)}, flow_{problem_.graph, std::move(problem_.people),
                                                  std::move(problem_.capacity), control} {}
        /// The total after `change(flow)`, which is then taken back.
        template <class Change>
        std::int64_t total_after(Change change) {
            const std::size_t before = flow_.mark();
            change(flow_);
            const std::int64_t total = flow_.total();
            flow_.undo(before);
            return total;
        }
        [[nodiscard]] std::int64_t total() const noexcept { return flow_.total(); }

    private:
        AllocationProblem problem_;
        ChangingFlow flow_;
    };
    static constexpr Reading least{UnknownSeats::none, UnaskedFind::nothing};
    static constexpr Reading most{UnknownSeats::unbounded, UnaskedFind::everything};

    [[nodiscard]] std::int64_t nominal_after(Flow& flow, const WhatIfChange& change, UnknownSeats unknown);
    [[nodiscard]] std::int64_t known_after(Flow& flow, const WhatIfChange& change, Reading reading);
    void add_offer(ChangingFlow& flow, Count seats, UnknownSeats unknown,
                   std::span<const std::uint32_t> lefts) const;
    void change_seats(ChangingFlow& flow, const WhatIfChange& change, UnknownSeats unknown) const;
    void make_unasked(ChangingFlow& flow, std::uint32_t referral, UnaskedFind find) const;
    void change_parts(ChangingFlow& flow, const WhatIfChange& change, UnknownSeats unknown) const;
    std::uint32_t split(ChangingFlow& flow, const FoundPart& part, SeatSum& left, UnknownSeats unknown) const;

    const CoverageModel& model_;
    OfferSeats seats_;
    std::unique_ptr<Flow> nominal_least_;
    std::unique_ptr<Flow> nominal_most_;
    std::unique_ptr<Flow> known_least_; // where knowledge is recorded
    std::unique_ptr<Flow> known_most_;
    CoveredPeople covered_;
};

} // namespace samspill::detail
