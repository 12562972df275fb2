#include <samspill/analysis/cooperation_method.hpp>

namespace samspill {
namespace {

/// Questions whose answer is the given one, or open for nothing.
template <class Question, std::size_t N>
std::vector<Question> answered(const std::array<std::optional<bool>, N>& answers,
                               std::optional<bool> answer) {
    std::vector<Question> questions;
    for (std::size_t k = 0; k < N; ++k) {
        if (answers[k] == answer) {
            questions.push_back(static_cast<Question>(k));
        }
    }
    return questions;
}

} // namespace

CoCreationDecision co_creation_decision(const CoCreationAnswers& answers) {
    CoCreationDecision decision;
    decision.tests_failed = answered<CoCreationTest>(answers.tests, false);
    decision.blockers_present = answered<CoCreationBlocker>(answers.blockers, true);
    decision.tests_open = answered<CoCreationTest>(answers.tests, std::nullopt);
    decision.blockers_open = answered<CoCreationBlocker>(answers.blockers, std::nullopt);
    if (!decision.tests_failed.empty() || !decision.blockers_present.empty()) {
        decision.advice = CoCreationAdvice::coordinate_only;
    } else if (decision.tests_open.empty() && decision.blockers_open.empty()) {
        decision.advice = CoCreationAdvice::applicable;
    }
    return decision;
}

} // namespace samspill
