#include <samspill/analysis/coverage_after.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_edit.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(CoverageAfter, TellingTheReferrerOfTheWorkedExample) {
    // M4.4: telling n3's referrer of a3 gives f = 20/3, 0, 16/3.
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageModel before = coverage_model(network);
    const CoverageModel after = coverage_model(
        with_tie(network, {.source = "office", .target = "a3", .relation = Relation::information}));
    const CoverageResult result = coverage_after(before, coverage(before), after);
    EXPECT_EQ(result.needs[0].known->low.text_of(10), "20/3");
    EXPECT_EQ(result.needs[1].known->low.text_of(6), "0");
    EXPECT_EQ(result.needs[2].known->low.text_of(8), "16/3");
    EXPECT_DOUBLE_EQ(result.totals.known_low.value(), 12.0);
    EXPECT_EQ(result.provenance.network_fingerprint, after.network().fingerprint());
}

TEST(CoverageAfter, TheFirstTieOfAllAsksAboutEveryNeed) {
    const ActorNetwork network = examples::duplicates_example().build(); // no ties
    const CoverageModel before = coverage_model(network);
    const CoverageModel after = coverage_model(with_tie(network, {.source = "school", .target = "church"}));
    const CoverageResult result = coverage_after(before, coverage(before), after);
    EXPECT_EQ(result.needs[0].known.value(), (ShareInterval{Fraction{}, Fraction::one()})); // no entry point
    EXPECT_DOUBLE_EQ(result.totals.known_high.value(), 20.0);
    const CoverageResult back = coverage_after(after, result, before);
    EXPECT_FALSE(back.needs[0].known.has_value());
    EXPECT_DOUBLE_EQ(back.totals.sums.covered_low, 20.0);
}

TEST(CoverageAfter, RefusesACoverageOfAnotherNetwork) {
    const CoverageModel model = coverage_model(examples::allocation_example().build());
    const CoverageResult other = coverage(examples::duplicates_example().build());
    EXPECT_THROW((void)coverage_after(model, other, model), InvalidArgument);
}

} // namespace
} // namespace samspill
