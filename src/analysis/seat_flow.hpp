// Private to analysis: the nominal flow, from which activities and seats go and come back.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/changing_flow.hpp>
#include <samspill/graph/coverage_model.hpp>

#include "offer_seats.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// The nominal flow (methods M4.1) in one reading of unknown seats.
class SeatFlow {
public:
    /// `model` and `seats` must outlive the object. @throws Cancelled when `control` asks to stop
    SeatFlow(const CoverageModel& model, const OfferSeats& seats, UnknownSeats unknown, RunControl* control)
        : model_{model}, seats_{seats}, unknown_{unknown}, problem_{model.nominal_problem(unknown)},
          flow_{problem_.graph, problem_.people, problem_.capacity, control} {
        for (std::uint32_t offer = 0; offer < model.eligibility().offer_classes(); ++offer) {
            left_.push_back(seats.of(offer));
        }
    }
    SeatFlow(const SeatFlow&) = delete; // flow_ refers to problem_
    SeatFlow& operator=(const SeatFlow&) = delete;
    SeatFlow(SeatFlow&&) = delete;
    SeatFlow& operator=(SeatFlow&&) = delete;
    ~SeatFlow() = default;

    [[nodiscard]] const BipartiteGraph& graph() const noexcept { return problem_.graph; }
    [[nodiscard]] std::int64_t total() const noexcept { return flow_.total(); }
    [[nodiscard]] std::int64_t unsent(std::uint32_t need_class) const noexcept {
        return flow_.unsent(need_class);
    }
    /// False when one more offer for the need class would surely serve nobody.
    [[nodiscard]] bool may_want(std::uint32_t need_class) const noexcept {
        return flow_.may_want(need_class);
    }

    /// Takes activities away, those of one offer side by side; the people lost.
    std::int64_t remove(std::span<const ActivityId> activities) {
        std::int64_t lost = 0;
        for (auto first = activities.begin(); first != activities.end();) {
            const std::uint32_t offer = offer_of(*first);
            SeatSum gone;
            for (; first != activities.end() && offer_of(*first) == offer; ++first) {
                gone.add(model_.network().activities().free_seats(*first));
            }
            lost += remove_seats(offer, gone);
        }
        return lost;
    }
    /// Takes seats of an offer away; the people lost.
    std::int64_t remove_seats(std::uint32_t offer, const SeatSum& gone) {
        const std::int64_t before = seats_.amount(left_[offer], unknown_);
        journal_.emplace_back(offer, left_[offer]);
        left_[offer].remove(gone);
        return flow_.remove_supply(offer, before - seats_.amount(left_[offer], unknown_));
    }
    /// Adds seats to an offer; the people gained.
    std::int64_t add_seats(std::uint32_t offer, const SeatSum& more) {
        const std::int64_t before = seats_.amount(left_[offer], unknown_);
        journal_.emplace_back(offer, left_[offer]);
        left_[offer].add(more);
        return flow_.add_supply(offer, seats_.amount(left_[offer], unknown_) - before);
    }
    /// Adds an offer of that many seats for some need classes; the people gained.
    std::int64_t add_offer(std::int64_t seats, std::span<const std::uint32_t> need_classes) {
        const std::uint32_t added = flow_.add_right(0);
        for (const std::uint32_t need_class : need_classes) {
            flow_.add_arc(need_class, added);
        }
        return flow_.add_supply(added, seats_.amount({seats, 0}, unknown_));
    }

    /// A point to which `undo` can come back.
    struct Mark {
        std::size_t flow = 0;
        std::size_t seats = 0;
    };
    [[nodiscard]] Mark mark() const noexcept { return {flow_.mark(), journal_.size()}; }
    /// Takes everything since `mark` back.
    void undo(Mark mark) {
        flow_.undo(mark.flow);
        for (; journal_.size() > mark.seats; journal_.pop_back()) {
            left_[journal_.back().first] = journal_.back().second;
        }
    }
    /// People lost without the activities, which come back again.
    std::int64_t lost_without(std::span<const ActivityId> activities) {
        const Mark before = mark();
        const std::int64_t lost = remove(activities);
        undo(before);
        return lost;
    }
    /// People that an activity that was taken away would win back by itself.
    std::int64_t won_by(ActivityId activity) {
        const Mark before = mark();
        SeatSum seats;
        seats.add(model_.network().activities().free_seats(activity));
        const std::int64_t won = add_seats(offer_of(activity), seats);
        undo(before);
        return won;
    }

private:
    [[nodiscard]] std::uint32_t offer_of(ActivityId activity) const {
        return model_.eligibility().offer_class_of(activity);
    }
    const CoverageModel& model_;
    const OfferSeats& seats_;
    UnknownSeats unknown_;
    AllocationProblem problem_;
    ChangingFlow flow_;
    std::vector<SeatSum> left_;                              // of each offer, as changed
    std::vector<std::pair<std::uint32_t, SeatSum>> journal_; // offers that changed, with what they had
};

} // namespace samspill::detail
