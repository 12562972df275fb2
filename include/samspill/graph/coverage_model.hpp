// Everything that the questions about coverage share: who may be served by what, who can find it, and how
// many seats there are.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/eligibility.hpp>
#include <samspill/graph/fair_allocation.hpp>
#include <samspill/graph/referrals.hpp>
#include <samspill/model/actor_network.hpp>

#include <cstdint>
#include <vector>

namespace samspill {

/// What offers that do not state their seats can take.
enum class UnknownSeats : std::uint8_t { none, unbounded };
/// What needs that nobody is said to refer can find.
enum class UnaskedFind : std::uint8_t { nothing, everything };

/// Whether activities that no need can tell apart stand for one offer, or each for itself.
enum class OfferClasses : std::uint8_t { alike, single };

/// One reading of what the tables leave open.
struct Reading {
    UnknownSeats seats = UnknownSeats::none;
    UnaskedFind unasked = UnaskedFind::nothing;

    friend bool operator==(Reading, Reading) noexcept = default;
};

/// Classes of needs and offers with people and seats. Needs of unknown size take no seats: they have no arcs
/// in the problems below.
class CoverageModel {
public:
    /// @throws InvalidArgument when `awareness_steps` is negative;
    /// Cancelled when `control` asks to stop; Overflow when the people exceed 64 bits
    CoverageModel(ActorNetwork network, const MatchOptions& match, int awareness_steps,
                  RunControl* control = nullptr, OfferClasses offers = OfferClasses::alike);

    [[nodiscard]] const ActorNetwork& network() const noexcept { return network_; }
    [[nodiscard]] const MatchOptions& match_options() const noexcept { return match_; }
    [[nodiscard]] int awareness_steps() const noexcept { return awareness_steps_; }
    [[nodiscard]] const Eligibility& eligibility() const noexcept { return eligibility_; }
    [[nodiscard]] const Referrals& referrals() const noexcept { return referrals_; }
    /// False when nobody was asked who knows what; then everything counts as known.
    [[nodiscard]] bool records_knowledge() const noexcept { return records_knowledge_; }
    [[nodiscard]] bool has_unknown_seats() const noexcept { return has_unknown_seats_; }
    /// True when knowledge is recorded and some need of known size has no entry point.
    [[nodiscard]] bool has_unasked() const noexcept { return has_unasked_; }

    [[nodiscard]] bool is_counted(std::uint32_t need_class) const noexcept;
    /// People of a need class; 0 when nobody counted them.
    [[nodiscard]] std::int64_t people(std::uint32_t need_class) const noexcept { return people_[need_class]; }
    [[nodiscard]] std::int64_t people_referred(std::uint32_t referral) const noexcept {
        return people_referred_[referral];
    }
    /// People in needs of known size: no offer needs more seats than that, so it stands for unbounded.
    [[nodiscard]] std::int64_t people_counted() const noexcept { return people_counted_; }
    /// Free seats of an offer class. Saturates at the number of people counted.
    [[nodiscard]] std::int64_t seats(std::uint32_t offer_class, UnknownSeats unknown) const noexcept;

    /// Need classes against all offers that fit (methods M4.1).
    [[nodiscard]] AllocationProblem nominal_problem(UnknownSeats unknown) const;
    /// Referrals against the offers they can find (methods M4.2).
    [[nodiscard]] AllocationProblem known_problem(Reading reading) const;
    /// True when the referral finds the k-th offer of its need class in this reading.
    [[nodiscard]] bool finds(std::uint32_t referral, std::size_t k, UnaskedFind unasked) const noexcept {
        return referrals_.known(referral)[k] != 0 ||
               (unasked == UnaskedFind::everything && referrals_.entry_point(referral).is_none());
    }

private:
    void count_people();

    ActorNetwork network_;
    MatchOptions match_;
    int awareness_steps_;
    bool records_knowledge_;
    Eligibility eligibility_;
    Referrals referrals_;
    std::vector<std::int64_t> people_;
    std::vector<std::int64_t> people_referred_;
    std::int64_t people_counted_ = 0;
    std::vector<std::int64_t> known_seats_; // of each offer class; -1 = unknown
    bool has_unknown_seats_ = false;
    bool has_unasked_ = false;
};

} // namespace samspill
