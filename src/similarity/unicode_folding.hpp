// Private to similarity: what becomes of one character when texts are made comparable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// The table of unicode_folding_table.hpp, unpacked for look-up in constant time.
class UnicodeFolding {
public:
    /// Unpacked at the first call; the same object ever after.
    [[nodiscard]] static const UnicodeFolding& shared();

    /// Hands `sink` the code points that `code_point` becomes, one by one: letters, digits, marks, U+0020.
    template <class Sink>
    void fold(char32_t code_point, Sink sink) const {
        if (code_point >= first_syllable && code_point <= last_syllable) {
            fold_syllable(code_point - first_syllable, sink);
            return;
        }
        const std::uint32_t entry = entries_[blocks_[code_point / block_size]][code_point % block_size];
        if (entry == unchanged) {
            sink(code_point);
            return;
        }
        for (const char32_t part :
             std::u32string_view{pool_}.substr(entry >> length_bits, entry & max_length)) {
            sink(part);
        }
    }

    /// What an ASCII character becomes: a letter, a digit, a blank, or 0 for nothing.
    [[nodiscard]] char ascii(char c) const noexcept { return ascii_[static_cast<unsigned char>(c)]; }

    /// The canonical combining class of a mark that is kept; 0 for everything else.
    [[nodiscard]] std::uint8_t combining_class(char32_t code_point) const noexcept {
        return code_point < first_mark ? std::uint8_t{0} : class_of_mark(code_point);
    }

private:
    static constexpr std::size_t block_size = 256;
    static constexpr std::uint32_t unchanged = 0; // no other entry is 0: the pool begins with a filler
    static constexpr std::uint32_t length_bits = 8;
    static constexpr std::uint32_t max_length = (1U << length_bits) - 1;
    static constexpr char32_t first_mark = 0x300;
    static constexpr char32_t first_syllable = 0xAC00; // Hangul syllables are composed by arithmetic
    static constexpr char32_t last_syllable = 0xD7A3;

    struct Marks {
        char32_t first = 0;
        char32_t last = 0;
        std::uint8_t combining_class = 0;
    };

    UnicodeFolding();
    void set(char32_t code_point, std::u32string_view to);
    void read_one(std::string_view record);
    void read_several(std::string_view record);
    [[nodiscard]] std::uint8_t class_of_mark(char32_t code_point) const noexcept;

    /// Leading consonant, vowel and trailing consonant of a syllable (Unicode, section 3.12).
    template <class Sink>
    static void fold_syllable(char32_t index, Sink& sink) {
        constexpr char32_t vowels = 21;
        constexpr char32_t trailing = 28;
        sink(char32_t{0x1100} + index / (vowels * trailing));
        sink(char32_t{0x1161} + index % (vowels * trailing) / trailing);
        if (index % trailing != 0) {
            sink(char32_t{0x11A7} + index % trailing);
        }
    }

    std::vector<std::uint16_t> blocks_; // by code point / block_size; block 0 of entries_ is all unchanged
    std::vector<std::vector<std::uint32_t>> entries_;
    std::u32string pool_;
    std::vector<Marks> marks_; // ascending
    std::array<char, 128> ascii_{};
};

} // namespace samspill::detail
