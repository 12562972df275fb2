// From rows in memory, and from a folder of CSV tables, to a network.
#include <samspill/io/csv.hpp>
#include <samspill/io/network_tables.hpp>
#include <samspill/io/table_loader.hpp>

#include "generated_network.hpp"

#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

namespace samspill::benchmarks {
namespace {

/// A folder with the eight tables of a generated network, removed at the end.
class StudyFolder {
public:
    explicit StudyFolder(const ActorNetwork& network) {
        std::filesystem::create_directories(path_);
        for (std::size_t k = 0; k < vocabulary_size<TableName>; ++k) {
            const auto table = static_cast<TableName>(k);
            const std::filesystem::path file = path_ / (std::string{to_string(table)} + ".csv");
            if (network.has(table)) {
                write_csv_file(network_table(network, table), file);
                bytes_ += std::filesystem::file_size(file);
            }
        }
    }
    StudyFolder(const StudyFolder&) = delete;
    StudyFolder& operator=(const StudyFolder&) = delete;
    StudyFolder(StudyFolder&&) = delete;
    StudyFolder& operator=(StudyFolder&&) = delete;
    ~StudyFolder() {
        std::error_code ignored; // a folder that stays behind in the place for temporary files does no harm
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::int64_t bytes() const { return static_cast<std::int64_t>(bytes_); }

private:
    std::filesystem::path path_ = std::filesystem::temp_directory_path() /
                                  ("samspill-benchmark-" + std::to_string(std::random_device{}()));
    std::uintmax_t bytes_ = 0;
};

/// Rows that are already in the builder; neither filling nor freeing is timed.
void build(benchmark::State& state, std::int64_t activities) {
    for (auto _ : state) {
        state.PauseTiming();
        {
            NetworkBuilder builder = generate(options_of(activities));
            state.ResumeTiming();
            const ActorNetwork network = builder.build();
            benchmark::DoNotOptimize(network.fingerprint());
            state.PauseTiming();
        }
        state.ResumeTiming();
    }
}

/// Files to rows with every cell read by the schema.
void read(benchmark::State& state, std::int64_t activities) {
    const StudyFolder folder{generated_network(activities)};
    for (auto _ : state) {
        const NetworkBuilder builder = read_folder(folder.path());
        benchmark::DoNotOptimize(&builder);
    }
    state.SetBytesProcessed(state.iterations() * folder.bytes());
}

/// Files to network, which must be the one that was written.
void read_and_build(benchmark::State& state, std::int64_t activities) {
    const ActorNetwork& written = generated_network(activities);
    const StudyFolder folder{written};
    if (read_folder(folder.path()).build().fingerprint() != written.fingerprint()) {
        throw std::logic_error{"reading the files gave another network"};
    }
    for (auto _ : state) {
        const ActorNetwork network = read_folder(folder.path()).build();
        benchmark::DoNotOptimize(network.fingerprint());
    }
    state.SetBytesProcessed(state.iterations() * folder.bytes());
}

[[maybe_unused]] const bool registered = register_sizes("build", build) && register_sizes("csv", read) &&
                                         register_sizes("csv", read_and_build, "/build");

} // namespace
} // namespace samspill::benchmarks
