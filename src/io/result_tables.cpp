#include <samspill/io/result_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::bound;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";
constexpr std::string_view months_unit = "months from arrival";
constexpr std::string_view fraction_unit = "fraction of 1";
constexpr std::string_view side_unit = "fraction of the seats of both sides";

std::optional<std::string_view> area_id(const ActorNetwork& network, AreaId area) {
    return area.is_none() ? std::nullopt : stated(network.text(network.areas().id[area.position()]));
}

std::optional<std::string_view> forum_id(const ActorNetwork& network, ForumId forum) {
    return detail::id_text(network, network.forums().id, forum);
}

std::optional<std::string_view> form_of(const ActorNetwork& network, ForumId forum) {
    return forum.is_none() ? std::nullopt : std::optional{to_string(network.forums().form[forum.position()])};
}

/// Expected people at both ends of an interval of shares, and the single number where the ends meet.
struct PeopleRange {
    std::optional<double> low;
    std::optional<double> high;
    std::optional<double> exact;
    std::optional<std::string> exact_text;
};

PeopleRange people_range(const std::optional<ShareInterval>& share, Count people) {
    PeopleRange range;
    if (!share || !people.is_known()) {
        return range;
    }
    range.low = share->low.of(people.value());
    range.high = share->high.of(people.value());
    if (share->is_exact()) {
        range.exact = range.low;
        range.exact_text = share->low.text_of(people.value());
    }
    return range;
}

/// What is left of the people: the gap at one end belongs to the coverage at the other. Exact where the share
/// is, because the gap is a share too.
std::optional<double> gap(const NeedCoverage& row, Fraction covered) {
    if (!row.people.is_known()) {
        return std::nullopt;
    }
    const Fraction rest{covered.denominator() - covered.numerator(), covered.denominator()};
    return rest.of(row.people.value());
}

std::optional<double> covered_share(const NeedCoverage& row) {
    const bool has_share = row.people.is_known() && row.people.value() > 0 && row.covered.is_exact();
    return has_share ? std::optional{row.covered.low.to_double()} : std::nullopt;
}

Status status_of(const NeedCoverage& row) {
    if (!row.people.is_known()) {
        return Status::unknown;
    }
    if (row.people.value() == 0) {
        return Status::not_applicable;
    }
    return row.covered.is_exact() ? Status::ok : Status::unknown;
}

Table needs_table(const ActorNetwork& network, const CoverageResult& result, std::string name,
                  const std::vector<NeedId>& chosen) {
    TableBuilder table{std::move(name),
                       {{"need", text, ""},
                        {"theme", text, ""},
                        {"target_group", text, ""},
                        {"area", text, ""},
                        {"language", text, ""},
                        {"from_month", int64, months_unit},
                        {"to_month", int64, months_unit},
                        {"priority", int64, "1 = most urgent"},
                        {"people", int64, people_unit},
                        {"covered", float64, people_unit},
                        {"gap", float64, people_unit},
                        {"share", float64, "fraction of the people in need"},
                        {"covered_low", float64, people_unit},
                        {"covered_high", float64, people_unit},
                        {"gap_low", float64, people_unit},
                        {"gap_high", float64, people_unit},
                        {"known_low", float64, people_unit},
                        {"known_high", float64, people_unit},
                        {"obstacle", text, ""},
                        {"eligible", int64, "activities"},
                        {"relies_on_unstated", boolean, ""},
                        {"shares_with_unknown", boolean, ""},
                        {"organisations", int64, "organisations with seats that fit, at most 2"},
                        {"statutory", boolean, ""},
                        {"mandate", text, ""},
                        {"status", text, ""},
                        {"covered_exact", text, people_unit},
                        {"known_exact", text, people_unit}}};
    const NeedColumns& needs = network.needs();
    for (const NeedId need : chosen) {
        const std::size_t i = need.position();
        const NeedCoverage& row = result.needs[i];
        const PeopleRange covered = people_range(row.covered, row.people);
        const PeopleRange known = people_range(row.known, row.people);
        const bool has_priority = needs.priority[i] != lowest_priority;
        table.row(
            network.text(needs.id[i]), network.text(needs.theme[i]),
            stated(network.text(needs.target_group[i])), area_id(network, needs.area[i]),
            stated(network.text(needs.language[i])), bound(needs.period[i].has_from(), needs.period[i].from),
            bound(needs.period[i].has_to(), needs.period[i].to), bound(has_priority, needs.priority[i]),
            row.people, covered.exact, row.covered.is_exact() ? gap(row, row.covered.low) : std::nullopt,
            covered_share(row), covered.low, covered.high, gap(row, row.covered.high),
            gap(row, row.covered.low), known.low, known.high, to_string(row.obstacle), row.eligible,
            row.relies_on_unstated, row.shares_with_unknown, row.organisations, row.statutory,
            stated(network.text(row.mandate)), to_string(status_of(row)), covered.exact_text,
            known.exact_text);
    }
    return std::move(table).take();
}

