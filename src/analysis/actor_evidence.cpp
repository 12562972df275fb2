#include "actor_evidence.hpp"

#include "../model/actor_chains.hpp"

#include <samspill/model/organisation_number.hpp>
#include <samspill/similarity/normal_text.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace samspill::detail {
namespace {

/// The place of each text among the different texts; none for empty ones. Equal texts have equal places.
std::vector<std::uint32_t> ranks(const std::vector<std::string>& texts) {
    std::vector<std::string_view> sorted(texts.begin(), texts.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<std::uint32_t> result;
    result.reserve(texts.size());
    for (const std::string& text : texts) {
        const auto place = std::lower_bound(sorted.begin(), sorted.end(), std::string_view{text});
        result.push_back(text.empty() ? ActorComparison::none
                                      : static_cast<std::uint32_t>(place - sorted.begin()));
    }
    return result;
}

/// The words of a name that begin with a digit, in byte order.
std::string numerals_of(std::string_view normal) {
    std::vector<std::string_view> words = words_of(normal);
    std::erase_if(words, [](std::string_view word) { return word.front() < '0' || word.front() > '9'; });
    std::sort(words.begin(), words.end());
    std::string result;
    for (const std::string_view word : words) {
        result.append(word).append(" ");
    }
    return result;
}

} // namespace

ActorComparison::ActorComparison(const ActorNetwork& network, const DuplicateActorOptions& options,
                                 RunControl* control)
    : network_{network}, least_name_similarity_{options.name_similarity}, houses_{
                                                                              houses_of(network.actors())} {
    const ActorColumns& actors = network.actors();
    std::vector<std::string> numerals;
    std::vector<std::string> numbers;
    names_.reserve(actors.size());
    profiles_.reserve(actors.size());
    numerals.reserve(actors.size());
    numbers.reserve(actors.size());
    StageTicker ticker{control};
    for (std::size_t k = 0; k < actors.size(); ++k) {
        const std::string_view name = network.text(actors.name[k]);
        const std::string_view number = network.text(actors.organisation_number[k]);
        ticker.step(1 + name.size());
        names_.push_back(options.abbreviations.expand(normal_text(name)));
        profiles_.emplace_back(names_.back());
        numerals.push_back(numerals_of(names_.back()));
        numbers.push_back(number.empty() ? std::string{} : read_organisation_number(number).canonical);
    }
    numerals_ = ranks(numerals);
    numbers_ = ranks(numbers);
}

NumberEvidence ActorComparison::number_evidence(ActorId a, ActorId b) const {
    if (number(a) == none || number(b) == none || (number(a) == number(b) && house(a) == house(b))) {
        return NumberEvidence::open;
    }
    return number(a) == number(b) ? NumberEvidence::same : NumberEvidence::different;
}

AreaEvidence ActorComparison::area_evidence(ActorId a, ActorId b) const {
    const AreaId left = network_.actors().area[a.position()];
    const AreaId right = network_.actors().area[b.position()];
    if (left.is_none() || right.is_none()) {
        return AreaEvidence::open;
    }
    return network_.area_tree().nested(left, right) ? AreaEvidence::nested : AreaEvidence::apart;
}

std::optional<double> ActorComparison::name_similarity(ActorId a, ActorId b) const {
    return text_similarity(profiles_[a.position()], profiles_[b.position()]);
}

bool ActorComparison::is_above(ActorId upper, ActorId actor) const {
    const std::vector<ActorId>& parents = network_.actors().parent;
    while (!actor.is_none() && actor != upper) {
        actor = parents[actor.position()];
    }
    return actor == upper;
}

bool ActorComparison::numerals_differ(ActorId a, ActorId b) const {
    const std::uint32_t left = numerals_[a.position()];
    const std::uint32_t right = numerals_[b.position()];
    return left != none && right != none && left != right;
}

ActorEvidence ActorComparison::evidence(ActorId a, ActorId b) const {
    const std::vector<Sector>& sectors = network_.actors().sector;
    return {.number = number_evidence(a, b),
            .area = area_evidence(a, b),
            .same_sector = sectors[a.position()] == sectors[b.position()],
            .name_similarity = name_similarity(a, b)};
}

bool ActorComparison::may_be_pair(ActorId a, ActorId b) const {
    const NumberEvidence numbers = number_evidence(a, b);
    if (numbers == NumberEvidence::different ||
        (house(a) == house(b) && (is_above(a, b) || is_above(b, a)))) {
        return false;
    }
    return numbers == NumberEvidence::same ||
           (area_evidence(a, b) != AreaEvidence::apart && !numerals_differ(a, b));
}

std::optional<ActorEvidence> ActorComparison::pair(ActorId a, ActorId b) const {
    if (!may_be_pair(a, b)) {
        return std::nullopt;
    }
    const bool numbers_decide = number_evidence(a, b) == NumberEvidence::same;
    const ActorEvidence found = evidence(a, b);
    const double least = found.same_sector ? least_name_similarity_ : 1.0;
    const bool names_decide = found.name_similarity && *found.name_similarity >= least;
    return numbers_decide || names_decide ? std::optional{found} : std::nullopt;
}

} // namespace samspill::detail
