// Analyses of forums: the same answer for any order of rows, and slow twins of what is computed once for
// many.
#include <samspill/analysis/drop_off.hpp>
#include <samspill/analysis/drop_off_survival.hpp>
#include <samspill/analysis/exact_tests.hpp>
#include <samspill/analysis/forum_power.hpp>
#include <samspill/analysis/forum_rules.hpp>
#include <samspill/analysis/group_balance.hpp>
#include <samspill/analysis/perception.hpp>
#include <samspill/analysis/power_asymmetry.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/analysis/voting_power.hpp>
#include <samspill/io/drop_off_survival_tables.hpp>
#include <samspill/io/forum_power_tables.hpp>
#include <samspill/io/forum_rule_table.hpp>
#include <samspill/io/group_balance_tables.hpp>
#include <samspill/io/perception_tables.hpp>
#include <samspill/io/power_asymmetry_tables.hpp>
#include <samspill/io/result_tables.hpp>

#include "support/forum_twin.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::any_forum_rows;
using testing_support::below;
using testing_support::few_or_many_forums;
using testing_support::id;
using testing_support::Rows;

ActorNetwork network_of(const Rows& rows) {
    return rows.build({TableName::forums, TableName::seats, TableName::people, TableName::meetings,
                       TableName::agenda_items, TableName::attendance, TableName::ties, TableName::reviews});
}

/// Forums with quotas, votes, roles, ties of information and ratings.
Rows with_votes(Rows rows) {
    for (Forum& forum : rows.forums) {
        if (below(3) > 0) {
            forum.quota = 1.0 + below(9);
        }
        if (below(3) == 0) {
            forum.ends_on = Date{below(9)};
        }
        forum.form = static_cast<ForumForm>(below(4));
        forum.meets_per_year = 1.0 + below(200);
    }
    std::map<std::string, int> manners; // a forum states no votes, whole ones, or ones with tenths
    for (Seat& seat : rows.seats) {
        seat.role = static_cast<SeatRole>(below(3));
        const int manner = manners.try_emplace(seat.forum, below(3)).first->second;
        if (manner > 0) {
            seat.votes = manner == 1 ? 1.0 * below(4) : 0.1 * below(30);
        }
    }
    for (std::size_t k = 0; k < rows.actors.size(); ++k) {
        const auto other = static_cast<std::size_t>(below(static_cast<int>(rows.actors.size())));
        if (other != k) {
            rows.ties.push_back({.source = rows.actors[k].id,
                                 .target = rows.actors[other].id,
                                 .relation = Relation::information});
        }
    }
    for (const Person& person : rows.people) {
        for (int item = 0; item < 2; ++item) {
            rows.reviews.push_back({.person = person.id,
                                    .item = id("item", item),
                                    .score = 1.0 + below(6),
                                    .wave = "1",
                                    .forum = rows.forums.empty() ? "" : rows.forums.front().id});
        }
    }
    return rows;
}

Rows voting_rows(int forums) {
    const Rows rows = any_forum_rows(forums);
    return *rc::gen::resize(rc::kNominalSize, rc::gen::exec([rows] { return with_votes(rows); }));
}

std::vector<Table> tables_of(const ActorNetwork& network) {
    std::vector<Table> tables;
    RepresentationOptions shown;
    shown.equivalence_margin = 0.3;
    const RepresentationResult seats = representation(network, shown);
    tables.push_back(representation_forums(network, seats));
    tables.push_back(representation_sectors(network, seats));
    tables.push_back(representation_all(network, seats));
    tables.push_back(representation_all_sectors(network, seats));
    const ForumPowerResult power = forum_power(network, {.assume_majority = true});
    tables.push_back(power_forums(network, power));
    tables.push_back(power_voters(network, power));
    tables.push_back(power_sectors(network, power));
    GroupBalanceOptions attributes;
    attributes.attributes = {{GroupAttribute::sector}, {GroupAttribute::tier}, {GroupAttribute::language}};
    attributes.counted = {Counted::seats, Counted::people, Counted::attendance, Counted::airtime,
                          Counted::agenda};
    attributes.series = true;
    const GroupBalanceResult balance = group_balance(network, attributes);
    tables.push_back(group_balance_forums(network, balance));
    tables.push_back(group_balance_groups(network, balance));
    tables.push_back(group_balance_crossed(network, balance));
    tables.push_back(group_balance_cells(network, balance));
    tables.push_back(group_balance_meetings(network, balance));
    tables.push_back(group_balance_meeting_groups(network, balance));
    tables.push_back(group_balance_meeting_crossed(network, balance));
    tables.push_back(group_balance_segregation(balance));
    tables.push_back(group_balance_airtime(network, balance));
    tables.push_back(group_balance_airtime_groups(network, balance));
    PowerAsymmetryOptions profile;
    profile.bootstrap.replicates = 20;
    const PowerAsymmetryResult asymmetry = power_asymmetry(network, profile);
    tables.push_back(power_asymmetry_forums(network, asymmetry));
    tables.push_back(power_asymmetry_dimensions(network, asymmetry));
    const ForumRules rules = read_forum_rules(SAMSPILL_FORUM_RULES).rules;
    for (const SeatDay& as_of : {SeatDay{}, SeatDay::on(Date{4}), SeatDay::all_seats()}) {
        const ForumRulesResult verdicts = forum_rules(network, rules, {.as_of = as_of});
        tables.push_back(forum_rule_rows(network, verdicts, "en"));
        tables.push_back(forum_rule_counts(network, verdicts));
    }
    const PerceptionResult ratings = perception(network);
    tables.push_back(perception_items(network, ratings));
    tables.push_back(perception_instruments(network, ratings));
    const DropOffResult spells = drop_off(network);
    DropOffSurvivalOptions quick;
    quick.permutation = {.max_arrangements = 100, .replicates = 20};
    const DropOffSurvival survival = drop_off_survival(spells, quick);
    tables.push_back(drop_off_groups(network, spells, survival));
    tables.push_back(drop_off_curves(network, spells, survival));
    tables.push_back(drop_off_mean_absences(network, spells, survival));
    tables.push_back(drop_off_tests(network, survival));
    return tables;
}

