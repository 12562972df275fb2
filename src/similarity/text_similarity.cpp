#include <samspill/core/utf8.hpp>
#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/text_similarity.hpp>

#include <algorithm>

namespace samspill {
namespace {

constexpr unsigned bits_of_code_point = 21;
constexpr std::size_t gram_length = 3;

/// The 3-grams of a text without blanks, each once, ascending. Three code points fill 63 bits; no character
/// of a normal form is U+0000, so shorter texts have numbers of their own.
std::vector<std::uint64_t> grams_of(std::string_view normal) {
    constexpr std::uint64_t last_three = (std::uint64_t{1} << (gram_length * bits_of_code_point)) - 1;
    std::vector<std::uint64_t> grams;
    std::uint64_t gram = 0;
    std::size_t characters = 0;
    while (!normal.empty()) {
        const Utf8Character character = first_character(normal);
        normal.remove_prefix(character.length);
        if (character.code_point == U' ') {
            continue;
        }
        gram = (gram << bits_of_code_point | character.code_point) & last_three;
        ++characters;
        if (characters >= gram_length) {
            grams.push_back(gram);
        }
    }
    if (characters > 0 && characters < gram_length) {
        grams.push_back(gram);
    }
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    return grams;
}

/// FNV-1a.
std::uint64_t digest_of(std::string_view word) noexcept {
    std::uint64_t digest = 0xcbf2'9ce4'8422'2325;
    for (const char c : word) {
        digest = (digest ^ static_cast<unsigned char>(c)) * 0x100'0000'01b3;
    }
    return digest;
}

double dice(std::size_t shared, std::size_t size_a, std::size_t size_b) noexcept {
    return 2.0 * static_cast<double>(shared) / static_cast<double>(size_a + size_b);
}

} // namespace

TextProfile::TextProfile(std::string_view normal) : text_{normal}, grams_{grams_of(normal)} {
    const std::vector<std::string_view> words = words_of(text_);
    words_.reserve(words.size());
    for (const std::string_view word : words) {
        words_.push_back(
            {digest_of(word), static_cast<std::size_t>(word.data() - text_.data()), word.size()});
    }
    std::sort(words_.begin(), words_.end(), [this](const Word& a, const Word& b) {
        return a.digest != b.digest ? a.digest < b.digest : text_of(a) < text_of(b);
    });
    words_.erase(std::unique(words_.begin(), words_.end(),
                             [this](const Word& a, const Word& b) { return text_of(a) == text_of(b); }),
                 words_.end());
}

std::size_t TextProfile::shared_words(const TextProfile& other) const noexcept {
    std::size_t shared = 0;
    for (std::size_t i = 0, j = 0; i < words_.size() && j < other.words_.size();) {
        const Word& mine = words_[i];
        const Word& theirs = other.words_[j];
        const int order = mine.digest != theirs.digest ? (mine.digest < theirs.digest ? -1 : 1)
                                                       : text_of(mine).compare(other.text_of(theirs));
        shared += order == 0 ? 1 : 0;
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
    }
    return shared;
}

std::size_t TextProfile::shared_grams(const TextProfile& other) const noexcept {
    std::size_t shared = 0;
    for (std::size_t i = 0, j = 0; i < grams_.size() && j < other.grams_.size();) {
        const std::uint64_t mine = grams_[i];
        const std::uint64_t theirs = other.grams_[j];
        // No branch depends on the texts: which gram comes first cannot be foreseen.
        shared += static_cast<std::size_t>(mine == theirs);
        i += static_cast<std::size_t>(mine <= theirs);
        j += static_cast<std::size_t>(theirs <= mine);
    }
    return shared;
}

std::optional<double> word_similarity(const TextProfile& a, const TextProfile& b) noexcept {
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    return dice(a.shared_words(b), a.word_count(), b.word_count());
}

std::optional<double> gram_similarity(const TextProfile& a, const TextProfile& b) noexcept {
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    return dice(a.shared_grams(b), a.gram_count(), b.gram_count());
}

std::optional<double> text_similarity(const TextProfile& a, const TextProfile& b) noexcept {
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    return std::max(*word_similarity(a, b), *gram_similarity(a, b));
}

std::optional<double> text_similarity(std::string_view a, std::string_view b) {
    return text_similarity(TextProfile{a}, TextProfile{b});
}

} // namespace samspill
