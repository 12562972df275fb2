// Municipalities that merge, split or are renumbered: which units can be compared over time.
#pragma once

#include <samspill/core/date.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `unit_changes`, as statistical offices publish them: from the day on, `new_code`
/// holds what `old_code` held, or part of it. The same code on both sides: a new name or border.
struct UnitChange {
    std::string old_code{};
    std::string new_code{};
    Date day{};
};

/// What changes of codes amount to. Told apart by the numbers of predecessors and successors on a day.
enum class UnitChangeKind : std::uint8_t {
    renamed,    ///< one to one, the same code
    renumbered, ///< one to one, another code
    merged,     ///< several become one
    split,      ///< one becomes several
    redrawn,    ///< several become several, as when a unit is divided between its neighbours
};

/// Codes of all waves, joined into units that cover the same ground in all of them: the connected parts of
/// the changes between the first and the last wave. Nothing is allocated by a guess, so a split unit stays
/// whole. A code that was used again for another place is another unit: only the codes valid on the day of a
/// wave count.
class ComparableUnits {
public:
    /// `days`: one for each wave, ascending. O((changes + codes) log changes).
    ComparableUnits(std::span<const UnitChange> changes, std::span<const Date> days);

    /// The id of the unit that a code belongs to at a wave: the code at the last wave, or several joined by
    /// `+`. Nothing when the code was not valid on that day although changes know it: of another generation.
    [[nodiscard]] std::optional<std::string> unit_of(std::string_view code, std::size_t wave) const;
    /// What happened to the unit between the first and the last wave; nothing when it never changed.
    [[nodiscard]] std::optional<UnitChangeKind> change_of(std::string_view unit) const;
    /// Codes that a unit has at a wave, sorted. Of a unit that changes do not know, its own id.
    [[nodiscard]] std::vector<std::string> codes_of(std::string_view unit, std::size_t wave) const;
};

} // namespace samspill
