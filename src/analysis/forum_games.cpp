#include "forum_games.hpp"

#include "decimal_votes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace samspill::detail {
namespace {

void refuse(ForumVote& vote, std::string_view reason, Status status = Status::not_applicable) {
    vote.status = status;
    vote.reason = reason;
}

/// Leaves the first of the rows of a person with equal votes, in the order of the rows.
void remove_repeated(std::vector<std::uint32_t>& rows, const SeatColumns& seats) {
    const auto key = [&](std::uint32_t k) { return std::tuple{seats.person[k], seats.votes[k]}; };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    rows.erase(std::unique(rows.begin(), rows.end(),
                           [&](std::uint32_t a, std::uint32_t b) {
                               return !seats.person[a].is_none() && key(a) == key(b);
                           }),
               rows.end());
    std::sort(rows.begin(), rows.end());
}

/// Votes of a forum as whole numbers, the quota last.
std::optional<WholeVotes> whole_votes_of(const std::vector<double>& votes, std::optional<double> quota) {
    std::vector<double> numbers = votes;
    numbers.push_back(quota.value_or(0.0));
    std::optional<WholeVotes> whole = whole_votes(numbers);
    if (whole) {
        double sum = 0.0; // of doubles that are whole numbers, so it is exact where it is small enough
        for (std::size_t k = 0; k < votes.size(); ++k) {
            sum += static_cast<double>(whole->numbers[k]);
        }
        if (sum > 0x1p53) {
            return std::nullopt;
        }
    }
    return whole;
}

/// The rule of votes: the stated quota, or more than half.
std::optional<VotingRule> vote_rule(const WholeVotes& whole, std::optional<double> quota, std::int64_t total,
                                    ForumVote& vote) {
    const std::int64_t needed = quota ? whole.numbers.back() : majority_quota(total);
    if (needed == 0 || needed > total) {
        refuse(vote, needed == 0 ? "the quota is 0" : "the quota is above the sum of the votes");
        return std::nullopt;
    }
    vote.quota = static_cast<double>(needed) / whole.scale;
    vote.quota_assumed = !quota;
    return VotingRule{needed, {whole.numbers.begin(), whole.numbers.end() - 1}};
}

/// The rule that so many voters agree, whatever their votes.
std::optional<VotingRule> head_rule(const std::vector<std::int64_t>& weights, std::int64_t needed,
                                    ForumVote& vote) {
    VotingRule rule{needed, {}};
    rule.weights.reserve(weights.size());
    std::int64_t heads = 0;
    for (const std::int64_t weight : weights) {
        rule.weights.push_back(weight > 0 ? 1 : 0);
        heads += rule.weights.back();
    }
    if (needed == 0 || needed > heads) {
        refuse(vote, needed == 0 ? "the head count is 0" : "the head count is above the number of voters");
        return std::nullopt;
    }
    return rule;
}

/// The game of one rule or both.
VotingGame game_with(const std::optional<VotingRule>& by_votes, const std::optional<VotingRule>& by_heads) {
    const VotingRule& first = by_votes ? *by_votes : *by_heads;
    const VotingGame game{first.quota, first.weights};
    return by_votes && by_heads ? game.with_rule(*by_heads) : game;
}

/// The game with the vetoes of sectors; nothing where a sector has a veto but no voters.
std::optional<VotingGame> with_vetoes(VotingGame game, const std::vector<Voter>& voters,
                                      const std::vector<std::int64_t>& weights,
                                      std::span<const SectorVeto> vetoes) {
    for (const SectorVeto& veto : vetoes) {
        std::vector<std::size_t> bloc;
        for (std::size_t k = 0; k < voters.size(); ++k) {
            if (voters[k].sector == static_cast<std::size_t>(veto.sector) && weights[k] > 0) {
                bloc.push_back(k);
            }
        }
        if (bloc.empty()) {
            return std::nullopt;
        }
        game = game.with_veto(bloc, veto.veto);
    }
    return game;
}

} // namespace

std::vector<std::vector<Voter>> voters_by_forum(const ActorNetwork& network, const SeatDays& days) {
    const SeatColumns& seats = network.seats();
    std::vector<std::vector<Voter>> voters(network.forums().size());
    std::vector<std::uint32_t> rows; // of one forum, those that are held; the table stands by forum
    for (std::uint32_t next = 0; next < seats.size();) {
        const ForumId forum = seats.forum[next];
        rows.clear();
        for (; next < seats.size() && seats.forum[next] == forum; ++next) {
            if (is_held_on(seats.period[next], days.forums[forum.position()])) {
                rows.push_back(next);
            }
        }
        remove_repeated(rows, seats);
        std::vector<Voter>& own = voters[forum.position()];
        own.reserve(rows.size());
        for (const std::uint32_t k : rows) {
            const ActorId actor = seats.actor[k];
            own.push_back({actor, seats.person[k],
                           static_cast<std::size_t>(network.actors().sector[actor.position()]),
                           seats.votes[k]});
        }
    }
    return voters;
}

std::optional<ForumGame> game_of(const std::vector<Voter>& voters, const DecisionRules& rules,
                                 bool assume_majority, ForumVote& vote) {
    const auto states = [](const Voter& voter) { return voter.votes.has_value(); };
    const auto stating = std::count_if(voters.begin(), voters.end(), states);
    const bool counts_heads = rules.head_count.is_known();
    vote.voters = voters.size();
    vote.votes_assumed = stating == 0;
    vote.quota = rules.quota;
    if (counts_heads) {
        vote.head_count = rules.head_count.value();
    }
    if (voters.empty()) {
        refuse(vote, "empty");
        return std::nullopt;
    }
    if (stating != 0 && static_cast<std::size_t>(stating) != voters.size()) {
        refuse(vote, "votes of some seats are not stated", Status::unknown);
        return std::nullopt;
    }
    if (!rules.quota && !counts_heads && !assume_majority) {
        refuse(vote, "no quota stated");
        return std::nullopt;
    }
    std::vector<double> votes;
    votes.reserve(voters.size());
    for (const Voter& voter : voters) {
        votes.push_back(voter.votes.value_or(1.0));
    }
    const std::optional<WholeVotes> whole = whole_votes_of(votes, rules.quota);
    if (!whole) {
        refuse(vote, "votes or quota have too many digits");
        return std::nullopt;
    }
    const std::vector<std::int64_t> weights{whole->numbers.begin(), whole->numbers.end() - 1};
    const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    vote.votes = static_cast<double>(total) / whole->scale;
    if (total == 0) {
        refuse(vote, "nobody has votes");
        return std::nullopt;
    }
    std::optional<VotingRule> by_votes;
    if (rules.quota || !counts_heads) {
        by_votes = vote_rule(*whole, rules.quota, total, vote);
        if (!by_votes) {
            return std::nullopt;
        }
    }
    std::optional<VotingRule> by_heads;
    if (counts_heads) {
        by_heads = head_rule(weights, rules.head_count.value(), vote);
        if (!by_heads) {
            return std::nullopt;
        }
    }
    std::optional<VotingGame> game = game_with(by_votes, by_heads);
    game = with_vetoes(std::move(*game), voters, weights, rules.vetoes);
    if (!game) {
        refuse(vote, "a sector with a veto has no voters");
        return std::nullopt;
    }
    return ForumGame{std::move(*game), std::move(votes)};
}

} // namespace samspill::detail
