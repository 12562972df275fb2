// CSV text in and out: reading tells everything that is wrong with a file at once, writing is safe to open
// in a spreadsheet.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/core/table.hpp>

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// What reading one CSV text gave.
struct CsvReading {
    /// Text columns named by the header; nothing when no row of the text can be trusted (not found, empty,
    /// wrong encoding, unclosed quote). A header without rows gives a table of 0 rows and no finding.
    std::optional<Table> table;
    /// For each row of the table its row in a spreadsheet that shows the file: header 1, first record 2.
    std::vector<std::int64_t> source_rows;
    /// Everything that is wrong with the text, in the order of its rows. Beyond the first hundred findings of
    /// one rule, one more tells how many there are.
    std::vector<Finding> findings;
};

/// Reads CSV text in UTF-8.
///
/// The separator (`,` `;` or tab) is the most frequent one of the header line, or that of a first line
/// `sep=;`. Lines end in LF, CRLF or CR. Cells may be quoted, hold line breaks in quotes, and double a quote
/// to mean one. Invisible characters at both ends of a cell are dropped; what is left empty is null. Blank
/// lines are skipped but count as rows. The guard that write_csv puts before formulas is taken away.
/// Missing cells at the end of a row are null with a warning; columns without a name are left out.
///
/// @param table_name name of the table and of findings, such as "needs"
/// @param file_name what findings call the file; empty for text that never was a file
/// One pass over the bytes after the check of their encoding; memory stays within a fixed multiple of the
/// text. Never throws on account of the text; Cancelled when `control` asks to stop.
[[nodiscard]] CsvReading read_csv(std::string_view bytes, const std::string& table_name,
                                  const std::string& file_name = {}, RunControl* control = nullptr);

/// Reads a CSV file; see read_csv. Findings name the file without its folder. A missing file, a folder, a
/// device, and a file that cannot be read or exceeds 2 GiB are findings as well.
[[nodiscard]] CsvReading read_csv_file(const std::filesystem::path& path, const std::string& table_name,
                                       RunControl* control = nullptr);

/// Writes a header line and one line per row: RFC 4180 quoting, `,` between cells, LF at line ends, lists
/// joined by `;`, null as nothing, truth values as `true` and `false`, floats in the shortest form that reads
/// back to the same number. A text that a spreadsheet would take for a formula (it begins with = + - @, a
/// tab or a line break) gets a `'` in front; numbers never do. Invisible characters at the ends of any other
/// text are left out. Apart from those, read_csv gives back the same texts; empty ones become null.
void write_csv(const Table& table, std::ostream& output);

/// Writes the table to a file that other programs see either complete or not at all: a temporary file in
/// the same folder, flushed to disk, then renamed. Only the owner may read it (mode 0600).
/// @throws FileError when it cannot be written; a file that was there before is then untouched
void write_csv_file(const Table& table, const std::filesystem::path& path);

} // namespace samspill
