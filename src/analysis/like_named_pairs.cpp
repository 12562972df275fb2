#include "like_named_pairs.hpp"

#include "../core/parallel.hpp"
#include "../detail/statutory.hpp"
#include "offer_agreement.hpp"

#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/set_collection.hpp>
#include <samspill/similarity/set_join.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace samspill::detail {
namespace {

bool by_activities(const DuplicatePair& x, const DuplicatePair& y) {
    return std::pair{x.a, x.b} < std::pair{y.a, y.b};
}

/// Keeps the first pairs of all that are added in any order.
class FirstOfMany {
public:
    explicit FirstOfMany(std::size_t most) : most_{most} {}

    void add(const DuplicatePair& pair) {
        ++first_.found;
        first_.pairs.push_back(pair);
        if (first_.pairs.size() >= 2 * most_ + least_spare) {
            cut();
        }
    }

    [[nodiscard]] FirstPairs take() && {
        cut();
        std::sort(first_.pairs.begin(), first_.pairs.end(), by_activities);
        return std::move(first_);
    }

private:
    static constexpr std::size_t least_spare = 65'536;

    void cut() {
        if (first_.pairs.size() > most_) {
            std::nth_element(first_.pairs.begin(), first_.pairs.begin() + static_cast<std::ptrdiff_t>(most_),
                             first_.pairs.end(), by_activities);
            first_.pairs.resize(most_);
        }
    }

    std::size_t most_;
    FirstPairs first_;
};

/// Of the names like each name the nearest, so many at most; of equally near ones the first.
class NearestNames {
public:
    NearestNames(std::size_t names, std::size_t most) : most_{most}, near_(names) {}

    void add(const SimilarPair& pair) {
        add(near_[pair.a], {pair.similarity, pair.b});
        add(near_[pair.b], {pair.similarity, pair.a});
    }

    /// Two names of which one is among the nearest of the other, each pair once, ascending.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs() const {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::uint32_t name = 0; name < near_.size(); ++name) {
            for (const Near& other : near_[name]) {
                pairs.push_back(std::minmax(name, other.name));
            }
        }
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        return pairs;
    }

private:
    struct Near {
        double similarity = 0.0;
        std::uint32_t name = 0;

        /// Nearer ones come first, so that the top of a heap is the least near.
        friend bool operator<(const Near& x, const Near& y) {
            return x.similarity != y.similarity ? x.similarity > y.similarity : x.name < y.name;
        }
    };

    void add(std::vector<Near>& heap, const Near& near) const {
        if (heap.size() == most_) {
            if (!(near < heap.front())) {
                return;
            }
            std::pop_heap(heap.begin(), heap.end());
            heap.pop_back();
        }
        heap.push_back(near);
        std::push_heap(heap.begin(), heap.end());
    }

    std::size_t most_;
    std::vector<std::vector<Near>> near_; // heaps, by representative
};

class LikeNames {
public:
    LikeNames(const ActorNetwork& network, const OfferProfiles& profiles, const ActivityScore& score,
              const DuplicationOptions& options, RunControl* control)
        : network_{network}, profiles_{profiles}, score_{score}, options_{options},
          stated_{options.match_languages, options.match_ages, options.most_listed_alike},
          bound_{std::max<std::size_t>(options.most_listed_alike, 1)}, control_{control},
          pairs_{options.most_pairs} {}

    LikeNamedPairs run(const std::vector<std::string_view>& normal_names) && {
        const SetCollection grams = grams_of(normal_names);
        const RecordGroups names = identical_records(grams, {}, control_);
        std::vector<AlikeGroup> groups;
        for (std::size_t name = 0; name < names.size(); ++name) {
            const Rows rows = names.members(name);
            if (rows.size() > options_.most_listed_alike) {
                groups.push_back(group_of(network_, rows, AlikeIn::name));
            }
            for (std::size_t k = 1; k < rows.size(); ++k) {
                compare(rows[k], rows.first(k));
            }
        }
        const SetJoinOptions join{
            .measure = SetMeasure::dice, .threshold = options_.name_likeness, .limits = {}};
        NearestNames nearest{grams.size(), bound_};
        set_join(
            grams, names, join,
            [&](std::span<const SimilarPair> pairs) {
                for (const SimilarPair& pair : pairs) {
                    nearest.add(pair);
                }
            },
            control_);
        for (const auto& [one, other] : nearest.pairs()) {
            compare_names(names.members(names.group_of(one)), names.members(names.group_of(other)));
        }
        score_candidates();
        return {std::move(pairs_).take(), std::move(groups)};
    }

private:
    using Rows = std::span<const std::uint32_t>;
    using Candidate = std::pair<ActivityId, ActivityId>;

