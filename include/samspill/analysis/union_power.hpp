// Power when members of a sector vote together (methods M1.8).
//
// A priori unions are blocs that act as one towards others and share among themselves what that wins: the
// Owen value (Owen 1977) and the Banzhaf-Owen value (Owen 1982). The bloc game instead makes one player of a
// bloc and lets all others vote on their own.
#pragma once

#include <samspill/analysis/voting_game.hpp>
#include <samspill/analysis/voting_power.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/union_power_result.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace samspill {

/// Owen and Banzhaf-Owen value of every member and the power of the unions among themselves. `unions` gives
/// the members' unions by numbers 0, 1, ... without a gap; a member without companions is a union of its own.
/// With one union, or only unions of one, the Owen value is the Shapley-Shubik index.
///
/// Double precision, relative errors of some 1e-13 for values that are not many orders of magnitude below the
/// largest. Two levels: the distribution of the votes of the other unions, then that of the companions.
/// O(nodes * unions * cells) with cells = product over the rules of 1 + sum of weights.
/// @throws InvalidArgument when `unions` has another length than the game or leaves a number out, with more
/// than 1,000 members, and when the cells of all unions exceed options.table_bytes
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] UnionPower union_power(const VotingGame& game, std::span<const std::size_t> unions,
                                     const PowerOptions& options = {}, RunControl* control = nullptr);

/// Whether union_power can do this game with so many unions, by its members and its tables.
[[nodiscard]] bool union_power_fits(const VotingGame& game, std::size_t unions,
                                    const PowerOptions& options = {});

/// "If the municipality votes as one": power before, and with the bloc as one player, which stands first.
/// @throws as voting_power and VotingGame::merged
[[nodiscard]] BlocPower bloc_power(const VotingGame& game, std::span<const std::size_t> bloc,
                                   const PowerOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
