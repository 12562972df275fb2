// Checks, trims and single characters of UTF-8 text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace samspill {

/// Position of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7: overlong forms,
/// surrogates and values above U+10FFFF are not), or `bytes.size()` when all of it is well formed. O(n).
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view bytes) noexcept;

/// `text` without the characters at either end that a reader cannot see: blanks and line breaks, no-break
/// and other Unicode spaces, zero-width characters, byte order marks. Needs well-formed UTF-8. O(n).
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// One code point and the bytes that hold it.
struct Utf8Character {
    char32_t code_point = 0;
    std::size_t length = 0;
};

/// The character at the front of `text`, which must not be empty; U+FFFD of one byte where no well-formed
/// character begins. O(1).
[[nodiscard]] Utf8Character first_character(std::string_view text) noexcept;

/// Adds the UTF-8 bytes of a code point, which must be below U+110000. O(1).
void append_utf8(std::string& text, char32_t code_point);

} // namespace samspill
