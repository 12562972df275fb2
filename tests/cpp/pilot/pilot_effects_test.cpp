#include <samspill/pilot/pilot_effects.hpp>

#include <samspill/core/error.hpp>
#include <samspill/pilot/multiplicity.hpp>

#include "support/small_pilot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::small_pilot;
using testing_support::toy_five;

/// Changes of five municipalities, the first two treated, in three indicators.
const std::vector<std::array<double, 5>> changes{{{6, 4, 1, 2, 0}}, {{1, 5, 2, 4, 3}}, {{-3, -2, 0, 1, -1}}};

PilotStudy three_indicators(bool with_primary) {
    PilotStudyBuilder builder;
    for (std::size_t k = 0; k < changes.size(); ++k) {
        Indicator indicator;
        indicator.id = "i" + std::to_string(k);
        indicator.primary = with_primary && k == 1;
        builder.add_indicator(indicator);
        for (std::size_t unit = 0; unit < 5; ++unit) {
            for (const int wave : {0, 1}) {
                Observation row;
                row.unit = std::string(1, static_cast<char>('a' + unit));
                row.wave = std::to_string(wave);
                row.indicator = indicator.id;
                row.value = wave == 0 ? 0.0 : changes[k][unit];
                builder.add_observation(row);
            }
        }
    }
    for (std::size_t unit = 0; unit < 5; ++unit) {
        builder.add_treatment({std::string(1, static_cast<char>('a' + unit)),
                               {},
                               unit < 2 ? "1" : "never",
                               {},
                               {},
                               std::nullopt});
    }
    return builder.build();
}

/// Differences of means for all ten pairs of treated units, pair by pair.
std::vector<double> all_differences() {
    std::vector<double> differences;
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t b = a + 1; b < 5; ++b) {
            for (const auto& own : changes) {
                double sum = 0.0;
                for (const double one : own) {
                    sum += one;
                }
                const double treated = own[a] + own[b];
                differences.push_back(treated / 2.0 - (sum - treated) / 3.0);
            }
        }
    }
    return differences;
}

TEST(PilotEffects, AdjustsTheHeadlinesForTheirNumber) {
    const PilotEffects result = pilot_effects(three_indicators(false));
    ASSERT_EQ(result.effects.size(), 3U);
    std::vector<std::optional<double>> p;
    for (const PilotEffect& effect : result.effects) {
        p.push_back(effect.estimates.front().p);
    }
    EXPECT_DOUBLE_EQ(p[0].value(), 0.1);
    const MultiplicityResult expected = adjust_p(p, {.level = 0.05});
    EXPECT_EQ(result.adjusted.holm.p, expected.holm.p);
    EXPECT_DOUBLE_EQ(result.adjusted.holm.p[0].value(), 0.3);
    EXPECT_EQ(result.adjusted.tests, 3U);
}

TEST(PilotEffects, KeepsThePOfThePrimaryIndicator) {
    const PilotEffects result = pilot_effects(three_indicators(true));
    EXPECT_EQ(result.adjusted.tests, 2U);
    EXPECT_EQ(result.adjusted.primary_p, result.effects[1].estimates.front().p);
    EXPECT_DOUBLE_EQ(result.adjusted.holm.p[0].value(), 0.2);
}

// The family is that of the two others, as if nobody had asked about the primary one.
TEST(PilotEffects, KeepsThePrimaryIndicatorOutOfWestfallAndYoung) {
    const PilotEffects result = pilot_effects(three_indicators(true));
    const std::array<std::size_t, 2> others{0, 2};
    const PilotEffects without = pilot_effects(three_indicators(false), others);
    ASSERT_EQ(result.westfall_young.adjusted.p.size(), 3U);
    EXPECT_EQ(result.westfall_young.tests, 2U);
    EXPECT_EQ(result.westfall_young.adjusted.p[1], std::nullopt);
    EXPECT_EQ(result.westfall_young.adjusted.p[0], without.westfall_young.adjusted.p[0]);
    EXPECT_EQ(result.westfall_young.adjusted.p[2], without.westfall_young.adjusted.p[1]);
    EXPECT_TRUE(result.westfall_young.adjusted.p[0].has_value());
    for (std::size_t row = 0; row < 3; ++row) {
        EXPECT_EQ(result.effects[row].indicator, row); // in the order asked for
    }
}

