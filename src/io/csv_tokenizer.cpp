#include "csv_tokenizer.hpp"

#include "csv_guard.hpp"

#include <samspill/core/utf8.hpp>

#include <algorithm>
#include <array>

namespace samspill::detail {

namespace {

char most_frequent_separator(std::string_view text) noexcept {
    constexpr std::string_view candidates = ",;\t";
    std::array<std::size_t, candidates.size()> counts{};
    bool in_quotes = false;
    bool line_has_begun = false;
    for (const char c : text) {
        const bool is_line_end = c == '\n' || c == '\r';
        if (is_line_end && !in_quotes && line_has_begun) {
            break;
        }
        line_has_begun = line_has_begun || !is_line_end;
        if (c == '"') {
            in_quotes = !in_quotes;
        } else if (const auto k = candidates.find(c); !in_quotes && k != std::string_view::npos) {
            ++counts[k];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return candidates[static_cast<std::size_t>(most - counts.begin())];
}

} // namespace

char take_csv_separator(std::string_view& text) noexcept {
    const bool is_named = text.size() >= 5 && (text.substr(0, 4) == "sep=" || text.substr(0, 4) == "SEP=") &&
                          std::string_view{",;\t|"}.find(text[4]) != std::string_view::npos &&
                          (text.size() == 5 || text[5] == '\r' || text[5] == '\n');
    if (!is_named) {
        return most_frequent_separator(text);
    }
    const char separator = text[4];
    text.remove_prefix(5);
    if (text.substr(0, 2) == "\r\n") {
        text.remove_prefix(2);
    } else if (!text.empty()) {
        text.remove_prefix(1);
    }
    return separator;
}

bool CsvTokenizer::next() {
    if (position_ == text_.size()) {
        return false;
    }
    ++row_;
    cells_.clear();
    unescaped_.clear();
    quoted_ = false;
    text_after_quote_ = false;
    read_cell();
    while (position_ < text_.size() && text_[position_] == separator_) {
        ++position_;
        read_cell();
    }
    skip_line_end();
    return true;
}

std::string_view CsvTokenizer::operator[](std::size_t k) const noexcept {
    const Cell cell = cells_[k];
    const std::string_view source = cell.unescaped ? std::string_view{unescaped_} : text_;
    return without_guard(trimmed(source.substr(cell.first, cell.last - cell.first)));
}

bool CsvTokenizer::is_blank() const noexcept {
    return !quoted_ && std::all_of(cells_.begin(), cells_.end(), [this](const Cell& cell) {
        return trimmed(text_.substr(cell.first, cell.last - cell.first)).empty();
    });
}

std::size_t CsvTokenizer::end_of_plain(std::size_t from) const noexcept {
    while (from < text_.size() && text_[from] != separator_ && text_[from] != '\n' && text_[from] != '\r') {
        ++from;
    }
    return from;
}

void CsvTokenizer::read_cell() {
    std::size_t first_visible = position_;
    while (first_visible < text_.size() && text_[first_visible] == ' ') {
        ++first_visible;
    }
    if (first_visible < text_.size() && text_[first_visible] == '"') {
        position_ = first_visible + 1;
        read_quoted_cell();
        return;
    }
    const std::size_t last = end_of_plain(first_visible);
    cells_.push_back({position_, last, false});
    position_ = last;
}

void CsvTokenizer::read_quoted_cell() {
    quoted_ = true;
    std::size_t first = position_;
    std::size_t quote = text_.find('"', position_);
    const std::size_t first_unescaped = unescaped_.size();
    bool unescaped = false;
    while (quote != std::string_view::npos && quote + 1 < text_.size() && text_[quote + 1] == '"') {
        unescaped = true;
        unescaped_.append(text_.substr(first, quote + 1 - first));
        first = quote + 2;
        quote = text_.find('"', first);
    }
    if (quote == std::string_view::npos) {
        unclosed_ = true;
        position_ = text_.size();
        cells_.push_back({position_, position_, false});
        return;
    }
    if (unescaped) {
        unescaped_.append(text_.substr(first, quote - first));
        cells_.push_back({first_unescaped, unescaped_.size(), true});
    } else {
        cells_.push_back({first, quote, false});
    }
    position_ = end_of_plain(quote + 1);
    if (!trimmed(text_.substr(quote + 1, position_ - quote - 1)).empty()) {
        text_after_quote_ = true;
    }
}

void CsvTokenizer::skip_line_end() noexcept {
    if (position_ < text_.size() && text_[position_] == '\r') {
        ++position_;
        if (position_ < text_.size() && text_[position_] == '\n') {
            ++position_;
        }
    } else if (position_ < text_.size()) {
        ++position_;
    }
}

} // namespace samspill::detail
