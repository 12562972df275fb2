#include <samspill/analysis/duplication_change.hpp>
#include <samspill/core/error.hpp>

#include "../support/waves.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::change_of;
using testing_support::Wave;
using testing_support::wave;
using testing_support::WaveNeed;
using enum ClusterChange;

const SurplusSums& sums(const DuplicationChangeResult& result, std::size_t wave, ClusterChange change) {
    return result.waves.at(wave - 1).by_change[static_cast<std::size_t>(change)];
}

std::vector<std::string> ids(const Wave& wave, const std::vector<ActivityId>& activities) {
    std::vector<std::string> texts;
    texts.reserve(activities.size());
    for (const ActivityId activity : activities) {
        texts.emplace_back(wave.network.text(wave.network.activities().id[activity.position()]));
    }
    return texts;
}

using Ids = std::vector<std::string>;

/// Changes in the order of the rows.
std::vector<ClusterChange> changes(const DuplicationChangeResult& result) {
    std::vector<ClusterChange> found;
    found.reserve(result.history.size());
    for (const ClusterHistory& row : result.history) {
        found.push_back(row.change);
    }
    return found;
}

using Changes = std::vector<ClusterChange>;

TEST(DuplicationChange, WorkedExampleOfThreeWaves) {
    const std::vector<Wave> waves = testing_support::three_waves();
    const DuplicationChangeResult result = change_of(waves);
    EXPECT_EQ(changes(result), (Changes{resolved, remains, appeared, came_back, resolved, no_longer_known}));

    const ClusterHistory& cafe = result.history[0];
    EXPECT_EQ(cafe.track, 0U);
    EXPECT_EQ(cafe.wave, 1U);
    EXPECT_EQ(cafe.before->verdict, Verdict::surplus);
    EXPECT_EQ(cafe.before->surplus, 7);
    EXPECT_EQ(cafe.after->verdict, Verdict::needed);
    EXPECT_EQ(cafe.after->surplus, 0);
    EXPECT_EQ(cafe.difference, (ClusterDifference{{}, {}, {}, -7, 0}));

    const ClusterHistory& homework = result.history[1];
    EXPECT_EQ(homework.before->surplus, 10);
    EXPECT_EQ(homework.after->surplus, 8);
    EXPECT_EQ(ids(waves[1], homework.difference.joined), Ids{"h3"});
    EXPECT_EQ(homework.difference.seats_changed, -4);
    EXPECT_EQ(homework.difference.people_changed, 2);

    EXPECT_FALSE(result.history[2].before.has_value()); // sport
    EXPECT_EQ(result.history[2].after->surplus, 10);
    EXPECT_EQ(ids(waves[1], result.history[2].difference.joined), (Ids{"p1", "p2"}));
    EXPECT_FALSE(result.history[2].difference.seats_changed.has_value());

    EXPECT_EQ(result.history[3].track, cafe.track);
    EXPECT_EQ(result.history[3].after->surplus, 4);

    const ClusterHistory& over = result.history[4];
    EXPECT_EQ(over.track, homework.track);
    EXPECT_FALSE(over.after.has_value());
    EXPECT_EQ(ids(waves[1], over.difference.gone), (Ids{"h2", "h3"}));
    EXPECT_EQ(ids(waves[1], over.difference.left), Ids{"h1"});
    EXPECT_EQ(over.difference.seats_changed, 0); // of h1
    EXPECT_FALSE(over.difference.people_changed.has_value());

    EXPECT_EQ(result.history[5].after->verdict, Verdict::unknown_need);
    EXPECT_FALSE(result.history[5].difference.people_changed.has_value());
}

TEST(DuplicationChange, SumsOfTheWorkedExample) {
    const DuplicationChangeResult result = change_of(testing_support::three_waves());
    ASSERT_EQ(result.waves.size(), 2U);
    EXPECT_EQ(sums(result, 1, resolved), (SurplusSums{1, 0, 7, 20}));
    EXPECT_EQ(sums(result, 1, remains), (SurplusSums{1, 0, 8, 12}));
    EXPECT_EQ(result.waves[0].remaining_before, (SurplusSums{1, 0, 10, 10}));
    EXPECT_EQ(sums(result, 1, appeared), (SurplusSums{1, 0, 10, 6}));
    EXPECT_EQ(sums(result, 2, came_back), (SurplusSums{1, 0, 4, 20}));
    EXPECT_EQ(sums(result, 2, resolved), (SurplusSums{1, 0, 8, 12}));
    EXPECT_EQ(sums(result, 2, no_longer_known), (SurplusSums{1, 0, 10, 6}));
    EXPECT_EQ(sums(result, 2, remains), SurplusSums{});
}