    static constexpr std::size_t most_waiting = 1'000'000;

    [[nodiscard]] SetCollection grams_of(const std::vector<std::string_view>& names) const {
        std::vector<std::string> compounds;
        compounds.reserve(names.size());
        for (const std::string_view name : names) {
            compounds.push_back(without_blanks(name));
        }
        const std::vector<std::string_view> views{compounds.begin(), compounds.end()};
        return ngram_sets(views, {}, control_);
    }

    void compare_names(Rows one, Rows other) {
        const bool one_is_more = one.size() >= other.size();
        for (const std::uint32_t row : one_is_more ? one : other) {
            compare(row, one_is_more ? other : one);
        }
    }

    void compare(std::uint32_t row, Rows others) {
        std::size_t compared = 0;
        for (const std::uint32_t other : others) {
            const Candidate candidate{std::min(row, other), std::max(row, other)};
            if (!is_comparable(candidate.first, candidate.second)) {
                continue;
            }
            candidates_.push_back(candidate);
            if (candidates_.size() == most_waiting) {
                score_candidates();
            }
            if (++compared == bound_) {
                return;
            }
        }
    }

    [[nodiscard]] bool is_comparable(ActivityId a, ActivityId b) const {
        const ActivityColumns& offers = network_.activities();
        if (offers.actor[a.position()] == offers.actor[b.position()] ||
            !offers.period[a.position()].overlaps(offers.period[b.position()]) ||
            is_statutory(offers, a) != is_statutory(offers, b)) {
            return false;
        }
        return profiles_.profile_of(a) == profiles_.profile_of(b)
                   ? !bounds_of(network_, a, stated_).meet(bounds_of(network_, b, stated_))
                   : !agreement_of(network_, a, b).makes_a_pair(stated_);
    }

    void score_candidates() {
        constexpr std::size_t pairs_of_a_task = 4096;
        std::vector<std::optional<double>> scores(candidates_.size());
        run_in_parallel((candidates_.size() + pairs_of_a_task - 1) / pairs_of_a_task, control_,
                        "comparing like names", [&](std::size_t task, RunControl* control) {
                            StageTicker ticker{control};
                            const std::size_t end =
                                std::min(candidates_.size(), (task + 1) * pairs_of_a_task);
                            for (std::size_t k = task * pairs_of_a_task; k < end; ++k) {
                                ticker.step();
                                scores[k] = score_(candidates_[k].first, candidates_[k].second);
                            }
                        });
        for (std::size_t k = 0; k < candidates_.size(); ++k) {
            if (scores[k] && *scores[k] >= *options_.least_score) {
                keep(candidates_[k], *scores[k]);
            }
        }
        candidates_.clear();
    }

    void keep(const Candidate& pair, double score) {
        const auto& [a, b] = pair;
        const std::vector<MonthInterval>& period = network_.activities().period;
        pairs_.add({.a = a,
                    .b = b,
                    .shared_months = period[a.position()].intersection(period[b.position()]),
                    .compared = agreement_of(network_, a, b).compared(),
                    .cluster = std::nullopt,
                    .score = score,
                    .by_likeness = true});
    }

    const ActorNetwork& network_;
    const OfferProfiles& profiles_;
    const ActivityScore& score_;
    const DuplicationOptions& options_;
    PairOptions stated_;
    std::size_t bound_; // of comparisons of one activity with the activities of one name, and of like names
    RunControl* control_;
    std::vector<Candidate> candidates_; // that wait to be scored
    FirstOfMany pairs_;
};

} // namespace

LikeNamedPairs like_named_pairs(const ActorNetwork& network, const OfferProfiles& profiles,
                                const std::vector<std::string_view>& names, const ActivityScore& score,
                                const DuplicationOptions& options, RunControl* control) {
    return LikeNames{network, profiles, score, options, control}.run(names);
}

} // namespace samspill::detail
