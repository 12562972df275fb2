#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/explain.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using enum OfferCondition;
using Conditions = std::vector<OfferCondition>;
using Texts = std::vector<std::string>;

/// A network with its coverage, whose needs are asked about by id.
class Study {
public:
    explicit Study(NetworkBuilder builder, const CoverageOptions& options = {})
        : model_{coverage_model(builder.build(), options)}, coverage_{coverage(model_, options)} {}

    [[nodiscard]] Explanation why(const char* need, const ExplainOptions& options = {}) const {
        return explain(model_, coverage_, model_.network().find_need(need), options);
    }
    [[nodiscard]] Texts nearest(const char* need, const ExplainOptions& options = {}) const {
        Texts ids;
        const Explanation explained = why(need, options);
        for (const NearOffer& offer : explained.nearest) {
            ids.push_back(id(offer.activity));
        }
        return ids;
    }
    [[nodiscard]] std::string id(ActivityId activity) const {
        return std::string{model_.network().text(model_.network().activities().id[activity.position()])};
    }
    [[nodiscard]] Texts ids(const std::vector<ActivityId>& activities) const {
        Texts texts;
        for (const ActivityId activity : activities) {
            texts.push_back(id(activity));
        }
        return texts;
    }
    [[nodiscard]] Texts ids(const std::vector<NeedId>& needs) const {
        Texts texts;
        for (const NeedId need : needs) {
            texts.emplace_back(model_.network().text(model_.network().needs().id[need.position()]));
        }
        return texts;
    }
    [[nodiscard]] const CoverageModel& model() const { return model_; }
    [[nodiscard]] const CoverageResult& result() const { return coverage_; }

private:
    CoverageModel model_;
    CoverageResult coverage_;
};

TEST(Explain, EighteenPeopleShareEightSeatsInTheWorkedExample) {
    const Study study{examples::allocation_example()};
    for (const char* need : {"n1", "n3"}) {
        const Explanation why = study.why(need);
        ASSERT_TRUE(why.shared_seats.has_value());
        const SharedSeats& shared = *why.shared_seats;
        EXPECT_EQ(study.ids(shared.needs), (Texts{"n1", "n3"}));
        EXPECT_EQ(study.ids(shared.activities), (Texts{"a1"}));
        EXPECT_EQ(shared.people, 18);
        EXPECT_EQ(shared.seats, 8);
        EXPECT_EQ(shared.seats_of_more_urgent, 0);
        EXPECT_FALSE(shared.held_by_more_urgent);
        EXPECT_TRUE(shared.of_known_offers);
        EXPECT_EQ(why.coverage.obstacle, Obstacle::no_capacity);
        EXPECT_EQ(why.offers_of_theme, 3);
    }
}

TEST(Explain, NamesTheOneConditionInTheWorkedExample) {
    const Study study{examples::allocation_example()};
    const Explanation n2 = study.why("n2");
    EXPECT_FALSE(n2.shared_seats.has_value()); // nothing fits, so seats are not what is lacking
    EXPECT_EQ(study.nearest("n2"), (Texts{"a2", "a3", "a1"}));
    EXPECT_EQ(n2.nearest.front().one_condition(), area); // a2 fails the area only
    EXPECT_EQ(n2.nearest[1].failed, (Conditions{area, language}));
    EXPECT_EQ(n2.nearest[2].failed, (Conditions{area, language, free_capacity}));
    EXPECT_FALSE(n2.nearest.front().distance.area_steps.has_value()); // nothing holds both areas

    const Explanation n3 = study.why("n3");
    EXPECT_EQ(study.nearest("n3"), (Texts{"a3", "a1", "a2"}));
    EXPECT_EQ(n3.nearest[0].one_condition(), known); // a3 fails known only
    EXPECT_EQ(n3.nearest[0].found, false);
    EXPECT_EQ(n3.nearest[0].free_seats, Count{4});
    EXPECT_EQ(n3.nearest[1].one_condition(), free_capacity);
    EXPECT_EQ(n3.nearest[2].failed, (Conditions{language, known}));
}

