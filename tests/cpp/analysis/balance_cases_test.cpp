// Every worked number of methods M1.1-M1.3 and M1.6, from the case folders under tests/data/cases/balance.
#include <samspill/analysis/balance_measures.hpp>
#include <samspill/analysis/exact_tests.hpp>

#include "support/case_folder.hpp"

#include <boost/json/value_to.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

namespace json = boost::json;

struct Forum {
    explicit Forum(const json::object& input)
        : sectors(json::value_to<std::vector<std::string>>(input.at("sectors"))),
          seats(json::value_to<std::vector<double>>(input.at("seats"))) {
        if (const json::value* weights = input.if_contains("baseline")) {
            baseline = json::value_to<std::vector<double>>(*weights);
        }
        if (const json::value* candidates = input.if_contains("pool")) {
            pool = json::value_to<std::vector<std::int64_t>>(*candidates);
        }
    }
    [[nodiscard]] std::size_t position(std::string_view sector) const {
        return static_cast<std::size_t>(std::find(sectors.begin(), sectors.end(), sector) - sectors.begin());
    }
    [[nodiscard]] std::vector<std::int64_t> whole_seats() const { return {seats.begin(), seats.end()}; }

    std::vector<std::string> sectors;
    std::vector<double> seats;
    std::vector<double> baseline;
    std::vector<std::int64_t> pool;
};

Measure compute(const Forum& forum, std::string_view name) {
    static const std::map<std::string_view, std::function<Measure(const Forum&)>> measures{
        {"parity", [](const Forum& f) { return parity(f.seats); }},
        {"min_max_ratio", [](const Forum& f) { return min_max_ratio(f.seats); }},
        {"dissimilarity", [](const Forum& f) { return dissimilarity(f.seats, f.baseline); }},
        {"gallagher", [](const Forum& f) { return gallagher(f.seats, f.baseline); }},
        {"kullback_leibler", [](const Forum& f) { return kullback_leibler(f.seats, f.baseline); }},
        {"blau", [](const Forum& f) { return blau(f.seats); }},
        {"iqv", [](const Forum& f) { return iqv(f.seats); }},
        {"blau_unbiased", [](const Forum& f) { return blau_unbiased(f.seats); }},
        {"shannon", [](const Forum& f) { return shannon(f.seats); }},
        {"pielou", [](const Forum& f) { return pielou(f.seats); }},
        {"hill_1", [](const Forum& f) { return hill_1(f.seats); }},
        {"hill_2", [](const Forum& f) { return hill_2(f.seats); }},
    };
    return measures.at(name)(forum);
}

Measure compute_of_sector(const Forum& forum, std::string_view name, std::size_t sector) {
    static const std::map<std::string_view, std::function<Measure(const Forum&, std::size_t)>> measures{
        {"ratio", [](const Forum& f, std::size_t s) { return representation_ratio(f.seats, f.baseline, s); }},
        {"gap", [](const Forum& f, std::size_t s) { return share_gap(f.seats, f.baseline, s); }},
        {"log_ratio",
         [](const Forum& f, std::size_t s) { return log_representation_ratio(f.seats, f.baseline, s); }},
    };
    return measures.at(name)(forum, sector);
}

PoolDraw draw_of_sector(const Forum& forum, std::size_t sector) {
    PoolDraw draw;
    const std::vector<std::int64_t> seats = forum.whole_seats();
    for (std::size_t s = 0; s < seats.size(); ++s) {
        draw.seats += seats[s];
        draw.pool += forum.pool[s];
    }
    draw.seats_of_sector = seats[sector];
    draw.pool_of_sector = forum.pool[sector];
    return draw;
}

std::optional<double> part(const ExactTest& test, std::string_view name) {
    if (name == "outcomes") {
        return test.outcomes ? std::optional{static_cast<double>(*test.outcomes)} : std::nullopt;
    }
    return name == "p" ? test.p : name == "probability" ? test.probability : test.smallest_p;
}

void expect(const json::value& expected, std::optional<double> value, Status status,
            std::string_view reason) {
    const json::value& wanted = expected.at("value");
    if (wanted.is_null()) {
        EXPECT_FALSE(value.has_value());
        EXPECT_EQ(status, Status::not_applicable);
        EXPECT_EQ(reason, json::value_to<std::string>(expected.at("reason")));
        return;
    }
    ASSERT_TRUE(value.has_value()) << reason;
    EXPECT_EQ(status, Status::ok);
    if (wanted.is_string()) {
        const double infinity = std::numeric_limits<double>::infinity();
        EXPECT_EQ(*value, wanted.as_string() == "infinity" ? infinity : -infinity);
        EXPECT_TRUE(reason.starts_with("infinite"));
        return;
    }
    EXPECT_NEAR(*value, wanted.to_number<double>(), expected.at("within").to_number<double>());
}

void expect_test(const json::object& expected, const ExactTest& test) {
    for (const auto& [name, number] : expected) {
        SCOPED_TRACE(std::string{name});
        expect(number, part(test, name), test.status, test.reason);
    }
}

void expect_sectors(const json::object& expected, const Forum& forum) {
    for (const auto& [sector, measures] : expected) {
        for (const auto& [name, number] : measures.as_object()) {
            SCOPED_TRACE(std::string{sector} + " " + std::string{name});
            const Measure measure = compute_of_sector(forum, name, forum.position(sector));
            expect(number, measure.value, measure.status, measure.reason);
        }
    }
}

class BalanceCase : public testing::TestWithParam<test::CaseFolder> {};

TEST_P(BalanceCase, GivesTheWorkedNumbers) {
    const Forum forum{GetParam().input};
    for (const auto& [key, expected] : GetParam().expected) {
        SCOPED_TRACE(std::string{key});
        if (key == "by_sector") {
            expect_sectors(expected.as_object(), forum);
        } else if (key == "baseline_test") {
            expect_test(expected.as_object(), multinomial_test(forum.whole_seats(), forum.baseline));
        } else if (key == "pool_test") {
            expect_test(expected.as_object(), hypergeometric_test(forum.whole_seats(), forum.pool));
        } else if (key == "pool_at_most") {
            for (const auto& [sector, numbers] : expected.as_object()) {
                const PoolDraw draw = draw_of_sector(forum, forum.position(sector));
                expect_test(numbers.as_object(), hypergeometric_tail(draw, Tail::at_most));
            }
        } else {
            const Measure measure = compute(forum, key);
            EXPECT_EQ(measure.definition.name, std::string_view{key});
            expect(expected, measure.value, measure.status, measure.reason);
        }
    }
}

std::string name_of(const testing::TestParamInfo<test::CaseFolder>& info) {
    std::string name = info.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Folders, BalanceCase, testing::ValuesIn(test::read_cases("balance")), name_of);

} // namespace
} // namespace samspill
