// Codes of languages as BCP 47 writes them.
#pragma once

#include <string_view>

namespace samspill {

/// True for a language tag by BCP 47 (RFC 5646) whose language exists: "ar", "zh-Hans", "pt-BR", "x-dialect".
/// The language must be registered or an ISO 639-1, -2 or -3 code ("dan" as well as "da"); what follows it
/// (script, region, variants, extensions) need only have the right form. Upper and lower case are the same.
/// The empty text is no tag. O(length).
[[nodiscard]] bool is_language_tag(std::string_view tag) noexcept;

} // namespace samspill
