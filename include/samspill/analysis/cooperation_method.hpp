// Is co-creation the right method here, and which form of forum fits? Two decision tables on answers that
// people give, before there is any data.
#pragma once

#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What makes working together co-creation (methods S96): all five must hold.
enum class CoCreationTest : std::uint8_t {
    aims_at_new_welfare, ///< the aim is new welfare, not running what there is
    resources_across,    ///< resources of several sectors are brought together
    equal_dialogue,      ///< the parties talk as equals
    anyone_may_join,     ///< anyone may take the initiative or join
    open_to_risk,        ///< the outcome is open and the parties accept risk
};

/// What makes co-creation the wrong method (methods S98): one is enough.
enum class CoCreationBlocker : std::uint8_t {
    one_actor_answers,    ///< one actor has the final responsibility
    activity_established, ///< the activities are established and run
    no_mandate,           ///< there is no political will or mandate
};

/// `ask`: answers are missing that could change the advice.
enum class CoCreationAdvice : std::uint8_t { applicable, coordinate_only, ask };

template <>
struct Vocabulary<CoCreationTest> {
    static constexpr std::array<std::string_view, 5> names{
        "aims_at_new_welfare", "resources_across", "equal_dialogue", "anyone_may_join", "open_to_risk"};
};
template <>
struct Vocabulary<CoCreationBlocker> {
    static constexpr std::array<std::string_view, 3> names{"one_actor_answers", "activity_established",
                                                           "no_mandate"};
};
template <>
struct Vocabulary<CoCreationAdvice> {
    static constexpr std::array<std::string_view, 3> names{"applicable", "coordinate_only", "ask"};
};

/// Answers by question; nothing where nobody answered.
struct CoCreationAnswers {
    std::array<std::optional<bool>, vocabulary_size<CoCreationTest>> tests{};
    std::array<std::optional<bool>, vocabulary_size<CoCreationBlocker>> blockers{};
};

/// The advice with the answers that it rests on.
struct CoCreationDecision {
    CoCreationAdvice advice = CoCreationAdvice::ask;
    std::vector<CoCreationTest> tests_failed{};
    std::vector<CoCreationBlocker> blockers_present{};
    std::vector<CoCreationTest> tests_open{};       ///< not answered
    std::vector<CoCreationBlocker> blockers_open{}; ///< not answered
};

/// M1.12: all five tests and none of the three blockers make it applicable; a blocker, or a test that is not
/// met, leaves coordination; otherwise the missing answers must be asked for.
[[nodiscard]] CoCreationDecision co_creation_decision(const CoCreationAnswers& answers);

/// What people want a forum for (methods S112).
enum class ForumPurpose : std::uint8_t {
    steer,            ///< decide, and coordinate as a whole
    know_each_other,  ///< more dialogue, quality and daily overview
    develop_together, ///< ideas and efforts of their own
};

template <>
struct Vocabulary<ForumPurpose> {
    static constexpr std::array<std::string_view, 3> names{"steer", "know_each_other", "develop_together"};
};

/// The form that serves the purpose. Several purposes ask for several forums, which may run at once.
[[nodiscard]] constexpr ForumForm form_for(ForumPurpose purpose) noexcept {
    switch (purpose) {
    case ForumPurpose::steer:
        return ForumForm::coordination_forum;
    case ForumPurpose::know_each_other:
        return ForumForm::network_group;
    case ForumPurpose::develop_together:
        break;
    }
    return ForumForm::working_group;
}

} // namespace samspill
