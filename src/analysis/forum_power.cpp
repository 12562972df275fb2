#include <samspill/analysis/forum_power.hpp>

#include <samspill/analysis/union_power.hpp>
#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include "analysis/decimal_votes.hpp"
#include "core/parallel.hpp"
#include "detail/options_echo.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

constexpr std::size_t sectors = vocabulary_size<Sector>;

/// What the table of seats says about one voter.
struct Voter {
    ActorId actor;
    PersonId person;
    std::size_t sector = 0;
    std::optional<double> votes;
};

/// Everything that is known of one forum when it has been computed.
struct ForumAnswer {
    ForumVote vote;
    std::vector<VoterPower> voters;
    std::vector<SectorPower> sectors;
};

bool is_held_on(const DateInterval& period, Date day) {
    return (!period.from.is_known() || period.from <= day) && (!period.to.is_known() || day < period.to);
}

/// The voters of each forum in the order of the table; a person with equal votes once.
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

void refuse(ForumVote& vote, std::string_view reason, Status status = Status::not_applicable) {
    vote.status = status;
    vote.reason = reason;
}

/// The game of a forum and the votes of its voters as stated; nothing, with the reason in `vote`, where there
/// is none.
struct ForumGame {
    VotingGame game;
    std::vector<double> votes;
};

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
    const std::optional<detail::WholeVotes> whole = detail::whole_votes(numbers);
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

void add_power(const ForumGame& forum, const PowerOptions& options, ForumAnswer& answer,
               RunControl* control) {
    const VotingPower power = voting_power(forum.game, options, control);
    answer.vote.method = power.method;
    answer.vote.power_to_act = power.power_to_act;
    answer.vote.winning_coalitions = power.winning_coalitions;
    answer.vote.shapley_residual = power.shapley_residual;
    answer.vote.samples = power.samples;
    for (std::size_t k = 0; k < answer.voters.size(); ++k) {
        answer.voters[k].power = power.members[k];
    }
}

/// Sectors with voters, numbered without a gap.
struct SeatedSectors {
    std::vector<std::size_t> number_of_voter;
    std::vector<std::vector<std::size_t>> voters; ///< of each seated sector
};

SeatedSectors seated(const std::vector<VoterPower>& voters) {
    std::array<std::vector<std::size_t>, sectors> by_sector;
    for (std::size_t k = 0; k < voters.size(); ++k) {
        by_sector[voters[k].sector].push_back(k);
    }
    SeatedSectors seated;
    seated.number_of_voter.resize(voters.size());
    for (std::vector<std::size_t>& own : by_sector) {
        if (own.empty()) {
            continue;
        }
        for (const std::size_t voter : own) {
            seated.number_of_voter[voter] = seated.voters.size();
        }
        seated.voters.push_back(std::move(own));
    }
    return seated;
}

void add_unions(const ForumGame& forum, const SeatedSectors& seated, const PowerOptions& options,
                ForumAnswer& answer, RunControl* control) {
    if (!union_power_fits(forum.game, seated.voters.size(), options)) {
        return;
    }
    const UnionPower unions = union_power(forum.game, seated.number_of_voter, options, control);
    answer.vote.power_to_act_of_sectors = unions.unions.power_to_act;
    for (std::size_t k = 0; k < answer.voters.size(); ++k) {
        answer.voters[k].owen = unions.members[k].owen;
        answer.voters[k].banzhaf_owen = unions.members[k].banzhaf_owen;
    }
}

/// Sum of a column that every voter has; the voters' order is that of the table, for any order of its rows.
template <class Read>
double sum_over(const std::vector<std::size_t>& members, Read read) {
    CompensatedSum sum;
    for (const std::size_t member : members) {
        sum.add(read(member));
    }
    return sum.value();
}

