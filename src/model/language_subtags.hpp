// Private to the model: the codes of all languages.
#pragma once

#include <string_view>

namespace samspill::detail {

/// Codes of two and of three small letters, back to back in alphabetical order.
extern const std::string_view two_letter_languages;
extern const std::string_view three_letter_languages;

} // namespace samspill::detail
