#include <samspill/analysis/duplicate_pairs.hpp>

#include "listed_pairs.hpp"
#include "offer_agreement.hpp"

#include <algorithm>
#include <span>

namespace samspill {
namespace {

DuplicatePair pair_of(const ActorNetwork& network, ActivityId a, ActivityId b,
                      const detail::OfferAgreement& agreement) {
    const std::vector<MonthInterval>& period = network.activities().period;
    return {.a = std::min(a, b),
            .b = std::max(a, b),
            .shared_months = period[a.position()].intersection(period[b.position()]),
            .compared = agreement.compared(),
            .cluster = std::nullopt,
            .score = std::nullopt};
}

/// Lists pairs of activities from pairs of classes.
class PairLister {
public:
    PairLister(const ActorNetwork& network, const detail::AlikeOffers& alike, const PairOptions& options)
        : network_{network}, alike_{alike}, options_{options} {}

    void list_class(std::uint32_t offers) {
        const Rows members = alike_.classes().members_of(offers);
        if (!is_large(members)) {
            for (std::size_t k = 0; k < members.size(); ++k) {
                list(members.subspan(k, 1), members.subspan(k + 1));
            }
        }
    }

    /// For a large class its first activity of another actor stands.
    void list_classes(std::uint32_t one, std::uint32_t other) {
        const Rows a = alike_.classes().members_of(one);
        const Rows b = alike_.classes().members_of(other);
        if (!is_large(a)) {
            list(a, is_large(b) ? one_of_another_actor(b, a.front()) : b);
        } else {
            const Rows of_a = is_large(b) ? a.first(1) : one_of_another_actor(a, b.front());
            list(of_a, is_large(b) ? one_of_another_actor(b, a.front()) : b);
        }
    }

    std::vector<DuplicatePair> take() && {
        std::sort(pairs_.begin(), pairs_.end(), [](const DuplicatePair& x, const DuplicatePair& y) {
            return std::pair{x.a, x.b} < std::pair{y.a, y.b};
        });
        return std::move(pairs_);
    }

private:
    using Rows = std::span<const std::uint32_t>;

    [[nodiscard]] bool is_large(Rows members) const { return members.size() > options_.most_listed_alike; }
    [[nodiscard]] ActorId actor_of(std::uint32_t k) const { return network_.activities().actor[k]; }

    /// One row, or none when all are of that row's actor.
    [[nodiscard]] Rows one_of_another_actor(Rows rows, std::uint32_t row) const {
        const auto apart = std::find_if(rows.begin(), rows.end(),
                                        [&](std::uint32_t k) { return actor_of(k) != actor_of(row); });
        return rows.subspan(static_cast<std::size_t>(apart - rows.begin()), apart == rows.end() ? 0 : 1);
    }

    void list(Rows a, Rows b) {
        for (const std::uint32_t i : a) {
            for (const std::uint32_t j : b) {
                if (actor_of(i) != actor_of(j)) {
                    const ActivityId one{i};
                    const ActivityId other{j};
                    pairs_.push_back(
                        pair_of(network_, one, other, detail::agreement_of(network_, one, other)));
                }
            }
        }
    }

    const ActorNetwork& network_;
    const detail::AlikeOffers& alike_;
    const PairOptions& options_;
    std::vector<DuplicatePair> pairs_;
};

} // namespace

std::vector<DuplicatePair> detail::listed_pairs(const ActorNetwork& network, const AlikeOffers& alike,
                                                const PairOptions& options, RunControl* control) {
    StageTicker ticker{control, "listing pairs", alike.classes().size()};
    PairLister lister{network, alike, options};
    for (std::uint32_t k = 0; k < alike.classes().size(); ++k) {
        ticker.step();
        lister.list_class(k);
        for (const std::uint32_t partner : alike.partners_of(k)) {
            if (partner > k) {
                lister.list_classes(k, partner);
            }
        }
    }
    return std::move(lister).take();
}

std::optional<DuplicatePair> duplicate_pair(const ActorNetwork& network, ActivityId a, ActivityId b,
                                            const PairOptions& options) {
    const std::vector<ActorId>& actors = network.activities().actor;
    if (a == b || actors[a.position()] == actors[b.position()]) {
        return std::nullopt;
    }
    const detail::OfferAgreement agreement = detail::agreement_of(network, a, b);
    return agreement.makes_a_pair(options) ? std::optional{pair_of(network, a, b, agreement)} : std::nullopt;
}

std::vector<DuplicatePair> duplicate_pairs(const ActorNetwork& network, const PairOptions& options,
                                           RunControl* control) {
    return detail::listed_pairs(network, detail::AlikeOffers{network, options, control}, options, control);
}

} // namespace samspill
