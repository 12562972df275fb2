// Private to similarity: the abbreviations that the library ships.
#pragma once

#include <string_view>

namespace samspill::detail {

/// In the form that Abbreviations::add_lines reads.
extern const std::string_view nordic_abbreviations;

} // namespace samspill::detail
