#include "group_summaries.hpp"

#include <samspill/analysis/inequality.hpp>

#include "seat_tests.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace samspill::detail {
namespace {

AttributeSegregation segregation_of(const ActorNetwork& network, const GroupBalanceResult& result,
                                    std::size_t groups, Counted counted, std::size_t attribute) {
    AttributeSegregation row;
    row.counted = counted;
    row.attribute = attribute;
    std::vector<double> amounts;
    std::vector<std::uint32_t> forms;
    BriefMeasure unknown;
    for (const ForumAttributeBalance& forum : result.forums) {
        if (forum.subject.counted != counted || forum.attribute != attribute) {
            continue;
        }
        if (!forum.amount) {
            ++row.forums_unknown;
            unknown = forum.parity;
        } else {
            forms.push_back(
                static_cast<std::uint32_t>(network.forums().form[forum.subject.forum.position()]));
        }
    }
    for (const GroupShare& group : result.groups) {
        if (group.subject.counted == counted && group.attribute == attribute && group.amount) {
            amounts.push_back(*group.amount);
        }
    }
    row.segregation = groups == 0 ? segregation({}, 1) : segregation(amounts, groups, forms);
    if (forms.empty() && row.forums_unknown > 0) { // not empty, but not known
        Segregation& s = row.segregation;
        for (Measure* measure : {&s.theil_h, &s.mutual_information, &s.between, &s.within, &s.sector_entropy,
                                 &s.forum_entropy, &s.joint_entropy}) {
            measure->status = unknown.status;
            measure->reason = unknown.reason;
        }
    }
    return row;
}

} // namespace

std::vector<AttributeSegregation> segregation_rows(const ActorNetwork& network,
                                                   std::span<const ComparedAttribute> attributes,
                                                   std::span<const Counted> counted,
                                                   const GroupBalanceResult& result) {
    std::vector<AttributeSegregation> rows;
    rows.reserve(counted.size() * attributes.size());
    for (const Counted kind : counted) {
        for (std::size_t a = 0; a < attributes.size(); ++a) {
            rows.push_back(segregation_of(network, result, attributes[a].groups(), kind, a));
        }
    }
    return rows;
}

void add_tests(GroupBalanceResult& result, std::span<const ComparedAttribute> attributes,
               const ExactTestOptions& options, RunControl* control) {
    SeatTests tests{options};
    std::vector<std::pair<ForumAttributeBalance*, std::size_t>> asked;
    std::size_t next = 0; // group rows stand in the order of the rows of forums
    for (ForumAttributeBalance& row : result.forums) {
        const std::size_t groups = attributes[row.attribute].groups();
        const auto& weights = attributes[row.attribute].known_baseline;
        std::vector<double> amounts;
        amounts.reserve(groups);
        for (std::size_t g = 0; g < groups; ++g) {
            amounts.push_back(result.groups[next++].amount.value_or(0.0));
        }
        ExactTest& test = row.against_baseline;
        test.status = Status::not_applicable;
        if (row.subject.counted > Counted::people) {
            test.reason = "of seats and people only";
        } else if (!row.amount || !weights) {
            test.status = Status::unknown;
            test.reason = row.amount ? row.dissimilarity.reason : row.note;
        } else {
            asked.emplace_back(&row, tests.add(SeatTest::multinomial, std::move(amounts), *weights));
        }
    }
    tests.compute(control);
    for (const auto& [row, number] : asked) {
        row->against_baseline = tests.test(number);
    }
}

} // namespace samspill::detail
