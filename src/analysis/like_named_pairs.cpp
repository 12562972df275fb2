#include "like_named_pairs.hpp"

#include "../detail/statutory.hpp"
#include "offer_agreement.hpp"

#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/set_collection.hpp>
#include <samspill/similarity/set_join.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace samspill::detail {
namespace {

class LikeNamedPairs {
public:
    LikeNamedPairs(const ActorNetwork& network, const AlikeOffers& alike,
                   const ActivitySimilarity& similarity, const DuplicationOptions& options)
        : network_{network}, alike_{alike}, similarity_{similarity}, options_{options} {}

    std::vector<DuplicatePair> run(RunControl* control) && {
        const SetCollection grams = grams_of_names(control);
        const RecordGroups names = identical_records(grams, {}, control);
        for (std::size_t name = 0; name < names.size(); ++name) {
            try_one_name(names.members(name));
        }
        const SetJoinOptions join{
            .measure = SetMeasure::dice, .threshold = options_.name_likeness, .limits = {}};
        set_join(
            grams, names, join,
            [&](std::span<const SimilarPair> pairs) {
                for (const SimilarPair& pair : pairs) {
                    try_two_names(names.members(names.group_of(pair.a)),
                                  names.members(names.group_of(pair.b)));
                }
            },
            control);
        std::sort(pairs_.begin(), pairs_.end(), [](const DuplicatePair& x, const DuplicatePair& y) {
            return std::pair{x.a, x.b} < std::pair{y.a, y.b};
        });
        return std::move(pairs_);
    }

private:
    using Rows = std::span<const std::uint32_t>;

    [[nodiscard]] SetCollection grams_of_names(RunControl* control) const {
        std::vector<std::string> names;
        names.reserve(network_.activities().size());
        StageTicker ticker{control, "reading names", network_.activities().size()};
        for (const TermId name : network_.activities().name) {
            ticker.step();
            names.push_back(
                without_blanks(similarity_.options().abbreviations.expand(normal_text(network_.text(name)))));
        }
        const std::vector<std::string_view> views{names.begin(), names.end()};
        return ngram_sets(views, {}, control);
    }

    void try_one_name(Rows rows) {
        if (rows.size() > options_.most_listed_alike) {
            try_pairs(rows.first(1), rows.subspan(1));
            return;
        }
        for (std::size_t k = 0; k < rows.size(); ++k) {
            try_pairs(rows.subspan(k, 1), rows.subspan(k + 1));
        }
    }

    void try_two_names(Rows one, Rows other) {
        const auto listed = [&](Rows rows) {
            return rows.size() > options_.most_listed_alike ? rows.first(1) : rows;
        };
        try_pairs(listed(one), listed(other));
    }

    void try_pairs(Rows one, Rows other) {
        for (const std::uint32_t i : one) {
            for (const std::uint32_t j : other) {
                try_pair(ActivityId{std::min(i, j)}, ActivityId{std::max(i, j)});
            }
        }
    }

    void try_pair(ActivityId a, ActivityId b) {
        const ActivityColumns& offers = network_.activities();
        if (offers.actor[a.position()] == offers.actor[b.position()] ||
            is_statutory(offers, a) != is_statutory(offers, b) ||
            !offers.period[a.position()].overlaps(offers.period[b.position()]) ||
            alike_.pair_up(alike_.class_of(a), alike_.class_of(b))) {
            return;
        }
        const std::optional<double> score = similarity_.evidence(a, b).score;
        if (score && *score >= *options_.least_score) {
            pairs_.push_back(
                {.a = a,
                 .b = b,
                 .shared_months = offers.period[a.position()].intersection(offers.period[b.position()]),
                 .compared = agreement_of(network_, a, b).compared(),
                 .cluster = std::nullopt,
                 .score = score,
                 .by_likeness = true});
        }
    }

    const ActorNetwork& network_;
    const AlikeOffers& alike_;
    const ActivitySimilarity& similarity_;
    const DuplicationOptions& options_;
    std::vector<DuplicatePair> pairs_;
};

} // namespace

std::vector<DuplicatePair> like_named_pairs(const ActorNetwork& network, const AlikeOffers& alike,
                                            const ActivitySimilarity& similarity,
                                            const DuplicationOptions& options, RunControl* control) {
    return LikeNamedPairs{network, alike, similarity, options}.run(control);
}

} // namespace samspill::detail
