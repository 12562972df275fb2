#include "panel_data.hpp"

#include <samspill/io/csv.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace samspill::testing_support {
namespace {

Table read_table(const char* folder, const char* name) {
    std::ifstream stream{std::filesystem::path{SAMSPILL_TEST_DATA} / folder / name, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    return read_csv(text, "panel", name).table.value();
}

std::string cell(const Table& table, const char* column, std::size_t row) {
    return std::string{table[column].text(row).value()};
}

} // namespace

Castle read_castle() {
    const Table table = read_table("panel-castle", "castle.csv");
    Castle castle;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        castle.state.push_back(static_cast<std::uint32_t>(std::stoul(cell(table, "sid", row))));
        castle.year.push_back(std::stoi(cell(table, "year", row)));
        castle.log_homicides.push_back(std::stod(cell(table, "l_homicide", row)));
        castle.post.push_back(std::stod(cell(table, "post", row)));
        castle.people.push_back(std::stod(cell(table, "popwt", row)));
    }
    return castle;
}

Mortality read_mortality() {
    const Table table = read_table("panel-mortality", "mortality.csv");
    Mortality data;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        data.state.push_back(static_cast<std::uint32_t>(std::stoul(cell(table, "state", row))));
        data.year.push_back(std::stoi(cell(table, "year", row)));
        data.deaths.push_back(std::stod(cell(table, "mrate", row)));
        data.legal.push_back(std::stod(cell(table, "legal", row)));
        data.beer_tax.push_back(std::stod(cell(table, "beertaxa", row)));
    }
    return data;
}

OrganDonations read_organ_donations() {
    const Table table = read_table("panel-organ-donations", "organ_donations.csv");
    std::set<std::string> names;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        names.insert(cell(table, "State", row));
    }
    const auto number = [&](const std::string& name) {
        return static_cast<std::uint32_t>(std::distance(names.begin(), names.find(name)));
    };
    OrganDonations data;
    data.california = number("California");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        data.state.push_back(number(cell(table, "State", row)));
        data.quarter.push_back(std::stoi(cell(table, "Quarter_Num", row)));
        data.share.push_back(std::stod(cell(table, "Rate", row)));
        const bool is_post =
            data.state.back() == data.california && data.quarter.back() >= OrganDonations::first_treated;
        data.post.push_back(is_post ? 1.0 : 0.0);
    }
    return data;
}

} // namespace samspill::testing_support
