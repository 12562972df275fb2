// How long people stay: Kaplan-Meier curves and restricted means (methods M1.10).
//
// A spell is the time until the event (such as the last meeting attended), or until observation ended without
// it: then the person is censored. Who is censored at the time of an event was still at risk of it. Censoring
// must not depend on the risk: those about to leave who are lost from view make a curve too good.
//
// The same bits for any order of the spells and on any platform.
#pragma once

#include <samspill/result/survival_result.hpp>

#include <span>

namespace samspill {

/// Time until the event, or until observation ended. Any unit, at least 0.
struct Spell {
    double time = 0.0;
    bool event = false;
};

/// S(t) = Π (1 - d/n) over the times up to t, with Greenwood's standard error and limits on the scale of
/// ln(-ln S) (Kalbfleisch & Prentice). No spells give no curve and the reason "empty". Without events S is 1
/// throughout; without censoring S is exactly the share of longer spells. O(n log n).
/// @throws InvalidArgument for times that are negative, NaN or infinite, and for a level outside (0, 1)
[[nodiscard]] SurvivalCurve kaplan_meier(std::span<const Spell> spells, double level = 0.95);

/// Mean time without the event from 0 to `until`, with the standard error that follows from Greenwood's. No
/// value for a curve without people, and where `until` lies beyond the last spell while some are without the
/// event: nothing is known from there on. O(steps).
/// @throws InvalidArgument for an `until` that is not finite and above 0
[[nodiscard]] RestrictedMean restricted_mean(const SurvivalCurve& curve, double until);

} // namespace samspill
