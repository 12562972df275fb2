#include "support/case_folder.hpp"

#include <boost/json/src.hpp> // the header-only form of Boost.JSON: included in this file alone

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace samspill::test {
boost::json::object read_object(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        throw std::runtime_error{"cannot read " + file.string()};
    }
    const std::string text{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
    return boost::json::parse(text).as_object();
}

std::vector<std::filesystem::path> case_folders(std::string_view subject) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry :
         std::filesystem::directory_iterator{std::filesystem::path{SAMSPILL_TEST_DATA} / "cases" / subject}) {
        if (entry.is_directory()) {
            folders.push_back(entry.path());
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::vector<CaseFolder> read_cases(std::string_view subject) {
    std::vector<CaseFolder> cases;
    for (const auto& folder : case_folders(subject)) {
        cases.push_back({folder.filename().string(), read_object(folder / "input.json"),
                         read_object(folder / "expected.json")});
    }
    return cases;
}

} // namespace samspill::test
