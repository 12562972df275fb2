#include <samspill/analysis/forum_power.hpp>

#include <samspill/analysis/union_power.hpp>
#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include "analysis/forum_games.hpp"
#include "analysis/game_powers.hpp"
#include "detail/options_echo.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace samspill {
namespace {

constexpr std::size_t sectors = vocabulary_size<Sector>;

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

/// What is asked of one forum, and what was found.
struct ForumAnswer {
    ForumVote vote;
    std::optional<detail::ForumGame> game;
    SeatedSectors seated;
    std::size_t power = 0;             ///< answers among the GamePowers
    std::optional<std::size_t> unions; ///< nothing where the votes are too large
    std::vector<std::size_t> as_one;   ///< of each seated sector
    std::vector<VoterPower> voters;
    std::vector<SectorPower> sectors;
};

/// Names the voters and asks for the powers of their game.
void ask(ForumAnswer& answer, const std::vector<detail::Voter>& voters, const PowerOptions& options,
         detail::GamePowers& powers) {
    const detail::ForumGame& forum = *answer.game;
    answer.voters.resize(voters.size());
    for (std::size_t k = 0; k < voters.size(); ++k) {
        VoterPower& row = answer.voters[k];
        row.forum = answer.vote.forum;
        row.actor = voters[k].actor;
        row.person = voters[k].person;
        row.sector = static_cast<std::uint8_t>(voters[k].sector);
        row.votes = forum.votes[k];
    }
    answer.seated = seated(answer.voters);
    answer.power = powers.add(forum.game);
    if (union_power_fits(forum.game, answer.seated.voters.size(), options)) {
        answer.unions = powers.add_unions(forum.game, answer.seated.number_of_voter);
    }
    answer.as_one.reserve(answer.seated.voters.size());
    for (const std::vector<std::size_t>& members : answer.seated.voters) {
        answer.as_one.push_back(powers.add(forum.game.merged(members)));
    }
}

const std::vector<std::int64_t>& weights_of(const ForumAnswer& answer) {
    return answer.game->game.rules().front().weights;
}

void add_power(ForumAnswer& answer, const detail::GamePowers& powers) {
    const VotingPower& power = powers.game(answer.power);
    answer.vote.method = power.method;
    answer.vote.power_to_act = power.power_to_act;
    answer.vote.winning_coalitions = power.winning_coalitions;
    answer.vote.shapley_residual = power.shapley_residual;
    answer.vote.samples = power.samples;
    for (std::size_t k = 0; k < answer.voters.size(); ++k) {
        answer.voters[k].power = powers.member(answer.power, weights_of(answer)[k]);
    }
}

void add_unions(ForumAnswer& answer, const detail::GamePowers& powers) {
    if (!answer.unions) {
        return;
    }
    answer.vote.power_to_act_of_sectors = powers.unions(*answer.unions).unions.power_to_act;
    for (std::size_t k = 0; k < answer.voters.size(); ++k) {
        const MemberUnionPower& member =
            powers.member_of_union(*answer.unions, answer.seated.number_of_voter[k], weights_of(answer)[k]);
        answer.voters[k].owen = member.owen;
        answer.voters[k].banzhaf_owen = member.banzhaf_owen;
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

void add_sectors(ForumAnswer& answer, const detail::GamePowers& powers) {
    const std::vector<VoterPower>& voters = answer.voters;
    for (std::size_t s = 0; s < answer.seated.voters.size(); ++s) {
        const std::vector<std::size_t>& members = answer.seated.voters[s];
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
        std::int64_t weight = 0;
        for (const std::size_t member : members) {
            weight += weights_of(answer)[member];
        }
        const MemberPower& as_one = powers.member(answer.as_one[s], weight);
        row.banzhaf_as_one = as_one.banzhaf;
        row.shapley_as_one = as_one.shapley_shubik;
        answer.sectors.push_back(row);
    }
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
    const std::vector<std::vector<detail::Voter>> voters = detail::voters_by_forum(network, options.on);
    detail::GamePowers powers{options.power};
    std::vector<ForumAnswer> answers(voters.size());
    for (std::size_t k = 0; k < voters.size(); ++k) {
        answers[k].vote.forum = ForumId{k};
        answers[k].game =
            detail::game_of(voters[k], network.forums().quota[k], options.assume_majority, answers[k].vote);
        if (answers[k].game) {
            ask(answers[k], voters[k], options.power, powers);
        }
    }
    powers.compute(control);
    for (ForumAnswer& answer : answers) {
        if (answer.game) {
            add_power(answer, powers);
            add_unions(answer, powers);
            add_sectors(answer, powers);
        }
    }
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
