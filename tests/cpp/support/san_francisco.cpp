#include "san_francisco.hpp"

#include <samspill/io/csv.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <string>

namespace samspill::test {

namespace {

/// Sites and distances of one tract.
struct Tract {
    std::int64_t people = 0;
    std::map<int, double> metres_to;
};

std::map<std::string, Tract> read_tracts() {
    const std::filesystem::path file = std::filesystem::path{SAMSPILL_TEST_DATA} / "spopt-san-francisco" /
                                       "SF_network_distance_candidateStore_16_censusTract_205_new.csv";
    std::ifstream stream{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    const CsvReading reading = read_csv(text, "distances", "distances.csv");
    const Table& table = reading.table.value();
    const auto cell = [&](const char* column, std::size_t row) {
        return std::string{table[column].text(row).value()};
    };
    std::map<std::string, Tract> tracts;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Tract& tract = tracts[cell("DestinationName", row)];
        tract.people = std::stoll(cell("demand", row));
        const std::string site = cell("name", row); // Store_1
        tract.metres_to[std::stoi(site.substr(site.find('_') + 1))] = std::stod(cell("distance", row));
    }
    return tracts;
}

} // namespace

SanFrancisco san_francisco(double metres) {
    SanFrancisco data;
    for (const auto& [name, tract] : read_tracts()) {
        data.people.push_back(tract.people);
        data.store.clear();
        for (const auto& [store, distance] : tract.metres_to) {
            if (distance <= metres) {
                data.graph.target.push_back(static_cast<std::uint32_t>(data.store.size()));
            }
            data.store.push_back(store);
        }
        data.graph.begin.push_back(data.graph.arcs());
    }
    data.graph.right_vertices = static_cast<std::uint32_t>(data.store.size());
    return data;
}

std::vector<int> SanFrancisco::stores(const std::vector<std::uint32_t>& positions) const {
    std::vector<int> numbers;
    numbers.reserve(positions.size());
    for (const std::uint32_t position : positions) {
        numbers.push_back(store.at(position));
    }
    return numbers;
}

RepairProblem SanFrancisco::opening_sites() const {
    RepairProblem problem;
    problem.people = people;
    problem.graph.begin.assign(people.size() + 1, 0);
    problem.candidates.resize(graph.right_vertices);
    for (RepairCandidate& candidate : problem.candidates) {
        candidate.opened.push_back({.seats = std::numeric_limits<std::int64_t>::max(), .lefts = {}});
    }
    for (std::uint32_t tract = 0; tract < graph.left_vertices(); ++tract) {
        for (const std::uint32_t site : graph.targets_of(tract)) {
            problem.candidates[site].opened.front().lefts.push_back(tract);
        }
    }
    return problem;
}

} // namespace samspill::test
