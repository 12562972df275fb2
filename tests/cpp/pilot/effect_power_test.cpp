#include <samspill/pilot/effect_power.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace samspill {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

PilotDesign worked(std::int64_t treated, std::int64_t controls) {
    return {.treated_clusters = treated,
            .control_clusters = controls,
            .people = 200,
            .intra_cluster_correlation = 0.05,
            .cluster_autocorrelation = 0.5};
}

TEST(EffectPower, GivesTheWorkedNumbersOfTwelveAndTwelve) {
    const EffectPowerResult result = minimum_detectable_effect(worked(12, 12));
    EXPECT_NEAR(result.se.value(), 0.099582, 5e-7);
    EXPECT_EQ(result.degrees_of_freedom, 22.0);
    EXPECT_NEAR(result.approximate_effect.value(), 0.29199, 5e-6);
    EXPECT_NEAR(result.effect.value(), 0.29193, 5e-6);
}

TEST(EffectPower, GivesTheWorkedNumbersOfTwoAndThree) {
    const EffectPowerResult result = minimum_detectable_effect(worked(2, 3));
    EXPECT_NEAR(result.se.value(), 0.222673, 5e-7);
    EXPECT_EQ(result.degrees_of_freedom, 3.0);
    EXPECT_NEAR(result.approximate_effect.value(), 0.92652, 5e-6);
    EXPECT_NEAR(result.effect.value(), 0.94767, 5e-6);
}

TEST(EffectPower, GivesTheMultiplierOfLargeSamples) {
    const EffectPowerResult result = minimum_detectable_effect(1.0, infinite);
    EXPECT_NEAR(result.approximate_effect.value(), 2.8016, 5e-5); // Bloom 1995
    EXPECT_NEAR(result.effect.value(), 2.8016, 5e-5);
}

TEST(EffectPower, PowerTakesBackTheEffect) {
    for (const std::int64_t clusters : {2, 3, 12, 100}) {
        const EffectPowerResult smallest = minimum_detectable_effect(worked(clusters, clusters + 1));
        for (const double sign : {-1.0, 1.0}) {
            const EffectPowerResult again =
                power_of_effect(worked(clusters, clusters + 1), sign * smallest.effect.value());
            EXPECT_NEAR(again.power.value(), 0.8, 1e-10) << clusters;
        }
    }
}

TEST(EffectPower, AgreesWithAnotherProgram) {
    // scipy 1.17: nct.sf(t, df, effect / se) + nct.cdf(-t, df, effect / se)
    EXPECT_NEAR(power_of_effect(worked(12, 12), 0.3).power.value(), 0.820920334420, 1e-9);
    EXPECT_NEAR(power_of_effect(worked(2, 3), 0.5).power.value(), 0.345704605412, 1e-9);
    EXPECT_NEAR(minimum_detectable_effect(1.0, 1.0).effect.value(), 16.3340088699, 1e-6);
}

TEST(EffectPower, WithoutAnEffectFindsOneAsOftenAsTheLevel) {
    EXPECT_NEAR(power_of_effect(worked(2, 3), 0.0).power.value(), 0.05, 1e-12);
    EXPECT_NEAR(power_of_effect(worked(2, 3), 1e9).power.value(), 1.0, 1e-12);
}

TEST(EffectPower, CountsTheClustersNeeded) {
    const EffectPowerResult result = clusters_needed(worked(1, 1), 0.25);
    EXPECT_EQ(result.treated_clusters, 16);
    EXPECT_EQ(result.control_clusters, 16);
    EXPECT_GE(result.power.value(), 0.8);
    const std::int64_t fewer = result.treated_clusters.value() - 1;
    EXPECT_LT(power_of_effect(worked(fewer, fewer), 0.25).power.value(), 0.8);
    EXPECT_EQ(clusters_needed(worked(1, 1), 1e6).treated_clusters, 2); // never without degrees of freedom
}

