#include <samspill/analysis/perception.hpp>

#include <samspill/analysis/agreement.hpp>
#include <samspill/core/error.hpp>

#include "core/parallel.hpp"
#include "detail/options_echo.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {
namespace {

constexpr std::int32_t most_points = 100;

struct Scale {
    std::int32_t min = 1;
    std::int32_t max = 5;

    [[nodiscard]] std::int32_t points() const noexcept { return max - min + 1; }
    [[nodiscard]] bool holds(double score) const noexcept {
        return score == std::trunc(score) && min <= score && score <= max;
    }
};

/// Where an item belongs.
struct ItemPlace {
    std::size_t instrument = 0; ///< in the order of the file; those in none come last
    std::optional<std::size_t> listed;
    Scale scale;
};

/// One review with what it is sorted by.
struct PlacedReview {
    ForumId forum;
    TermId wave;
    std::size_t instrument = 0;
    std::size_t position = 0; ///< of the item in its file
    TermId item;
    std::uint32_t row = 0;

    [[nodiscard]] auto block() const { return std::tuple{forum, wave, instrument}; }
    [[nodiscard]] auto key() const { return std::tuple{forum, wave, instrument, position, item, row}; }
};

class Perception {
public:
    Perception(const ActorNetwork& network, Instruments instruments, const PerceptionOptions& options,
               RunControl* control)
        : network_{network}, options_{options}, control_{control}, inner_{control} {
        result_.instruments = std::move(instruments);
    }

    PerceptionResult run() {
        result_.provenance = detail::provenance_of("perception", network_);
        place_items();
        const std::vector<PlacedReview> reviews = placed();
        StageTicker ticker{control_, "comparing ratings", reviews.size() * StageTicker::poll_interval};
        for (std::size_t k = 0; k < reviews.size();) {
            const std::size_t first = k;
            while (k < reviews.size() && reviews[k].block() == reviews[first].block()) {
                ++k;
            }
            add_block(std::span{reviews}.subspan(first, k - first));
            ticker.step((k - first) * StageTicker::poll_interval);
        }
        report_left_out();
        echo_options();
        return std::move(result_);
    }

private:
    void place_items() {
        const std::vector<InstrumentItem>& items = result_.instruments.items;
        std::map<std::string_view, std::size_t> instruments;
        for (std::size_t k = 0; k < items.size(); ++k) {
            const std::size_t number =
                instruments.emplace(items[k].instrument, instruments.size()).first->second;
            places_[items[k].id] = {number, k, {items[k].scale_min, items[k].scale_max}};
        }
        unlisted_ = {instruments.size(), std::nullopt, {options_.scale_min, options_.scale_max}};
    }

    [[nodiscard]] const ItemPlace& place_of(TermId item) const {
        const auto found = places_.find(network_.text(item));
        return found == places_.end() ? unlisted_ : found->second;
    }

    [[nodiscard]] std::vector<PlacedReview> placed() const {
        const ReviewColumns& reviews = network_.reviews();
        std::vector<PlacedReview> placed(reviews.size());
        for (std::uint32_t k = 0; k < placed.size(); ++k) {
            const ItemPlace& place = place_of(reviews.item[k]);
            placed[k] = {reviews.forum[k],         reviews.wave[k], place.instrument,
                         place.listed.value_or(0), reviews.item[k], k};
        }
        std::sort(placed.begin(), placed.end(),
                  [](const PlacedReview& a, const PlacedReview& b) { return a.key() < b.key(); });
        return placed;
    }

    [[nodiscard]] static std::uint32_t rater_of(PersonId person) noexcept {
        return person.is_none() ? unknown_rater : static_cast<std::uint32_t>(person.position());
    }

    [[nodiscard]] RaterSide side_of(PersonId person) const {
        const ActorId actor = person.is_none() ? ActorId::none() : network_.people().actor[person.position()];
        if (actor.is_none()) {
            return RaterSide::other;
        }
        switch (network_.actors().sector[actor.position()]) {
        case Sector::municipal:
            return RaterSide::municipal;
        case Sector::civil_society:
        case Sector::target_group:
            return RaterSide::civil_society;
        case Sector::private_sector:
        case Sector::state:
            break;
        }
        return RaterSide::other;
    }

    /// One instrument at one forum in one wave.
    void add_block(std::span<const PlacedReview> reviews) {
        const ReviewColumns& columns = network_.reviews();
        const Scale scale = place_of(reviews.front().item).scale;
        const std::size_t first_row = result_.items.size();
        std::vector<Rating> ratings;
        ratings.reserve(reviews.size());
        for (const PlacedReview& review : reviews) {
            if (result_.items.size() == first_row || result_.items.back().item != review.item) {
                ItemPerception& row = result_.items.emplace_back();
                row.forum = review.forum;
                row.wave = review.wave;
                row.item = review.item;
                row.listed = place_of(review.item).listed;
            }
            const double score = columns.score[review.row];
            if (!scale.holds(score)) {
                ++result_.items.back().left_out;
                continue;
            }
            ratings.push_back({.item = static_cast<std::uint32_t>(result_.items.size() - first_row - 1),
                               .group = static_cast<std::uint32_t>(side_of(columns.person[review.row])),
                               .score = static_cast<std::int32_t>(score) - scale.min + 1,
                               .rater = rater_of(columns.person[review.row])});
        }
        judge(std::span{result_.items}.subspan(first_row), ratings, scale);
    }

