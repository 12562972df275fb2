#include <samspill/model/language_tag.hpp>

#include "language_subtags.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace samspill {
namespace {

constexpr char lower(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
constexpr bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_alphanumeric(char c) noexcept { return is_letter(c) || is_digit(c); }

template <class Kind>
bool all(std::string_view text, Kind kind) noexcept {
    return std::all_of(text.begin(), text.end(), kind);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Tags that were registered before the grammar and do not follow it (RFC 5646, section 2.1).
constexpr std::array<std::string_view, 17> irregular_tags{
    "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak",     "i-klingon", "i-lux",    "i-mingo",
    "i-navajo",  "i-pwn", "i-tao", "i-tay",     "i-tsu",      "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE"};

/// Whether codes of one length, back to back in order, hold a code.
bool holds(std::string_view codes, std::string_view code) noexcept {
    std::size_t first = 0;
    std::size_t last = codes.size() / code.size();
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (codes.substr(middle * code.size(), code.size()) < code) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return codes.substr(first * code.size(), code.size()) == code;
}

bool is_language(std::string_view subtag) noexcept {
    if (subtag.size() < 2 || subtag.size() > 3 || !all(subtag, is_letter)) {
        return false;
    }
    const std::array<char, 3> letters{lower(subtag[0]), lower(subtag[1]), lower(subtag.back())};
    const std::string_view code{letters.data(), subtag.size()};
    if (code.size() == 2) {
        return holds(detail::two_letter_languages, code);
    }
    const bool is_private = code >= "qaa" && code <= "qtz";
    return is_private || holds(detail::three_letter_languages, code);
}

bool is_script(std::string_view subtag) noexcept { return subtag.size() == 4 && all(subtag, is_letter); }
bool is_region(std::string_view subtag) noexcept {
    return (subtag.size() == 2 && all(subtag, is_letter)) || (subtag.size() == 3 && all(subtag, is_digit));
}
bool is_variant(std::string_view subtag) noexcept {
    return subtag.size() >= 5 || (subtag.size() == 4 && is_digit(subtag.front()));
}

/// The subtags of a tag from left to right; what is no subtag (empty, too long, other characters) reads as
/// the empty text, which fits nowhere.
class Subtags {
public:
    explicit Subtags(std::string_view tag) noexcept : rest_{tag} { next(); }

    [[nodiscard]] std::string_view current() const noexcept { return current_; }
    [[nodiscard]] bool at_end() const noexcept { return at_end_; }

    void next() noexcept {
        if (no_more_) {
            current_ = {};
            at_end_ = true;
            return;
        }
        const std::size_t hyphen = rest_.find('-');
        current_ = rest_.substr(0, hyphen);
        no_more_ = hyphen == std::string_view::npos;
        rest_.remove_prefix(no_more_ ? rest_.size() : hyphen + 1);
        if (current_.size() > 8 || !all(current_, is_alphanumeric)) {
            current_ = {};
        }
    }
    /// Steps over up to `most` subtags of a kind; tells how many there were.
    template <class Kind>
    int skip(Kind kind, int most) noexcept {
        int skipped = 0;
        for (; skipped < most && !current_.empty() && kind(current_); ++skipped) {
            next();
        }
        return skipped;
    }

private:
    std::string_view rest_;
    std::string_view current_;
    bool no_more_ = false;
    bool at_end_ = false;
};

constexpr int any_number = 1 << 16;

/// `x` and what follows it up to the end.
bool is_private_use(Subtags& subtags) noexcept {
    subtags.next();
    return subtags.skip([](std::string_view) { return true; }, any_number) > 0 && subtags.at_end();
}

/// Extensions, each a letter or digit of its own with at least one longer subtag behind it.
bool skip_extensions(Subtags& subtags) noexcept {
    std::array<bool, 256> seen{};
    while (subtags.current().size() == 1 && lower(subtags.current().front()) != 'x') {
        bool& repeated = seen[static_cast<unsigned char>(lower(subtags.current().front()))];
        subtags.next();
        if (repeated ||
            subtags.skip([](std::string_view subtag) { return subtag.size() >= 2; }, any_number) == 0) {
            return false;
        }
        repeated = true;
    }
    return true;
}

bool follows_grammar(std::string_view tag) noexcept {
    Subtags subtags{tag};
    if (equal_ignoring_case(subtags.current(), "x")) {
        return is_private_use(subtags);
    }
    if (!is_language(subtags.current())) {
        return false;
    }
    subtags.next();
    subtags.skip([](std::string_view subtag) { return subtag.size() == 3 && all(subtag, is_letter); }, 3);
    subtags.skip(is_script, 1);
    subtags.skip(is_region, 1);
    subtags.skip(is_variant, any_number);
    if (!skip_extensions(subtags)) {
        return false;
    }
    return subtags.at_end() || (equal_ignoring_case(subtags.current(), "x") && is_private_use(subtags));
}

} // namespace

bool is_language_tag(std::string_view tag) noexcept {
    return std::any_of(irregular_tags.begin(), irregular_tags.end(),
                       [tag](std::string_view known) { return equal_ignoring_case(known, tag); }) ||
           follows_grammar(tag);
}

} // namespace samspill
