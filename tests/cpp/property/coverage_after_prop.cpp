// Coverage that keeps what has not changed against coverage from scratch, field by field.
#include <samspill/analysis/coverage_after.hpp>
#include <samspill/model/network_edit.hpp>

#include "../support/detailed_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

using namespace testing_support;

auto fields(const NeedCoverage& row) {
    return std::tuple{row.people,
                      row.covered.low,
                      row.covered.high,
                      row.known.has_value(),
                      row.known.value_or(ShareInterval{}).low,
                      row.known.value_or(ShareInterval{}).high,
                      row.obstacle,
                      row.eligible,
                      row.relies_on_unstated,
                      row.shares_with_unknown,
                      row.organisations,
                      row.organisations_low,
                      row.statutory,
                      row.mandate};
}

auto fields(const CoverageSums& sums) {
    return std::tuple{sums.needs, sums.needs_unknown, sums.people, sums.covered_low, sums.covered_high};
}

auto fields(const CoverageTotals& totals) {
    return std::tuple{fields(totals.sums),
                      totals.known_low,
                      totals.known_high,
                      totals.lost_to_not_knowing_low,
                      totals.lost_to_not_knowing_high,
                      totals.capacity,
                      totals.activities_capacity_unknown,
                      totals.unused_capacity,
                      totals.people_with_backup,
                      totals.people_with_backup_low};
}

void expect_same(const CascadeReading& a, const CascadeReading& b) {
    RC_ASSERT(a.lost == b.lost);
    RC_ASSERT(a.gap == b.gap);
    RC_ASSERT(a.classes.size() == b.classes.size());
    for (std::size_t k = 0; k < a.classes.size(); ++k) {
        RC_ASSERT(a.classes[k].share == b.classes[k].share);
        RC_ASSERT(a.classes[k].extra == b.classes[k].extra);
    }
}

void expect_same(const CoverageResult& a, const CoverageResult& b) {
    RC_ASSERT(a.provenance == b.provenance);
    RC_ASSERT(a.needs.size() == b.needs.size());
    for (std::size_t i = 0; i < a.needs.size(); ++i) {
        RC_ASSERT(fields(a.needs[i]) == fields(b.needs[i]));
    }
    RC_ASSERT(fields(a.totals) == fields(b.totals));
    RC_ASSERT(a.by_theme.size() == b.by_theme.size());
    for (std::size_t k = 0; k < a.by_theme.size(); ++k) {
        RC_ASSERT(a.by_theme[k].theme == b.by_theme[k].theme);
        RC_ASSERT(fields(a.by_theme[k].sums) == fields(b.by_theme[k].sums));
    }
    RC_ASSERT(a.months == b.months);
    RC_ASSERT(a.by_theme_month.size() == b.by_theme_month.size());
    for (std::size_t k = 0; k < a.by_theme_month.size(); ++k) {
        RC_ASSERT(a.by_theme_month[k].theme == b.by_theme_month[k].theme);
        RC_ASSERT(a.by_theme_month[k].month == b.by_theme_month[k].month);
        RC_ASSERT(fields(a.by_theme_month[k].sums) == fields(b.by_theme_month[k].sums));
    }
    RC_ASSERT(a.cascade.order == b.cascade.order);
    RC_ASSERT(a.cascade.status == b.cascade.status);
    RC_ASSERT(a.cascade.class_of_need == b.cascade.class_of_need);
    expect_same(a.cascade.least, b.cascade.least);
    expect_same(a.cascade.most, b.cascade.most);
}

ActivityId any_activity(const ActorNetwork& network) {
    return ActivityId{static_cast<std::uint32_t>(below(static_cast<int>(network.activities().size())))};
}

ActorId any_actor(const ActorNetwork& network) {
    return ActorId{static_cast<std::uint32_t>(below(static_cast<int>(network.actors().size())))};
}

std::string id_of(const ActorNetwork& network, ActorId actor) {
    return std::string{network.text(network.actors().id[actor.position()])};
}

ActorNetwork edited(const ActorNetwork& network, int edit) {
    const bool has_activities = network.activities().size() > 0;
    switch (below(5)) {
    case 0:
        if (network.actors().size() > 1) {
            return without_actor(network, any_actor(network));
        }
        return network;
    case 1:
        return with_tie(network, {.source = id_of(network, any_actor(network)),
                                  .target = id_of(network, any_actor(network)),
                                  .relation = static_cast<Relation>(below(4))});
    case 2:
        return with_activity(network, {.id = "new" + std::to_string(edit),
                                       .actor = id_of(network, any_actor(network)),
                                       .theme = id("theme", below(3)),
                                       .areas = some("area", 3),
                                       .capacity = any_count(15)});
    case 3:
        return has_activities ? without_activity(network, any_activity(network)) : network;
    default:
        return has_activities ? with_capacity(network, any_activity(network), any_count(20)) : network;
    }
}

CoverageOptions any_options() {
    CoverageOptions options;
    options.awareness_steps = below(3);
    if (below(4) == 0) {
        std::swap(options.stage_order[1 + static_cast<std::size_t>(below(5))], options.stage_order[1]);
    }
    return options;
}

/// The same study with a need that has changed or is gone, or another than was there.
Rows changed_need(Rows rows) {
    Need& need = rows.needs[static_cast<std::size_t>(below(static_cast<int>(rows.needs.size())))];
    switch (below(4)) {
    case 0:
        need.people = any_count(12);
        break;
    case 1:
        need.priority = 1 + below(2);
        break;
    case 2:
        need.id += "-other";
        break;
    default:
        need = rows.needs.back();
        rows.needs.pop_back();
    }
    return rows;
}

RC_GTEST_PROP(CoverageAfterProp, OfEditsEqualsCoverageFromScratch, ()) {
    ActorNetwork network = (below(2) == 0 ? detailed_rows() : random_rows()).build();
    const CoverageOptions options = any_options();
    CoverageModel model = coverage_model(network, options);
    CoverageResult result = coverage(model, options);
    for (int edit = 0; edit < 3; ++edit) {
        network = edited(network, edit);
        CoverageModel next = coverage_model(network, options);
        CoverageResult incremental = coverage_after(model, result, next, options);
        expect_same(incremental, coverage(next, options));
        model = std::move(next);
        result = std::move(incremental);
    }
}

RC_GTEST_PROP(CoverageAfterProp, OfOtherNeedsEqualsCoverageFromScratch, ()) {
    const Rows rows = below(2) == 0 ? detailed_rows() : random_rows();
    const CoverageOptions options = any_options();
    const CoverageModel before = coverage_model(rows.build(), options);
    const CoverageModel after = coverage_model(changed_need(rows).build(), options);
    expect_same(coverage_after(before, coverage(before, options), after, options), coverage(after, options));
}

RC_GTEST_PROP(CoverageAfterProp, WithOtherOptionsEqualsCoverageFromScratch, ()) {
    const ActorNetwork network = random_rows().build();
    const CoverageOptions first = any_options();
    CoverageOptions second = any_options();
    second.match.unstated = below(2) == 0 ? UnstatedRule::accept : UnstatedRule::reject;
    const CoverageModel before = coverage_model(network, first);
    const CoverageModel after = coverage_model(network, second);
    expect_same(coverage_after(before, coverage(before, first), after, second), coverage(after, second));
}

} // namespace
} // namespace samspill