    void judge(std::span<ItemPerception> rows, const std::vector<Rating>& ratings, Scale scale) {
        AgreementOptions options;
        options.scale_points = scale.points();
        options.fewest_raters = options_.fewest_raters;
        options.permutation = options_.permutation;
        AgreementResult all = agreement(ratings, rows.size(), rater_sides, options, &inner_);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            rows[k].agreement = std::move(all.items[k]);
        }
        judge_side(rows, ratings, RaterSide::municipal, options, &ItemPerception::r_wg_municipal);
        judge_side(rows, ratings, RaterSide::civil_society, options, &ItemPerception::r_wg_civil_society);
        for (const std::size_t lowest : all.lowest_items) {
            rows[lowest].is_lowest = true;
        }
        for (ItemPerception& row : rows) {
            shift(row.agreement, scale.min - 1);
        }
        const auto rated = std::count_if(rows.begin(), rows.end(),
                                         [](const ItemPerception& row) { return row.agreement.raters > 0; });
        const std::size_t last = result_.items.size();
        result_.totals.push_back({rows.front().forum, rows.front().wave, rows.front().listed,
                                  last - rows.size(), last, rated, all.r_wg_j});
    }

    /// Agreement within a side; where the side's mean is hidden, so is this.
    void judge_side(std::span<ItemPerception> rows, const std::vector<Rating>& ratings, RaterSide side,
                    const AgreementOptions& options, Measure ItemPerception::*within) {
        std::vector<Rating> own;
        for (Rating rating : ratings) {
            if (rating.group == static_cast<std::uint32_t>(side)) {
                rating.group = 0;
                own.push_back(rating);
            }
        }
        // The second group is empty, so that there is no gap to test.
        const AgreementResult result = agreement(own, rows.size(), 2, options, &inner_);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            const Measure& mean = rows[k].agreement.groups[static_cast<std::size_t>(side)].mean;
            Measure& found = rows[k].*within;
            found = result.items[k].r_wg;
            if (mean.status == Status::suppressed) {
                found.value.reset();
                found.denominator.reset();
                found.status = mean.status;
                found.reason = mean.reason;
            }
        }
    }

    /// Back to the scale of the instrument.
    static void shift(ItemAgreement& item, std::int32_t by) {
        const auto move = [by](Measure& measure) {
            if (measure.value) {
                *measure.value += by;
            }
        };
        move(item.mean);
        move(item.median);
        for (GroupRating& group : item.groups) {
            move(group.mean);
        }
    }

    void report_left_out() {
        std::map<TermId, std::int64_t> left_out;
        for (const ItemPerception& row : result_.items) {
            left_out[row.item] += row.left_out;
        }
        for (const auto& [item, scores] : left_out) {
            if (scores > 0) {
                result_.findings.push_back(
                    {Severity::warning, FindingCode::out_of_range, "", "reviews", 0, "score",
                     std::to_string(scores) +
                         (scores == 1 ? " score of an item lies" : " scores of an item lie") +
                         " outside its scale or between its points and is left out",
                     "correct the scores, or the scale in the file of instruments; the result names the "
                     "item"});
            }
        }
    }

    void echo_options() {
        Provenance& provenance = result_.provenance;
        detail::echo(provenance, "instruments", result_.instruments.version);
        detail::echo(provenance, "fewest_raters", std::to_string(options_.fewest_raters));
        detail::echo(provenance, "scale_min", std::to_string(options_.scale_min));
        detail::echo(provenance, "scale_max", std::to_string(options_.scale_max));
        detail::echo(provenance, "max_arrangements", std::to_string(options_.permutation.max_arrangements));
        detail::echo(provenance, "replicates", std::to_string(options_.permutation.replicates));
        provenance.seed = options_.permutation.seed;
    }

    const ActorNetwork& network_;
    const PerceptionOptions& options_;
    RunControl* control_;
    detail::StopOnly inner_; // for what is computed of one instrument at one forum
    PerceptionResult result_;
    std::map<std::string, ItemPlace, std::less<>> places_;
    ItemPlace unlisted_;
};

void check_scale(std::int64_t min, std::int64_t max) {
    if (max - min < 1 || max - min >= most_points) {
        throw InvalidArgument{"a scale must have from 2 to 100 points"};
    }
}

void check(const ActorNetwork& network, const Instruments& instruments, const PerceptionOptions& options) {
    if (!network.has(TableName::reviews)) {
        throw MissingTable{"perception needs the table reviews"};
    }
    check_scale(options.scale_min, options.scale_max);
    std::map<std::string_view, const InstrumentItem*> first_of;
    std::map<std::string_view, const InstrumentItem*> ids;
    for (const InstrumentItem& item : instruments.items) {
        check_scale(item.scale_min, item.scale_max);
        const InstrumentItem& first = *first_of.emplace(item.instrument, &item).first->second;
        if (first.scale_min != item.scale_min || first.scale_max != item.scale_max) {
            throw InvalidArgument{"items of one instrument must have one scale"};
        }
        if (!ids.emplace(item.id, &item).second) {
            throw InvalidArgument{"an item must not stand twice"};
        }
    }
    // Also where nothing was rated.
    AgreementOptions agreed;
    agreed.fewest_raters = options.fewest_raters;
    agreed.permutation = options.permutation;
    static_cast<void>(agreement({}, 0, rater_sides, agreed));
}

} // namespace

PerceptionResult perception(const ActorNetwork& network, Instruments instruments,
                            const PerceptionOptions& options, RunControl* control) {
    check(network, instruments, options);
    return Perception{network, std::move(instruments), options, control}.run();
}

} // namespace samspill
