// The options of duplication as text, for the provenance of its result.
#pragma once

#include <samspill/analysis/duplication.hpp>

#include "../detail/options_echo.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace samspill::detail {

/// "none", or how many entries there are and the digest that tells one table from another.
[[nodiscard]] inline std::string text_of_table(std::size_t entries, std::uint64_t digest) {
    return entries == 0 ? "none" : std::to_string(entries) + ", digest " + hexadecimal(digest);
}

inline void echo(Provenance& provenance, const SimilarityOptions& options) {
    std::string decisive;
    for (std::size_t k = 0; k < activity_field_count; ++k) {
        const auto field = static_cast<ActivityField>(k);
        const std::string name{to_string(field)};
        echo(provenance, "weight_" + name, text_of(options.weights.of(field)));
        if (options.decisive.contains(field)) {
            decisive.append(decisive.empty() ? "" : ", ").append(name);
        }
    }
    echo(provenance, "decisive", decisive.empty() ? "none" : decisive);
    echo(provenance, "open_months", text_of(options.months));
    echo(provenance, "open_ages",
         "[" + std::to_string(options.ages.min) + ", " + std::to_string(options.ages.max) + "]");
    echo(provenance, "themes", text_of_table(options.themes.size(), options.themes.digest()));
    echo(provenance, "abbreviations",
         text_of_table(options.abbreviations.size(), options.abbreviations.digest()));
}

inline void echo(Provenance& provenance, const DuplicationOptions& options) {
    echo(provenance, "match_languages", options.match_languages ? "true" : "false");
    echo(provenance, "match_ages", options.match_ages ? "true" : "false");
    echo(provenance, "backup_share", text_of(options.backup_share));
    echo(provenance, options.match);
    echo(provenance, "least_score", options.least_score ? text_of(*options.least_score) : "none");
    echo(provenance, "name_likeness", text_of(options.name_likeness.to_double()));
    echo(provenance, "measure", options.measure ? options.measure_name : "gower");
    echo(provenance, options.similarity);
    echo(provenance, "most_listed_alike", std::to_string(options.most_listed_alike));
    echo(provenance, "most_pairs", std::to_string(options.most_pairs));
}

} // namespace samspill::detail
