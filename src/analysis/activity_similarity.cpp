#include <samspill/analysis/activity_similarity.hpp>
#include <samspill/core/error.hpp>
#include <samspill/similarity/normal_text.hpp>

#include "../core/parallel.hpp"
#include "activity_fields.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

namespace samspill {
namespace {

constexpr std::array<std::string_view, activity_field_count> field_names{
    "theme", "target_groups", "areas", "months", "weekly_times",
    "ages",  "languages",     "kind",  "name",   "description"};

/// Both states and, where both hold, the score that `score()` gives.
template <class Score>
FieldEvidence evidence_of(bool stated_by_a, bool stated_by_b, Score score) {
    return {stated_by_a, stated_by_b,
            stated_by_a && stated_by_b ? std::optional<double>{score()} : std::nullopt};
}

template <class T>
FieldEvidence compare_lists(std::span<const T> a, std::span<const T> b) {
    return evidence_of(!a.empty(), !b.empty(), [&] { return detail::jaccard(a, b); });
}

void check(const SimilarityOptions& options) {
    double sum = 0.0;
    for (std::size_t k = 0; k < activity_field_count; ++k) {
        const double weight = options.weights.of(static_cast<ActivityField>(k));
        if (!std::isfinite(weight) || weight < 0.0) {
            throw InvalidArgument{"the weight of " + std::string{field_names[k]} +
                                  " must be a finite number that is not negative"};
        }
        sum += weight;
    }
    if (!std::isfinite(sum) || sum <= 0.0) {
        throw InvalidArgument{"the weights of the fields must add up to a positive, finite number"};
    }
    if (!options.months.has_from() || !options.months.has_to() || options.months.is_empty()) {
        throw InvalidArgument{"months must have two ends, the first before the second"};
    }
    if (!options.ages.has_min() || !options.ages.has_max() || options.ages.min > options.ages.max) {
        throw InvalidArgument{"ages must have two ends, the first not above the second"};
    }
}

} // namespace

std::string_view to_string(ActivityField field) noexcept {
    return field_names[static_cast<std::size_t>(field)];
}

double FieldWeights::of(ActivityField field) const noexcept {
    switch (field) {
    case ActivityField::theme:
        return theme;
    case ActivityField::target_groups:
        return target_groups;
    case ActivityField::areas:
        return areas;
    case ActivityField::months:
        return months;
    case ActivityField::weekly_times:
        return weekly_times;
    case ActivityField::ages:
        return ages;
    case ActivityField::languages:
        return languages;
    case ActivityField::kind:
        return kind;
    case ActivityField::name:
        return name;
    case ActivityField::description:
        return description;
    }
    return 0.0;
}

ActivitySimilarity::ActivitySimilarity(ActorNetwork network, SimilarityOptions options, RunControl* control)
    : network_{std::move(network)}, options_{std::move(options)}, profiles_(1),
      loads_(1, WeekLoad{WeeklyTimes{}}) {
    check(options_);
    const ActivityColumns& activities = network_.activities();
    read_texts(activities.name, options_.weights.name, name_profile_, control);
    read_texts(activities.description, options_.weights.description, description_profile_, control);
    read_schedules();
    find_outermost_areas();
}

void ActivitySimilarity::read_texts(const std::vector<TermId>& column, double weight,
                                    std::vector<std::uint32_t>& profile_of, RunControl* control) {
    constexpr std::size_t texts_a_task = 1024;
    profile_of.assign(column.size(), 0);
    if (weight == 0.0) {
        return;
    }
    std::unordered_map<TermId, std::uint32_t> known;
    std::vector<TermId> terms;
    const auto first = static_cast<std::uint32_t>(profiles_.size());
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!column[row].is_none()) {
            const auto [place, is_new] =
                known.try_emplace(column[row], first + static_cast<std::uint32_t>(terms.size()));
            profile_of[row] = place->second;
            if (is_new) {
                terms.push_back(column[row]);
            }
        }
    }
    profiles_.resize(first + terms.size());
    const std::size_t tasks = (terms.size() + texts_a_task - 1) / texts_a_task;
    detail::run_in_parallel(tasks, control, "reading texts", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        const std::size_t last = std::min(terms.size(), (task + 1) * texts_a_task);
        for (std::size_t k = task * texts_a_task; k < last; ++k) {
            const std::string_view text = network_.text(terms[k]);
            ticker.step(text.size());
            profiles_[first + k] = TextProfile{options_.abbreviations.expand(normal_text(text))};
        }
    });
}

