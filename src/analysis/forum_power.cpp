#include <samspill/analysis/forum_power.hpp>

#include <samspill/analysis/union_power.hpp>
#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include "analysis/forum_games.hpp"
#include "analysis/game_powers.hpp"
#include "core/parallel.hpp"
#include "detail/options_echo.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

constexpr std::size_t sectors = vocabulary_size<Sector>;

constexpr std::string_view too_many_voters = "too many voters for the power of unions";
constexpr std::string_view too_large_votes = "the votes are too large for the power of unions";

/// Sectors with voters, numbered without a gap.
struct SeatedSectors {
    std::vector<std::size_t> number_of_voter;
    std::vector<std::vector<std::size_t>> voters; ///< of each seated sector
};

SeatedSectors seated(const std::vector<detail::Voter>& voters) {
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

/// What is asked of one forum.
struct ForumQuestion {
    ForumVote vote;
    std::optional<detail::ForumGame> game;
    SeatedSectors seated;
    std::size_t power = 0;             ///< answers among the GamePowers
    std::optional<std::size_t> unions; ///< nothing where the votes are too large
    std::vector<std::size_t> as_one;   ///< of each seated sector
    std::vector<detail::MemberWeights> weights_as_one;
    std::size_t first_voter = 0; ///< where the rows of the forum begin in the result
    std::size_t first_sector = 0;
};

void ask(ForumQuestion& forum, const std::vector<detail::Voter>& voters, const PowerOptions& options,
         detail::GamePowers& powers) {
    const VotingGame& game = forum.game->game;
    forum.seated = seated(voters);
    forum.power = powers.add(game);
    if (union_power_fits(game, forum.seated.voters.size(), options)) {
        forum.unions = powers.add_unions(game, forum.seated.number_of_voter);
    } else {
        forum.vote.sectors_reason = game.members() > most_counted_members ? too_many_voters : too_large_votes;
    }
    forum.as_one.reserve(forum.seated.voters.size());
    forum.weights_as_one.reserve(forum.seated.voters.size());
    for (const std::vector<std::size_t>& members : forum.seated.voters) {
        const VotingGame merged = game.merged(members);
        forum.as_one.push_back(powers.add(merged));
        detail::read_weights(merged, 0, forum.weights_as_one.emplace_back());
    }
}

void answer_vote(ForumQuestion& forum, const detail::GamePowers& powers) {
    const VotingPower& power = powers.game(forum.power);
    forum.vote.method = power.method;
    forum.vote.power_to_act = power.power_to_act;
    forum.vote.winning_coalitions = power.winning_coalitions;
    forum.vote.shapley_residual = power.shapley_residual;
    forum.vote.samples = power.samples;
    if (forum.unions) {
        forum.vote.power_to_act_of_sectors = powers.unions(*forum.unions).unions.power_to_act;
    }
}

void fill_voters(const ForumQuestion& forum, const std::vector<detail::Voter>& voters,
                 const detail::GamePowers& powers, std::span<VoterPower> rows) {
    detail::MemberWeights weights;
    for (std::size_t k = 0; k < voters.size(); ++k) {
        detail::read_weights(forum.game->game, k, weights);
        VoterPower& row = rows[k];
        row.forum = forum.vote.forum;
        row.actor = voters[k].actor;
        row.person = voters[k].person;
        row.sector = static_cast<std::uint8_t>(voters[k].sector);
        row.votes = forum.game->votes[k];
        row.power = powers.member(forum.power, weights);
        if (forum.unions) {
            const MemberUnionPower& member =
                powers.member_of_union(*forum.unions, forum.seated.number_of_voter[k], weights);
            row.owen = member.owen;
            row.banzhaf_owen = member.banzhaf_owen;
        }
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

void fill_sectors(const ForumQuestion& forum, std::span<const VoterPower> voters,
                  const detail::GamePowers& powers, std::span<SectorPower> rows) {
    for (std::size_t s = 0; s < rows.size(); ++s) {
        const std::vector<std::size_t>& members = forum.seated.voters[s];
        SectorPower& row = rows[s];
        row.forum = forum.vote.forum;
        row.sector = voters[members.front()].sector;
        row.voters = members.size();
        row.votes = sum_over(members, [&](std::size_t k) { return voters[k].votes; });
        row.vote_share = row.votes / forum.vote.votes;
        row.banzhaf = sum_over(members, [&](std::size_t k) { return voters[k].power.banzhaf; });
        row.shapley_shubik = sum_over(members, [&](std::size_t k) { return voters[k].power.shapley_shubik; });
        if (forum.unions) {
            row.owen = sum_over(members, [&](std::size_t k) { return voters[k].owen.value_or(0.0); });
            row.banzhaf_owen =
                sum_over(members, [&](std::size_t k) { return voters[k].banzhaf_owen.value_or(0.0); });
        }
        const MemberPower& as_one = powers.member(forum.as_one[s], forum.weights_as_one[s]);
        row.banzhaf_as_one = as_one.banzhaf;
        row.shapley_as_one = as_one.shapley_shubik;
    }
}

void check(const ActorNetwork& network, const ForumPowerOptions& options) {
    for (const TableName table : {TableName::forums, TableName::seats}) {
        if (!network.has(table)) {
            throw MissingTable{"forum_power needs the table " + std::string{to_string(table)}};
        }
    }
    if (!options.power.banzhaf || !options.power.shapley_shubik) {
        throw InvalidArgument{"forum_power computes both indices"};
    }
}

void echo_options(Provenance& provenance, const ForumPowerOptions& options, Date day) {
    static constexpr std::array<std::string_view, 4> modes{"automatic", "exact", "floating", "sampled"};
    detail::echo(provenance, options.as_of, day);
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
    const SeatDays days = seat_days(network, options.as_of);
    const std::vector<std::vector<detail::Voter>> voters = detail::voters_by_forum(network, days);
    detail::GamePowers powers{options.power};
    std::vector<ForumQuestion> forums(voters.size());
    std::size_t all_voters = 0;
    std::size_t all_sectors = 0;
    for (std::size_t k = 0; k < voters.size(); ++k) {
        ForumQuestion& forum = forums[k];
        forum.vote.forum = ForumId{k};
        forum.vote.as_of = days.forums[k];
        forum.first_voter = all_voters;
        forum.first_sector = all_sectors;
        forum.game = detail::game_of(voters[k], detail::rules_of(network.forums(), k),
                                     options.assume_majority, forum.vote);
        if (forum.game) {
            ask(forum, voters[k], options.power, powers);
            all_voters += voters[k].size();
            all_sectors += forum.seated.voters.size();
        }
    }
    powers.compute(control);
    ForumPowerResult result;
    result.provenance = detail::provenance_of("forum_power", network);
    echo_options(result.provenance, options, days.study);
    result.voters.resize(all_voters);
    result.sectors.resize(all_sectors);
    detail::run_in_parallel(forums.size(), control, {}, [&](std::size_t k, RunControl*) {
        ForumQuestion& forum = forums[k];
        if (forum.game) {
            const std::span rows = std::span{result.voters}.subspan(forum.first_voter, voters[k].size());
            answer_vote(forum, powers);
            fill_voters(forum, voters[k], powers, rows);
            fill_sectors(forum, rows, powers,
                         std::span{result.sectors}.subspan(forum.first_sector, forum.as_one.size()));
        }
    });
    result.forums.reserve(forums.size());
    for (ForumQuestion& forum : forums) {
        result.forums.push_back(std::move(forum.vote));
    }
    return result;
}

} // namespace samspill
