#include "attendance_tally.hpp"

#include <samspill/analysis/balance_measures.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace samspill {
namespace {

constexpr std::string_view fraction = "fraction of 1";
constexpr MeasureDefinition entitled_parity{"entitled_parity", "M1.9", fraction,
                                            "seats entitled to recorded meetings, of expected groups", ""};
constexpr MeasureDefinition present_parity{"present_parity", "M1.9", fraction,
                                           "attendances of expected groups", ""};
constexpr MeasureDefinition speaking_parity{"speaking_parity", "M1.9", fraction,
                                            "speaking seconds of expected groups", ""};
constexpr MeasureDefinition agenda_parity{"agenda_parity", "M1.9", fraction,
                                          "agenda minutes relevant to each expected group", ""};
constexpr MeasureDefinition proposal_parity{"proposal_parity", "M1.9", fraction,
                                            "agenda items proposed by expected groups", ""};
constexpr MeasureDefinition relevance{"relevance", "M1.12 R6", fraction, "agenda minutes",
                                      "both sides: municipal, and civil society or target group"};
constexpr MeasureDefinition attendance_rate{"attendance", "M1.9", fraction,
                                            "seats entitled to recorded meetings", ""};

constexpr std::string_view not_recorded = "no list of attendance";

Measure unknown(const MeasureDefinition& definition, std::string_view reason) {
    return {definition, std::nullopt, Status::unknown, reason, 0.0, std::nullopt};
}

/// Parity of one kind of sums. `reason` qualifies a value that rests on a part of what there is.
Measure parity_of(const MeasureDefinition& definition, const AttendanceTally& tally,
                  std::span<const std::uint8_t> expected, std::int64_t GroupTally::*kind,
                  std::string_view reason) {
    std::vector<double> sums;
    sums.reserve(expected.size());
    for (std::size_t group = 0; group < expected.size(); ++group) {
        if (expected[group] != 0) {
            sums.push_back(static_cast<double>(tally.groups[group].*kind));
        }
    }
    Measure measure = parity(sums);
    measure.definition = definition;
    if (measure.value) {
        measure.reason = reason;
    }
    return measure;
}

Measure of_agenda(const MeasureDefinition& definition, const AttendanceTally& tally,
                  std::span<const std::uint8_t> expected, std::int64_t GroupTally::*kind, bool asked,
                  std::int64_t known) {
    if (!asked) {
        return Measure::not_applicable(definition, "the attribute is none of agenda items", 0.0);
    }
    if (tally.items == 0) {
        return unknown(definition, "no agenda");
    }
    if (known == 0) {
        return unknown(definition, "not stated for any agenda item");
    }
    return parity_of(definition, tally, expected, kind,
                     known < tally.items ? "not stated for some agenda items" : "");
}

Measure relevance_of(const AttendanceTally& tally, TallyQuestions questions) {
    if (!questions.relevance) {
        return Measure::not_applicable(relevance, "the attribute is none of agenda items", 0.0);
    }
    if (tally.items_relevant == 0) {
        return unknown(relevance, tally.items == 0 ? "no agenda" : "not stated for any agenda item");
    }
    if (tally.minutes == 0) {
        return Measure::not_applicable(relevance, "empty", 0.0);
    }
    const auto minutes = static_cast<double>(tally.minutes);
    return Measure::of(relevance, static_cast<double>(tally.minutes_both) / minutes, minutes, minutes,
                       tally.items_relevant < tally.items ? "not stated for some agenda items" : "");
}

} // namespace

void AttendanceTally::add(const AttendanceTally& other, std::span<const std::uint32_t> at) {
    for (std::size_t group = 0; group < at.size(); ++group) {
        GroupTally& sum = groups[at[group]];
        const GroupTally& more = other.groups[group];
        sum.entitled += more.entitled;
        sum.present += more.present;
        sum.speaking += more.speaking;
        sum.relevant += more.relevant;
        sum.proposed += more.proposed;
    }
    meetings += other.meetings;
    recorded += other.recorded;
    entitled += other.entitled;
    present += other.present;
    guests += other.guests;
    spoken += other.spoken;
    items += other.items;
    items_relevant += other.items_relevant;
    items_proposed += other.items_proposed;
    minutes += other.minutes;
    minutes_both += other.minutes_both;
}

AttendanceBalance balance_of(const AttendanceTally& tally, std::span<const std::uint8_t> expected,
                             TallyQuestions questions) {
    AttendanceBalance balance;
    balance.entitled = tally.entitled;
    balance.present = tally.present;
    balance.guests = tally.guests;
    const bool recorded = tally.recorded > 0;
    balance.entitled_parity = recorded
                                  ? parity_of(entitled_parity, tally, expected, &GroupTally::entitled, "")
                                  : unknown(entitled_parity, not_recorded);
    balance.present_parity = recorded ? parity_of(present_parity, tally, expected, &GroupTally::present, "")
                                      : unknown(present_parity, not_recorded);
    if (tally.spoken > 0) {
        balance.speaking_parity =
            parity_of(speaking_parity, tally, expected, &GroupTally::speaking,
                      tally.spoken < tally.recorded ? "not stated in some meetings" : "");
    } else {
        balance.speaking_parity =
            unknown(speaking_parity, recorded ? "not stated for all who came" : not_recorded);
    }
    balance.agenda_parity = of_agenda(agenda_parity, tally, expected, &GroupTally::relevant,
                                      questions.relevance, tally.items_relevant);
    balance.proposal_parity = of_agenda(proposal_parity, tally, expected, &GroupTally::proposed,
                                        questions.proposals, tally.items_proposed);
    balance.relevance = relevance_of(tally, questions);
    return balance;
}

AttendanceGroup group_row(const AttendanceTally& tally, std::size_t group, TallyQuestions questions) {
    const GroupTally& sums = tally.groups[group];
    AttendanceGroup row;
    row.entitled = sums.entitled;
    row.present = sums.present;
    if (tally.spoken > 0) {
        row.speaking_seconds = sums.speaking;
    }
    if (questions.relevance && tally.items_relevant > 0) {
        row.relevant_minutes = sums.relevant;
    }
    if (questions.proposals && tally.items_proposed > 0) {
        row.proposed = sums.proposed;
    }
    return row;
}

Measure attendance_share(const AttendanceTally& tally) {
    if (tally.recorded == 0) {
        return unknown(attendance_rate, not_recorded);
    }
    const auto entitled = static_cast<double>(tally.entitled);
    return tally.entitled == 0 ? Measure::not_applicable(attendance_rate, "empty", 0.0)
                               : Measure::of(attendance_rate, static_cast<double>(tally.present) / entitled,
                                             entitled, entitled);
}

} // namespace samspill
