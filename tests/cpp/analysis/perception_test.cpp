#include <samspill/analysis/perception.hpp>
#include <samspill/core/error.hpp>
#include <samspill/io/perception_tables.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

/// People k1.. of a municipal unit, c1.. of an association, u1.. of a users' group, p1.. of a company.
class Ratings {
public:
    Ratings() {
        builder.add_actor({.id = "k", .sector = Sector::municipal})
            .add_actor({.id = "c", .sector = Sector::civil_society})
            .add_actor({.id = "u", .sector = Sector::target_group})
            .add_actor({.id = "p", .sector = Sector::private_sector})
            .add_forum({.id = "f"});
        for (const char* actor : {"k", "c", "u", "p"}) {
            for (int k = 1; k <= 4; ++k) {
                builder.add_person({.id = actor + std::to_string(k), .actor = actor});
            }
        }
    }

    Ratings& rate(const std::string& item, const std::string& actor, const std::vector<double>& scores,
                  const std::string& wave = "1") {
        for (std::size_t k = 0; k < scores.size(); ++k) {
            const std::string person = actor.empty() ? "" : actor + std::to_string(k + 1);
            builder.add_review(
                {.person = person, .item = item, .score = scores[k], .wave = wave, .forum = "f"});
        }
        return *this;
    }

    NetworkBuilder builder;
};

Instruments two_items() {
    return {
        .version = "1",
        .items = {{.id = "trust", .instrument = "six", .text = {{"en", "We trust."}, {"nb", "Vi stoler."}}},
                  {.id = "goal", .instrument = "six"}}};
}

TEST(Perception, AnonymousAnswersGivenAgainLiftNoSuppression) {
    Ratings study;
    study.rate("trust", "k", {4, 4}).rate("trust", "", {2, 2, 2, 2});
    study.rate("goal", "", {1, 2, 3, 4, 5});
    const PerceptionResult result = perception(study.builder.build(), two_items());
    // Two people of k and at least one more; the sides stay hidden.
    EXPECT_EQ(result.items.at(0).agreement.distinct_raters, 3);
    EXPECT_TRUE(result.items.at(0).agreement.mean.value);
    for (const GroupRating& group : result.items.at(0).agreement.groups) {
        EXPECT_FALSE(group.mean.value);
    }
    EXPECT_EQ(result.items.at(1).agreement.raters, 5);
    EXPECT_EQ(result.items.at(1).agreement.mean.status, Status::suppressed);
}

TEST(Perception, TheWorkedExampleOfAgreement) {
    // M3.9: 4, 4, 5, 3: s² = 2/3, r_wg = 1 - (2/3)/2.
    Ratings study;
    study.rate("trust", "k", {4, 4, 5, 3});
    const PerceptionResult result = perception(study.builder.build(), two_items());
    const ItemPerception& item = result.items.at(0);
    EXPECT_NEAR(item.agreement.mean.value.value(), 4.0, 1e-12);
    EXPECT_NEAR(item.agreement.r_wg.value.value(), 2.0 / 3.0, 1e-12);
    EXPECT_NEAR(item.r_wg_municipal.value.value(), 2.0 / 3.0, 1e-12);
    EXPECT_FALSE(item.r_wg_civil_society.value);
    EXPECT_EQ(item.listed, 0U);
    EXPECT_TRUE(item.is_lowest);
}

TEST(Perception, UsersRateOnTheSideOfCivilSociety) {
    // 3 of the municipality say 5, 2 + 1 of civil society and users say 2: the gap is 3, and of the C(6, 3) =
    // 20 ways to deal the scores two are as far apart.
    Ratings study;
    study.rate("trust", "k", {5, 5, 5}).rate("trust", "c", {2, 2}).rate("trust", "u", {2});
    const ItemPerception item = perception(study.builder.build(), two_items()).items.at(0);
    EXPECT_NEAR(item.agreement.gap.value.value(), 3.0, 1e-12);
    EXPECT_NEAR(item.agreement.gap_test.p.value(), 0.1, 1e-12);
    EXPECT_NEAR(item.r_wg_civil_society.value.value(), 1.0, 1e-12);
}

TEST(Perception, AFewAnonymousAnswersHideTheSidesButNotTheWhole) {
    Ratings study;
    study.rate("trust", "k", {5, 5, 4}).rate("trust", "c", {2, 2, 3}).rate("trust", "", {1});
    const ItemPerception item = perception(study.builder.build(), two_items()).items.at(0);
    EXPECT_EQ(item.agreement.raters, 7);
    EXPECT_TRUE(item.agreement.mean.value);
    EXPECT_EQ(item.agreement.groups[0].mean.status, Status::suppressed);
    EXPECT_EQ(item.r_wg_municipal.status, Status::suppressed);
    EXPECT_FALSE(item.r_wg_municipal.value);
    EXPECT_FALSE(item.agreement.gap.value);
}

