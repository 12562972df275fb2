#include "forum_games.hpp"

#include "decimal_votes.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
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
