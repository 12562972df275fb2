#include <samspill/io/effect_tables.hpp>

#include "table_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::ColumnSpec;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view fraction_unit = "fraction of 1";

std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

/// Columns of one method, after those that say whose it is.
std::vector<ColumnSpec> estimate_columns(std::string_view unit) {
    return {{"method", text, {}},
            {"method_id", text, {}},
            {"headline", boolean, {}},
            {"estimate", float64, unit},
            {"se", float64, unit},
            {"degrees_of_freedom", float64, {}},
            {"statistic", float64, {}},
            {"p", float64, fraction_unit},
            {"smallest_p", float64, fraction_unit},
            {"arrangements", int64, "arrangements"},
            {"exact", boolean, {}},
            {"replicates", int64, "arrangements drawn"},
            {"low", float64, unit},
            {"high", float64, unit},
            {"status", text, {}},
            {"reason", text, {}},
            {"convention", text, {}},
            {"caveat", text, {}},
            {"limits_reason", text, {}}};
}

template <class... Before>
void add_estimate(TableBuilder& table, const EffectEstimate& estimate, bool is_headline,
                  const Before&... before) {
    table.row(before..., to_string(estimate.method), estimate.method_id, is_headline, estimate.estimate,
              estimate.se, estimate.degrees_of_freedom, estimate.statistic, estimate.p, estimate.smallest_p,
              estimate.arrangements, estimate.exact, estimate.replicates, estimate.low, estimate.high,
              to_string(estimate.status), stated(estimate.reason), stated(estimate.convention),
              stated(estimate.caveat), stated(estimate.limits_reason));
}

std::string_view arm_name(bool is_treated) { return is_treated ? "treated" : "controls"; }

std::optional<std::string_view> wave_id(const PilotStudy& study, const PilotEffect& effect,
                                        std::uint32_t wave) {
    return effect.baseline == effect.follow_up ? std::nullopt
                                               : std::optional<std::string_view>{study.waves()[wave].id};
}

const EffectEstimate* headline_of(const PilotEffect& effect) {
    return effect.estimates.empty() ? nullptr : &effect.estimates.front();
}

std::vector<std::string_view> warning_names(const PilotEffect& effect) {
    std::vector<std::string_view> names;
    names.reserve(effect.warnings.size());
    for (const EffectNote& note : effect.warnings) {
        names.push_back(to_string(note.code));
    }
    return names;
}

std::optional<double> at(const std::vector<std::optional<double>>& p, std::size_t row) {
    return row < p.size() ? p[row] : std::nullopt;
}

template <class Enum>
std::optional<std::string_view> name_of(const std::optional<Enum>& value) {
    return value ? std::optional{to_string(*value)} : std::nullopt;
}

} // namespace

Table study_indicator_rows(const PilotStudy& study, const StudyIndicatorsResult& result,
                           std::string_view language) {
    TableBuilder table{"study_indicators",
                       {{"indicator", text, {}},
                        {"question", text, {}},
                        {"unit", text, {}},
                        {"divided_by", text, {}},
                        {"direction", text, {}},
                        {"level", text, {}},
                        {"group", text, {}},
                        {"source", text, {}},
                        {"method", text, {}},
                        {"primary", boolean, {}},
                        {"arm", text, {}},
                        {"wave", text, {}},
                        {"mean", float64, "in the unit of the indicator"},
                        {"low", float64, "in the unit of the indicator"},
                        {"high", float64, "in the unit of the indicator"},
                        {"reweighted", float64, "in the unit of the indicator"},
                        {"observed", int64, "units"},
                        {"missing", int64, "units"},
                        {"suppressed", int64, "units"},
                        {"structural", int64, "units"},
                        {"units", int64, "units that could have a value"},
                        {"pooled", float64, "in the unit of the indicator"},
                        {"denominator", float64, "the denominators of the units together"},
                        {"pooled_reason", text, {}},
                        {"baseline", float64, "in the unit of the indicator"},
                        {"target", float64, "in the unit of the indicator"},
                        {"attainment", float64, "share of the way from baseline to target"},
                        {"attainment_low", float64, "share of the way"},
                        {"attainment_high", float64, "share of the way"},
                        {"milestone", float64, "share of the way expected by now"},
                        {"attainment_reason", text, {}},
                        {"status", text, {}},
                        {"reason", text, {}}}};
    for (const IndicatorWave& row : result.rows) {
        const Indicator& own = study.indicators()[row.indicator];
        table.row(std::string_view{own.id}, stated(text_in(own.question, language)), stated(own.unit),
                  stated(own.denominator), name_of(own.direction), name_of(own.level), name_of(own.group),
                  stated(own.source), stated(own.method), own.primary, to_string(row.arm),
                  std::string_view{study.waves()[row.wave].id}, row.mean.complete_case, row.mean.low,
                  row.mean.high, row.mean.reweighted, whole(row.mean.observed), whole(row.mean.missing),
                  whole(row.mean.suppressed), whole(row.mean.structural), whole(row.mean.denominator),
                  row.pooled, row.denominator, stated(row.pooled_reason), own.baseline, own.target,
                  row.attainment.attainment, row.attainment.low, row.attainment.high,
                  row.attainment.milestone, stated(row.attainment.reason), to_string(row.mean.status),
                  stated(row.mean.reason));
    }
    return std::move(table).take();
}

