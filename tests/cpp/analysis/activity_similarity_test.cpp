#include <samspill/analysis/activity_similarity.hpp>

#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace samspill {
namespace {

constexpr ActivityId first{0U};
constexpr ActivityId second{1U};

/// Two activities of two actors in a town of three districts; each test changes one thing.
struct TwoActivities {
    Activity a{.id = "a", .actor = "x", .theme = "language"};
    Activity b{.id = "b", .actor = "y", .theme = "language"};

    [[nodiscard]] ActorNetwork network() const {
        NetworkBuilder builder;
        builder.add_area({.id = "town"}).add_area({.id = "village"});
        for (const char* district : {"east", "north", "west"}) {
            builder.add_area({.id = district, .parent = "town"});
        }
        builder.add_actor({.id = "x"}).add_actor({.id = "y"});
        return builder.add_activity(a).add_activity(b).build();
    }
    [[nodiscard]] ActivityEvidence evidence(const SimilarityOptions& options = {}) const {
        return ActivitySimilarity{network(), options}.evidence(first, second);
    }
    [[nodiscard]] std::optional<double> of(ActivityField field, const SimilarityOptions& options = {}) const {
        return evidence(options)[field].score;
    }
};

// docs/methods/similarity.md
TEST(ActivitySimilarity, TheWorkedExample) {
    TwoActivities two;
    two.a.name = "Sprogcafé i Midtbyen";
    two.b.name = "SPROGCAFE MIDTBY";
    two.a.areas = {"north"};
    two.b.areas = {"town"};
    two.a.target_groups = {"women", "adults"};
    two.b.target_groups = {"adults"};
    two.a.period = {0, 6};
    two.b.period = {2, 8};
    two.a.schedule = "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=17";
    two.b.schedule = "FREQ=WEEKLY;BYDAY=TU;BYHOUR=17";
    two.a.ages = {18, 67};
    two.a.languages = {"da"};
    SimilarityOptions options;
    options.abbreviations = {};
    const ActivityEvidence evidence = two.evidence(options);
    EXPECT_EQ(evidence[ActivityField::theme].score, 1.0);
    EXPECT_EQ(evidence[ActivityField::target_groups].score, 0.5);
    EXPECT_EQ(evidence[ActivityField::areas].score, 0.25); // the district of the town and its three districts
    EXPECT_EQ(evidence[ActivityField::months].score, 0.5); // months 2 to 5 of 0 to 7
    EXPECT_EQ(evidence[ActivityField::weekly_times].score, 0.5);
    EXPECT_EQ(evidence[ActivityField::ages], (FieldEvidence{true, false, std::nullopt}));
    EXPECT_EQ(evidence[ActivityField::languages], (FieldEvidence{true, false, std::nullopt}));
    EXPECT_EQ(evidence[ActivityField::kind].score, 1.0);
    EXPECT_DOUBLE_EQ(*evidence[ActivityField::name].score, 22.0 / 29.0);
    EXPECT_EQ(evidence[ActivityField::description], FieldEvidence{});
    // (2*1 + 2*0.5 + 2*0.25 + 0.5 + 2*0.5 + 1 + 22/29) / (2 + 2 + 2 + 1 + 2 + 1 + 1)
    EXPECT_DOUBLE_EQ(*evidence.score, 196.0 / 319.0);
    EXPECT_FALSE(evidence.apart);
    EXPECT_EQ(evidence.likeness(), evidence.score);
}

TEST(ActivitySimilarity, ThemesAreEqualOrNearInATaxonomy) {
    TwoActivities two;
    EXPECT_EQ(two.of(ActivityField::theme), 1.0);
    two.b.theme = "sport";
    EXPECT_EQ(two.of(ActivityField::theme), 0.0);
    SimilarityOptions options;
    options.themes = Taxonomy{std::vector<TaxonomyTerm>{{"language", "leisure"}, {"sport", "leisure"}}};
    EXPECT_EQ(two.of(ActivityField::theme, options), 0.5); // 2 * 1 / (2 + 2)
    two.b.theme = "housing";                               // no code of the taxonomy
    EXPECT_EQ(two.of(ActivityField::theme, options), 0.0);
    two.a.theme = "housing";
    EXPECT_EQ(two.of(ActivityField::theme, options), 1.0);
}

TEST(ActivitySimilarity, AreasStandForWhatIsInsideThem) {
    TwoActivities two;
    const auto score = [&](std::vector<std::string> a, std::vector<std::string> b) {
        two.a.areas = std::move(a);
        two.b.areas = std::move(b);
        return two.of(ActivityField::areas);
    };
    EXPECT_EQ(score({"north"}, {"north"}), 1.0);
    EXPECT_EQ(score({"north"}, {"west"}), 0.0);
    EXPECT_EQ(score({"town"}, {"north", "west"}), 0.5);
    EXPECT_EQ(score({"north", "town"}, {"town"}), 1.0); // a district inside a named town adds nothing
    EXPECT_EQ(score({"north", "village"}, {"town"}), 1.0 / 5.0);
    EXPECT_EQ(score({"town", "village"}, {"north", "village"}), 2.0 / 5.0);
    EXPECT_EQ(score({}, {"north"}), std::nullopt);
}

TEST(ActivitySimilarity, OpenEndsLieAtTheHorizon) {
    TwoActivities two;
    two.a.period = {0, MonthInterval::open_to};   // 0 to 6
    two.b.period = {MonthInterval::open_from, 3}; // -2 to 2
    EXPECT_EQ(two.of(ActivityField::months), 3.0 / 9.0);
    SimilarityOptions options;
    options.months = {0, 12};
    EXPECT_EQ(two.of(ActivityField::months, options), 3.0 / 12.0);
    two.a.period = {20, MonthInterval::open_to}; // beyond the horizon: one month
    two.b.period = {20, 24};
    EXPECT_EQ(two.of(ActivityField::months, options), 1.0 / 4.0);
    two.b.period = {};
    EXPECT_EQ(two.of(ActivityField::months), std::nullopt);
}

TEST(ActivitySimilarity, AgesShareYears) {
    TwoActivities two;
    two.a.ages = {6, 12};
    two.b.ages = {10, 15};
    EXPECT_EQ(two.of(ActivityField::ages), 3.0 / 10.0);
    two.b.ages = {13, 15};
    EXPECT_EQ(two.of(ActivityField::ages), 0.0);
    two.b.ages.min = AgeRange::open_min; // 0 to 15
    EXPECT_EQ(two.of(ActivityField::ages), 7.0 / 16.0);
    two.a.ages = {18, AgeRange::open_max}; // 18 to 100
    two.b.ages = {67, AgeRange::open_max};
    EXPECT_EQ(two.of(ActivityField::ages), 34.0 / 83.0);
    two.b.ages = {101, AgeRange::open_max}; // beyond the horizon: one year
    two.a.ages = {101, 102};
    EXPECT_EQ(two.of(ActivityField::ages), 0.5);
}

TEST(ActivitySimilarity, ListsAndKind) {
    TwoActivities two;
    two.a.languages = {"ar", "da", "ti"};
    two.b.languages = {"da", "uk"};
    EXPECT_EQ(two.of(ActivityField::languages), 0.25);
    two.b.kind = ActivityKind::information;
    EXPECT_EQ(two.of(ActivityField::kind), 0.0);
}

TEST(ActivitySimilarity, NamesAreNormalisedAndExpanded) {
    TwoActivities two;
    two.a.name = "Språkkafé, RK Nordby";
    two.b.name = "Nordby Red Cross: sprogcafé";
    EXPECT_EQ(two.of(ActivityField::name), 1.0);
    two.b.name = "!!!";
    EXPECT_EQ(two.evidence()[ActivityField::name], (FieldEvidence{true, false, std::nullopt}));
    two.a.description = "Kaffe og prat";
    two.b.description = "Prat og kaffe";
    EXPECT_EQ(two.of(ActivityField::description), 1.0);
}

TEST(ActivitySimilarity, ASchedulethatNamesNoWeekdayIsNotStated) {
    TwoActivities two;
    two.a.schedule = "FREQ=WEEKLY;BYDAY=TU";
    two.b.schedule = "FREQ=WEEKLY";
    EXPECT_EQ(two.evidence()[ActivityField::weekly_times], (FieldEvidence{true, false, std::nullopt}));
    two.b.schedule = "on Tuesdays";
    EXPECT_EQ(two.evidence()[ActivityField::weekly_times], (FieldEvidence{true, false, std::nullopt}));
}

TEST(ActivitySimilarity, AFieldOfWeightZeroIsLeftOut) {
    TwoActivities two;
    two.b.kind = ActivityKind::information;
    SimilarityOptions options;
    EXPECT_DOUBLE_EQ(*two.evidence(options).score, 2.0 / 3.0); // theme 2 of theme 2 and kind 1
    options.weights.kind = 0.0;
    EXPECT_EQ(two.evidence(options).score, 1.0);
    EXPECT_EQ(two.evidence(options)[ActivityField::kind], FieldEvidence{});
}

TEST(ActivitySimilarity, ADecisiveFieldWithNothingInCommonKeepsApart) {
    TwoActivities two;
    two.a.ages = {6, 12};
    two.b.ages = {13, 15};
    const ActivityEvidence evidence = two.evidence();
    EXPECT_DOUBLE_EQ(*evidence.score, 3.0 / 5.0); // theme 2 and kind 1, of 5 with ages
    EXPECT_TRUE(evidence.apart);
    EXPECT_EQ(evidence.likeness(), 0.0);
    const ActorNetwork network = two.network();
    EXPECT_EQ(ActivitySimilarity{network}(network, first, second), 0.0);

    SimilarityOptions options;
    options.decisive = {ActivityField::areas};
    EXPECT_FALSE(two.evidence(options).apart);
    two.b.ages = {}; // not stated, so not apart
    EXPECT_FALSE(two.evidence().apart);
}

TEST(FieldSet, HoldsWhatItWasGiven) {
    constexpr FieldSet fields{ActivityField::theme, ActivityField::description};
    static_assert(fields.contains(ActivityField::theme) && fields.contains(ActivityField::description));
    static_assert(!fields.contains(ActivityField::name) && !FieldSet{}.contains(ActivityField::theme));
    EXPECT_TRUE(SimilarityOptions{}.decisive.contains(ActivityField::kind));
    EXPECT_FALSE(SimilarityOptions{}.decisive.contains(ActivityField::weekly_times));
}

TEST(ActivitySimilarity, WithoutAFieldThatBothStateNothingIsKnown) {
    TwoActivities two;
    two.a.name = "Kor";
    SimilarityOptions options;
    options.weights = {.theme = 0,
                       .target_groups = 0,
                       .areas = 0,
                       .months = 0,
                       .weekly_times = 0,
                       .ages = 0,
                       .languages = 0,
                       .kind = 0,
                       .name = 1,
                       .description = 0};
    EXPECT_EQ(two.evidence(options).score, std::nullopt);
}

TEST(ActivitySimilarity, RefusesWeightsAndHorizonsWithoutMeaning) {
    const ActorNetwork network = TwoActivities{}.network();
    const auto refused = [&](auto change) {
        SimilarityOptions options;
        change(options);
        EXPECT_THROW(ActivitySimilarity(network, options), InvalidArgument);
    };
    refused([](SimilarityOptions& o) { o.weights.name = -1.0; });
    refused([](SimilarityOptions& o) { o.weights.name = std::numeric_limits<double>::quiet_NaN(); });
    refused([](SimilarityOptions& o) { o.weights.name = std::numeric_limits<double>::infinity(); });
    refused(
        [](SimilarityOptions& o) { o.weights.name = o.weights.theme = std::numeric_limits<double>::max(); });
    refused([](SimilarityOptions& o) { o.weights = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}; });
    refused([](SimilarityOptions& o) { o.months = {}; });
    refused([](SimilarityOptions& o) { o.months = {3, 3}; });
    refused([](SimilarityOptions& o) { o.ages = {}; });
    refused([](SimilarityOptions& o) { o.ages = {5, 4}; });
}

