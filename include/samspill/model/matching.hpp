// When an activity can serve a need: the conditions of one pair, in the order in which people meet them.
#pragma once

#include <samspill/model/actor_network.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace samspill {

/// What an activity must fulfil for a need, in the order of the stages below.
enum class Condition : std::uint8_t { theme, target_group, area, period, language, ages, cost, access };

inline constexpr std::size_t condition_count = 8;

/// A set of conditions in one byte.
class ConditionSet {
public:
    constexpr ConditionSet() noexcept = default;

    constexpr void insert(Condition condition) noexcept {
        bits_ = static_cast<std::uint8_t>(bits_ | bit(condition));
    }
    [[nodiscard]] constexpr bool contains(Condition condition) const noexcept {
        return (bits_ & bit(condition)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr int size() const noexcept { return std::popcount(bits_); }
    /// Bit k stands for the condition whose value is k.
    [[nodiscard]] constexpr std::uint8_t bits() const noexcept { return bits_; }

    friend constexpr bool operator==(ConditionSet, ConditionSet) noexcept = default;

private:
    static constexpr std::uint8_t bit(Condition condition) noexcept {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(condition));
    }
    std::uint8_t bits_ = 0;
};

/// Every condition of one pair stands in exactly one of the three sets.
struct ConditionCheck {
    ConditionSet met;      ///< the need makes no demand, or the activity states that it meets it
    ConditionSet failed;   ///< the activity states something else
    ConditionSet unstated; ///< the need makes a demand and the activity does not say

    friend constexpr bool operator==(const ConditionCheck&, const ConditionCheck&) noexcept = default;
};

/// Conditions that an activity must meet for a need, each presupposing the ones before it.
/// Tanahashi's names: availability (exists), accessibility (area, period), acceptability (eligible).
enum class MatchStage : std::uint8_t {
    none,      ///< another theme or target group
    exists,    ///< theme and target group fit
    in_area,   ///< and it serves the need's area
    in_period, ///< and it runs while the need lasts
    eligible,  ///< and language, ages, cost and access fit
};

/// The stage that a pair reaches when this condition and all before it hold.
[[nodiscard]] constexpr MatchStage stage_of(Condition condition) noexcept {
    switch (condition) {
    case Condition::theme:
    case Condition::target_group:
        return MatchStage::exists;
    case Condition::area:
        return MatchStage::in_area;
    case Condition::period:
        return MatchStage::in_period;
    case Condition::language:
    case Condition::ages:
    case Condition::cost:
    case Condition::access:
        return MatchStage::eligible;
    }
    return MatchStage::none;
}

/// Whether sharing one month (one age) is enough or the whole period (range) of the need must be served.
enum class OverlapRule : std::uint8_t { any, whole };

/// What an activity that does not state an attribute does for a need that asks for one.
enum class UnstatedRule : std::uint8_t { accept, reject };

struct MatchOptions {
    OverlapRule period = OverlapRule::any;        ///< `whole` drops activities that start late or stop early
    OverlapRule ages = OverlapRule::any;          ///< `whole` drops activities open to some of the ages only
    UnstatedRule unstated = UnstatedRule::accept; ///< `reject` counts only on what the tables state

    friend bool operator==(const MatchOptions&, const MatchOptions&) noexcept = default;
};

/// How far one activity gets with one need.
struct Match {
    MatchStage stage = MatchStage::none; ///< last condition met, with all before it
    bool relies_on_unstated = false;     ///< met only because the activity leaves a demanded attribute open
};

/// Matches one activity with one need; stops at the first condition that does not hold. An attribute the need
/// does not state makes no demand; an area serves all areas inside it; a price fits when it is at most what
/// people can pay; all demanded terms of access must be provided. O(lists of the pair).
[[nodiscard]] Match match(const ActorNetwork& network, ActivityId activity, NeedId need,
                          const MatchOptions& options = {});
/// The same for a row of other columns in the network's terms: an activity that is not in it.
[[nodiscard]] Match match(const ActorNetwork& network, const ActivityColumns& activities, std::size_t row,
                          NeedId need, const MatchOptions& options);

/// Asks every condition of a pair by itself, as `match` does, whatever the others say. Unstated conditions
/// are set apart whatever `options.unstated` is. O(lists of the pair).
[[nodiscard]] ConditionCheck conditions(const ActorNetwork& network, ActivityId activity, NeedId need,
                                        const MatchOptions& options = {});

} // namespace samspill