RC_GTEST_PROP(ForumAnalyses, AnyOrderOfRowsGivesTheSameTables, ()) {
    const Rows rows = voting_rows(few_or_many_forums());
    const std::vector<Table> a = tables_of(network_of(rows));
    const std::vector<Table> b = tables_of(network_of(rows.shuffled()));
    RC_ASSERT(a.size() == b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
        RC_LOG() << a[k].name() << '\n';
        RC_ASSERT(test::same_table(a[k], b[k]));
    }
}

RC_GTEST_PROP(ForumAnalyses, PowerSharedByEqualGamesIsThatOfEachGame, ()) {
    const ActorNetwork network = network_of(voting_rows(few_or_many_forums()));
    const ForumPowerResult all = forum_power(network);
    std::size_t next = 0;
    for (const ForumVote& vote : all.forums) {
        if (vote.status != Status::ok) {
            continue;
        }
        // Tenths of a vote are counted here: quotas and votes have no more digits.
        const auto tenths = [](double votes) {
            return static_cast<std::int64_t>(std::llround(10.0 * votes));
        };
        std::vector<std::int64_t> weights;
        for (std::size_t k = 0; k < vote.voters; ++k) {
            weights.push_back(tenths(all.voters.at(next + k).votes));
        }
        const VotingPower alone = voting_power(VotingGame{tenths(*vote.quota), weights});
        for (const MemberPower& member : alone.members) {
            const VoterPower& voter = all.voters.at(next++);
            RC_ASSERT(voter.forum == vote.forum);
            RC_ASSERT(voter.power.banzhaf == member.banzhaf);
            RC_ASSERT(voter.power.shapley_shubik == member.shapley_shubik);
            RC_ASSERT(voter.power.swings == member.swings);
        }
    }
    RC_ASSERT(next == all.voters.size());
}

RC_GTEST_PROP(ForumAnalyses, TestsSharedByEqualSeatsAreThoseOfEachForum, ()) {
    const ActorNetwork network = network_of(voting_rows(few_or_many_forums()));
    RepresentationOptions options;
    options.baseline = Baseline::given;
    options.baseline_weights = {3.0, 2.0, 1.0, 1.0, 1.0}; // all sectors belong to the comparison
    const RepresentationResult all = representation(network, options);
    std::vector<std::vector<std::int64_t>> seats(all.forums.size());
    for (const SectorBalance& row : all.sectors) {
        seats[row.forum.position()].push_back(static_cast<std::int64_t>(row.seats));
    }
    for (const ForumBalance& forum : all.forums) {
        const ExactTest alone = multinomial_test(seats[forum.forum.position()], options.baseline_weights);
        RC_ASSERT(forum.against_baseline.p == alone.p);
        RC_ASSERT(forum.against_baseline.smallest_p == alone.smallest_p);
    }
}

/// Both sides' people, each once for seats of equal votes, and unnamed seats, from the rows.
PowerAmounts seats_of_sides(const Rows& rows, const std::string& forum) {
    std::set<std::pair<std::string, std::optional<double>>> people;
    PowerAmounts amounts;
    std::vector<Seat> seats = rows.seats; // a person sits for the first of the actors by id
    std::stable_sort(seats.begin(), seats.end(),
                     [](const Seat& a, const Seat& b) { return a.actor < b.actor; });
    for (const Seat& seat : seats) {
        if (seat.forum != forum ||
            (!seat.person.empty() && !people.emplace(seat.person, seat.votes).second)) {
            continue;
        }
        const auto actor = std::find_if(rows.actors.begin(), rows.actors.end(),
                                        [&](const Actor& row) { return row.id == seat.actor; });
        amounts.municipal += actor->sector == Sector::municipal ? 1.0 : 0.0;
        amounts.civil_society +=
            actor->sector == Sector::civil_society || actor->sector == Sector::target_group ? 1.0 : 0.0;
    }
    return amounts;
}

RC_GTEST_PROP(ForumAnalyses, TheProfileHoldsWhatTheRowsSayAndLiesBetweenItsEnds, ()) {
    const Rows rows = voting_rows(few_or_many_forums());
    const ActorNetwork network = network_of(rows);
    PowerAsymmetryOptions options;
    options.as_of = SeatDay::all_seats();
    options.bootstrap.replicates = 0;
    for (const PowerProfile& profile : power_asymmetry(network, options).forums) {
        const std::string forum{network.text(network.forums().id[profile.forum.position()])};
        const PowerAsymmetryDimension& seats = profile.dimensions.front();
        RC_ASSERT(seats.amounts.value() == seats_of_sides(rows, forum));
        double sum = 0.0;
        for (const PowerAsymmetryDimension& row : profile.dimensions) {
            RC_ASSERT(row.asymmetry.has_value() == row.reason.empty());
            RC_ASSERT(((!row.asymmetry || (*row.asymmetry >= -1.0 && *row.asymmetry <= 1.0))));
            sum += row.asymmetry.value_or(0.0);
        }
        RC_ASSERT(profile.composite.has_value() == (profile.dimensions_used > 0));
        if (profile.composite) {
            const double mean = sum / static_cast<double>(profile.dimensions_used);
            RC_ASSERT(*profile.composite > mean - 1e-12);
            RC_ASSERT(*profile.composite < mean + 1e-12);
        }
    }
}

} // namespace
} // namespace samspill
