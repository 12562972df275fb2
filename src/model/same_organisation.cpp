#include "same_organisation.hpp"

#include "actor_chains.hpp"

#include <samspill/model/organisation_number.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace samspill {
namespace {

using NumberedRow = std::pair<std::string, std::uint32_t>;

std::vector<std::uint32_t> repeated_rows(std::vector<NumberedRow> numbered,
                                         const std::vector<std::uint32_t>& house) {
    std::sort(numbered.begin(), numbered.end());
    std::vector<std::uint32_t> rows;
    for (auto first = numbered.begin(); first != numbered.end();) {
        const auto last = std::find_if(first, numbered.end(),
                                       [&](const NumberedRow& other) { return other.first != first->first; });
        if (std::any_of(first, last, [&](const NumberedRow& other) {
                return house[other.second] != house[first->second];
            })) {
            std::transform(first, last, std::back_inserter(rows),
                           [](const NumberedRow& row) { return row.second; });
        }
        first = last;
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Keeps the numbers that are valid.
void add_number(std::vector<NumberedRow>& numbered, std::string_view text, std::size_t row) {
    if (!text.empty()) {
        OrganisationNumber number = read_organisation_number(text);
        if (number.status == NumberStatus::valid) {
            numbered.emplace_back(std::move(number.canonical), static_cast<std::uint32_t>(row));
        }
    }
}

} // namespace

void report_same_organisation(RowCheck& actor) {
    actor.report(Severity::warning, FindingCode::same_organisation, "organisation_number",
                 "an actor of another row has this organisation number too",
                 "merge the rows, name one the parent of the other, or correct the number");
}

void check_same_organisations(const StudyCheck& study) {
    const Staged<Actor>& actors = study.rows.actors;
    const IdPositions& positions = study.ids.positions(TableName::actors);
    StageTicker ticker{study.control, "comparing organisation numbers", actors.size()};
    std::vector<NumberedRow> numbered;
    std::vector<std::uint32_t> parents;
    parents.reserve(actors.size());
    for (std::size_t k = 0; k < actors.size(); ++k) {
        ticker.step();
        const Actor& actor = actors.rows[k];
        add_number(numbered, actor.organisation_number, k);
        const auto found = actor.parent.empty() ? positions.end() : positions.find(actor.parent);
        parents.push_back(found == positions.end() ? no_parent_row : found->second);
    }
    for (const std::uint32_t row : repeated_rows(std::move(numbered), houses(parents))) {
        RowCheck check = study.at(TableName::actors, actors.numbers[row]);
        report_same_organisation(check);
    }
}

std::vector<std::uint32_t> rows_of_same_organisations(const ActorColumns& actors, const StringPool& texts) {
    std::vector<NumberedRow> numbered;
    for (std::size_t k = 0; k < actors.size(); ++k) {
        add_number(numbered, texts.text(actors.organisation_number[k]), k);
    }
    return repeated_rows(std::move(numbered), houses_of(actors));
}

} // namespace samspill
