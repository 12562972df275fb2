// What people think: one rating of one statement.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/model/vocabulary.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `reviews`.
struct Review {
    std::string person{};          ///< empty: the answer is anonymous
    std::string item{};            ///< the statement that was rated
    std::optional<double> score{}; ///< must be stated; any finite number, on the scale of the instrument
    std::string wave{};
    std::string forum{}; ///< empty: the rating is about the work as a whole
};

/// The table `reviews` as an ActorNetwork keeps it, sorted by forum, item, wave, person and score.
struct ReviewColumns {
    std::vector<PersonId> person;
    std::vector<TermId> item;
    std::vector<double> score;
    std::vector<TermId> wave;
    std::vector<ForumId> forum;

    [[nodiscard]] std::size_t size() const noexcept { return person.size(); }
};

} // namespace samspill