TEST(EffectPower, FallsInClustersPeopleAndAutocorrelation) {
    const auto smallest = [](PilotDesign design) { return minimum_detectable_effect(design).effect.value(); };
    double last = infinite;
    for (std::int64_t clusters = 2; clusters < 40; ++clusters) {
        const double now = smallest(worked(clusters, 3));
        EXPECT_LT(now, last);
        last = now;
    }
    last = infinite;
    for (std::int64_t people = 1; people < 2000; people *= 2) {
        PilotDesign design = worked(4, 5);
        design.people = people;
        EXPECT_LT(smallest(design), last);
        last = smallest(design);
    }
    last = infinite;
    for (int eighths = -8; eighths <= 8; ++eighths) {
        PilotDesign design = worked(4, 5);
        design.cluster_autocorrelation = eighths / 8.0;
        EXPECT_LT(smallest(design), last);
        last = smallest(design);
    }
}

TEST(EffectPower, MoreThanTwoHundredPeopleBarelyHelp) {
    PilotDesign many = worked(12, 12);
    many.people = 2000;
    const double gain_of_people = 1.0 - std::sqrt(effect_variance(many) / effect_variance(worked(12, 12)));
    const double gain_of_clusters =
        1.0 - std::sqrt(effect_variance(worked(24, 24)) / effect_variance(worked(12, 12)));
    EXPECT_LT(gain_of_people, 0.1);
    EXPECT_GT(gain_of_clusters, 0.29);
}

TEST(EffectPower, IsNullWhereThereIsNoTest) {
    EXPECT_EQ(minimum_detectable_effect(worked(1, 1)).reason, "no degrees of freedom");
    PilotDesign same = worked(3, 3);
    same.intra_cluster_correlation = 1.0;
    same.cluster_autocorrelation = 1.0;
    const EffectPowerResult result = minimum_detectable_effect(same);
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "no variance");
    EXPECT_FALSE(result.effect);
    EXPECT_FALSE(power_of_effect(same, 1.0).power);
    EXPECT_EQ(clusters_needed(same, 1.0).reason, "no variance");
    EXPECT_EQ(clusters_needed(worked(1, 1), 0.0).reason, "no effect");
    EXPECT_EQ(clusters_needed(worked(1, 1), 1e-6).reason, "more than 100,000 clusters an arm");
}

TEST(EffectPower, SaysWhenTheExactEffectIsOutOfReach) {
    const EffectPowerResult result = minimum_detectable_effect(1.0, 1.0, {.alpha = 1e-6, .power = 0.8});
    EXPECT_EQ(result.status, Status::ok);
    EXPECT_FALSE(result.effect);
    EXPECT_EQ(result.reason, "the exact effect is beyond 100 standard errors");
}

TEST(EffectPower, RefusesBrokenCalls) {
    const auto broken = [](auto change) {
        PilotDesign design = worked(3, 3);
        change(design);
        EXPECT_THROW((void)minimum_detectable_effect(design), InvalidArgument);
    };
    broken([](PilotDesign& design) { design.treated_clusters = 0; });
    broken([](PilotDesign& design) { design.control_clusters = 0; });
    broken([](PilotDesign& design) { design.people = 0; });
    broken([](PilotDesign& design) { design.intra_cluster_correlation = 1.5; });
    broken([](PilotDesign& design) { design.cluster_autocorrelation = -1.5; });
    broken([](PilotDesign& design) { design.standard_deviation = 0.0; });
    EXPECT_THROW((void)minimum_detectable_effect(worked(3, 3), {.alpha = 0.0}), InvalidArgument);
    EXPECT_THROW((void)minimum_detectable_effect(worked(3, 3), {.alpha = 0.5, .power = 0.4}),
                 InvalidArgument);
    EXPECT_THROW((void)minimum_detectable_effect(0.0, 3.0), InvalidArgument);
    EXPECT_THROW((void)minimum_detectable_effect(1.0, 0.0), InvalidArgument);
    EXPECT_THROW((void)power_of_effect(worked(3, 3), infinite), InvalidArgument);
}

} // namespace
} // namespace samspill
