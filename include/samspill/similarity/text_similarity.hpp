// How alike two texts are: by their words, and by their letters when blanks are left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// What is compared of one text: its set of words, and its set of runs of three characters (3-grams) without
/// blanks. A text of one or two characters has one gram, the whole text. How often a word or gram stands in
/// the text makes no difference.
class TextProfile {
public:
    /// The profile of the empty text.
    TextProfile() = default;
    /// The profile of a normal form (see normal_text). O(n log n) in its bytes.
    explicit TextProfile(std::string_view normal);

    [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
    /// The normal form that it was made of.
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::size_t word_count() const noexcept { return words_.size(); }
    [[nodiscard]] std::size_t gram_count() const noexcept { return grams_.size(); }
    /// Words and grams that both texts have. O(words, grams of both).
    [[nodiscard]] std::size_t shared_words(const TextProfile& other) const noexcept;
    [[nodiscard]] std::size_t shared_grams(const TextProfile& other) const noexcept;

private:
    struct Word {
        std::uint64_t digest; // of its bytes: words are compared by it first
        std::size_t first;
        std::size_t length;
    };
    [[nodiscard]] std::string_view text_of(const Word& word) const noexcept {
        return std::string_view{text_}.substr(word.first, word.length);
    }

    std::string text_;
    std::vector<Word> words_;          // of text_: each once, by digest, then by bytes
    std::vector<std::uint64_t> grams_; // three code points in one number: each once, ascending
};

/// Dice's coefficient of the sets of words, 2 |A ∩ B| / (|A| + |B|), in [0, 1]; nothing when a text is empty.
/// Symmetric; 1 when both have the same words in any order (Dice 1945).
[[nodiscard]] std::optional<double> word_similarity(const TextProfile& a, const TextProfile& b) noexcept;

/// The same of the sets of 3-grams without blanks: 1 for compounds that are written together or apart.
[[nodiscard]] std::optional<double> gram_similarity(const TextProfile& a, const TextProfile& b) noexcept;

/// The larger of word_similarity and gram_similarity: words that changed places keep their words, words that
/// were joined, parted, bent or misspelled keep most grams. In [0, 1], symmetric, 1 for equal normal forms;
/// nothing, and never 0, when a text is empty: nobody wrote what could be compared. O(words, grams of both).
[[nodiscard]] std::optional<double> text_similarity(const TextProfile& a, const TextProfile& b) noexcept;

/// The same for two normal forms. O(n log n).
[[nodiscard]] std::optional<double> text_similarity(std::string_view a, std::string_view b);

} // namespace samspill
