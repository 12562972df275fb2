// Private to analysis: what a change of the network means for the flows of a CoverageModel.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>

#include "offer_seats.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

/// An offer class of which activities go or have other seats.
struct ChangedSeats {
    std::uint32_t offer_class = 0;
    SeatSum after;               ///< of the activities that are left
    std::int64_t activities = 0; ///< number of these
};

/// Activities of one offer class that some referrals begin or cease to find.
struct FoundPart {
    std::uint32_t offer_class = 0;
    /// Ascending. Empty stands for all activities of the class that are left.
    std::vector<ActivityId> activities;
    std::vector<std::uint32_t> referrals;
};

struct AddedOffer {
    Count seats;
    std::vector<std::uint32_t> need_classes; ///< that it fits
    std::vector<std::uint32_t> referrals;    ///< of these, those whose entry point finds it
    std::vector<std::uint32_t> unasked;      ///< of these, those without entry point
};

/// Need classes and referrals named here are of known size.
struct WhatIfChange {
    std::vector<ChangedSeats> seats;    ///< each class once
    std::vector<std::uint32_t> unasked; ///< referrals whose entry point is gone
    bool begin_to_find = false;         ///< whether the referrals of the parts begin or cease to find them
    std::vector<FoundPart> parts;       ///< by class
    std::optional<AddedOffer> added;
    bool records_knowledge = false; ///< whether some tie records knowledge afterwards

    [[nodiscard]] const ChangedSeats* seats_of(std::uint32_t offer_class) const {
        for (const ChangedSeats& changed : seats) {
            if (changed.offer_class == offer_class) {
                return &changed;
            }
        }
        return nullptr;
    }
};

} // namespace samspill::detail
