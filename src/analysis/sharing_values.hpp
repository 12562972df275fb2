// Private to analysis: what a proposal of work sharing comes to, and the flow in which it is carried out.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/work_sharing_result.hpp>

#include "changed_offer.hpp"
#include "offer_seats.hpp"
#include "seat_flow.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

class SharingValues {
public:
    /// `model` must outlive the object. @throws Cancelled when `control` asks to stop
    SharingValues(const CoverageModel& model, UnknownSeats unknown, RunControl* control);

    [[nodiscard]] std::int64_t total() const noexcept { return flow_.total(); }
    [[nodiscard]] bool may_want(std::uint32_t need_class) const noexcept {
        return flow_.may_want(need_class);
    }

    /// Nobody is obliged to offer it, and its seats are known.
    [[nodiscard]] bool may_change(ActivityId activity) const;
    /// It may change, and nobody holds a seat of it.
    [[nodiscard]] bool may_stop(ActivityId activity) const;
    /// Free seats without which as many people are covered.
    [[nodiscard]] std::int64_t spare_seats(ActivityId activity);

    /// Need classes that moved seats, or the meetings of every other week, can serve; ascending. Of a join
    /// none: the activity that stays serves whom it serves.
    [[nodiscard]] std::vector<std::uint32_t> served_by(const SharingProposal& proposal) const;
    /// What the proposal comes to now; nothing when people would be lost, or none be reached by a move.
    /// `served` as served_by says, or those of them that may_want() is true for.
    [[nodiscard]] std::optional<SharingValue> value(const SharingProposal& proposal,
                                                    std::span<const std::uint32_t> served);
    void carry_out(const SharingProposal& proposal, const SharingValue& value,
                   std::span<const std::uint32_t> served);

private:
    [[nodiscard]] std::optional<SharingValue> value_of_move(const SharingProposal& proposal,
                                                            std::span<const std::uint32_t> served);
    [[nodiscard]] std::optional<SharingValue> value_of_join(const SharingProposal& proposal);
    [[nodiscard]] std::optional<SharingValue> value_of_weeks(const SharingProposal& proposal,
                                                             std::span<const std::uint32_t> served);
    /// Change of the total by alternate weeks; changes the flow.
    std::int64_t alternate(const SharingProposal& proposal, std::int64_t seats,
                           std::span<const std::uint32_t> served);
    [[nodiscard]] SharingCost cost(ActivityId activity) const;
    [[nodiscard]] std::uint32_t offer_of(ActivityId activity) const;
    [[nodiscard]] std::int64_t seats_of(ActivityId activity) const;

    const CoverageModel& model_;
    const ActorNetwork& network_;
    OfferSeats seats_;
    SeatFlow flow_;
    ReversedArcs needs_of_offer_;
    NeedPlaces places_;
};

} // namespace samspill::detail
