// Private to analysis: seats of the model's offer classes, when single activities of them change or go.
#pragma once

#include <samspill/core/checked.hpp>
#include <samspill/core/count.hpp>
#include <samspill/graph/coverage_model.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Work of one question that changes a flow, in units of StageTicker: enough to look at the control each
/// time.
inline constexpr std::uint64_t steps_a_question = 4096;

/// Free seats of some activities that stand for one offer.
struct SeatSum {
    std::int64_t known = 0;   ///< seats of those that state them
    std::int64_t unknown = 0; ///< number of those that do not

    void add(Count seats) {
        known = checked_add(known, seats.value_or(0));
        unknown += seats.is_known() ? 0 : 1;
    }
    void add(const SeatSum& other) {
        known = checked_add(known, other.known);
        unknown += other.unknown;
    }
    void remove(Count seats) {
        known -= seats.value_or(0);
        unknown -= seats.is_known() ? 0 : 1;
    }
    void remove(const SeatSum& other) {
        known -= other.known;
        unknown -= other.unknown;
    }
};

class OfferSeats {
public:
    explicit OfferSeats(const CoverageModel& model)
        : most_{model.people_counted()}, of_class_(model.eligibility().offer_classes()) {
        for (std::uint32_t offer = 0; offer < of_class_.size(); ++offer) {
            for (const ActivityId activity : model.eligibility().activities_in(offer)) {
                of_class_[offer].add(model.network().activities().free_seats(activity));
            }
        }
    }

    [[nodiscard]] const SeatSum& of(std::uint32_t offer_class) const noexcept {
        return of_class_[offer_class];
    }
    /// What such activities can take, as CoverageModel::seats counts it: no more than all people counted.
    [[nodiscard]] std::int64_t amount(const SeatSum& seats, UnknownSeats unknown) const noexcept {
        const bool unbounded = seats.unknown > 0 && unknown == UnknownSeats::unbounded;
        return unbounded ? most_ : std::min(seats.known, most_);
    }

private:
    std::int64_t most_;
    std::vector<SeatSum> of_class_;
};

} // namespace samspill::detail