void add_sectors(const ForumGame& forum, const SeatedSectors& seated, const PowerOptions& options,
                 ForumAnswer& answer, RunControl* control) {
    const std::vector<VoterPower>& voters = answer.voters;
    for (const std::vector<std::size_t>& members : seated.voters) {
        SectorPower row;
        row.forum = answer.vote.forum;
        row.sector = voters[members.front()].sector;
        row.voters = members.size();
        row.votes = sum_over(members, [&](std::size_t k) { return voters[k].votes; });
        row.vote_share = row.votes / answer.vote.votes;
        row.banzhaf = sum_over(members, [&](std::size_t k) { return voters[k].power.banzhaf; });
        row.shapley_shubik = sum_over(members, [&](std::size_t k) { return voters[k].power.shapley_shubik; });
        if (answer.vote.power_to_act_of_sectors) {
            row.owen = sum_over(members, [&](std::size_t k) { return voters[k].owen.value_or(0.0); });
            row.banzhaf_owen =
                sum_over(members, [&](std::size_t k) { return voters[k].banzhaf_owen.value_or(0.0); });
        }
        const VotingPower as_one = voting_power(forum.game.merged(members), options, control);
        row.banzhaf_as_one = as_one.members.front().banzhaf;
        row.shapley_as_one = as_one.members.front().shapley_shubik;
        answer.sectors.push_back(row);
    }
}

ForumAnswer answer_for(const ActorNetwork& network, ForumId id, const std::vector<Voter>& voters,
                       const ForumPowerOptions& options, RunControl* control) {
    ForumAnswer answer;
    answer.vote.forum = id;
    const std::optional<ForumGame> forum =
        game_of(voters, network.forums().quota[id.position()], options.assume_majority, answer.vote);
    if (!forum) {
        return answer;
    }
    answer.voters.resize(voters.size());
    for (std::size_t k = 0; k < voters.size(); ++k) {
        VoterPower& row = answer.voters[k];
        row.forum = id;
        row.actor = voters[k].actor;
        row.person = voters[k].person;
        row.sector = static_cast<std::uint8_t>(voters[k].sector);
        row.votes = forum->votes[k];
    }
    const SeatedSectors seats = seated(answer.voters);
    add_power(*forum, options.power, answer, control);
    add_unions(*forum, seats, options.power, answer, control);
    add_sectors(*forum, seats, options.power, answer, control);
    return answer;
}

void check(const ActorNetwork& network, const ForumPowerOptions& options) {
    for (const TableName table : {TableName::forums, TableName::seats}) {
        if (!network.has(table)) {
            throw MissingTable{"forum_power needs the table " + std::string{to_string(table)}};
        }
    }
    if (options.on && !options.on->is_known()) {
        throw InvalidArgument{"on must be a day"};
    }
    if (!options.power.banzhaf || !options.power.shapley_shubik) {
        throw InvalidArgument{"forum_power computes both indices"};
    }
}

void echo_options(Provenance& provenance, const ForumPowerOptions& options) {
    static constexpr std::array<std::string_view, 4> modes{"automatic", "exact", "floating", "sampled"};
    if (options.on) {
        detail::echo(provenance, "on", options.on->to_string());
    }
    detail::echo(provenance, "assume_majority", options.assume_majority ? "true" : "false");
    detail::echo(provenance, "power.mode", std::string{modes[static_cast<std::size_t>(options.power.mode)]});
    detail::echo(provenance, "power.table_bytes", std::to_string(options.power.table_bytes));
    detail::echo(provenance, "power.samples", std::to_string(options.power.samples));
    provenance.seed = options.power.seed;
}

} // namespace

ForumPowerResult forum_power(const ActorNetwork& network, const ForumPowerOptions& options,
                             RunControl* control) {
    check(network, options);
    const std::vector<std::vector<Voter>> voters = voters_by_forum(network, options.on);
    std::vector<ForumAnswer> answers(voters.size());
    detail::run_in_parallel(voters.size(), control, [&](std::size_t k, RunControl* own) {
        answers[k] = answer_for(network, ForumId{k}, voters[k], options, own);
    });
    ForumPowerResult result;
    result.provenance = detail::provenance_of("forum_power", network);
    echo_options(result.provenance, options);
    result.forums.reserve(answers.size());
    for (ForumAnswer& answer : answers) {
        result.forums.push_back(std::move(answer.vote));
        std::move(answer.voters.begin(), answer.voters.end(), std::back_inserter(result.voters));
        std::move(answer.sectors.begin(), answer.sectors.end(), std::back_inserter(result.sectors));
    }
    return result;
}

} // namespace samspill