Table effect_estimates(const PilotStudy& study, const PilotEffect& effect) {
    TableBuilder table{"effect_estimates", estimate_columns(study.indicators()[effect.indicator].unit)};
    for (const EffectEstimate& estimate : effect.estimates) {
        add_estimate(table, estimate, &estimate == headline_of(effect));
    }
    return std::move(table).take();
}

Table effect_warnings(const PilotEffect& effect) {
    TableBuilder table{
        "effect_warnings",
        {{"code", text, {}}, {"count", int64, {}}, {"value", float64, {}}, {"text", text, {}}}};
    for (const EffectNote& note : effect.warnings) {
        table.row(to_string(note.code), note.count, note.value, sentence_of(note.code));
    }
    return std::move(table).take();
}

Table effect_means(const PilotStudy& study, const PilotEffect& effect) {
    TableBuilder table{"effect_means",
                       {{"arm", text, {}},
                        {"wave", text, {}},
                        {"units", int64, "units that count"},
                        {"mean", float64, std::string_view{study.indicators()[effect.indicator].unit}}}};
    for (const ArmMean& mean : effect.means) {
        table.row(arm_name(mean.is_treated), std::string_view{study.waves()[mean.wave].id}, whole(mean.units),
                  mean.mean);
    }
    return std::move(table).take();
}

Table effect_donors(const PilotStudy& study, const PilotEffect& effect) {
    TableBuilder table{"effect_donors", {{"unit", text, {}}, {"weight", float64, "share of the mix"}}};
    for (const DonorWeight& donor : effect.synthetic.value_or(SyntheticControlResult{}).weights) {
        table.row(std::string_view{study.units()[donor.unit].id}, donor.weight);
    }
    return std::move(table).take();
}

Table effect_gaps(const PilotStudy& study, const PilotEffect& effect) {
    const std::string_view unit = study.indicators()[effect.indicator].unit;
    TableBuilder table{"effect_gaps",
                       {{"wave", text, {}},
                        {"after", boolean, {}},
                        {"treated", float64, unit},
                        {"synthetic", float64, unit},
                        {"gap", float64, unit}}};
    for (const SyntheticControlGap& gap : effect.synthetic.value_or(SyntheticControlResult{}).gaps) {
        table.row(std::string_view{study.waves()[static_cast<std::size_t>(gap.period)].id}, gap.is_after,
                  gap.outcome, gap.synthetic, gap.gap);
    }
    return std::move(table).take();
}

Table effects_overview(const PilotStudy& study, const PilotEffects& effects, std::string_view language) {
    TableBuilder table{"effects",
                       {{"indicator", text, {}},
                        {"question", text, {}},
                        {"unit", text, {}},
                        {"direction", text, {}},
                        {"primary", boolean, {}},
                        {"design", text, {}},
                        {"baseline", text, {}},
                        {"follow_up", text, {}},
                        {"treated", int64, "units"},
                        {"controls", int64, "units"},
                        {"estimate", float64, "in the unit of the indicator"},
                        {"low", float64, "in the unit of the indicator"},
                        {"high", float64, "in the unit of the indicator"},
                        {"p", float64, fraction_unit},
                        {"smallest_p", float64, fraction_unit},
                        {"bonferroni", float64, fraction_unit},
                        {"holm", float64, fraction_unit},
                        {"benjamini_hochberg", float64, fraction_unit},
                        {"benjamini_yekutieli", float64, fraction_unit},
                        {"westfall_young", float64, fraction_unit},
                        {"status", text, {}},
                        {"reason", text, {}},
                        {"warnings", text_list, {}}}};
    for (std::size_t row = 0; row < effects.effects.size(); ++row) {
        const PilotEffect& effect = effects.effects[row];
        const Indicator& own = study.indicators()[effect.indicator];
        const EffectEstimate none;
        const EffectEstimate* headline = headline_of(effect);
        const EffectEstimate& first = headline == nullptr ? none : *headline;
        table.row(std::string_view{own.id}, stated(text_in(own.question, language)), stated(own.unit),
                  name_of(own.direction), own.primary, to_string(effect.design),
                  wave_id(study, effect, effect.baseline), wave_id(study, effect, effect.follow_up),
                  whole(effect.treated), whole(effect.controls), effect.estimate, first.low, first.high,
                  first.p, first.smallest_p, at(effects.adjusted.bonferroni.p, row),
                  at(effects.adjusted.holm.p, row), at(effects.adjusted.benjamini_hochberg.p, row),
                  at(effects.adjusted.benjamini_yekutieli.p, row), at(effects.westfall_young.adjusted.p, row),
                  to_string(effect.status), stated(effect.reason), warning_names(effect));
    }
    return std::move(table).take();
}

Table effects_estimates(const PilotStudy& study, const PilotEffects& effects) {
    std::vector<ColumnSpec> columns{{"indicator", text, {}}, {"unit", text, {}}, {"design", text, {}}};
    const std::vector<ColumnSpec> more = estimate_columns("in the unit of the indicator");
    columns.insert(columns.end(), more.begin(), more.end());
    TableBuilder table{"effects_estimates", columns};
    for (const PilotEffect& effect : effects.effects) {
        const Indicator& own = study.indicators()[effect.indicator];
        for (const EffectEstimate& estimate : effect.estimates) {
            add_estimate(table, estimate, &estimate == headline_of(effect), std::string_view{own.id},
                         stated(own.unit), to_string(effect.design));
        }
    }
    return std::move(table).take();
}

} // namespace samspill