TEST(Perception, FewRatersAreNotShown) {
    Ratings study;
    study.rate("trust", "k", {5, 1});
    const PerceptionResult result = perception(study.builder.build(), two_items());
    EXPECT_EQ(result.items.at(0).agreement.mean.status, Status::suppressed);
    EXPECT_FALSE(result.items.at(0).is_lowest);
    EXPECT_FALSE(result.totals.at(0).r_wg_j.value);
}

TEST(Perception, ScoresOffTheScaleAreFindingsAndLeftOut) {
    Ratings study;
    study.rate("trust", "k", {4, 4, 4}).rate("trust", "c", {6, 2.5, 0});
    const PerceptionResult result = perception(study.builder.build(), two_items());
    EXPECT_EQ(result.items.at(0).left_out, 3);
    EXPECT_EQ(result.items.at(0).agreement.raters, 3);
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].code, FindingCode::out_of_range);
    EXPECT_EQ(result.findings[0].table, "reviews");
    EXPECT_EQ(result.findings[0].message.find("trust"), std::string::npos);
}

TEST(Perception, AScaleThatBeginsElsewhereGivesMeansOnThatScale) {
    Instruments zero_to_ten = two_items();
    for (InstrumentItem& item : zero_to_ten.items) {
        item.scale_min = 0;
        item.scale_max = 10;
    }
    Ratings study;
    study.rate("trust", "k", {0, 10, 5, 5});
    const ItemPerception item = perception(study.builder.build(), zero_to_ten).items.at(0);
    EXPECT_NEAR(item.agreement.mean.value.value(), 5.0, 1e-12);
    EXPECT_NEAR(item.agreement.median.value.value(), 5.0, 1e-12);
    // s² = 50/3, uniform null (121 - 1)/12 = 10: less than no agreement, set to 0.
    EXPECT_NEAR(item.agreement.r_wg.value.value(), 0.0, 1e-12);
}

TEST(Perception, WavesAndInstrumentsAreReadApart) {
    Ratings study;
    study.rate("trust", "k", {4, 4, 4}, "1").rate("trust", "k", {2, 2, 2}, "2");
    study.rate("goal", "k", {3, 3, 3}, "1").rate("own question", "k", {1, 1, 1}, "1");
    const PerceptionResult result = perception(study.builder.build(), two_items());
    ASSERT_EQ(result.items.size(), 4U);
    ASSERT_EQ(result.totals.size(), 3U); // six in wave 1, no instrument in wave 1, six in wave 2
    EXPECT_EQ(result.totals[0].items, 2);
    EXPECT_FALSE(result.items[0].is_lowest); // trust comes first in the file
    EXPECT_TRUE(result.items[1].is_lowest);
    EXPECT_FALSE(result.items[2].listed);
    EXPECT_TRUE(result.items[3].is_lowest); // the only one of its wave
}

TEST(Perception, TablesSpeakTheLanguageAskedForOrEnglish) {
    Ratings study;
    study.rate("trust", "k", {4, 4, 5, 3});
    const ActorNetwork network = study.builder.build();
    const PerceptionResult result = perception(network, two_items());
    EXPECT_EQ(perception_items(network, result, "nb").find("text")->text(0), "Vi stoler.");
    EXPECT_EQ(perception_items(network, result, "fi").find("text")->text(0), "We trust.");
    const Table instruments = perception_instruments(network, result);
    EXPECT_EQ(instruments.find("instrument")->text(0), "six");
    EXPECT_EQ(instruments.rows(), 1U);
}

TEST(Perception, RefusesWhatItCannotUse) {
    NetworkBuilder without;
    without.add_actor({.id = "k"});
    EXPECT_THROW((void)perception(without.build()), MissingTable);
    Ratings study;
    study.rate("trust", "k", {4});
    const ActorNetwork network = study.builder.build();
    Instruments twice = two_items();
    twice.items[1].id = "trust";
    EXPECT_THROW((void)perception(network, twice), InvalidArgument);
    Instruments two_scales = two_items();
    two_scales.items[1].scale_max = 7;
    EXPECT_THROW((void)perception(network, two_scales), InvalidArgument);
    PerceptionOptions options;
    options.scale_max = 1;
    EXPECT_THROW((void)perception(network, {}, options), InvalidArgument);
    options = {};
    options.fewest_raters = 0;
    EXPECT_THROW((void)perception(network, {}, options), InvalidArgument);
}

} // namespace
} // namespace samspill
