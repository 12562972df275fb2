// Private to analysis: where seats are left, and who shares too few of them.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/changing_flow.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/explanation.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// How the seats of the themes of some needs are used, unknown ones counted as none.
class SeatUse {
public:
    /// Over all offers that fit (methods M4.1), or over those that entry points find (M4.2).
    enum class Offers : std::uint8_t { all, known };

    /// `model` must outlive the object.
    SeatUse(const CoverageModel& model, Offers offers, std::span<const NeedId> needs, RunControl* control);

    /// True when a seat can be had at an offer of the themes while everybody keeps what they have.
    [[nodiscard]] bool has_room(std::uint32_t offer_class) const { return flow_.may_have_room(offer_class); }
    /// True when one of the needs has people and all of them get a seat.
    [[nodiscard]] bool serves_all_of(NeedId need) const;
    /// Whom one of the needs shares too few seats with; nothing when it lacks no seats.
    [[nodiscard]] std::optional<SharedSeats> shared_by(NeedId need) const;

private:
    [[nodiscard]] static AllocationProblem problem_of(const CoverageModel& model, Offers offers,
                                                      std::span<const NeedId> needs);
    void allocate(std::span<const NeedId> needs, RunControl* control);
    [[nodiscard]] std::uint32_t left_of(NeedId need) const;
    [[nodiscard]] std::span<const NeedId> members(std::uint32_t left) const;
    [[nodiscard]] std::vector<std::uint32_t> bottlenecks_around(std::uint32_t left) const;
    void add(const Bottleneck& bottleneck, SharedSeats& shared) const;

    const CoverageModel& model_;
    Offers offers_;
    AllocationProblem problem_;
    ChangingFlow flow_;
    Allocation allocation_; // of what hangs together with the needs
    std::vector<std::uint32_t> bottleneck_of_offer_;
};

} // namespace samspill::detail
