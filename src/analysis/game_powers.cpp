#include "game_powers.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace samspill::detail {

void read_weights(const VotingGame& game, std::size_t member, MemberWeights& weights) {
    weights.clear();
    for (const VotingRule& rule : game.rules()) {
        weights.push_back(rule.weights[member]);
    }
}

VotingGame GamePowers::Game::voting_game() const {
    const auto rule = [this](std::size_t r) {
        VotingRule made{quotas[r], {}};
        made.weights.reserve(members());
        for (std::size_t k = 0; k < members(); ++k) {
            made.weights.push_back(row(k)[1 + r]);
        }
        return made;
    };
    VotingRule first = rule(0);
    VotingGame game{first.quota, std::move(first.weights)};
    for (std::size_t r = 1; r < quotas.size(); ++r) {
        game = game.with_rule(rule(r));
    }
    return game;
}

std::vector<std::size_t> GamePowers::Game::unions() const {
    std::vector<std::size_t> numbers;
    numbers.reserve(members());
    for (std::size_t k = 0; k < members(); ++k) {
        numbers.push_back(static_cast<std::size_t>(row(k).front()));
    }
    return numbers;
}

std::size_t GamePowers::Game::find(std::size_t union_number, const MemberWeights& weights) const {
    const auto own = static_cast<std::int64_t>(union_number);
    const auto stands_before = [&](std::size_t member) {
        const std::span<const std::int64_t> there = row(member);
        return there.front() != own ? there.front() < own
                                    : std::lexicographical_compare(there.begin() + 1, there.end(),
                                                                   weights.begin(), weights.end());
    };
    std::size_t first = 0;
    for (std::size_t count = members(); count > 0;) {
        const std::size_t half = count / 2;
        const bool is_later = stands_before(first + half);
        first += is_later ? half + 1 : 0;
        count = is_later ? count - half - 1 : half;
    }
    return first;
}

GamePowers::Game GamePowers::key_of(const VotingGame& game, std::span<const std::size_t> unions) {
    Game given;
    given.quotas.reserve(game.rules().size());
    for (const VotingRule& rule : game.rules()) {
        given.quotas.push_back(rule.quota);
    }
    given.rows.reserve(game.members() * given.width());
    for (std::size_t k = 0; k < game.members(); ++k) {
        given.rows.push_back(unions.empty() ? 0 : static_cast<std::int64_t>(unions[k]));
        for (const VotingRule& rule : game.rules()) {
            given.rows.push_back(rule.weights[k]);
        }
    }
    std::vector<std::size_t> order(game.members());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const std::span<const std::int64_t> left = given.row(a);
        const std::span<const std::int64_t> right = given.row(b);
        return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
    });
    Game sorted{given.quotas, {}};
    sorted.rows.reserve(given.rows.size());
    for (const std::size_t member : order) {
        const std::span<const std::int64_t> row = given.row(member);
        sorted.rows.insert(sorted.rows.end(), row.begin(), row.end());
    }
    return sorted;
}

std::size_t GamePowers::number_of(Game game, Numbers& numbers, std::vector<const Game*>& games) {
    const auto [entry, is_new] = numbers.emplace(std::move(game), games.size());
    if (is_new) {
        games.push_back(&entry->first);
    }
    return entry->second;
}

std::size_t GamePowers::add(const VotingGame& game) { return number_of(key_of(game, {}), numbers_, games_); }

std::size_t GamePowers::add_unions(const VotingGame& game, std::span<const std::size_t> unions) {
    return number_of(key_of(game, unions), union_numbers_, union_games_);
}

void GamePowers::compute(RunControl* control) {
    powers_.resize(games_.size());
    union_powers_.resize(union_games_.size());
    run_in_parallel(
        games_.size() + union_games_.size(), control, "voting power", [&](std::size_t k, RunControl* own) {
            if (k < games_.size()) {
                powers_[k] = voting_power(games_[k]->voting_game(), options_, own);
                return;
            }
            const Game& game = *union_games_[k - games_.size()];
            union_powers_[k - games_.size()] = union_power(game.voting_game(), game.unions(), options_, own);
        });
}

const MemberPower& GamePowers::member(std::size_t answer, const MemberWeights& weights) const {
    return powers_[answer].members[games_[answer]->find(0, weights)];
}

const MemberUnionPower& GamePowers::member_of_union(std::size_t answer, std::size_t union_number,
                                                    const MemberWeights& weights) const {
    return union_powers_[answer].members[union_games_[answer]->find(union_number, weights)];
}

} // namespace samspill::detail
