#include "forum_games.hpp"

#include "decimal_votes.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace samspill::detail {
namespace {

void refuse(ForumVote& vote, std::string_view reason, Status status = Status::not_applicable) {
    vote.status = status;
    vote.reason = reason;
}

} // namespace

std::vector<std::vector<Voter>> voters_by_forum(const ActorNetwork& network, std::optional<Date> day) {
    const SeatColumns& seats = network.seats();
    std::vector<std::vector<Voter>> voters(network.forums().size());
    std::set<std::tuple<ForumId, PersonId, std::optional<double>>> seen;
    for (std::size_t k = 0; k < seats.size(); ++k) {
        if (day && !is_held_on(seats.period[k], *day)) {
            continue;
        }
        const PersonId person = seats.person[k];
        if (person.is_none() || seen.emplace(seats.forum[k], person, seats.votes[k]).second) {
            const ActorId actor = seats.actor[k];
            voters[seats.forum[k].position()].push_back(
                {actor, person, static_cast<std::size_t>(network.actors().sector[actor.position()]),
                 seats.votes[k]});
        }
    }
    return voters;
}

std::optional<ForumGame> game_of(const std::vector<Voter>& voters, std::optional<double> quota,
                                 bool assume_majority, ForumVote& vote) {
    const auto states = [](const Voter& voter) { return voter.votes.has_value(); };
    const auto stating = std::count_if(voters.begin(), voters.end(), states);
    vote.voters = voters.size();
    vote.votes_assumed = stating == 0;
    vote.quota = quota;
    if (voters.empty()) {
        refuse(vote, "empty");
        return std::nullopt;
    }
    if (stating != 0 && static_cast<std::size_t>(stating) != voters.size()) {
        refuse(vote, "votes of some seats are not stated", Status::unknown);
        return std::nullopt;
    }
    if (!quota && !assume_majority) {
        refuse(vote, "no quota stated");
        return std::nullopt;
    }
    std::vector<double> votes;
    votes.reserve(voters.size());
    for (const Voter& voter : voters) {
        votes.push_back(voter.votes.value_or(1.0));
    }
    std::vector<double> numbers = votes;
    numbers.push_back(quota.value_or(0.0));
    const std::optional<WholeVotes> whole = whole_votes(numbers);
    if (!whole) {
        refuse(vote, "votes or quota have too many digits");
        return std::nullopt;
    }
    std::vector<std::int64_t> weights{whole->numbers.begin(), whole->numbers.end() - 1};
    double sum = 0.0; // of doubles that are whole numbers, so it is exact where it is small enough
    for (const std::int64_t weight : weights) {
        sum += static_cast<double>(weight);
    }
    if (sum > 0x1p53) {
        refuse(vote, "votes or quota have too many digits");
        return std::nullopt;
    }
    const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const std::int64_t needed = quota ? whole->numbers.back() : majority_quota(total);
    vote.votes = static_cast<double>(total) / whole->scale;
    if (total == 0) {
        refuse(vote, "nobody has votes");
        return std::nullopt;
    }
    if (needed == 0 || needed > total) {
        refuse(vote, needed == 0 ? "the quota is 0" : "the quota is above the sum of the votes");
        return std::nullopt;
    }
    vote.quota = static_cast<double>(needed) / whole->scale;
    vote.quota_assumed = !quota;
    return ForumGame{VotingGame{needed, std::move(weights)}, std::move(votes)};
}

} // namespace samspill::detail
