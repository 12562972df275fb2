#include <samspill/analysis/duplicate_score.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace samspill {
namespace {

ActivityId id(std::uint32_t number) { return ActivityId{number}; }
ScoredPair found(std::uint32_t a, std::uint32_t b, double score = 1.0) { return {id(a), id(b), score}; }
LabelledPair same(std::uint32_t a, std::uint32_t b) { return {id(a), id(b), true}; }
LabelledPair different(std::uint32_t a, std::uint32_t b) { return {id(a), id(b), false}; }

/// Four labels; the measure finds two of three duplicates, one wrong pair and one that nobody judged.
const std::vector<LabelledPair> labels{same(0, 1), same(2, 3), same(4, 5), different(0, 2)};
const std::vector<ScoredPair> scores{found(1, 0, 0.9), found(2, 3, 0.7), found(2, 0, 0.7), found(6, 7, 0.8)};

TEST(ScorePairs, CountsFoundAgainstLabelled) {
    const Agreement agreement = score_pairs(scores, labels);
    EXPECT_EQ(agreement,
              (Agreement{.true_positives = 2, .false_positives = 1, .false_negatives = 1, .unlabelled = 1}));
    EXPECT_DOUBLE_EQ(*agreement.precision(), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(*agreement.recall(), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(*agreement.f1(), 4.0 / 6.0);
}

TEST(ScorePairs, LabelsMayNameAllDuplicates) {
    const Agreement agreement = score_pairs(scores, labels, Unlabelled::different);
    EXPECT_EQ(agreement, (Agreement{.true_positives = 2, .false_positives = 2, .false_negatives = 1}));
    EXPECT_DOUBLE_EQ(*agreement.precision(), 0.5);
}

TEST(ScorePairs, APairCountsOnce) {
    const std::vector<ScoredPair> twice{found(0, 1), found(1, 0), found(0, 1)};
    const std::vector<LabelledPair> labelled_twice{same(0, 1), same(1, 0)};
    EXPECT_EQ(score_pairs(twice, labelled_twice), (Agreement{.true_positives = 1}));
}

TEST(ScorePairs, SharesOfNothingAreNull) {
    const Agreement nothing = score_pairs({}, {});
    EXPECT_EQ(nothing.precision(), std::nullopt);
    EXPECT_EQ(nothing.recall(), std::nullopt);
    EXPECT_EQ(nothing.f1(), std::nullopt);
    const Agreement nothing_found = score_pairs({}, labels);
    EXPECT_EQ(nothing_found.precision(), std::nullopt);
    EXPECT_EQ(nothing_found.recall(), 0.0);
    EXPECT_EQ(nothing_found.f1(), 0.0);
    const Agreement nothing_to_find = score_pairs(std::vector{found(0, 2)}, std::vector{different(0, 2)});
    EXPECT_EQ(nothing_to_find.precision(), 0.0);
    EXPECT_EQ(nothing_to_find.recall(), std::nullopt);
}

TEST(ScorePairs, RefusesWhatCannotBeJudged) {
    EXPECT_THROW((void)score_pairs(std::vector{found(1, 1)}, labels), InvalidArgument);
    EXPECT_THROW((void)score_pairs(scores, std::vector{same(1, 1)}), InvalidArgument);
    EXPECT_THROW((void)score_pairs(scores, std::vector{same(0, 1), different(1, 0)}), InvalidArgument);
    EXPECT_THROW(
        (void)score_curve(std::vector{found(0, 1, std::numeric_limits<double>::quiet_NaN())}, labels),
        InvalidArgument);
}

TEST(ScoreCurve, OneEntryForEachScore) {
    const std::vector<ThresholdScore> curve = score_curve(scores, labels);
    ASSERT_EQ(curve.size(), 3U);
    EXPECT_EQ(curve[0].threshold, 0.9);
    EXPECT_EQ(curve[0].agreement, (Agreement{.true_positives = 1, .false_negatives = 2}));
    EXPECT_EQ(curve[1].threshold, 0.8);
    EXPECT_EQ(curve[1].agreement, (Agreement{.true_positives = 1, .false_negatives = 2, .unlabelled = 1}));
    EXPECT_EQ(curve[2].threshold, 0.7); // both pairs of this score at once
    EXPECT_EQ(curve[2].agreement, score_pairs(scores, labels));
    EXPECT_TRUE(score_curve({}, labels).empty());
}

TEST(ScoreCurve, APairHasItsHighestScore) {
    const auto curve = score_curve(std::vector{found(0, 1, 0.2), found(1, 0, 0.6)}, labels);
    ASSERT_EQ(curve.size(), 1U);
    EXPECT_EQ(curve[0].threshold, 0.6);
}

TEST(BestThreshold, HasTheHighestF1) {
    // F1: 2/4 at 0.9 and at 0.8 (the unlabelled pair is left out), 4/6 at 0.7.
    const auto curve = score_curve(scores, labels);
    EXPECT_EQ(best_threshold(curve)->threshold, 0.7);
    EXPECT_EQ(best_threshold(std::span{curve}.first(2))->threshold, 0.9); // of equals the higher
    EXPECT_EQ(best_threshold({}).has_value(), false);
    EXPECT_EQ(best_threshold(score_curve(std::vector{found(6, 7)}, {})).has_value(), false);
}

TEST(ScoreClusters, TheWorkedExample) {
    // docs/methods/similarity.md: truth {0 1 2} {3 4}, found {0 1} {2 3 4}.
    const ClusterScore score =
        score_clusters({{id(0), id(1)}, {id(2), id(3), id(4)}}, {{id(0), id(1), id(2)}, {id(3), id(4)}});
    // Pairs: found 01 23 24 34, true 01 02 12 34; 01 and 34 are right.
    EXPECT_EQ(score.pairs, (Agreement{.true_positives = 2, .false_positives = 2, .false_negatives = 2}));
    EXPECT_EQ(score.activities, 5);
    // Precision 1, 1, 1/3, 2/3, 2/3; recall 2/3, 2/3, 1/3, 1, 1.
    EXPECT_DOUBLE_EQ(*score.b_cubed_precision, 11.0 / 15.0);
    EXPECT_DOUBLE_EQ(*score.b_cubed_recall, 11.0 / 15.0);
    EXPECT_DOUBLE_EQ(*score.b_cubed_f1, 11.0 / 15.0);
}

TEST(ScoreClusters, WhoIsInNoClusterStandsForItself) {
    // Activity 2 is found alone, 3 is truly alone.
    const ClusterScore score = score_clusters({{id(0), id(1), id(3)}}, {{id(0), id(1), id(2)}});
    EXPECT_EQ(score.pairs, (Agreement{.true_positives = 1, .false_positives = 2, .false_negatives = 2}));
    EXPECT_EQ(score.activities, 4);
    // Precision 2/3, 2/3, 1 (of 2), 1/3 (of 3).
    EXPECT_DOUBLE_EQ(*score.b_cubed_precision, (2.0 / 3 + 2.0 / 3 + 1 + 1.0 / 3) / 4);
}

TEST(ScoreClusters, OrderMakesNoDifference) {
    const Clusters clusters{{id(0), id(1), id(2)}, {id(3), id(4)}, {id(5), id(6), id(7)}};
    const Clusters shuffled{{id(7), id(5), id(6)}, {id(2), id(0), id(1)}, {id(4), id(3)}};
    const Clusters other{{id(0), id(3), id(5)}, {id(6), id(7), id(1)}};
    const ClusterScore one = score_clusters(clusters, other);
    const ClusterScore two = score_clusters(shuffled, other);
    EXPECT_EQ(one.b_cubed_precision, two.b_cubed_precision);
    EXPECT_EQ(one.b_cubed_recall, two.b_cubed_recall);
    EXPECT_EQ(one.pairs, two.pairs);
    EXPECT_EQ(score_clusters(clusters, shuffled).b_cubed_f1, 1.0);
}

TEST(ScoreClusters, NothingGivesNull) {
    const ClusterScore score = score_clusters({}, {{}});
    EXPECT_EQ(score.activities, 0);
    EXPECT_EQ(score.b_cubed_precision, std::nullopt);
    EXPECT_EQ(score.b_cubed_recall, std::nullopt);
    EXPECT_EQ(score.b_cubed_f1, std::nullopt);
    EXPECT_EQ(score.pairs.f1(), std::nullopt);
    EXPECT_THROW((void)score_clusters({{id(0)}, {id(0)}}, {}), InvalidArgument);
}

TEST(ClustersOf, SamenessCarriesOver) {
    const Clusters clusters =
        clusters_of(std::vector{same(5, 4), same(1, 2), different(2, 9), same(2, 0), same(7, 5)});
    EXPECT_EQ(clusters, (Clusters{{id(0), id(1), id(2)}, {id(4), id(5), id(7)}}));
    EXPECT_TRUE(clusters_of(std::vector{different(0, 1)}).empty());
    EXPECT_THROW((void)clusters_of(std::vector{same(1, 1)}), InvalidArgument);
}

} // namespace
} // namespace samspill
