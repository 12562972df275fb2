// Normal forms, text similarity, weekly times and Gower's coefficient against what they promise for all
// input.
#include <samspill/analysis/activity_similarity.hpp>
#include <samspill/core/utf8.hpp>
#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/text_similarity.hpp>

#include "support/detailed_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

/// Letters, marks and separators of which normal forms treat each kind in its own way.
constexpr std::array<char32_t, 32> some_characters{
    U'a',  U'o',  U'E',  U'z',  U'7',   U' ',   U'.',   U'-',    U'\'',  0xE5,  0xD8,
    0xE6,  0x1FB, 0x30A, 0x308, 0x301,  0x323,  0x338,  0x94D,   0x93C,  0x915, 0x5D0,
    0x5B0, 0x627, 0x651, 0x640, 0x200D, 0x202B, 0xFB01, 0x1D400, 0xAC01, 0x1100};

std::u32string any_characters(int most) {
    std::u32string text;
    const int length = below(most);
    for (int k = 0; k < length; ++k) {
        // Mostly those above, now and then any code point that is no surrogate.
        const auto any = static_cast<char32_t>(below(0x110000));
        const bool listed = below(4) > 0 || (any >= 0xD800 && any < 0xE000);
        text += listed ? some_characters[static_cast<std::size_t>(below(some_characters.size()))] : any;
    }
    return text;
}

std::string utf8(const std::u32string& characters) {
    std::string text;
    for (const char32_t c : characters) {
        append_utf8(text, c);
    }
    return text;
}

RC_GTEST_PROP(NormalTextProp, TheNormalFormOfANormalFormIsItself, ()) {
    const std::string normal = normal_text(utf8(any_characters(30)));
    RC_ASSERT(normal_text(normal) == normal);
}

RC_GTEST_PROP(NormalTextProp, AnyBytesGiveWellFormedWords, ()) {
    std::string bytes;
    const int length = below(40);
    for (int k = 0; k < length; ++k) {
        bytes += static_cast<char>(below(256));
    }
    const std::string normal = normal_text(bytes);
    RC_ASSERT(first_invalid_utf8(normal) == normal.size());
    RC_ASSERT(normal_text(normal) == normal);
    RC_ASSERT((normal.empty() || (normal.front() != ' ' && normal.back() != ' ')));
    RC_ASSERT(normal.find("  ") == std::string::npos);
    const std::vector<std::string_view> words = words_of(normal);
    RC_ASSERT(std::none_of(words.begin(), words.end(), [](std::string_view word) { return word.empty(); }));
}

RC_GTEST_PROP(NormalTextProp, WordsAreFoldedOneByOne, ()) {
    const std::string a = utf8(any_characters(12));
    const std::string b = utf8(any_characters(12));
    const std::string normal_a = normal_text(a);
    const std::string normal_b = normal_text(b);
    const std::string between = normal_a.empty() || normal_b.empty() ? "" : " ";
    RC_ASSERT(normal_text(a + " " + b) == normal_a + between + normal_b);
}

/// A mark of each kind with its combining class: above, below, overlay, nukta, virama.
constexpr std::array<std::pair<char32_t, int>, 7> some_marks{
    {{0x301, 230}, {0x30A, 230}, {0x308, 230}, {0x323, 220}, {0x338, 1}, {0x93C, 7}, {0x94D, 9}}};

RC_GTEST_PROP(NormalTextProp, TheOrderOfMarksOfDifferentClassesMakesNoDifference, ()) {
    std::vector<std::pair<char32_t, int>> marks;
    const int count = below(7);
    marks.reserve(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k) {
        marks.push_back(some_marks[static_cast<std::size_t>(below(some_marks.size()))]);
    }
    const char32_t letter = below(2) == 0 ? U'a' : U'o';
    const auto written = [&] {
        std::u32string word{letter};
        for (const auto& [mark, combining] : marks) {
            word += mark;
        }
        return normal_text(utf8(word + U"b"));
    };
    const std::string before = written();
    for (int swaps = below(10); swaps > 0 && marks.size() > 1; --swaps) {
        const auto k = static_cast<std::size_t>(below(static_cast<int>(marks.size()) - 1));
        if (marks[k].second != marks[k + 1].second) {
            std::swap(marks[k], marks[k + 1]);
        }
    }
    RC_ASSERT(written() == before);
}

