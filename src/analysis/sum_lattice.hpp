// Private to the analyses: sums of the weights of coalitions in several rules at once.
//
// The sums of all rules are written as one number whose digits they are; each digit has room for the sum of
// all members, so that adding members never carries. What holds for sums of one rule holds for these.
#pragma once

#include "analysis/gauss_legendre.hpp"

#include <samspill/analysis/voting_game.hpp>
#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace samspill::detail {

class SumLattice {
public:
    explicit SumLattice(const std::vector<VotingRule>& rules);

    /// Cells that the lattice of these rules has; may exceed 64 bits.
    [[nodiscard]] static double cells(const std::vector<VotingRule>& rules);

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// What a member adds to a cell.
    [[nodiscard]] std::size_t step_of(std::size_t member) const;
    /// For each cell, the chance to win of those who bring its sums, when all others bring the sums of cell h
    /// with chance `others[h]`. `others` has one entry a cell. O(cells * rules).
    [[nodiscard]] std::vector<double> chance_to_win(std::vector<double> others) const;

private:
    [[nodiscard]] std::size_t missing_at(std::size_t cell) const;

    std::vector<std::size_t> extents_; // cells of each rule, one more than the sum of its weights
    std::vector<std::size_t> strides_;
    std::vector<std::size_t> quotas_;
    std::vector<const VotingRule*> rules_;
    std::size_t size_ = 1;
};

/// Chances with which others are in favour, and how the results are weighed.
struct Mixture {
    std::vector<NodePair> nodes; ///< p from 0 to 1/2
    bool mirrored = false;       ///< every node stands for 1 - p too

    /// Every coalition of others is as likely as another: Banzhaf.
    [[nodiscard]] static Mixture of_coalitions() { return {{{0.5, 1.0}}, false}; }
    /// Every order of the players is as likely as another: Shapley. Exact for so many players.
    [[nodiscard]] static Mixture of_orders(std::size_t players);
};

/// Calls visit(k, chances) for every `wanted[k]` and every node: chances[s], weighed, of the players but that
/// one to bring together s when each is in favour on its own; added over all calls they are those of the
/// mixture. `steps` are what players add. O(nodes * (players + wanted) * sum of the steps).
void visit_others(std::span<const std::size_t> steps, std::span<const std::size_t> wanted,
                  const Mixture& mixture,
                  const std::function<void(std::size_t, std::span<const double>)>& visit,
                  RunControl* control);

} // namespace samspill::detail
