#include "group_rows.hpp"

#include <samspill/analysis/balance_measures.hpp>
#include <samspill/analysis/inequality.hpp>

#include "seat_weights.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace samspill::detail {
namespace {

constexpr std::string_view no_baseline = "the baseline is not known for every group";
constexpr std::string_view not_of_agenda = "the attribute is none of agenda items";

using MeasureField = BriefMeasure AttributeBalance::*;

constexpr std::array<MeasureField, 9> of_shares{
    &AttributeBalance::parity, &AttributeBalance::min_max_ratio, &AttributeBalance::blau,
    &AttributeBalance::iqv,    &AttributeBalance::blau_unbiased, &AttributeBalance::shannon,
    &AttributeBalance::pielou, &AttributeBalance::hill_1,        &AttributeBalance::hill_2};
constexpr std::array<MeasureField, 3> of_baseline{
    &AttributeBalance::dissimilarity, &AttributeBalance::gallagher, &AttributeBalance::kullback_leibler};

/// Why nothing can be said of an attribute, if that is so.
std::optional<BriefMeasure> obstacle(const ComparedAttribute& attribute, const CountedAmounts& amounts) {
    if (amounts.subject.counted == Counted::agenda && attribute.attribute != GroupAttribute::sector) {
        return BriefMeasure{Status::not_applicable, not_of_agenda};
    }
    if (amounts.status != Status::ok) {
        return BriefMeasure{amounts.status, amounts.reason};
    }
    return std::nullopt;
}

double total(std::span<const double> numbers) { return ordered_sum({numbers.begin(), numbers.end()}); }

void measure_shares(AttributeBalance& row, std::span<const double> parts) {
    row.parity = parity(parts);
    row.min_max_ratio = min_max_ratio(parts);
    row.blau = blau(parts);
    row.iqv = iqv(parts);
    row.blau_unbiased = blau_unbiased(parts);
    row.shannon = shannon(parts);
    row.pielou = pielou(parts);
    row.hill_1 = hill_1(parts);
    row.hill_2 = hill_2(parts);
}

} // namespace

ComparedAttribute::ComparedAttribute(const ActorNetwork& network, const BalancedAttribute& asked)
    : attribute{asked.attribute}, categories{network, asked}, baseline{categories.baseline()} {
    if (std::all_of(baseline.begin(), baseline.end(),
                    [](const auto& weight) { return weight.has_value(); })) {
        known_baseline.emplace().reserve(baseline.size());
        for (const std::optional<double>& weight : baseline) {
            known_baseline->push_back(*weight);
        }
    }
}

std::vector<double> sums_by_group(const ComparedAttribute& attribute, const CountedAmounts& amounts) {
    const std::size_t groups = attribute.groups();
    if (amounts.subject.counted == Counted::agenda) {
        std::vector<double> sums(groups + 2, 0.0);
        for (std::size_t s = 0; s < amounts.minutes.size(); ++s) {
            const auto& names = attribute.categories.groups();
            const auto found = std::find(names.begin(), names.end(), Vocabulary<Sector>::names[s]);
            sums[static_cast<std::size_t>(found - names.begin())] += amounts.minutes[s];
        }
        return sums;
    }
    std::vector<CompensatedSum> sums(groups + 2);
    for (const CountedSeat& member : amounts.members) {
        sums[attribute.categories.of(member.actor, member.person)].add(member.weight);
    }
    std::vector<double> values;
    values.reserve(sums.size());
    for (const CompensatedSum& sum : sums) {
        values.push_back(sum.value());
    }
    return values;
}

AttributeBalance attribute_row(const ComparedAttribute& attribute, std::size_t position,
                               const CountedAmounts& amounts, std::span<const double> sums) {
    AttributeBalance row;
    row.subject = amounts.subject;
    row.attribute = position;
    row.meetings = amounts.meetings;
    row.meetings_counted = amounts.meetings_counted;
    row.note = amounts.reason;
    if (const auto why = obstacle(attribute, amounts)) {
        row.note = why->reason;
        for (const MeasureField field : of_shares) {
            row.*field = *why;
        }
        for (const MeasureField field : of_baseline) {
            row.*field = *why;
        }
        return row;
    }
    const std::span<const double> parts = sums.first(attribute.groups());
    row.amount = total(sums);
    row.amount_counted = total(parts);
    row.amount_unknown = sums[parts.size()];
    row.amount_in_several = sums[parts.size() + 1];
    measure_shares(row, parts);
    if (const auto& weights = attribute.known_baseline) {
        row.dissimilarity = dissimilarity(parts, *weights);
        row.gallagher = gallagher(parts, *weights);
        row.kullback_leibler = kullback_leibler(parts, *weights);
        return row;
    }
    for (const MeasureField field : of_baseline) {
        row.*field = BriefMeasure{Status::unknown, no_baseline};
    }
    return row;
}

