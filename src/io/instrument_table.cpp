#include <samspill/io/instrument_table.hpp>

#include <samspill/io/csv.hpp>

#include "standalone_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace samspill {
namespace {

constexpr std::string_view table_name = "instruments";
constexpr std::int32_t most_points = 100;

constexpr std::array<detail::StandaloneColumn, 6> item_columns{{{"item", true},
                                                                {"instrument", true},
                                                                {"version", true},
                                                                {"scale_min", true},
                                                                {"scale_max", true},
                                                                {"source"}}};
constexpr std::array<std::string_view, 1> sentence_columns{"text_"};
constexpr detail::StandaloneSchema schema{table_name, "item", "item", item_columns, sentence_columns};

class InstrumentReader {
public:
    InstrumentReader(const Table& table, std::string_view file, std::span<const std::int64_t> source_rows)
        : table_{schema, table, file, source_rows, reading_.findings} {}

    InstrumentsReading read() && {
        table_.check_columns();
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            read_row(row);
        }
        reading_.instruments.version = table_.version();
        std::sort(reading_.findings.begin(), reading_.findings.end(), precedes);
        return std::move(reading_);
    }

private:
    void read_row(std::size_t row) {
        const std::size_t findings_before = reading_.findings.size();
        InstrumentItem item{.id = table_.id(row),
                            .instrument = table_.required_text("instrument", row),
                            .source = table_.cells().text("source", row),
                            .text = table_.sentences(sentence_columns[0], row)};
        table_.check_version(row);
        const std::optional<std::int32_t> min = bound("scale_min", row);
        const std::optional<std::int32_t> max = bound("scale_max", row);
        if (min && max) {
            item.scale_min = *min;
            item.scale_max = *max;
            check_scale(item, row);
        }
        if (reading_.findings.size() == findings_before) {
            reading_.instruments.items.push_back(std::move(item));
        }
    }

    std::optional<std::int32_t> bound(std::string_view column, std::size_t row) {
        const std::size_t findings_before = reading_.findings.size();
        const std::optional<std::int32_t> value = table_.cells().whole(column, row);
        if (!value && reading_.findings.size() == findings_before) {
            table_.missing(column, row);
        }
        return value;
    }

    void check_scale(const InstrumentItem& item, std::size_t row) {
        const std::int64_t points = std::int64_t{item.scale_max} - item.scale_min + 1;
        if (points < 2 || points > most_points) {
            table_.cells().report(FindingCode::out_of_range, row, "scale_max",
                                  "the scale has fewer than 2 or more than 100 points",
                                  "give scale_max above scale_min");
            return;
        }
        const std::vector<InstrumentItem>& items = reading_.instruments.items;
        const auto differs = [&](const InstrumentItem& other) {
            return other.instrument == item.instrument &&
                   (other.scale_min != item.scale_min || other.scale_max != item.scale_max);
        };
        if (std::any_of(items.begin(), items.end(), differs)) {
            table_.cells().report(FindingCode::out_of_range, row, "scale_max",
                                  "the scale differs from that of another item of the instrument",
                                  "give all items of an instrument one scale");
        }
    }

    InstrumentsReading reading_;
    detail::StandaloneTable table_;
};

} // namespace

InstrumentsReading instruments_from(const Table& table, std::string_view file,
                                    const std::vector<std::int64_t>& source_rows) {
    return InstrumentReader{table, file, source_rows}.read();
}

InstrumentsReading read_instruments(const std::filesystem::path& file) {
    CsvReading csv = read_csv_file(file, std::string{table_name});
    InstrumentsReading reading;
    if (csv.table) {
        reading = instruments_from(*csv.table, file.filename().string(), csv.source_rows);
    }
    reading.findings.insert(reading.findings.end(), csv.findings.begin(), csv.findings.end());
    std::sort(reading.findings.begin(), reading.findings.end(), precedes);
    return reading;
}

} // namespace samspill
