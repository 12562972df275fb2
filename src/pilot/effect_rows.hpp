// Private to the pilots: the units of a study that an effect is computed from, and who is left out and why.
#pragma once

#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/pilot_effect.hpp>
#include <samspill/result/pilot_effect_result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

/// Adds a warning unless there is nothing to count.
void note(PilotEffect& effect, EffectWarning code, std::size_t count);

/// Why something of a unit is not known, by what is worst: nothing to know before withheld before missing.
enum class Gap : std::uint8_t { none, incomplete, suppressed, structural };

[[nodiscard]] Gap gap_of(const StudyCell& cell);

/// Units left out, by why.
struct GapCounts {
    std::size_t incomplete = 0;
    std::size_t suppressed = 0;
    std::size_t structural = 0;
    std::size_t precondition = 0; ///< nothing else is unknown

    void add(Gap gap) noexcept;
};

void note(PilotEffect& effect, const GapCounts& counts);

/// What a unit is in a comparison of two waves.
enum class UnitRole : std::uint8_t { treated, control, treated_from_start, treated_later, arm_unknown };

/// The waves that are compared, and what each unit is between them.
struct EffectWindow {
    std::size_t baseline = 0;
    std::size_t follow_up = 0;
    std::vector<UnitRole> roles; ///< one a unit
};

/// The waves of a study that an effect compares: those of the options, or the last one before anybody is
/// treated and the last. Nothing when nobody is treated after the first wave.
[[nodiscard]] std::optional<EffectWindow> effect_window(const PilotStudy& study, EffectDesign design,
                                                        const PilotEffectOptions& options);

/// What is compared: one row a unit, or a cluster that is treated as a whole.
struct EffectRow {
    double before = 0.0; ///< means of the units' values
    double after = 0.0;
    bool treated = false;
    std::uint32_t stratum = 0;
    std::uint32_t cluster = 0;
    double weight = 1.0;
    std::vector<std::uint32_t> units; ///< of the study, ascending
    std::vector<double> preconditions;

    [[nodiscard]] double change() const noexcept { return after - before; }
};

struct EffectRows {
    std::vector<EffectRow> rows; ///< by their first unit
    GapCounts left_out;          ///< treated and controls
    std::size_t stratum_one_sided = 0;
    bool clusters_mixed = false;

    [[nodiscard]] std::size_t treated() const noexcept;
    [[nodiscard]] std::size_t controls() const noexcept { return rows.size() - treated(); }
};

/// Treated and controls with a value of `indicator` in both waves and all preconditions of the options.
/// `with_controls`: else the treated alone.
[[nodiscard]] EffectRows effect_rows(const PilotStudy& study, std::size_t indicator,
                                     const EffectWindow& window, bool with_controls,
                                     const PilotEffectOptions& options);

/// The rows that effect_rows() would give, were every value seen that there could be, without the values.
[[nodiscard]] EffectRows possible_rows(const PilotStudy& study, std::size_t indicator,
                                       const EffectWindow& window, bool with_controls, bool weighted);

/// Mean change of the treated less that of the controls, within strata and averaged with their weights.
/// Nothing without both. `skip`: a row that is left out.
[[nodiscard]] std::optional<double> difference_of(const std::vector<EffectRow>& rows, bool weighted,
                                                  std::optional<std::size_t> skip = std::nullopt);

} // namespace samspill::detail