/// Words of few letters, so that texts share some.
std::string any_words() {
    std::string text;
    const int words = below(5);
    for (int k = 0; k < words; ++k) {
        const int letters = 1 + below(4);
        text += text.empty() ? "" : " ";
        for (int letter = 0; letter < letters; ++letter) {
            text += static_cast<char>('a' + below(2));
        }
    }
    return text;
}

std::size_t count_shared(const std::set<std::string>& a, const std::set<std::string>& b) {
    return static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&](const auto& each) { return b.contains(each); }));
}

double dice(const std::set<std::string>& a, const std::set<std::string>& b) {
    return 2.0 * static_cast<double>(count_shared(a, b)) / static_cast<double>(a.size() + b.size());
}

std::set<std::string> plain_grams(const std::string& text) {
    const std::string joined = without_blanks(text);
    std::set<std::string> grams;
    for (std::size_t k = 0; k + 3 <= joined.size(); ++k) {
        grams.insert(joined.substr(k, 3));
    }
    return grams.empty() ? std::set<std::string>{joined} : grams;
}

RC_GTEST_PROP(TextSimilarityProp, IsTheLargerOfTwoPlainCoefficients, ()) {
    const std::string a = any_words();
    const std::string b = any_words();
    const std::optional<double> score = text_similarity(a, b);
    RC_ASSERT(score == text_similarity(b, a));
    RC_ASSERT(score.has_value() == (!a.empty() && !b.empty()));
    if (score) {
        const auto views_a = words_of(a);
        const auto views_b = words_of(b);
        const double words = dice({views_a.begin(), views_a.end()}, {views_b.begin(), views_b.end()});
        RC_ASSERT(*score == std::max(words, dice(plain_grams(a), plain_grams(b))));
        RC_ASSERT((*score >= 0.0 && *score <= 1.0));
        RC_ASSERT(text_similarity(a, a) == 1.0);
        RC_ASSERT(text_similarity(a, sorted_words(a)) == 1.0);
        RC_ASSERT(text_similarity(a, without_blanks(a)) == 1.0);
    }
}

