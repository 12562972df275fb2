// A sentence that people read, in several languages.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {

/// A sentence in each language, by language tag: "en", "nb", "da", "sv".
using TextByLanguage = std::vector<std::pair<std::string, std::string>>;

/// The sentence in that language, or in English, or the first there is; empty without any.
[[nodiscard]] std::string_view text_in(const TextByLanguage& texts, std::string_view language) noexcept;

} // namespace samspill