/// Two offers with 10 seats each, or as many as `seats` says, in a need of so many people.
Wave pair_in_need(Count people, Count seats = 10) {
    return wave({{"a", "t", 10}, {"b", "t", seats}}, {{"t", people}});
}

const Count unknown_people = Count::unknown();

TEST(DuplicationChange, AnOpenVerdictEndsNothing) {
    EXPECT_EQ(changes(change_of({pair_in_need(5), pair_in_need(unknown_people), pair_in_need(4)})),
              (Changes{no_longer_known, remains}));
    EXPECT_EQ(changes(change_of({pair_in_need(5), pair_in_need(unknown_people), pair_in_need(unknown_people),
                                 pair_in_need(30)})),
              (Changes{no_longer_known, resolved}));
    const Wave unknown_seats = pair_in_need(15, Count::unknown());
    ASSERT_EQ(unknown_seats.result.clusters.at(0).verdict, Verdict::unknown_capacity);
    EXPECT_EQ(changes(change_of({pair_in_need(5), unknown_seats})), Changes{no_longer_known});
}

TEST(DuplicationChange, TheStateBeforeIsTheLastThatCouldBeJudged) {
    const DuplicationChangeResult result =
        change_of({pair_in_need(5), pair_in_need(unknown_people), pair_in_need(4)});
    EXPECT_EQ(result.history[1].before->wave, 0U);
    EXPECT_EQ(result.history[1].before->surplus, 15);
    EXPECT_EQ(result.waves[1].remaining_before, (SurplusSums{1, 0, 15, 5}));
    EXPECT_EQ(result.history[1].difference.people_changed, -1);
}

TEST(DuplicationChange, SurplusAfterAnOpenVerdictIsNewlyKnown) {
    const DuplicationChangeResult result = change_of({pair_in_need(unknown_people), pair_in_need(5)});
    EXPECT_EQ(changes(result), Changes{newly_known});
    EXPECT_EQ(result.history[0].before->verdict, Verdict::unknown_need);
    EXPECT_EQ(changes(change_of({pair_in_need(unknown_people), pair_in_need(30), pair_in_need(5)})),
              Changes{appeared});
}

TEST(DuplicationChange, AClusterComesBackAfterAWaveWithoutIt) {
    const Wave without = wave({{"a", "t", 10}}, {{"t", 5}});
    const DuplicationChangeResult result = change_of({pair_in_need(5), without, without, pair_in_need(8)});
    EXPECT_EQ(changes(result), (Changes{resolved, came_back}));
    EXPECT_EQ(result.history[1].wave, 3U);
    EXPECT_EQ(result.history[1].before->wave, 0U);
    EXPECT_EQ(result.history[1].track, result.history[0].track);
    EXPECT_EQ(sums(result, 3, came_back), (SurplusSums{1, 0, 12, 8}));
    EXPECT_EQ(sums(result, 2, resolved), SurplusSums{}); // told once
}

TEST(DuplicationChange, AReserveCountsWhereAskedFor) {
    const std::vector<Wave> waves{pair_in_need(5), pair_in_need(19)}; // 1 seat beyond 19 people
    ASSERT_EQ(waves[1].result.clusters.at(0).verdict, Verdict::backup);
    EXPECT_EQ(changes(change_of(waves)), Changes{remains});
    EXPECT_EQ(changes(change_of(waves, {.count_backup = false})), Changes{resolved});
    EXPECT_TRUE(change_of({waves[1], waves[1]}, {.count_backup = false}).history.empty());
}

TEST(DuplicationChange, NeedsAreNoChange) {
    EXPECT_TRUE(change_of({pair_in_need(30), pair_in_need(40)}).history.empty());
}

TEST(DuplicationChange, TheLargestOverlapContinuesACluster) {
    const Wave before =
        wave({{"a", "t", 9}, {"b", "t", 9}, {"c", "t", 9}, {"d", "t", 9}}, {{"t", 1}, {"u", 1}});
    const Wave after = wave({{"a", "u", 9}, {"b", "t", 9}, {"c", "t", 9}, {"d", "t", 9}, {"e", "u", 9}},
                            {{"t", 1}, {"u", 1}});
    const DuplicationChangeResult result = change_of({before, after});
    EXPECT_EQ(changes(result), (Changes{remains, appeared})); // {b, c, d}: 3/4, {a, e}: 1/5
    EXPECT_EQ(result.history[0].after->cluster, 0U);
    EXPECT_EQ(ids(before, result.history[0].difference.left), Ids{"a"});
    EXPECT_EQ(ids(after, result.history[1].difference.joined), (Ids{"a", "e"}));
}