std::string any_rule() {
    constexpr std::array<const char*, 4> recurrences{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    constexpr std::array<const char*, 6> days{"",          ";BYDAY=MO",  ";BYDAY=TU,MO",
                                              ";BYDAY=FR", ";BYDAY=1MO", "?"};
    constexpr std::array<const char*, 4> hours{"", ";BYHOUR=9", ";BYHOUR=9,17", ";BYHOUR=17;BYMINUTE=0,30"};
    constexpr std::array<const char*, 3> intervals{"", ";INTERVAL=2", ";INTERVAL=3"};
    const auto one_of = [](const auto& texts) {
        return std::string{texts[static_cast<std::size_t>(below(static_cast<int>(texts.size())))]};
    };
    return "FREQ=" + one_of(recurrences) + one_of(days) + one_of(hours) + one_of(intervals);
}

RC_GTEST_PROP(WeekLoadProp, IsSymmetricWithinRangeAndOneForItself, ()) {
    const WeekLoad a{parse_weekly_times(any_rule()).value_or(WeeklyTimes{})};
    const WeekLoad b{parse_weekly_times(any_rule()).value_or(WeeklyTimes{})};
    const std::optional<double> score = a.similarity(b);
    RC_ASSERT(score == b.similarity(a));
    RC_ASSERT(score.has_value() == (!a.empty() && !b.empty()));
    RC_ASSERT((!score || (*score >= 0.0 && *score <= 1.0)));
    RC_ASSERT((a.empty() || a.similarity(a) == 1.0));
}

/// The areas that an activity serves, each by its id: those it names and all inside them.
std::set<std::string> served(const Rows& rows, const Activity& activity) {
    std::set<std::string> inside{activity.areas.begin(), activity.areas.end()};
    for (std::size_t round = 0; round < rows.areas.size(); ++round) {
        for (const Area& area : rows.areas) {
            if (inside.contains(area.parent)) {
                inside.insert(area.id);
            }
        }
    }
    return inside;
}

double plain_jaccard(const std::set<std::string>& a, const std::set<std::string>& b) {
    const std::size_t shared = count_shared(a, b);
    return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

Rows rows_to_compare() {
    Rows rows = detailed_rows();
    for (Activity& activity : rows.activities) {
        activity.schedule = any_rule();
        activity.name = any_words();
    }
    return rows;
}

RC_GTEST_PROP(ActivitySimilarityProp, IsSymmetricWithinRangeAndOneForItself, ()) {
    const ActorNetwork network = rows_to_compare().build();
    const ActivitySimilarity similarity{network};
    for (std::size_t i = 0; i < network.activities().size(); ++i) {
        RC_ASSERT(similarity(network, ActivityId{i}, ActivityId{i}) == 1.0);
        for (std::size_t j = 0; j < i; ++j) {
            const ActivityEvidence evidence = similarity.evidence(ActivityId{i}, ActivityId{j});
            const ActivityEvidence turned = similarity.evidence(ActivityId{j}, ActivityId{i});
            RC_ASSERT(evidence.score == turned.score);
            RC_ASSERT(evidence.apart == turned.apart);
            RC_ASSERT(similarity(network, ActivityId{i}, ActivityId{j}) ==
                      (evidence.apart ? 0.0 : evidence.score));
            RC_ASSERT((evidence.score.has_value() && *evidence.score >= 0.0 && *evidence.score <= 1.0));
            for (std::size_t k = 0; k < activity_field_count; ++k) {
                const FieldEvidence& field = evidence.fields[k];
                RC_ASSERT(field.score == turned.fields[k].score);
                RC_ASSERT(field.stated_by_a == turned.fields[k].stated_by_b);
                RC_ASSERT(field.score.has_value() == (field.stated_by_a && field.stated_by_b));
                RC_ASSERT((!field.score || (*field.score >= 0.0 && *field.score <= 1.0)));
            }
        }
    }
}

RC_GTEST_PROP(ActivitySimilarityProp, TheScoreIsTheMeanOfItsFieldsAndRowOrderMakesNoDifference, ()) {
    const Rows rows = rows_to_compare();
    const ActorNetwork network = rows.build();
    const ActorNetwork reversed = rows.shuffled().build();
    SimilarityOptions options;
    options.weights.theme = below(3);
    options.weights.areas = 0.5 * below(3);
    options.weights.name = 1 + below(3);
    const ActivitySimilarity similarity{network, options};
    const ActivitySimilarity other{reversed, options};
    for (std::size_t i = 0; i < network.activities().size(); ++i) {
        for (std::size_t j = 0; j < network.activities().size(); ++j) {
            const ActivityEvidence evidence = similarity.evidence(ActivityId{i}, ActivityId{j});
            RC_ASSERT(evidence == other.evidence(ActivityId{i}, ActivityId{j}));
            double sum = 0.0;
            double weights = 0.0;
            for (std::size_t k = 0; k < activity_field_count; ++k) {
                if (evidence.fields[k].score) {
                    sum += options.weights.of(static_cast<ActivityField>(k)) * *evidence.fields[k].score;
                    weights += options.weights.of(static_cast<ActivityField>(k));
                }
            }
            RC_ASSERT(evidence.score.has_value() == (weights > 0.0));
            RC_ASSERT((!evidence.score || *evidence.score == sum / weights));
        }
    }
}

RC_GTEST_PROP(ActivitySimilarityProp, ListsAndAreasAreComparedAsPlainSets, ()) {
    const Rows rows = rows_to_compare();
    const ActorNetwork network = rows.build();
    const ActivitySimilarity similarity{network};
    for (const Activity& a : rows.activities) {
        for (const Activity& b : rows.activities) {
            const ActivityEvidence evidence =
                similarity.evidence(network.find_activity(a.id), network.find_activity(b.id));
            const auto areas = evidence[ActivityField::areas].score;
            RC_ASSERT(areas.has_value() == (!a.areas.empty() && !b.areas.empty()));
            RC_ASSERT((!areas || *areas == plain_jaccard(served(rows, a), served(rows, b))));
            const auto groups = evidence[ActivityField::target_groups].score;
            RC_ASSERT(
                (!groups || *groups == plain_jaccard({a.target_groups.begin(), a.target_groups.end()},
                                                     {b.target_groups.begin(), b.target_groups.end()})));
        }
    }
}

} // namespace
} // namespace samspill
