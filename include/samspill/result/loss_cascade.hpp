// How many people are lost at which obstacle, from "somebody offers it" to "the referrer can find it".
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/exact_people.hpp>
#include <samspill/core/fraction.hpp>
#include <samspill/core/index.hpp>
#include <samspill/result/measure.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samspill {

/// What must hold for people to be reached, in the order in which they meet it (methods M4.3).
enum class CascadeStage : std::uint8_t {
    exists,        ///< some activity has the theme and is open to the target group
    in_area,       ///< and serves the area
    in_period,     ///< and runs while the need lasts
    eligible,      ///< and fits language, ages, cost and access
    free_capacity, ///< and has a seat
    known,         ///< and the entry point can find it
};
inline constexpr std::size_t cascade_stages = 6;

/// An order of the stages, each once. `exists` comes first, because the others are about what exists.
using StageOrder = std::array<CascadeStage, cascade_stages>;
inline constexpr StageOrder default_stage_order{CascadeStage::exists,        CascadeStage::in_area,
                                                CascadeStage::in_period,     CascadeStage::eligible,
                                                CascadeStage::free_capacity, CascadeStage::known};

[[nodiscard]] std::string_view to_string(CascadeStage stage) noexcept;
/// The stage of Tanahashi (1978) that the condition belongs to: availability (exists, free_capacity),
/// accessibility (in_area, in_period), acceptability (eligible), contact (known). Effectiveness is not in the
/// tables.
[[nodiscard]] std::string_view tanahashi_name(CascadeStage stage) noexcept;

/// One value a stage, by position in the order.
template <class T>
using PerStage = std::array<T, cascade_stages>;

/// What is the same for all needs of one class: the share they get, and how many more people one of them
/// could cover if only the stages up to each had to hold for it. Losses follow from these.
struct ReachBeyond {
    Fraction share; ///< of the people, in the end
    /// Falls with the stage, 0 at the last; at most the largest gap, rounded up.
    PerStage<std::int64_t> extra{};
};

/// One reading of what the tables leave open.
struct CascadeReading {
    std::vector<ReachBeyond> classes;
    PerStage<double> lost{}; ///< people lost at each stage, over all needs of known size; sum = gap
    double gap = 0.0;        ///< people in needs of known size who are not covered in the end
};

/// The loss cascade of a coverage result. Each loss reads "if only this obstacle and the later ones fell for
/// these people, the others keeping what they have"; losses of different needs need not be curable at once.
struct LossCascade {
    StageOrder order = default_stage_order;
    /// `unknown`: nobody recorded what the stage asks about, so it passed everybody without being tested.
    PerStage<Status> status{};
    std::vector<std::uint32_t> class_of_need; ///< by NeedId
    CascadeReading least; ///< unknown seats are none, needs without entry point find nothing
    CascadeReading most;  ///< unknown seats suffice, needs without entry point find everything

    /// People of a need lost at each stage, by position in `order`: each >= 0, together the gap. All 0 for an
    /// unknown number of people, whose gap is unknown.
    [[nodiscard]] PerStage<ExactPeople> losses(NeedId need, Count people,
                                               const CascadeReading& reading) const;
};

} // namespace samspill