TEST(DuplicationChange, EqualOverlapsGoByTheSmallerIds) {
    const Wave before = wave({{"a", "t", 9}, {"b", "t", 9}, {"c", "u", 9}, {"d", "u", 9}}, {});
    const Wave after =
        wave({{"a", "u", 9}, {"c", "u", 9}, {"b", "t", 9}, {"d", "t", 9}}, {{"t", 1}, {"u", 1}});
    const DuplicationChangeResult result = change_of({before, after}); // every overlap is 1/3
    ASSERT_EQ(changes(result), (Changes{newly_known, newly_known}));
    EXPECT_EQ(ids(after, result.history[0].difference.joined), Ids{"c"}); // {a, b} -> {a, c}
    EXPECT_EQ(ids(after, result.history[1].difference.joined), Ids{"b"}); // {c, d} -> {b, d}
}

TEST(DuplicationChange, TheWaveBeforeGoesFirst) {
    const std::vector<WaveNeed> need{{"t", 1}, {"u", 1}};
    const Wave first = wave({{"a", "t", 9}, {"b", "t", 9}, {"c", "t", 9}}, need);
    const Wave second = wave({{"a", "t", 9}, {"x", "u", 9}, {"y", "u", 9}}, need);
    const Wave third = wave({{"a", "t", 9}, {"b", "t", 9}, {"x", "t", 9}}, need);
    const DuplicationChangeResult result = change_of({first, second, third});
    // {x, y} continues with 1/4 although {a, b, c}, which is gone, would with 1/2.
    EXPECT_EQ(changes(result), (Changes{resolved, appeared, remains}));
    EXPECT_EQ(result.history[2].track, result.history[1].track);
}

TEST(DuplicationChange, RenamedActivitiesAreTheSame) {
    const Wave before = pair_in_need(5);
    const Wave after = wave({{"x", "t", 10}, {"y", "t", 10}}, {{"t", 5}});
    EXPECT_EQ(changes(change_of({before, after})), (Changes{resolved, appeared}));
    const DuplicationChangeResult result =
        change_of({before, after}, {.renamed = {{"a", "m"}, {"m", "x"}, {"b", "y"}, {"q", "q"}}});
    EXPECT_EQ(changes(result), Changes{remains});
    EXPECT_EQ(result.history[0].difference, (ClusterDifference{{}, {}, {}, 0, 0}));
}

TEST(DuplicationChange, SeveralActivitiesMayBecomeOne) {
    const Wave before = wave({{"a", "t", 4}, {"b", "t", 6}, {"c", "t", 5}}, {{"t", 3}});
    const Wave after = wave({{"ab", "t", 9}, {"c", "t", 5}}, {{"t", 3}});
    const DuplicationChangeResult result =
        change_of({before, after}, {.renamed = {{"a", "ab"}, {"b", "ab"}}});
    ASSERT_EQ(changes(result), Changes{remains});
    EXPECT_EQ(result.history[0].difference, (ClusterDifference{{}, {}, {}, -1, 0}));
}

TEST(DuplicationChange, UnknownSeatsMakeALowerBoundAndNoDifference) {
    const DuplicationChangeResult result = change_of({pair_in_need(5), pair_in_need(5, Count::unknown())});
    EXPECT_EQ(changes(result), Changes{remains});
    EXPECT_FALSE(result.history[0].difference.seats_changed.has_value());
    EXPECT_FALSE(result.history[0].after->seats.has_value());
    EXPECT_EQ(sums(result, 1, remains), (SurplusSums{1, 1, 5, 5}));
}

TEST(DuplicationChange, RefusesWhatItCannotCompare) {
    const Wave one = pair_in_need(5);
    const Wave other = pair_in_need(6);
    EXPECT_THROW(static_cast<void>(change_of({one})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(change_of({one, other}, {.renamed = {{"a", "b"}, {"b", "a"}}})),
                 InvalidArgument);
    const std::vector<DuplicationWave> mixed{{&one.network, &one.result}, {&other.network, &one.result}};
    EXPECT_THROW(static_cast<void>(duplication_change(mixed)), InvalidArgument);
    const std::vector<DuplicationWave> missing{{&one.network, &one.result}, {&other.network, nullptr}};
    EXPECT_THROW(static_cast<void>(duplication_change(missing)), InvalidArgument);
}

TEST(DuplicationChange, RecordsWhatItCompared) {
    const Wave one = pair_in_need(5);
    const Provenance provenance = change_of({one, one}, {.renamed = {{"a", "x"}}}).provenance;
    EXPECT_EQ(provenance.analysis, "duplication_change");
    EXPECT_EQ(provenance.network_fingerprint, one.network.fingerprint());
    EXPECT_EQ(provenance.options[2].second, "a = x");
}

} // namespace
} // namespace samspill
