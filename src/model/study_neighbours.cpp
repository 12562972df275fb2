// Which units of a pilot are neighbours.
#include "study_parts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

constexpr auto table = StudyTable::neighbours;

using Pair = std::pair<std::string, std::string>;

/// Two codes with what the table says of them.
struct CodePair {
    std::optional<double> weight{};
    std::int64_t row = 0;
};

/// Weights of pairs of units: those of their codes added, where they are stated.
using Weights = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

class NeighbourTable {
public:
    NeighbourTable(const StagedStudy& staged, const StudyCodes& codes, const StudyParts& parts, StudyLog& log)
        : staged_{staged}, codes_{codes}, log_{log}, units_{numbers_by_id(parts.units)} {}

    std::vector<StudyNeighbours> neighbours() {
        Weights weights;
        for (const auto& [codes, given] : code_pairs()) {
            const auto a = unit_of(codes.first, given.row);
            const auto b = unit_of(codes.second, given.row);
            if (a && b && *a != *b) { // codes that became one unit are no neighbours any more
                weights[std::minmax(*a, *b)] += given.weight.value_or(0.0);
            }
        }
        std::vector<StudyNeighbours> pairs;
        pairs.reserve(weights.size());
        for (const auto& [units, weight] : weights) {
            pairs.push_back({units.first, units.second, weight > 0.0 ? weight : 1.0});
        }
        return pairs;
    }

private:
    /// Each pair of codes once, whichever way round it stands.
    std::map<Pair, CodePair> code_pairs() {
        std::map<Pair, CodePair> pairs;
        for (std::size_t k = 0; k < staged_.neighbours.size(); ++k) {
            const Neighbours& given = staged_.neighbours.rows[k];
            const std::int64_t number = staged_.neighbours.numbers[k];
            StudyRow row{log_, table, number};
            row.required(given.a, "a");
            row.required(given.b, "b");
            row.above_zero(given.weight, "weight");
            if (!given.a.empty() && given.a == given.b) {
                row.warn(FindingCode::self_tie, "b", "a unit is no neighbour of itself; the row is not used",
                         "correct one of the ids or remove the row");
            }
            if (given.a.empty() || given.b.empty() || given.a == given.b) {
                continue;
            }
            const auto [a, b] = std::minmax(given.a, given.b);
            const auto [first, is_new] = pairs.emplace(Pair{a, b}, CodePair{given.weight, number});
            if (!is_new && first->second.weight != given.weight) {
                row.repeated("a", "the pair, with another weight,", first->second.row);
            }
        }
        return pairs;
    }

    std::optional<std::uint32_t> unit_of(const std::string& code, std::int64_t number) {
        StudyRow row{log_, table, number};
        const auto unit = codes_.unit_of(code, row);
        const auto place = unit ? number_of(units_, *unit) : std::nullopt;
        if (unit && !place && units_are_known(log_)) {
            row.warn(FindingCode::unknown_id, "a",
                     "neither observations nor treatment name one of the two units; the row is not used",
                     "correct the id or remove the row");
        }
        return place;
    }

    const StagedStudy& staged_;
    const StudyCodes& codes_;
    StudyLog& log_;
    NumbersById units_;
};

} // namespace

void add_neighbours(const StagedStudy& staged, const StudyCodes& codes, StudyParts& parts, StudyLog& log) {
    parts.neighbours = NeighbourTable{staged, codes, parts, log}.neighbours();
}

} // namespace samspill
