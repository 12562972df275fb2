// One pilot: units such as municipalities, observed over waves, some of them treated from a wave on.
// Immutable.
#pragma once

#include <samspill/model/indicator.hpp>
#include <samspill/model/observation.hpp>
#include <samspill/model/unit_change.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// What a unit did in the pilot. `unknown`: the table `treatment` does not name it.
enum class StudyArm : std::uint8_t { treated, never, unknown };

template <>
struct Vocabulary<StudyArm> {
    static constexpr std::array<std::string_view, 3> names{"treated", "never", "unknown"};
};

/// A unit that can be compared over all waves.
struct StudyUnit {
    std::string id{};
    std::string name{};
    StudyArm arm = StudyArm::unknown;
    std::uint32_t first_wave = 0; ///< number of a wave; read only when treated
    std::uint32_t stratum = 0;    ///< numbers of sorted names, here and of the cluster
    std::uint32_t cluster = 0;
    double weight = 1.0;
    std::optional<UnitChangeKind> change{}; ///< it was joined of several codes, or renumbered
};

/// An indicator of a unit at a wave.
struct StudyCell {
    ObservationStatus status = ObservationStatus::missing;
    double value = 0.0; ///< read only when observed
    double low = 0.0;   ///< read only when suppressed
    double high = 0.0;
    std::optional<double> n{};
    std::optional<double> se{};
};

struct StudyNeighbours {
    std::uint32_t a = 0; ///< numbers of units, a < b
    std::uint32_t b = 0;
    double weight = 1.0;
};

/// Made by PilotStudyBuilder. Units and indicators are sorted by id, waves by time; numbers are their places.
class PilotStudy {
public:
    [[nodiscard]] std::span<const Wave> waves() const noexcept { return waves_; }
    [[nodiscard]] std::span<const StudyUnit> units() const noexcept { return units_; }
    [[nodiscard]] std::span<const Indicator> indicators() const noexcept { return indicators_; }
    /// units · waves cells of an indicator, unit by unit.
    [[nodiscard]] std::span<const StudyCell> cells(std::size_t indicator) const noexcept {
        return std::span{cells_}.subspan(indicator * units_.size() * waves_.size(),
                                         units_.size() * waves_.size());
    }
    [[nodiscard]] const StudyCell& cell(std::size_t indicator, std::size_t unit,
                                        std::size_t wave) const noexcept {
        return cells(indicator)[unit * waves_.size() + wave];
    }
    /// Sorted names of preconditions, and units · names values, unit by unit; NaN for what is unknown.
    [[nodiscard]] std::span<const std::string> precondition_names() const noexcept {
        return precondition_names_;
    }
    [[nodiscard]] std::span<const double> preconditions() const noexcept { return preconditions_; }
    [[nodiscard]] std::span<const StudyNeighbours> neighbours() const noexcept {
        return neighbours_;
    } ///< sorted
    [[nodiscard]] std::span<const LogicNode> logic_nodes() const noexcept { return logic_nodes_; }
    [[nodiscard]] std::span<const LogicLink> logic_links() const noexcept { return logic_links_; }
    /// The same for any order of the rows that came in.
    [[nodiscard]] std::uint64_t fingerprint() const noexcept { return fingerprint_; }

    /// @throws NotFound when there is none of that id
    [[nodiscard]] std::size_t indicator(std::string_view id) const;
    [[nodiscard]] std::size_t wave(std::string_view id) const;
    [[nodiscard]] std::size_t unit(std::string_view id) const;

private:
    friend class PilotStudyBuilder;

    std::vector<Wave> waves_;
    std::vector<StudyUnit> units_;
    std::vector<Indicator> indicators_;
    std::vector<StudyCell> cells_;
    std::vector<std::string> precondition_names_;
    std::vector<double> preconditions_;
    std::vector<StudyNeighbours> neighbours_;
    std::vector<LogicNode> logic_nodes_;
    std::vector<LogicLink> logic_links_;
    std::uint64_t fingerprint_ = 0;
};

} // namespace samspill