/// One need and an offer that fits, both stating everything; tests change single things.
struct Pair {
    Need need{.id = "n",
              .theme = "t",
              .target_group = "families",
              .area = "inner",
              .language = "ar",
              .period = {0, 3},
              .ages = {6, 18},
              .people = 5,
              .max_cost = 20.0,
              .access = {"step_free"}};
    Activity offer{.id = "j",
                   .actor = "a",
                   .theme = "t",
                   .target_groups = {"families"},
                   .areas = {"outer"},
                   .languages = {"ar"},
                   .period = {0, 3},
                   .ages = {6, 18},
                   .capacity = 9,
                   .cost = 10.0,
                   .access = {"step_free"}};

    [[nodiscard]] NearOffer near(const CoverageOptions& options = {}) const {
        NetworkBuilder builder;
        builder.add_area({.id = "outer"}).add_area({.id = "inner", .parent = "outer"});
        builder.add_area({.id = "street", .parent = "inner"}).add_area({.id = "next", .parent = "outer"});
        builder.add_area({.id = "far"}).add_actor({.id = "a"});
        builder.add_need(need).add_activity(offer);
        return Study{std::move(builder), options}.why("n").nearest.front();
    }
    [[nodiscard]] Conditions failed() const { return near().failed; }
};

TEST(Explain, AsksEveryConditionByItself) {
    Pair pair;
    EXPECT_EQ(pair.failed(), Conditions{});
    pair.offer.target_groups = {"singles"};
    pair.offer.areas = {"next"};
    pair.offer.period = {5, 9};
    pair.offer.languages = {"da"};
    pair.offer.ages = {20, 30};
    pair.offer.cost = 21.0;
    pair.offer.access = {"childcare"};
    pair.offer.capacity = 0;
    EXPECT_EQ(pair.failed(),
              (Conditions{target_group, area, period, language, ages, cost, access, free_capacity}));
    EXPECT_EQ(pair.near().one_condition(), std::nullopt);
    EXPECT_EQ(pair.near().found, std::nullopt); // nobody was asked who knows what
}

TEST(Explain, MeasuresHowFarOffersAre) {
    Pair pair;
    pair.offer.areas = {"street"};
    EXPECT_EQ(pair.near().distance.area_steps, 0); // serves a part of the area
    pair.offer.areas = {"far", "next"};
    EXPECT_EQ(pair.near().distance.area_steps, 1);
    pair.offer.areas = {"far"};
    EXPECT_EQ(pair.near().distance, OfferDistance{});
    pair = {};
    pair.offer.period = {3, 6}; // the need's last month is 2, the offer's first 3
    EXPECT_EQ(pair.near().distance.months, 1);
    pair.offer.period = {-4, -1};
    EXPECT_EQ(pair.near().distance.months, 2);
    pair = {};
    pair.offer.ages = {21, 30};
    EXPECT_EQ(pair.near().distance.years, 3);
    pair.offer.ages = {0, 5};
    EXPECT_EQ(pair.near().distance.years, 1);
}

TEST(Explain, MeasuresWhatIsMissingWhereAllMustBeServed) {
    CoverageOptions whole;
    whole.match.period = OverlapRule::whole;
    whole.match.ages = OverlapRule::whole;
    Pair pair;
    pair.offer.period = {1, 2};
    pair.offer.ages = {8, 15};
    EXPECT_EQ(pair.near(whole).distance.months, 2); // months 0 and 2
    EXPECT_EQ(pair.near(whole).distance.years, 5);  // 6, 7 and 16 to 18
    pair.need.period = {};
    pair.need.ages = {};
    EXPECT_EQ(pair.near(whole).distance.months, std::nullopt); // a standing need has no end
    EXPECT_TRUE(pair.near(whole).failed == (Conditions{period, ages}));
}

TEST(Explain, KeepsUnstatedApartFromFailed) {
    Pair pair;
    pair.offer.languages.clear();
    pair.offer.cost.reset();
    pair.offer.capacity = Count::unknown();
    EXPECT_EQ(pair.near().failed, Conditions{});
    EXPECT_EQ(pair.near().unstated, (Conditions{language, cost, free_capacity}));
    EXPECT_EQ(pair.near().free_seats, Count::unknown());
    CoverageOptions strict;
    strict.match.unstated = UnstatedRule::reject;
    EXPECT_EQ(pair.near(strict).failed, (Conditions{language, cost}));
    EXPECT_EQ(pair.near(strict).unstated, (Conditions{language, cost, free_capacity}));
}

