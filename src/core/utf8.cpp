#include <samspill/core/utf8.hpp>

#include <cstdint>
#include <cstring>

namespace samspill {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t position) noexcept {
    return static_cast<std::uint8_t>(text[position]);
}

bool is_continuation(std::string_view bytes, std::size_t position) noexcept {
    return position < bytes.size() && (byte_at(bytes, position) & 0xC0U) == 0x80U;
}

/// Length of the well-formed sequence that starts at `position` with a byte >= 0x80; 0 when there is none.
std::size_t sequence_length(std::string_view bytes, std::size_t position) noexcept {
    const std::uint8_t lead = byte_at(bytes, position);
    const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    for (std::size_t k = 1; k < length; ++k) {
        if (!is_continuation(bytes, position + k)) {
            return 0;
        }
    }
    if (length < 3) {
        return length;
    }
    const std::uint8_t second = byte_at(bytes, position + 1);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool surrogate = lead == 0xED && second > 0x9F;
    const bool too_large = lead == 0xF4 && second > 0x8F;
    return overlong || surrogate || too_large ? 0 : length;
}

bool next_eight_are_ascii(std::string_view bytes, std::size_t position) noexcept {
    std::uint64_t word = 0;
    if (bytes.size() - position < sizeof word) {
        return false;
    }
    std::memcpy(&word, bytes.data() + position, sizeof word);
    return (word & 0x8080'8080'8080'8080U) == 0;
}

bool is_invisible_byte(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_invisible(std::uint32_t code_point) noexcept {
    return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200F) || // spaces, zero-width joiners, direction marks
           code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
           code_point == 0x2060 || code_point == 0x3000 || code_point == 0xFEFF;
}

/// The code point of two or three bytes that starts at `position`; 0 for all others. Every invisible
/// character beyond ASCII has two or three bytes.
std::uint32_t short_code_point(std::string_view text, std::size_t position, std::size_t length) noexcept {
    if (length == 2) {
        return (byte_at(text, position) & 0x1FU) << 6U | (byte_at(text, position + 1) & 0x3FU);
    }
    if (length == 3) {
        return (byte_at(text, position) & 0x0FU) << 12U | (byte_at(text, position + 1) & 0x3FU) << 6U |
               (byte_at(text, position + 2) & 0x3FU);
    }
    return 0;
}

/// Bytes of the invisible character at the front of `text`; 0 when the first character is visible.
std::size_t invisible_prefix(std::string_view text) noexcept {
    if (is_invisible_byte(text.front())) {
        return 1;
    }
    if (byte_at(text, 0) < 0x80) {
        return 0;
    }
    const std::size_t length = sequence_length(text, 0);
    return is_invisible(short_code_point(text, 0, length)) ? length : 0;
}

/// Bytes of the invisible character at the back of `text`; 0 when the last character is visible.
std::size_t invisible_suffix(std::string_view text) noexcept {
    if (is_invisible_byte(text.back())) {
        return 1;
    }
    std::size_t length = 1;
    while (length < 4 && length < text.size() && is_continuation(text, text.size() - length)) {
        ++length;
    }
    return is_invisible(short_code_point(text, text.size() - length, length)) ? length : 0;
}

} // namespace

std::size_t first_invalid_utf8(std::string_view bytes) noexcept {
    std::size_t position = 0;
    while (position < bytes.size()) {
        if (next_eight_are_ascii(bytes, position)) {
            position += 8;
        } else if (byte_at(bytes, position) < 0x80) {
            ++position;
        } else if (const std::size_t length = sequence_length(bytes, position)) {
            position += length;
        } else {
            return position;
        }
    }
    return bytes.size();
}

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t length = invisible_prefix(text);
        if (length == 0) {
            break;
        }
        text.remove_prefix(length);
    }
    while (!text.empty()) {
        const std::size_t length = invisible_suffix(text);
        if (length == 0) {
            break;
        }
        text.remove_suffix(length);
    }
    return text;
}

Utf8Character first_character(std::string_view text) noexcept {
    constexpr Utf8Character no_character{0xFFFD, 1};
    const std::uint8_t lead = byte_at(text, 0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t length = sequence_length(text, 0);
    if (length == 0) {
        return no_character;
    }
    char32_t code_point = lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
        code_point = code_point << 6U | (byte_at(text, k) & 0x3FU);
    }
    return {code_point, length};
}

void append_utf8(std::string& text, char32_t code_point) {
    const auto continuation = [&text, code_point](unsigned shift) {
        text += static_cast<char>(0x80U | (code_point >> shift & 0x3FU));
    };
    if (code_point < 0x80) {
        text += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        text += static_cast<char>(0xC0U | code_point >> 6U);
        continuation(0);
    } else if (code_point < 0x10000) {
        text += static_cast<char>(0xE0U | code_point >> 12U);
        continuation(6);
        continuation(0);
    } else {
        text += static_cast<char>(0xF0U | code_point >> 18U);
        continuation(12);
        continuation(6);
        continuation(0);
    }
}

} // namespace samspill
