// How alike two activities are, attribute by attribute, and the weighted mean of what both state.
#pragma once

#include <samspill/core/age_range.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/weekly_times.hpp>
#include <samspill/similarity/abbreviations.hpp>
#include <samspill/similarity/taxonomy.hpp>
#include <samspill/similarity/text_similarity.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What of two activities is compared.
enum class ActivityField : std::uint8_t {
    theme,
    target_groups,
    areas,
    months,
    weekly_times,
    ages,
    languages,
    kind,
    name,
    description,
};

inline constexpr std::size_t activity_field_count = 10;

[[nodiscard]] std::string_view to_string(ActivityField field) noexcept;

/// A set of fields.
class FieldSet {
public:
    constexpr FieldSet() noexcept = default;
    constexpr FieldSet(std::initializer_list<ActivityField> fields) noexcept {
        for (const ActivityField field : fields) {
            insert(field);
        }
    }

    constexpr void insert(ActivityField field) noexcept { bits_ |= bit(field); }

    [[nodiscard]] constexpr bool contains(ActivityField field) const noexcept {
        return (bits_ & bit(field)) != 0;
    }

    friend constexpr bool operator==(FieldSet, FieldSet) noexcept = default;

private:
    static constexpr std::uint32_t bit(ActivityField field) noexcept {
        return 1U << static_cast<unsigned>(field);
    }
    std::uint32_t bits_ = 0;
};

/// How much each field counts; only the proportions matter. A field of weight 0 is left out altogether. The
/// defaults are a project choice, no source states any: what is offered, for whom, where and at which times
/// counts double; a description counts half, since two people rarely describe one thing alike.
struct FieldWeights {
    double theme = 2.0;
    double target_groups = 2.0;
    double areas = 2.0;
    double months = 1.0;
    double weekly_times = 2.0;
    double ages = 2.0;
    double languages = 1.0;
    double kind = 1.0;
    double name = 1.0;
    double description = 0.5;

    [[nodiscard]] double of(ActivityField field) const noexcept;
};

struct SimilarityOptions {
    FieldWeights weights{};
    /// Fields that keep two activities apart when both state them and have nothing in common there, whatever
    /// the others say: activities of which neither could serve the people of the other. With weekly_times
    /// added, only records of one and the same offer stay together (project choice).
    FieldSet decisive{ActivityField::kind, ActivityField::target_groups, ActivityField::areas,
                      ActivityField::months, ActivityField::ages};
    Taxonomy themes{}; ///< of the codes in the column theme; empty: different themes have nothing in common
    Abbreviations abbreviations = Abbreviations::nordic(); ///< expanded in names and descriptions
    MonthInterval months{-2, 7}; ///< where an open end of a period is taken to lie (project choice)
    AgeRange ages{0, 100};       ///< where an open end of a range of ages is taken to lie (project choice)
};

/// One field of two activities.
struct FieldEvidence {
    bool stated_by_a = false;
    bool stated_by_b = false;
    std::optional<double> score{}; ///< in [0, 1]; nothing when one of the two leaves the field open

    friend bool operator==(const FieldEvidence&, const FieldEvidence&) = default;
};

/// What the similarity of two activities rests on.
struct ActivityEvidence {
    std::array<FieldEvidence, activity_field_count> fields{}; ///< fields of weight 0 say nothing
    std::optional<double> score{}; ///< in [0, 1]; nothing when no field is stated by both
    bool apart = false;            ///< a decisive field has the score 0

    /// The score, or 0 where a decisive field keeps the two apart.
    [[nodiscard]] std::optional<double> likeness() const noexcept { return apart ? 0.0 : score; }
    [[nodiscard]] const FieldEvidence& operator[](ActivityField field) const noexcept {
        return fields[static_cast<std::size_t>(field)];
    }
    friend bool operator==(const ActivityEvidence&, const ActivityEvidence&) = default;
};

/// What a program can hand in as its own measure of likeness: a function object that gives a score in [0, 1]
/// for two activities of a network, or nothing when it cannot tell. It should be symmetric and must be
/// callable from several threads at once.
template <class Measure>
concept ActivityMeasure = requires(const Measure& measure, const ActorNetwork& network, ActivityId activity) {
    { measure(network, activity, activity) } -> std::convertible_to<std::optional<double>>;
};

/// Gower's general coefficient of similarity (1971) for activities: the sum of weight * score over the fields
/// that both activities state, divided by the sum of the weights of these fields. Scores of the fields:
///
/// - theme, kind: 1 when equal; different themes that are codes of `options.themes` by Wu and Palmer, else 0;
/// - target_groups, languages: Jaccard's coefficient of the two lists;
/// - areas: Jaccard's coefficient of all areas that each serves, an area standing for itself and everything
///   inside it; population makes no difference;
/// - months, ages: what the two intervals share over what they cover together, an open end lying where the
///   options say; without any bound the field is not stated;
/// - weekly_times: WeekLoad::similarity; a schedule that names no weekday is not stated;
/// - name, description: text_similarity of the expanded normal forms.
///
/// Each score is symmetric and 1 for an activity with itself, so the mean is. Ready for one network, whose
/// storage it shares; const calls are safe from several threads.
class ActivitySimilarity {
public:
    /// Reads names, descriptions and schedules once. O(bytes).
    /// @throws InvalidArgument for a weight that is negative or not finite, weights that sum to 0 or beyond
    /// the largest number, and options.months or options.ages that are empty or open; Cancelled when
    /// `control` asks to stop
    explicit ActivitySimilarity(ActorNetwork network, SimilarityOptions options = {},
                                RunControl* control = nullptr);

    /// Both must be activities of the network. O(lists, words and grams of the two).
    [[nodiscard]] ActivityEvidence evidence(ActivityId a, ActivityId b) const;

    /// The likeness alone, as an ActivityMeasure. @throws InvalidArgument when `network` is not the one that
    /// this was made for (a copy of it is)
    [[nodiscard]] std::optional<double> operator()(const ActorNetwork& network, ActivityId a,
                                                   ActivityId b) const;

    /// The name in normal form, abbreviations spelled out; empty when names have the weight 0.
    [[nodiscard]] std::string_view normal_name(ActivityId activity) const noexcept {
        return profiles_[name_profile_[activity.position()]].text();
    }
    [[nodiscard]] const SimilarityOptions& options() const noexcept { return options_; }

private:
    void read_texts(const std::vector<TermId>& column, double weight, std::vector<std::uint32_t>& profile_of,
                    RunControl* control);
    void read_schedules();
    void find_outermost_areas();
    [[nodiscard]] FieldEvidence compare(ActivityField field, std::size_t a, std::size_t b) const;
    [[nodiscard]] FieldEvidence compare_theme(std::size_t a, std::size_t b) const;
    [[nodiscard]] FieldEvidence compare_texts(const std::vector<std::uint32_t>& profile_of, std::size_t a,
                                              std::size_t b) const;

    ActorNetwork network_;
    SimilarityOptions options_;
    std::vector<TextProfile> profiles_; // of distinct texts; the first is that of the empty text
    std::vector<std::uint32_t> name_profile_;
    std::vector<std::uint32_t> description_profile_;
    std::vector<WeekLoad> loads_; // of distinct schedules; the first states nothing
    std::vector<std::uint32_t> load_;
    ListColumn<AreaId> outermost_; // areas of each activity that lie in no other of its areas
};

} // namespace samspill
