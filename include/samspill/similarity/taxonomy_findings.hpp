// What is doubtful or wrong about a taxonomy before one is made of it.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/similarity/taxonomy.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace samspill {

/// All findings about the terms, in the fixed order of findings. Errors are what Taxonomy would refuse:
/// `missing_value` for a term without a code, `duplicate_id` for a code that stands twice with different
/// parents, `taxonomy_cycle` for each term of a circle of parents. Warnings: `duplicate_id` for a code that
/// stands twice with the same parent, `unknown_id` for a parent that is no code; it becomes a root. A code
/// that stands twice is named in its later rows; the first row counts for the rest. No terms, no findings.
/// @param rows row of each term as findings shall name it; empty numbers them 2, 3, …
/// @param file name of the file, empty for terms from memory
/// @throws InvalidArgument when `rows` is neither empty nor as long as `terms`. O(n log n).
[[nodiscard]] std::vector<Finding> taxonomy_findings(std::span<const TaxonomyTerm> terms,
                                                     std::span<const std::int64_t> rows = {},
                                                     const std::string& file = {});

} // namespace samspill
