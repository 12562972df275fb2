#include <samspill/core/utf8.hpp>
#include <samspill/similarity/normal_text.hpp>

#include "unicode_folding.hpp"

#include <algorithm>
#include <utility>

namespace samspill {
namespace {

constexpr char32_t ring = 0x30A;
constexpr char32_t diaeresis = 0x308;

/// Puts folded code points together to words. A letter waits until its marks are known, so that it makes no
/// difference whether they came composed with it, or in which order.
class NormalWriter {
public:
    explicit NormalWriter(const detail::UnicodeFolding& folding) : folding_{folding} {}

    void reserve(std::size_t bytes) { text_.reserve(bytes); }

    void put(char32_t c) {
        if (c == ring || c == diaeresis) {
            tint_ = tint_ == 0 && is_tinted_by(c) ? c : tint_;
        } else if (const std::uint8_t combining = folding_.combining_class(c); combining != 0) {
            marks_.emplace_back(combining, c);
        } else {
            flush();
            blank_before_ = blank_before_ || c == U' ';
            letter_ = c == U' ' ? char32_t{0} : c;
        }
    }

    /// What an ASCII character that no mark can follow becomes; 0 for nothing.
    void put_alone(char c) {
        if (letter_ != 0 || !marks_.empty()) {
            flush();
        }
        if (c == ' ') {
            blank_before_ = true;
        } else if (c != 0) {
            write_blank();
            text_ += c;
        }
    }

    [[nodiscard]] std::string take() && {
        flush();
        return std::move(text_);
    }

private:
    [[nodiscard]] bool is_tinted_by(char32_t mark) const noexcept {
        return letter_ == U'a' || (letter_ == U'o' && mark == diaeresis);
    }

    void flush() {
        if (letter_ != 0) {
            write(letter_);
            if (tint_ != 0) {
                write(tint_ == ring ? U'a' : U'e');
            }
        }
        if (!marks_.empty()) {
            // The canonical order of marks.
            std::stable_sort(marks_.begin(), marks_.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            for (const auto& [combining, mark] : marks_) {
                write(mark);
            }
            marks_.clear();
        }
        letter_ = 0;
        tint_ = 0;
    }

    void write_blank() {
        if (blank_before_ && !text_.empty()) {
            text_ += ' ';
        }
        blank_before_ = false;
    }

    void write(char32_t c) {
        write_blank();
        append_utf8(text_, c);
    }

    const detail::UnicodeFolding& folding_;
    std::string text_;
    char32_t letter_ = 0; // 0: none waits
    char32_t tint_ = 0;   // the mark that makes another vowel of it, or 0
    std::vector<std::pair<std::uint8_t, char32_t>> marks_;
    bool blank_before_ = false;
};

bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }

} // namespace

std::string normal_text(std::string_view text) {
    const detail::UnicodeFolding& folding = detail::UnicodeFolding::shared();
    NormalWriter writer{folding};
    writer.reserve(text.size());
    while (!text.empty()) {
        if (is_ascii(text[0]) && (text.size() == 1 || is_ascii(text[1]))) {
            writer.put_alone(folding.ascii(text[0]));
            text.remove_prefix(1);
            continue;
        }
        const Utf8Character character = first_character(text);
        folding.fold(character.code_point, [&writer](char32_t c) { writer.put(c); });
        text.remove_prefix(character.length);
    }
    return std::move(writer).take();
}

std::vector<std::string_view> words_of(std::string_view normal) {
    std::vector<std::string_view> words;
    while (!normal.empty()) {
        const std::size_t length = std::min(normal.find(' '), normal.size());
        words.push_back(normal.substr(0, length));
        normal.remove_prefix(std::min(length + 1, normal.size()));
    }
    return words;
}

std::string sorted_words(std::string_view normal) {
    std::vector<std::string_view> words = words_of(normal);
    std::sort(words.begin(), words.end());
    std::string sorted;
    sorted.reserve(normal.size());
    for (const std::string_view word : words) {
        sorted.append(sorted.empty() ? "" : " ").append(word);
    }
    return sorted;
}

std::string without_blanks(std::string_view normal) {
    std::string text{normal};
    std::erase(text, ' ');
    return text;
}

} // namespace samspill
