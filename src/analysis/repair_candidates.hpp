// Candidates for repairs, out of the needs that fall short and the offers they cannot use.
#pragma once

#include <samspill/analysis/repairs.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/graph/changing_flow.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace samspill::detail {

/// A repair and what it does to the graph of the model.
struct CandidateRepair {
    Repair repair;
    RepairCandidate change;
};

/// Offers are single activities here: offer class and activity are the same thing.
class RepairCandidates {
public:
    /// `shares` of each referral. Everything must outlive the object.
    RepairCandidates(const CoverageModel& model, const RepairOptions& options,
                     std::span<const Fraction> shares, ChangingFlow& flow, RunControl* control);

    /// All candidates, in the order of kind and ids, at most most_candidates of each kind.
    [[nodiscard]] std::vector<CandidateRepair> make();
    [[nodiscard]] bool reached_limit() const noexcept { return reached_limit_; }

private:
    struct NearMiss;
    struct Invitation {
        Repair opening;
        std::int64_t seats = 0;
        std::vector<std::uint32_t> referrals;
    };
    struct Donor {
        std::uint32_t offer;
        std::int64_t surplus;
    };

    void add_tells();
    void add_near_misses();
    void add_opening(const Repair& opening, std::span<const NearMiss> misses);
    void keep_invitation(const Repair& opening, std::span<const NearMiss> misses);
    void add_invitation(const Invitation& invitation);
    void add_seats();
    void add_moves(std::uint32_t to, std::int64_t wanted);
    void finish(CandidateRepair candidate, double effort);
    bool is_enough(std::size_t made);
    bool admit(CandidateRepair& candidate, std::uint32_t referral);
    bool finds(ActorId entry, ActivityId activity);
    [[nodiscard]] std::vector<std::uint32_t> short_referrals() const;
    [[nodiscard]] std::vector<NearMiss> near_misses();
    [[nodiscard]] std::optional<Condition> only_failure(const ConditionCheck& check) const;
    [[nodiscard]] const std::vector<Donor>& donors_of(TermId theme);
    [[nodiscard]] std::int64_t surplus(std::uint32_t offer);
    [[nodiscard]] ActivityId activity(std::uint32_t offer) const {
        return model_.eligibility().activities_in(offer).front();
    }

    const CoverageModel& model_;
    const ActorNetwork& network_;
    const RepairOptions& options_;
    std::span<const Fraction> shares_;
    ChangingFlow& flow_;
    RunControl* control_;
    std::map<TermId, std::vector<std::uint32_t>> offers_of_theme_;
    AwarenessSearch search_;
    ActorId searched_;
    std::map<std::tuple<ActorId, TermId, AreaId>, Invitation> invitations_; // by actor, theme and area
    std::map<TermId, std::vector<Donor>> donors_;
    std::array<std::size_t, 5> made_of_kind_{};
    bool reached_limit_ = false;
    std::vector<CandidateRepair> made_;
};

} // namespace samspill::detail
