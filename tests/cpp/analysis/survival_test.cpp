// Worked numbers of M1.10 and P13; those marked lifelines were computed with lifelines 0.30.3.
#include <samspill/analysis/survival.hpp>

#include <samspill/core/error.hpp>

#include "support/spells.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <vector>

namespace samspill {
namespace {

using test::freireich_control;
using test::freireich_treated;

double survival_at(const SurvivalCurve& curve, double time) {
    double survival = 1.0;
    for (const SurvivalStep& step : curve.steps) {
        survival = step.time <= time ? step.survival : survival;
    }
    return survival;
}

TEST(KaplanMeier, OfVolunteersWhoStayAway) {
    const SurvivalCurve volunteers =
        kaplan_meier(std::vector<Spell>{{2, true}, {2, true}, {3, true}, {4, true}, {6, false}, {6, false}});
    EXPECT_NEAR(survival_at(volunteers, 2), 0.6667, 5e-5);
    EXPECT_EQ(survival_at(volunteers, 3), 0.5);
    EXPECT_NEAR(survival_at(volunteers, 4), 0.3333, 5e-5);
    EXPECT_EQ(volunteers.median.estimate, 3.0);
    EXPECT_EQ(volunteers.events, 4);
    const SurvivalCurve municipal = kaplan_meier(
        std::vector<Spell>{{6, false}, {6, false}, {6, false}, {4, true}, {6, false}, {6, false}});
    EXPECT_NEAR(survival_at(municipal, 4), 0.8333, 5e-5);
    EXPECT_FALSE(municipal.median.estimate);
    EXPECT_EQ(municipal.median.status, Status::not_applicable);
    EXPECT_EQ(municipal.median.reason.substr(0, 11), "not reached");
}

TEST(KaplanMeier, OfFreireichsTrial) {
    const SurvivalCurve curve = kaplan_meier(freireich_treated());
    const std::map<double, double> printed{{6, 0.8571},  {7, 0.8067},  {10, 0.7529}, {13, 0.6902},
                                           {16, 0.6275}, {22, 0.5378}, {23, 0.4482}};
    for (const auto& [time, survival] : printed) {
        EXPECT_NEAR(survival_at(curve, time), survival, 5e-5) << time;
    }
    EXPECT_EQ(curve.median.estimate, 23.0);
    EXPECT_EQ(kaplan_meier(freireich_control()).median.estimate, 8.0);
    EXPECT_EQ(curve.n, 21);
    EXPECT_EQ(curve.events, 9);
}

TEST(KaplanMeier, HasTheLimitsOfLifelines) {
    const SurvivalCurve curve = kaplan_meier(freireich_treated());
    const SurvivalStep& first = curve.steps.front();
    EXPECT_EQ(first.time, 6.0);
    EXPECT_EQ(first.at_risk, 21);
    EXPECT_EQ(first.events, 3);
    EXPECT_EQ(first.censored, 1);
    EXPECT_NEAR(*first.se, std::sqrt(6.0 / 7 * 1.0 / 7 / 21), 1e-15); // without censoring binomial
    EXPECT_NEAR(*first.low, 0.619718, 5e-7);
    EXPECT_NEAR(*first.high, 0.951552, 5e-7);
    const SurvivalStep& last = curve.steps.back();
    EXPECT_NEAR(*last.low, 0.188052, 5e-7);
    EXPECT_NEAR(*last.high, 0.680143, 5e-7);
    EXPECT_EQ(curve.median.low, 13.0);
    EXPECT_FALSE(curve.median.high);
    EXPECT_EQ(curve.median.reason, "the upper limit is not reached");
}

TEST(KaplanMeier, AtItsEnds) {
    const SurvivalCurve none = kaplan_meier({});
    EXPECT_EQ(none.status, Status::not_applicable);
    EXPECT_EQ(none.reason, "empty");
    EXPECT_EQ(none.median.reason, "empty");
    const SurvivalCurve quiet = kaplan_meier(std::vector<Spell>{{3, false}, {5, false}});
    EXPECT_EQ(quiet.status, Status::ok);
    EXPECT_EQ(quiet.reason, "no events: survival is 1 throughout");
    EXPECT_EQ(quiet.steps.back().survival, 1.0);
    EXPECT_EQ(quiet.steps.back().se, 0.0);
    EXPECT_FALSE(quiet.steps.back().low);
    const SurvivalCurve over = kaplan_meier(std::vector<Spell>{{1, true}, {2, true}});
    EXPECT_EQ(over.steps.back().survival, 0.0);
    EXPECT_FALSE(over.steps.back().se || over.steps.back().low);
    EXPECT_TRUE(std::isinf(over.steps.back().greenwood));
    EXPECT_EQ(over.median.estimate, 1.0);
}

TEST(KaplanMeier, ReachesOneHalfWhateverRoundingDoes) {
    // 21/24 · 8/10 · 5/7 is one half, but a little more in doubles
    std::vector<Spell> spells(3, Spell{1, true});
    spells.insert(spells.end(), 11, Spell{1, false});
    spells.insert(spells.end(), 2, Spell{2, true});
    spells.insert(spells.end(), 1, Spell{2, false});
    spells.insert(spells.end(), 2, Spell{3, true});
    spells.insert(spells.end(), 5, Spell{4, false});
    const SurvivalCurve curve = kaplan_meier(spells);
    EXPECT_GT(survival_at(curve, 3), 0.5);
    EXPECT_EQ(curve.median.estimate, 3.0);
}

TEST(KaplanMeier, RefusesWhatIsNoTime) {
    for (const double broken :
         {-1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THROW((void)kaplan_meier(std::vector<Spell>{{broken, true}}), InvalidArgument);
    }
    EXPECT_THROW((void)kaplan_meier({}, 1.0), InvalidArgument);
}

TEST(RestrictedMean, IsTheAreaUnderTheCurve) {
    // by hand: 2 · 1 + 1 · 2/3 + 1 · 1/2 + 2 · 1/3
    const SurvivalCurve curve =
        kaplan_meier(std::vector<Spell>{{2, true}, {2, true}, {3, true}, {4, true}, {6, false}, {6, false}});
    EXPECT_NEAR(*restricted_mean(curve, 6).mean, 2 + 2.0 / 3 + 0.5 + 2.0 / 3, 1e-14);
    EXPECT_EQ(restricted_mean(curve, 1.5).mean, 1.5);
    EXPECT_EQ(restricted_mean(curve, 1.5).se, 0.0);
    // the mean agrees with lifelines; the standard error was computed in fractions from its definition
    const SurvivalCurve treated = kaplan_meier(freireich_treated());
    EXPECT_NEAR(*restricted_mean(treated, 20).mean, 16.116526610644254, 1e-12);
    EXPECT_NEAR(*restricted_mean(treated, 35).mean, 23.287394957983185, 1e-12);
    EXPECT_NEAR(*restricted_mean(treated, 20).se, 1.2515601960050473, 1e-12);
    EXPECT_NEAR(*restricted_mean(treated, 35).se, 2.8274676233714393, 1e-12);
}

TEST(RestrictedMean, EndsWhereNothingIsKnown) {
    const SurvivalCurve treated = kaplan_meier(freireich_treated());
    EXPECT_EQ(restricted_mean(treated, 36).status, Status::not_applicable);
    EXPECT_EQ(restricted_mean(treated, 36).reason, "until lies beyond the last spell");
    EXPECT_FALSE(restricted_mean(treated, 36).mean);
    // survival 0 stays 0
    const double all = restricted_mean(kaplan_meier(freireich_control()), 23).mean.value();
    EXPECT_EQ(restricted_mean(kaplan_meier(freireich_control()), 100).mean, all);
    EXPECT_NEAR(all, 182.0 / 21, 1e-12); // without censoring the mean of all times
    EXPECT_EQ(restricted_mean(kaplan_meier({}), 3).reason, "empty");
    EXPECT_THROW((void)restricted_mean(treated, 0), InvalidArgument);
}

} // namespace
} // namespace samspill
