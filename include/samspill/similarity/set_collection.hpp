// Many small sets of tokens, made from words or from character n-grams of texts.
#pragma once

#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace samspill {

/// Records that are sets of tokens: dense numbers from 0, ascending and each once within a record, with the
/// number of times that the record holds them. Stored as compressed rows.
class SetCollection {
public:
    SetCollection() = default;
    /// Takes compressed rows: record r holds tokens[offsets[r] .. offsets[r+1]), ascending and each once;
    /// `occurrences` has one number for each token, or none when every token occurs once. O(tokens).
    /// @throws InvalidArgument when the rows are not like that, when a token is not below `vocabulary`, or
    ///         when there are more than 2^32 - 2 records
    SetCollection(std::vector<std::size_t> offsets, std::vector<std::uint32_t> tokens, std::size_t vocabulary,
                  std::vector<std::uint32_t> occurrences = {});

    /// Number of records.
    [[nodiscard]] std::size_t size() const noexcept { return offsets_.size() - 1; }
    /// Tokens are below this.
    [[nodiscard]] std::size_t vocabulary() const noexcept { return vocabulary_; }
    /// The tokens of a record, ascending; empty for a text without tokens.
    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t record) const noexcept {
        return row(tokens_, record);
    }
    /// How often the record holds each of its tokens, in the order of operator[].
    /// Empty when every token of the collection occurs once.
    [[nodiscard]] std::span<const std::uint32_t> occurrences(std::size_t record) const noexcept {
        return occurrences_.empty() ? std::span<const std::uint32_t>{} : row(occurrences_, record);
    }
    /// The tokens of all records, one record after the other.
    [[nodiscard]] std::span<const std::uint32_t> tokens() const noexcept { return tokens_; }

private:
    [[nodiscard]] std::span<const std::uint32_t> row(const std::vector<std::uint32_t>& values,
                                                     std::size_t record) const noexcept {
        return std::span{values}.subspan(offsets_[record], offsets_[record + 1] - offsets_[record]);
    }

    std::vector<std::size_t> offsets_{0};
    std::vector<std::uint32_t> tokens_;
    std::vector<std::uint32_t> occurrences_;
    std::size_t vocabulary_ = 0;
};

struct NgramOptions {
    /// Code points of a gram, at least 1.
    int length = 3;
    /// Keep how often each gram occurs, which TF-IDF needs and sets do not.
    bool count_occurrences = false;
};

/// One record a text: its runs of `length` code points. A text shorter than that is one gram by itself, an
/// empty text has none. Texts are UTF-8 and compared by bytes: case, accents and white space are to be
/// normalised before. Tokens are numbered in the order of the grams' bytes, so that they do not depend on
/// the order of the texts. O(bytes + vocabulary log vocabulary).
/// @throws InvalidArgument when a length is below 1 or a text is not well-formed UTF-8
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] SetCollection ngram_sets(std::span<const std::string_view> texts, NgramOptions options = {},
                                       RunControl* control = nullptr);

struct WordOptions {
    /// Keep how often each word occurs, which TF-IDF needs and sets do not.
    bool count_occurrences = false;
};

/// One record a text: its words, which are what stands between blanks (space, tab, line breaks). A text of
/// blanks alone has none. Otherwise as ngram_sets.
[[nodiscard]] SetCollection word_sets(std::span<const std::string_view> texts, WordOptions options = {},
                                      RunControl* control = nullptr);

} // namespace samspill
