#include "support/case_folder.hpp"

#include <boost/json/src.hpp> // the header-only form of Boost.JSON: included in this file alone

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace samspill::test {
namespace {

boost::json::object read_object(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        throw std::runtime_error{"cannot read " + file.string()};
    }
    const std::string text{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
    return boost::json::parse(text).as_object();
}

} // namespace

std::vector<CaseFolder> read_cases(std::string_view subject) {
    const auto folder = std::filesystem::path{SAMSPILL_TEST_DATA} / "cases" / subject;
    std::vector<CaseFolder> cases;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.is_directory()) {
            cases.push_back({entry.path().filename().string(), read_object(entry.path() / "input.json"),
                             read_object(entry.path() / "expected.json")});
        }
    }
    std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return cases;
}

} // namespace samspill::test