Table balance_table(const ActorNetwork& network, std::string name,
                    const std::vector<const ForumBalance*>& rows) {
    constexpr std::string_view p_unit = "probability";
    TableBuilder table{std::move(name),
                       {{"forum", text, ""},
                        {"form", text, ""},
                        {"as_of", text, "date"},
                        {"seats", float64, "seats"},
                        {"seats_expected", float64, "seats of expected sectors"},
                        {"seats_other", float64, "seats of other sectors"},
                        {"parity", float64, fraction_unit},
                        {"min_max_ratio", float64, "ratio"},
                        {"dissimilarity", float64, "fraction of the seats"},
                        {"gallagher", float64, fraction_unit},
                        {"kullback_leibler", float64, "nats"},
                        {"blau", float64, p_unit},
                        {"iqv", float64, fraction_unit},
                        {"blau_unbiased", float64, p_unit},
                        {"shannon", float64, "nats"},
                        {"pielou", float64, fraction_unit},
                        {"hill_1", float64, "effective sectors"},
                        {"hill_2", float64, "effective sectors"},
                        {"p_expected", float64, p_unit},
                        {"p_expected_smallest", float64, p_unit},
                        {"p_expected_outcomes", int64, "outcomes"},
                        {"p_baseline", float64, p_unit},
                        {"p_baseline_smallest", float64, p_unit},
                        {"p_baseline_outcomes", int64, "outcomes"},
                        {"p_pool", float64, p_unit},
                        {"p_pool_smallest", float64, p_unit},
                        {"p_pool_outcomes", int64, "outcomes"},
                        {"status", text, ""},
                        {"reason", text, ""},
                        {"warning", text, ""},
                        {"side", text, ""},
                        {"side_seats", int64, "seats of the side facing the municipality"},
                        {"side_of", int64, "seats of both sides"},
                        {"side_share", float64, side_unit},
                        {"side_wilson_low", float64, side_unit},
                        {"side_wilson_high", float64, side_unit},
                        {"side_exact_low", float64, side_unit},
                        {"side_exact_high", float64, side_unit},
                        {"side_level", float64, p_unit},
                        {"side_note", text, ""},
                        {"p_equivalence", float64, p_unit},
                        {"p_equivalence_smallest", float64, p_unit},
                        {"p_equivalence_note", text, ""}}};
    for (const ForumBalance* forum : rows) {
        const ForumBalance& row = *forum;
        const ExactTest& expected = row.against_expectation;
        const ExactTest& baseline = row.against_baseline;
        const ExactTest& pool = row.against_pool;
        const SideShare& side = row.side;
        const Interval& wilson = side.wilson;
        const auto side_name =
            side.side ? std::optional{Vocabulary<Sector>::names[*side.side]} : std::nullopt;
        table.row(forum_id(network, row.forum), form_of(network, row.forum), detail::day_text(row.as_of),
                  row.seats, row.seats_expected, row.seats_other, row.parity.value, row.min_max_ratio.value,
                  row.dissimilarity.value, row.gallagher.value, row.kullback_leibler.value, row.blau.value,
                  row.iqv.value, row.blau_unbiased.value, row.shannon.value, row.pielou.value,
                  row.hill_1.value, row.hill_2.value, expected.p, expected.smallest_p, expected.outcomes,
                  baseline.p, baseline.smallest_p, baseline.outcomes, pool.p, pool.smallest_p, pool.outcomes,
                  to_string(row.status()), stated(row.reason()), stated(row.warning), side_name, side.seats,
                  side.of, wilson.estimate, wilson.low, wilson.high, side.clopper_pearson.low,
                  side.clopper_pearson.high, side.level, stated(wilson.reason), side.equivalence.p,
                  side.equivalence.smallest_p, stated(side.equivalence.reason));
    }
    return std::move(table).take();
}