NetworkBuilder one_actor() {
    NetworkBuilder builder;
    builder.add_area({.id = "A"}).add_area({.id = "B"}).add_actor({.id = "a"});
    return builder;
}

TEST(Explain, OrdersByFailedThenUnstatedThenDistanceThenSeatsThenId) {
    NetworkBuilder builder = one_actor();
    builder.add_need({.id = "n", .theme = "t", .language = "ar", .period = {0, 2}, .people = 1});
    const auto add = [&](const char* id, MonthInterval months, const char* spoken, Count seats) {
        Activity offer{.id = id, .actor = "a", .theme = "t", .period = months, .capacity = seats};
        if (spoken[0] != '\0') {
            offer.languages = {spoken};
        }
        builder.add_activity(offer);
    };
    add("a two failures", {9, 12}, "da", 99);
    add("b far", {6, 12}, "ar", 99);
    add("c near", {3, 12}, "ar", 1);
    add("d near, more seats", {3, 12}, "ar", 2);
    add("e other language", {0, 2}, "da", 1);
    add("f near but unstated", {3, 12}, "", 99);
    add("g near, seats unknown", {3, 12}, "ar", Count::unknown());
    add("h like c", {3, 12}, "ar", 1);
    add("z fits", {0, 2}, "ar", 1);
    const Study study{std::move(builder)};
    const Texts order{"z fits", "e other language",    "d near, more seats",    "c near",        "h like c",
                      "b far",  "f near but unstated", "g near, seats unknown", "a two failures"};
    EXPECT_EQ(study.nearest("n", {.nearest = 99}), order);
    EXPECT_EQ(study.nearest("n"), Texts(order.begin(), order.begin() + 5));
    EXPECT_TRUE(study.why("n", {.nearest = 0}).nearest.empty());
    EXPECT_EQ(study.why("n", {.nearest = 0}).offers_of_theme, 9);
}

TEST(Explain, SaysWhenNothingHasTheTheme) {
    NetworkBuilder builder = one_actor();
    builder.add_need({.id = "n", .theme = "swimming", .people = 3});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 5});
    const Explanation why = Study{std::move(builder)}.why("n");
    EXPECT_EQ(why.offers_of_theme, 0);
    EXPECT_TRUE(why.nearest.empty());
    EXPECT_FALSE(why.shared_seats.has_value());
    EXPECT_EQ(why.coverage.obstacle, Obstacle::no_offer);
}

TEST(Explain, SeatsThatAreTakenCannotBeHadByMovingOthersEither) {
    NetworkBuilder builder = one_actor();
    // Four people fill `small`; they could move to `large`, so a seat can be had at `small`.
    builder.add_activity({.id = "small", .actor = "a", .theme = "t", .areas = {"A"}, .capacity = 4});
    builder.add_activity({.id = "large", .actor = "a", .theme = "t", .areas = {"A"}, .capacity = 4});
    builder.add_need({.id = "there", .theme = "t", .area = "A", .people = 4});
    builder.add_need({.id = "elsewhere", .theme = "t", .area = "B", .people = 1});
    const Study study{std::move(builder)};
    for (const NearOffer& offer : study.why("elsewhere").nearest) {
        EXPECT_EQ(offer.one_condition(), area);
    }
}

/// A later need and an urgent one of so many people, who share five seats.
NetworkBuilder urgent_and_later(std::int64_t urgent) {
    NetworkBuilder builder = one_actor();
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 5});
    builder.add_need({.id = "later", .theme = "t", .people = 3, .priority = 2});
    builder.add_need({.id = "urgent", .theme = "t", .people = urgent, .priority = 1});
    return builder;
}

