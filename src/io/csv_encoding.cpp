#include "csv_encoding.hpp"

#include "csv_tokenizer.hpp"

#include <samspill/core/utf8.hpp>

#include <algorithm>
#include <array>

namespace samspill::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view save_as_utf8 =
    "save it as UTF-8: in Excel as \"CSV UTF-8\", in LibreOffice with the character set \"Unicode (UTF-8)\"";
constexpr std::string_view save_as_csv =
    "open it in a spreadsheet program and save the sheet as \"CSV UTF-8\"";

struct Signature {
    std::string_view bytes;
    std::string_view message;
    std::string_view hint;
};

constexpr std::array signatures{
    Signature{"\xFF\xFE"sv, "the file is in UTF-16, not in UTF-8"sv, save_as_utf8},
    Signature{"\xFE\xFF"sv, "the file is in UTF-16, not in UTF-8"sv, save_as_utf8},
    Signature{"PK\x03\x04"sv, "the file is a workbook or another zip archive, not CSV text"sv, save_as_csv},
    Signature{"\xD0\xCF\x11\xE0"sv, "the file is an Excel workbook, not CSV text"sv, save_as_csv},
};

/// Row that the byte at `position` belongs to.
std::int64_t row_at(std::string_view bytes, std::size_t position) {
    std::string_view before = bytes.substr(0, position);
    const char separator = take_csv_separator(before);
    CsvTokenizer records{before, separator};
    while (records.next()) {
    }
    const bool begins_row = before.empty() || before.back() == '\n' || before.back() == '\r';
    return records.row() + (begins_row && !records.is_unclosed() ? 1 : 0);
}

} // namespace

std::optional<EncodingProblem> find_encoding_problem(std::string_view bytes) {
    for (const Signature& signature : signatures) {
        if (bytes.substr(0, signature.bytes.size()) == signature.bytes) {
            return EncodingProblem{0, signature.message, signature.hint};
        }
    }
    const std::size_t nul = std::min(bytes.find('\0'), bytes.size());
    const std::size_t invalid = first_invalid_utf8(bytes.substr(0, nul));
    if (invalid < nul) {
        return EncodingProblem{row_at(bytes, invalid), "the row holds a byte that is not UTF-8",
                               save_as_utf8};
    }
    if (nul < bytes.size()) {
        return EncodingProblem{row_at(bytes, nul), "the row holds a NUL byte, so the file is not text",
                               save_as_utf8};
    }
    return std::nullopt;
}

} // namespace samspill::detail