void ActivitySimilarity::read_schedules() {
    const std::vector<TermId>& column = network_.activities().schedule;
    load_.assign(column.size(), 0);
    std::unordered_map<TermId, std::uint32_t> known;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column[row].is_none()) {
            continue;
        }
        const auto [place, is_new] =
            known.try_emplace(column[row], static_cast<std::uint32_t>(loads_.size()));
        load_[row] = place->second;
        if (is_new) {
            loads_.emplace_back(parse_weekly_times(network_.text(column[row])).value_or(WeeklyTimes{}));
        }
    }
}

void ActivitySimilarity::find_outermost_areas() {
    const AreaTree& tree = network_.area_tree();
    const ListColumn<AreaId>& areas = network_.activities().areas;
    for (std::size_t row = 0; row < areas.size(); ++row) {
        for (const AreaId area : areas[row]) {
            const AreaId around = tree.parent(area);
            if (around.is_none() || !detail::lies_in_one_of(tree, around, areas[row])) {
                outermost_.push_value(area);
            }
        }
        outermost_.end_row();
    }
}

ActivityEvidence ActivitySimilarity::evidence(ActivityId a, ActivityId b) const {
    ActivityEvidence result;
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t k = 0; k < activity_field_count; ++k) {
        const auto field = static_cast<ActivityField>(k);
        const double weight = options_.weights.of(field);
        if (weight == 0.0) {
            continue;
        }
        result.fields[k] = compare(field, a.position(), b.position());
        if (result.fields[k].score) {
            sum += weight * *result.fields[k].score;
            weights += weight;
            result.apart =
                result.apart || (*result.fields[k].score == 0.0 && options_.decisive.contains(field));
        }
    }
    if (weights > 0.0) {
        result.score = sum / weights;
    }
    return result;
}

std::optional<double> ActivitySimilarity::operator()(const ActorNetwork& network, ActivityId a,
                                                     ActivityId b) const {
    if (network.parts().activities != network_.parts().activities ||
        network.parts().texts != network_.parts().texts ||
        network.parts().area_tree != network_.parts().area_tree) {
        throw InvalidArgument{"the measure was made for another network"};
    }
    return evidence(a, b).likeness();
}

FieldEvidence ActivitySimilarity::compare(ActivityField field, std::size_t a, std::size_t b) const {
    const ActivityColumns& of = network_.activities();
    switch (field) {
    case ActivityField::theme:
        return compare_theme(a, b);
    case ActivityField::target_groups:
        return compare_lists(of.target_groups[a], of.target_groups[b]);
    case ActivityField::areas:
        return evidence_of(!outermost_[a].empty(), !outermost_[b].empty(), [&] {
            return detail::area_jaccard(network_.area_tree(), outermost_[a], outermost_[b]);
        });
    case ActivityField::months:
        return evidence_of(!of.period[a].is_standing(), !of.period[b].is_standing(), [&] {
            return detail::jaccard(detail::closed(of.period[a], options_.months),
                                   detail::closed(of.period[b], options_.months));
        });
    case ActivityField::weekly_times:
        return evidence_of(!loads_[load_[a]].empty(), !loads_[load_[b]].empty(),
                           [&] { return *loads_[load_[a]].similarity(loads_[load_[b]]); });
    case ActivityField::ages:
        return evidence_of(of.ages[a].is_stated(), of.ages[b].is_stated(), [&] {
            return detail::jaccard(detail::closed(of.ages[a], options_.ages),
                                   detail::closed(of.ages[b], options_.ages));
        });
    case ActivityField::languages:
        return compare_lists(of.languages[a], of.languages[b]);
    case ActivityField::kind:
        return evidence_of(true, true, [&] { return of.kind[a] == of.kind[b] ? 1.0 : 0.0; });
    case ActivityField::name:
        return compare_texts(name_profile_, a, b);
    case ActivityField::description:
        return compare_texts(description_profile_, a, b);
    }
    return {};
}

FieldEvidence ActivitySimilarity::compare_theme(std::size_t a, std::size_t b) const {
    const TermId theme_a = network_.activities().theme[a];
    const TermId theme_b = network_.activities().theme[b];
    return evidence_of(!theme_a.is_none(), !theme_b.is_none(), [&] {
        return theme_a == theme_b
                   ? 1.0
                   : options_.themes.similarity(network_.text(theme_a), network_.text(theme_b)).value_or(0.0);
    });
}

FieldEvidence ActivitySimilarity::compare_texts(const std::vector<std::uint32_t>& profile_of, std::size_t a,
                                                std::size_t b) const {
    const TextProfile& text_a = profiles_[profile_of[a]];
    const TextProfile& text_b = profiles_[profile_of[b]];
    return evidence_of(!text_a.empty(), !text_b.empty(), [&] { return *text_similarity(text_a, text_b); });
}

} // namespace samspill
