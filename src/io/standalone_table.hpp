// Private to io: tables that stand in files of their own beside the study, such as rules and instruments.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/text_by_language.hpp>

#include "cell_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

struct StandaloneColumn {
    std::string_view name;
    bool required = false;
};

/// What a table is and which columns it may have. Texts in several languages have a column each, such as
/// text_en for the prefix `text_`.
struct StandaloneSchema {
    std::string_view table;
    std::string_view id;  ///< the column whose entries stand once each
    std::string_view row; ///< what one row is, such as "rule"
    std::span<const StandaloneColumn> columns;
    std::span<const std::string_view> prefixes;
};

/// Reads such a table and adds whatever does not fit to the findings. The table must outlive this object.
class StandaloneTable {
public:
    StandaloneTable(const StandaloneSchema& schema, const Table& table, std::string_view file,
                    std::span<const std::int64_t> source_rows, std::vector<Finding>& findings);

    [[nodiscard]] CellReader& cells() noexcept { return cells_; }
    [[nodiscard]] std::size_t rows() const noexcept { return cells_.rows(); }

    /// Missing and unknown columns, and no rows.
    void check_columns();
    /// The id of a row, which must be stated and new.
    [[nodiscard]] std::string id(std::size_t row);
    /// The version, which must be stated and that of the first row.
    void check_version(std::size_t row);
    [[nodiscard]] const std::string& version() const noexcept { return version_; }

    [[nodiscard]] std::string required_text(std::string_view column, std::size_t row);
    void missing(std::string_view column, std::size_t row);
    /// The texts of one prefix, by language tag.
    [[nodiscard]] TextByLanguage sentences(std::string_view prefix, std::size_t row);

private:
    [[nodiscard]] bool is_known(std::string_view column) const;
    void report(Severity severity, FindingCode code, std::string_view column, std::string message,
                std::string hint);

    StandaloneSchema schema_;
    const Table& table_;
    std::string_view file_;
    std::vector<Finding>& findings_;
    CellReader cells_;
    std::string version_;
    std::vector<std::string> ids_;
};

} // namespace samspill::detail
