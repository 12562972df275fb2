// Tells text that can be read as CSV from all other bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill::detail {

/// Why bytes cannot be read as UTF-8 text.
struct EncodingProblem {
    std::int64_t
        row; ///< of the first byte that does not belong; 0 when the file as a whole is something else
    std::string_view message;
    std::string_view hint;
};

/// The first problem of a text without byte order mark, or nothing. The encoding is never guessed. O(n).
[[nodiscard]] std::optional<EncodingProblem> find_encoding_problem(std::string_view bytes);

} // namespace samspill::detail
