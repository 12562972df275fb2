// Case folders under tests/data/cases, shared with the Python tests: input.json, expected.json, README.md.
#pragma once

#include <boost/json/object.hpp>

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::test {

struct CaseFolder {
    std::string name;
    boost::json::object input;
    boost::json::object expected;
};

/// Names the case in a failing test's message.
inline void PrintTo(const CaseFolder& folder, std::ostream* out) {
    *out << folder.name;
} // NOLINT: GoogleTest's name

/// The JSON object in a file. @throws when the file is missing or holds none
[[nodiscard]] boost::json::object read_object(const std::filesystem::path& file);

/// Folders of the cases of one subject, by name.
[[nodiscard]] std::vector<std::filesystem::path> case_folders(std::string_view subject);

/// All cases of one subject, such as "balance", by name. @throws when a file is missing or not JSON
[[nodiscard]] std::vector<CaseFolder> read_cases(std::string_view subject);

} // namespace samspill::test
