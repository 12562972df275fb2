// Who sits in the forums, and is it as even as it was meant to be?
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/date.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/representation_result.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill {

/// One weight for each sector, in the order of the vocabulary.
using SectorWeights = std::array<double, vocabulary_size<Sector>>;

/// What the seats are compared with.
enum class Baseline : std::uint8_t {
    actors, ///< actors of the network by sector
    people, ///< people of the network by the sector of their actor
    equal,  ///< equal parts for the sectors that the forum expects
    given,  ///< RepresentationOptions::baseline_weights
};

struct RepresentationOptions {
    /// Sectors a forum is meant to bring together when its own composition does not say so.
    std::vector<Sector> expected_sectors{Sector::municipal, Sector::civil_society};
    Baseline baseline = Baseline::actors;
    SectorWeights baseline_weights{}; ///< for Baseline::given: shares or counts, in any unit
    /// The day whose seats count, 1 each.
    SeatDay as_of{};
    /// In place of a day: a seat counts the part of the window [from, to) that it was held.
    std::optional<DateInterval> window{};
    ExactTestOptions tests{};
    double level = 0.95; ///< of the intervals of SideShare, in (0, 1)
    /// From which p on nothing is shown, in (0, 1): a forum whose smallest attainable p is above gets a
    /// warning.
    double alpha = 0.05;
    /// How far the chance of a seat for the side that faces the municipality may lie from the share expected
    /// to count as equivalent, in (0, 1). A choice of the study; unset: no equivalence test.
    std::optional<double> equivalence_margin{};
};

/// Balance of each forum by sector: parity and diversity over the expected sectors (M1.1, M1.3), comparison
/// with a baseline over all sectors (M1.2), and exact tests (M1.6) each with the smallest p it can attain.
/// A person who holds several seats of a forum with equal votes counts once, for as long as at
/// least one of them is held; seats that name no person count each (methods 2.5). Exact tests need whole
/// seats, so a window that cuts seats leaves them `not_applicable`. A forum without seats has no balance
/// (`empty`). A large p does not show balance: a warning says where no other p was possible, and an
/// equivalence test against a stated margin can show it.
/// @throws MissingTable when the tables forums or seats were not given
/// @throws InvalidArgument for no or repeated expected sectors, weights that are negative or all 0, a window
/// without both ends, of no days or beside as_of, level, alpha or equivalence_margin not in (0, 1),
/// Baseline::people without a table of people
/// O(seats + forums * cost of the exact tests); Cancelled when `control` asks to stop.
[[nodiscard]] RepresentationResult representation(const ActorNetwork& network,
                                                  const RepresentationOptions& options = {},
                                                  RunControl* control = nullptr);

} // namespace samspill
