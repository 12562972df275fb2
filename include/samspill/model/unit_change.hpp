// Municipalities that merge, split or are renumbered: which units can be compared over time.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// One row of the table `unit_changes`, as statistical offices publish them: from the day on, `new_code`
/// holds what `old_code` held, or part of it. The same code on both sides: a new name or border.
struct UnitChange {
    std::string old_code{};
    std::string new_code{};
    Date day{};
};

/// What changes of codes amount to. Told apart by the numbers of codes before and after.
enum class UnitChangeKind : std::uint8_t {
    renamed,    ///< one to one, the same code
    renumbered, ///< one to one, another code
    merged,     ///< several become one
    split,      ///< one becomes several
    redrawn,    ///< several become several, as when a unit is divided between its neighbours
};

template <>
struct Vocabulary<UnitChangeKind> {
    static constexpr std::array<std::string_view, 5> names{"renamed", "renumbered", "merged", "split",
                                                           "redrawn"};
};

/// Codes of all waves, joined into units that cover the same ground in all of them: the connected parts of
/// the changes after the first day up to the last. Nothing is allocated by a guess, so a split unit stays
/// whole. A code that was used again for another place is another unit: only the codes valid on the day of a
/// wave count.
///
/// Days are exclusive: on the day of a change the new codes hold. A code is taken to be valid between two
/// days on which it changed when it is new on the earlier or old on the later one, before the first when it
/// is old there, after the last when it is new there. A unit that takes in another and keeps its code is in
/// the table with the same code on both sides, as statistical offices publish it.
class ComparableUnits {
public:
    /// Without changes: every code is a unit of its own.
    ComparableUnits() = default;
    /// `days`: one for each wave, ascending; those of changes and waves must be known.
    /// O((changes + codes · waves) log changes). @throws InvalidArgument for unknown or descending days
    ComparableUnits(std::span<const UnitChange> changes, std::span<const Date> days);

    /// The id of the unit that a code belongs to at a wave: the codes at the last wave, joined by `+`.
    /// Nothing when the code was not valid on that day although changes know it: of another generation.
    [[nodiscard]] std::optional<std::string> unit_of(std::string_view code, std::size_t wave) const;
    /// Ids of all units that a code belongs to at any wave, sorted: several when it was used again.
    [[nodiscard]] std::vector<std::string> units_of(std::string_view code) const;
    /// What happened to the unit between the first and the last wave; nothing when it never changed.
    [[nodiscard]] std::optional<UnitChangeKind> change_of(std::string_view unit) const;
    /// Codes that a unit has at a wave, sorted. Of a unit that changes do not know, its own id.
    [[nodiscard]] std::vector<std::string> codes_of(std::string_view unit, std::size_t wave) const;
    /// Ids of the units that changes know, sorted.
    [[nodiscard]] std::vector<std::string> units() const;
    /// Whether changes know the code, on whichever day.
    [[nodiscard]] bool knows(std::string_view code) const;

private:
    struct Unit {
        std::string id{};
        std::optional<UnitChangeKind> change{};
        std::vector<std::vector<std::string>> codes{}; ///< by wave
    };
    struct CodeAtWave {
        std::string code{};
        std::size_t wave = 0;
        std::size_t unit = 0;
    };

    [[nodiscard]] const Unit* find(std::string_view unit) const;

    std::vector<Unit> units_;        ///< sorted by id
    std::vector<CodeAtWave> places_; ///< sorted by code and wave
    std::vector<std::string> codes_; ///< all that changes know, sorted
};

} // namespace samspill