TEST(Explain, SharesWhatMoreUrgentNeedsLeave) {
    const Study some_left{urgent_and_later(4)};
    const SharedSeats one_seat = some_left.why("later").shared_seats.value();
    EXPECT_EQ(some_left.ids(one_seat.needs), (Texts{"later"}));
    EXPECT_EQ(one_seat.people, 3);
    EXPECT_EQ(one_seat.seats, 1);
    EXPECT_EQ(one_seat.seats_of_more_urgent, 4);
    EXPECT_FALSE(one_seat.held_by_more_urgent);
    EXPECT_FALSE(some_left.why("urgent").shared_seats.has_value());

    const SharedSeats none_left = Study{urgent_and_later(5)}.why("later").shared_seats.value();
    EXPECT_EQ(none_left.seats, 0);
    EXPECT_EQ(none_left.seats_of_more_urgent, 5);
    EXPECT_TRUE(none_left.held_by_more_urgent);
}

TEST(Explain, NamesTheMoreUrgentNeedsThatFallShortThemselves) {
    const Study study{urgent_and_later(9)};
    const SharedSeats shared = study.why("later").shared_seats.value();
    EXPECT_TRUE(shared.held_by_more_urgent);
    EXPECT_EQ(study.ids(shared.needs), (Texts{"urgent"}));
    EXPECT_EQ(shared.people, 9);
    EXPECT_EQ(shared.seats, 5);
    EXPECT_FALSE(study.why("urgent").shared_seats->held_by_more_urgent);
}

TEST(Explain, CountsUnknownSeatsAsNoneAndSaysSo) {
    NetworkBuilder builder = one_actor();
    builder.add_activity({.id = "j", .actor = "a", .theme = "t"});
    builder.add_activity({.id = "k", .actor = "a", .theme = "t", .capacity = 2});
    builder.add_need({.id = "n", .theme = "t", .people = 3})
        .add_need({.id = "nobody", .theme = "t", .people = 0});
    builder.add_need({.id = "uncounted", .theme = "t"});
    const Study study{std::move(builder)};
    const SharedSeats shared = study.why("n").shared_seats.value();
    EXPECT_EQ(study.ids(shared.activities), (Texts{"j", "k"}));
    EXPECT_EQ(shared.seats, 2);
    EXPECT_EQ(shared.activities_unknown_seats, 1);
    EXPECT_EQ(study.ids(shared.needs), (Texts{"n"}));
    EXPECT_FALSE(shared.of_known_offers); // nobody was asked
    EXPECT_FALSE(study.why("nobody").shared_seats.has_value());
    EXPECT_FALSE(study.why("uncounted").shared_seats.has_value());
}

TEST(Explain, JudgesNeedsWithoutEntryPointByAllOffers) {
    NetworkBuilder builder = examples::allocation_example();
    builder.add_need({.id = "n4", .theme = "language", .area = "A", .language = "da", .people = 6});
    const Study study{std::move(builder)};
    const Explanation why = study.why("n4");
    const SharedSeats& shared = why.shared_seats.value();
    EXPECT_FALSE(shared.of_known_offers);
    EXPECT_EQ(study.ids(shared.needs), (Texts{"n1", "n3", "n4"})); // 24 people share 12 seats of a1 and a3
    EXPECT_EQ(shared.people, 24);
    EXPECT_EQ(shared.seats, 12);
    EXPECT_EQ(why.nearest.front().found, std::nullopt);
    EXPECT_EQ(why.nearest.front().unstated, (Conditions{known}));
}

TEST(Explain, ExplainsSeveralNeedsAtOnce) {
    const Study study{examples::allocation_example()};
    const std::vector<NeedId> needs{NeedId{2U}, NeedId{0U}};
    const std::vector<Explanation> all = explain(study.model(), study.result(), needs);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].need, NeedId{2U});
    EXPECT_EQ(all[0].nearest.front().one_condition(), known);
    EXPECT_EQ(all[1].shared_seats->seats, 8);
    EXPECT_TRUE(explain(study.model(), study.result(), std::span<const NeedId>{}).empty());
}

TEST(Explain, RefusesWhatDoesNotBelongTogether) {
    const Study study{examples::allocation_example()};
    EXPECT_THROW((void)explain(study.model(), study.result(), NeedId{3U}), InvalidArgument);
    const CoverageResult other = coverage(examples::duplicates_example().build());
    EXPECT_THROW((void)explain(study.model(), other, NeedId{0U}), InvalidArgument);
}

} // namespace
} // namespace samspill
