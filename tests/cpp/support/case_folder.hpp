// Case folders under tests/data/cases, shared with the Python tests: input.json, expected.json, README.md.
#pragma once

#include <boost/json/object.hpp>

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

/// All cases of one subject, such as "balance", by name. @throws when a file is missing or not JSON
[[nodiscard]] std::vector<CaseFolder> read_cases(std::string_view subject);

} // namespace samspill::test
