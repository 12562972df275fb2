// Needs by who refers them, and which of the offers that fit each referrer can find (methods M4.2).
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/eligibility.hpp>
#include <samspill/model/actor_network.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// One number an activity; activities of one number are found by the same entry points. Partition refinement:
/// one search an entry point, O(what they all find). @throws InvalidArgument when `steps` is negative
[[nodiscard]] std::vector<std::uint32_t> knowledge_parts(const ActorNetwork& network, int steps,
                                                         RunControl* control = nullptr);

/// The need classes of an Eligibility split by entry point. When no tie records knowledge they are not split,
/// and everybody finds everything.
class Referrals {
public:
    /// `eligibility` must have been made apart by `knowledge_parts` of the same steps.
    /// @throws InvalidArgument when `steps` is negative; Cancelled when `control` asks to stop
    Referrals(const ActorNetwork& network, const Eligibility& eligibility, int steps,
              RunControl* control = nullptr);

    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(need_class_.size());
    }
    [[nodiscard]] std::uint32_t need_class(std::uint32_t referral) const noexcept {
        return need_class_[referral];
    }
    /// Who refers these needs; none when the tables do not say.
    [[nodiscard]] ActorId entry_point(std::uint32_t referral) const noexcept {
        return entry_point_[referral];
    }
    [[nodiscard]] std::uint32_t referral_of(NeedId need) const noexcept {
        return referral_of_[need.position()];
    }
    /// Needs, ascending; never empty.
    [[nodiscard]] std::span<const NeedId> members(std::uint32_t referral) const noexcept {
        return std::span{members_}.subspan(members_begin_[referral],
                                           members_begin_[referral + 1] - members_begin_[referral]);
    }
    /// One flag for each of the need class's offers, in their order: 1 = the entry point finds it. All 0
    /// without an entry point.
    [[nodiscard]] std::span<const std::uint8_t> known(std::uint32_t referral) const noexcept {
        return std::span{known_}.subspan(known_begin_[referral],
                                         known_begin_[referral + 1] - known_begin_[referral]);
    }

private:
    void split(const ActorNetwork& network, const Eligibility& eligibility, bool by_entry_point);
    void find_known(const ActorNetwork& network, const Eligibility& eligibility, int steps,
                    RunControl* control);

    std::vector<std::uint32_t> need_class_;
    std::vector<ActorId> entry_point_;
    std::vector<std::uint32_t> referral_of_;
    std::vector<std::size_t> members_begin_{0};
    std::vector<NeedId> members_;
    std::vector<std::size_t> known_begin_{0};
    std::vector<std::uint8_t> known_;
};

} // namespace samspill