TEST(PilotEffects, HasNoFamilyWhenOnlyThePrimaryIndicatorIsAskedFor) {
    const std::array<std::size_t, 1> asked{1};
    const PilotEffects result = pilot_effects(three_indicators(true), asked);
    EXPECT_EQ(result.westfall_young.status, Status::not_applicable);
    EXPECT_EQ(result.westfall_young.reason, "empty");
    EXPECT_TRUE(result.effects.front().estimates.front().p.has_value());
}

// Westfall and Young by brute force: every pair of units that could have been treated, all indicators at
// once.
TEST(PilotEffects, LaysTreatmentOutTheSameWayForAllIndicators) {
    const PilotEffects result = pilot_effects(three_indicators(false));
    std::vector<double> arranged = all_differences();
    std::vector<std::optional<double>> observed(3);
    for (std::size_t k = 0; k < 3; ++k) {
        double squares = 0.0;
        for (std::size_t w = 0; w < 10; ++w) {
            squares += arranged[w * 3 + k] * arranged[w * 3 + k];
        }
        const double deviation = std::sqrt(squares / 10.0);
        for (std::size_t w = 0; w < 10; ++w) {
            arranged[w * 3 + k] /= deviation;
        }
        observed[k] = arranged[k]; // the pair of the first two units comes first
    }
    std::vector<std::size_t> order{0, 1, 2};
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::abs(*observed[a]) > std::abs(*observed[b]); });
    double before = 0.0;
    for (std::size_t step = 0; step < 3; ++step) {
        int extreme = 0;
        for (std::size_t w = 0; w < 10; ++w) {
            double largest = 0.0;
            for (std::size_t rest = step; rest < 3; ++rest) {
                largest = std::max(largest, std::abs(arranged[w * 3 + order[rest]]));
            }
            extreme += largest >= std::abs(*observed[order[step]]) - 1e-9 ? 1 : 0;
        }
        before = std::max(before, extreme / 10.0);
        EXPECT_NEAR(result.westfall_young.adjusted.p[order[step]].value(), before, 1e-12) << step;
    }
    EXPECT_TRUE(result.westfall_young.exact);
}

TEST(PilotEffects, TakesTheIndicatorsThatAreNamedInTheirOrder) {
    const std::array<std::size_t, 2> asked{2, 0};
    const PilotEffects result = pilot_effects(three_indicators(false), asked);
    ASSERT_EQ(result.effects.size(), 2U);
    EXPECT_EQ(result.effects[0].indicator, 2U);
    EXPECT_DOUBLE_EQ(result.effects[0].estimate.value(), -2.5);
    const std::array<std::size_t, 2> twice{1, 1};
    EXPECT_THROW((void)pilot_effects(three_indicators(false), twice), InvalidArgument);
}

TEST(PilotEffects, ExchangesFirstWavesOfStaggeredDesigns) {
    const PilotStudy study = small_pilot(
        {{"a", "1", {1.0, 4.0, 6.0}}, {"b", "2", {2.0, 3.0, 7.0}}, {"c", "never", {0.0, 1.0, 2.0}}});
    const PilotEffects result = pilot_effects(study);
    // one test: its adjusted p is its p
    EXPECT_EQ(result.westfall_young.adjusted.p.front(), result.effects.front().estimates.front().p);
}

/// Six units over four waves; x was seen in all of them, y not in the last, in which "f" begins.
PilotStudy seen_unevenly(const std::vector<std::string>& first_waves) {
    const std::vector<std::array<double, 4>> x{{{0, 5, 6, 8}}, {{1, 1, 4, 3}}, {{2, 2, 1, 2}},
                                               {{0, 1, 1, 0}}, {{3, 3, 5, 4}}, {{1, 2, 0, 4}}};
    const std::vector<std::array<double, 3>> y{{{2, 3, 5}}, {{0, 1, 1}}, {{4, 4, 3}},
                                               {{1, 0, 2}}, {{2, 4, 4}}, {{5, 1, 0}}};
    PilotStudyBuilder builder;
    for (const char* const id : {"x", "y"}) {
        Indicator indicator;
        indicator.id = id;
        builder.add_indicator(indicator);
    }
    for (std::size_t unit = 0; unit < x.size(); ++unit) {
        const std::string id(1, static_cast<char>('a' + unit));
        for (std::size_t wave = 0; wave < 4; ++wave) {
            Observation row;
            row.unit = id;
            row.wave = std::to_string(wave);
            row.indicator = "x";
            row.value = x[unit][wave];
            builder.add_observation(row);
            if (wave < 3) {
                row.indicator = "y";
                row.value = y[unit][wave];
                builder.add_observation(row);
            }
        }
        builder.add_treatment({id, {}, first_waves[unit], {}, {}, std::nullopt});
    }
    return builder.build();
}

