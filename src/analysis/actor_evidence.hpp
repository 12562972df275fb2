// Private to the analyses: what speaks for two actors being one organisation.
#pragma once

#include <samspill/analysis/duplicate_actors.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplicate_actors_result.hpp>
#include <samspill/similarity/text_similarity.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill::detail {

/// What is compared of every actor of a network, worked out once. The network must outlive this.
class ActorComparison {
public:
    /// Texts that are open: no number, no numerals.
    static constexpr std::uint32_t none = ~0U;

    ActorComparison(const ActorNetwork& network, const DuplicateActorOptions& options, RunControl* control);

    [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
    /// Names in normal form, abbreviations spelled out.
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
    /// Rank of the actor's valid number among all of them; none when it has none.
    [[nodiscard]] std::uint32_t number(ActorId actor) const noexcept { return numbers_[actor.position()]; }
    [[nodiscard]] const std::vector<std::uint32_t>& numbers() const noexcept { return numbers_; }
    /// The topmost actor of the chain of parents.
    [[nodiscard]] std::uint32_t house(ActorId actor) const noexcept { return houses_[actor.position()]; }

    [[nodiscard]] ActorEvidence evidence(ActorId a, ActorId b) const;
    /// Whether nothing but their names keeps the two from being a pair.
    [[nodiscard]] bool may_be_pair(ActorId a, ActorId b) const;
    /// The evidence of two actors that are a pair; nothing for all others. Names come last, as they cost
    /// most.
    [[nodiscard]] std::optional<ActorEvidence> pair(ActorId a, ActorId b) const;

private:
    [[nodiscard]] NumberEvidence number_evidence(ActorId a, ActorId b) const;
    [[nodiscard]] AreaEvidence area_evidence(ActorId a, ActorId b) const;
    [[nodiscard]] std::optional<double> name_similarity(ActorId a, ActorId b) const;
    [[nodiscard]] bool is_above(ActorId upper, ActorId actor) const;
    [[nodiscard]] bool numerals_differ(ActorId a, ActorId b) const;

    const ActorNetwork& network_;
    double least_name_similarity_;
    std::vector<std::string> names_;
    std::vector<TextProfile> profiles_;
    std::vector<std::uint32_t> numerals_;
    std::vector<std::uint32_t> numbers_;
    std::vector<std::uint32_t> houses_;
};

} // namespace samspill::detail