Table sectors_table(const ActorNetwork& network, std::string name, const std::vector<SectorBalance>& rows) {
    TableBuilder table{std::move(name),
                       {{"forum", text, ""},
                        {"sector", text, ""},
                        {"expected", boolean, ""},
                        {"seats", float64, "seats"},
                        {"share", float64, "fraction of all seats"},
                        {"expected_share", float64, "fraction of the expected seats"},
                        {"baseline_share", float64, "fraction of the baseline"},
                        {"ratio", float64, "ratio"},
                        {"gap", float64, "fraction of all seats"},
                        {"log_ratio", float64, "ln of the ratio"},
                        {"status", text, ""}}};
    for (const SectorBalance& row : rows) {
        table.row(forum_id(network, row.forum), Vocabulary<Sector>::names[row.sector], row.expected,
                  row.seats, row.share, row.expected_share, row.baseline_share, row.ratio.value,
                  row.gap.value, row.log_ratio.value, to_string(row.ratio.status));
    }
    return std::move(table).take();
}

} // namespace

Table coverage_needs(const ActorNetwork& network, const CoverageResult& result) {
    std::vector<NeedId> all;
    for (std::size_t i = 0; i < result.needs.size(); ++i) {
        all.emplace_back(i);
    }
    return needs_table(network, result, "coverage_needs", all);
}

Table coverage_gaps(const ActorNetwork& network, const CoverageResult& result) {
    std::vector<NeedId> open;
    std::vector<double> gap_of(result.needs.size(), 0.0);
    for (std::size_t i = 0; i < result.needs.size(); ++i) {
        gap_of[i] = gap(result.needs[i], result.needs[i].covered.low).value_or(0.0);
        if (gap_of[i] > 0.0) {
            open.emplace_back(i);
        }
    }
    std::sort(open.begin(), open.end(), [&](NeedId a, NeedId b) {
        const double gap_a = gap_of[a.position()];
        const double gap_b = gap_of[b.position()];
        const bool duty_a = result.needs[a.position()].statutory;
        const bool duty_b = result.needs[b.position()].statutory;
        if (duty_a != duty_b) {
            return duty_a; // what must be met comes first
        }
        return gap_a != gap_b ? gap_a > gap_b : a < b;
    });
    return needs_table(network, result, "coverage_gaps", open);
}

Table coverage_by_theme(const ActorNetwork& network, const CoverageResult& result) {
    TableBuilder table{"coverage_by_theme",
                       {{"theme", text, ""},
                        {"needs", int64, "needs"},
                        {"needs_unknown", int64, "needs of unknown size"},
                        {"people", int64, people_unit},
                        {"covered_low", float64, people_unit},
                        {"covered_high", float64, people_unit},
                        {"gap_low", float64, people_unit},
                        {"gap_high", float64, people_unit},
                        {"share_low", float64, "fraction of the people in needs of known size"},
                        {"share_high", float64, "fraction of the people in needs of known size"}}};
    for (const ThemeCoverage& row : result.by_theme) {
        const CoverageSums& sums = row.sums;
        table.row(network.text(row.theme), sums.needs, sums.needs_unknown, sums.people, sums.covered_low,
                  sums.covered_high, sums.gap_low(), sums.gap_high(), sums.share_low(), sums.share_high());
    }
    return std::move(table).take();
}

Table coverage_by_theme_month(const ActorNetwork& network, const CoverageResult& result) {
    TableBuilder table{"coverage_by_theme_month",
                       {{"theme", text, ""},
                        {"month", int64, months_unit},
                        {"needs", int64, "needs"},
                        {"needs_unknown", int64, "needs of unknown size"},
                        {"people", int64, people_unit},
                        {"covered_low", float64, people_unit},
                        {"covered_high", float64, people_unit},
                        {"gap_low", float64, people_unit},
                        {"gap_high", float64, people_unit}}};
    for (const ThemeMonthCoverage& row : result.by_theme_month) {
        const CoverageSums& sums = row.sums;
        table.row(network.text(row.theme), std::int64_t{row.month}, sums.needs, sums.needs_unknown,
                  sums.people, sums.covered_low, sums.covered_high, sums.gap_low(), sums.gap_high());
    }
    return std::move(table).take();
}

Table representation_forums(const ActorNetwork& network, const RepresentationResult& result) {
    std::vector<const ForumBalance*> rows;
    rows.reserve(result.forums.size());
    for (const ForumBalance& row : result.forums) {
        rows.push_back(&row);
    }
    return balance_table(network, "representation_forums", rows);
}

Table representation_all(const ActorNetwork& network, const RepresentationResult& result) {
    return balance_table(network, "representation_all", {&result.all});
}

Table representation_sectors(const ActorNetwork& network, const RepresentationResult& result) {
    return sectors_table(network, "representation_sectors", result.sectors);
}

Table representation_all_sectors(const ActorNetwork& network, const RepresentationResult& result) {
    return sectors_table(network, "representation_all_sectors", result.all_sectors);
}

} // namespace samspill