void add_group_rows(std::vector<GroupShare>& rows, const ComparedAttribute& attribute, std::size_t position,
                    const CountedAmounts& amounts, std::span<const double> sums) {
    const std::span<const double> parts = sums.first(attribute.groups());
    const auto& weights = attribute.known_baseline;
    const auto why = obstacle(attribute, amounts);
    const double all = total(parts);
    const double all_baseline = weights ? total(*weights) : 0.0;
    for (std::size_t g = 0; g < parts.size(); ++g) {
        GroupShare row;
        row.subject = amounts.subject;
        row.attribute = position;
        row.group = g;
        row.baseline = attribute.baseline[g];
        if (all_baseline > 0.0) {
            row.baseline_share = (*weights)[g] / all_baseline;
        }
        if (!why) {
            row.amount = parts[g];
            row.share = all > 0.0 ? std::optional{parts[g] / all} : std::nullopt;
        }
        if (why || !weights) {
            row.ratio = why.value_or(BriefMeasure{Status::unknown, no_baseline});
            row.gap = row.ratio;
            row.log_ratio = row.ratio;
        } else {
            row.ratio = representation_ratio(parts, *weights, g);
            row.gap = share_gap(parts, *weights, g);
            row.log_ratio = log_representation_ratio(parts, *weights, g);
        }
        rows.push_back(row);
    }
}

CrossedBalance crossed_row(std::span<const ComparedAttribute> attributes, const CountedAmounts& amounts,
                           const IntersectionalOptions& options) {
    std::vector<CrossedAttribute> crossed;
    crossed.reserve(attributes.size());
    const bool known = amounts.status == Status::ok;
    const std::span<const CountedSeat> members =
        known ? std::span{amounts.members} : std::span<const CountedSeat>{};
    for (const ComparedAttribute& attribute : attributes) {
        CrossedAttribute& made = crossed.emplace_back();
        made.expected = static_cast<std::uint32_t>(std::max<std::size_t>(attribute.groups(), 1));
        made.categories.reserve(members.size());
        for (const CountedSeat& member : members) {
            const std::size_t category = attribute.categories.of(member.actor, member.person);
            made.categories.push_back(category < attribute.groups() ? static_cast<std::uint32_t>(category)
                                                                    : unknown_category);
        }
    }
    std::vector<double> weights;
    weights.reserve(members.size());
    for (const CountedSeat& member : members) {
        weights.push_back(member.weight);
    }
    CrossedBalance row{amounts.subject, intersectional_balance(crossed, weights, options)};
    if (!known) { // not empty, but not known
        for (Measure* measure : {&row.balance.joint_blau, &row.balance.joint_evenness,
                                 &row.balance.total_correlation, &row.balance.correlation_share}) {
            measure->status = amounts.status;
            measure->reason = amounts.reason;
        }
        for (Measure& parity : row.balance.parities) {
            parity.status = amounts.status;
            parity.reason = amounts.reason;
        }
        row.balance.margins_reason = amounts.reason;
    }
    return row;
}

AirtimeInequality airtime_row(const ComparedAttribute& attribute, std::size_t position,
                              const ForumMeetingAmounts& meetings) {
    AirtimeInequality row;
    row.forum = meetings.airtime.subject.forum;
    row.attribute = position;
    row.note = meetings.airtime.reason;
    std::vector<double> seconds;
    std::vector<std::uint32_t> groups;
    for (const CountedSeat& member : meetings.speakers) {
        const std::size_t group = attribute.categories.of(member.actor, member.person);
        if (group < attribute.groups()) {
            seconds.push_back(member.weight);
            groups.push_back(static_cast<std::uint32_t>(group));
        } else {
            ++row.left_out;
        }
    }
    row.members = static_cast<std::int64_t>(seconds.size());
    row.inequality = amount_inequality(seconds, groups);
    if (meetings.airtime.status != Status::ok) {
        AmountInequality& all = row.inequality;
        for (Measure* measure : {&all.theil, &all.between, &all.within, &all.gini, &all.per_head_ratio}) {
            measure->status = meetings.airtime.status;
            measure->reason = meetings.airtime.reason;
        }
    }
    return row;
}

} // namespace samspill::detail
