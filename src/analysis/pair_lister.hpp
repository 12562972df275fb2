// The pairs of a network, activity by activity, without holding all of them.
#pragma once

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>

#include "alike_offers.hpp"
#include "offer_bounds.hpp"
#include "offer_profiles.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Lists or counts the pairs of each activity with those of higher id. Memory O(activities). The arguments
/// must outlive this.
class PairLister {
public:
    PairLister(const ActorNetwork& network, const PairOptions& options, const AlikeOffers& alike,
               OfferProfiles& profiles);

    /// Appends the listed pairs (a, b) with b > a, by b. O(activities of agreeing profiles).
    void append_pairs_of(ActivityId a, std::vector<DuplicatePair>& pairs);
    /// How many pairs append_pairs_of() would append.
    [[nodiscard]] std::int64_t count_pairs_of(ActivityId a);

private:
    /// An activity that may be listed, with what decides about its pairs side by side.
    struct Candidate {
        OfferBounds bounds;
        ActorId actor;
        std::uint32_t row = 0;
    };

    template <class Visit>
    void visit_profile(const Candidate& one, std::uint32_t profile, Visit visit) const;
    [[nodiscard]] Candidate candidate(std::uint32_t row) const;

    const ActorNetwork& network_;
    PairOptions options_;
    const AlikeOffers& alike_;
    OfferProfiles& profiles_;
    std::vector<std::size_t> begin_; // of the candidates of each profile
    std::vector<Candidate> candidates_;
};

/// Pairs up to a bound, and how many there are without it.
struct FirstPairs {
    std::vector<DuplicatePair> pairs; ///< by a, then b
    std::int64_t found = 0;
};

/// The first `most` pairs; the others are only counted. @throws Cancelled when `control` asks to stop
[[nodiscard]] FirstPairs first_pairs(const ActorNetwork& network, PairLister& lister, std::size_t most,
                                     RunControl* control);

} // namespace samspill::detail