// Twin: the study made again for each of the 20 ways to give the first waves of a to e to each other, while
// f, which begins when y was no longer seen, keeps its own.
TEST(PilotEffects, ExchangesOnlyFirstWavesThatEveryIndicatorSaw) {
    std::vector<std::string> first_waves{"1", "2", "never", "never", "never", "3"};
    PilotEffectOptions few{.design = EffectDesign::staggered, .replicates = 9, .max_arrangements = 1};
    std::vector<double> arranged;
    std::sort(first_waves.begin(), first_waves.end() - 1);
    do {
        const PilotStudy study = seen_unevenly(first_waves);
        arranged.push_back(pilot_effect(study, 0, few).estimate.value());
        arranged.push_back(pilot_effect(study, 1, few).estimate.value());
    } while (std::next_permutation(first_waves.begin(), first_waves.end() - 1));
    ASSERT_EQ(arranged.size(), 40U);
    const PilotStudy study = seen_unevenly({"1", "2", "never", "never", "never", "3"});
    const PilotEffects found = pilot_effects(study, {}, {.design = EffectDesign::staggered});
    std::vector<std::optional<double>> observed;
    for (std::size_t k = 0; k < 2; ++k) {
        double squares = 0.0;
        for (std::size_t w = k; w < arranged.size(); w += 2) {
            squares += arranged[w] * arranged[w];
        }
        const double deviation = std::sqrt(squares / 20.0);
        for (std::size_t w = k; w < arranged.size(); w += 2) {
            arranged[w] /= deviation;
        }
        observed.emplace_back(found.effects[k].estimate.value() / deviation);
    }
    const WestfallYoungResult expected = westfall_young({observed, arranged, true}, 0.05);
    EXPECT_EQ(found.westfall_young.arrangements, 20);
    EXPECT_EQ(found.westfall_young.adjusted.p, expected.adjusted.p);
}

// Ten units, of which two treated and two controls were seen: six arrangements of those, so that no p is
// below 2/6, however the treatment of the others is laid out.
TEST(PilotEffects, NoIndicatorSaysMoreInAFamilyThanAlone) {
    std::vector<testing_support::SmallUnit> units;
    const std::vector<double> differences{5.0, 6.0, 1.0, 0.0};
    for (std::size_t k = 0; k < 10; ++k) {
        const bool is_seen = k < 2 || k == 5 || k == 6;
        const std::size_t place = k < 2 ? k : k - 3;
        units.push_back({std::string(1, static_cast<char>('a' + k)),
                         k < 5 ? "1" : "never",
                         {is_seen ? std::optional{0.0} : std::nullopt,
                          is_seen ? std::optional{differences[place]} : std::nullopt}});
    }
    const PilotEffects found = pilot_effects(small_pilot(units), {}, {});
    ASSERT_EQ(found.effects.front().estimates.front().p, 2.0 / 6.0);
    EXPECT_EQ(found.westfall_young.adjusted.p.at(0), 2.0 / 6.0);
    EXPECT_EQ(found.westfall_young.adjusted.rejected, 0U);
}

TEST(PilotEffects, HasNoWestfallAndYoungWithoutControls) {
    auto units = toy_five();
    for (auto& unit : units) {
        unit.first_wave = "1";
    }
    const PilotEffects result = pilot_effects(small_pilot(units));
    EXPECT_EQ(result.westfall_young.status, Status::not_applicable);
    EXPECT_FALSE(result.westfall_young.reason.empty());
    EXPECT_EQ(result.effects.size(), 1U);
}

} // namespace
} // namespace samspill
