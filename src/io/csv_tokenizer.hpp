// Cuts CSV text into records and cells without copying them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// The separator that a first line `sep=;` names; that line is taken off the text, as spreadsheets do not
/// show it. Otherwise the most frequent of `,` `;` and tab outside the quotes of the header line, `,` without
/// any.
[[nodiscard]] char take_csv_separator(std::string_view& text) noexcept;

/// Reads one record after the other. The text must outlive the tokenizer.
class CsvTokenizer {
public:
    CsvTokenizer(std::string_view text, char separator) noexcept : text_{text}, separator_{separator} {}

    /// Moves on to the next record; false at the end of the text.
    bool next();

    /// Bytes of the text up to the end of the current record.
    [[nodiscard]] std::size_t position() const noexcept { return position_; }
    /// Number of the current record in the text, from 1; 0 before the first. Blank lines count.
    [[nodiscard]] std::int64_t row() const noexcept { return row_; }
    /// Cells of the current record, at least 1.
    [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }
    /// A cell without invisible characters at its ends and without guard; valid until `next`.
    [[nodiscard]] std::string_view operator[](std::size_t k) const noexcept;
    /// True when the record has neither a visible character nor a quote: `""` alone is a row with no value.
    [[nodiscard]] bool is_blank() const noexcept;
    /// True when the text ended inside quotes; the record is then the last one.
    [[nodiscard]] bool is_unclosed() const noexcept { return unclosed_; }
    /// True when something visible follows a closing quote, as in `"a" b`.
    [[nodiscard]] bool has_text_after_quote() const noexcept { return text_after_quote_; }

private:
    struct Cell {
        std::size_t first;
        std::size_t last;
        bool unescaped; ///< lies in unescaped_, not in text_
    };

    void read_cell();
    void read_quoted_cell();
    void skip_line_end() noexcept;
    [[nodiscard]] std::size_t end_of_plain(std::size_t from) const noexcept;

    std::string_view text_;
    char separator_;
    std::size_t position_ = 0;
    std::int64_t row_ = 0;
    std::vector<Cell> cells_;
    std::string unescaped_; // cells of the current record that hold doubled quotes, with single ones
    bool quoted_ = false;
    bool unclosed_ = false;
    bool text_after_quote_ = false;
};

} // namespace samspill::detail
