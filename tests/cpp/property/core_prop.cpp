// Properties of the core value types, each against a slower way to the same answer.
#include <samspill/core/date.hpp>
#include <samspill/core/finding.hpp>
#include <samspill/core/fraction.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/core/string_pool.hpp>
#include <samspill/core/utf8.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace samspill {
namespace {

RC_GTEST_PROP(DateProperty, AgreesWithTheStandardCalendar, ()) {
    const auto day = *rc::gen::inRange(-719'528, 2'932'897);
    const std::chrono::year_month_day expected{std::chrono::sys_days{std::chrono::days{day}}};
    const std::string text = Date{day}.to_string();
    RC_ASSERT(std::stoi(text.substr(0, 4)) == static_cast<int>(expected.year()));
    RC_ASSERT(std::stoul(text.substr(5, 2)) == static_cast<unsigned>(expected.month()));
    RC_ASSERT(std::stoul(text.substr(8, 2)) == static_cast<unsigned>(expected.day()));
    RC_ASSERT(Date::parse(text) == Date{day});
}

RC_GTEST_PROP(DateProperty, AnyTextIsRefusedOrReadsAsADay, (const std::string& text)) {
    const auto date = Date::parse(text);
    RC_ASSERT((!date || date->to_string() == text.substr(0, 10)));
}

RC_GTEST_PROP(DateIntervalProperty, DaysWithinCountsDays, ()) {
    const auto bound = rc::gen::inRange(-20, 40);
    const DateInterval interval{Date{*bound}, Date{*bound}};
    const DateInterval window{Date{*bound}, Date{*bound}};
    std::int32_t days = 0;
    for (std::int32_t day = -20; day < 40; ++day) {
        const auto holds = [day](DateInterval i) { return i.from <= Date{day} && Date{day} < i.to; };
        days += holds(interval) && holds(window) ? 1 : 0;
    }
    RC_ASSERT(interval.days_within(window) == days);
}

RC_GTEST_PROP(FractionProperty, RoundsAsTheHardwareDoesWhereItCan, ()) {
    const auto part = rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 26);
    const std::int64_t numerator = *part;
    const std::int64_t denominator = *part;
    const std::int64_t count = *part;
    const auto exact_product = static_cast<double>(numerator * count);
    RC_ASSERT(Fraction(numerator, denominator).of(count) == exact_product / static_cast<double>(denominator));
}

RC_GTEST_PROP(FractionProperty, OrderSurvivesScaling, ()) {
    const auto part = rc::gen::inRange<std::int64_t>(1, 1'000'000'000);
    const std::int64_t a = *part;
    const std::int64_t b = *part;
    const std::int64_t denominator = *part;
    const std::int64_t scale = *part;
    RC_ASSERT((Fraction(a, denominator) <=> Fraction(b, denominator)) == (a <=> b));
    RC_ASSERT(Fraction(a * scale, denominator * scale) == Fraction(a, denominator));
}

RC_GTEST_PROP(FractionProperty, TextAndNumberSayTheSame, ()) {
    const auto part = rc::gen::inRange<std::int64_t>(1, 100'000);
    const Fraction share{*part, *part};
    const std::int64_t count = *part;
    const std::string text = share.text_of(count);
    const auto slash = text.find('/');
    const double divisor = slash == std::string::npos ? 1.0 : std::stod(text.substr(slash + 1));
    RC_ASSERT(std::stod(text) / divisor == share.of(count));
}

RC_GTEST_PROP(StringPoolProperty, TermsOrderAsTextsWhateverTheirOrderOfArrival,
              (std::vector<std::string> texts)) {
    StringPoolBuilder builder;
    std::vector<TermId> provisional;
    provisional.reserve(texts.size());
    for (const std::string& text : texts) {
        provisional.push_back(builder.intern(text));
    }
    std::vector<TermId> renumbering;
    const StringPool pool{builder, renumbering};
    const std::set<std::string> distinct(texts.begin(), texts.end());
    RC_ASSERT(pool.size() == distinct.size() - distinct.count(""));
    for (std::size_t k = 0; k < texts.size(); ++k) {
        const TermId found = pool.find(texts[k]);
        RC_ASSERT(found.is_none() == texts[k].empty());
        RC_ASSERT(pool.text(found) == texts[k]);
        RC_ASSERT((found.is_none() || found == renumbering[provisional[k].position()]));
    }
    for (std::uint32_t k = 1; k < pool.size(); ++k) {
        RC_ASSERT(pool.text(TermId{k - 1}) < pool.text(TermId{k}));
    }
}

RC_GTEST_PROP(MonthIntervalProperty, RelationsAgreeWithTheSetsOfMonths, ()) {
    const auto bound = rc::gen::inRange(-4, 8);
    const MonthInterval a{*bound, *bound};
    const MonthInterval b{*bound, *bound};
    RC_PRE(!a.is_empty() && !b.is_empty());
    bool shares_a_month = false;
    bool a_has_all_of_b = true;
    for (std::int32_t month = -4; month < 8; ++month) {
        shares_a_month = shares_a_month || (a.includes(month) && b.includes(month));
        a_has_all_of_b = a_has_all_of_b && (!b.includes(month) || a.includes(month));
        RC_ASSERT(a.intersection(b).includes(month) == (a.includes(month) && b.includes(month)));
    }
    RC_ASSERT(a.overlaps(b) == shares_a_month);
    RC_ASSERT(a.contains(b) == a_has_all_of_b);
}

RC_GTEST_PROP(FindingProperty, OrderIsStrictAndTotal, ()) {
    const auto finding = [] {
        Finding result;
        result.severity = *rc::gen::element(Severity::error, Severity::warning, Severity::info);
        result.code = *rc::gen::element(FindingCode::missing_value, FindingCode::duplicate_id);
        result.table = *rc::gen::element<std::string>("actors", "needs");
        result.row = *rc::gen::inRange(0, 3);
        return result;
    };
    const Finding a = finding();
    const Finding b = finding();
    RC_ASSERT(
        static_cast<int>(precedes(a, b)) + static_cast<int>(precedes(b, a)) + static_cast<int>(a == b) == 1);
}

RC_GTEST_PROP(Utf8Property, TrimmingTwiceIsTrimmingOnce, ()) {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        " ", "\t", "\n", "\xC2\xA0", "\xE2\x80\x8B", "a", "\xC3\xB8", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"));
    std::string text;
    for (const std::string& piece : pieces) {
        text += piece;
    }
    const std::string_view once = trimmed(text);
    RC_ASSERT(trimmed(once) == once);
    RC_ASSERT(first_invalid_utf8(once) == once.size());
    const auto is_visible = [](const std::string& piece) { return trimmed(piece) == piece; };
    RC_ASSERT(once.empty() == std::none_of(pieces.begin(), pieces.end(), is_visible));
}

RC_GTEST_PROP(Utf8Property, AnythingBeforeTheFirstBadByteIsGood, (const std::string& bytes)) {
    const std::size_t bad = first_invalid_utf8(bytes);
    RC_ASSERT(bad <= bytes.size());
    RC_ASSERT(first_invalid_utf8(std::string_view{bytes}.substr(0, bad)) == bad);
}

} // namespace
} // namespace samspill
