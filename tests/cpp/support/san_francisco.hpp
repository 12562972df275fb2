// The siting data of tests/data/spopt-san-francisco: which of 16 sites reach which of 205 census tracts.
#pragma once

#include <samspill/graph/bipartite_graph.hpp>
#include <samspill/graph/repair_problem.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samspill::test {

struct SanFrancisco {
    BipartiteGraph graph;             ///< tracts (left) to the sites (right) within the distance
    std::vector<std::int64_t> people; ///< of each tract
    std::vector<int> store;           ///< number in the name of each site, ascending: 1 to 7 and 11 to 19

    /// No site is open; each may be opened with seats for everybody, at an effort of 1.
    [[nodiscard]] RepairProblem opening_sites() const;

    /// The numbers of the stores at some positions, in their order.
    [[nodiscard]] std::vector<int> stores(const std::vector<std::uint32_t>& positions) const;
};

/// @throws when the file is missing
[[nodiscard]] SanFrancisco san_francisco(double metres);

/// Sets of `size` out of `count` positions, each as ascending flags; calls visit(flags) for each.
template <class Visit>
void for_each_set(std::uint32_t count, std::uint32_t size, Visit visit) {
    std::vector<std::uint8_t> flags(count, 0);
    std::fill_n(flags.begin(), size, std::uint8_t{1});
    do {
        visit(flags);
    } while (std::prev_permutation(flags.begin(), flags.end()));
}

} // namespace samspill::test
