#include "game_powers.hpp"

#include "core/parallel.hpp"

#include <algorithm>

namespace samspill::detail {

std::size_t GamePowers::add(const VotingGame& game) {
    const VotingRule& rule = game.rules().front();
    Game key{rule.quota, rule.weights};
    std::sort(key.second.begin(), key.second.end());
    const auto [entry, is_new] = numbers_.emplace(std::move(key), games_.size());
    if (is_new) {
        games_.push_back(&entry->first);
    }
    return entry->second;
}

std::size_t GamePowers::add_unions(const VotingGame& game, std::span<const std::size_t> unions) {
    const VotingRule& rule = game.rules().front();
    UnionGame key;
    key.first = rule.quota;
    key.second.reserve(unions.size());
    for (std::size_t k = 0; k < unions.size(); ++k) {
        key.second.emplace_back(unions[k], rule.weights[k]);
    }
    std::sort(key.second.begin(), key.second.end());
    const auto [entry, is_new] = union_numbers_.emplace(std::move(key), union_games_.size());
    if (is_new) {
        union_games_.push_back(&entry->first);
    }
    return entry->second;
}

void GamePowers::compute(RunControl* control) {
    powers_.resize(games_.size());
    union_powers_.resize(union_games_.size());
    run_in_parallel(
        games_.size() + union_games_.size(), control, "voting power", [&](std::size_t k, RunControl* own) {
            if (k < games_.size()) {
                powers_[k] = voting_power(VotingGame{games_[k]->first, games_[k]->second}, options_, own);
                return;
            }
            const UnionGame& game = *union_games_[k - games_.size()];
            Weights weights;
            std::vector<std::size_t> unions;
            weights.reserve(game.second.size());
            unions.reserve(game.second.size());
            for (const auto& [union_number, weight] : game.second) {
                weights.push_back(weight);
                unions.push_back(union_number);
            }
            union_powers_[k - games_.size()] =
                union_power(VotingGame{game.first, std::move(weights)}, unions, options_, own);
        });
}

const MemberPower& GamePowers::member(std::size_t answer, std::int64_t weight) const {
    const Weights& weights = games_[answer]->second;
    const auto found = std::lower_bound(weights.begin(), weights.end(), weight);
    return powers_[answer].members[static_cast<std::size_t>(found - weights.begin())];
}

const MemberUnionPower& GamePowers::member_of_union(std::size_t answer, std::size_t union_number,
                                                    std::int64_t weight) const {
    const auto& members = union_games_[answer]->second;
    const auto found = std::lower_bound(members.begin(), members.end(), std::pair{union_number, weight});
    return union_powers_[answer].members[static_cast<std::size_t>(found - members.begin())];
}

} // namespace samspill::detail