TEST(ActivitySimilarity, BelongsToItsNetwork) {
    const ActorNetwork network = TwoActivities{}.network();
    const ActivitySimilarity similarity{network};
    const auto copy_of = [](ActorNetwork copied) { return copied; };
    EXPECT_EQ(similarity(copy_of(network), first, second), 1.0);
    EXPECT_THROW((void)similarity(TwoActivities{}.network(), first, second), InvalidArgument);
}

TEST(ActivityField, HasNames) {
    EXPECT_EQ(to_string(ActivityField::theme), "theme");
    EXPECT_EQ(to_string(ActivityField::weekly_times), "weekly_times");
    EXPECT_EQ(to_string(ActivityField::description), "description");
}

// A program's own measure: the example of docs/methods/similarity.md.
struct SameActor {
    std::optional<double> operator()(const ActorNetwork& network, ActivityId a, ActivityId b) const {
        const ActivityColumns& activities = network.activities();
        return activities.actor[a.position()] == activities.actor[b.position()] ? 1.0 : 0.0;
    }
};

template <ActivityMeasure Measure>
std::optional<double> judged_by(const Measure& measure, const ActorNetwork& network) {
    return measure(network, first, second);
}

TEST(ActivityMeasure, TakesOwnAndShippedMeasures) {
    const ActorNetwork network = TwoActivities{}.network();
    EXPECT_EQ(judged_by(SameActor{}, network), 0.0);
    EXPECT_EQ(judged_by(ActivitySimilarity{network}, network), 1.0);
    static_assert(!ActivityMeasure<int>);
    const auto of_one = [](const ActorNetwork&, ActivityId) { return 1.0; };
    static_assert(!ActivityMeasure<decltype(of_one)>);
}

} // namespace
} // namespace samspill
