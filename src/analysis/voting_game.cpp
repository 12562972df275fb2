#include <samspill/analysis/voting_game.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include "analysis/decimal_votes.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace samspill {
namespace {

/// Up to here every whole number is a double.
constexpr std::int64_t largest_sum = std::int64_t{1} << 53;

void check(const VotingRule& rule) {
    if (rule.weights.empty()) {
        throw InvalidArgument{"a voting game needs at least one member"};
    }
    std::int64_t sum = 0;
    for (const std::int64_t weight : rule.weights) {
        if (weight < 0) {
            throw InvalidArgument{"votes must be 0 or more"};
        }
        sum = checked_add(sum, weight);
    }
    if (sum > largest_sum) {
        throw Overflow{"votes must not sum to more than 2^53"};
    }
    if (rule.quota < 1 || rule.quota > sum) {
        throw InvalidArgument{"the quota must be above 0 and at most the sum of the votes"};
    }
}

/// Which members belong to the bloc.
std::vector<bool> membership(std::span<const std::size_t> bloc, std::size_t members) {
    std::vector<bool> belongs(members, false);
    for (const std::size_t member : bloc) {
        if (member >= members || belongs[member]) {
            throw InvalidArgument{"a bloc must name members of the game, none twice"};
        }
        belongs[member] = true;
    }
    if (bloc.empty()) {
        throw InvalidArgument{"a bloc must name at least one member"};
    }
    return belongs;
}

/// Members of the bloc without whom nothing is decided.
std::int64_t members_needed(Veto veto, std::int64_t bloc) {
    switch (veto) {
    case Veto::all:
        return bloc;
    case Veto::at_least_one:
        return 1;
    case Veto::majority:
        return majority_quota(bloc);
    }
    throw InvalidArgument{"veto is none of the kinds of veto"};
}

} // namespace

VotingGame::VotingGame(std::int64_t quota, std::vector<std::int64_t> weights)
    : rules_{{quota, std::move(weights)}} {
    check(rules_.front());
}

VotingGame VotingGame::of_decimals(double quota, std::span<const double> votes) {
    const auto unusable = [](double number) { return !std::isfinite(number) || number < 0.0; };
    if (unusable(quota) || std::any_of(votes.begin(), votes.end(), unusable)) {
        throw InvalidArgument{"votes and quota must be finite and 0 or more"};
    }
    std::vector<double> numbers{quota};
    numbers.insert(numbers.end(), votes.begin(), votes.end());
    const std::optional<detail::WholeVotes> whole = detail::whole_votes(numbers);
    if (!whole) {
        throw InvalidArgument{
            "votes and quota must have at most nine decimals and be below 2^53 without the point"};
    }
    return VotingGame{whole->numbers.front(), {whole->numbers.begin() + 1, whole->numbers.end()}};
}

VotingGame VotingGame::with_rule(VotingRule rule) const {
    if (rule.weights.size() != members()) {
        throw InvalidArgument{"a rule must give one weight to each member"};
    }
    check(rule);
    VotingGame game = *this;
    game.rules_.push_back(std::move(rule));
    return game;
}

VotingGame VotingGame::with_head_count(std::int64_t members_needed) const {
    return with_rule({members_needed, std::vector<std::int64_t>(members(), 1)});
}

VotingGame VotingGame::with_veto(std::span<const std::size_t> bloc, Veto veto) const {
    const std::vector<bool> belongs = membership(bloc, members());
    VotingRule rule{members_needed(veto, static_cast<std::int64_t>(bloc.size())), {}};
    rule.weights.assign(belongs.begin(), belongs.end());
    return with_rule(std::move(rule));
}

VotingGame VotingGame::merged(std::span<const std::size_t> bloc) const {
    const std::vector<bool> belongs = membership(bloc, members());
    VotingGame game = *this;
    for (VotingRule& rule : game.rules_) {
        std::vector<std::int64_t> weights(1, 0);
        weights.reserve(members());
        for (std::size_t k = 0; k < belongs.size(); ++k) {
            if (belongs[k]) {
                weights.front() += rule.weights[k];
            } else {
                weights.push_back(rule.weights[k]);
            }
        }
        rule.weights = std::move(weights);
    }
    return game;
}

} // namespace samspill
